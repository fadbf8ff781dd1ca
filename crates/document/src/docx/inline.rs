//! Runs and what they show: characters, references, breaks, symbols, fields, the marks of notes.

use std::ops::Range;

use super::{
    fields,
    paragraph::Mark,
    props::RunProps,
    symbols,
    walk::{Open, Run, Story, Walker},
    xml::{attribute, unescaped, val},
};
use crate::NoteKind;

impl Walker<'_, '_> {
    pub(super) fn begin_run(&mut self, at: &Range<usize>) -> Open {
        if let Some(recorder) = &mut self.recorder {
            recorder.run(at.start, false);
        }
        self.runs.push(Run::default());
        Open::Run
    }

    pub(super) fn end_run(&mut self, end: usize) {
        if let Some(recorder) = &mut self.recorder {
            recorder.end_run(end);
        }
    }

    pub(super) fn run_property(&mut self, name: &str, raw: &str) -> Option<Open> {
        let run = self.runs.last_mut()?;
        if name == "rStyle" {
            let style = self.cx.character_style(&unescaped(val(raw)?))?;
            (run.style, run.has_style) = (style.run, true);
        } else {
            run.direct.take(name, raw, &mut self.cx.fonts);
        }
        None
    }

    /// The characters of the innermost run with all that styles and defaults add.
    pub(super) fn look(&mut self) -> RunProps {
        if let Some(resolved) = self.runs.last().and_then(|run| run.resolved) {
            return resolved;
        }
        let style = match self.paragraphs.last().and_then(|para| para.style.as_ref()) {
            Some(style) => style.run,
            None => self.cx.paragraph_style(None).run,
        };
        let run = self.runs.last().copied().unwrap_or_default();
        let base = if run.has_style { run.style.toggled_over(style) } else { style };
        let resolved = run.direct.over(base).over(self.cx.styles.run);
        if let Some(run) = self.runs.last_mut() {
            run.resolved = Some(resolved);
        }
        resolved
    }

    pub(super) fn begin_text(&mut self, parent: Open, raw: &str, at: &Range<usize>) -> Option<Open> {
        if parent != Open::Run {
            return Some(Open::Content);
        }
        self.keep_space = raw.contains("preserve");
        if let Some(recorder) = &mut self.recorder {
            recorder.text(at);
        }
        Some(Open::Text)
    }

    pub(super) fn characters(&mut self, text: &str, at: Range<usize>, xml: &str) {
        if self.skip > 0 {
            return;
        }
        match self.top().open {
            Open::Text => {}
            Open::Instruction => return self.fields.instruct(text),
            _ => return,
        }
        let (mut text, mut start) = (text, at.start);
        if !self.keep_space {
            // White space at the ends of `w:t` counts only where `xml:space` says so.
            let before = xml.as_bytes().get(at.start.wrapping_sub(1)).copied();
            if before == Some(b'>') {
                let trimmed = text.trim_ascii_start();
                start += text.len() - trimmed.len();
                text = trimmed;
            }
            if xml.get(at.end..).is_some_and(|rest| rest.starts_with("</")) {
                text = text.trim_ascii_end();
            }
        }
        if memchr::memchr3(b'\n', b'\r', b'\t', text.as_bytes()).is_none() {
            return self.show(text, start..start + text.len(), true);
        }
        self.lines(text, start);
    }

    /// Text that was broken into lines by whoever wrote the XML: a break is a space.
    pub(super) fn lines(&mut self, text: &str, mut at: usize) {
        let mut rest = text;
        while let Some(found) = rest.find(['\n', '\r', '\t']) {
            let (line, tail) = rest.split_at_checked(found).unwrap_or((rest, ""));
            self.show(line, at..at + found, true);
            let width = if tail.starts_with("\r\n") { 2 } else { 1 };
            self.show(" ", at + found..at + found + width, false);
            rest = tail.get(width..).unwrap_or("");
            at += found + width;
        }
        self.show(rest, at..at + rest.len(), true);
    }

