//! All findings in memory, a few bytes each (全量计数): what pages count, they count here, in one pass of some milliseconds a
//! million. It is as old as an entry of the log and is brought forward by the findings that later entries concern.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use ledger::finding::{Scope, Status};
use ledger::light::Light;
use ledger::profile::Kind;
use ledger::{CampaignId, FindingId, Stream, UnitId};

use super::plan::{BELOW, Statement};
use super::{Mine, row};
use crate::engine::{Connection, Row, Value};
use crate::projection::{bit, scope_of};
use crate::{Reader, StoreError};

/// So many entries are followed one by one; after more everything is read anew.
const FOLLOWED: u64 = 20_000;
/// The kind of the entry that takes words from another.
const ERASED: &str = "log.erased";
/// Numbers that are asked for at once.
const CHUNK: usize = 500;
const COLUMNS: &str = "number, campaign, unit, aspect, scope, status, kinds, due, slips, slip_days, returns, rebounds, \
     light, yellow, red, registered, closed, planned, papers, waits";

/// A finding, as it is counted. About 80 bytes. Days are written as numbers: 20260901; 0 where there is none, 99991231 for one
/// that never comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Which.
    pub id: FindingId,
    /// Its campaign's number.
    pub campaign: u32,
    /// Its unit's number; 0 where it names none.
    pub unit: u32,
    /// The place of its aspect in [`Census::words`]; 0 where it has none.
    pub aspect: u32,
    /// The place of what it waits for in [`Census::words`].
    pub waits: u32,
    /// Whose problem it is.
    pub scope: Scope,
    /// Where it stands.
    pub status: Status,
    /// Of which kinds its measures are.
    pub kinds: u8,
    /// Its light before yellow and red come.
    pub light: Light,
    /// The first day of yellow.
    pub yellow: u32,
    /// The first day of red.
    pub red: u32,
    /// The nearest deadline of its open measures.
    pub due: u32,
    /// The day of its registration.
    pub registered: u32,
    /// The day of its closing.
    pub closed: u32,
    /// The day by which it was to be done when its measures were promised.
    pub planned: u32,
    /// The most extensions of one of its measures.
    pub slips: u32,
    /// The most days that one of its measures slipped.
    pub slip_days: u32,
    /// How often it was sent back.
    pub returns: u32,
    /// How often it came back after closing.
    pub rebounds: u32,
    /// How many of its measures show nothing but weak evidence.
    pub papers: u32,
}

/// All findings as they were after some entry.
#[derive(Debug, Clone, Default)]
pub struct Census {
    /// The size of the log that it is of.
    pub size: u64,
    /// One cell a finding, by number.
    pub cells: Vec<Cell>,
    /// Aspects and what is waited for; the first is empty.
    pub words: Vec<String>,
    places: HashMap<String, u32>,
}

impl Cell {
    /// A day that never comes.
    pub const NEVER: u32 = 99_991_231;

    /// A day as cells write it; days before the first year count as its first.
    #[must_use]
    pub fn day(day: Date) -> u32 {
        let (year, month, day) = (day.year().max(0), day.month(), day.day());
        u32::from(year.unsigned_abs()) * 10_000 + u32::from(month.unsigned_abs()) * 100 + u32::from(day.unsigned_abs())
    }

    /// Whether one of its measures is of this kind.
    #[must_use]
    pub fn has_kind(&self, kind: Kind) -> bool {
        i64::from(self.kinds) & bit(kind) != 0
    }

    /// Its light on `today`, written as a number.
    #[must_use]
    pub fn light_on(&self, today: u32) -> Light {
        if self.red <= today {
            Light::Red
        } else if self.yellow <= today {
            Light::Yellow.max(self.light)
        } else {
            self.light
        }
    }
}

impl Census {
    /// Whether nothing is new to it in a log of `size` entries.
    #[must_use]
    pub fn is_at(&self, size: u64) -> bool {
        !self.words.is_empty() && size <= self.size
    }

    /// The place of a word, for comparing many cells with it; `None` where no cell has it.
    #[must_use]
    pub fn place(&self, word: &str) -> Option<u32> {
        if word.is_empty() { Some(0) } else { self.places.get(word).copied() }
    }

