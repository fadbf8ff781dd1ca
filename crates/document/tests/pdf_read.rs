//! PDFs that other programs wrote, and small ones made here, read whole, damaged and cut off.

// A helper of a test may fail it as the test itself may.
#![allow(clippy::unwrap_used)]

#[path = "binary/damage.rs"]
mod damage;
#[path = "binary/render.rs"]
mod render;
#[path = "binary/small_pdf.rs"]
mod small_pdf;

use std::{
    io::Write,
    sync::{
        Once,
        atomic::{AtomicUsize, Ordering},
    },
};

use document::{Document, Limits, ReadError, read, read_within};
use proptest::prelude::*;
use small_pdf::{chinese_font, pdf, shown};

/// Written by LibreOffice: three small pages with a header, wrapped paragraphs, a table over two pages.
const FOREST: &[u8] = include_bytes!("files/forest.pdf");

fn texts(document: &Document) -> Vec<&str> {
    document.paragraphs.iter().map(|p| p.text.as_str()).collect()
}

#[test]
fn pages_into_one_paper() {
    let document = read(FOREST, "a.pdf").unwrap();
    insta::assert_snapshot!(render::render(&document));
}

#[test]
fn chinese_without_a_table_of_characters() {
    let line = "一是记录缺少2天";
    let utf16: Vec<u8> = line.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let (gbk, ..) = encoding_rs::GBK.encode(line);
    for (cmap, bytes) in [
        ("GBK-EUC-H", gbk.to_vec()),
        ("GB-EUC-H", gbk.to_vec()),
        ("GBKp-EUC-H", gbk.to_vec()),
        ("GBK2K-H", gbk.to_vec()),
        ("UniGB-UCS2-H", utf16.clone()),
        ("UniGB-UTF16-H", utf16),
    ] {
        let document = read(&pdf(&shown(&[bytes]), &chinese_font(cmap), &[]), "a.pdf").unwrap();
        assert_eq!(texts(&document), [line], "{cmap}");
    }
}

#[test]
fn glyphs_of_adobes_collection() {
    // Glyph numbers of Adobe-GB1: 34 to 59 are the letters A to Z; that of 啊, 0xB0A1 in GB 2312, is looked up.
    let table = hayro_cmap::load_embedded(hayro_cmap::CMapName::from_bytes(b"GB-EUC-H")).unwrap();
    let table = hayro_cmap::CMap::parse(table, hayro_cmap::load_embedded).unwrap();
    let first = u16::try_from(table.lookup_cid_code(0xB0A1, 2).unwrap()).unwrap();
    let glyphs: Vec<u8> = [34_u16, 35, first].iter().flat_map(|g| g.to_be_bytes()).collect();
    let document = read(&pdf(&shown(&[glyphs]), &chinese_font("Identity-H"), &[]), "a.pdf").unwrap();
    assert_eq!((texts(&document), document.problems.len()), (vec!["AB啊"], 0));
}

#[test]
fn fonts_that_do_not_tell_are_named() {
    let font =
        "/Font << /F << /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /DW 1000 >>] >> >>";
    let document = read(&pdf(&shown(&[vec![0, 5, 0, 6]]), font, &[]), "a.pdf").unwrap();
    assert_eq!(texts(&document), ["\u{FFFD}\u{FFFD}"]);
    assert_eq!(document.problems[0].code, "D222");
}

