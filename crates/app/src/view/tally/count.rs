//! Whether a finding is one that a query asks for, told by its cell.

use ledger::UnitId;
use ledger::finding::Waits;
use ledger::light::Light;
use store::{Cell, Census, FindingQuery};

use super::Units;

/// A query over cells.
pub(super) struct Filter<'q> {
    query: &'q FindingQuery,
    units: Option<Units>,
    /// Its place among the words; `None` where no finding has it.
    aspect: Option<Option<u32>>,
    waits: Option<Vec<u32>>,
    today: u32,
    due: (u32, u32),
    registered: (u32, u32),
    open_on: Option<u32>,
}

impl<'q> Filter<'q> {
    pub fn new(query: &'q FindingQuery, census: &Census, below: Option<&[UnitId]>) -> Self {
        let places = |waits: &Vec<Waits>| waits.iter().filter_map(|waits| census.place(&waits.name())).collect();
        let dated = query.due_from.is_some() || query.due_to.is_some();
        let noted = query.registered_from.is_some() || query.registered_to.is_some();
        let to = |day: Option<jiff::civil::Date>| day.map_or(Cell::NEVER - 1, Cell::day);
        Self {
            query,
            units: below.map(|below| Units::of(below.iter().copied())),
            aspect: query.aspect.as_deref().map(|aspect| census.place(aspect)),
            waits: query.waits.as_ref().map(places),
            today: Cell::day(query.today),
            due: if dated { (query.due_from.map_or(0, Cell::day), to(query.due_to)) } else { (0, u32::MAX) },
            registered: if noted {
                (query.registered_from.map_or(1, Cell::day), to(query.registered_to))
            } else {
                (0, u32::MAX)
            },
            open_on: query.open_on.map(Cell::day),
        }
    }

    pub fn keeps(&self, cell: &Cell) -> bool {
        let query = self.query;
        let campaign = query.campaign.is_none_or(|campaign| campaign.0 == u64::from(cell.campaign));
        let status = query.status.is_empty() || query.status.contains(&cell.status);
        campaign
            && status
            && query.light.is_none_or(|light: Light| cell.light_on(self.today) == light)
            && self.units.as_ref().is_none_or(|units| units.has(cell.unit))
            && (!query.without_unit || cell.unit == 0)
            && self.aspect.is_none_or(|aspect| aspect == Some(cell.aspect))
            && self.waits.as_ref().is_none_or(|waits| waits.contains(&cell.waits))
            && query.kind.is_none_or(|kind| cell.has_kind(kind))
            && (self.due.0..=self.due.1).contains(&cell.due)
            && (self.registered.0..=self.registered.1).contains(&cell.registered)
            && self.open_on.is_none_or(|on| open_on(cell, on))
            && query.marks.iter().all(|mark| mark.holds(cell))
            && query.slipped_from.is_none_or(|from| u64::from(cell.slip_days) >= from)
            && query.slipped_to.is_none_or(|to| u64::from(cell.slip_days) <= to)
    }
}

fn open_on(cell: &Cell, on: u32) -> bool {
    cell.registered != 0 && cell.registered <= on && (cell.closed == 0 || cell.closed > on) && !cell.status.is_void()
}
