//! Walks through one story (the body, a header, the notes) event by event and builds what it shows.
//!
//! The walk keeps its own stack of what is open, so that no depth of nesting can exhaust the machine's.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};

use super::{
    anchors::Anchors,
    context::Context,
    fields::Fields,
    notes::OpenNote,
    paragraph::Para,
    problems,
    props::RunProps,
    repeats::Repeats,
    section::Section,
    tables::Tables,
    trace::Recorder,
    xml::{self, local},
};
use crate::{Builder, NoteKind, Unit};

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

/// An open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// What it is.
    pub(super) open: Open,
    /// What its children stand in: alternatives are no place of their own.
    pub(super) context: Open,
    /// Whether it lies in a drawing, outside of any text box in it.
    pub(super) graphic: bool,
}

/// A run that is open.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Run {
    /// What it states itself.
    pub(super) direct: RunProps,
    /// What its character style states.
    pub(super) style: RunProps,
    /// Whether it has a character style.
    pub(super) has_style: bool,
    /// All of it with what the paragraph's style and the defaults add, once it was needed.
    pub(super) resolved: Option<RunProps>,
}

/// One alternative was taken, or not yet; what was produced before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alternates {
    /// Whether a choice was taken.
    pub(super) taken: bool,
    /// What had been produced before them.
    pub(super) before: u64,
}

/// The walk through one story.
pub(super) struct Walker<'w, 'a> {
    /// What all stories share.
    pub(super) cx: &'w mut Context<'a>,
    /// Where the document grows.
    pub(super) builder: &'w mut Builder,
    /// What the story is.
    pub(super) story: Story,
    /// Where notes and comments hang in the body.
    pub(super) anchors: Anchors,
    /// Sections of the body; the last one is open.
    pub(super) sections: Vec<Section>,
    pub(super) fields: Fields,
    pub(super) tables: Tables,
    /// The note that is open.
    pub(super) note: Option<OpenNote>,
    /// Collects where the text stands.
    pub(super) recorder: Option<Recorder>,
    /// The number being written: its memory is used again.
    pub(super) label: String,
    /// The characters of the first page number.
    pub(super) page_number_look: RunProps,
    /// Open elements.
    pub(super) stack: Vec<Frame>,
    /// Open elements of which nothing counts.
    pub(super) skip: u32,
    /// `w:p` as this part writes it.
    paragraph_tag: String,
    /// Number of the next `w:p`.
    pub(super) paragraphs_met: u32,
    /// Open paragraphs, the innermost last.
    pub(super) paragraphs: Vec<Para>,
    /// A paragraph whose mark was deleted: the next one goes on with it.
    pub(super) carry: Option<Para>,
    /// Paragraphs that are done: their memory is used again.
    pub(super) pool: Vec<Para>,
    /// Open runs, the innermost last.
    pub(super) runs: Vec<Run>,
    /// Open alternatives, the innermost last.
    pub(super) alternates: Vec<Alternates>,
    /// Open tables that are too deep to be tables.
    pub(super) flat: u32,
    /// Counts what is shown, to tell whether an alternative showed anything.
    pub(super) produced: u64,
    /// Whether the open `w:t` keeps white space at its ends.
    pub(super) keep_space: bool,
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

    /// Walks through `xml`, the text of part `name`. What is open when it breaks off is closed.
    pub(super) fn walk(&mut self, xml: &str, name: &str) {
        let mut reader = xml::reader(xml);
        let (mut start, mut base) = (0, 0);
        loop {
            let event = reader.read_event();
            let end = base + usize::try_from(reader.buffer_position()).unwrap_or(0);
            match event {
                Ok(Event::Start(tag)) => {
                    if let Some(after) = self.shortcut(tag.name().0, start..end, xml) {
                        // What was dealt with is taken from under the reader.
                        *reader.get_mut() = xml.as_bytes().get(after..).unwrap_or(&[]);
                        base += after - end;
                        start = after;
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
            let prefix = full.get(..prefix).unwrap_or("");
            self.paragraph_tag = format!("{prefix}p");
            self.repeats.name(prefix);
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

    pub(super) fn para(&mut self) -> Option<&mut Para> {
        self.paragraphs.last_mut()
    }

    /// The unit of the story's paragraphs.
    pub(super) fn unit(&self) -> fn(u32) -> Unit {
        if self.story == Story::Body { Unit::Paragraph } else { Unit::Apart }
    }
}
