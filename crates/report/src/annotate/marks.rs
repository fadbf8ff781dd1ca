//! Puts the marks of comments into the main part, splitting runs where they must be split.

use std::{collections::BTreeMap, ops::Range};

use document::docx::{Piece, RunPlace, Trace};

use super::{
    edits::Edits,
    place::{Point, Target, byte_of, pieces},
    tags::{Naming, end_tag, preserving, start_tag},
};

/// What must be closed and opened again around a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cut {
    /// Nothing: it stands between runs.
    None,
    /// The run.
    Run(RunPlace),
    /// The run and, in it, the `w:t` at this place.
    Text(RunPlace, Range<usize>),
    /// The paragraph has no content and is an empty element.
    Paragraph(Range<usize>),
}

/// Marks at one byte, in the order in which they must stand.
#[derive(Debug)]
struct Stop {
    cut: Cut,
    ends: String,
    points: String,
    starts: String,
}

/// The marks of all comments.
pub(super) struct Marks<'t> {
    trace: &'t Trace,
    naming: Naming,
    stops: BTreeMap<usize, Stop>,
}

/// On which side of a point a mark looks for text to stand at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

impl<'t> Marks<'t> {
    pub(super) fn new(trace: &'t Trace) -> Self {
        Self { trace, naming: Naming::of(&trace.xml), stops: BTreeMap::new() }
    }

    /// Marks `target` as the passage of comment `id`.
    pub(super) fn add(&mut self, id: u64, target: &Target) {
        let Naming { prefix: w, declaration, .. } = &self.naming;
        let start = format!("<{w}commentRangeStart{declaration} {w}id=\"{id}\"/>");
        let end = format!(
            "<{w}commentRangeEnd{declaration} {w}id=\"{id}\"/><{w}r{declaration}><{w}commentReference {w}id=\"{id}\"/></{w}r>"
        );
        if target.start == target.end && self.host(target.start.0).is_none() {
            let (at, cut) = self.locate(target.start, Side::Before);
            self.stop(at, cut).points.push_str(&(start + &end));
            return;
        }
        let (at, cut) = self.locate(target.start, Side::Before);
        self.stop(at, cut).starts.push_str(&start);
        let (at, cut) = self.locate(target.end, Side::After);
        self.stop(at, cut).ends.push_str(&end);
    }

    fn stop(&mut self, at: usize, cut: Cut) -> &mut Stop {
        let empty = Stop { cut, ends: String::new(), points: String::new(), starts: String::new() };
        self.stops.entry(at).or_insert(empty)
    }