#[test]
fn a_simple_font_with_differences() {
    let font = "/Font << /F << /Type /Font /Subtype /Type1 /FirstChar 65 /Widths [600 600 600] /Encoding << /BaseEncoding \
        /WinAnsiEncoding /Differences [66 /quotedblleft /uni4E00] >> >> >>";
    let document = read(&pdf(&shown(&[b"ABC\x93".to_vec()]), font, &[]), "a.pdf").unwrap();
    assert_eq!(texts(&document), ["A“一“"]);
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let mut content = String::from("BT /F 10 Tf\n");
    let mut put = |x: u32, y: u32, text: &str| {
        let hex: String = text.encode_utf16().flat_map(u16::to_be_bytes).map(|b| format!("{b:02X}")).collect();
        content.push_str(&format!("1 0 0 1 {x} {y} Tm <{hex}> Tj\n"));
    };
    put(120, 560, "两栏的简报");
    for n in 0..6 {
        put(
            40,
            530 - 16 * n,
            [
                "左栏第一句讲的是山路",
                "塌方以后没有人来清理",
                "护林员只好绕行三公里",
                "里程因此多出不少还有",
                "巡护记录因此缺少两天",
                "林场对此已经作出说明",
            ][n as usize],
        );
        put(
            165,
            530 - 16 * n,
            [
                "右栏接着讲整改的安排",
                "先由林场抽调五名人员",
                "再请附近的村子来帮忙",
                "六月十日之前清理完毕",
                "记录由值班人员来补齐",
                "办公室每周检查一次。",
            ][n as usize],
        );
    }
    content.push_str("ET");
    let document = read(&pdf(content.as_bytes(), &chinese_font("UniGB-UCS2-H"), &[]), "a.pdf").unwrap();
    let text: String = texts(&document).concat();
    let at = |part: &str| text.find(part).unwrap();
    assert!(at("两栏") < at("左栏") && at("作出说明") < at("右栏"), "{text}");
}

#[test]
fn footnotes_stand_apart() {
    let mut content = String::from("BT ");
    let mut put = |y: u32, size: u32, text: &str| {
        let hex: String = text.encode_utf16().flat_map(u16::to_be_bytes).map(|b| format!("{b:02X}")).collect();
        content.push_str(&format!("/F {size} Tf 1 0 0 1 40 {y} Tm <{hex}> Tj\n"));
    };
    (0..6).for_each(|n| put(500 - 20 * n, 12, "道路没有清理。"));
    put(80, 9, "1 统计到六月底。");
    put(66, 9, "2 不含支线，");
    put(52, 9, "也不含便道。");
    put(30, 9, "— 3 —");
    content.push_str("ET");
    let document = read(&pdf(content.as_bytes(), &chinese_font("UniGB-UCS2-H"), &[]), "a.pdf").unwrap();
    let notes: Vec<Vec<&str>> = document
        .notes
        .iter()
        .map(|n| n.paragraphs.iter().map(|&p| document.paragraphs[p].text.as_str()).collect())
        .collect();
    assert_eq!(notes[0], ["1 统计到六月底。"]);
    assert_eq!(notes[1][..2], ["2 不含支线，", "也不含便道。"]);
    assert_eq!(document.body.len(), 6);
}

#[test]
fn a_scan_is_named() {
    let image = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray \
        /Length 1 >>\nstream\nA\nendstream";
    let file = pdf(b"q 400 0 0 600 0 0 cm /I Do Q", "/XObject << /I 10 0 R >>", &[image.into()]);
    assert_eq!(read(&file, "a.pdf"), Err(ReadError::Scan { pages: 1 }));
}

#[test]
fn a_password_is_named() {
    assert_eq!(read(include_bytes!("files/password.pdf"), "a.pdf"), Err(ReadError::Encrypted));
    // The digests fit no password, and the cross references are lost.
    let digest = "41".repeat(32);
    let encrypt = format!("<< /Filter /Standard /V 1 /R 2 /P -4 /O <{digest}> /U <{digest}> >>");
    let mut file = pdf(&shown(&[b"A".to_vec()]), "", &[encrypt]);
    let trailer = file.windows(7).rposition(|w| w == b"trailer").unwrap();
    file.truncate(trailer);
    file.extend(b"trailer\n<< /Root 1 0 R /Encrypt 10 0 R /ID [<41> <41>] >>\n%%EOF\n");
    assert_eq!(read(&file, "a.pdf"), Err(ReadError::Encrypted));
}

