//! What each element means where it stands, and what happens when it ends.

use std::ops::Range;

use super::{
    problems,
    walk::{Alternates, Frame, Open, Walker},
    xml::{attribute, on_off, unescaped},
};

impl Walker<'_, '_> {
    /// What the element `name` inside `parent` opens; `None` where nothing in it counts.
    pub(super) fn enter(&mut self, parent: Frame, name: &str, raw: &str, at: &Range<usize>) -> Option<Open> {
        match parent.open {
            Open::ParaProps => self.para_property(name, raw),
            Open::ListProps => {
                self.para()?.direct.take(name, raw);
                None
            }
            Open::MarkProps => {
                let para = self.para()?;
                match name {
                    "del" | "moveFrom" => para.mark_deleted = true,
                    "vanish" => para.mark_hidden = on_off(raw),
                    _ => {}
                }
                None
            }
            Open::RunProps => self.run_property(name, raw),
            Open::RowProps => {
                self.tables.row_property(name, raw, &mut self.cx.grid_left);
                None
            }
            Open::CellProps => {
                self.tables.cell_property(name, raw);
                None
            }
            Open::Section => {
                self.sections.last_mut()?.take(name, raw);
                None
            }
            _ if parent.graphic => match name {
                "txbxContent" => self.begin_text_box(),
                "AlternateContent" | "Choice" | "Fallback" => self.alternative(name),
                _ => Some(Open::Graphic),
            },
            _ => self.content(parent.context, name, raw, at),
        }
    }

    pub(super) fn content(&mut self, parent: Open, name: &str, raw: &str, at: &Range<usize>) -> Option<Open> {
        match name {
            "r" => Some(self.begin_run(at)),
            "t" => self.begin_text(parent, raw, at),
            "rPr" if parent == Open::Run => Some(self.begin_run_props(at)),
            "p" => self.begin_paragraph(at),
            "pPr" if parent == Open::Paragraph => Some(self.begin_para_props(at)),
            "tc" => self.begin_cell(),
            "tcPr" if parent == Open::Cell => Some(Open::CellProps),
            "tr" if self.flat == 0 && self.tables.begin_row() => Some(Open::Row),
            "trPr" if parent == Open::Row => Some(Open::RowProps),
            "tbl" => self.begin_table(),
            "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "sym" | "symEx" | "pgNum" if parent == Open::Run => {
                self.special(name, raw, at);
                None
            }
            "fldChar" => {
                self.field_char(raw);
                None
            }
            "instrText" => Some(Open::Instruction),
            "fldSimple" => {
                self.fields.begin();
                self.fields.instruct(&unescaped(attribute(raw, "instr").unwrap_or("")));
                self.begin_result();
                Some(Open::SimpleField)
            }
            "drawing" | "pict" | "object" => Some(Open::Graphic),
            "AlternateContent" | "Choice" | "Fallback" => self.alternative(name),
            "txbxContent" => self.begin_text_box(),
            "oMath" | "oMathPara" => {
                if let Some(recorder) = &mut self.recorder {
                    recorder.run(at.start, true);
                }
                Some(Open::Formula)
            }
            "sectPr" => Some(Open::Section),
            "footnoteReference" | "endnoteReference" | "commentReference" | "commentRangeStart" | "commentRangeEnd" => {
                self.mark(name, raw);
                None
            }
            "footnote" | "endnote" | "comment" => self.begin_note(raw).then_some(Open::Note),
            "altChunk" => {
                self.cx.problems.push(problems::embedded());
                None
            }
            // Deleted, moved away, the gloss over a ruby base, and properties of no concern here.
            "del" | "moveFrom" | "delText" | "delInstrText" | "rt" | "rubyPr" | "rPr" | "pPr" | "tblPr" | "tblGrid"
            | "tblPrEx" | "tcPr" | "trPr" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "fldData"
            | "ffData" => None,
            _ => Some(Open::Content),
        }
    }

    pub(super) fn end(&mut self, at: Range<usize>) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        let Some(frame) = self.stack.pop() else { return };
        match frame.open {
            Open::Text => {
                if let Some(recorder) = &mut self.recorder {
                    recorder.end_text(at.end);
                }
            }
            Open::RunProps => self.end_run_props(at.end),
            Open::Run => {
                self.runs.pop();
                self.end_run(at.end);
            }
            Open::Formula => self.end_run(at.end),
            Open::ParaProps => self.end_para_props(at.end),
            Open::Paragraph => self.end_paragraph(&at),
            Open::Cell => {
                self.flush_carry();
                self.tables.end_cell(&mut self.cx.grid_left);
            }
            Open::Row => self.tables.end_row(),
            Open::Table => self.end_table(),
            Open::FlatTable => self.flat -= 1,
            Open::TextBox => self.flush_carry(),
            Open::Alternates => {
                self.alternates.pop();
            }
            Open::Choice => {
                // What showed nothing was not the right choice: symbols and pictures have their text elsewhere.
                if let Some(last) = self.alternates.last_mut() {
                    last.taken = self.produced > last.before;
                }
            }
            Open::SimpleField => self.end_field(),
            Open::Section => self.end_section(),
            Open::Note => self.end_note(),
            _ => {}
        }
    }

    pub(super) fn alternative(&mut self, name: &str) -> Option<Open> {
        if name == "AlternateContent" {
            self.alternates.push(Alternates { taken: false, before: self.produced });
            return Some(Open::Alternates);
        }
        let taken = self.alternates.last().is_some_and(|last| last.taken);
        (!taken).then_some(Open::Choice)
    }
}