    fn keep(&mut self, word: &str) -> u32 {
        if let Some(place) = self.place(word) {
            return place;
        }
        let place = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word.to_owned());
        self.places.insert(word.to_owned(), place);
        place
    }

    fn put(&mut self, cell: Cell) {
        match self.cells.binary_search_by_key(&cell.id, |known| known.id) {
            Ok(at) => self.cells[at] = cell,
            Err(at) => self.cells.insert(at, cell),
        }
    }

    fn read(&mut self, connection: &dyn Connection, filter: &str, values: &[Value]) -> Result<(), StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM finding {filter} ORDER BY number");
        connection.query(&sql, values, &mut |row| {
            let cell = self.cell(row)?;
            self.put(cell);
            Ok(())
        })
    }

    fn cell(&mut self, row: &Row<'_>) -> Result<Cell, StoreError> {
        let (of, status, light) = (row.optional_text(4)?, row.text(5)?, row.text(12)?);
        Ok(Cell {
            id: FindingId(row.count(0)?),
            campaign: small(row, 1)?,
            unit: row::number(row, 2)?.map_or(Ok(0), u32::try_from).unwrap_or(u32::MAX),
            aspect: self.keep(row.optional_text(3)?.unwrap_or_default()),
            waits: self.keep(row.text(19)?),
            scope: of.and_then(scope_of).unwrap_or(Scope::Team),
            status: Status::ALL
                .into_iter()
                .find(|known| known.name() == status)
                .ok_or_else(|| row::strange("status"))?,
            kinds: u8::try_from(row.count(6)?).unwrap_or_default(),
            light: Light::ALL.into_iter().find(|known| known.name() == light).ok_or_else(|| row::strange("light"))?,
            yellow: day(row.text(13)?),
            red: day(row.text(14)?),
            due: day(row.text(7)?),
            registered: day(row.optional_text(15)?.unwrap_or_default()),
            closed: day(row.optional_text(16)?.unwrap_or_default()),
            planned: day(row.text(17)?),
            slips: small(row, 8)?,
            slip_days: small(row, 9)?,
            returns: small(row, 10)?,
            rebounds: small(row, 11)?,
            papers: small(row, 18)?,
        })
    }
}

impl Reader<'_> {
    /// Brings a census forward to this moment; an empty one is read whole. One that is newer stays as it is.
    ///
    /// # Errors
    /// When the database cannot be read. The census is worth nothing then.
    pub fn count_anew(&self, census: &mut Census) -> Result<(), StoreError> {
        let connection = self.connection()?;
        let size = self.head()?.size;
        if census.words.is_empty() || size.saturating_sub(census.size) > FOLLOWED {
            *census = Census { size, words: vec![String::new()], ..Census::default() };
            return census.read(connection, "", &[]);
        }
        if census.is_at(size) {
            return Ok(());
        }
        let sql =
            "SELECT DISTINCT stream, CAST(CASE WHEN kind = $1 THEN 1 ELSE 0 END AS bigint) FROM entry WHERE seq >= $2";
        let values = [ERASED.into(), census.size.into()];
        let streams =
            connection.rows(sql, &values, |row| Ok((row.text(0)?.parse::<Stream>().ok(), row.int(1)? == 1)))?;
        if streams.iter().any(|(_, erased)| *erased) {
            // A word that was to go goes from here too.
            *census = Census::default();
            return self.count_anew(census);
        }
        let mut findings = BTreeSet::new();
        let tied = |sql: &str, number: u64| connection.rows(sql, &[number.into()], |row| row.count(0));
        for stream in streams.into_iter().filter_map(|(stream, _)| stream) {
            match stream {
                Stream::Finding(id) => drop(findings.insert(id.0)),
                Stream::Measure(id) => findings.extend(tied("SELECT finding FROM tie WHERE measure = $1", id.0)?),
                Stream::Evidence(id) => findings.extend(tied(
                    "SELECT tie.finding FROM shown JOIN tie ON tie.measure = shown.measure WHERE shown.evidence = $1",
                    id.0,
                )?),
                Stream::Campaign(CampaignId(id)) => census.read(connection, "WHERE campaign = $1", &[id.into()])?,
                Stream::Calendar => census.read(connection, "", &[])?,
                _ => {}
            }
        }
        let numbers: Vec<Value> = findings.into_iter().map(Value::from).collect();
        for chunk in numbers.chunks(CHUNK) {
            let marks: Vec<String> = (1..=chunk.len()).map(|n| format!("${n}")).collect();
            census.read(connection, &format!("WHERE number IN ({})", marks.join(", ")), chunk)?;
        }
        census.size = size;
        Ok(())
    }

    /// The findings with a measure for which somebody answers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answered_by(&self, mine: &Mine) -> Result<Vec<FindingId>, StoreError> {
        let own = mine.sql();
        let mut statement =
            Statement::new("SELECT DISTINCT tie.finding FROM tie JOIN measure ON measure.number = tie.measure WHERE ");
        statement.add(&own.text, &own.values);
        self.connection()?.rows(&statement.sql, &statement.values, |row| row.count(0).map(FindingId))
    }

    /// A unit and all below it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn below(&self, unit: UnitId) -> Result<Vec<UnitId>, StoreError> {
        let mut statement = Statement::new("");
        statement.add(BELOW, &[unit.0.into()]);
        self.connection()?.rows(&statement.sql, &statement.values, |row| row.count(0).map(UnitId))
    }
}

fn small(row: &Row<'_>, i: usize) -> Result<u32, StoreError> {
    Ok(u32::try_from(row.count(i)?).unwrap_or(u32::MAX))
}

/// `2026-09-01` as 20260901; 0 where it is no day.
fn day(text: &str) -> u32 {
    text.bytes().filter(|byte| *byte != b'-').fold(0, |number, byte| match byte {
        b'0'..=b'9' => number * 10 + u32::from(byte - b'0'),
        _ => 0,
    })
}
