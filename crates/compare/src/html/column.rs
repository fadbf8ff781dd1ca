//! One paper: its text with the shared passages marked and numbered.

use document::{Block, Cell, Document, Lang, Paragraph, Role, Table};

use crate::Shared;

use super::{
    Which,
    cut::{Cuts, Piece},
    escape::escaped,
    say,
};

/// Number of colours that passages take turns in.
pub(super) const COLOURS: usize = 6;
/// Tables nested deeper are left out.
const DEPTH: usize = 16;

/// The body of `document` as HTML.
pub(super) fn column(which: Which, document: &Document, shared: &Shared, lang: Lang) -> String {
    let column = Column { which, document, cuts: Cuts::new(shared, which), lang };
    let mut out = String::new();
    column.blocks(&document.body, DEPTH, &mut out);
    out
}

struct Column<'d> {
    which: Which,
    document: &'d Document,
    cuts: Cuts<'d>,
    lang: Lang,
}

impl Column<'_> {
    fn blocks(&self, blocks: &[Block], depth: usize, out: &mut String) {
        for block in blocks {
            match block {
                Block::Paragraph(index) => self.paragraph(*index, out),
                Block::Table(table) if depth > 0 => self.table(table, depth - 1, out),
                Block::Table(_) => {}
            }
        }
    }

    fn paragraph(&self, index: usize, out: &mut String) {
        let Some(paragraph) = self.document.paragraphs.get(index) else { return };
        if matches!(paragraph.role, Role::Furniture(_) | Role::Note) {
            return;
        }
        let (open, close) = tags(paragraph);
        out.push_str(open);
        if let Some(number) = paragraph.number.as_ref().filter(|number| number.typed == 0) {
            out.push_str(&format!("<span class=\"item\">{}</span>", escaped(&number.text)));
        }
        for piece in self.cuts.pieces(index, 0, paragraph.text.len()) {
            self.piece(&piece, &paragraph.text, out);
        }
        out.push_str(close);
        out.push('\n');
    }

    fn piece(&self, piece: &Piece, text: &str, out: &mut String) {
        let text = escaped(text.get(piece.range.clone()).unwrap_or(""));
        for passage in &piece.begins {
            out.push_str(&self.number(*passage));
        }
        let Some(first) = piece.passages.first() else {
            out.push_str(&text);
            return;
        };
        let numbers: Vec<String> = piece.passages.iter().map(|p| (p + 1).to_string()).collect();
        let differs = if piece.equal { "" } else { " differs" };
        let ends = if piece.ends { " end" } else { "" };
        let (colour, numbers) = (first % COLOURS, numbers.join(" "));
        out.push_str(&format!("<mark class=\"c{colour}{differs}{ends}\" data-n=\"{numbers}\">{text}</mark>"));
    }

    /// The number at the start of a passage: an anchor, and a link to the other paper.
    fn number(&self, passage: usize) -> String {
        let (here, there, n) = (self.which.letter(), self.which.other().letter(), passage + 1);
        let other = self.which.other().label(self.lang);
        let label = match self.lang {
            Lang::Zh => format!("第{n}处，看{other}"),
            Lang::En => format!("Passage {n}, see {other}"),
        };
        format!(
            "<a class=\"n c{}\" id=\"{here}{n}\" href=\"#{there}{n}\" title=\"{label}\" aria-label=\"{label}\">{n}</a>",
            passage % COLOURS
        )
    }

    fn table(&self, table: &Table, depth: usize, out: &mut String) {
        let label = say(self.lang, "表格", "Table");
        out.push_str(&format!("<div class=\"wide\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\"><table>\n"));
        for (row, cells) in table.rows.iter().enumerate() {
            out.push_str("<tr>");
            for (column, cell) in cells.cells.iter().enumerate() {
                if cell.covered_by.is_none() {
                    self.cell(cell, spread(table, row, column), depth, out);
                }
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table></div>\n");
    }

    fn cell(&self, cell: &Cell, (rows, columns): (usize, usize), depth: usize, out: &mut String) {
        out.push_str("<td");
        for (name, count) in [("rowspan", rows), ("colspan", columns)] {
            if count > 1 {
                out.push_str(&format!(" {name}=\"{count}\""));
            }
        }
        out.push('>');
        self.blocks(&cell.blocks, depth, out);
        out.push_str("</td>");
    }
}

/// Rows and columns that the cell at `row`, `column` stretches over.
fn spread(table: &Table, row: usize, column: usize) -> (usize, usize) {
    let covered = |r: usize, c: usize| {
        let cell = table.rows.get(r).and_then(|row| row.cells.get(c));
        cell.and_then(|cell| cell.covered_by).is_some_and(|(y, x)| (y as usize, x as usize) == (row, column))
    };
    let down = (row + 1..).take_while(|&r| covered(r, column)).count();
    let right = (column + 1..).take_while(|&c| covered(row, c)).count();
    (down + 1, right + 1)
}

/// The element of a paragraph. Headings start below that of the column.
fn tags(paragraph: &Paragraph) -> (&'static str, &'static str) {
    match (paragraph.role, paragraph.level) {
        (Role::Title, _) => ("<h3 class=\"title\">", "</h3>"),
        (Role::Heading, Some(1)) => ("<h3>", "</h3>"),
        (Role::Heading, Some(2)) => ("<h4>", "</h4>"),
        (Role::Heading, Some(3)) => ("<h5>", "</h5>"),
        (Role::Heading, _) => ("<h6>", "</h6>"),
        _ => ("<p>", "</p>"),
    }
}