    fn host(&self, number: u32) -> Option<&'t Range<usize>> {
        self.trace.paragraphs.get(number as usize)?.host.as_ref()
    }

    /// The byte at which a mark for `point` stands, and what it cuts.
    fn locate(&self, (number, offset): Point, side: Side) -> (usize, Cut) {
        if let Some(host) = self.host(number) {
            return (if side == Side::Before { host.start } else { host.end }, Cut::None);
        }
        let pieces = pieces(self.trace, number);
        let before = |piece: &&Piece| piece.offset <= offset && offset < piece.offset + piece.chars;
        let after = |piece: &&Piece| piece.offset < offset && offset <= piece.offset + piece.chars;
        let (found, is_before) =
            if side == Side::Before { (pieces.iter().find(before), true) } else { (pieces.iter().find(after), false) };
        if let Some(piece) = found {
            return self.beside(piece, offset - piece.offset, is_before, pieces);
        }
        // Beyond the text: at its other end, or in a paragraph that has none.
        match (pieces.first(), pieces.last()) {
            (Some(first), _) if offset == 0 => self.beside(first, 0, true, pieces),
            (_, Some(last)) => self.beside(last, last.chars, false, pieces),
            _ => self.in_empty(number),
        }
    }

    fn in_empty(&self, number: u32) -> (usize, Cut) {
        let Some(paragraph) = self.trace.paragraphs.get(number as usize) else { return (0, Cut::None) };
        let element = self.trace.xml.get(paragraph.element.clone()).unwrap_or("");
        let is_empty_element = paragraph.content.start == paragraph.element.end && element.ends_with("/>");
        let cut = if is_empty_element { Cut::Paragraph(paragraph.element.clone()) } else { Cut::None };
        (paragraph.content.start, cut)
    }

    /// Before or after character `at` of `piece`, one of `pieces` of its paragraph.
    fn beside(&self, piece: &Piece, at: u32, before: bool, pieces: &[Piece]) -> (usize, Cut) {
        let run = &piece.run;
        let at_edge = if before { at == 0 } else { at == piece.chars };
        // The piece of the same holder at its edge: the first one for a mark before it, the last one after it.
        let is_outermost = |same: &dyn Fn(&Piece) -> bool| {
            let edge = if before { pieces.iter().find(|p| same(p)) } else { pieces.iter().rev().find(|p| same(p)) };
            edge.is_some_and(|edge| edge.bytes == piece.bytes)
        };
        let at_run_edge = at_edge && is_outermost(&|p| p.run.element == run.element);
        if !run.split || at_run_edge {
            return (if before { run.element.start } else { run.element.end }, Cut::None);
        }
        let Some(text) = &piece.text else {
            return (if before { piece.bytes.start } else { piece.bytes.end }, Cut::Run(run.clone()));
        };
        if at_edge && is_outermost(&|p| p.text.as_ref() == Some(text)) {
            return (if before { text.start } else { text.end }, Cut::Run(run.clone()));
        }
        (byte_of(self.trace, piece, at), Cut::Text(run.clone(), text.clone()))
    }

    /// All marks as changes of the main part.
    pub(super) fn into_edits(self) -> Edits {
        let mut edits = Edits::default();
        let spaced = self.texts_that_need_space(&mut edits);
        for (at, stop) in &self.stops {
            let marks = [stop.ends.as_str(), &stop.points, &stop.starts].concat();
            let xml = |range: &Range<usize>| self.trace.xml.get(range.clone()).unwrap_or("");
            match &stop.cut {
                Cut::None => edits.insert(*at, marks),
                Cut::Run(run) => {
                    let element = xml(&run.element);
                    let props = run.props.as_ref().map_or("", xml);
                    edits.insert(*at, format!("{}{marks}{}{props}", end_tag(element), start_tag(element)));
                }
                Cut::Text(run, text) => {
                    let (element, holder) = (xml(&run.element), xml(text));
                    let props = run.props.as_ref().map_or("", xml);
                    let tag = start_tag(holder);
                    let tag = if spaced.contains(&text.start) { preserving(tag) } else { tag.to_owned() };
                    let close = format!("{}{}", end_tag(holder), end_tag(element));
                    edits.insert(*at, format!("{close}{marks}{}{props}{tag}", start_tag(element)));
                }
                Cut::Paragraph(element) => {
                    let whole = xml(element);
                    let head = whole.trim_end_matches('>').trim_end_matches('/').trim_end();
                    edits.replace(element.clone(), format!("{head}>{marks}{}", end_tag(whole)));
                }
            }
        }
        edits
    }

    /// A `w:t` without `xml:space` drops white space at its ends: where a cut makes an inner space an outer
    /// one, the attribute is added, and the space that was dropped before is taken out.
    fn texts_that_need_space(&self, edits: &mut Edits) -> Vec<usize> {
        let mut spaced: Vec<usize> = Vec::new();
        for (at, stop) in &self.stops {
            let Cut::Text(_, text) = &stop.cut else { continue };
            let tag = start_tag(self.trace.xml.get(text.clone()).unwrap_or(""));
            let white = |c: Option<char>| c.is_some_and(|c| c.is_ascii_whitespace());
            let left = white(self.trace.xml.get(..*at).and_then(|s| s.chars().next_back()));
            let right = white(self.trace.xml.get(*at..).and_then(|s| s.chars().next()));
            if tag.contains("preserve") || spaced.contains(&text.start) || !(left || right) {
                continue;
            }
            spaced.push(text.start);
            let whole = self.trace.xml.get(text.clone()).unwrap_or("");
            let inner = text.start + tag.len()..text.end.saturating_sub(end_tag(whole).len());
            let shown = self.trace.xml.get(inner.clone()).unwrap_or("");
            let lead = shown.len() - shown.trim_ascii_start().len();
            let tail = shown.len() - shown.trim_ascii_end().len();
            edits.replace(text.start..inner.start + lead, preserving(tag));
            edits.replace(inner.end - tail..inner.end, "");
        }
        spaced
    }
}
