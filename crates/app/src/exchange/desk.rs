//! Where the changes of a workbook are carried out one by one.

use std::collections::HashMap;

use ledger::{Bilingual, Command, Reason, Stream};
use report::exchange::{At, Problem, Set};

use super::{Outcome, Terms, Told};
use crate::import::{Change, FieldChange, Item};
use crate::names::NameError;
use crate::{Failure, Numbered, Plan, View};

/// What every change has at hand.
pub(super) struct Desk<'d, 'p> {
    pub plan: &'d mut Plan<'p>,
    view: &'d View<'d>,
    pub terms: &'d Terms,
    outcome: Outcome,
    /// Names that were looked up, by kind: a workbook has the same few in many rows.
    names: HashMap<(&'static str, String), Result<Stream, NameError>>,
}

impl<'d, 'p> Desk<'d, 'p> {
    pub fn new(plan: &'d mut Plan<'p>, view: &'d View<'d>, terms: &'d Terms, problems: &[Problem]) -> Self {
        let told = problems.iter().map(|problem| Told {
            cells: problem.at.iter().map(ToString::to_string).collect(),
            lost: problem.severity() != document::Severity::Note,
            what: problem.message(),
        });
        let outcome = Outcome { name: terms.name.clone(), items: Vec::new(), told: told.collect() };
        Self { plan, view, terms, outcome, names: HashMap::new() }
    }

    pub fn outcome(self) -> Outcome {
        self.outcome
    }

    /// The id that a name in a cell means.
    pub fn find<I: Numbered>(&mut self, text: &str) -> Result<Result<I, NameError>, Failure> {
        let key = (I::KIND, text.trim().to_owned());
        let found = match self.names.get(&key) {
            Some(known) => known.clone(),
            None => {
                let found = self.view.find::<I>(text)?.map(Into::into);
                self.names.entry(key).or_insert(found).clone()
            }
        };
        // What was found as one of this kind is one.
        Ok(found.map(|stream| I::of(&stream).unwrap_or_else(|| I::numbered(0))))
    }

    /// Why something is changed.
    pub fn reason(&self) -> String {
        format!("Excel 台账 {}", self.terms.name)
    }

    /// Tells of cells that were not taken over.
    pub fn warn<'a>(&mut self, at: impl IntoIterator<Item = &'a At>, what: &Bilingual) {
        self.tell(at, true, what);
    }

    /// Tells what is worth knowing of a cell.
    pub fn note(&mut self, at: &At, what: &Bilingual) {
        self.tell([at], false, what);
    }

    fn tell<'a>(&mut self, at: impl IntoIterator<Item = &'a At>, lost: bool, what: &Bilingual) {
        let cells: Vec<String> = at.into_iter().map(ToString::to_string).collect();
        let what =
            Bilingual::new(format!("{}：{}", cells.join("、"), what.zh), format!("{}: {}", cells.join(", "), what.en));
        self.outcome.told.push(Told { cells, lost, what });
    }

    /// Does `command`, or tells at the cells why it is refused; whether it was done.
    pub fn attempt<'a>(&mut self, at: impl IntoIterator<Item = &'a At>, command: &Command) -> Result<bool, Failure> {
        match self.plan.run(command) {
            Ok(()) => Ok(true),
            Err(Failure::Refused(refusal)) => {
                let id = command.stream();
                let reasons = Bilingual::list(&refusal.reasons.iter().map(Reason::message).collect::<Vec<_>>());
                let known = self.plan.states().state(&id).is_some();
                let (zh, en) =
                    if known { ("没有改", "was not changed") } else { ("没有录入", "was not entered") };
                let what = Bilingual::new(format!("{id} {zh}：{}", reasons.zh), format!("{id} {en}: {}", reasons.en));
                self.warn(at, &what);
                Ok(false)
            }
            Err(failure) => Err(failure),
        }
    }

    /// A changed cell as people are told of it.
    pub fn field(&self, set: &Set) -> FieldChange {
        let shown = |text: &str| set.column.shown(text, self.terms.lang).to_owned();
        FieldChange { field: set.column.heading(), from: shown(&set.from), to: shown(&set.to) }
    }

    /// Keeps what became of something.
    pub fn item(&mut self, id: impl Into<Stream>, change: Change, text: &str, findings: Vec<Stream>) {
        self.outcome.items.push(Item { id: id.into(), change, text: text.to_owned(), group: None, findings });
    }

    /// Keeps which fields of something were changed, if any were.
    pub fn edited(&mut self, id: impl Into<Stream>, fields: Vec<FieldChange>, text: &str) {
        if !fields.is_empty() {
            self.item(id, Change::Edited(fields), text, Vec::new());
        }
    }
}
