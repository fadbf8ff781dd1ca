//! OpenDocument spreadsheets (ISO/IEC 26300-1, 9), `.ods`.

use std::collections::HashSet;

use super::{
    Sheets,
    bounds::Budget,
    date::{Parts, from_iso},
    number_format::{NumberFormat, general},
    package::Package,
    sheet::{Merge, Sheet},
    xml::{Attributes, Node, walk},
};
use crate::{
    Bilingual,
    read::{Limits, ReadError},
};

/// Elements whose text is not that of the cell around them.
const APART: [&str; 4] = ["annotation", "tracked-changes", "shapes", "frame"];

/// Reads the sheets of a package.
///
/// # Errors
/// [`ReadError::Encrypted`] where its parts are, [`ReadError::Damaged`] where there is no spreadsheet in it.
pub(super) fn read(mut package: Package<'_>, limits: Limits) -> Result<Sheets, ReadError> {
    if package.part("META-INF/manifest.xml")?.is_some_and(|part| part.text.contains(":encryption-data")) {
        return Err(ReadError::Encrypted);
    }
    let content = package.part("content.xml")?.ok_or_else(no_sheet)?;
    let mut reader = ContentReader::new(Budget::new(limits));
    let whole = walk(&content.text, |node| reader.take(&node))? && content.whole;
    if let (Some(sheet), false) = (reader.sheets.last_mut(), whole) {
        sheet.broken = true;
    }
    if reader.sheets.is_empty() { Err(no_sheet()) } else { Ok(reader.sheets) }
}

struct ContentReader {
    budget: Budget,
    sheets: Sheets,
    /// Styles of tables that are not shown.
    hidden_styles: HashSet<String>,
    style: String,
    /// Depth of tables, and of elements whose text stands apart.
    tables: u32,
    apart: u32,
    row: u32,
    rows: u32,
    column: u32,
    columns: u32,
    cell: Option<OpenCell>,
    /// Cells of a row that is repeated: column and text.
    line: Vec<(u32, String)>,
}

#[derive(Debug, Default)]
struct OpenCell {
    columns: u32,
    down: u32,
    across: u32,
    value: Value,
    /// Paragraphs so far.
    paragraphs: u32,
    text: String,
    in_paragraph: bool,
    covered: bool,
}

/// What the attributes of a cell state.
#[derive(Debug, Default)]
enum Value {
    #[default]
    Text,
    Date(String),
    Number(f64),
    Percent(f64),
    Bool(bool),
}

impl ContentReader {
    fn new(budget: Budget) -> Self {
        Self {
            budget,
            sheets: Vec::new(),
            hidden_styles: HashSet::new(),
            style: String::new(),
            tables: 0,
            apart: 0,
            row: 0,
            rows: 1,
            column: 0,
            columns: 0,
            cell: None,
            line: Vec::new(),
        }
    }

