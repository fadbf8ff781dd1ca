//! What `--fix` does to a text, and that it does nothing else.

use document::{Builder, Diagnostic, Document, Fix, Format, Origin, Place, Span, Unit};
use lint::{
    Paper, Settings,
    fix::{Applied, apply_to_text, safe},
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn checked_by(selectors: &[&str], source: &str) -> (Document, Vec<Diagnostic>) {
    let document = document::read(source.as_bytes(), "a.txt").expect("readable");
    let extraction = extract::extract(&document);
    let mut settings = Settings::default();
    settings.select(selectors).expect("known rules");
    let diagnostics = lint::check(&Paper::new(&document, &extraction, "a.txt"), &settings);
    (document, diagnostics)
}

/// Checked by one rule with a safe fix, so that these tests stand whatever rules come.
fn checked(source: &str) -> (Document, Vec<Diagnostic>) {
    checked_by(&["H403"], source)
}

fn fixed(source: &str) -> Applied {
    let (document, diagnostics) = checked(source);
    apply_to_text(source, &document, &safe(&diagnostics))
}

#[test]
fn everything_else_stays_byte_for_byte() {
    let applied = fixed("  标题\r\n\r\n\u{3000}\u{3000}一是不严。。二是不细，，三是不实。 \t\r\n末行；；");
    assert_eq!(applied.text, "  标题\r\n\r\n\u{3000}\u{3000}一是不严。二是不细，三是不实。 \t\r\n末行；");
    assert_eq!((applied.count, applied.left.len()), (3, 0));
}

#[test]
fn a_byte_order_mark_does_not_shift_the_first_line() {
    let source = "\u{feff}不严。。\n";
    let document = document::read("不严。。\n".as_bytes(), "a.txt").unwrap();
    let (_, diagnostics) = checked("不严。。\n");
    assert_eq!(apply_to_text(source, &document, &safe(&diagnostics)).text, "\u{feff}不严。\n");
}

#[test]
fn lines_may_end_with_carriage_returns_alone() {
    let applied = fixed("标题\r一是不严。。\r");
    assert_eq!((applied.text.as_str(), applied.left.len()), ("标题\r一是不严。\r", 0));
}

#[test]
fn of_two_fixes_that_overlap_one_is_applied() {
    let (document, diagnostics) = checked("不严。。不细。\n");
    let template = diagnostics[0].clone();
    let with = |start: usize, end: usize, replacement: &str| {
        let fix = Fix { span: Span::new(0, start..end), replacement: replacement.into(), safe: true };
        Diagnostic { fix: Some(fix), ..template.clone() }
    };
    let fixes = safe(&[with(6, 12, "。"), with(9, 12, ""), with(3, 3, "a"), with(3, 3, "b"), with(0, 3, "很")]);
    let chosen: Vec<&str> = fixes.iter().map(|f| f.replacement.as_str()).collect();
    assert_eq!(chosen, ["很", "a", "。"]);
    assert_eq!(apply_to_text("不严。。不细。\n", &document, &fixes).text, "很a严。不细。\n");
}

#[test]
fn a_source_that_is_not_the_documents_is_left_alone() {
    let (document, diagnostics) = checked("不严。。\n");
    let applied = apply_to_text("另一份文件的内容\n", &document, &safe(&diagnostics));
    assert_eq!((applied.text.as_str(), applied.count, applied.left.len()), ("另一份文件的内容\n", 0, 1));
}

/// The rules whose fixes touch marks, widths and spaces alone.
const MARKS: &[&str] = &["H402", "H403", "H404", "H406", "H407", "H408"];

/// Pieces from which papers are put together that have all that these rules judge.
const PARTS: &[&str] = &[
    "一是",
    "落实",
    "落",
    "实",
    "不到位",
    "台账",
    "a",
    "the ",
    "A类",
    "ISO9001",
    "12",
    "１２",
    "３．５％",
    "85%",
    "1,200",
    "09:15",
    "https://a.example/b,c",
    "report.docx",
    " ",
    "  ",
    "\u{3000}",
    "，",
    ",",
    "。",
    ".",
    "；",
    ";",
    "：",
    ":",
    "！",
    "!",
    "？",
    "?",
    "、",
    "（",
    "）",
    "(",
    ")",
    "《",
    "》",
    "〔",
    "〕",
    "[",
    "]",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "「",
    "」",
    "……",
    "——",
    "`",
    "责任人：",
];

fn fixed_by(selectors: &[&str], source: &str) -> Applied {
    let (document, diagnostics) = checked_by(selectors, source);
    apply_to_text(source, &document, &safe(&diagnostics))
}

/// The paragraph `text` with the safe fixes of [`MARKS`]. It is put into a document as it is: whether a reader takes two
/// lines for one paragraph depends on the marks.
fn mended(text: &str) -> String {
    let mut builder = Builder::new(Format::Docx);
    for (n, text) in ["河湾镇整改方案", "落实不到位，台账不全。", text].into_iter().enumerate() {
        builder.paragraph(text, Origin::at(Place::start_of(Unit::Paragraph(n as u32))));
    }
    let document = builder.finish();
    let extraction = extract::extract(&document);
    let mut settings = Settings::default();
    settings.select(MARKS).unwrap();
    let diagnostics = lint::check(&Paper::new(&document, &extraction, "a.docx"), &settings);
    let mut text = text.to_owned();
    for fix in safe(&diagnostics).iter().rev().filter(|fix| fix.span.paragraph == 2) {
        text.replace_range(fix.span.range(), &fix.replacement);
    }
    text
}

/// Letters and figures in order, widths aside.
fn letters(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn the_corpus_keeps_its_letters_and_settles_at_once() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");
    let mut papers = 0;
    for file in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        if file.extension().is_some_and(|e| e == "txt") {
            let source = std::fs::read_to_string(&file).unwrap();
            let once = fixed_by(MARKS, &source);
            assert_eq!(letters(&once.text), letters(&source), "{}", file.display());
            let mended = fixed_by(&["all"], &source);
            assert_eq!(fixed_by(&["all"], &mended.text).count, 0, "{}", file.display());
            papers += 1;
        }
    }
    assert!(papers > 10);
}

