//! Places in the user's terms: a line, a paragraph, a cell, a line of a page.

use document::{Document, Lang, Place, Span, Unit};

/// Where `span` begins: 第12行第5字, 第3段, `Sheet1!C5`, 第2页第4行, 第1条注 (all counted from 1).
/// Empty where the span does not fit the document.
#[must_use]
pub fn describe(document: &Document, span: Span, lang: Lang) -> String {
    let Some((start, _)) = bounds(document, span) else { return String::new() };
    let offset = start.offset + 1;
    match (start.unit, lang) {
        (Unit::Line(line), Lang::Zh) => format!("第{line}行第{offset}字"),
        (Unit::Line(line), Lang::En) => format!("line {line}, column {offset}"),
        (Unit::Paragraph(n), Lang::Zh) => format!("第{}段", n + 1),
        (Unit::Paragraph(n), Lang::En) => format!("paragraph {}", n + 1),
        (Unit::Apart(n), Lang::Zh) => format!("第{}条注", n + 1),
        (Unit::Apart(n), Lang::En) => format!("note {}", n + 1),
        (Unit::Page { page, line }, Lang::Zh) => format!("第{page}页第{line}行"),
        (Unit::Page { page, line }, Lang::En) => format!("page {page}, line {line}"),
        (Unit::Cell { sheet, row, column }, _) => cell(document, sheet, row, column),
    }
}

/// The places of the first character of `span` and just after its last one. The two differ in their unit where
/// the paragraph was joined from several lines.
#[must_use]
pub fn bounds(document: &Document, span: Span) -> Option<(Place, Place)> {
    let paragraph = document.paragraphs.get(span.paragraph as usize)?;
    let text = paragraph.text.get(span.range())?;
    let start = paragraph.origin.locate(&paragraph.text, span.start as usize);
    // The end is asked for through the last character: one past it may stand in the next line already.
    let Some(last) = text.chars().next_back() else { return Some((start, start)) };
    let mut end = paragraph.origin.locate(&paragraph.text, span.end as usize - last.len_utf8());
    end.offset += 1;
    Some((start, end))
}

/// `Sheet1!C5`; the sheet's name in quotes where it holds more than letters and digits, as Excel writes it.
fn cell(document: &Document, sheet: u32, row: u32, column: u32) -> String {
    let cell = format!("{}{}", column_letters(column), row + 1);
    match document.sheets.get(sheet as usize) {
        None => cell,
        Some(name) if name.chars().all(|c| c.is_alphanumeric() || c == '_') => format!("{name}!{cell}"),
        Some(name) => format!("'{}'!{cell}", name.replace('\'', "''")),
    }
}

/// Column 0 is `A`, 26 is `AA`.
fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns() {
        let seen: Vec<String> = [0, 25, 26, 701, 702, u32::MAX].into_iter().map(column_letters).collect();
        assert_eq!(seen[..5], ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