    fn take(&mut self, node: &Node<'_>) -> Result<(), ReadError> {
        match node {
            Node::Start(name, _) if APART.contains(name) => self.apart += 1,
            Node::End(name) if APART.contains(name) => self.apart = self.apart.saturating_sub(1),
            _ if self.apart > 0 => {}
            Node::Start(name, attributes) => self.start(name, *attributes),
            Node::End(name) => return self.end(name),
            Node::Text(text) => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| cell.in_paragraph) {
                    cell.push(text);
                }
            }
        }
        Ok(())
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        match name {
            "style" => self.style = attributes.get("name").unwrap_or_default().into_owned(),
            "table-properties" if attributes.get("display").is_some_and(|d| d == "false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "table" => self.start_table(attributes),
            // A table inside a cell is not one of the sheets.
            _ if self.tables != 1 => {}
            "table-column" => self.add_columns(attributes),
            "table-row" => self.start_row(attributes),
            "table-cell" | "covered-table-cell" => self.cell = Some(OpenCell::new(attributes, name != "table-cell")),
            _ => {
                if let Some(cell) = &mut self.cell {
                    cell.start(name, attributes);
                }
            }
        }
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "table" => self.tables = self.tables.saturating_sub(1),
            _ if self.tables != 1 => {}
            "p" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_paragraph = false;
                }
            }
            "table-cell" | "covered-table-cell" => self.end_cell(),
            "table-row" => return self.end_row(),
            _ => {}
        }
        Ok(())
    }

    fn start_table(&mut self, attributes: Attributes<'_>) {
        self.tables += 1;
        if self.tables > 1 {
            return;
        }
        let style = attributes.get("style-name").unwrap_or_default();
        let name = attributes.get("name").unwrap_or_default().into_owned();
        self.sheets.push(Sheet::new(name, self.hidden_styles.contains(&*style)));
        (self.row, self.column, self.columns) = (0, 0, 0);
        self.cell = None;
        self.line.clear();
    }

    fn add_columns(&mut self, attributes: Attributes<'_>) {
        let count = attributes.number::<u32>("number-columns-repeated").unwrap_or(1).max(1);
        let hidden = attributes.get("visibility").is_some_and(|v| v == "collapse");
        if let Some(sheet) = self.sheets.last_mut().filter(|_| hidden) {
            sheet.hidden_columns.add(self.columns, self.columns.saturating_add(count - 1));
        }
        self.columns = self.columns.saturating_add(count);
    }

    fn start_row(&mut self, attributes: Attributes<'_>) {
        self.rows = attributes.number::<u32>("number-rows-repeated").unwrap_or(1).max(1);
        self.column = 0;
        self.line.clear();
        let Some(sheet) = self.sheets.last_mut() else { return };
        let last = self.row.saturating_add(self.rows - 1);
        match attributes.get("visibility").as_deref() {
            Some("collapse") => sheet.hidden_rows.add(self.row, last),
            Some("filter") => sheet.filtered_rows.add(self.row, last),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let (Some(cell), Some(sheet)) = (self.cell.take(), self.sheets.last_mut()) else { return };
        let (row, column) = (self.row, self.column);
        self.column = column.saturating_add(cell.columns);
        if cell.across > 1 || cell.down > 1 {
            let (bottom, right) = (row.saturating_add(cell.down - 1), column.saturating_add(cell.across - 1));
            sheet.merges.push(Merge { top: row, left: column, bottom, right });
        }
        let columns = cell.columns;
        let text = if cell.covered { String::new() } else { cell.text() };
        if text.trim().is_empty() {
            return;
        }
        // The budget is asked when the row ends, before anything is repeated downwards; across, a sheet is no
        // wider than this.
        for column in column..column.saturating_add(columns.min(16_384)) {
            self.line.push((column, text.clone()));
            if self.line.len() > 65_536 {
                return;
            }
        }
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        if !self.line.is_empty() && !sheet.hidden {
            for row in self.row..self.row.saturating_add(self.rows) {
                for (column, text) in &self.line {
                    sheet.set(row, *column, text.clone(), &mut self.budget)?;
                }
            }
        }
        self.row = self.row.saturating_add(self.rows);
        Ok(())
    }
}

impl OpenCell {
    fn new(attributes: Attributes<'_>, covered: bool) -> Self {
        let number = |name| attributes.number::<u32>(name).unwrap_or(1).max(1);
        let value = || attributes.number::<f64>("value").filter(|v| v.is_finite());
        let kind = attributes.get("value-type").unwrap_or_default();
        Self {
            columns: number("number-columns-repeated"),
            down: number("number-rows-spanned"),
            across: number("number-columns-spanned"),
            value: match &*kind {
                "date" => Value::Date(attributes.get("date-value").unwrap_or_default().into_owned()),
                "float" | "currency" => value().map_or(Value::Text, Value::Number),
                "percentage" => value().map_or(Value::Text, Value::Percent),
                "boolean" => Value::Bool(attributes.get("boolean-value").is_some_and(|v| v == "true")),
                _ => Value::Text,
            },
            covered,
            ..Self::default()
        }
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        match name {
            "p" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs = self.paragraphs.saturating_add(1);
                self.in_paragraph = true;
            }
            "line-break" => self.text.push('\n'),
            "tab" => self.text.push('\t'),
            "s" => {
                let count = attributes.number::<usize>("c").unwrap_or(1).min(256);
                self.text.extend(std::iter::repeat_n(' ', count));
            }
            _ => {}
        }
    }

    /// White space in XML counts once (26300-1, 6.1.2).
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            let c = if matches!(c, '\n' | '\t' | '\r') { ' ' } else { c };
            if c != ' ' || !self.text.ends_with([' ', '\n']) && !self.text.is_empty() {
                self.text.push(c);
            }
        }
    }

    /// The text as it is seen; of a date its day, unless no more than a month is seen.
    fn text(self) -> String {
        let seen = self.text;
        match self.value {
            Value::Date(iso) if !iso.is_empty() && !seen.ends_with('月') => {
                from_iso(&iso, Parts { year: true, day: true, time: seen.contains([':', '时']), ..Parts::default() })
            }
            Value::Number(value) if seen.is_empty() => general(value),
            Value::Percent(value) if seen.is_empty() => NumberFormat::parse("0.##%").show(value, false),
            Value::Bool(value) if seen.is_empty() => if value { "TRUE" } else { "FALSE" }.into(),
            _ => seen,
        }
    }
}

fn no_sheet() -> ReadError {
    ReadError::Damaged {
        detail: Bilingual::fixed("压缩包里没有电子表格的内容", "there is no spreadsheet content in the zip package"),
    }
}
