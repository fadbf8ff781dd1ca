//! Compares a workbook that came back with the ledger, cell by cell and three ways: what was exported, what the cell holds,
//! what the ledger holds now.

use std::collections::{BTreeMap, BTreeSet};

use super::Book;
use super::change::{Changes, Edit, New, NewFinding, Set};
use super::column::{Access, Column, Subject};
use super::meaning::{Ledger, Meaning};
use super::problem::{At, Problem, What};
use super::read::{Reading, Row};
use super::stamp::Mark;

/// What `reading` wants of the ledger, which `book` shows as it is now: at least everything that
/// [`Reading::ids`] names and what has the words of [`Reading::new_words`]. `knows` tells whether the ledger's log had
/// that root at that size; rows of another ledger are left out.
#[must_use]
pub fn changes(reading: &Reading, book: &Book, knows: &dyn Fn(&Mark) -> bool) -> Changes {
    let mut comparison = Comparison {
        ledger: Ledger::new(book, knows),
        rows: BTreeMap::new(),
        there: BTreeSet::new(),
        bare: BTreeSet::new(),
        foreign: Vec::new(),
        changes: Changes { problems: reading.problems.clone(), ..Changes::default() },
    };
    reading.ledger.iter().for_each(|row| comparison.row(row));
    reading.causes.iter().for_each(|row| comparison.cause(row));
    comparison.edits();
    comparison.deleted(reading);
    comparison.counted();
    let mut changes = comparison.changes;
    let sheet = |at: &At| reading.sheets.iter().position(|name| *name == at.sheet);
    changes.problems.sort_by_key(|problem| problem.at.first().map(|at| (sheet(at), at.row, at.column)));
    changes
}

/// Ids in the order of their numbers.
type Key<'r> = (Subject, usize, &'r str);

struct Comparison<'a> {
    ledger: Ledger<'a>,
    /// The rows that tell of each thing that the ledger has.
    rows: BTreeMap<Key<'a>, Vec<&'a Row>>,
    /// The ids of the rows that are there: finding and measure, or cause and nothing.
    there: BTreeSet<[&'a str; 2]>,
    /// Where rows without a usable stamp stand.
    bare: BTreeSet<At>,
    /// Where rows of other ledgers stand.
    foreign: Vec<At>,
    changes: Changes,
}

impl<'a> Comparison<'a> {
    fn row(&mut self, row: &'a Row) {
        let ids = [row.value(Column::FindingId), row.value(Column::MeasureId)];
        if ids != ["", ""] && !self.ledger.is_ours(row) {
            self.there.insert(ids);
            return self.foreign.push(row.at(Column::FindingId));
        }
        match self.ledger.meaning(row) {
            Ok(Meaning::Known { finding, measure }) => {
                self.there.insert([finding, measure]);
                self.tell(Subject::Finding, finding, row);
                self.tell(Subject::Measure, measure, row);
            }
            Ok(Meaning::NewMeasure { finding }) => {
                // A copied row whose finding's id was changed still has the words of the other.
                if row.stamp.as_ref().is_none_or(|stamp| stamp.ids[0] == finding) {
                    self.tell(Subject::Finding, finding, row);
                }
                self.not_yours(row, Subject::Measure);
                self.new_measure(finding, row);
            }
            Ok(Meaning::NewFinding) => self.new_row(row),
            Ok(Meaning::Emptied) => {}
            Err(what) => {
                self.there.insert(ids);
                self.problem([row.at(Column::FindingId)], what);
            }
        }
    }

    fn tell(&mut self, subject: Subject, id: &'a str, row: &'a Row) {
        if !id.is_empty() {
            self.rows.entry((subject, id.len(), id)).or_default().push(row);
            if row.stamp.is_none() && row.states(subject) {
                self.bare.insert(row.at(Column::Stamp));
            }
        }
    }

    fn problem(&mut self, at: impl IntoIterator<Item = At>, what: What) {
        self.changes.problems.push(Problem::at(at, what));
    }

