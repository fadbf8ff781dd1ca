//! Replaces visible text in place.

use std::{collections::BTreeMap, ops::Range};

use document::{
    Document, Span,
    docx::{Piece, Trace},
};

use super::{
    edits::Edits,
    place::{Point, byte_of, in_body, pieces},
    tags::{Naming, end_tag, escaped, preserving, start_tag},
};

/// The changes of the main part that make `fixes`.
pub(super) fn edits(trace: &Trace, document: &Document, fixes: &[(Span, String)]) -> Edits {
    let mut fixer = Fixer { trace, naming: Naming::of(&trace.xml), texts: BTreeMap::new(), edits: Edits::default() };
    let mut done: Vec<Span> = Vec::new();
    for (span, new) in fixes {
        let overlaps = |other: &Span| {
            other.paragraph == span.paragraph
                && span.start < other.end.max(other.start + 1)
                && other.start < span.end.max(span.start + 1)
        };
        if done.iter().any(overlaps) {
            continue;
        }
        done.push(*span);
        fixer.fix(document, *span, new);
    }
    fixer.finish()
}

/// A range of the XML and what takes its place.
type Change = (Range<usize>, String);

struct Fixer<'t> {
    trace: &'t Trace,
    naming: Naming,
    /// Changes inside the `w:t` elements, by their place.
    texts: BTreeMap<(usize, usize), Vec<Change>>,
    edits: Edits,
}

impl Fixer<'_> {
    fn fix(&mut self, document: &Document, span: Span, new: &str) {
        let old = document.text(span);
        let (lead, tail) = common(old, new);
        let changed = Span::new(span.paragraph as usize, span.start as usize + lead..span.end as usize - tail);
        let Some(target) = in_body(document, changed) else { return };
        let new = new.get(lead..new.len() - tail).unwrap_or("");
        if target.start == target.end {
            if !new.is_empty() {
                self.insert(target.start, new);
            }
            return;
        }
        let mut new = Some(new);
        for number in target.start.0..=target.end.0 {
            let from = if number == target.start.0 { target.start.1 } else { 0 };
            let to = if number == target.end.0 { target.end.1 } else { u32::MAX };
            let touched = |piece: &&Piece| piece.offset < to && from < piece.offset + piece.chars;
            for piece in pieces(self.trace, number).iter().filter(touched) {
                let first = from.saturating_sub(piece.offset);
                let last = to.saturating_sub(piece.offset).min(piece.chars);
                let range = byte_of(self.trace, piece, first)..byte_of(self.trace, piece, last);
                self.replace(piece, range, new.take().unwrap_or(""));
            }
        }
    }

    fn replace(&mut self, piece: &Piece, range: Range<usize>, new: &str) {
        match &piece.text {
            Some(text) => self.texts.entry((text.start, text.end)).or_default().push((range, new.to_owned())),
            None => {
                let text = if new.is_empty() { String::new() } else { self.text_element(new) };
                self.edits.replace(range, text);
            }
        }
    }

    /// Puts `new` in at `point`, into the run of the character before it, or else of the one after it.
    fn insert(&mut self, (number, offset): Point, new: &str) {
        let pieces = pieces(self.trace, number);
        let before = pieces.iter().find(|p| p.offset < offset && offset <= p.offset + p.chars);
        let after = pieces.iter().find(|p| p.offset <= offset && offset < p.offset + p.chars);
        match (before, after) {
            (Some(piece), _) if piece.text.is_some() => {
                let at = byte_of(self.trace, piece, offset - piece.offset);
                self.replace(piece, at..at, new);
            }
            (_, Some(piece)) if piece.text.is_some() => {
                let at = byte_of(self.trace, piece, offset - piece.offset);
                self.replace(piece, at..at, new);
            }
            (Some(piece), _) => self.edits.insert(piece.bytes.end, self.text_element(new)),
            (_, Some(piece)) => self.edits.insert(piece.bytes.start, self.text_element(new)),
            (None, None) => {}
        }
    }

    fn text_element(&self, text: &str) -> String {
        let Naming { prefix: w, declaration, .. } = &self.naming;
        let open = format!("<{w}t{declaration} xml:space=\"preserve\">");
        let close = format!("</{w}t>");
        format!("{open}{}{close}", self.content(text, &open, &close))
    }

    /// `text` inside a `w:t`: tabs and breaks are elements beside it.
    fn content(&self, text: &str, open: &str, close: &str) -> String {
        let Naming { prefix: w, declaration, .. } = &self.naming;
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['\t', '\n']) {
            let (line, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
            let name = if tail.starts_with('\t') { "tab" } else { "br" };
            out.push_str(&format!("{}{close}<{w}{name}{declaration}/>{open}", escaped(line)));
            rest = tail.get(1..).unwrap_or("");
        }
        out + &escaped(rest)
    }

    fn finish(mut self) -> Edits {
        for ((start, end), changes) in std::mem::take(&mut self.texts) {
            let whole = self.trace.xml.get(start..end).unwrap_or("");
            let (tag, close) = (start_tag(whole), end_tag(whole));
            let (inner_start, inner_end) = (start + tag.len(), end.saturating_sub(close.len()));
            let inner = self.trace.xml.get(inner_start..inner_end).unwrap_or("");
            let keeps = tag.contains("preserve");
            let shown = if keeps { inner } else { inner.trim_ascii() };
            let lead = if keeps { 0 } else { inner.len() - inner.trim_ascii_start().len() };
            let mut edits = Edits::default();
            let preserved = preserving(tag);
            for (range, new) in changes {
                let from = range.start.saturating_sub(inner_start + lead);
                let to = range.end.saturating_sub(inner_start + lead);
                edits.replace(from..to, self.content(&new, &preserved, &close));
            }
            let new = edits.apply(shown);
            let plain = new.trim_ascii() == new && !new.contains('<');
            let tag = if keeps || plain { tag } else { &preserved };
            self.edits.replace(start..end, format!("{tag}{new}{close}"));
        }
        self.edits
    }
}

/// Bytes that `a` and `b` have in common at their starts and at their ends.
fn common(a: &str, b: &str) -> (usize, usize) {
    let lead: usize = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum();
    let (a, b) = (a.get(lead..).unwrap_or(""), b.get(lead..).unwrap_or(""));
    let tail = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum();
    (lead, tail)
}
