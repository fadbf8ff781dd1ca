//! Paragraphs, tables and text boxes: where they begin and end.

use std::ops::Range;

use super::{
    paragraph::Para,
    problems,
    walk::{Open, Walker},
    xml::{unescaped, val},
};

/// How many paragraphs may be open at once: text boxes in text boxes.
const DEPTH: usize = 32;

impl Walker<'_, '_> {
    pub(super) fn begin_paragraph(&mut self, at: &Range<usize>) -> Option<Open> {
        if self.tables.cell_deleted() {
            return None;
        }
        if self.paragraphs.len() >= DEPTH {
            self.too_deep();
            return None;
        }
        let mut para = self.carry.take().or_else(|| self.pool.pop()).unwrap_or_default();
        para.begin(self.paragraphs_met);
        para.in_contents |= self.fields.in_contents();
        self.paragraphs.push(para);
        if let Some(recorder) = &mut self.recorder {
            recorder.paragraph(at, true);
        }
        Some(Open::Paragraph)
    }

    pub(super) fn end_paragraph(&mut self, at: &Range<usize>) {
        if let Some(recorder) = &mut self.recorder {
            recorder.end_paragraph(at);
        }
        self.fields.end_of_paragraph();
        let Some(para) = self.paragraphs.pop() else { return };
        if para.mark_deleted {
            self.carry = Some(para);
        } else {
            self.settle(para);
        }
    }

    /// A paragraph that should have run on into the next one stands alone: there is no next one.
    pub(super) fn flush_carry(&mut self) {
        if let Some(mut para) = self.carry.take() {
            if para.text.is_empty() {
                para.direct.list = Some(0);
            }
            self.settle(para);
        }
    }

    pub(super) fn settle(&mut self, mut para: Para) {
        self.finish_paragraph(&mut para);
        para.clear();
        self.pool.push(para);
    }

    pub(super) fn too_deep(&mut self) {
        let problem = problems::too_deep();
        if !self.cx.problems.contains(&problem) {
            self.cx.problems.push(problem);
        }
    }

    pub(super) fn para_property(&mut self, name: &str, raw: &str) -> Option<Open> {
        match name {
            "pStyle" => {
                let style = val(raw).map(|id| self.cx.paragraph_style(Some(&unescaped(id))));
                self.para()?.style = style;
                None
            }
            "numPr" => Some(Open::ListProps),
            "rPr" => Some(Open::MarkProps),
            "sectPr" => Some(Open::Section),
            _ => {
                self.para()?.direct.take(name, raw);
                None
            }
        }
    }

    pub(super) fn begin_table(&mut self) -> Option<Open> {
        if self.tables.cell_deleted() {
            return None;
        }
        self.flush_carry();
        if self.flat > 0 || !self.tables.has_room() {
            self.too_deep();
            self.flat += 1;
            return Some(Open::FlatTable);
        }
        self.tables.begin();
        Some(Open::Table)
    }

    pub(super) fn begin_cell(&mut self) -> Option<Open> {
        if self.flat > 0 {
            return Some(Open::Content);
        }
        self.tables.begin_cell().then_some(Open::Cell)
    }

    pub(super) fn begin_text_box(&mut self) -> Option<Open> {
        if self.paragraphs.len() >= DEPTH {
            self.too_deep();
            return None;
        }
        Some(Open::TextBox)
    }
}
