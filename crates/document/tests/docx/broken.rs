//! Files that are broken, hostile, or not what they say.

use std::io::Write as _;

use document::{ReadError, read::Limits};
use proptest::prelude::*;

use crate::paper::{NAMESPACES, Paper, li, lvl, p, r, zipped};

/// A paper with something of everything.
fn rich() -> Paper {
    let cell = |props: &str, text: &str| format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", p(text));
    let body = [
        li(1, 0, "检查情况"),
        li(1, 1, "仓储方面"),
        format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}<w:del>{}</w:del></w:p>", r("联合"), r("删")),
        format!("<w:p><w:pPr><w:pStyle w:val=\"b\"/></w:pPr>{}{}</w:p>", r("正文&amp;"), crate::text::text_box(&p("框"))),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("<w:vMerge w:val=\"restart\"/>", "上"),
            cell("<w:gridSpan w:val=\"2\"/>", "宽"),
            cell("<w:vMerge/>", ""),
            cell("<w:hMerge/>", "下")
        ),
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>目录</w:t><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>".into(),
        "<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>批</w:t><w:footnoteReference w:id=\"1\"/></w:r><w:commentRangeEnd w:id=\"0\"/></w:p>".into(),
        "<w:sectPr><w:footerReference r:id=\"rId5\"/><w:pgSz w:w=\"11906\"/></w:sectPr>".into(),
    ];
    let numbering =
        crate::paper::abstract_num(
            0,
            &(lvl(0, "chineseCounting", "%1、", "") + &lvl(1, "decimal", "%1.%2", "<w:isLgl/>")),
        ) + &crate::paper::num(1, 0, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"3\"/></w:lvlOverride>");
    Paper::new(body.concat())
        .styles("<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"21\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"/><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>")
        .numbering(&numbering)
        .with("footnotes", "footnotes", &format!("<w:footnote w:id=\"1\">{}</w:footnote>", p("注")))
        .with("comments", "comments", &format!("<w:comment w:id=\"0\" w:author=\"甲\">{}</w:comment>", p("评")))
        .with_part("footer", "footer1.xml", &format!("<w:ftr {NAMESPACES}><w:p><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"))
}

fn read(bytes: &[u8]) -> Result<document::Document, ReadError> {
    document::read(bytes, "paper.docx")
}

#[test]
fn the_rich_paper_itself() {
    insta::assert_snapshot!(rich().seen());
}

#[test]
fn a_cut_off_file_says_where() {
    let bytes = rich().bytes();
    let half = &bytes[..bytes.len() / 2];
    assert!(matches!(read(half), Err(ReadError::Damaged { .. })));
    let error = document::docx::trace(half, Limits::default()).unwrap_err();
    let ReadError::Damaged { detail } = error else { panic!("{error:?}") };
    assert!(detail.en.contains(&half.len().to_string()), "{}", detail.en);
}

#[test]
fn damage_inside_a_part_leaves_the_text_before_it() {
    let body: String = (0..2000).map(|n| p(&format!("第{n}处台账与实物不符，已于当日登记。"))).collect();
    let mut bytes = Paper::new(body).bytes();
    let name = b"word/document.xml";
    let at = bytes.windows(name.len()).position(|w| w == name).unwrap() + name.len() + 2000;
    bytes[at..at + 40].fill(0xFF);
    let document = read(&bytes).unwrap();
    assert!(document.paragraphs[0].text.starts_with("第0处"));
    assert!(document.paragraphs.len() < 2000);
    assert!(document.problems.iter().any(|p| matches!(p.code, "W102" | "W103")));
}

#[test]
fn broken_xml_is_read_up_to_the_break() {
    let document = Paper::new(p("好") + "<w:p><w:r><w:t>半").read();
    let texts: Vec<&str> = document.paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["好", "半"]);
    let document = Paper::new(p("好") + "<w:p <<< ").read();
    assert_eq!(document.paragraphs[0].text, "好");
}

#[test]
fn parts_that_are_missing_or_broken_cost_only_what_they_hold() {
    let mut files = rich().files();
    files.retain(|(name, _)| !name.ends_with("styles.xml") && !name.ends_with("numbering.xml"));
    files.iter_mut().filter(|(name, _)| name.ends_with("comments.xml")).for_each(|(_, xml)| xml.truncate(30));
    let document = read(&zipped(&files)).unwrap();
    assert!(document.paragraphs.iter().any(|p| p.text == "检查情况" && p.number.is_none()));
}

#[test]
fn the_main_part_is_found_under_any_name() {
    let mut paper = Paper::new(p("正文"));
    paper.main = "word/document2.xml".into();
    assert_eq!(paper.read().paragraphs[0].text, "正文");
    let mut files = Paper::new(p("正文")).files();
    files.retain(|(name, _)| !name.ends_with(".rels"));
    assert_eq!(read(&zipped(&files)).unwrap().paragraphs[0].text, "正文");
}

#[test]
fn strict_files_and_other_prefixes() {
    let strict = |xml: &str| {
        xml.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        .replace("w:sz w:val=\"21\"", "w:sz w:val=\"10.5pt\"")
    };
    let files: Vec<_> = rich().files().into_iter().map(|(name, xml)| (name, strict(&xml))).collect();
    assert_eq!(read(&zipped(&files)).unwrap().paragraphs.len(), rich().read().paragraphs.len());
    let bare = |xml: &str| xml.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w=", "xmlns=");
    let files: Vec<_> = rich().files().into_iter().map(|(name, xml)| (name, bare(&xml))).collect();
    assert_eq!(crate::paper::seen(&read(&zipped(&files)).unwrap()), rich().seen());
}

