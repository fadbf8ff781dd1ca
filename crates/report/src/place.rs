//! Where a passage stands in its file, in words that a person can go by.

use document::{Bilingual, Document, Place, Span, Unit};

/// The place of the start of `span` in the file that `document` was read from: `第3行`, `表1!B4`.
#[must_use]
pub fn words(span: Span, document: &Document) -> Bilingual {
    document.paragraphs.get(span.paragraph as usize).map_or_else(
        || Bilingual::fixed("", ""),
        |paragraph| unit(paragraph.origin.locate(&paragraph.text, span.start as usize), document),
    )
}

fn unit(place: Place, document: &Document) -> Bilingual {
    match place.unit {
        Unit::Paragraph(n) => both(n + 1, "段", "paragraph"),
        Unit::Apart(n) => Bilingual::new(format!("批注或脚注第{}段", n + 1), format!("note, paragraph {}", n + 1)),
        Unit::Line(n) => both(n, "行", "line"),
        Unit::Page { page, line } => {
            Bilingual::new(format!("第{page}页第{line}行"), format!("page {page}, line {line}"))
        }
        Unit::Cell { sheet, row, column } => {
            let name = document.sheets.get(sheet as usize).map_or(String::new(), |name| format!("{name}!"));
            let cell = format!("{name}{}{}", column_letters(column), row + 1);
            Bilingual::new(cell.clone(), cell)
        }
    }
}

fn both(n: u32, zh: &str, en: &str) -> Bilingual {
    Bilingual::new(format!("第{n}{zh}"), format!("{en} {n}"))
}

/// A column's letters as spreadsheets have them: 0 is A, 26 is AA.
pub(crate) fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = Some(column);
    while let Some(n) = rest {
        letters.push(char::from(b'A' + (n % 26) as u8));
        rest = (n / 26).checked_sub(1);
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::column_letters;

    #[test]
    fn letters_of_columns() {
        let seen: Vec<String> = [0, 25, 26, 51, 701, 702].into_iter().map(column_letters).collect();
        assert_eq!(seen, ["A", "Z", "AA", "AZ", "ZZ", "AAA"]);
    }
}
