//! The ledger as a spreadsheet program sees it.
#![allow(clippy::expect_used, reason = "a test that cannot be set up must fail")]

use calamine::{Data, Reader, Xlsx};
use document::{Document, Lang, Span};
use extract::{Aspect, Cause, Commitment, Extraction, Finding, Genre, Kind, Measure, Status};
use report::ledger::{Entry, xlsx};

const PAPER: &str = "\
浅湾镇便民服务站整改方案
窗口排队时间长
一、办事大厅
";

fn paper() -> (Document, Extraction) {
    let document = document::read(PAPER.as_bytes(), "plan.txt").expect("a plain text");
    let finding = |statement: &str, manifestations: &[&str], status| Finding {
        aspect: Some(0),
        number: None,
        statement: statement.into(),
        manifestations: manifestations.iter().map(|m| (*m).into()).collect(),
        status,
        spans: vec![Span::new(1, 0..21)],
        manifestation_spans: Vec::new(),
    };
    let measure = |statement: &str, findings: &[usize], owner: &str, deadline: &str| Measure {
        statement: statement.into(),
        findings: findings.to_vec(),
        owner: Some(owner.into()),
        deadline: Some(deadline.into()),
        spans: vec![Span::new(2, 0..6)],
        ..Measure::default()
    };
    let extraction = Extraction {
        title: Some("浅湾镇便民服务站整改方案".into()),
        genre: Genre::RectificationPlan,
        date: None,
        aspects: vec![Aspect { label: Some("一、".into()), title: "办事大厅".into(), span: Span::new(2, 0..6) }],
        findings: vec![
            finding("窗口排队时间长", &["周一上午平均等候46分钟", "有群众三次往返"], Some(Status::InProgress)),
            finding("=HYPERLINK(\"http://example.invalid\",\"点我\")", &[], None),
        ],
        causes: vec![Cause { statement: "人手安排没有跟着高峰走".into(), findings: vec![0], spans: vec![] }],
        measures: vec![
            Measure {
                lead: Some("站长何清越".into()),
                kind: Some(Kind::Staged),
                commitments: vec![Commitment {
                    text: "每月公布1次等候时间".into(),
                    recurrence: Some("FREQ=MONTHLY".into()),
                    quantity: Some(1.0),
                    unit: Some("次".into()),
                    span: Span::new(2, 0..6),
                }],
                ..measure("增开2个潮汐窗口，每月公布1次等候时间", &[0], "大厅管理科；陆一舟", "2026-06-30")
            },
            Measure { done: true, ..measure("已安装叫号系统", &[0, 1], "信息科", "长期坚持") },
            measure("建立站长接待日制度", &[], "综合科", "+7天"),
        ],
        ..Extraction::default()
    };
    (document, extraction)
}

fn sheets(bytes: Vec<u8>) -> Xlsx<std::io::Cursor<Vec<u8>>> {
    Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook that another reader opens")
}

fn shown(book: &mut Xlsx<std::io::Cursor<Vec<u8>>>, sheet: &str) -> String {
    let range = book.worksheet_range(sheet).expect("the sheet");
    let cell = |data: &Data| match data {
        Data::DateTime(date) => format!("date {:?}", date.to_ymd_hms_milli()),
        other => other.to_string().replace('\n', "⏎"),
    };
    range.rows().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | ") + "\n").collect()
}

#[test]
fn one_row_a_finding_and_measure() {
    let (document, extraction) = paper();
    let entry = Entry { name: "plan.txt", document: &document, extraction: &extraction };
    let mut book = sheets(xlsx(&[entry], Lang::Zh).expect("a ledger"));
    insta::assert_snapshot!(shown(&mut book, "整改台账"));
    insta::assert_snapshot!(shown(&mut book, "原因分析"));
}

#[test]
fn several_papers_are_named_and_numbered_through() {
    let (document, extraction) = paper();
    let of = |name| Entry { name, document: &document, extraction: &extraction };
    let mut book = sheets(xlsx(&[of("a.txt"), of("b.txt")], Lang::En).expect("a ledger"));
    insta::assert_snapshot!(shown(&mut book, "Ledger"));
}

#[test]
fn cells_of_a_finding_are_merged_over_its_measures() {
    let (document, extraction) = paper();
    let entry = Entry { name: "plan.txt", document: &document, extraction: &extraction };
    let mut book = sheets(xlsx(&[entry], Lang::Zh).expect("a ledger"));
    let regions = book.merge_cells_by_sheet_name("整改台账").expect("merged regions");
    let mut merged: Vec<_> = regions.iter().map(|d| (d.start, d.end)).collect();
    merged.sort_unstable();
    let title = ((0, 0), (0, 14));
    let of_first: Vec<_> = [0, 1, 2, 3, 4, 11].map(|column| ((2, column), (3, column))).into();
    assert_eq!(merged, [vec![title], of_first].concat());
}

#[test]
fn no_text_becomes_a_formula() {
    let (document, extraction) = paper();
    let entry = Entry { name: "plan.txt", document: &document, extraction: &extraction };
    let mut book = sheets(xlsx(&[entry], Lang::Zh).expect("a ledger"));
    let formulas = book.worksheet_formula("整改台账").expect("formulas");
    assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()));
}

#[test]
fn the_same_papers_give_the_same_bytes() {
    let (document, extraction) = paper();
    let entry = Entry { name: "plan.txt", document: &document, extraction: &extraction };
    assert_eq!(xlsx(&[entry], Lang::Zh).expect("a ledger"), xlsx(&[entry], Lang::Zh).expect("a ledger"));
}

#[test]
fn texts_longer_than_a_cell_are_cut_where_it_ends() {
    let (document, mut extraction) = paper();
    extraction.findings[0].statement = "长".repeat(40_000);
    let entry = Entry { name: "plan.txt", document: &document, extraction: &extraction };
    let mut book = sheets(xlsx(&[entry], Lang::Zh).expect("a ledger"));
    let range = book.worksheet_range("整改台账").expect("the sheet");
    let text = range.get_value((2, 2)).expect("the cell").to_string();
    assert_eq!((text.chars().count(), text.ends_with('…')), (32_767, true));
}
