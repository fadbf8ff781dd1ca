//! What was read from the paper, ready to be shown and corrected.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use app::review::{Piece, Reading, marks, sentences, words};
use app::view::words::{SCOPES, scope};
use document::Lang;
use ledger::finding::Status;
use ledger::profile::Kind;
use ledger::{CauseId, FindingId, MeasureId, PersonId, Source, Stream, UnitId, finding, measure};

use super::Seen;
use super::field::{Field, Fields};
use super::left::Mark;
use super::posted::{self, Names, Wrong};
use crate::call::Call;
use crate::pages::import::Choice;
use crate::pages::import::check::{Note, note};
use crate::trouble::Trouble;

/// Something that was read, and where.
pub struct Found {
    /// Its id.
    pub id: String,
    /// Whether the caller may correct it here.
    pub editable: bool,
    /// Its paragraph, from 1; 0 where the paper does not say it.
    pub from: usize,
    /// What the form showed of it.
    pub base: String,
    /// What it says by now, where somebody changed it since the form was shown.
    pub crossed: Option<String>,
    /// What it says.
    pub statement: Field,
    /// How its words differ from the passage.
    pub differs: Vec<Piece>,
    /// What is to be said about its passages.
    pub notes: Vec<Note>,
}

/// A finding with what hangs together with it.
pub struct Draft {
    /// The finding.
    found: Found,
    /// Its place among the paper's findings, from 1.
    pub order: usize,
    /// Whether it is a draft still.
    pub is_draft: bool,
    /// Where it stands: the word.
    pub status: String,
    /// What to call it by in a list.
    pub short: String,
    /// What illustrates it, a line each.
    pub manifestations: Field,
    /// The area that it falls in.
    pub aspect: Field,
    /// The unit that has it.
    pub unit: Field,
    /// Whose problem it is.
    pub scopes: Vec<Choice>,
    /// The field for that.
    pub scope: String,
    /// What lacks before it can be registered.
    pub lacks: Vec<String>,
    /// Its causes.
    pub causes: Vec<Said>,
    /// Its measures.
    pub measures: Vec<Said>,
    /// Causes and measures that stand under another finding of the page: id, words.
    pub shared: Vec<(String, String)>,
    /// Its sentences, for splitting.
    pub sentences: Vec<String>,
    /// Its manifestations, likewise.
    pub pieces: Vec<String>,
}

/// A cause or a measure.
pub struct Said {
    /// The cause or the measure.
    found: Found,
    /// Whether it is a cause.
    pub is_cause: bool,
    /// Of a measure: how it is to be carried out.
    pub kinds: Vec<Choice>,
    /// The person who owns it.
    pub owner: Field,
    /// The unit that answers for it.
    pub unit: Field,
    /// Who leads it.
    pub lead: Field,
    /// When it is due.
    pub deadline: Field,
    /// Those as the paper writes them, and the deadline's words.
    pub written: Vec<(&'static str, String)>,
    /// Whether nobody was recognised of those that the paper names.
    pub unknown: bool,
    /// Countable promises.
    pub commitments: Vec<String>,
    /// Dated targets: day, words.
    pub milestones: Vec<(String, String)>,
    /// Whether the paper says that it is done.
    pub done: bool,
    /// The finding that it stands under.
    pub under: String,
    /// The other findings that it is tied to.
    pub also: Vec<String>,
    /// The finding chosen for it.
    pub tie: Field,
}

/// Everything that was read.
pub struct Items {
    /// Findings in the order of the paper.
    pub drafts: Vec<Draft>,
    /// Those that were merged or turned down.
    pub void: Vec<Draft>,
    /// Causes and measures without a finding.
    pub loose: Vec<Said>,
    /// All passages.
    pub marks: Vec<Mark>,
}

struct Reader<'a, 'c> {
    call: &'a Call<'c>,
    seen: &'a Seen,
    reading: &'a Reading,
    may_keep: bool,
    names: Names<'a>,
    marks: Vec<Mark>,
    /// Causes and measures that stand under a finding already.
    placed: BTreeSet<Stream>,
}

impl Found {
    /// The button that does `what` to it.
    #[must_use]
    pub fn act(&self, what: &str) -> String {
        format!("{what}:{}", self.id)
    }