#[test]
fn utf_16_parts() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document {NAMESPACES}><w:body>{}</w:body></w:document>",
        p("双字节")
    );
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let units: Vec<u8> = std::iter::once(0xFEFF).chain(xml.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    zip.write_all(&units).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(read(&bytes).unwrap().paragraphs[0].text, "双字节");
}

#[test]
fn a_bomb_is_not_unpacked() {
    let body = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "零".repeat(4 << 20));
    let bytes = Paper::new(body).bytes();
    assert!(bytes.len() < 1 << 20);
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    assert_eq!(document::read::read_within(&bytes, "a.docx", limits), Err(ReadError::Bomb { limit: 1 << 20 }));
}

#[test]
fn deep_nesting_does_not_exhaust_the_stack() {
    for element in [
        "w:p",
        "w:r",
        "w:sdt",
        "w:txbxContent",
        "mc:AlternateContent",
        "w:ins",
        "w:drawing",
        "m:oMath",
        "w:fldSimple",
        "x",
    ] {
        let body =
            format!("{}{}{}", format!("<{element}>").repeat(50_000), p("里"), format!("</{element}>").repeat(50_000));
        let paper = Paper::new(body + &p("外"));
        let _ = document::docx::trace(&paper.bytes(), Limits::default());
        assert!(paper.read().paragraphs.iter().any(|p| p.text.contains('外')), "{element}");
    }
}

#[test]
fn a_password_is_said_to_be_one() {
    let mut compound = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    for stream in ["/EncryptionInfo", "/EncryptedPackage"] {
        compound.create_stream(stream).unwrap().write_all(&[4, 0, 4, 0]).unwrap();
    }
    let bytes = compound.into_inner().into_inner();
    assert_eq!(read(&bytes), Err(ReadError::Encrypted));
    assert_eq!(document::docx::trace(&bytes, Limits::default()).unwrap_err(), ReadError::Encrypted);
}

#[test]
fn renamed_and_empty_files() {
    let sheet = zipped(&[
        ("_rels/.rels".into(), "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".into()),
        ("xl/workbook.xml".into(), "<workbook/>".into()),
    ]);
    assert!(read(&sheet).is_err());
    assert!(matches!(read(&Paper::new("<w:p/>").bytes()), Err(ReadError::Empty)));
    assert!(read(b"PK\x03\x04 and nothing more").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done to the bytes of the file, reading returns.
    #[test]
    fn spoilt_bytes(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12), cut in prop::option::of(any::<prop::sample::Index>())) {
        let mut bytes = rich().bytes();
        for (at, value) in edits {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read(&bytes);
        let _ = document::docx::trace(&bytes, Limits::default());
    }

    /// Whatever is done to the XML inside, reading returns, and what it returns holds together.
    #[test]
    fn spoilt_xml(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_u8..4), 1..8)) {
        let mut files = rich().files();
        for (file, from, to, what) in edits {
            let count = files.len();
            let (_, xml) = &mut files[file.index(count)];
            spoil(xml, from, to, what);
        }
        let bytes = zipped(&files);
        if let Ok(document) = read(&bytes) {
            holds_together(&document);
        }
        let _ = document::docx::trace(&bytes, Limits::default());
    }
}

/// Cuts a stretch out, doubles it, moves a tag, or ends the text.
fn spoil(xml: &mut String, from: prop::sample::Index, to: prop::sample::Index, what: u8) {
    let marks: Vec<usize> =
        xml.char_indices().filter(|(_, c)| matches!(c, '<' | '>' | '"' | ' ')).map(|(at, _)| at).collect();
    if marks.is_empty() {
        return;
    }
    let (a, b) = (marks[from.index(marks.len())], marks[to.index(marks.len())]);
    let (a, b) = (a.min(b), a.max(b));
    match what {
        0 => xml.replace_range(a..b, ""),
        1 => {
            let twice = xml[a..b].to_owned();
            xml.insert_str(b, &twice);
        }
        2 => {
            let moved = xml[a..b].to_owned();
            xml.replace_range(a..b, "");
            let end = xml.len();
            let at = (0..=end / 2).rev().find(|at| xml.is_char_boundary(*at)).unwrap_or(0);
            xml.insert_str(at, &moved);
        }
        _ => xml.truncate(a),
    }
}

fn holds_together(document: &document::Document) {
    for paragraph in &document.paragraphs {
        assert_eq!(paragraph.text.trim(), paragraph.text);
        assert!(paragraph.text.is_char_boundary(paragraph.body_start()));
        let lead = paragraph.look.as_ref().map_or(0, |look| look.bold_lead as usize);
        assert!(paragraph.text.is_char_boundary(lead));
        let _ = paragraph.origin.locate(&paragraph.text, paragraph.text.len());
    }
    for note in &document.notes {
        if let Some(span) = note.anchor {
            assert!(document.paragraphs[span.paragraph as usize].text.get(span.range()).is_some());
        }
    }
}
