//! What people and programs see. Wide characters are pinned here.

use document::{Bilingual, Builder, Diagnostic, Document, Fix, Format, Lang, Origin, Place, Severity, Span, Unit};
use lint::{
    manual,
    render::{
        Checked, json, sarif,
        text::{self, Options},
    },
};

const TEXT: &str =
    "河湾区水务局整改方案\n一、存在的问题\n　　一是制度执行不严。。二是“XX站”的数据没有报来。\n三、整改措施\n";

fn paper() -> (Document, Vec<Diagnostic>) {
    let document = document::read(TEXT.as_bytes(), "方案.txt").unwrap();
    let extraction = extract::extract(&document);
    let settings = {
        let mut settings = lint::Settings::default();
        settings.select(["S101", "H401", "H403"]).unwrap();
        settings
    };
    let diagnostics = lint::check(&lint::Paper::new(&document, &extraction, "方案.txt"), &settings);
    (document, diagnostics)
}

fn diagnostic(span: Option<Span>, severity: Severity) -> Diagnostic {
    Diagnostic {
        code: "X999",
        severity,
        message: Bilingual::fixed("这里有问题", "something is the matter here"),
        why: Bilingual::fixed("因为如此。", "Because it is so."),
        advice: Bilingual::fixed("改成那样。", "Make it otherwise."),
        span,
        related: Vec::new(),
        fix: None,
    }
}

#[test]
fn text_in_both_languages() {
    let (document, diagnostics) = paper();
    let checked = [Checked { name: "方案.txt", document: &document, diagnostics: &diagnostics }];
    let show = |lang| text::render(&checked, &Options { lang, width: 72, ..Options::default() });
    insta::assert_snapshot!(format!("{}======\n{}", show(Lang::Zh), show(Lang::En)));
}

#[test]
fn colour_only_where_asked() {
    let (document, diagnostics) = paper();
    let checked = [Checked { name: "方案.txt", document: &document, diagnostics: &diagnostics }];
    assert!(!text::render(&checked, &Options::default()).contains('\u{1b}'));
    let coloured = text::render(&checked, &Options { colour: true, ..Options::default() });
    insta::assert_snapshot!(coloured.lines().take(3).collect::<Vec<_>>().join("\n").replace('\u{1b}', "ESC"));
}

/// The mark stands under the passage: as many columns before it as the text before takes.
#[test]
fn underlines_stand_under_wide_characters() {
    let cases = [
        ("ascii only", 6..10),
        ("整改措施不实", 6..12),
        ("落实ＸＸ要求", 6..12),
        ("“两张皮”现象", 3..12),
        ("𣲗水厂整改", 0..4),
        ("表\t格 a，b", 3..4),
        ("e\u{301}te\u{301} 全角", 8..14),
        ("①不严②不细", 3..9),
    ];
    let mut out = String::new();
    for (line, range) in cases {
        let document = one_paragraph(line, Unit::Line(1));
        let diagnostics = [diagnostic(Some(Span::new(0, range)), Severity::Warning)];
        let checked = Checked { name: "a", document: &document, diagnostics: &diagnostics };
        for ambiguous_wide in [false, true] {
            let shown = text::paper(&checked, &Options { ambiguous_wide, ..Options::default() });
            out.extend(shown.lines().skip(1).take(2).flat_map(|l| [l, "\n"]));
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn a_long_line_is_windowed_around_the_passage() {
    let long = format!("{}尽快整改{}", "前文很长，".repeat(30), "后文也很长，".repeat(30));
    let document = one_paragraph(&long, Unit::Line(1));
    let start = long.find("尽快").unwrap();
    let spans = [start..start + 12, 0..6, long.len() - 6..long.len(), 3..long.len() - 3];
    let diagnostics = spans.map(|range| diagnostic(Some(Span::new(0, range)), Severity::Note));
    let checked = Checked { name: "a", document: &document, diagnostics: &diagnostics };
    let shown = text::paper(&checked, &Options { width: 50, ..Options::default() });
    insta::assert_snapshot!(shown);
    let columns = text::width::Columns { ambiguous_wide: false };
    assert!(shown.lines().all(|line| columns.of(line) <= 50), "a line is wider than the terminal");
}

#[test]
fn control_characters_of_the_file_do_not_reach_the_terminal() {
    let document = one_paragraph("红\u{1b}[31m字\u{202e}反", Unit::Line(1));
    let diagnostics = [diagnostic(Some(Span::new(0, 0..3)), Severity::Error)];
    let shown =
        text::paper(&Checked { name: "a", document: &document, diagnostics: &diagnostics }, &Options::default());
    assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
}

#[test]
fn places_in_the_users_terms() {
    let cell = |sheet| Unit::Cell { sheet, row: 4, column: 27 };
    let units = [Unit::Line(12), Unit::Paragraph(2), Unit::Apart(0), cell(0), cell(1), Unit::Page { page: 2, line: 4 }];
    let mut out = String::new();
    for unit in units {
        let mut document = one_paragraph("整改措施", unit);
        document.sheets = vec!["台账".into(), "巡察 2026".into()];
        let span = Span::new(0, 6..12);
        let place = |lang| lint::place::describe(&document, span, lang);
        out.push_str(&format!("{} | {}\n", place(Lang::Zh), place(Lang::En)));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn json_version_1() {
    let (document, diagnostics) = paper();
    insta::assert_json_snapshot!(json::render(&[Checked {
        name: "方案.txt",
        document: &document,
        diagnostics: &diagnostics
    }]));
}

#[test]
fn sarif_of_lines_and_of_cells() {
    let (document, diagnostics) = paper();
    let mut cells = one_paragraph("尽快整改", Unit::Cell { sheet: 0, row: 1, column: 2 });
    cells.sheets = vec!["台账".into()];
    let fix = Fix { span: Span::new(0, 0..6), replacement: "6月底前".into(), safe: true };
    let of_cells = [
        Diagnostic { fix: Some(fix), ..diagnostic(Some(Span::new(0, 0..6)), Severity::Warning) },
        diagnostic(None, Severity::Note),
    ];
    let papers = [
        Checked { name: "材料/方案.txt", document: &document, diagnostics: &diagnostics },
        Checked { name: "台账.xlsx", document: &cells, diagnostics: &of_cells },
    ];
    let mut log = sarif::render(&papers, &[], Lang::Zh);
    // The pages have tests of their own.
    for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        if let Some(help) = rule.get_mut("help") {
            assert!(help["markdown"].as_str().unwrap().starts_with("# "));
            help["markdown"] = "(page)".into();
        }
    }
    insta::assert_json_snapshot!(log);
}

#[test]
fn a_page_for_people() {
    insta::assert_snapshot!(manual::rule_page("doubled-punctuation", Lang::En).unwrap());
    assert!(manual::rule_page("H403", Lang::Zh).unwrap().contains("## 怎么改"));
    assert_eq!(manual::rule_page("H999", Lang::Zh), None);
}

#[test]
fn the_manual_holds_every_rule_in_both_languages() {
    let all = manual::rules_markdown();
    for rule in lint::rules() {
        assert_eq!(all.matches(&format!("## {} {}", rule.code, rule.name)).count(), 2, "{}", rule.code);
    }
}

fn one_paragraph(line: &str, unit: Unit) -> Document {
    let mut builder = Builder::new(Format::Text);
    builder.paragraph(line, Origin::at(Place::start_of(unit)));
    builder.finish()
}