    /// The name of one of its fields.
    #[must_use]
    pub fn name(&self, field: &str) -> String {
        format!("{}.{field}", self.id)
    }
}

impl Deref for Draft {
    type Target = Found;

    fn deref(&self) -> &Found {
        &self.found
    }
}

impl Deref for Said {
    type Target = Found;

    fn deref(&self) -> &Found {
        &self.found
    }
}

/// Units and people that can be chosen, by id and name.
pub type Known<'k> = (&'k [(UnitId, String)], &'k [(PersonId, String)]);

impl Items {
    /// Reads them.
    ///
    /// # Errors
    /// The database failed.
    pub fn read(
        call: &Call<'_>,
        seen: &Seen,
        reading: &Reading,
        may_keep: bool,
        (units, people): Known<'_>,
    ) -> Result<Self, Trouble> {
        let names = Names { units, people };
        let mut reader = Reader { call, seen, reading, may_keep, names, marks: Vec::new(), placed: BTreeSet::new() };
        reader.all()
    }

    /// Findings that another can be merged into or a measure tied to: id, first words.
    pub fn others(&self) -> Vec<(String, String)> {
        self.drafts.iter().map(|draft| (draft.id.clone(), draft.short.clone())).collect()
    }
}

impl Reader<'_, '_> {
    fn all(&mut self) -> Result<Items, Trouble> {
        let mut found = Vec::new();
        for id in self.seen.items.iter().filter_map(<FindingId as app::Numbered>::of) {
            if let Some(state) = self.call.view.finding_state(id)? {
                let spans = marks(self.reading, self.seen.id, id.into(), &state.sources, &state.content.statement);
                let place = spans.first().map(|span| (span.paragraph, span.start));
                found.push((state.status.is_void(), place.is_none(), place, id, state));
            }
        }
        found.sort_by_key(|found| (found.0, found.1, found.2, found.3));
        let (mut drafts, mut void) = (Vec::new(), Vec::new());
        for (is_void, _, place, id, state) in found {
            let draft = self.finding(id, &state, drafts.len() + 1, place)?;
            if is_void { void.push(draft) } else { drafts.push(draft) }
        }
        // What is to be done comes before what is done.
        drafts.sort_by_key(|draft: &Draft| !draft.is_draft);
        let mut loose = Vec::new();
        for item in self.seen.items.clone() {
            if !self.placed.contains(&item) && !matches!(item, Stream::Finding(_)) {
                loose.extend(self.said(item, None)?);
            }
        }
        Ok(Items { drafts, void, loose, marks: std::mem::take(&mut self.marks) })
    }

    /// Marks the passages of an item; the number of the first one's paragraph, its words, and what is to be said about them.
    fn mark(&mut self, item: Stream, sources: &[Source], said: &str) -> (usize, String, Vec<Note>) {
        let spans = marks(self.reading, self.seen.id, item, sources, said);
        let first = spans.first().map_or(0, |span| span.paragraph as usize + 1);
        let text = spans.first().map(|span| self.reading.document.text(*span).to_owned()).unwrap_or_default();
        let about = |d: &&document::Diagnostic| {
            d.span.is_some_and(|at| {
                spans.iter().any(|span| span.paragraph == at.paragraph && span.start < at.end && at.start < span.end)
            })
        };
        let notes = self.reading.diagnostics.iter().filter(about);
        let notes = notes.map(|d| note(self.call, &self.reading.document, d)).collect();
        let marks = spans.into_iter().enumerate().map(|(at, span)| Mark { item, span, first: at == 0 });
        self.marks.extend(marks);
        (first, text, notes)
    }

