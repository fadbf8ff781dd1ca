//! Joins lines that hard wrapping or optical character recognition (OCR) broke into whole paragraphs again.
//!
//! A file is wrapped or it is not: [`rewrap`] first looks at all lines together and leaves them exactly as
//! they are where nothing shows wrapping. For text files [`Line::new`] is enough; a reader that knows the
//! layout of the page (PDF) may also state [`Line::indent`] and [`Line::full`].

use std::borrow::Cow;

use crate::{
    Form, Furniture, Label, Origin, Place,
    furniture::{self, Candidate},
    numbering,
};

mod detect;
mod glue;
mod shape;

use detect::Wrapping;
use shape::{End, Start};

/// What stands between a line and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Gap {
    /// Nothing: the next line of the block.
    #[default]
    None,
    /// A blank line, or clearly more space than between the lines of a block. A sentence that is not ended
    /// yet may go on beyond it.
    Blank,
    /// A table, a picture, another part: nothing goes on beyond it.
    Break,
}

/// A line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// Its text, without white space at its ends.
    pub text: Cow<'a, str>,
    /// Where the first character of `text` stands.
    pub place: Place,
    /// How far it is indented, in columns (a Chinese character takes two).
    pub indent: u32,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it reaches the right edge of its block, where the layout tells; else it is found from the
    /// widths of the lines.
    pub full: Option<bool>,
}

impl<'a> Line<'a> {
    /// A line as a text file has it; `place` is that of its very first character. The white space before
    /// its text counts as its indent.
    pub(crate) fn new(raw: &'a str, place: Place, gap: Gap) -> Self {
        let text = raw.trim_start();
        let white = raw.get(..raw.len() - text.len()).unwrap_or("");
        let (mut indent, mut skipped) = (0, 0);
        for c in white.chars() {
            indent += match c {
                '\u{3000}' => 2,
                '\t' => 4,
                _ => 1,
            };
            skipped += 1;
        }
        let place = Place { unit: place.unit, offset: place.offset + skipped };
        Self { text: Cow::Borrowed(text.trim_end()), place, indent, gap, full: None }
    }
}

/// A paragraph made of one or more lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Joined<'a> {
    /// Its text; borrowed where it is a single line.
    pub text: Cow<'a, str>,
    /// Where it stands, one piece a line.
    pub origin: Origin,
    /// Index of its first line in the input.
    pub first: usize,
    /// Set for lines that belong to the page, found while looking for sentences that go on beyond them.
    /// The reader passes it on as the paragraph's role.
    pub furniture: Option<Furniture>,
}

/// Joins `lines`, all the lines of a document that are no table, into paragraphs in reading order.
///
/// Page numbers and repeated headers inside a sentence come after the paragraph that they interrupt. All
/// characters that are no white space are kept; a hyphen that splits an English word at the end of a line is
/// dropped.
pub(crate) fn rewrap(lines: Vec<Line<'_>>) -> Vec<Joined<'_>> {
    match detect::wrapping(&lines) {
        Some(wrapping) => Joiner::new(&lines, wrapping).run(),
        None => whole(lines),
    }
}

/// Each line as a paragraph of its own.
fn whole(lines: Vec<Line<'_>>) -> Vec<Joined<'_>> {
    fn alone<'a>((first, line): (usize, Line<'a>)) -> Joined<'a> {
        Joined { text: line.text, origin: Origin::at(line.place), first, furniture: None }
    }
    lines.into_iter().enumerate().map(alone).collect()
}

/// The paragraph that is being put together.
struct Open {
    first: usize,
    last: usize,
    text: String,
    origin: Origin,
    /// Indent of the lines after its first.
    rest: Option<u32>,
}

struct Joiner<'l, 'a> {
    lines: &'l [Line<'a>],
    wrapping: Wrapping,
    done: Vec<Joined<'a>>,
    open: Option<Open>,
    /// Furniture met since the last line of the open paragraph.
    waiting: Vec<(usize, Furniture)>,
}

