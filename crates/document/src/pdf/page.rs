//! A page in reading order: lines, and tables where lines are drawn around cells.

use super::{
    content::{Drawn, Glyph},
    lines::{TextLine, lines},
    rulings::Grid,
};

/// Lines that a page must have beside each other to have columns.
const FEWEST: usize = 5;

/// A part of a page.
#[derive(Debug)]
pub(super) enum Element {
    Line(TextLine),
    Table(GridTable),
}

/// A table whose cells hold lines.
#[derive(Debug)]
pub(super) struct GridTable {
    pub grid: Grid,
    /// Lines of each place of the grid, row by row.
    pub cells: Vec<Vec<TextLine>>,
}

/// A page, taken apart.
#[derive(Debug, Default)]
pub(super) struct PageText {
    pub elements: Vec<Element>,
    /// Text that is turned: stamps and watermarks.
    pub turned: Vec<TextLine>,
    /// Footnotes: small lines at the foot, each note begun by its mark.
    pub notes: Vec<TextLine>,
    /// Size of the page, in points.
    pub width: f64,
    pub height: f64,
}

impl PageText {
    pub fn of(drawn: Drawn, (width, height): (f32, f32)) -> Self {
        let (upright, turned): (Vec<Glyph>, Vec<Glyph>) = drawn.glyphs.into_iter().partition(|glyph| glyph.upright);
        let (tables, free) = tables(drawn.rulings.grids(), upright);
        let mut elements: Vec<Element> = in_reading_order(free).into_iter().map(Element::Line).collect();
        for table in tables {
            let top = table.grid.top();
            let after = |element: &Element| matches!(element, Element::Line(line) if line.base > top);
            // Columns break the order from the top: a table stands before the first line below it.
            let at = elements.iter().position(after).unwrap_or(elements.len());
            elements.insert(at, Element::Table(table));
        }
        Self { elements, turned: lines(turned, false), notes: Vec::new(), width: width.into(), height: height.into() }
    }
}

impl PageText {
    /// Takes the footnotes out of the running text: lines at the foot whose letters are smaller than those of most
    /// of the page, from one that begins with a mark on.
    pub fn take_notes(&mut self) {
        let mut sizes: Vec<f64> = self.elements.iter().filter_map(Element::line).map(|line| line.size).collect();
        sizes.sort_by(f64::total_cmp);
        let Some(most) = sizes.get(sizes.len() / 2).filter(|_| sizes.len() >= FEWEST) else { return };
        let small = |e: &Element| e.line().is_some_and(|line| line.artifact || line.size < 0.93 * most);
        let from = self.elements.iter().rposition(|e| !small(e)).map_or(0, |at| at + 1);
        let begins = |e: &Element| e.line().is_some_and(|line| !line.artifact && begins_note(&line.text));
        let Some(first) = self.elements.iter().skip(from).position(begins) else { return };
        let (notes, kept) = self.elements.drain(from + first..).partition(|e| e.line().is_some_and(|l| !l.artifact));
        self.notes = Vec::into_iter(notes).filter_map(Element::into_line).collect();
        self.elements.extend::<Vec<Element>>(kept);
    }
}

impl Element {
    /// The line, where it is one.
    fn line(&self) -> Option<&TextLine> {
        if let Self::Line(line) = self { Some(line) } else { None }
    }

    fn into_line(self) -> Option<TextLine> {
        if let Self::Line(line) = self { Some(line) } else { None }
    }
}

