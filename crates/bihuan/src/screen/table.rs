//! Tables whose columns are as wide as they need to be and together no wider than the screen.

use std::borrow::Cow;

use app::view::Lit;

use crate::table::{Columns, fit, width};
use crate::terminal::{Paint, Terminal, clean};

/// Columns of the screen beyond which a table is harder to read, not easier.
const WIDEST: usize = 160;
/// Spaces between columns.
const GAP: usize = 2;
/// No column is made narrower than this.
const LEAST: usize = 6;

/// A table that is being gathered.
pub struct Table<'h> {
    heads: Vec<&'h str>,
    rows: Vec<Vec<Cell>>,
}

/// A cell.
pub struct Cell {
    text: String,
    look: Look,
}

#[derive(Clone, Copy)]
enum Look {
    Plain,
    Bold,
    Quiet,
    Light(&'static str),
}

impl Cell {
    /// Text that stands out.
    pub fn bold(text: impl std::fmt::Display) -> Self {
        Self { text: text.to_string(), look: Look::Bold }
    }

    /// Text that stands back.
    pub fn quiet(text: impl std::fmt::Display) -> Self {
        Self { text: text.to_string(), look: Look::Quiet }
    }

    /// A light, in its colour.
    pub fn light(lit: &Lit, terminal: &Terminal) -> Self {
        Self { text: super::light(lit, terminal.lang), look: Look::Light(lit.light) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, look: Look::Plain }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl<'h> Table<'h> {
    /// A table with these headings.
    pub fn new(heads: impl IntoIterator<Item = &'h str>) -> Self {
        Self { heads: heads.into_iter().collect(), rows: Vec::new() }
    }

    /// One more row, with a cell for each heading.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().map(|cell| Cell { text: clean(&cell.text).into_owned(), ..cell }).collect());
    }

    /// The table, or that there is nothing.
    pub fn shown(&self, terminal: &Terminal) -> String {
        if self.rows.is_empty() {
            return format!("{}\n", terminal.tr("没有。", "None."));
        }
        let paint = terminal.paint;
        let columns = Columns::new(self.widths(terminal.width.min(WIDEST)), GAP);
        let mut out = String::new();
        columns.row(&self.heads, &mut out, |_, text| paint.dim(text));
        for row in &self.rows {
            let texts: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
            let look = |column: usize| row.get(column).map_or(Look::Plain, |cell| cell.look);
            columns.row(&texts, &mut out, |column, text| look(column).paint(paint, text));
        }
        out
    }

    fn widths(&self, total: usize) -> Vec<usize> {
        let longest = |text: &str| text.split('\n').map(width).max().unwrap_or(0);
        let column = |(at, head): (usize, &&str)| {
            self.rows
                .iter()
                .filter_map(|row| row.get(at))
                .map(|cell| longest(&cell.text))
                .max()
                .unwrap_or(0)
                .max(width(head))
        };
        let mut widths: Vec<usize> = self.heads.iter().enumerate().map(column).collect();
        let gaps = GAP * widths.len().saturating_sub(1);
        fit(&mut widths, total.saturating_sub(gaps), LEAST);
        widths
    }
}

impl Look {
    fn paint(self, paint: Paint, text: &str) -> Cow<'_, str> {
        match self {
            Self::Plain => text.into(),
            Self::Bold => paint.bold(text),
            Self::Quiet => paint.dim(text),
            Self::Light(light) => lit(paint, light, text),
        }
    }
}

/// `text` in the colour of a light.
pub fn lit<'t>(paint: Paint, light: &str, text: &'t str) -> Cow<'t, str> {
    match light {
        "red" => paint.red(text),
        "yellow" => paint.yellow(text),
        "green" => paint.green(text),
        "blue" => paint.blue(text),
        "purple" => paint.magenta(text),
        _ => paint.dim(text),
    }
}
