//! From a workbook, or lines that were pasted, to rows.

use document::{Block, Document, Table, Unit};
use ledger::Bilingual;

use crate::Failure;

/// One row of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The cell where it begins, such as `人员!A7`.
    pub place: String,
    /// What it says under each heading: unit, the unit above, person, post.
    pub cells: [String; 4],
}

/// The words that head each column.
const HEADS: [&[&str]; 4] = [
    &["单位", "单位名称", "部门", "科室", "所在单位", "unit", "department"],
    &["上级单位", "上级", "隶属", "隶属单位", "parent unit", "parent"],
    &["姓名", "人员", "name", "person"],
    &["岗位", "职务", "岗位名称", "post", "position", "title"],
];

/// Reads a workbook or a table of values.
///
/// # Errors
/// It cannot be read, or no table in it has a column of units or people.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<Row>, Failure> {
    let document = document::read(bytes, name).map_err(|error| {
        let message = error.message();
        Failure::unfit(
            Bilingual::new(format!("{name}：{}", message.zh), format!("{name}: {}", message.en)),
            Bilingual::fixed("另存为 .xlsx 再传", "save it as .xlsx and send it again"),
        )
    })?;
    let mut found = Vec::new();
    for block in &document.body {
        if let Block::Table(table) = block {
            found.extend(of_table(&document, table));
        }
    }
    if found.is_empty() { Err(headless(name)) } else { Ok(found) }
}

/// Reads lines of four values with tabs between them, as [`text`] writes them.
#[must_use]
pub fn rows(text: &str) -> Vec<Row> {
    let one = |line: &str| {
        let mut parts = line.split('\t').map(str::trim);
        let place = parts.next()?.to_owned();
        let cells: [String; 4] = std::array::from_fn(|_| parts.next().unwrap_or_default().to_owned());
        cells.iter().any(|cell| !cell.is_empty()).then_some(Row { place, cells })
    };
    text.lines().filter_map(one).collect()
}

/// The same rows as lines, for a form that sends them again.
#[must_use]
pub fn text(rows: &[Row]) -> String {
    rows.iter().map(|row| format!("{}\t{}\n", row.place, row.cells.join("\t"))).collect()
}

fn headless(name: &str) -> Failure {
    Failure::unfit(
        Bilingual::new(
            format!("{name} 里没有找到“单位”或“姓名”列"),
            format!("{name} has no column headed “Unit” or “Name”"),
        ),
        Bilingual::fixed("按模板填写后再传", "fill in the template and send that"),
    )
}

fn of_table(document: &Document, table: &Table) -> Vec<Row> {
    let heads = table.rows.iter().enumerate().find_map(|(at, row)| {
        let said: Vec<String> = row.cells.iter().map(|cell| words(document, cell).to_lowercase()).collect();
        let columns = HEADS.map(|head| said.iter().position(|said| head.contains(&said.as_str())));
        (columns[0].is_some() || columns[2].is_some()).then_some((at, columns))
    });
    let Some((head, columns)) = heads else { return Vec::new() };
    let mut found = Vec::new();
    let mut above = String::new();
    for row in &table.rows[head + 1..] {
        let cell = |column: Option<usize>| column.and_then(|column| row.cells.get(column));
        let mut cells = columns.map(|column| cell(column).map(|cell| words(document, cell)).unwrap_or_default());
        // A merged cell says it once for all rows that it covers.
        if cell(columns[0]).is_some_and(|cell| cell.covered_by.is_some()) {
            cells[0].clone_from(&above);
        }
        above.clone_from(&cells[0]);
        if cells.iter().any(|cell| !cell.is_empty()) {
            let place = row.cells.iter().find_map(|cell| place(document, cell)).unwrap_or_default();
            found.push(Row { place, cells });
        }
    }
    found
}

/// A cell's text in one line.
fn words(document: &Document, cell: &document::Cell) -> String {
    let paragraphs = cell.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(at) => document.paragraphs.get(*at),
        Block::Table(_) => None,
    });
    let text: Vec<&str> = paragraphs.flat_map(|paragraph| paragraph.text.split_whitespace()).collect();
    text.join(" ")
}

fn place(document: &Document, cell: &document::Cell) -> Option<String> {
    let Block::Paragraph(at) = cell.blocks.first()? else { return None };
    match document.paragraphs.get(*at)?.origin.start().unit {
        Unit::Cell { sheet, row, .. } => {
            let name = document.sheets.get(usize::try_from(sheet).ok()?).map_or("", String::as_str);
            Some(if name.is_empty() { format!("{}", row + 1) } else { format!("{name}!{}", row + 1) })
        }
        Unit::Line(line) => Some(line.to_string()),
        _ => None,
    }
}