    pub(super) fn characters_apart(&mut self, text: &str, at: Range<usize>) {
        if self.skip == 0 && self.top().open == Open::Text {
            self.show(text, at, false);
        }
    }

    pub(super) fn reference(&mut self, reference: &quick_xml::events::BytesRef<'_>, at: Range<usize>) {
        if self.skip > 0 || !matches!(self.top().open, Open::Text | Open::Instruction) {
            return;
        }
        let found = match reference.resolve_char_ref() {
            Ok(Some(c)) => Some(c),
            _ => quick_xml::escape::resolve_xml_entity(reference).and_then(|text| text.chars().next()),
        };
        let shown = found.filter(|c| !c.is_control() || matches!(c, '\t' | '\n')).unwrap_or('\u{FFFD}');
        let mut buffer = [0; 4];
        let shown: &str = shown.encode_utf8(&mut buffer);
        if self.top().open == Open::Instruction {
            self.fields.instruct(shown);
        } else {
            self.show(shown, at, false);
        }
    }

    /// Adds text that is shown, unless a field or its run hides it. `at` is where it stands.
    pub(super) fn show(&mut self, text: &str, at: Range<usize>, plain: bool) {
        if text.is_empty() || self.paragraphs.is_empty() || !self.fields.show() {
            return;
        }
        let look = self.look();
        if look.hidden == Some(true) {
            return;
        }
        self.produced += 1;
        if let Some(para) = self.paragraphs.last_mut() {
            para.push(text, look);
        }
        if let Some(recorder) = &mut self.recorder {
            recorder.piece(text, at, plain);
        }
    }

    /// Characters that are elements.
    pub(super) fn special(&mut self, name: &str, raw: &str, at: &Range<usize>) {
        let at = at.clone();
        match name {
            "tab" | "ptab" => self.show("\t", at, false),
            "br" | "cr" => self.show("\n", at, false),
            "noBreakHyphen" => self.show("-", at, false),
            "pgNum" => self.page_number(at),
            _ => {
                let found = symbols::symbol(attribute(raw, "font").unwrap_or(""), attribute(raw, "char").unwrap_or(""));
                if let Some(c) = found {
                    self.show(c.encode_utf8(&mut [0; 4]), at, false);
                }
            }
        }
    }

    /// Notes a page number: `#` stands for it.
    pub(super) fn page_number(&mut self, at: Range<usize>) {
        if self.story == Story::Margin {
            self.show("#", at, false);
            let look = self.look();
            let seen = self.para().map(|para| std::mem::replace(&mut para.has_page_number, true));
            if seen == Some(false) && self.page_number_look == RunProps::default() {
                self.page_number_look = look;
            }
        }
    }

    pub(super) fn field_char(&mut self, raw: &str) {
        match attribute(raw, "fldCharType") {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.begin_result(),
            Some("end") => self.end_field(),
            _ => {}
        }
    }

    pub(super) fn begin_result(&mut self) {
        match self.fields.separate() {
            fields::Kind::Page if self.story == Story::Margin => {
                self.page_number(0..0);
                self.fields.silence();
            }
            fields::Kind::Contents => {
                if let Some(para) = self.para() {
                    para.in_contents = true;
                }
            }
            _ => {}
        }
    }

    pub(super) fn end_field(&mut self) {
        match self.fields.end() {
            Some((fields::Kind::Page, false, _)) => self.page_number(0..0),
            Some((fields::Kind::Contents, true, paragraphs)) => self.mark_contents(&paragraphs),
            _ => {}
        }
    }

    pub(super) fn mark(&mut self, name: &str, raw: &str) {
        let Some(id) = attribute(raw, "id") else { return };
        let mark = match name {
            "footnoteReference" => Mark::Reference(NoteKind::Footnote),
            "endnoteReference" => Mark::Reference(NoteKind::Endnote),
            "commentReference" => Mark::Reference(NoteKind::Comment),
            "commentRangeStart" => Mark::Start,
            _ => Mark::End,
        };
        if let Some(para) = self.para() {
            let at = para.text.len();
            para.marks.push((mark, id.into(), at));
        }
    }
}