proptest! {
    #[test]
    fn fixing_leaves_nothing_to_fix_and_changes_only_marks(source in "[不严a1。，；：！XX_*×（）\u{3000} \r\n]{0,60}") {
        prop_assume!(document::read(source.as_bytes(), "a.txt").is_ok());
        let (document, _) = checked(&source);
        let once = fixed(&source);
        // Only what a paragraph joined from several lines holds across their border is left to a person.
        for fix in &once.left {
            let (start, end) = lint::place::bounds(&document, fix.span).unwrap();
            prop_assert_ne!(start.unit, end.unit);
        }
        let letters = |s: &str| s.chars().filter(|c| !"。，；：！".contains(*c)).collect::<String>();
        prop_assert_eq!(letters(&once.text), letters(&source));
        prop_assert_eq!(fixed(&once.text).count, 0);
    }

    #[test]
    fn fixing_marks_keeps_every_letter_and_settles_at_once(parts in proptest::collection::vec(0..PARTS.len(), 0..60)) {
        let source: String = parts.iter().map(|n| PARTS[*n]).collect();
        let once = mended(&source);
        prop_assert_eq!(letters(&once), letters(&source));
        prop_assert_eq!(mended(&once), once);
    }

    #[test]
    fn fixing_words_only_deletes(source in "[的了责任整改一二，。]{0,40}") {
        prop_assume!(document::read(source.as_bytes(), "a.txt").is_ok());
        let once = fixed_by(&["H409"], &source);
        let mut rest = source.chars();
        prop_assert!(once.text.chars().all(|c| rest.any(|r| r == c)), "{source} became {}", once.text);
    }

    #[test]
    fn no_text_makes_a_rule_or_a_renderer_panic(source in "[\\PC\n]{0,80}", width in 0_usize..100) {
        prop_assume!(document::read(source.as_bytes(), "a.txt").is_ok());
        let (document, diagnostics) = checked_by(&["all"], &source);
        let paper = lint::render::Checked { name: "a.txt", document: &document, diagnostics: &diagnostics };
        let options = lint::render::text::Options { width, ..Default::default() };
        let text = lint::render::text::render(&[paper], &options);
        prop_assert!(text.contains("检查 1 份材料"));
        let _ = lint::render::json::render(&[paper]);
        let _ = lint::render::sarif::render(&[paper], &[], document::Lang::En);
    }
}
