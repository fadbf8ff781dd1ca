//! The ledger as a workbook that goes out and comes back.
//!
//! [`View::workbook`] writes findings with their measures and causes; [`App::take_workbook`] takes in what people changed in
//! such a workbook, as one act. What the domain refuses, and what could not be understood, is told by sheet and cell; the rest
//! goes in.

mod book;
mod cause;
mod desk;
mod finding;
mod measure;
mod people;
mod present;

use document::Lang;
use ledger::{Actor, Bilingual, CampaignId};
use report::exchange::{Changes, Reading, Subject, xlsx};
use serde::Serialize;
use store::FindingQuery;

use crate::import::Item;
use crate::{App, Done, Failure, Plan, View};
use desk::Desk;

/// How a workbook is taken in.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The file's name, without its folder; reasons name it.
    pub name: String,
    /// The campaign of new findings that state none.
    pub campaign: Option<CampaignId>,
    /// New findings stay drafts, for somebody to register later.
    pub draft: bool,
    /// The language in which values are shown that are words of the ledger.
    pub lang: Lang,
}

/// What became of a workbook, or would.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// The file's name.
    pub name: String,
    /// What is entered and changed.
    pub items: Vec<Item>,
    /// What was not taken over, and what is worth knowing, in the order of sheets and cells.
    pub told: Vec<Told>,
}

/// Something that was not taken over, or is worth knowing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The cells, such as `整改台账!H7`; none where the whole file is meant.
    pub cells: Vec<String>,
    /// Whether something that a person wrote was not taken over.
    pub lost: bool,
    /// What, with its cells.
    pub what: Bilingual,
}

impl View<'_> {
    /// All findings of `query`, whatever its page, with their measures and causes, as the bytes of an `.xlsx` file headed in
    /// `lang`.
    ///
    /// # Errors
    /// There are none; a text is longer than a cell holds; the database failed.
    pub fn workbook(&self, query: &FindingQuery, lang: Lang) -> Result<Vec<u8>, Failure> {
        let findings = present::findings(&self.reader, query)?;
        if findings.is_empty() {
            return Err(Failure::unfit(
                Bilingual::fixed(
                    "没有符合条件的问题，没有导出",
                    "no finding answers the filters; nothing was exported",
                ),
                Bilingual::fixed("用 bihuan list 看看有哪些", "see with bihuan list which there are"),
            ));
        }
        let point = present::head(self.app(), &self.reader)?;
        let campaigns = present::campaigns(&self.reader)?;
        let book = self.sound(book::of(self, &findings.into(), campaigns, point, self.today, lang))?;
        xlsx(&book, lang).map_err(|error| {
            Failure::unfit(error.message(), Bilingual::fixed("改短后再导出", "shorten it and export again"))
        })
    }
}

impl App {
    /// What taking in a workbook would do. Nothing is recorded.
    ///
    /// # Errors
    /// As [`take_workbook`](Self::take_workbook).
    pub fn propose_workbook(&self, who: Actor, reading: &Reading, terms: &Terms) -> Result<Outcome, Failure> {
        self.rehearse(who, |plan| plan_of(self, plan, reading, terms))
    }

    /// Takes in what people changed, added and wrote in a workbook, as one act.
    ///
    /// # Errors
    /// The database failed, or others were faster too often. What is refused in detail is part of the outcome.
    pub fn take_workbook(
        &self,
        who: Actor,
        key: Option<&str>,
        reading: &Reading,
        terms: &Terms,
    ) -> Result<(Outcome, Done), Failure> {
        let mut outcome = None;
        let done = self.act(who, key, |plan| {
            outcome = Some(plan_of(self, plan, reading, terms)?);
            Ok(())
        })?;
        // A replayed key never ran the plan: what it would do now is what it did not do again.
        let outcome = outcome.map_or_else(|| self.propose_workbook(who, reading, terms), Ok)?;
        Ok((outcome, done))
    }
}

fn plan_of(app: &App, plan: &mut Plan<'_>, reading: &Reading, terms: &Terms) -> Result<Outcome, Failure> {
    let view = app.view()?;
    let Changes { edits, findings, measures, causes, problems } = present::changes(app, plan, reading, terms)?;
    let mut desk = Desk::new(plan, &view, terms, &problems);
    for edit in &edits {
        match edit.subject {
            Subject::Finding => finding::edit(&mut desk, edit)?,
            Subject::Measure => measure::edit(&mut desk, edit)?,
            Subject::Cause => cause::edit(&mut desk, edit)?,
            Subject::Row => {}
        }
    }
    for new in &findings {
        finding::enter(&mut desk, new)?;
    }
    for (finding, new) in &measures {
        measure::enter_all(&mut desk, finding, new)?;
    }
    for new in &causes {
        cause::enter(&mut desk, new)?;
    }
    Ok(desk.outcome())
}
