//! Comma-, semicolon- and tab-separated values (RFC 4180): one table, a line break in a quoted cell as a new
//! paragraph of that cell.

use crate::{
    Block, Builder, Cell, Document, Format, Origin, Place, Role, Row, Table, Unit, encoding, grid,
    read::{Limits, ReadError, problem},
};

pub(crate) mod record;

use record::{Field, Records};

/// Reads a file of separated values as one table.
///
/// # Errors
/// [`ReadError::Empty`] where no cell holds anything.
pub(crate) fn read(bytes: &[u8], _limits: Limits) -> Result<Document, ReadError> {
    let decoded = encoding::decode(bytes, None);
    let (text, stated) = stated_delimiter(&decoded.text);
    let delimiter = stated.or_else(|| delimiter(text)).unwrap_or(',');
    let mut builder = Builder::new(Format::Csv);
    let table = table(&mut builder, text, delimiter);
    if builder.document().paragraphs.is_empty() {
        return Err(ReadError::Empty);
    }
    builder.table(table);
    builder.document().sheets.push(String::new());
    let mut document = builder.finish();
    document.problems.extend(problem::bad_text(&decoded));
    Ok(document)
}

/// Excel writes `sep=;` as the first line where the delimiter is not the system's.
fn stated_delimiter(text: &str) -> (&str, Option<char>) {
    let found = text.strip_prefix("sep=").and_then(|rest| {
        let c = rest.chars().next()?;
        let rest = rest.get(c.len_utf8()..)?.trim_start_matches('\r').strip_prefix('\n')?;
        Some((rest, Some(c)))
    });
    found.unwrap_or((text, None))
}

fn table(builder: &mut Builder, text: &str, delimiter: char) -> Table {
    let mut table = Table { rows: Vec::new(), sheet: Some(0) };
    for (record, row) in Records::new(text, delimiter).zip(0_u32..) {
        let mut cells = Vec::with_capacity(record.len());
        for (field, column) in record.iter().zip(0_u32..) {
            cells.push(cell(builder, field, Place::start_of(Unit::Cell { sheet: 0, row, column })));
        }
        while cells.last().is_some_and(|c| c.blocks.is_empty()) {
            cells.pop();
        }
        table.rows.push(Row { cells });
    }
    grid::bound(&mut table.rows);
    while table.rows.last().is_some_and(|row| row.cells.is_empty()) {
        table.rows.pop();
    }
    table
}

/// A cell with a paragraph for each line of `field` that is not blank; offsets count from the start of the
/// cell.
fn cell(builder: &mut Builder, field: &Field<'_>, place: Place) -> Cell {
    let mut cell = Cell::default();
    let mut passed = 0_u32;
    for line in field.text.split('\n') {
        let text = line.trim();
        if !text.is_empty() {
            let lead = line.chars().take_while(|c| c.is_whitespace()).count();
            let offset = passed.saturating_add(u32::try_from(lead).unwrap_or(0));
            let index = builder.loose(text, Origin::at(Place { offset, ..place }), Role::Cell);
            cell.blocks.push(Block::Paragraph(index));
        }
        passed = passed.saturating_add(u32::try_from(line.chars().count() + 1).unwrap_or(0));
    }
    cell
}

/// The delimiter that gives most lines the same number of cells.
fn delimiter(text: &str) -> Option<char> {
    /// Lines looked at.
    const SAMPLE: usize = 60;
    let score = |delimiter: char| -> usize {
        let sizes: Vec<usize> =
            Records::new(text, delimiter).take(SAMPLE).map(|r| r.len()).filter(|n| *n > 1).collect();
        let agreeing = sizes.iter().map(|n| sizes.iter().filter(|m| *m == n).count()).max().unwrap_or(0);
        let cells = sizes.iter().max().copied().unwrap_or(0);
        agreeing * 100 + cells.min(99)
    };
    [',', '\t', ';', '|']
        .into_iter()
        .map(|d| (score(d), d))
        .filter(|(s, _)| *s > 0)
        .max_by_key(|(s, _)| *s)
        .map(|(_, d)| d)
}

#[cfg(test)]
mod tests {
    use super::delimiter;

    #[test]
    fn delimiters() {
        assert_eq!(delimiter("序号,问题,措施\n1,登记漏项,补登\n2,超期,清理"), Some(','));
        assert_eq!(delimiter("序号;问题;措施\n1;登记漏项,3处;补登\n"), Some(';'));
        assert_eq!(delimiter("序号\t问题\t措施\n1\t登记,漏项\t补登,复核\n"), Some('\t'));
        assert_eq!(delimiter("只有一列\n没有分隔"), None);
    }
}