    fn finding(
        &mut self,
        id: FindingId,
        state: &Arc<finding::State>,
        order: usize,
        place: Option<(u32, u32)>,
    ) -> Result<Draft, Trouble> {
        let (call, content) = (self.call, &state.content);
        let is_draft = state.status == Status::Draft;
        let fields = posted::finding(call, id, state, self.names)?;
        let wrong =
            self.wrong(&fields, |wrong| posted::finding_content(call, &fields, content, self.names, wrong).map(drop))?;
        let passage = if state.status.is_void() {
            (place.map_or(0, |(paragraph, _)| paragraph as usize + 1), String::new(), Vec::new())
        } else {
            self.mark(id.into(), &state.sources, &content.statement)
        };
        let mut shared = Vec::new();
        let (mut causes, mut measures) = (Vec::new(), Vec::new());
        let ties = state.causes.iter().copied().map(Stream::from);
        for item in ties.chain(state.measures.iter().copied().map(Stream::from)) {
            if state.status.is_void() {
                continue;
            }
            if self.placed.contains(&item) {
                shared.push((item.to_string(), call.view.name_of(item)));
                continue;
            }
            let Some(said) = self.said(item, Some(id))? else { continue };
            if said.is_cause { causes.push(said) } else { measures.push(said) }
        }
        let lacks = if is_draft { call.view.lacks_before_registering(id)? } else { Vec::new() };
        let chosen = fields.value("scope");
        let scopes = SCOPES.map(|(name, of)| Choice {
            value: name.to_owned(),
            words: scope(of).get(call.lang).to_owned(),
            on: name == chosen,
        });
        let field = |name: &'static str| fields.field(name, wrong_of(&wrong, name, call.lang));
        Ok(Draft {
            found: self.found(id.into(), &fields, &wrong, &content.statement, passage, is_draft && self.may_keep),
            order,
            is_draft,
            status: state.status.label().get(call.lang).to_owned(),
            short: short(&content.statement),
            manifestations: field("manifestations"),
            aspect: field("aspect"),
            unit: field("unit"),
            scopes: scopes.into(),
            scope: format!("{id}.scope"),
            lacks: lacks.iter().map(|lack| lack.get(call.lang).to_owned()).collect(),
            causes,
            measures,
            shared,
            sentences: sentences(&content.statement).into_iter().map(str::to_owned).collect(),
            pieces: content.manifestations.clone(),
        })
    }

    fn said(&mut self, item: Stream, under: Option<FindingId>) -> Result<Option<Said>, Trouble> {
        self.placed.insert(item);
        match item {
            Stream::Cause(id) => self.cause(id, under),
            Stream::Measure(id) => self.measure(id, under),
            _ => Ok(None),
        }
    }

    fn cause(&mut self, id: CauseId, under: Option<FindingId>) -> Result<Option<Said>, Trouble> {
        let Some(state) = self.call.view.cause_state(id)?.filter(|state| state.withdrawn.is_none()) else {
            return Ok(None);
        };
        let fields = posted::cause(self.call, id, &state)?;
        let wrong = self.wrong(&fields, |wrong| {
            posted::said(&fields, wrong);
            Ok(())
        })?;
        let passage = self.mark(id.into(), &state.sources, &state.statement);
        let editable = self.may_keep && self.all_drafts(state.findings.iter())?;
        let also = state.findings.iter().filter(|finding| Some(**finding) != under).map(ToString::to_string).collect();
        let found = self.found(id.into(), &fields, &wrong, &state.statement, passage, editable);
        Ok(Some(Said { is_cause: true, also, ..self.blank(found, under, &fields, &wrong) }))
    }

