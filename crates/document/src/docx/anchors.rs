//! Where notes and comments hang in the body.

use std::{collections::HashMap, ops::Range};

use super::paragraph::Mark;
use crate::{NoteKind, Span};

/// A passage of a comment while its end is not met.
#[derive(Debug, Clone, Copy)]
struct Passage {
    span: Span,
    open: bool,
}

/// Anchors by kind and id.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    references: HashMap<(NoteKind, Box<str>), Option<Span>>,
    passages: HashMap<Box<str>, Passage>,
}

impl Anchors {
    /// Takes in the marks of paragraph `index`, whose text stands at `shown` of what was read.
    pub(super) fn settle(
        &mut self,
        marks: &mut Vec<(Mark, Box<str>, usize)>,
        index: Option<usize>,
        shown: &Range<usize>,
    ) {
        for (mark, id, at) in marks.drain(..) {
            let at = at.clamp(shown.start, shown.end) - shown.start;
            let point = index.map(|index| Span::new(index, at..at));
            match mark {
                Mark::Reference(kind) => {
                    self.references.insert((kind, id), point);
                }
                Mark::Start => {
                    if let Some(mut span) = point {
                        // Until its end is met, the passage goes on to the end of the paragraph.
                        span.end = u32::try_from(shown.len()).unwrap_or(u32::MAX);
                        self.passages.insert(id, Passage { span, open: true });
                    }
                }
                Mark::End => {
                    let passage = self.passages.get_mut(&id).filter(|p| p.open);
                    if let (Some(passage), Some(point)) = (passage, point)
                        && passage.span.paragraph == point.paragraph
                    {
                        passage.span.end = point.end.max(passage.span.start);
                        passage.open = false;
                    }
                }
            }
        }
    }

    /// Whether the body refers to a note of `kind`.
    pub(super) fn refers(&self, kind: NoteKind) -> bool {
        self.references.keys().any(|(of, _)| *of == kind)
    }

    /// The anchor of note `id`: `None` where the body does not refer to it, `Some(None)` where it does, but
    /// from no paragraph that is shown.
    pub(super) fn of(&self, kind: NoteKind, id: &str) -> Option<Option<Span>> {
        let passage = self.passages.get(id).filter(|_| kind == NoteKind::Comment).map(|p| Some(p.span));
        passage.or_else(|| self.references.get(&(kind, id.into())).copied())
    }
}
