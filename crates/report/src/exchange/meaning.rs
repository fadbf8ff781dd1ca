//! What a row is about.

use std::collections::BTreeMap;

use super::column::{Access, Column, Subject};
use super::problem::What;
use super::read::Row;
use super::stamp::Mark;
use super::{Book, Cause, Cells, Finding, Measure};

/// The ledger by ids and by words.
pub(super) struct Ledger<'b> {
    pub findings: BTreeMap<&'b str, &'b Finding>,
    pub measures: BTreeMap<&'b str, &'b Measure>,
    pub causes: BTreeMap<&'b str, &'b Cause>,
    /// Findings by their words.
    said: BTreeMap<&'b str, Vec<&'b Finding>>,
    /// Measures by finding and words.
    promised: BTreeMap<(&'b str, &'b str), &'b Measure>,
    /// Causes by their words.
    blamed: BTreeMap<&'b str, &'b Cause>,
    campaigns: &'b [String],
    knows: &'b dyn Fn(&Mark) -> bool,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning<'r> {
    /// Things that the ledger has; where a finding or a measure is not told it is empty.
    Known { finding: &'r str, measure: &'r str },
    /// A new measure of a finding that the ledger has.
    NewMeasure { finding: &'r str },
    /// A finding that is not known by an id.
    NewFinding,
    /// Nothing: all but the ids was emptied, which is one way of deleting.
    Emptied,
}

impl<'b> Ledger<'b> {
    /// `knows` tells whether the ledger's log had that root at that size.
    pub fn new(book: &'b Book, knows: &'b dyn Fn(&Mark) -> bool) -> Self {
        let mut said: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in &book.findings {
            said.entry(finding.cells.words(Column::Finding)).or_default().push(finding);
        }
        let answers =
            |m: &'b Measure| m.findings.iter().map(move |f| ((f.as_str(), m.cells.words(Column::Measure)), m));
        Self {
            findings: book.findings.iter().map(|f| (f.id.as_str(), f)).collect(),
            measures: book.measures.iter().map(|m| (m.id.as_str(), m)).collect(),
            causes: book.causes.iter().map(|c| (c.id.as_str(), c)).collect(),
            said,
            promised: book.measures.iter().flat_map(answers).collect(),
            blamed: book.causes.iter().map(|c| (c.cells.words(Column::Cause), c)).collect(),
            campaigns: &book.campaigns,
            knows,
        }
    }

    /// The campaign that a new row means by its id or its name, as its cell would show it; what it states where it means
    /// none.
    pub fn campaign<'s>(&self, stated: &'s str) -> &'s str
    where
        'b: 's,
    {
        let stated = stated.trim();
        let means = |shown: &&'b String| {
            let (id, name) = shown.split_once(' ').unwrap_or((shown, ""));
            [shown.as_str(), id, name].contains(&stated)
        };
        self.campaigns.iter().find(means).map_or(stated, String::as_str)
    }

    /// The finding with the same words, in the campaign that `cells` state, if they state one.
    pub fn same_finding(&self, cells: &Cells) -> Option<&'b Finding> {
        let said = self.said.get(cells.words(Column::Finding))?;
        said.iter().find(|known| known.cells.may_share_campaign(cells)).copied()
    }

    /// The measure of `finding` with the same words.
    pub fn same_measure(&self, finding: &str, cells: &Cells) -> Option<&'b Measure> {
        self.promised.get(&(finding, cells.words(Column::Measure))).copied()
    }

    /// The cause with the same words.
    pub fn same_cause(&self, cells: &Cells) -> Option<&'b Cause> {
        self.blamed.get(cells.words(Column::Cause)).copied()
    }

    /// The cells of a thing.
    pub fn cells(&self, subject: Subject, id: &str) -> Option<&'b Cells> {
        match subject {
            Subject::Row => None,
            Subject::Finding => self.findings.get(id).map(|f| &f.cells),
            Subject::Measure => self.measures.get(id).map(|m| &m.cells),
            Subject::Cause => self.causes.get(id).map(|c| &c.cells),
        }
    }

    /// Whether an exported row would be exported today.
    pub fn has(&self, first: &str, second: &str) -> bool {
        let answers = |m: &&Measure| m.findings.iter().any(|id| id == first);
        match (first, second) {
            (cause, "") if cause.starts_with('R') => self.causes.contains_key(cause),
            (finding, "") => self.findings.contains_key(finding) && !self.measures.values().any(answers),
            ("", measure) => self.measures.contains_key(measure),
            (_, measure) => self.measures.get(measure).is_some_and(answers),
        }
    }

    /// What a row of the ledger is about, or why it cannot be read.
    pub fn meaning<'r>(&self, row: &'r Row) -> Result<Meaning<'r>, What> {
        let (finding, measure) = (row.value(Column::FindingId), row.value(Column::MeasureId));
        if (finding, measure) == ("", "") {
            return Ok(Meaning::NewFinding);
        }
        if row.is_emptied() {
            return Ok(Meaning::Emptied);
        }
        let was = row.stamp.as_ref().map(|stamp| &stamp.ids);
        // Where the finding's id was emptied on a repeated row, the stamp still has it.
        let told = was.filter(|[_, own]| finding.is_empty() && own == measure).map_or(finding, |[of, _]| of);
        let unknown = |id: &str| Err(What::Unknown(id.to_owned()));
        match (told, measure) {
            (finding, _) if !finding.is_empty() && !self.findings.contains_key(finding) => unknown(finding),
            (_, measure) if !measure.is_empty() && !self.measures.contains_key(measure) => unknown(measure),
            (finding, "") if row.states(Subject::Measure) => Ok(Meaning::NewMeasure { finding }),
            (finding, "") => Ok(Meaning::Known { finding, measure: "" }),
            ("", measure) => Ok(Meaning::Known { finding: "", measure }),
            (finding, measure) => self.pair(finding, measure, was).map(|()| Meaning::Known { finding, measure }),
        }
    }

    /// Why a row of a cause that the ledger should have cannot be read, if so.
    pub fn cause(&self, row: &Row) -> Result<(), What> {
        let id = row.value(Column::CauseId);
        match row.stamp.as_ref().map(|stamp| &stamp.ids) {
            _ if !self.causes.contains_key(id) => Err(What::Unknown(id.to_owned())),
            Some(were) if were[0] != id => {
                Err(What::OtherIds { were: were.clone(), are: [id.to_owned(), String::new()] })
            }
            _ => Ok(()),
        }
    }

    /// Whether the row comes from this ledger, as far as it says so.
    pub fn is_ours(&self, row: &Row) -> bool {
        row.stamp.as_ref().is_none_or(|stamp| (self.knows)(&stamp.mark))
    }

    /// A stamp with these ids says that the measure answered the finding when it was exported; dragging a row down counts
    /// ids up, which a stamp with others tells.
    fn pair(&self, finding: &str, measure: &str, was: Option<&[String; 2]>) -> Result<(), What> {
        let are = [finding.to_owned(), measure.to_owned()];
        match was {
            Some(were) if *were == are => Ok(()),
            Some(were) => Err(What::OtherIds { were: were.clone(), are }),
            None if self.measures.get(measure).is_some_and(|m| m.findings.contains(&are[0])) => Ok(()),
            None => Err(What::NotTied(finding.to_owned(), measure.to_owned())),
        }
    }
}

impl Cells {
    /// The words by which things are the same.
    pub(super) fn words(&self, column: Column) -> &str {
        self.get(column).trim()
    }

    /// Whether two findings are not of different campaigns.
    pub(super) fn may_share_campaign(&self, other: &Self) -> bool {
        let (one, other) = (self.get(Column::Campaign), other.get(Column::Campaign));
        one.is_empty() || other.is_empty() || one == other
    }
}

impl Row {
    /// Whether the row states anything of `subject` that people may state.
    pub(super) fn states(&self, subject: Subject) -> bool {
        self.stated(subject).next().is_some()
    }

    /// What the row states of `subject` that people may state.
    pub(super) fn stated(&self, subject: Subject) -> impl Iterator<Item = (Column, &str)> {
        let free = move |column: Column| {
            column.subject() == subject
                && (column == Column::Campaign || matches!(column.access(), Access::Free | Access::Wanted))
        };
        let cells = self.values.iter().filter(move |(column, value)| free(**column) && !value.is_empty());
        cells.map(|(column, value)| (*column, value.as_str()))
    }

    fn is_emptied(&self) -> bool {
        self.values.iter().all(|(column, value)| column.subject() == Subject::Row || value.is_empty())
    }
}