#[test]
fn a_file_that_only_forbids_changes_is_read() {
    assert_eq!(texts(&read(include_bytes!("files/restricted.pdf"), "a.pdf").unwrap()), ["Closed"]);
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn bombs_are_refused_unseen() {
    let limits = Limits { file: 1 << 20, unpacked: 1 << 20 };
    let bomb = deflated(&vec![b' '; 2 << 20]);
    let nested = deflated(&deflated(&vec![b' '; 4 << 20]));
    for packed in [bomb, nested] {
        let mut file = b"%PDF-1.5\n9 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n".to_vec();
        file.extend(packed);
        file.extend(b"\nendstream\nendobj\n");
        file.extend(pdf(&shown(&[b"A".to_vec()]), &chinese_font("GBK-EUC-H"), &[]));
        assert_eq!(read_within(&file, "a.pdf", limits), Err(ReadError::Bomb { limit: 1 << 20 }));
    }
}

#[test]
fn a_form_that_draws_itself_ends() {
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >> /Length 16 \
        >>\nstream\n/X Do /X Do /X Do\nendstream";
    let file = pdf(
        b"/X Do BT /F 12 Tf <B4CBB4A6> Tj ET",
        &format!("/XObject << /X 10 0 R >> {}", chinese_font("GBK-EUC-H")),
        &[form.into()],
    );
    assert_eq!(texts(&read(&file, "a.pdf").unwrap()), ["此处"]);
}

#[test]
fn every_cut_is_an_error_or_a_document() {
    for cut in (0..FOREST.len()).step_by(211) {
        if let Ok(document) = read(&FOREST[..cut], "a.pdf") {
            assert!(damage::is_sound(&document), "cut at {cut}");
        }
    }
}

/// Content streams that are no content: operators, numbers, names and brackets in any order.
fn any_content() -> impl Strategy<Value = Vec<u8>> {
    let token = prop_oneof![
        prop::sample::select(vec![
            "q", "Q", "cm", "BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tj", "TJ", "'", "\"", "Tz", "TL", "Ts", "Do",
            "re", "m", "l", "h", "S", "f", "BI", "ID", "EI", "BDC", "EMC", "/F", "/X", "[", "]", "<<", ">>", "(", ")",
            "<B4CB>",
        ])
        .prop_map(str::to_owned),
        any::<i32>().prop_map(|n| n.to_string()),
        any::<f32>().prop_map(|n| format!("{n}")),
        (-100..100_i32).prop_map(|n| n.to_string()),
    ];
    prop::collection::vec(token, 0..120).prop_map(|tokens| tokens.join(" ").into_bytes())
}

/// Panics with a place in this crate. The reader stops the parser's from spreading, so that they must be counted
/// where they begin.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Reads, and fails where this crate itself panics.
fn read_watched(file: &[u8]) -> Result<Document, ReadError> {
    static WATCH: Once = Once::new();
    WATCH.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if info.location().is_some_and(|place| place.file().contains("document/src")) {
                PANICS.fetch_add(1, Ordering::SeqCst);
            }
            before(info);
        }));
    });
    let result = read(file, "a.pdf");
    assert_eq!(PANICS.load(Ordering::SeqCst), 0);
    result
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn damaged_files_do_no_harm(damages in prop::collection::vec(damage::damage(), 1..4)) {
        let file = damages.iter().fold(FOREST.to_vec(), |file, damage| damage::apply(&file, damage));
        if let Ok(document) = read_watched(&file) {
            prop_assert!(damage::is_sound(&document));
        }
    }

    #[test]
    fn any_content_does_no_harm(content in any_content()) {
        if let Ok(document) = read_watched(&pdf(&content, &chinese_font("GBK-EUC-H"), &[])) {
            prop_assert!(damage::is_sound(&document));
        }
    }

    #[test]
    fn damaged_small_files_do_no_harm(damages in prop::collection::vec(damage::damage(), 1..6)) {
        let whole = pdf(&shown(&[b"\xB4\xCB\xB4\xA6".to_vec()]), &chinese_font("GBK-EUC-H"), &[]);
        let file = damages.iter().fold(whole, |file, damage| damage::apply(&file, damage));
        if let Ok(document) = read_watched(&file) {
            prop_assert!(damage::is_sound(&document));
        }
    }
}
