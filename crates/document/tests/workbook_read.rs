//! Workbooks that other programs wrote, read whole, damaged, cut off, and made to cost too much.

// A helper of a test may fail it as the test itself may.
#![allow(clippy::unwrap_used)]

#[path = "binary/damage.rs"]
mod damage;
#[path = "binary/render.rs"]
mod render;
#[path = "binary/zipped.rs"]
mod zipped;

use document::{Document, Limits, ReadError, read, read_within};
use proptest::prelude::*;

/// One workbook, written by LibreOffice in three formats: merges, dates, hidden parts, a million empty rows.
const XLSX: &[u8] = include_bytes!("files/reservoir.xlsx");
const XLS: &[u8] = include_bytes!("files/reservoir.xls");
const ODS: &[u8] = include_bytes!("files/reservoir.ods");

fn rendered(bytes: &[u8], name: &str) -> String {
    render::render(&read(bytes, name).unwrap())
}

#[test]
fn the_three_formats_say_the_same() {
    let xlsx = rendered(XLSX, "a.xlsx");
    assert_eq!(rendered(XLS, "a.xls"), xlsx);
    assert_eq!(rendered(ODS, "a.ods"), xlsx);
    insta::assert_snapshot!(xlsx);
}

/// A workbook with one sheet of `xml`, and `styles`.
fn workbook(xml: &str, styles: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="http://x/relationships/{kind}" Target="{target}"/>"#)
    };
    let workbook = r#"<workbook><sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let relations = relation("r1", "worksheet", "worksheets/sheet1.xml")
        + &relation("r2", "styles", "/xl/styles.xml")
        + &relation("r3", "sharedStrings", "sharedStrings.xml");
    zipped::zipped(&[
        (
            "_rels/.rels",
            &format!("<Relationships>{}</Relationships>", relation("r1", "officeDocument", "xl/workbook.xml")),
        ),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", &format!("<Relationships>{relations}</Relationships>")),
        ("xl/styles.xml", &format!("<styleSheet>{styles}</styleSheet>")),
        ("xl/sharedStrings.xml", &format!("<sst><si><t>{}</t></si></sst>", "长".repeat(300))),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet>{xml}</worksheet>")),
    ])
}

fn shown(xml: &str, styles: &str) -> String {
    rendered(&workbook(xml, styles), "a.xlsx")
}

#[test]
fn what_office_writes_in_other_ways() {
    let styles = r#"<numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="200"/><xf numFmtId="10"/></cellXfs>"#;
    let xml = r#"<sheetData>
        <row><c t="inlineStr"><is><r><t>分</t></r><r><t xml:space="preserve">段 </t></r><rPh><t>fen</t></rPh></is></c><c s="1"><v>46112</v></c></row>
        <row r="3"><c r="A3" t="str"><f>B1</f><v>甲&amp;乙_x000D_&#10;丙</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c s="2"><v>0.125</v></c></row>
        <row r="4"><c r="B4" t="d"><v>2026-03-31T00:00:00</v></c><c r="C4"><v>7.0</v></c><c r="D4" t="s"><v>9</v></c></row>
    </sheetData><mergeCells><mergeCell ref="A3:A4"/><mergeCell ref="A3:B4"/></mergeCells>"#;
    insta::assert_snapshot!(shown(xml, styles));
}

#[test]
fn a_form_of_our_own_comes_back_with_every_cell() {
    let xml = r#"<sheetData><row r="1" hidden="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">  两头有空格 </t></is></c></row>
        <row r="2"><c r="A2"><f>B2+1</f></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2" t="str"><f>""</f><v></v></c>
        <c r="D2"><f>1+1</f><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A3:B4"/></mergeCells>"#;
    let sheets = document::workbook::sheets(&workbook(xml, ""), Limits::default()).unwrap();
    insta::assert_debug_snapshot!(sheets.iter().map(|s| (&s.cells, &s.without_value, &s.merges)).collect::<Vec<_>>());
    let sheets = document::workbook::sheets(XLSX, Limits::default()).unwrap();
    let hidden = sheets.iter().filter(|sheet| sheet.hidden).map(|sheet| (&sheet.name, sheet.cells.len()));
    insta::assert_debug_snapshot!(hidden.collect::<Vec<_>>());
}

#[test]
fn a_filter_hides_nothing_from_the_ledger() {
    let rows = r#"<sheetData><row r="1"><c t="str"><v>状态</v></c></row><row r="2" hidden="1"><c t="str"><v>完成</v></c></row>
        <row r="3"><c t="str"><v>逾期</v></c></row></sheetData>"#;
    let filter = r#"<autoFilter ref="A1:A3"><filterColumn colId="0"/></autoFilter>"#;
    let filtered = shown(&format!("{rows}{filter}"), "");
    assert!(filtered.contains("完成") && filtered.contains("D213"), "{filtered}");
    let hidden = shown(rows, "");
    assert!(!hidden.contains("完成") && hidden.contains("D214"), "{hidden}");
}

