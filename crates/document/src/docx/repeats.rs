//! Short cuts through what most of a paper consists of: properties that repeat byte for byte, which need not
//! be read again, and runs of nothing but text, which need no events. Both do what the walk would have done.

use std::{ops::Range, rc::Rc};

use super::{
    props::ParaProps,
    styles::Style,
    walk::{Open, Run, Walker},
    xml::local,
};

/// The last properties that were read, and where they stand.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    run: Option<(Range<usize>, Run)>,
    para: Option<(Range<usize>, ParaState)>,
    /// Where the open properties of a run began, and whether nothing was stated before them.
    run_start: Option<(usize, bool)>,
    /// The same for a paragraph, with the number of sections so far.
    para_start: Option<(usize, bool, usize)>,
    tags: Tags,
}

/// The tags of a run of text as this part writes them.
#[derive(Debug, Default)]
struct Tags {
    run: String,
    text: String,
    spaced: String,
    close: String,
}

impl Repeats {
    /// States the prefix of the part's elements, colon included.
    pub(super) fn name(&mut self, prefix: &str) {
        self.tags = Tags {
            run: format!("<{prefix}r"),
            text: format!("<{prefix}t>"),
            spaced: format!("<{prefix}t xml:space=\"preserve\">"),
            close: format!("</{prefix}t></{prefix}r>"),
        };
    }
}

/// All that the properties of a paragraph can change.
#[derive(Debug, Clone, Default)]
struct ParaState {
    style: Option<Rc<Style>>,
    direct: ParaProps,
    mark_deleted: bool,
    mark_hidden: bool,
}

impl Walker<'_, '_> {
    /// Where the walk goes on when the element whose start tag stands at `tag` could be dealt with at once.
    pub(super) fn shortcut(&mut self, name: &str, tag: Range<usize>, xml: &str) -> Option<usize> {
        if self.skip > 0 {
            return None;
        }
        match (local(name), self.top().open) {
            ("rPr", Open::Run) => self.repeat_run(tag.start, xml),
            ("pPr", Open::Paragraph) => self.repeat_para(tag.start, xml),
            ("r", Open::Paragraph) if self.recorder.is_none() => self.plain_runs(tag.end, xml),
            _ => None,
        }
    }

    /// Reads runs of text as long as they follow each other; `at` is the end of the first one's start tag.
    fn plain_runs(&mut self, at: usize, xml: &str) -> Option<usize> {
        let mut after = self.plain_run(at, xml)?;
        while let Some(at) = self.next_run(after, xml)
            && let Some(end) = self.plain_run(at, xml)
        {
            after = end;
        }
        Some(after)
    }

    /// The end of the start tag of a run that begins at `at`.
    fn next_run(&self, at: usize, xml: &str) -> Option<usize> {
        let tag = xml.get(at..)?.strip_prefix(self.repeats.tags.run.as_str())?;
        let is_whole_name = tag.starts_with(['>', ' ']);
        let end = memchr::memchr(b'>', tag.as_bytes()).filter(|_| is_whole_name)?;
        let is_empty = tag.get(..end)?.ends_with('/');
        (!is_empty).then_some(xml.len() - tag.len() + end + 1)
    }

    /// Reads the run whose content begins at `at` if it holds nothing but known properties and text.
    fn plain_run(&mut self, at: usize, xml: &str) -> Option<usize> {
        let tags = &self.repeats.tags;
        let mut run = Run::default();
        let mut rest = xml.get(at..)?;
        if let Some((range, state)) = &self.repeats.run
            && let Some(tail) = xml.get(range.clone()).and_then(|known| rest.strip_prefix(known))
        {
            (rest, run) = (tail, *state);
        }
        let keeps = rest.strip_prefix(tags.spaced.as_str());
        let text = keeps.or_else(|| rest.strip_prefix(tags.text.as_str()))?;
        let end = memchr::memchr2(b'<', b'&', text.as_bytes())?;
        let tail = text.get(end..)?.strip_prefix(tags.close.as_str())?;
        let mut shown = text.get(..end)?;
        if memchr::memchr3(b'\n', b'\r', b'\t', shown.as_bytes()).is_some() {
            return None;
        }
        if keeps.is_none() {
            shown = shown.trim_ascii();
        }
        self.runs.push(run);
        // Where it stands matters to a recorder only, and there is none.
        self.show(shown, 0..0, true);
        self.runs.pop();
        Some(xml.len() - tail.len())
    }

    fn repeat_run(&mut self, start: usize, xml: &str) -> Option<usize> {
        let (range, state) = self.repeats.run.as_ref()?;
        let end = same(xml, range, start)?;
        let run = self.runs.last_mut().filter(|run| **run == Run::default())?;
        *run = *state;
        if let Some(recorder) = &mut self.recorder {
            recorder.run_props(start..end);
        }
        Some(end)
    }

    fn repeat_para(&mut self, start: usize, xml: &str) -> Option<usize> {
        let (range, state) = self.repeats.para.as_ref()?;
        let end = same(xml, range, start)?;
        let state = state.clone();
        let para = self.para()?;
        (para.style, para.direct) = (state.style, state.direct);
        (para.mark_deleted, para.mark_hidden) = (state.mark_deleted, state.mark_hidden);
        if let Some(recorder) = &mut self.recorder {
            recorder.paragraph_props(end);
        }
        Some(end)
    }

    pub(super) fn begin_run_props(&mut self, at: &Range<usize>) -> Open {
        let fresh = self.runs.last() == Some(&Run::default());
        self.repeats.run_start = Some((at.start, fresh));
        Open::RunProps
    }

    pub(super) fn end_run_props(&mut self, end: usize) {
        let Some((start, fresh)) = self.repeats.run_start.take() else { return };
        if let Some(run) = self.runs.last().filter(|_| fresh) {
            self.repeats.run = Some((start..end, *run));
        }
        if let Some(recorder) = &mut self.recorder {
            recorder.run_props(start..end);
        }
    }

    pub(super) fn begin_para_props(&mut self, at: &Range<usize>) -> Open {
        let fresh = self.para().is_some_and(|para| para.is_fresh());
        self.repeats.para_start = Some((at.start, fresh, self.sections.len()));
        Open::ParaProps
    }

    pub(super) fn end_para_props(&mut self, end: usize) {
        if let Some(recorder) = &mut self.recorder {
            recorder.paragraph_props(end);
        }
        let Some((start, fresh, sections)) = self.repeats.para_start.take() else { return };
        // A section that ended in them is no mere property: its effect cannot be repeated.
        if !fresh || sections != self.sections.len() {
            return;
        }
        let state = self.para().map(|para| ParaState {
            style: para.style.clone(),
            direct: para.direct,
            mark_deleted: para.mark_deleted,
            mark_hidden: para.mark_hidden,
        });
        self.repeats.para = state.map(|state| (start..end, state));
    }
}

/// Where `xml` goes on when it holds at `start` the same bytes as at `range`.
fn same(xml: &str, range: &Range<usize>, start: usize) -> Option<usize> {
    let (known, rest) = (xml.get(range.clone())?, xml.get(start..)?);
    rest.starts_with(known).then_some(start + known.len())
}
