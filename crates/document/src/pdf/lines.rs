//! Characters into lines.

use super::content::Glyph;

/// A line of text. Lengths in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TextLine {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub base: f64,
    pub size: f64,
    /// Whether the file says that it belongs to the page.
    pub artifact: bool,
    /// Edges of the column that it stands in, where the page has several.
    pub column: Option<(f64, f64)>,
}

/// The lines that `glyphs` make up, from the top; within one from the left. A line with wide gaps is cut there
/// when `cut` is set.
pub(super) fn lines(mut glyphs: Vec<Glyph>, cut: bool) -> Vec<TextLine> {
    glyphs.retain(|glyph| !glyph.text.is_empty());
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut out = Vec::new();
    let mut row: Vec<Glyph> = Vec::new();
    for glyph in glyphs {
        if row.first().is_some_and(|first| glyph.begins_line_below(first)) {
            finish(&mut row, cut, &mut out);
        }
        row.push(glyph);
    }
    finish(&mut row, cut, &mut out);
    out
}

fn finish(row: &mut Vec<Glyph>, cut: bool, out: &mut Vec<TextLine>) {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut line: Option<TextLine> = None;
    let mut last: Option<Glyph> = None;
    for glyph in row.drain(..) {
        if last.as_ref().is_some_and(|last| last.is_doubled_by(&glyph)) {
            continue;
        }
        if let Some(open) = line.as_mut().filter(|open| !(cut && glyph.x - open.right > 1.5 * open.size)) {
            open.push(&glyph, last.as_ref());
        } else {
            out.extend(line.replace(TextLine::new(&glyph)).filter(|line| !line.text.trim().is_empty()));
        }
        last = Some(glyph);
    }
    out.extend(line.filter(|line| !line.text.trim().is_empty()));
}

impl Glyph {
    /// Whether it stands below the line of `first`, the highest one of it. Small characters may be raised.
    fn begins_line_below(&self, first: &Self) -> bool {
        let raised = self.size > 1.25 * first.size || first.size > 1.25 * self.size;
        self.y - first.y > if raised { 0.6 } else { 0.45 } * first.size.max(self.size).max(1.0)
    }

    /// Bold is sometimes made by drawing twice.
    fn is_doubled_by(&self, other: &Self) -> bool {
        self.text == other.text
            && (self.x - other.x).abs() < 0.15 * self.size
            && (self.y - other.y).abs() < 0.15 * self.size
    }
}

impl TextLine {
    fn new(glyph: &Glyph) -> Self {
        Self {
            text: glyph.text.clone(),
            left: glyph.x,
            right: glyph.x + glyph.width,
            base: glyph.y,
            size: glyph.size,
            artifact: glyph.artifact,
            column: None,
        }
    }

    fn push(&mut self, glyph: &Glyph, last: Option<&Glyph>) {
        let gap = glyph.x - self.right;
        let size = self.size.max(glyph.size).max(1.0);
        let wide = |text: &str| text.chars().next_back().is_some_and(is_wide);
        let touches = last.is_some_and(|last| wide(&last.text)) || glyph.text.chars().next().is_some_and(is_wide);
        let space = if touches { 0.7 } else { 0.18 };
        let blank = self.text.ends_with(char::is_whitespace) || glyph.text.starts_with(char::is_whitespace);
        if gap > 3.0 * size {
            self.text.push('\t');
        } else if gap > space * size && !blank {
            self.text.push(' ');
        }
        // A raised figure is a mark or a power, and no part of the number before it.
        let raised = glyph.size < 0.8 * self.size && self.base - glyph.y > 0.2 * self.size;
        self.text.extend(glyph.text.chars().map(|c| if raised { superscript(c) } else { c }));
        if !glyph.text.trim().is_empty() {
            self.right = self.right.max(glyph.x + glyph.width);
            self.size = self.size.max(glyph.size);
            self.base = self.base.max(glyph.y);
        }
        self.artifact &= glyph.artifact;
    }
}

fn superscript(c: char) -> char {
    let figure = c.to_digit(10).and_then(|n| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(n as usize));
    figure.unwrap_or(c)
}

/// Whether a character takes a whole square, as Chinese ones do.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}'
        | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '…' | '—')
}
