//! What the front door takes, what it turns away, and what it says then.

// A helper of a test may fail it as the test itself may.
#![allow(clippy::unwrap_used)]

use document::{Format, Lang, Limits, ReadError, read, read_within};
use proptest::prelude::*;

const NAMES: [&str; 13] =
    ["a.txt", "a.md", "a.csv", "a.tsv", "a.html", "a.docx", "a.doc", "a.wps", "a.xlsx", "a.xls", "a.ods", "a.pdf", "a"];

/// A zip package with stored, empty parts of these names.
fn package(parts: &[&str], encrypted: bool, size: u32) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let offset = u32::try_from(out.len()).unwrap();
        let name = u16::try_from(part.len()).unwrap().to_le_bytes();
        let mut common = vec![20, 0, u8::from(encrypted), 0, 0, 0, 0, 0, 0x21, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend(size.to_le_bytes());
        common.extend(name);
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(part.as_bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(part.as_bytes());
    }
    let (count, start) = (u16::try_from(parts.len()).unwrap().to_le_bytes(), u32::try_from(out.len()).unwrap());
    let length = u32::try_from(directory.len()).unwrap().to_le_bytes();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend(length);
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// A compound file with empty streams of these names.
fn compound(streams: &[&str]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    for stream in streams {
        file.create_stream(stream).unwrap();
    }
    file.into_inner().into_inner()
}

fn said(bytes: &[u8], name: &str) -> String {
    match read(bytes, name) {
        Ok(document) => format!(
            "{name}: {:?} {:?}",
            document.format,
            document.problems.iter().map(|p| &p.message.en).collect::<Vec<_>>()
        ),
        Err(error) => {
            let (message, advice) = (error.message(), error.advice());
            format!(
                "{name}: {}\n  {}\n  {}\n  {}",
                message.get(Lang::Zh),
                message.get(Lang::En),
                advice.get(Lang::Zh),
                advice.get(Lang::En)
            )
        }
    }
}

#[test]
fn what_is_turned_away() {
    let docx = package(&["[Content_Types].xml", "word/document.xml"], false, 0);
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (vec![], "empty.docx"),
        (b" \r\n\t".to_vec(), "blank.txt"),
        ("\u{feff}\u{3000}\n".as_bytes().to_vec(), "spaces.txt"),
        (b"\x89PNG\r\n\x1a\n0000".to_vec(), "photo.docx"),
        (b"\x89PNG\r\n\x1a\n0000".to_vec(), "photo.png"),
        (b"%PDF-1.7\n".to_vec(), "paper.docx"),
        (docx.clone(), "paper.pdf"),
        (docx.clone(), "paper.txt"),
        (docx.clone(), "paper.xlsx"),
        ("一、问题".as_bytes().to_vec(), "paper.docx"),
        (docx[..docx.len() / 2].to_vec(), "cut.docx"),
        (package(&["word/document.xml"], true, 0), "locked.docx"),
        (compound(&["/EncryptedPackage", "/EncryptionInfo"]), "locked.docx"),
        (compound(&["/EncryptedPackage", "/EncryptionInfo"]), "locked.xlsx"),
        (package(&["word/document.xml", "a", "b"], false, u32::MAX), "bomb.docx"),
        (package(&["ppt/presentation.xml"], false, 0), "slides.pptx"),
        (package(&["OFD.xml"], false, 0), "paper.ofd"),
        (package(&["readme"], false, 0), "papers.zip"),
        (compound(&["/PowerPoint Document"]), "slides.ppt"),
        (compound(&["/Other"]), "other.doc"),
        (compound(&["/WordDocument"])[..600].to_vec(), "cut.doc"),
        (b"{\\rtf1\\ansi}".to_vec(), "paper.rtf"),
        (b"{\\rtf1\\ansi}".to_vec(), "paper.doc"),
        (b"Rar!\x1a\x07\x00".to_vec(), "papers.rar"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07".repeat(20), "noise.docx"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07".repeat(20), "noise.txt"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07".repeat(20), "noise"),
        (b"<html><script>x</script></html>".to_vec(), "hollow.html"),
        (b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>".to_vec(), "old.doc"),
    ];
    insta::assert_snapshot!(cases.iter().map(|(bytes, name)| said(bytes, name)).collect::<Vec<_>>().join("\n"));
}

#[test]
fn kin_is_read_with_a_remark() {
    let page = "<html><body><p>整改情况</p><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></body></html>";
    let cases = [
        (page, "paper.doc"),
        (page, "ledger.xls"),
        (page, "paper.txt"),
        (page, "paper.md"),
        ("序号\t问题\t措施\n1\t漏检\t补检\n", "ledger.xls"),
        ("一、问题", "paper.html"),
        ("一、问题", "paper.unknown"),
        ("一、问题", "paper"),
        ("提到 <p> 标签的文字", "paper.txt"),
        ("The %PDF-1.7 header must stand first.", "note.txt"),
    ];
    insta::assert_snapshot!(
        cases.iter().map(|(text, name)| said(text.as_bytes(), name)).collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn limits_hold() {
    let limits = Limits { file: 10, unpacked: 100 };
    let error = read_within("一二三四五".as_bytes(), "a.txt", limits).unwrap_err();
    assert_eq!(error, ReadError::TooLarge { size: 15, limit: 10 });
    assert!(error.message().zh.contains("15 B"));
    let limits = Limits { file: 1 << 20, unpacked: 100 };
    let bomb = package(&["word/document.xml"], false, 101);
    assert_eq!(read_within(&bomb, "a.docx", limits).unwrap_err(), ReadError::Bomb { limit: 100 });
}

#[test]
fn a_folder_and_a_scan_have_their_words() {
    for error in [ReadError::Folder, ReadError::Scan { pages: 3 }] {
        assert!(!error.message().zh.is_empty() && !error.advice().en.is_empty());
    }
    assert!(ReadError::Scan { pages: 3 }.message().en.contains('3'));
}

#[test]
fn the_name_decides_between_kinds_of_text() {
    let format = |name| read("# 甲,乙\n".as_bytes(), name).unwrap().format;
    assert_eq!(format("a.txt"), Format::Text);
    assert_eq!(format("a.md"), Format::Markdown);
    assert_eq!(format("a.csv"), Format::Csv);
}

fn starts() -> impl Strategy<Value = Vec<u8>> {
    prop::sample::select(vec![
        vec![],
        b"PK\x03\x04".to_vec(),
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
        b"%PDF-1.4\n".to_vec(),
        b"<html>".to_vec(),
        b"\xff\xfe".to_vec(),
        package(&["word/document.xml", "xl/workbook.xml"], false, 0),
        compound(&["/WordDocument", "/Workbook", "/1Table"]),
        "一、问题\n（一）登记\t不全\n".repeat(8).into_bytes(),
        "line one of the text and\nanother, |x|y|\n".repeat(8).into_bytes(),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_reader_panic(
        start in starts(), tail in prop::collection::vec(any::<u8>(), 0..200),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8), cut in any::<prop::sample::Index>()
    ) {
        let mut bytes = start;
        bytes.extend(tail);
        if !bytes.is_empty() {
            for (at, value) in flips {
                let at = at.index(bytes.len());
                bytes[at] = value;
            }
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        for name in NAMES {
            if let Ok(document) = read(&bytes, name) {
                prop_assert!(!document.paragraphs.is_empty() || !document.problems.is_empty(), "{name}");
                // What a reader keeps is bounded by what it was given.
                let kept: usize = document.paragraphs.iter().map(|p| p.text.len()).sum();
                prop_assert!(kept <= bytes.len() * 4, "{name}: {kept}");
            }
        }
    }
}

#[test]
fn a_picture_under_the_name_of_a_paper_is_not_to_be_renamed() {
    let error = read(b"\x89PNG\r\n\x1a\n0000", "a.docx").unwrap_err();
    assert_eq!(error.message().zh, "扩展名是 .docx，内容却是 PNG 图片，读不了");
    assert!(error.advice().zh.contains("文字识别"), "{:?}", error.advice());
    let error = read(b"7z\xbc\xaf\x27\x1c00", "a.7z").unwrap_err();
    assert_eq!(error.message().zh, "不支持读取 7z 压缩包");
    assert!(error.advice().en.contains("unpack"), "{:?}", error.advice());
    let error = read(b"%PDF-1.7\n1 0 obj\n", "a.docx").unwrap_err();
    assert_eq!(error.message().zh, "扩展名是 .docx，内容却是 PDF 文件");
    assert!(error.advice().zh.contains("扩展名改对"), "{:?}", error.advice());
}