impl<'l, 'a> Joiner<'l, 'a> {
    fn new(lines: &'l [Line<'a>], wrapping: Wrapping) -> Self {
        Self { lines, wrapping, done: Vec::new(), open: None, waiting: Vec::new() }
    }

    fn run(mut self) -> Vec<Joined<'a>> {
        let candidates: Vec<_> = self.lines.iter().map(|l| Candidate::line(&l.text, l.place.unit)).collect();
        let kinds = furniture::of_pages(&candidates);
        for (at, line) in self.lines.iter().enumerate() {
            let kind = kinds.get(at).copied().flatten();
            let of_page = matches!(kind, Some(Furniture::PageNumber | Furniture::Header));
            // The wording of an advertisement may also stand in a line that is part of a sentence.
            let goes_on = |open| self.goes_on(open, at) && !self.is_notice(open, line);
            if !of_page && self.open.as_ref().is_some_and(goes_on) {
                self.append(at, line);
            } else if let Some(kind) = kind.or_else(|| furniture::by_wording(&line.text)) {
                self.waiting.push((at, kind));
            } else {
                self.close();
                self.open = Some(Open {
                    first: at,
                    last: at,
                    text: line.text.clone().into_owned(),
                    origin: Origin::at(line.place),
                    rest: None,
                });
            }
        }
        self.close();
        self.done
    }

    fn append(&mut self, at: usize, line: &Line<'a>) {
        let Some(open) = &mut self.open else { return };
        let start = glue::append(&mut open.text, &line.text);
        open.origin.continues(start, line.place);
        open.rest = Some(line.indent);
        open.last = at;
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let Open { first, text, origin, .. } = open;
            self.done.push(Joined { text: Cow::Owned(text), origin, first, furniture: None });
        }
        for (at, kind) in self.waiting.drain(..) {
            let Some(line) = self.lines.get(at) else { continue };
            self.done.push(Joined {
                text: line.text.clone(),
                origin: Origin::at(line.place),
                first: at,
                furniture: Some(kind),
            });
        }
    }

    /// What stands between the open paragraph and line `at`.
    fn gap(&self, line: &Line<'_>) -> Gap {
        let passed = self.waiting.iter().filter_map(|(at, _)| self.lines.get(*at)).map(|l| l.gap);
        let gaps = || passed.clone().chain([line.gap]);
        if gaps().any(|gap| gap == Gap::Break) {
            Gap::Break
        } else if !self.waiting.is_empty() || gaps().any(|gap| gap == Gap::Blank && !self.wrapping.double_spaced) {
            Gap::Blank
        } else {
            Gap::None
        }
    }

    /// Whether line `at` goes on with the open paragraph.
    fn goes_on(&self, open: &Open, at: usize) -> bool {
        let (Some(last), Some(line)) = (self.lines.get(open.last), self.lines.get(at)) else { return false };
        let gap = self.gap(line);
        if gap == Gap::Break {
            return false;
        }
        let end = shape::end(&last.text);
        let split = shape::starts_inside(&line.text) || glue::is_hyphenated(&open.text, &line.text);
        if gap == Gap::None && end != End::Terminal && split {
            return true;
        }
        let running = open.first != open.last || shape::has_marks(&open.text);
        if !self.keeps_indent(open, line)
            || !self.is_broken(last, line, end, running)
            || self.begins_anew(open, line, end)
        {
            return false;
        }
        match gap {
            Gap::Blank => self.goes_on_beyond(open, line, end),
            _ => true,
        }
    }

    /// Whether `line` is a notice of a site between two paragraphs, the first of which happens to fill its last
    /// line.
    fn is_notice(&self, open: &Open, line: &Line<'_>) -> bool {
        let ended = self.lines.get(open.last).is_some_and(|last| shape::end(&last.text) == End::Terminal);
        ended && furniture::by_wording(&line.text).is_some()
    }

    /// Whether the indent of `line` is that of a line inside the open paragraph.
    fn keeps_indent(&self, open: &Open, line: &Line<'_>) -> bool {
        let Some(first) = self.lines.get(open.first) else { return false };
        if let Some(rest) = open.rest {
            return line.indent.abs_diff(rest) <= 1;
        }
        if line.indent > first.indent {
            // Below an item its lines may hang under its words.
            let hangs = shape::item_width(&first.text).is_some_and(|width| line.indent <= first.indent + width + 2);
            return hangs && !(self.wrapping.indented && line.indent > self.wrapping.base + 1);
        }
        !(self.wrapping.indented && line.indent > self.wrapping.base + 1)
    }

    /// Whether `last` ends only because no more fitted in it; `running` tells that it is running text and
    /// cannot be a heading.
    fn is_broken(&self, last: &Line<'_>, line: &Line<'_>, end: End, running: bool) -> bool {
        match last.full {
            Some(full) => full,
            None => self.wrapping.is_broken(last, line, end, running),
        }
    }

    /// Whether `text` begins like a paragraph of its own, and its beginning is no accident of wrapping.
    fn begins_anew(&self, open: &Open, line: &Line<'_>, end: End) -> bool {
        let text: &str = &line.text;
        // Where paragraphs are indented, a label at the edge stands inside one.
        let running = open.first != open.last || shape::has_marks(&open.text);
        let flush = self.wrapping.indented && running && line.indent <= self.wrapping.base + 1;
        let inside = end != End::Terminal;
        // A single line without any mark may be a heading that happens to be as long as a line.
        let may_be_heading = open.first == open.last && !shape::has_marks(&open.text);
        match shape::start(text) {
            Start::Item(Label { form: Form::Bullet, .. }) => true,
            Start::Item(label) if inside => may_be_heading || !(label.value > 0 && shape::has_marks(&open.text)),
            Start::Item(label) => !is_counted_inside(open, text, &label),
            Start::Doubtful => !inside,
            Start::Labelled { known } => !flush && (!inside || known || may_be_heading),
            Start::Other => false,
        }
    }

    /// Whether a sentence goes on beyond a blank line or a page number.
    fn goes_on_beyond(&self, open: &Open, line: &Line<'_>, end: End) -> bool {
        let inside = end == End::Inside && (open.first != open.last || shape::has_marks(&open.text));
        let paged = !self.waiting.is_empty();
        let starts_small = !line.text.starts_with(|c: char| c.is_ascii_uppercase());
        let flush = self.wrapping.indented && line.indent <= self.wrapping.base + 1;
        (inside && (starts_small || paged)) || (paged && flush)
    }
}

/// Whether `label` counts on from one inside the running text of `open`: `(a) … (b) …`.
fn is_counted_inside(open: &Open, text: &str, label: &Label) -> bool {
    let Some(seen) = text.get(..label.seen) else { return false };
    let earlier = |at: usize| {
        let rest = open.text.get(at..)?;
        let before = numbering::parse(rest)?;
        (before.form == label.form && before.value + 1 == label.value).then_some(())
    };
    let Some(mark) = seen.chars().next() else { return false };
    let same_kind = |c: char| c == mark || (!mark.is_ascii() && !c.is_alphanumeric() && c > '\u{2000}');
    // An item's words are not longer than this; a bound also keeps long texts from being searched again
    // and again.
    let from = open.text.ceil_char_boundary(open.text.len().saturating_sub(3000)).max(1);
    let near = open.text.char_indices().skip_while(|(at, _)| *at < from);
    near.filter(|(_, c)| same_kind(*c)).any(|(at, _)| earlier(at).is_some())
}

#[cfg(test)]
mod tests;