    fn measure(&mut self, id: MeasureId, under: Option<FindingId>) -> Result<Option<Said>, Trouble> {
        let Some(state) = self.call.view.measure_state(id)?.filter(|state| state.dropped.is_none()) else {
            return Ok(None);
        };
        let content = &state.content;
        let fields = posted::measure(self.call, id, &state, self.names)?;
        let wrong = self
            .wrong(&fields, |wrong| posted::measure_content(self.call, &fields, &state, self.names, wrong).map(drop))?;
        let passage = self.mark(id.into(), &state.sources, &content.statement);
        let open = state.status == measure::Status::Open;
        let editable = self.may_keep && open && self.all_drafts(state.findings.iter())?;
        let chosen = fields.value("kind");
        let kinds = Kind::ALL.iter().map(|kind| Choice {
            value: kind.name().to_owned(),
            words: kind.label().get(self.call.lang).to_owned(),
            on: kind.name() == chosen,
        });
        let written = [
            ("import-written-owner", &content.written.owner),
            ("import-written-lead", &content.written.lead),
            ("import-written-cooperating", &content.written.cooperating),
            ("import-written-deadline", &state.deadline_words),
        ];
        let written = written.into_iter().filter_map(|(key, words)| Some((key, words.clone()?))).collect();
        let nobody = content.owner.is_none() && content.owner_post.is_none() && content.unit.is_none();
        let ordinal =
            state.sources.iter().find(|source| source.paper == self.seen.id).and_then(|source| source.ordinal);
        let done = ordinal
            .and_then(|ordinal| self.reading.extraction.measures.get((ordinal as usize).checked_sub(1)?))
            .is_some_and(|measure| measure.done);
        let found = self.found(id.into(), &fields, &wrong, &content.statement, passage, editable);
        Ok(Some(Said {
            kinds: kinds.collect(),
            written,
            unknown: nobody && content.written.owner.is_some(),
            commitments: state.commitments.iter().map(|commitment| commitment.text.clone()).collect(),
            milestones: state.milestones.iter().map(|m| (m.due.to_string(), m.text.clone())).collect(),
            done,
            also: state.findings.iter().filter(|f| Some(**f) != under).map(ToString::to_string).collect(),
            ..self.blank(found, under, &fields, &wrong)
        }))
    }

    /// What `now` says, beside the passage that it was read from.
    fn found(
        &self,
        id: Stream,
        fields: &Fields,
        wrong: &Wrong,
        now: &str,
        (from, passage, notes): (usize, String, Vec<Note>),
        editable: bool,
    ) -> Found {
        Found {
            id: id.to_string(),
            editable,
            from,
            base: fields.base(),
            crossed: fields.crossed.then(|| now.to_owned()),
            statement: fields.field("statement", wrong_of(wrong, "statement", self.call.lang)),
            differs: differs(&passage, now),
            notes,
        }
    }

    fn blank(&self, found: Found, under: Option<FindingId>, fields: &Fields, wrong: &Wrong) -> Said {
        let field = |name: &'static str| fields.field(name, wrong_of(wrong, name, self.call.lang));
        Said {
            is_cause: false,
            kinds: Vec::new(),
            owner: field("owner"),
            unit: field("unit"),
            lead: field("lead"),
            deadline: field("deadline"),
            written: Vec::new(),
            unknown: false,
            commitments: Vec::new(),
            milestones: Vec::new(),
            done: false,
            under: under.map(|finding| finding.to_string()).unwrap_or_default(),
            also: Vec::new(),
            tie: Field::plain(self.call, &found.name("tie"), ""),
            found,
        }
    }

    /// Whether none of `findings` was confirmed yet: what ties to those is changed on their own pages, with a reason.
    fn all_drafts<'f>(&self, findings: impl Iterator<Item = &'f FindingId>) -> Result<bool, Trouble> {
        for finding in findings {
            let state = self.call.view.finding_state(*finding)?;
            if state.is_some_and(|state| state.status != Status::Draft) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What is wrong with fields that were sent.
    fn wrong(&self, fields: &Fields, check: impl FnOnce(&mut Wrong) -> Result<(), Trouble>) -> Result<Wrong, Trouble> {
        let mut wrong = Vec::new();
        if fields.touched() && self.call.trouble.is_some() {
            check(&mut wrong)?;
        }
        Ok(wrong)
    }
}

fn wrong_of(wrong: &Wrong, field: &str, lang: Lang) -> Option<String> {
    wrong.iter().find(|(name, _)| *name == field).map(|(_, why)| why.get(lang).to_owned())
}

/// How `said` differs from the passage that it was read from; nothing where only its ends do.
fn differs(passage: &str, said: &str) -> Vec<Piece> {
    let bare = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let (passage, said) = (bare(passage), bare(said));
    if passage.is_empty() || passage == said { Vec::new() } else { words(&passage, &said) }
}

/// The first words of a text.
pub fn short(text: &str) -> String {
    const LONG: usize = 24;
    let short: String = text.chars().take(LONG).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