    fn cause(&mut self, row: &'a Row) {
        let id = row.value(Column::CauseId);
        if !id.is_empty() {
            self.there.insert([id, ""]);
            if !self.ledger.is_ours(row) {
                return self.foreign.push(row.at(Column::CauseId));
            }
            return match self.ledger.cause(row) {
                Ok(()) => self.tell(Subject::Cause, id, row),
                Err(what) => self.problem([row.at(Column::CauseId)], what),
            };
        }
        let new = New::of(row, Subject::Cause);
        if new.cells.get(Column::Cause).is_empty() {
            self.problem([row.at(Column::Cause)], What::NoCause);
        } else if let Some(known) = self.ledger.same_cause(&new.cells) {
            self.problem([row.at(Column::Cause)], What::There(vec![known.id.clone()]));
        } else {
            let problems = add(&mut self.changes.causes, new, Column::Cause);
            self.changes.problems.extend(problems);
        }
    }

    /// A row without ids.
    fn new_row(&mut self, row: &'a Row) {
        self.not_yours(row, Subject::Finding);
        self.not_yours(row, Subject::Measure);
        let mut finding = New::of(row, Subject::Finding);
        let campaign = self.ledger.campaign(finding.cells.get(Column::Campaign)).to_owned();
        finding.cells.set(Column::Campaign, campaign);
        let at = row.at(Column::Finding);
        if finding.cells.get(Column::Finding).is_empty() {
            return self.problem([at], What::NoFinding);
        }
        if let Some(known) = self.ledger.same_finding(&finding.cells) {
            let id = known.id.clone();
            return match self.new_measure(&id, row) {
                None => self.problem([at], What::There(vec![id])),
                Some(true) => self.problem([at], What::Joins(id)),
                Some(false) => {}
            };
        }
        let measure = self.measure(row);
        let is_same = |new: &&mut NewFinding| {
            let (known, cells) = (&new.finding.cells, &finding.cells);
            known.words(Column::Finding) == cells.words(Column::Finding) && known.may_share_campaign(cells)
        };
        match self.changes.findings.iter_mut().find(is_same) {
            Some(known) => {
                let problems = known.finding.join(&finding);
                let more = measure.into_iter().flat_map(|measure| add(&mut known.measures, measure, Column::Measure));
                self.changes.problems.extend(problems.into_iter().chain(more));
            }
            None => self.changes.findings.push(NewFinding { finding, measures: measure.into_iter().collect() }),
        }
    }

    /// Adds the measure of a row to a finding that the ledger has, and tells whether it is new, if the row states one.
    fn new_measure(&mut self, finding: &str, row: &Row) -> Option<bool> {
        let measure = self.measure(row)?;
        if let Some(known) = self.ledger.same_measure(finding, &measure.cells) {
            self.problem([row.at(Column::Measure)], What::There(vec![finding.to_owned(), known.id.clone()]));
            return Some(false);
        }
        let at = self.changes.measures.iter().position(|(of, _)| of == finding);
        let at = at.unwrap_or_else(|| {
            self.changes.measures.push((finding.to_owned(), Vec::new()));
            self.changes.measures.len() - 1
        });
        if let Some((_, measures)) = self.changes.measures.get_mut(at) {
            let problems = add(measures, measure, Column::Measure);
            self.changes.problems.extend(problems);
        }
        Some(true)
    }

    /// The measure that a new row states.
    fn measure(&mut self, row: &Row) -> Option<New> {
        let measure = New::of(row, Subject::Measure);
        if !measure.cells.get(Column::Measure).is_empty() {
            return Some(measure);
        }
        if !measure.cells.is_empty() {
            self.problem([row.at(Column::Measure)], What::NoMeasure);
        }
        None
    }

    /// Tells of cells that only the ledger can fill; in a copied row they are left over.
    fn not_yours(&mut self, row: &Row, subject: Subject) {
        let stated = |column: &Column| column.access() == Access::Fixed && *column != Column::Campaign;
        let columns = row.values.iter().filter(|(c, value)| c.subject() == subject && stated(c) && !value.is_empty());
        for (column, _) in columns.filter(|_| row.stamp.is_none()) {
            self.changes.problems.push(Problem::at([row.at(*column)], What::NotYours(*column)));
        }
    }

