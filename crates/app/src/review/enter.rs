//! What people read from a paper themselves: a finding split into two, and what the reader missed.

use ledger::measure::{Content as MeasureContent, Plan as Promise};
use ledger::{Bilingual, CampaignId, CauseId, Command, FindingId, MeasureId, Source, Stream, cause, finding, measure};

use super::Review;
use crate::Failure;
use crate::import::only_unit;

/// What becomes a finding of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Sentences of the statement, as [`sentences`] cuts it.
    pub sentences: Vec<String>,
    /// Manifestations.
    pub manifestations: Vec<String>,
    /// Whether causes and measures are tied to the new one as well.
    pub ties: bool,
}

/// Something that the reader missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum New {
    /// A finding.
    Finding,
    /// A cause, of that finding.
    Cause(Option<FindingId>),
    /// A measure, for that finding.
    Measure(Option<FindingId>),
}

/// Ends of sentences, and what may stand between parts of one that are problems of their own.
const ENDS: [char; 8] = ['。', '；', '！', '？', ';', '!', '?', '\n'];

/// The sentences of a text, each with what ends it.
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(ENDS).map(str::trim).filter(|sentence| !sentence.is_empty()).collect()
}

impl Review<'_, '_> {
    /// Makes a finding of its own of a part of a draft; its id, where it came about.
    ///
    /// # Errors
    /// The database failed.
    pub fn split(&mut self, id: FindingId, part: &Part) -> Result<Option<FindingId>, Failure> {
        let Some(state) = self.plan.states().finding(id) else { return Ok(None) };
        let Some((stays, goes)) = self.parts(id, &state.content, part) else { return Ok(None) };
        let sources = state.sources.iter().map(|source| self.narrowed(source, &goes.statement)).collect();
        let new: FindingId = self.plan.next()?;
        let draft = finding::Command::Draft { campaign: state.campaign, content: goes, sources };
        if !self.run(&Command::Finding(new, draft))? {
            return Ok(None);
        }
        self.keep(new.into())?;
        self.finding(id, stays)?;
        if part.ties {
            let causes = state.causes.iter().copied().map(Stream::from);
            for item in causes.chain(state.measures.iter().copied().map(Stream::from)) {
                self.tie(item, new)?;
            }
        }
        Ok(Some(new))
    }

    /// What the draft and the new one say.
    fn parts(
        &mut self,
        id: FindingId,
        whole: &finding::Content,
        part: &Part,
    ) -> Option<(finding::Content, finding::Content)> {
        let mut lack = |zh, en| self.lack(id.into(), Bilingual::fixed(zh, en));
        let all = sentences(&whole.statement);
        let known = part.sentences.iter().all(|s| all.contains(&s.as_str()))
            && part.manifestations.iter().all(|m| whole.manifestations.contains(m));
        if !known {
            lack("选中的文字已经改动，请先保存再拆分", "what was chosen has changed: save first, then split");
            return None;
        }
        let of = |goes: bool| move |s: &&str| part.sentences.iter().any(|chosen| chosen == s) == goes;
        let stays: String = all.iter().copied().filter(of(false)).collect();
        let mut statement: String = all.iter().copied().filter(of(true)).collect();
        let mut moved = part.manifestations.clone();
        if statement.is_empty() && !moved.is_empty() {
            statement = moved.remove(0);
        }
        if statement.is_empty() {
            lack("没有选要拆出去的句子", "no sentence was chosen that is to be split off");
            return None;
        }
        if stays.is_empty() {
            lack("至少要留一句在原来的问题里", "at least one sentence stays in the finding");
            return None;
        }
        let left = whole.manifestations.iter().filter(|m| !part.manifestations.contains(m)).cloned().collect();
        let goes = finding::Content { statement, manifestations: moved, number: None, ..whole.clone() };
        Some((finding::Content { statement: stays, manifestations: left, ..whole.clone() }, goes))
    }

    /// The place of `words` within a source, where they stand there as they are; else the source itself.
    fn narrowed(&self, source: &Source, words: &str) -> Source {
        let paragraph = source.passage.filter(|_| source.paper == self.paper).map(|passage| passage.paragraph as usize);
        let passage = paragraph.and_then(|at| self.reading.find(words, Some(at)));
        let Some(passage) = passage else { return source.clone() };
        Source { passage: Some(passage), ordinal: None, ..source.clone() }
    }

    /// Enters something that the reader missed, which says `words` and stands in `paragraph` (from 0).
    ///
    /// # Errors
    /// The database failed.
    pub fn enter(&mut self, new: &New, words: &str, paragraph: Option<usize>) -> Result<Option<Stream>, Failure> {
        let campaign = self.plan.states().paper(self.paper).and_then(|paper| paper.content.campaign);
        let Some(campaign) = campaign else {
            self.lack(self.paper.into(), Bilingual::fixed("材料不属于任何专项", "the paper belongs to no campaign"));
            return Ok(None);
        };
        let sources = vec![Source { paper: self.paper, passage: self.place(words, paragraph), ordinal: None }];
        let (id, command): (Stream, Command) = match new {
            New::Finding => {
                let id: FindingId = self.plan.next()?;
                let content = self.content(campaign, words, paragraph);
                (id.into(), Command::Finding(id, finding::Command::Draft { campaign, content, sources }))
            }
            New::Cause(finding) => {
                let id: CauseId = self.plan.next()?;
                let (statement, findings) = (words.to_owned(), finding.iter().copied().collect());
                (id.into(), Command::Cause(id, cause::Command::Register { statement, findings, sources }))
            }
            New::Measure(finding) => {
                let id: MeasureId = self.plan.next()?;
                let content = MeasureContent { statement: words.to_owned(), ..MeasureContent::default() };
                let plan = Box::new(Promise { content, ..Promise::default() });
                let findings = finding.iter().copied().collect();
                (id.into(), Command::Measure(id, measure::Command::Register { campaign, findings, plan, sources }))
            }
        };
        if !self.run(&command)? {
            return Ok(None);
        }
        self.keep(id)?;
        Ok(Some(id))
    }

    fn content(&self, campaign: CampaignId, words: &str, paragraph: Option<usize>) -> finding::Content {
        let aspects = &self.reading.extraction.aspects;
        let above = |at: usize| aspects.iter().rfind(|aspect| aspect.span.paragraph as usize <= at);
        finding::Content {
            statement: words.to_owned(),
            aspect: paragraph.and_then(above).map(|aspect| aspect.title.clone()),
            unit: only_unit(self.plan.states(), campaign),
            ..finding::Content::default()
        }
    }

    /// Where `words` stand; where they were written anew, the whole paragraph.
    fn place(&self, words: &str, paragraph: Option<usize>) -> Option<ledger::Passage> {
        let whole = |at: usize| {
            let text = &self.reading.document.paragraphs.get(at)?.text;
            self.reading.passage(document::Span::new(at, 0..text.len()))
        };
        self.reading.find(words, paragraph).or_else(|| paragraph.and_then(whole))
    }
}
