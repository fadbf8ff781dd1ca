//! Open findings by unit and aspect, units in the order of their tree: nothing is ranked.

use std::collections::{BTreeMap, HashMap};

use ledger::light::Light;
use ledger::{State, UnitId};
use store::{Cell, Census};

use super::super::{Named, View};
use crate::Failure;

/// How many levels below the unit that is looked at are told apart; what is further down counts with its upper unit.
const DEEP: usize = 2;
/// How many aspects stand beside each other; the rarest are counted in the sums alone.
const WIDE: usize = 40;

/// Open findings by unit and aspect.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heat {
    /// The aspects, the most frequent first; an empty one stands for none.
    pub aspects: Vec<String>,
    /// A row a unit, each with what is below it.
    pub rows: Vec<HeatRow>,
    /// The largest of all numbers of one unit, below which no other stands, and one aspect.
    pub most: u64,
    /// Findings that name no unit.
    pub without_unit: u64,
    /// All together, in the order of the aspects.
    pub sums: Vec<(u64, u64)>,
}

/// A unit with all below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatRow {
    /// The unit.
    pub unit: Named,
    /// How far below the unit that is looked at.
    pub depth: usize,
    /// How many are open, and how many of these are red, in the order of the aspects.
    pub cells: Vec<(u64, u64)>,
    /// The same of all aspects.
    pub sum: (u64, u64),
}

/// Counts for each unit and aspect.
pub(super) struct Counting<'c> {
    census: &'c Census,
    /// By the number of the unit and the place of the aspect.
    counts: Vec<Vec<(u64, u64)>>,
}

impl<'c> Counting<'c> {
    pub fn new(census: &'c Census) -> Self {
        Self { census, counts: Vec::new() }
    }

    pub fn add(&mut self, cell: &Cell, light: Light) {
        let (unit, aspect) = (cell.unit as usize, cell.aspect as usize);
        if self.counts.len() <= unit {
            self.counts.resize_with(unit + 1, Vec::new);
        }
        let of = &mut self.counts[unit];
        if of.len() <= aspect {
            of.resize(aspect + 1, (0, 0));
        }
        of[aspect].0 += 1;
        of[aspect].1 += u64::from(light == Light::Red);
    }

    pub fn finish(self, view: &View<'_>, of: Option<UnitId>) -> Result<Heat, Failure> {
        let mut totals: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        for (aspect, of) in self.counts.iter().flat_map(|of| (0u32..).zip(of)).filter(|(_, of)| of.0 > 0) {
            add(totals.entry(aspect).or_default(), *of);
        }
        let mut aspects: Vec<(u32, (u64, u64))> = totals.into_iter().collect();
        let word = |aspect: u32| self.census.words.get(aspect as usize).cloned().unwrap_or_default();
        // The most frequent first, what has none last.
        aspects.sort_by_key(|(aspect, (open, _))| (*aspect == 0, std::cmp::Reverse(*open), word(*aspect)));
        aspects.truncate(WIDE);
        let columns: HashMap<u32, usize> = aspects.iter().enumerate().map(|(at, (aspect, _))| (*aspect, at)).collect();
        let rows = self.rows(view, of, &columns)?;
        Ok(Heat {
            most: lowest(&rows).flat_map(|row| &row.cells).map(|(open, _)| *open).max().unwrap_or(0),
            without_unit: self.counts.iter().take(1).flatten().map(|(open, _)| open).sum(),
            sums: aspects.iter().map(|(_, sum)| *sum).collect(),
            aspects: aspects.iter().map(|(aspect, _)| word(*aspect)).collect(),
            rows,
        })
    }

    fn rows(
        &self,
        view: &View<'_>,
        of: Option<UnitId>,
        columns: &HashMap<u32, usize>,
    ) -> Result<Vec<HeatRow>, Failure> {
        let mut below: BTreeMap<Option<UnitId>, Vec<UnitId>> = BTreeMap::new();
        for (id, state) in view.all::<UnitId>()? {
            if let State::Unit(unit) = state {
                below.entry(unit.parent).or_default().push(id);
            }
        }
        let mut rows = Vec::new();
        let tops = of.map_or_else(|| below.get(&None).cloned().unwrap_or_default(), |unit| vec![unit]);
        for top in tops {
            self.unit(view, top, 0, &below, columns, &mut rows);
        }
        Ok(rows)
    }

    /// Adds the rows of a unit and of those below it; what they sum up to.
    fn unit(
        &self,
        view: &View<'_>,
        unit: UnitId,
        depth: usize,
        below: &BTreeMap<Option<UnitId>, Vec<UnitId>>,
        columns: &HashMap<u32, usize>,
        rows: &mut Vec<HeatRow>,
    ) -> (Vec<(u64, u64)>, (u64, u64)) {
        let mut cells = vec![(0, 0); columns.len()];
        let mut sum = (0, 0);
        let own = usize::try_from(unit.0).ok().and_then(|unit| self.counts.get(unit));
        for (aspect, of) in (0u32..).zip(own.into_iter().flatten()) {
            add(&mut sum, *of);
            if let Some(at) = columns.get(&aspect) {
                add(&mut cells[*at], *of);
            }
        }
        let at = rows.len();
        // A damaged ledger may have a ring.
        if depth < 50 {
            for child in below.get(&Some(unit)).into_iter().flatten() {
                let (of, total) = self.unit(view, *child, depth + 1, below, columns, rows);
                add(&mut sum, total);
                cells.iter_mut().zip(of).for_each(|(cell, of)| add(cell, of));
            }
        }
        if depth > DEEP || sum.0 == 0 {
            rows.truncate(at);
        } else {
            rows.insert(at, HeatRow { unit: view.named(unit), depth, cells: cells.clone(), sum });
        }
        (cells, sum)
    }
}

/// The rows under which no other stands.
fn lowest(rows: &[HeatRow]) -> impl Iterator<Item = &HeatRow> {
    let below = rows.iter().skip(1).map(Some).chain([None]);
    rows.iter().zip(below).filter(|(row, next)| next.is_none_or(|next| next.depth <= row.depth)).map(|(row, _)| row)
}

const fn add(to: &mut (u64, u64), of: (u64, u64)) {
    to.0 += of.0;
    to.1 += of.1;
}
