//! From a span of the document to points of the main part.

use document::{
    Document, Place, Span, Unit,
    docx::{Piece, Trace},
};

/// A point between characters: number of the `w:p`, characters of its visible text before it.
pub(super) type Point = (u32, u32);

/// A passage of the main part, both ends included in the text of their paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// Before its first character.
    pub(super) start: Point,
    /// After its last character; the same as `start` where it has none.
    pub(super) end: Point,
}

/// Where `span` stands in the main part; what stands apart from it is taken to where it hangs.
pub(super) fn target(document: &Document, trace: &Trace, span: Span) -> Target {
    in_body(document, span).or_else(|| of_note(document, span)).unwrap_or_else(|| {
        let first = trace.paragraphs.iter().position(|p| p.visible).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        Target { start: (first, 0), end: (first, 0) }
    })
}

/// Where `span` stands, if in the body.
pub(super) fn in_body(document: &Document, span: Span) -> Option<Target> {
    let paragraph = document.paragraphs.get(span.paragraph as usize)?;
    let point = |place: Place| match place.unit {
        Unit::Paragraph(number) => Some((number, place.offset)),
        _ => None,
    };
    let start = point(paragraph.origin.locate(&paragraph.text, span.start as usize))?;
    let passage = paragraph.text.get(span.range()).unwrap_or("");
    let Some(last) = passage.char_indices().next_back() else { return Some(Target { start, end: start }) };
    // After the last character, and not before the next: that may stand in another `w:p`.
    let (number, offset) = point(paragraph.origin.locate(&paragraph.text, span.start as usize + last.0))?;
    Some(Target { start, end: (number, offset + 1) })
}

fn of_note(document: &Document, span: Span) -> Option<Target> {
    let note = document.notes.iter().find(|note| note.paragraphs.contains(&(span.paragraph as usize)))?;
    in_body(document, note.anchor?)
}

/// The pieces of `w:p` `number`, in the order of its text.
pub(super) fn pieces(trace: &Trace, number: u32) -> &[Piece] {
    let start = trace.pieces.partition_point(|piece| piece.paragraph < number);
    let end = trace.pieces.partition_point(|piece| piece.paragraph <= number);
    trace.pieces.get(start..end).unwrap_or(&[])
}

/// The byte of the XML at which character `at` of `piece` stands.
pub(super) fn byte_of(trace: &Trace, piece: &Piece, at: u32) -> usize {
    if at == 0 {
        return piece.bytes.start;
    }
    if at >= piece.chars || !piece.plain {
        return piece.bytes.end;
    }
    let text = trace.xml.get(piece.bytes.clone()).unwrap_or("");
    let passed = text.char_indices().nth(at as usize).map_or(text.len(), |(byte, _)| byte);
    piece.bytes.start + passed
}