    /// Judges every cell of everything that the ledger has and the workbook tells of.
    fn edits(&mut self) {
        for ((subject, _, id), rows) in &self.rows {
            let Some(known) = self.ledger.cells(*subject, id) else { continue };
            let mut cells = Vec::new();
            for column in Column::stamped(*subject) {
                match judge(id, *column, rows, known.get(*column)) {
                    Ok(set) => cells.extend(set),
                    Err(problem) => self.changes.problems.push(problem),
                }
            }
            if let Some(reason) = reason_alone(&cells) {
                let Set { at, .. } = cells.remove(reason);
                self.changes.problems.push(Problem::at([at], What::ReasonAlone((*id).to_owned())));
            }
            if !cells.is_empty() {
                self.changes.edits.push(Edit { subject: *subject, id: (*id).to_owned(), cells });
            }
        }
    }

    /// Tells of the rows that were exported, still stand in the ledger, and are in the workbook no longer.
    fn deleted(&mut self, reading: &Reading) {
        let ids =
            |[first, second]: &[String; 2]| if second.is_empty() { first.clone() } else { format!("{first}/{second}") };
        let gone = reading.exported.iter().flatten().filter(|[first, second]| {
            !self.there.contains(&[first.as_str(), second.as_str()]) && self.ledger.has(first, second)
        });
        let mut gone: Vec<String> = gone.map(ids).collect();
        gone.sort_by_key(|id| (id.split('/').map(str::len).collect::<Vec<_>>(), id.clone()));
        if !gone.is_empty() {
            self.problem([], What::Deleted(gone));
        }
    }

    /// Tells once of what holds for many rows.
    fn counted(&mut self) {
        if let Some(first) = self.bare.first().cloned() {
            self.problem([first], What::NoStamp(self.bare.len()));
        }
        if let Some(first) = self.foreign.first().cloned() {
            self.problem([first], What::OtherLedger(self.foreign.len()));
        }
    }
}

/// What a cell and its repetitions want: nothing, a change, or a problem.
fn judge(id: &str, column: Column, rows: &[&Row], ledger: &str) -> Result<Option<Set>, Problem> {
    let told: Vec<(&Row, &str)> =
        rows.iter().filter_map(|row| row.values.get(&column).map(|value| (*row, value.as_str()))).collect();
    let held = |row: &Row, value: &str| row.stamp.as_ref().and_then(|stamp| stamp.held(column, id, value));
    // What stands there for the second time may be wiped for the look of it; all of it must be, to mean something.
    let wiped = told.iter().all(|(_, value)| value.is_empty());
    let fixed = column.access() == Access::Fixed;
    let mut changed: Vec<(&Row, &str)> = Vec::new();
    for (row, value) in told.into_iter().filter(|(_, value)| wiped || !value.is_empty()) {
        let is_changed = held(row, value).map_or(!fixed && value != ledger, |same| !same);
        if is_changed && value != ledger && !changed.iter().any(|(_, known)| *known == value) {
            changed.push((row, value));
        }
    }
    let (row, value) = match changed.as_slice() {
        [] => return Ok(None),
        [only] => *only,
        several => {
            let at: Vec<At> = several.iter().map(|(row, _)| row.at(column)).collect();
            let values = several.iter().map(|(_, value)| (*value).to_owned()).collect();
            return Err(Problem::at(at, What::Conflict { id: id.to_owned(), column, values }));
        }
    };
    let (id, at) = (id.to_owned(), row.at(column));
    let problem = |what| Err(Problem::at([at.clone()], what));
    if fixed {
        problem(What::Fixed { id, column, ledger: ledger.to_owned() })
    } else if held(row, ledger) == Some(false) {
        problem(What::Meanwhile { id, column, ledger: ledger.to_owned(), cell: value.to_owned() })
    } else if value.is_empty() && column.access() == Access::Wanted {
        problem(What::Emptied { id, column })
    } else {
        Ok(Some(Set { column, from: ledger.to_owned(), to: value.to_owned(), at }))
    }
}

/// The place among changed cells of a reason that goes with no deadline.
fn reason_alone(cells: &[Set]) -> Option<usize> {
    let of = |column| cells.iter().position(|set| set.column == column);
    of(Column::Reason).filter(|_| of(Column::Deadline).is_none())
}

/// Adds a new thing to others; the same words in `column` are one thing.
fn add(all: &mut Vec<New>, new: New, column: Column) -> Vec<Problem> {
    match all.iter_mut().find(|known| known.cells.words(column) == new.cells.words(column)) {
        Some(known) => known.join(&new),
        None => {
            all.push(new);
            Vec::new()
        }
    }
}