/// Whether a footnote begins: a figure without a mark of an item, a figure in a circle, an asterisk.
pub(super) fn begins_note(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let figure = rest.len() < text.len() && !rest.starts_with(['.', '、', '．', ')', '）']);
    figure
        || text.starts_with(
            |c: char| matches!(c, '*' | '＊' | '†' | '①'..='⑳' | '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '[' | '〔'),
        )
}

/// Gives each character to the cell that it lies in; the rest comes back.
fn tables(grids: Vec<Grid>, glyphs: Vec<Glyph>) -> (Vec<GridTable>, Vec<Glyph>) {
    let mut cells: Vec<Vec<Vec<Glyph>>> =
        grids.iter().map(|grid| vec![Vec::new(); grid.width() * grid.height()]).collect();
    let mut free = Vec::new();
    for glyph in glyphs {
        let (x, y) = (glyph.x + glyph.width / 2.0, glyph.y - glyph.size * 0.35);
        let found = grids.iter().zip(cells.iter_mut()).find_map(|(grid, cells)| {
            let (row, column) = grid.cell_at(x, y)?;
            cells.get_mut(row * grid.width() + column)
        });
        match found {
            Some(cell) => cell.push(glyph),
            None => free.push(glyph),
        }
    }
    let mut tables = Vec::new();
    for (grid, cells) in grids.into_iter().zip(cells) {
        if cells.iter().filter(|cell| !cell.is_empty()).count() < 2 {
            // A frame around a picture or a paragraph.
            free.extend(cells.into_iter().flatten());
        } else {
            tables.push(GridTable { grid, cells: cells.into_iter().map(|cell| lines(cell, false)).collect() });
        }
    }
    (tables, free)
}

/// Lines in the order in which they are read: column by column where the page has two.
fn in_reading_order(glyphs: Vec<Glyph>) -> Vec<TextLine> {
    let pieces = lines(glyphs.clone(), true);
    let Some(gutter) = gutter(&pieces) else { return lines(glyphs, false) };
    // What crosses the gutter (titles) divides the page into parts with columns of their own.
    let (mut out, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new());
    let edges = |lines: &[TextLine]| {
        let left = lines.iter().map(|l| l.left).fold(f64::MAX, f64::min);
        (left, lines.iter().map(|l| l.right).fold(f64::MIN, f64::max))
    };
    let flush = |out: &mut Vec<TextLine>, side: &mut Vec<TextLine>| {
        let column = Some(edges(side));
        out.extend(side.drain(..).map(|line| TextLine { column, ..line }));
    };
    for piece in pieces {
        if piece.right <= gutter {
            left.push(piece);
        } else if piece.left >= gutter {
            right.push(piece);
        } else {
            flush(&mut out, &mut left);
            flush(&mut out, &mut right);
            out.push(piece);
        }
    }
    flush(&mut out, &mut left);
    flush(&mut out, &mut right);
    out
}

/// The place between two columns of text, where the page has them: hardly a line crosses it, many stand on
/// either side, and they fill their sides, which the columns of a table without lines do not.
fn gutter(pieces: &[TextLine]) -> Option<f64> {
    let page_left = pieces.iter().map(|l| l.left).reduce(f64::min)?;
    let page_right = pieces.iter().map(|l| l.right).reduce(f64::max)?;
    let width = page_right - page_left;
    (30..70).map(|percent| page_left + width * f64::from(percent) / 100.0).find(|&at| {
        let left: Vec<&TextLine> = pieces.iter().filter(|l| l.right <= at).collect();
        // A line without width, or of mirrored text, must not count on both sides.
        let right: Vec<&TextLine> = pieces.iter().filter(|l| l.left >= at && l.right > at).collect();
        let crossing = pieces.len() - left.len() - right.len();
        let full = |lines: &[&TextLine], room: f64| {
            lines.iter().filter(|l| l.right - l.left > 0.75 * room).count() * 2 > lines.len()
        };
        left.len() >= FEWEST
            && right.len() >= FEWEST
            && crossing * 5 <= left.len().min(right.len())
            && full(&left, at - page_left)
            && full(&right, page_right - at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mirrored_lines_and_lines_without_width_stand_on_one_side() {
        let line = |left, right| TextLine {
            text: "字".into(),
            left,
            right,
            base: 0.0,
            size: 10.0,
            artifact: false,
            column: None,
        };
        // At every place of a gutter between 0 and 100 a mirrored line lies on both sides.
        let pieces = [line(0.0, 1.0), line(99.0, 100.0), line(90.0, 10.0), line(50.0, 50.0)];
        assert_eq!(gutter(&pieces), None);
    }
}
