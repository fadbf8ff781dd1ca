//! Walks through one story (the body, a header, the notes) event by event and builds what it shows.
//!
//! The walk keeps its own stack of what is open, so that no depth of nesting can exhaust the machine's.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};

use super::{
    anchors::Anchors,
    context::Context,
    fields::{self, Fields},
    paragraph::{Mark, Para},
    problems,
    props::RunProps,
    repeats::Repeats,
    section::Section,
    symbols,
    tables::Tables,
    trace::Recorder,
    xml::{self, attribute, local, on_off, unescaped, val},
};
use crate::{Builder, NoteKind, Unit};

/// How many paragraphs may be open at once: text boxes in text boxes.
const DEPTH: usize = 32;

/// What a story is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// The body.
    Body,
    /// Notes or comments.
    Notes(NoteKind),
    /// A header or footer.
    Margin,
}

/// What an open element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// Nothing by itself: its children count.
    Content,
    Paragraph,
    ParaProps,
    ListProps,
    MarkProps,
    Run,
    RunProps,
    Text,
    Instruction,
    SimpleField,
    Table,
    /// A table too deep to be one: its paragraphs count.
    FlatTable,
    Row,
    RowProps,
    Cell,
    CellProps,
    /// A drawing: only text boxes in it count.
    Graphic,
    TextBox,
    Alternates,
    Choice,
    Formula,
    Section,
    Note,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// What it is.
    pub(super) open: Open,
    /// What its children stand in: alternatives are no place of their own.
    context: Open,
    graphic: bool,
}

/// A run that is open.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Run {
    direct: RunProps,
    style: RunProps,
    has_style: bool,
    /// All of it with what the paragraph's style and the defaults add, once it was needed.
    resolved: Option<RunProps>,
}

/// One alternative was taken, or not yet; what was produced before.
#[derive(Debug, Clone, Copy)]
struct Alternates {
    taken: bool,
    before: u64,
}

/// The walk through one story.
pub(super) struct Walker<'w, 'a> {
    pub(super) cx: &'w mut Context<'a>,
    pub(super) builder: &'w mut Builder,
    pub(super) story: Story,
    /// Where notes and comments hang in the body.
    pub(super) anchors: Anchors,
    /// Sections of the body; the last one is open.
    pub(super) sections: Vec<Section>,
    pub(super) fields: Fields,
    pub(super) tables: Tables,
    /// The note that is open.
    pub(super) note: Option<super::notes::OpenNote>,
    /// Collects where the text stands.
    pub(super) recorder: Option<Recorder>,
    /// The number being written: its memory is used again.
    pub(super) label: String,
    /// The characters of the first page number.
    pub(super) page_number_look: RunProps,
    stack: Vec<Frame>,
    pub(super) skip: u32,
    paragraph_tag: String,
    paragraphs_met: u32,
    paragraphs: Vec<Para>,
    carry: Option<Para>,
    pool: Vec<Para>,
    pub(super) runs: Vec<Run>,
    alternates: Vec<Alternates>,
    flat: u32,
    produced: u64,
    keep_space: bool,
    pub(super) repeats: Repeats,
}

impl<'w, 'a> Walker<'w, 'a> {
    pub(super) fn new(cx: &'w mut Context<'a>, builder: &'w mut Builder, story: Story) -> Self {
        Self {
            cx,
            builder,
            story,
            anchors: Anchors::default(),
            sections: vec![Section::default()],
            fields: Fields::default(),
            tables: Tables::default(),
            note: None,
            recorder: None,
            label: String::new(),
            page_number_look: RunProps::default(),
            stack: Vec::new(),
            skip: 0,
            paragraph_tag: String::new(),
            paragraphs_met: 0,
            paragraphs: Vec::new(),
            carry: None,
            pool: Vec::new(),
            runs: Vec::new(),
            alternates: Vec::new(),
            flat: 0,
            produced: 0,
            keep_space: false,
            repeats: Repeats::default(),
        }
    }

    /// Goes on counting paragraphs from `number`.
    pub(super) fn counting_from(mut self, number: u32) -> Self {
        self.paragraphs_met = number;
        self
    }

    /// Paragraphs met so far.
    pub(super) const fn paragraphs_met(&self) -> u32 {
        self.paragraphs_met
    }

    /// Walks through `xml`, the text of part `name`. What is open when it breaks off is closed.
    pub(super) fn walk(&mut self, xml: &str, name: &str) {
        let mut reader = xml::reader(xml);
        let (mut start, mut base) = (0, 0);
        loop {
            let event = reader.read_event();
            let end = base + usize::try_from(reader.buffer_position()).unwrap_or(0);
            match event {
                Ok(Event::Start(tag)) => {
                    if let Some(after) = self.repeated(tag.name().0, start, xml) {
                        reader = xml::reader(xml.get(after..).unwrap_or(""));
                        (start, base) = (after, after);
                        continue;
                    }
                    self.start(&tag, start..end, false);
                }
                Ok(Event::Empty(tag)) => self.start(&tag, start..end, true),
                Ok(Event::End(_)) => self.end(start..end),
                Ok(Event::Text(text)) => self.characters(&text, start..end, xml),
                Ok(Event::CData(text)) => self.characters_apart(&text, start..end),
                Ok(Event::GeneralRef(reference)) => self.reference(&reference, start..end),
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(_) => {
                    self.cx.problems.push(problems::broken_xml(name, start));
                    break;
                }
            }
            start = end;
        }
        while !self.stack.is_empty() {
            self.skip = 0;
            self.end(start..start);
        }
        self.flush_carry();
    }

