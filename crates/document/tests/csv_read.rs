//! Separated values through the front door.

// A helper of a test may fail it as the test itself may.
#![allow(clippy::unwrap_used)]

use document::{Block, Place, Unit, read};

#[path = "support/show.rs"]
mod support;

use support::show;

fn csv(source: &str) -> String {
    show(&read(source.as_bytes(), "ledger.csv").unwrap())
}

#[test]
fn quotes_and_line_breaks() {
    insta::assert_snapshot!(csv(
        "\u{feff}序号,问题,措施\r\n1,\"登记漏项,共3处\",\"1.补登\n2.\"\"复核\"\"\"\r\n2,超期,\r\n,,\r\n"
    ));
}

#[test]
fn other_delimiters() {
    insta::assert_snapshot!(csv("sep=;\nNo;Finding;Owner\n1;Gangway, loose;Harbour Master\n"));
    insta::assert_snapshot!(csv("编号\t问题\n1\t缆绳,超期\n"));
}

#[test]
fn places_are_cells() {
    let document = read("甲,乙\n丙,\"丁\n 戊\"\n".as_bytes(), "a.csv").unwrap();
    let last = document.paragraphs.last().unwrap();
    assert_eq!(last.text, "戊");
    assert_eq!(last.origin.start(), Place { unit: Unit::Cell { sheet: 0, row: 1, column: 1 }, offset: 3 });
    assert_eq!(document.sheets.len(), 1);
}

#[test]
fn one_long_row_does_not_multiply_the_table() {
    let source = format!("{}\n{}", "x,".repeat(40_000), "y\n".repeat(40_000));
    let document = read(source.as_bytes(), "a.csv").unwrap();
    let Block::Table(table) = &document.body[0] else { panic!() };
    assert!(table.rows.iter().map(|r| r.cells.len()).sum::<usize>() < 10 * source.len());
}
