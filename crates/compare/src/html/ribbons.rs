//! Where the passages lie in both papers, as one picture: a bar a paper, a ribbon a passage.

use document::{Document, Role, Span};

use crate::{Passage, Shared};

use super::{Which, column::COLOURS, cut::whole_of};

/// Width of the drawing, in its own units.
const WIDTH: f64 = 1000.0;
/// The narrowest ribbon.
const LEAST: f64 = 1.5;

/// The drawing as inline SVG. It says nothing that the list of passages does not, hence hides from screen
/// readers.
pub(super) fn ribbons(a: &Document, b: &Document, shared: &Shared) -> String {
    if shared.passages.is_empty() {
        return String::new();
    }
    let (in_a, in_b) = (Scale::new(a), Scale::new(b));
    let draw = |(index, passage): (usize, &Passage)| {
        let (Some((a0, a1)), Some((b0, b1))) = (in_a.of(passage, Which::A), in_b.of(passage, Which::B)) else {
            return String::new();
        };
        let (colour, n) = (index % COLOURS, index + 1);
        format!(
            "<a href=\"#a{n}\" tabindex=\"-1\"><path class=\"c{colour}\" d=\"M{a0:.1} 0H{a1:.1}V8C{a1:.1} 36 {b1:.1} \
             36 {b1:.1} 64V72H{b0:.1}V64C{b0:.1} 36 {a0:.1} 36 {a0:.1} 8Z\"><title>{n}</title></path></a>\n"
        )
    };
    let paths: String = shared.passages.iter().enumerate().map(draw).collect();
    format!(
        "<svg class=\"ribbons\" viewBox=\"0 0 {WIDTH} 72\" preserveAspectRatio=\"none\" aria-hidden=\"true\" \
         focusable=\"false\">\n<path class=\"track\" d=\"M0 0H{WIDTH}V8H0ZM0 64H{WIDTH}V72H0Z\"/>\n{paths}</svg>\n"
    )
}

/// Bytes of shown text before each paragraph, and in all.
struct Scale {
    before: Vec<usize>,
    total: usize,
}

impl Scale {
    fn new(document: &Document) -> Self {
        let mut total = 0;
        let shown = document.paragraphs.iter().map(|paragraph| {
            let before = total;
            if !matches!(paragraph.role, Role::Furniture(_) | Role::Note) {
                total += paragraph.text.len();
            }
            before
        });
        let before = shown.collect();
        Self { before, total }
    }

    /// Where `passage` begins and ends.
    fn of(&self, passage: &Passage, which: Which) -> Option<(f64, f64)> {
        let spans = whole_of(passage, which);
        let (first, last) = (spans.first()?, spans.last()?);
        let at = |span: &Span, byte: u32| {
            let before = self.before.get(span.paragraph as usize)?;
            Some((before + byte as usize) as f64 / self.total.max(1) as f64 * WIDTH)
        };
        let (start, end) = (at(first, first.start)?, at(last, last.end)?);
        Some((start.min(WIDTH - LEAST), end.max(start + LEAST).min(WIDTH)))
    }
}