    pub(super) fn top(&self) -> Frame {
        self.stack.last().copied().unwrap_or(Frame { open: Open::Content, context: Open::Content, graphic: false })
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: Range<usize>, empty: bool) {
        let full = tag.name().0;
        if self.paragraph_tag.is_empty() {
            let prefix = full.len() - local(full).len();
            self.paragraph_tag = format!("{}p", full.get(..prefix).unwrap_or(""));
        }
        let is_paragraph = full == self.paragraph_tag;
        let parent = self.top();
        let opened = if self.skip > 0 { None } else { self.enter(parent, local(full), tag.attributes_raw(), &at) };
        if is_paragraph {
            if opened != Some(Open::Paragraph)
                && let Some(recorder) = &mut self.recorder
            {
                recorder.paragraph(&at, false);
            }
            self.paragraphs_met = self.paragraphs_met.saturating_add(1);
        }
        match opened {
            Some(open) => {
                let graphic = open == Open::Graphic || (parent.graphic && open != Open::TextBox);
                let transparent = matches!(open, Open::Alternates | Open::Choice);
                let context = if transparent { parent.context } else { open };
                self.stack.push(Frame { open, context, graphic });
                if empty {
                    self.end(at.end..at.end);
                }
            }
            None if !empty => self.skip += 1,
            None => {}
        }
    }

    /// What the element `name` inside `parent` opens; `None` where nothing in it counts.
    fn enter(&mut self, parent: Frame, name: &str, raw: &str, at: &Range<usize>) -> Option<Open> {
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

    fn content(&mut self, parent: Open, name: &str, raw: &str, at: &Range<usize>) -> Option<Open> {
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

    fn end(&mut self, at: Range<usize>) {
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

    fn alternative(&mut self, name: &str) -> Option<Open> {
        if name == "AlternateContent" {
            self.alternates.push(Alternates { taken: false, before: self.produced });
            return Some(Open::Alternates);
        }
        let taken = self.alternates.last().is_some_and(|last| last.taken);
        (!taken).then_some(Open::Choice)
    }

    pub(super) fn para(&mut self) -> Option<&mut Para> {
        self.paragraphs.last_mut()
    }

    fn begin_paragraph(&mut self, at: &Range<usize>) -> Option<Open> {
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

    fn end_paragraph(&mut self, at: &Range<usize>) {
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
    fn flush_carry(&mut self) {
        if let Some(mut para) = self.carry.take() {
            if para.text.is_empty() {
                para.direct.list = Some(0);
            }
            self.settle(para);
        }
    }

    fn settle(&mut self, mut para: Para) {
        self.finish_paragraph(&mut para);
        para.clear();
        self.pool.push(para);
    }

    fn too_deep(&mut self) {
        let problem = problems::too_deep();
        if !self.cx.problems.contains(&problem) {
            self.cx.problems.push(problem);
        }
    }

    fn para_property(&mut self, name: &str, raw: &str) -> Option<Open> {
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

    fn begin_run(&mut self, at: &Range<usize>) -> Open {
        if let Some(recorder) = &mut self.recorder {
            recorder.run(at.start, false);
        }
        self.runs.push(Run::default());
        Open::Run
    }

    fn end_run(&mut self, end: usize) {
        if let Some(recorder) = &mut self.recorder {
            recorder.end_run(end);
        }
    }

    fn run_property(&mut self, name: &str, raw: &str) -> Option<Open> {
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

    fn begin_text(&mut self, parent: Open, raw: &str, at: &Range<usize>) -> Option<Open> {
        if parent != Open::Run {
            return Some(Open::Content);
        }
        self.keep_space = raw.contains("preserve");
        if let Some(recorder) = &mut self.recorder {
            recorder.text(at);
        }
        Some(Open::Text)
    }

    fn characters(&mut self, text: &str, at: Range<usize>, xml: &str) {
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
    fn lines(&mut self, text: &str, mut at: usize) {
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

    fn characters_apart(&mut self, text: &str, at: Range<usize>) {
        if self.skip == 0 && self.top().open == Open::Text {
            self.show(text, at, false);
        }
    }

    fn reference(&mut self, reference: &quick_xml::events::BytesRef<'_>, at: Range<usize>) {
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
    fn show(&mut self, text: &str, at: Range<usize>, plain: bool) {
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
    fn special(&mut self, name: &str, raw: &str, at: &Range<usize>) {
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
    fn page_number(&mut self, at: Range<usize>) {
        if self.story == Story::Margin {
            self.show("#", at, false);
            let look = self.look();
            let seen = self.para().map(|para| std::mem::replace(&mut para.has_page_number, true));
            if seen == Some(false) && self.page_number_look == RunProps::default() {
                self.page_number_look = look;
            }
        }
    }

    fn field_char(&mut self, raw: &str) {
        match attribute(raw, "fldCharType") {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.begin_result(),
            Some("end") => self.end_field(),
            _ => {}
        }
    }

    fn begin_result(&mut self) {
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

    fn end_field(&mut self) {
        match self.fields.end() {
            Some((fields::Kind::Page, false, _)) => self.page_number(0..0),
            Some((fields::Kind::Contents, true, paragraphs)) => self.mark_contents(&paragraphs),
            _ => {}
        }
    }

    fn mark(&mut self, name: &str, raw: &str) {
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

    fn begin_table(&mut self) -> Option<Open> {
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

    fn begin_cell(&mut self) -> Option<Open> {
        if self.flat > 0 {
            return Some(Open::Content);
        }
        self.tables.begin_cell().then_some(Open::Cell)
    }

    fn begin_text_box(&mut self) -> Option<Open> {
        if self.paragraphs.len() >= DEPTH {
            self.too_deep();
            return None;
        }
        Some(Open::TextBox)
    }

    /// The unit of the story's paragraphs.
    pub(super) fn unit(&self) -> fn(u32) -> Unit {
        if self.story == Story::Body { Unit::Paragraph } else { Unit::Apart }
    }
}
