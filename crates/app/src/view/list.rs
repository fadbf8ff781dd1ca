//! Lists of findings and measures.

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::light::{Judgement, Light};
use ledger::{Bilingual, FindingId, MeasureId};
use serde::Serialize;
use store::{FindingQuery, FindingRow, MeasureQuery, MeasureRow, Page};

use super::{List, Named, View, Word, format};
use crate::Failure;

/// A light as people see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lit {
    /// Its name: `red`.
    pub light: &'static str,
    /// Its shape, for those who see no colours.
    pub shape: char,
    /// Its word.
    pub label: Bilingual,
    /// Why it is so; `None` in lists.
    pub why: Option<Bilingual>,
}

/// A finding in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which.
    pub id: FindingId,
    /// Its light.
    pub light: Lit,
    /// Where it stands.
    pub status: Word,
    /// What is wrong.
    pub statement: String,
    /// Its number as the paper writes it.
    pub number: Option<String>,
    /// Its campaign.
    pub campaign: Named,
    /// Its unit.
    pub unit: Option<Named>,
    /// Its aspect.
    pub aspect: Option<String>,
    /// How many measures answer it.
    pub measures: u64,
    /// How many of these are done.
    pub done: u64,
    /// The nearest deadline of its open measures.
    pub due: Option<Date>,
    /// The most extensions of one of its measures.
    pub slips: u64,
    /// The most days that one of its measures slipped.
    pub slip_days: u64,
    /// How often it was sent back.
    pub returns: u64,
    /// How often it came back after closing.
    pub rebounds: u64,
    /// The time of its last entry, or of one of its measures.
    pub updated: Timestamp,
}

/// A measure in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Which.
    pub id: MeasureId,
    /// Its light.
    pub light: Lit,
    /// Where it stands.
    pub status: Word,
    /// What will be done.
    pub statement: String,
    /// How it is carried out.
    pub kind: Option<Word>,
    /// Its campaign.
    pub campaign: Named,
    /// The unit that answers for it.
    pub unit: Option<Named>,
    /// Who owns it.
    pub owner: Option<Named>,
    /// The post whose holder owns it.
    pub post: Option<Named>,
    /// Who leads it.
    pub lead: Option<Named>,
    /// Its first deadline.
    pub first_due: Option<Date>,
    /// Its deadline now.
    pub due: Option<Date>,
    /// How often the deadline was moved.
    pub slips: u64,
    /// By how many days.
    pub slip_days: u64,
    /// The time of its last entry.
    pub updated: Timestamp,
}

impl Lit {
    /// A light without its reason.
    pub(crate) fn plain(light: Light) -> Self {
        Self { light: light.name(), shape: light.shape(), label: light.label(), why: None }
    }

    /// A light with its reason.
    pub(crate) fn told(judgement: &Judgement) -> Self {
        Self { why: Some(judgement.why.message()), ..Self::plain(judgement.light) }
    }
}

impl View<'_> {
    /// A page of findings.
    ///
    /// # Errors
    /// The database failed.
    pub fn findings(&self, query: &FindingQuery) -> Result<List<Finding>, Failure> {
        let page = self.reader.findings(query)?;
        let total = self.reader.count_findings(query)?;
        self.sound(page_of("findings", page, total, |row| self.finding_row(row)))
    }

    /// A page of measures.
    ///
    /// # Errors
    /// The database failed.
    pub fn measures(&self, query: &MeasureQuery) -> Result<List<Measure>, Failure> {
        let page = self.reader.measures(query)?;
        let total = self.reader.count_measures(query)?;
        self.sound(page_of("measures", page, total, |row| self.measure_row(row)))
    }

    pub(super) fn finding_row(&self, row: FindingRow) -> Finding {
        Finding {
            id: row.id,
            light: Lit::plain(row.light),
            status: Word { name: row.status.name(), label: row.status.label() },
            statement: row.statement,
            number: row.label,
            campaign: self.named(row.campaign),
            unit: row.unit.map(|unit| self.named(unit)),
            aspect: row.aspect,
            measures: row.measures,
            done: row.done,
            due: row.due,
            slips: row.slips,
            slip_days: row.slip_days,
            returns: row.returns,
            rebounds: row.rebounds,
            updated: row.updated,
        }
    }

    fn measure_row(&self, row: MeasureRow) -> Measure {
        Measure {
            id: row.id,
            light: Lit::plain(row.light),
            status: Word { name: row.status.name(), label: row.status.label() },
            statement: row.statement,
            kind: row.kind.map(|kind| Word { name: kind.name(), label: kind.label() }),
            campaign: self.named(row.campaign),
            unit: row.unit.map(|unit| self.named(unit)),
            owner: row.owner.map(|person| self.named(person)),
            post: row.post.map(|post| self.named(post)),
            lead: row.lead.map(|person| self.named(person)),
            first_due: row.first_due,
            due: row.due,
            slips: row.slips,
            slip_days: row.slip_days,
            updated: row.updated,
        }
    }
}

fn page_of<R, T>(what: &str, page: Page<R>, total: u64, row: impl Fn(R) -> T) -> List<T> {
    let next = page.next.map(|cursor| cursor.to_string());
    List { format: format(what), rows: page.rows.into_iter().map(row).collect(), total, next }
}