#[test]
fn a_merge_whose_corner_is_hidden_still_shows() {
    let xml = r#"<cols><col min="1" max="1" hidden="1"/></cols><sheetData><row r="1"><c t="str"><v>总标题</v></c></row>
        <row r="2"><c t="str"><v>号</v></c><c t="str"><v>事</v></c><c t="str"><v>人</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:C1"/></mergeCells>"#;
    insta::assert_snapshot!(shown(xml, ""));
}

#[test]
fn a_sheet_costs_what_it_holds() {
    let xml = r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="str"><v>首</v></c></row>
        <row r="1048576"><c r="XFD1048576" t="str"><v>尾</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>"#;
    insta::assert_snapshot!(shown(xml, ""));
}

#[test]
fn cells_in_a_diagonal_become_paragraphs() {
    let rows: String =
        (1..=4000).map(|n| format!(r#"<row r="{n}"><c r="{}{n}"><v>{n}</v></c></row>"#, column(n))).collect();
    let document = read(&workbook(&format!("<sheetData>{rows}</sheetData>"), ""), "a.xlsx").unwrap();
    assert_eq!(document.paragraphs.len(), 4000);
    assert_eq!(document.problems[0].code, "D215");
}

fn column(mut n: usize) -> String {
    let mut letters = String::new();
    while n > 0 {
        letters.insert(0, char::from(b'A' + u8::try_from((n - 1) % 26).unwrap()));
        n = (n - 1) / 26;
    }
    letters
}

const ODS_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
const SMALL: Limits = Limits { file: 1 << 20, unpacked: 1 << 20 };

fn bomb(result: Result<Document, ReadError>) -> bool {
    matches!(result, Err(ReadError::Bomb { limit: 1_048_576 }))
}

#[test]
fn bombs_of_each_kind() {
    let long = workbook(&format!("<sheetData>{}</sheetData>", " ".repeat(2 << 20)), "");
    assert!(bomb(read_within(&long, "a.xlsx", SMALL)), "a part that unpacks to too much");
    let shared: String = (0..5000).map(|_| r#"<c t="s"><v>0</v></c>"#).collect();
    let shared = workbook(&format!("<sheetData><row>{shared}</row></sheetData>"), "");
    assert!(bomb(read_within(&shared, "a.xlsx", SMALL)), "one long string in many cells");
    let cells: String = (0..20_000).map(|_| "<c><v>1</v></c>").collect();
    let cells = workbook(&format!("<sheetData><row>{cells}</row></sheetData>"), "");
    assert!(bomb(read_within(&cells, "a.xlsx", SMALL)), "more cells than text");
    let repeated = r#"<office:spreadsheet><table:table><table:table-row table:number-rows-repeated="1000000">
        <table:table-cell><text:p>又</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"#;
    let repeated = zipped::zipped(&[("mimetype", ODS_TYPE), ("content.xml", repeated)]);
    assert!(bomb(read_within(&repeated, "a.ods", SMALL)), "a row repeated too often");
}

#[test]
fn passwords_are_named() {
    let manifest = r#"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let ods =
        zipped::zipped(&[("mimetype", ODS_TYPE), ("META-INF/manifest.xml", manifest), ("content.xml", "\u{1}\u{2}")]);
    assert_eq!(read(&ods, "a.ods"), Err(ReadError::Encrypted));
    // A record that says the rest is encrypted, in place of the first one after the beginning.
    let mut xls = XLS.to_vec();
    let begin = xls.windows(8).position(|w| w[..4] == [0x09, 0x08, 0x10, 0x00] && w[4..6] == [0x00, 0x06]).unwrap();
    xls[begin + 20..begin + 22].copy_from_slice(&[0x2F, 0x00]);
    assert_eq!(read(&xls, "a.xls"), Err(ReadError::Encrypted));
}

#[test]
fn every_cut_is_an_error_or_a_document() {
    for (file, name) in [(XLSX, "a.xlsx"), (XLS, "a.xls"), (ODS, "a.ods")] {
        for cut in (0..file.len()).step_by(61) {
            if let Ok(document) = read(&file[..cut], name) {
                assert!(damage::is_sound(&document), "{name} cut at {cut}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn damaged_files_do_no_harm(
        which in 0..3_usize,
        damages in prop::collection::vec(damage::damage(), 1..4),
    ) {
        let (file, name) = [(XLSX, "a.xlsx"), (XLS, "a.xls"), (ODS, "a.ods")][which];
        let mut file = file.to_vec();
        for damage in &damages {
            file = damage::apply(&file, damage);
        }
        if let Ok(document) = read(&file, name) {
            prop_assert!(damage::is_sound(&document));
        }
    }

    /// Damage behind the packing, where check sums no longer catch it.
    #[test]
    fn damaged_parts_do_no_harm(
        which in 0..2_usize,
        part in any::<prop::sample::Index>(),
        damages in prop::collection::vec(damage::damage(), 1..4),
    ) {
        let (file, name) = [(XLSX, "a.xlsx"), (ODS, "a.ods")][which];
        let file = zipped::with_part(file, part, |bytes| {
            damages.iter().fold(bytes, |bytes, damage| damage::apply(&bytes, damage))
        });
        if let Ok(document) = read(&file, name) {
            prop_assert!(damage::is_sound(&document));
        }
    }
}
