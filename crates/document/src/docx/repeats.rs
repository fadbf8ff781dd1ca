//! Properties that repeat byte for byte: most runs and paragraphs of a paper have the same ones as those
//! before them, and what was read once need not be read again.

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
    /// Where the walk goes on when the element that begins at `start` is the same as the last of its kind,
    /// whose effect is repeated.
    pub(super) fn repeated(&mut self, name: &str, start: usize, xml: &str) -> Option<usize> {
        if self.skip > 0 {
            return None;
        }
        match (local(name), self.top().open) {
            ("rPr", Open::Run) => self.repeat_run(start, xml),
            ("pPr", Open::Paragraph) => self.repeat_para(start, xml),
            _ => None,
        }
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
