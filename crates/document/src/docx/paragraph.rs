//! A paragraph while it is read: its visible text so far, and what is known of its look.

use std::rc::Rc;

use super::{
    fonts::Font,
    props::{ParaProps, RunProps},
    styles::Style,
};
use crate::{NoteKind, Origin, Place, Unit};

/// Different values that are counted; no paragraph of a real paper has more.
const TALLIED: usize = 16;

/// Counts values to find the one that most of the text has.
#[derive(Debug, Default)]
struct Tally<T> {
    counts: Vec<(T, usize)>,
}

impl<T: Copy + PartialEq> Tally<T> {
    fn add(&mut self, value: T, weight: usize) {
        let has_room = self.counts.len() < TALLIED;
        match self.counts.iter_mut().find(|(seen, _)| *seen == value) {
            Some((_, count)) => *count += weight,
            None if has_room => self.counts.push((value, weight)),
            None => {}
        }
    }

    fn most(&self) -> Option<T> {
        let mut best: Option<(T, usize)> = None;
        for &(value, count) in &self.counts {
            if best.is_none_or(|(_, top)| count > top) {
                best = Some((value, count));
            }
        }
        best.map(|(value, _)| value)
    }
}

/// What a mark in the text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// The reference of a note.
    Reference(NoteKind),
    /// Where the passage of a comment starts.
    Start,
    /// Where it ends.
    End,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
pub(super) struct Para {
    /// Visible text.
    pub(super) text: String,
    /// Number of the `w:p`.
    pub(super) number: u32,
    /// Where the text of further `w:p` begins, which a deleted paragraph mark joined to this one.
    joined: Vec<(usize, u32)>,
    /// Its style; `None` for the default one.
    pub(super) style: Option<Rc<Style>>,
    /// What it states itself.
    pub(super) direct: ParaProps,
    /// Its mark was deleted: it runs on into the next paragraph.
    pub(super) mark_deleted: bool,
    /// Its mark is hidden.
    pub(super) mark_hidden: bool,
    /// Whether a page number stands in it.
    pub(super) has_page_number: bool,
    /// Whether it lies in a table of contents.
    pub(super) in_contents: bool,
    /// Notes and comments that hang on it: what, id, byte of the text.
    pub(super) marks: Vec<(Mark, Box<str>, usize)>,
    fonts: Tally<Option<Font>>,
    sizes: Tally<Option<u16>>,
    bold_lead: usize,
    has_plain: bool,
    has_bold: bool,
}

impl Para {
    /// Makes it ready for another `w:p`, keeping its memory.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.joined.clear();
        self.marks.clear();
        self.fonts.counts.clear();
        self.sizes.counts.clear();
        (self.bold_lead, self.has_plain, self.has_bold) = (0, false, false);
        (self.has_page_number, self.in_contents) = (false, false);
        self.begin(0);
    }

    /// Begins the `w:p` with `number`, or goes on with it after one whose mark was deleted.
    pub(super) fn begin(&mut self, number: u32) {
        if self.text.is_empty() {
            self.number = number;
        } else {
            self.joined.push((self.text.len(), number));
        }
        self.style = None;
        self.direct = ParaProps::default();
        (self.mark_deleted, self.mark_hidden) = (false, false);
    }

    /// Whether it has stated nothing about itself yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.style.is_none() && self.direct == ParaProps::default() && !self.mark_deleted && !self.mark_hidden
    }

    /// Adds visible text.
    pub(super) fn push(&mut self, text: &str, look: RunProps) {
        self.text.push_str(text);
        let blank = text.bytes().all(|b| b.is_ascii_whitespace());
        if blank {
            if !self.has_plain {
                self.bold_lead = self.text.len();
            }
            return;
        }
        self.sizes.add(look.size, text.len());
        // First bytes of the characters from U+4000 to U+9FFF: a run that has one is Chinese text.
        if text.bytes().any(|b| matches!(b, 0xE4..=0xE9)) {
            self.fonts.add(look.font, text.len());
        }
        if look.bold == Some(true) {
            self.has_bold = true;
            if !self.has_plain {
                self.bold_lead = self.text.len();
            }
        } else {
            self.has_plain = true;
        }
    }

    /// Bytes that its text has without white space at its ends.
    pub(super) fn trimmed(&self) -> std::ops::Range<usize> {
        let start = self.text.len() - self.text.trim_start().len();
        start..start + self.text.trim().len()
    }

    /// Where the trimmed text, which begins at byte `lead`, stands in the part.
    pub(super) fn origin(&self, lead: usize, unit: fn(u32) -> Unit) -> Origin {
        let after = self.joined.partition_point(|(start, _)| *start <= lead);
        let (start, number) =
            after.checked_sub(1).and_then(|i| self.joined.get(i)).copied().unwrap_or((0, self.number));
        let passed = self.text.get(start..lead).map_or(0, |text| text.chars().count());
        let offset = u32::try_from(passed).unwrap_or(u32::MAX);
        let mut origin = Origin::at(Place { unit: unit(number), offset });
        for (start, number) in self.joined.iter().skip(after) {
            origin.continues(start - lead, Place::start_of(unit(*number)));
        }
        origin
    }

    /// The font that most of its Chinese text has.
    pub(super) fn font(&self) -> Option<Font> {
        self.fonts.most().flatten()
    }

    /// The size that most of its text has.
    pub(super) fn size(&self) -> Option<u16> {
        self.sizes.most().flatten()
    }

    /// Whether all its text is bold.
    pub(super) const fn bold(&self) -> bool {
        self.has_bold && !self.has_plain
    }

    /// Bytes of bold text at the start of the text at `range`, where the rest is not bold.
    pub(super) fn bold_lead(&self, range: &std::ops::Range<usize>) -> u32 {
        if !(self.has_bold && self.has_plain) {
            return 0;
        }
        let lead = self.text.get(range.start..self.bold_lead.clamp(range.start, range.end)).unwrap_or("");
        u32::try_from(lead.trim_end().len()).unwrap_or(0)
    }
}
