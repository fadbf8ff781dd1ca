//! Word files and workbooks from lines: as plain as offices write them, the same bytes for the same lines.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The page of GB/T 9704-2012: A4, its margins, its grid of 22 lines.
const PAGE: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="580"/></w:sectPr>"#;

/// A `.docx`. A line that begins with `# ` is the title, one with `= ` stands at the right, one with `| ` is a row of a
/// table, any other a paragraph.
pub(crate) fn document(lines: &[&str]) -> Vec<u8> {
    let mut body = String::new();
    let mut lines = lines.iter().filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        if let Some(cells) = row(line) {
            let mut rows = vec![cells];
            while let Some(cells) = lines.peek().and_then(|line| row(line)) {
                rows.push(cells);
                lines.next();
            }
            table(&mut body, &rows);
        } else if let Some(title) = line.strip_prefix("# ") {
            paragraph(&mut body, r#"<w:jc w:val="center"/>"#, ("方正小标宋简体", 44), title);
        } else if let Some(words) = line.strip_prefix("= ") {
            paragraph(&mut body, r#"<w:jc w:val="right"/>"#, ("仿宋_GB2312", 32), words);
        } else {
            paragraph(&mut body, r#"<w:ind w:firstLineChars="200" w:firstLine="640"/>"#, (face(line), 32), line);
        }
    }
    let main = format!(r#"{XML}<w:document xmlns:w="{MAIN}"><w:body>{body}{PAGE}</w:body></w:document>"#);
    let kind = "wordprocessingml.document";
    package("word/document.xml", kind, &main, &[])
}

/// An `.xlsx` of one sheet: a line is a row, `|` stands between its cells.
pub(crate) fn workbook(lines: &[&str]) -> Vec<u8> {
    let mut rows = String::new();
    for (number, line) in (1..).zip(lines) {
        let _ = write!(rows, r#"<row r="{number}">"#);
        for (letter, cell) in ('A'..='Z').zip(line.split('|')) {
            let (at, cell) = (format!("{letter}{number}"), escaped(cell.trim()));
            let _ = match cell.parse::<f64>() {
                Ok(_) => write!(rows, r#"<c r="{at}"><v>{cell}</v></c>"#),
                Err(_) => write!(rows, r#"<c r="{at}" t="inlineStr"><is><t>{cell}</t></is></c>"#),
            };
        }
        rows.push_str("</row>");
    }
    let sheet = format!(r#"{XML}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>"#);
    let book = format!(
        r#"{XML}<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    package("xl/workbook.xml", "spreadsheetml.sheet", &book, &[("worksheet", "xl/worksheets/sheet1.xml", &sheet)])
}

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// Headings are set in the faces that the standard wants.
fn face(line: &str) -> &'static str {
    let first = line.chars().next().unwrap_or(' ');
    let second = line.chars().nth(1).unwrap_or(' ');
    match (first, second) {
        (_, '、') if "一二三四五六七八九十".contains(first) => "黑体",
        ('（', second) if "一二三四五六七八九十".contains(second) => "楷体_GB2312",
        _ => "仿宋_GB2312",
    }
}

fn paragraph(out: &mut String, place: &str, (face, size): (&str, u32), words: &str) {
    let spacing = r#"<w:spacing w:line="580" w:lineRule="exact"/>"#;
    let _ = write!(
        out,
        r#"<w:p><w:pPr>{spacing}{place}</w:pPr><w:r><w:rPr><w:rFonts w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}"/><w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
        escaped(words)
    );
}

fn row(line: &str) -> Option<Vec<&str>> {
    let cells = line.trim_end().strip_prefix("| ")?.strip_suffix('|')?;
    Some(cells.split('|').map(str::trim).collect())
}

fn table(out: &mut String, rows: &[Vec<&str>]) {
    let edges = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let edges: String = edges.iter().map(|edge| format!(r#"<w:{edge} w:val="single" w:sz="4"/>"#)).collect();
    let _ = write!(out, r#"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>"#);
    out.push_str(&"<w:gridCol/>".repeat(rows.first().map_or(0, Vec::len)));
    out.push_str("</w:tblGrid>");
    for (number, cells) in rows.iter().enumerate() {
        let head = if number == 0 { "<w:trPr><w:tblHeader/></w:trPr>" } else { "" };
        let _ = write!(out, "<w:tr>{head}");
        for cell in cells {
            let _ = write!(
                out,
                r#"<w:tc><w:p><w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:tc>"#,
                escaped(cell)
            );
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// An Office package: its main part, and other parts by kind, path and XML, which stand below the main part's folder.
fn package(main: &str, kind: &str, xml: &str, others: &[(&str, &str, &str)]) -> Vec<u8> {
    let (folder, file) = main.split_once('/').unwrap_or(("", main));
    let base = "application/vnd.openxmlformats-officedocument";
    let sort = kind.split('.').next().unwrap_or(kind);
    let mut types = format!(r#"<Override PartName="/{main}" ContentType="{base}.{kind}.main+xml"/>"#);
    let mut relations = String::new();
    for (number, (kind, path, _)) in (1..).zip(others) {
        let target = path.strip_prefix(&format!("{folder}/")).unwrap_or(path);
        let _ = write!(types, r#"<Override PartName="/{path}" ContentType="{base}.{sort}.{kind}+xml"/>"#);
        let _ = write!(relations, r#"<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#);
    }
    let relationships =
        |all: &str| format!(r#"{XML}<Relationships xmlns="{PACKAGE}/relationships">{all}</Relationships>"#);
    let types = format!(
        r#"{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>"#
    );
    let root = format!(r#"<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="{main}"/>"#);
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), types),
        ("_rels/.rels".to_owned(), relationships(&root)),
        (main.to_owned(), xml.to_owned()),
        (format!("{folder}/_rels/{file}.rels"), relationships(&relations)),
    ];
    parts.extend(others.iter().map(|(_, path, xml)| ((*path).to_owned(), (*xml).to_owned())));
    zipped(&parts).unwrap_or_default()
}

fn zipped(parts: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (path, content) in parts {
        zip.start_file(path.as_str(), options)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
