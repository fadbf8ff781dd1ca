//! A worksheet (ECMA-376 part 1, 18.3).

use std::rc::Rc;

use super::{
    super::{
        bounds::Budget,
        date::{Parts, from_iso},
        number_format::{NumberFormat, general},
        sheet::{Merge, Sheet},
        xml::{Attributes, Node, walk},
    },
    strings::{RichText, unescaped},
};
use crate::read::ReadError;

/// What all sheets of a workbook share.
pub(super) struct Context {
    pub shared: Vec<String>,
    pub formats: Vec<Rc<NumberFormat>>,
    pub since_1904: bool,
}

/// Reads a sheet into `sheet`, and tells whether it was whole.
pub(super) fn read(xml: &str, context: &Context, sheet: &mut Sheet, budget: &mut Budget) -> Result<bool, ReadError> {
    let mut reader =
        SheetReader { context, sheet, budget, row: 0, column: 0, cell: None, filter: None, hidden: Vec::new() };
    let whole = walk(xml, |node| reader.take(&node))?;
    reader.finish();
    Ok(whole)
}

struct SheetReader<'r> {
    context: &'r Context,
    sheet: &'r mut Sheet,
    budget: &'r mut Budget,
    /// The row and column that follow the last ones.
    row: u32,
    column: u32,
    cell: Option<OpenCell>,
    /// The range of a filter that hides rows for the moment, once one of its criteria is met.
    filter: Option<(Merge, bool)>,
    hidden: Vec<u32>,
}

#[derive(Debug, Default)]
struct OpenCell {
    kind: String,
    style: usize,
    formula: bool,
    value: String,
    in_value: bool,
    inline: RichText,
}

impl SheetReader<'_> {
    fn take(&mut self, node: &Node<'_>) -> Result<(), ReadError> {
        match node {
            Node::Start("row", attributes) => self.start_row(*attributes),
            Node::End("row") => self.row = self.row.saturating_add(1),
            Node::Start("c", attributes) => self.start_cell(*attributes),
            Node::End("c") => return self.end_cell(),
            Node::Start("col", attributes) if attributes.on("hidden") => {
                if let (Some(first), Some(last)) = (attributes.number::<u32>("min"), attributes.number::<u32>("max")) {
                    self.sheet.hidden_columns.add(first.saturating_sub(1), last.saturating_sub(1));
                }
            }
            Node::Start("mergeCell", attributes) => {
                self.sheet.merges.extend(attributes.get("ref").and_then(|range| area(&range)));
            }
            Node::Start("autoFilter", attributes) => {
                self.filter = attributes.get("ref").and_then(|range| area(&range)).map(|area| (area, false));
            }
            Node::Start("filterColumn", _) => {
                if let Some((_, active)) = &mut self.filter {
                    *active = true;
                }
            }
            _ => {
                if let Some(cell) = &mut self.cell {
                    cell.take(node);
                }
            }
        }
        Ok(())
    }

    fn start_row(&mut self, attributes: Attributes<'_>) {
        self.row = attributes.number::<u32>("r").map_or(self.row, |row| row.saturating_sub(1));
        self.column = 0;
        if attributes.on("hidden") {
            self.hidden.push(self.row);
        }
    }

    fn start_cell(&mut self, attributes: Attributes<'_>) {
        if let Some((row, column)) = attributes.get("r").and_then(|name| position(&name)) {
            (self.row, self.column) = (row, column);
        }
        self.cell = Some(OpenCell {
            kind: attributes.get("t").unwrap_or_default().into_owned(),
            style: attributes.number("s").unwrap_or(0),
            ..OpenCell::default()
        });
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let (row, column) = (self.row, self.column);
        self.column = column.saturating_add(1);
        let Some(cell) = self.cell.take() else { return Ok(()) };
        if cell.has_no_value() {
            self.sheet.without_value.push((row, column));
        }
        self.sheet.set(row, column, cell.text(self.context), self.budget)
    }

    fn finish(self) {
        let filter = self.filter.filter(|(_, active)| *active).map(|(area, _)| area);
        for row in self.hidden {
            if filter.is_some_and(|area| (area.top..=area.bottom).contains(&row)) {
                self.sheet.filtered_rows.add(row, row);
            } else {
                self.sheet.hidden_rows.add(row, row);
            }
        }
    }
}

impl OpenCell {
    fn take(&mut self, node: &Node<'_>) {
        match node {
            Node::Start("f", _) => self.formula = true,
            Node::Start("v", _) => self.in_value = true,
            Node::End("v") => self.in_value = false,
            Node::Text(text) if self.in_value => self.value.push_str(text),
            _ => self.inline.take(node),
        }
    }

    /// A formula that nobody has computed yet, or one that failed. A formula that gives no text is a string.
    fn has_no_value(&self) -> bool {
        self.kind == "e" || self.formula && self.kind != "str" && self.value.trim().is_empty()
    }

    fn text(self, context: &Context) -> String {
        match self.kind.as_str() {
            "s" => {
                self.value.trim().parse().ok().and_then(|n: usize| context.shared.get(n)).cloned().unwrap_or_default()
            }
            "inlineStr" => self.inline.text,
            "b" => if self.value.trim() == "1" { "TRUE" } else { "FALSE" }.into(),
            "d" => from_iso(&self.value, Parts { year: true, day: true, time: true, ..Parts::default() }),
            "str" => unescaped(&self.value),
            "e" => self.value,
            _ => self.number(context),
        }
    }

    fn number(self, context: &Context) -> String {
        match (self.value.trim().parse(), context.formats.get(self.style)) {
            (Ok(value), Some(format)) => format.show(value, context.since_1904),
            (Ok(value), None) => general(value),
            (Err(_), _) => self.value,
        }
    }
}

/// `B3:D3`, or a single cell.
fn area(range: &str) -> Option<Merge> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    let ((top, left), (bottom, right)) = (position(first)?, position(last)?);
    Some(Merge { top, left, bottom, right }).filter(|m| m.top <= m.bottom && m.left <= m.right)
}

/// Row and column of `B3`, from 0.
fn position(name: &str) -> Option<(u32, u32)> {
    let name = name.trim();
    let letters = name.len() - name.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '$').len();
    let (column, row) = name.split_at_checked(letters)?;
    let column = column
        .bytes()
        .filter(u8::is_ascii_alphabetic)
        .try_fold(0_u32, |sum, b| sum.checked_mul(26)?.checked_add(u32::from(b.to_ascii_uppercase() - b'A') + 1))?;
    let row: u32 = row.trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}
