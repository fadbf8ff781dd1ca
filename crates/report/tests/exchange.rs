//! The ledger goes out as a workbook, people work in it, and it comes back.
// A helper of a test may fail it as the test itself may.
#![allow(clippy::unwrap_used)]

#[path = "exchange/book.rs"]
mod book;
#[path = "exchange/editor.rs"]
mod editor;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use book::{book, cells, finding, measure};
use document::{Lang, Limits, Severity};
use editor::{Editor, Value};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use report::exchange::{
    Access, Book, Cause, Cells, Changes, Column, ExportError, Finding, Mark, Measure, New, Point, Reading, Subject,
    What, changes, read, xlsx,
};

const TODAY: Date = date(2026, 4, 2);

fn reading(bytes: &[u8]) -> Reading {
    read(bytes, Limits::default(), TODAY).unwrap().unwrap()
}

/// What comes of the workbook `bytes` where the ledger is `now`, and every checkpoint is one of it.
fn compared(bytes: &[u8], now: &Book) -> Changes {
    changes(&reading(bytes), now, &|_: &Mark| true)
}

/// The changes and problems as people would be told.
fn told(changes: &Changes, lang: Lang) -> String {
    let mut lines = Vec::new();
    for edit in &changes.edits {
        for set in &edit.cells {
            lines.push(format!("{} {}: {:?} -> {:?} at {}", edit.id, set.column.code(), set.from, set.to, set.at));
        }
    }
    let stated = |cells: &Cells| {
        cells.iter().map(|(column, text)| format!("{}={text:?}", column.code())).collect::<Vec<_>>().join(" ")
    };
    for new in &changes.findings {
        lines.push(format!("new finding at {}: {}", new.finding.at(Column::Finding), stated(&new.finding.cells)));
        let measures = new.measures.iter();
        lines.extend(measures.map(|m| format!("  measure at {}: {}", m.at(Column::Measure), stated(&m.cells))));
    }
    for (finding, measures) in &changes.measures {
        let told = |m: &New| format!("new measure of {finding} at {}: {}", m.at(Column::Measure), stated(&m.cells));
        lines.extend(measures.iter().map(told));
    }
    lines.extend(changes.causes.iter().map(|c| format!("new cause at {}: {}", c.at(Column::Cause), stated(&c.cells))));
    for problem in &changes.problems {
        let mark = if problem.severity() == Severity::Note { "note" } else { "warning" };
        lines.push(format!("{mark}: {}", problem.message().get(lang)));
    }
    lines.join("\n")
}

/// Edits the exported book and tells what comes of it.
fn after(edit: impl FnOnce(&mut Editor)) -> Changes {
    let book = book();
    let mut editor = Editor::open(xlsx(&book, Lang::Zh).unwrap());
    edit(&mut editor);
    compared(&editor.save(), &book)
}

#[test]
fn what_another_reader_sees() {
    for lang in [Lang::Zh, Lang::En] {
        let editor = Editor::open(xlsx(&book(), lang).unwrap());
        let shown = editor.sheets.iter().filter(|sheet| !matches!(sheet.name.as_str(), "说明" | "How to"));
        let cell = |value: &Value| match value {
            Value::Text(text) if text.starts_with("BH1.") => format!("BH1…({})", text.len()),
            Value::Text(text) => text.replace('\n', "⏎"),
            Value::Day(serial) => format!("day {serial}"),
            other => format!("{other:?}").replace("Empty", ""),
        };
        let rows = |sheet: &editor::Sheet| {
            sheet
                .rows
                .iter()
                .map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | "))
                .collect::<Vec<_>>()
                .join("\n")
        };
        let sheets: Vec<String> = shown.map(|s| format!("# {} {:?}\n{}", s.name, s.visible, rows(s))).collect();
        insta::assert_snapshot!(sheets.join("\n\n"));
    }
}

#[test]
fn an_untouched_workbook_wants_nothing() {
    for lang in [Lang::Zh, Lang::En] {
        let bytes = xlsx(&book(), lang).unwrap();
        assert_eq!(compared(&bytes, &book()), Changes::default());
        let resaved = Editor::open(bytes).save();
        assert_eq!(compared(&resaved, &book()), Changes::default());
    }
}

/// A workbook that went out long ago, and what other programs made of it: the digests in its rows are a promise.
#[test]
fn files_that_are_out_keep_their_meaning() {
    let files: [&[u8]; 5] = [
        include_bytes!("files/ledger-bihuan.xlsx"),
        include_bytes!("files/ledger-libreoffice.xlsx"),
        include_bytes!("files/ledger-libreoffice.ods"),
        include_bytes!("files/ledger-libreoffice.xls"),
        include_bytes!("files/ledger-openpyxl.xlsx"),
    ];
    for bytes in files {
        let changes = compared(bytes, &book());
        assert!(changes.is_empty(), "{}", told(&changes, Lang::En));
        // Formats without hidden sheets of ours lose the list of exported rows.
        assert!(changes.problems.iter().all(|problem| problem.what == What::NoList), "{}", told(&changes, Lang::En));
    }
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    assert_eq!(xlsx(&book(), Lang::Zh).unwrap(), xlsx(&book(), Lang::Zh).unwrap());
}

#[test]
fn changed_cells() {
    let changes = after(|editor| {
        let sheet = editor.ledger();
        let row = sheet.row("措施编号", "M3", 0);
        sheet.set(row, "整改时限", Value::Day(46_234.0));
        sheet.set(row, "延期理由", "材料报价晚了两周");
        sheet.set(row, "进展/成效", "两个窗口都已增开\n等候降到20分钟");
        sheet.set(row, "整改类型", "立行立改");
        sheet.set(row, "责任领导", "");
        // The finding's words on its second row.
        let row = sheet.row("问题编号", "F1", 1);
        sheet.set(row, "问题", "窗口排队时间过长");
        let row = sheet.row("措施编号", "M4", 1);
        sheet.set(row, "整改时限", "2026年9月底前");
        let causes = &mut editor.sheets[1];
        causes.set(2, "对应问题", "f12，F2");
    });
    insta::assert_snapshot!(told(&changes, Lang::Zh));
}

#[test]
fn deadlines_in_people_s_words() {
    let words = [
        "2026/6/30",
        "2026年6月底",
        "2026年9月底",
        "9月底前",
        "长期坚持",
        "立行立改",
        "三个月内",
        "2026-6-31",
        "尽快",
        "46203",
    ];
    let mut lines = Vec::new();
    for words in words {
        let changes = after(|editor| {
            let sheet = editor.ledger();
            let row = sheet.row("措施编号", "M3", 0);
            sheet.set(row, "整改时限", words);
        });
        lines.push(format!("{words}: {}", told(&changes, Lang::Zh)));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn new_rows() {
    let changes = after(|editor| {
        let sheet = editor.ledger();
        sheet.add(&[
            ("专项", "C1"),
            ("问题", "=SUM(A1) 不是公式"),
            ("问题类别/方面", "台账"),
            ("整改措施", "逐条核对"),
            ("整改时限", "2026年6月底"),
            ("整改类型", "长期坚持"),
        ]);
        sheet.add(&[
            ("专项", "2026年度自查"),
            ("问题", " =SUM(A1) 不是公式 "),
            ("整改措施", "每季度抽查"),
            ("问题主体", "个人"),
        ]);
        sheet.add(&[("问题编号", "f12"), ("整改措施", "每周五更新台账"), ("责任人", "陆一舟")]);
        // A copied row whose ids were emptied, with other words.
        let mut copy = sheet.rows[sheet.row("措施编号", "M3", 0)].clone();
        let (finding, measure) = (sheet.column("问题编号"), sheet.column("措施编号"));
        copy[measure] = Value::Empty;
        sheet.rows.push(copy.clone());
        let row = sheet.rows.len() - 1;
        sheet.set(row, "整改措施", "错峰预约");
        copy[finding] = Value::Empty;
        sheet.rows.push(copy);
        sheet.set(row + 1, "问题", "预约电话打不通");
        sheet.set(row + 1, "整改措施", "增设1部电话");
        editor.sheets[1].add(&[("原因", "没有专人维护"), ("对应问题", "F12")]);
    });
    insta::assert_snapshot!(told(&changes, Lang::Zh));
}

#[test]
fn what_is_not_taken_over_is_told_by_sheet_and_cell() {
    let changes = after(|editor| {
        let sheet = editor.ledger();
        // Read-only cells, in a repeated row too.
        let row = sheet.row("措施编号", "M3", 0);
        sheet.set(row, "问题状态", "已销号");
        sheet.set(row, "亮灯", "绿");
        sheet.set(row, "首次时限", "很早");
        // Two different changes of one finding.
        sheet.set(row, "问题主体", "个人");
        let other = sheet.row("问题编号", "F1", 1);
        sheet.set(other, "问题主体", "部分成员");
        // What must not be empty, and what says nothing.
        sheet.set(row, "整改措施", "");
        sheet.set(row, "整改类型", "随时");
        sheet.set(row, "整改时限", "尽快");
        sheet.set(row, "佐证清单", Value::Failed("=A1+别处".into()));
        let row = sheet.row("措施编号", "M4", 1);
        sheet.set(row, "延期理由", "没有改时限");
        // Ids that count up when a row is dragged down, ids that are none, unknown ones.
        let mut dragged = sheet.rows[row].clone();
        let (finding, measure) = (sheet.column("问题编号"), sheet.column("措施编号"));
        dragged[finding] = "F13".into();
        sheet.rows.push(dragged.clone());
        dragged[finding] = "F2".into();
        sheet.rows.push(dragged.clone());
        dragged[finding] = "第12号".into();
        sheet.rows.push(dragged.clone());
        dragged[finding] = "F1".into();
        dragged[measure] = "M77".into();
        sheet.rows.push(dragged);
        sheet.add(&[("问题编号", "F2"), ("措施编号", "M3"), ("问题", "另一个")]);
        // New rows that lack something.
        sheet.add(&[("整改措施", "没有问题的措施")]);
        sheet.add(&[("问题编号", "F2"), ("责任人", "陆一舟")]);
        sheet.add(&[("问题", "只有问题"), ("问题状态", "已销号"), ("责任人", "陆一舟")]);
        sheet.add(&[("问题", "台账更新不及时"), ("整改措施", "建立站长接待日制度")]);
        sheet.add(&[("问题", "台账更新不及时"), ("整改措施", "指定专人")]);
        sheet.add(&[("问题", "只有问题"), ("问题类别/方面", "甲")]);
        sheet.add(&[("问题", "只有问题"), ("问题类别/方面", "乙")]);
        sheet.insert_column(4, "我的备注");
        let causes = &mut editor.sheets[1];
        causes.add(&[("对应问题", "F1")]);
        causes.add(&[("原因", "人手安排没有跟着高峰走 ")]);
        causes.add(&[("原因编号", "R9"), ("原因", "别的")]);
        causes.add(&[("原因", "新原因"), ("对应问题", "第一条")]);
    });
    insta::assert_snapshot!(told(&changes, Lang::Zh));
    insta::assert_snapshot!(told(&changes, Lang::En));
}

#[test]
fn deleted_rows_delete_nothing() {
    let changes = after(|editor| {
        let sheet = editor.ledger();
        let row = sheet.row("措施编号", "M4", 0);
        sheet.rows.remove(row);
        // Emptied rather than removed.
        let row = sheet.row("问题编号", "F2", 0);
        for heading in ["专项", "问题", "问题状态"] {
            sheet.set(row, heading, "");
        }
        editor.sheets[1].rows.remove(2);
    });
    insta::assert_snapshot!(told(&changes, Lang::Zh));
}

#[test]
fn merged_and_wiped_repetitions_say_nothing_new() {
    let changes = after(|editor| {
        let sheet = editor.ledger();
        let (first, second) = (sheet.row("问题编号", "F1", 0), sheet.row("问题编号", "F1", 1));
        assert_eq!(second, first + 1);
        for heading in ["问题编号", "问题", "具体表现"] {
            let column = sheet.column(heading);
            sheet.set(second, heading, "");
            let (column, top) = (u16::try_from(column).unwrap(), u32::try_from(first).unwrap());
            sheet.merges.push((top, column, top + 1, column));
        }
        for heading in ["问题类别/方面", "问题主体", "问题单位"] {
            sheet.set(second, heading, "");
        }
        let mut moved = sheet.clone();
        moved.name = "按单位分".into();
        editor.sheets.push(moved);
    });
    assert_eq!(changes, Changes::default());
}

#[test]
fn merges_across_columns_and_double_headings() {
    let changes = after(|editor| {
        let sheet = editor.ledger();
        let row = sheet.row("措施编号", "M3", 0);
        let column = u16::try_from(sheet.column("责任领导")).unwrap();
        sheet.set(row, "牵头（责任）单位", "");
        sheet.merges.push((row as u32, column, row as u32, column + 1));
        let last = sheet.rows[1].len();
        sheet.insert_column(last, "问题");
    });
    insta::assert_snapshot!(told(&changes, Lang::Zh));
}

#[test]
fn what_the_ledger_changed_meanwhile_is_told_apart() {
    let then = book();
    let mut now = then.clone();
    now.point = Point { size: 900, root: [9; 32] };
    now.findings[0].cells.set(Column::Finding, "窗口排队时间长（已核实）");
    now.findings[0].cells.set(Column::Aspect, "大厅");
    now.measures[0].cells.set(Column::Progress, "又增开1个");
    now.measures[0].cells.set(Column::Light, "● 红灯 逾期");
    let bytes = xlsx(&then, Lang::Zh).unwrap();
    assert_eq!(compared(&bytes, &now), Changes::default(), "nobody changed a cell");
    let mut editor = Editor::open(bytes);
    let sheet = editor.ledger();
    let row = sheet.row("措施编号", "M3", 0);
    sheet.set(row, "问题", "窗口排队时间太长");
    sheet.set(row, "问题类别/方面", "大厅");
    sheet.set(row, "责任人", "何清越");
    insta::assert_snapshot!(told(&compared(&editor.save(), &now), Lang::Zh));
}

#[test]
fn rows_of_two_exports_in_one_workbook_keep_their_own_base() {
    let then = book();
    let mut later = then.clone();
    later.point = Point { size: 900, root: [9; 32] };
    later.findings[2].cells.set(Column::Finding, "台账更新慢");
    let mut first = Editor::open(xlsx(&then, Lang::Zh).unwrap());
    let mut second = Editor::open(xlsx(&later, Lang::Zh).unwrap());
    let row = second.ledger().row("问题编号", "F12", 0);
    second.ledger().set(row, "问题", "台账更新很慢");
    let moved = second.ledger().rows[row].clone();
    let old = first.ledger().row("问题编号", "F12", 0);
    first.ledger().rows[old] = moved;
    insta::assert_snapshot!(told(&compared(&first.save(), &later), Lang::Zh));
}

#[test]
fn rows_of_another_ledger_are_left_out() {
    let bytes = xlsx(&book(), Lang::Zh).unwrap();
    let ours = Mark::of(Point { size: 812, root: [8; 32] });
    let changes = changes(&reading(&bytes), &book(), &|mark| *mark == ours);
    insta::assert_snapshot!(told(&changes, Lang::En));
}

#[test]
fn without_stamps_and_list_the_ledger_of_today_is_the_base() {
    let book = book();
    let mut editor = Editor::open(xlsx(&book, Lang::Zh).unwrap());
    editor.sheets.truncate(1);
    let sheet = editor.ledger();
    let stamp = sheet.column("校验码");
    let order: Vec<usize> = (0..sheet.rows[1].len()).filter(|at| *at != stamp && *at != stamp - 1).collect();
    let row = sheet.row("措施编号", "M3", 0);
    sheet.set(row, "责任人", "何清越");
    // Of a cell that only the ledger fills nothing can be said without a base.
    sheet.set(row, "亮灯", "● 红灯 逾期");
    sheet.reorder(&order);
    sheet.rows.remove(0);
    sheet.rows.insert(0, vec!["抄录的台账".into()]);
    insta::assert_snapshot!(told(&compared(&editor.save(), &book), Lang::Zh));
}

#[test]
fn what_is_entered_once_is_not_entered_twice() {
    let mut book = book();
    let mut editor = Editor::open(xlsx(&book, Lang::Zh).unwrap());
    let sheet = editor.ledger();
    let row = sheet.row("措施编号", "M3", 0);
    sheet.set(row, "责任人", "何清越");
    sheet.add(&[("问题", "新问题"), ("整改措施", "新措施")]);
    sheet.add(&[("问题编号", "F12"), ("整改措施", "另一条")]);
    let bytes = editor.save();
    let first = compared(&bytes, &book);
    assert_eq!((first.edits.len(), first.findings.len(), first.measures.len()), (1, 1, 1));
    book.measures[0].cells.set(Column::Owner, "何清越");
    book.findings.push(finding("F13", &[(Column::Campaign, "C1"), (Column::Finding, "新问题")]));
    book.measures.push(measure("M5", &["F13"], &[(Column::Measure, "新措施")]));
    book.measures.push(measure("M6", &["F12"], &[(Column::Measure, "另一条")]));
    let again = compared(&bytes, &book);
    assert!(again.is_empty());
    insta::assert_snapshot!(told(&again, Lang::Zh));
}

#[test]
fn the_ledger_is_asked_for_what_the_workbook_names() {
    let mut editor = Editor::open(xlsx(&book(), Lang::Zh).unwrap());
    editor.ledger().add(&[("问题", " 新问题 ")]);
    let reading = reading(&editor.save());
    assert_eq!(reading.ids().into_iter().collect::<Vec<_>>().join(" "), "F1 F12 F2 M3 M4 R5");
    assert_eq!(reading.new_words().into_iter().collect::<Vec<_>>(), ["新问题"]);
    assert_eq!(reading.marks().into_iter().cloned().collect::<Vec<_>>(), [Mark::of(book().point)]);
}

#[test]
fn other_workbooks_are_not_ours() {
    let mut editor = Editor::open(xlsx(&book(), Lang::Zh).unwrap());
    editor.sheets.truncate(1);
    editor.ledger().rows[1] = ["序号", "问题", "整改措施", "责任单位"].map(Value::from).to_vec();
    assert_eq!(read(&editor.save(), Limits::default(), TODAY).unwrap(), None);
    assert!(read(b"PK\x03\x04 cut off", Limits::default(), TODAY).is_err());
}

#[test]
fn what_no_cell_holds_is_refused_by_name() {
    let mut book = book();
    book.findings[2].cells.set(Column::Finding, "长".repeat(32_767));
    assert!(xlsx(&book, Lang::Zh).is_ok());
    book.findings[2].cells.set(Column::Finding, "长".repeat(32_768));
    book.measures[0].cells.set(Column::Progress, "𠮷".repeat(16_384));
    let Err(error @ ExportError::TooLong(_)) = xlsx(&book, Lang::Zh) else { panic!("it must be refused") };
    insta::assert_snapshot!(format!("{}\n{}", error.message().zh, error.message().en));
}

/// Texts as people and pasted files have them.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[=+@'-]{1}[A-Z0-9(),!\"]{0,12}",
        "[ 　]{0,2}[甲乙丙0-9a-z，。]{1,12}[ \n]{0,2}",
        "0[0-9]{1,8}",
        "[𠮷😀👩‍👩‍👧é\u{e000}\u{200b}]{1,6}",
        "_x[0-9A-F]{4}_(_x[0-9A-F]{4}_){0,2}",
        "<r>[<>&\"a-z]{0,8}</r>",
        "[\u{1}-\u{1f}\u{7f}\u{85}\u{2028}\u{feff}\u{fffe}\u{ffff}a]{1,4}",
        any::<String>(),
    ]
}

/// Texts that every library writes as it reads them.
fn plain_text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[=+@-]{1}[A-Z0-9(),!]{0,12}",
        "[甲乙丙丁0-9a-z，。]{1,12}(\n[甲乙丙丁0-9]{1,6}){0,2}",
        "0[0-9]{1,8}",
    ]
}

type Words = fn() -> BoxedStrategy<String>;

fn column_text(column: Column, words: Words) -> BoxedStrategy<String> {
    let codes = column.codes().iter().map(|(code, _)| (*code).to_owned());
    match column {
        Column::Deadline | Column::FirstDeadline => {
            let day = (2000..2100, 1..13, 1..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
            prop_oneof![Just(String::new()), day].boxed()
        }
        Column::Kind | Column::Scope => prop::sample::select(codes.chain([String::new()]).collect::<Vec<_>>()).boxed(),
        _ => words(),
    }
}

fn some_cells(subject: Subject, words: Words) -> impl Strategy<Value = Cells> {
    let columns: Vec<Column> =
        Column::LEDGER.into_iter().filter(|c| c.subject() == subject && *c != Column::Reason).collect();
    let texts: Vec<_> = columns.iter().map(|column| column_text(*column, words)).collect();
    texts.prop_map(move |texts| columns.iter().copied().zip(texts).collect())
}

/// Cells in which `column` is not empty, for a row that states nothing is an emptied one.
fn wanted(mut cells: Cells, column: Column, number: u32) -> Cells {
    if cells.get(column).is_empty() {
        cells.set(column, format!("第{number}条"));
    }
    cells
}

/// Any ledger of up to three findings, four measures, which may answer findings that are not in it, and two causes.
fn any_book(words: Words) -> impl Strategy<Value = Book> {
    let findings = prop::collection::vec(some_cells(Subject::Finding, words), 0..4);
    let some_ids = |most| prop::collection::btree_set(1..6_u32, 0..most);
    let measures = prop::collection::vec((some_cells(Subject::Measure, words), some_ids(3)), 0..5);
    let causes = prop::collection::vec((words(), some_ids(4)), 0..3);
    (findings, measures, causes, any::<[u8; 32]>()).prop_map(|(findings, measures, causes, root)| {
        let ids = |all: &BTreeSet<u32>| all.iter().map(|n| format!("F{n}")).collect::<Vec<_>>();
        let findings = (1..)
            .zip(findings)
            .map(|(n, cells)| Finding { id: format!("F{n}"), cells: wanted(cells, Column::Finding, n) });
        let measures = (1..).zip(measures).map(|(n, (cells, of))| Measure {
            id: format!("M{n}"),
            findings: ids(&of),
            cells: wanted(cells, Column::Measure, n),
        });
        let causes = (1..).zip(causes).map(|(n, (words, of))| {
            let ties = ids(&of).join("、");
            let cells = cells(&[(Column::Cause, &words), (Column::CauseFindings, &ties)]);
            Cause { id: format!("R{n}"), cells: wanted(cells, Column::Cause, n) }
        });
        Book {
            title: "任意".into(),
            origin: "any.example".into(),
            day: TODAY,
            point: Point { size: 7, root },
            campaigns: Vec::new(),
            findings: findings.collect(),
            measures: measures.collect(),
            causes: causes.collect(),
        }
    })
}

/// An edit: which of the things, which of its columns, what is written, and in which of its rows.
type Pick = (prop::sample::Index, prop::sample::Index, String, prop::sample::Index);

/// Writes `picks` into the ledger's sheet and tells what they ought to come to.
fn edit(sheet: &mut editor::Sheet, book: &Book, picks: Vec<Pick>) -> BTreeSet<(String, Column, String)> {
    let things: Vec<(&str, &Cells, Subject)> =
        (book.findings.iter().map(|f| (f.id.as_str(), &f.cells, Subject::Finding)))
            .chain(book.measures.iter().map(|m| (m.id.as_str(), &m.cells, Subject::Measure)))
            .collect();
    let (mut wanted, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for (thing, column, text, row) in picks {
        let Some((id, cells, subject)) = (!things.is_empty()).then(|| *thing.get(&things)) else { break };
        let free = |c: &Column| c.subject() == subject && matches!(c.access(), Access::Free | Access::Wanted);
        let columns: Vec<Column> = Column::LEDGER.into_iter().filter(free).filter(|c| *c != Column::Reason).collect();
        let column = *column.get(&columns);
        let text = match column {
            Column::Kind => "continuous".to_owned(),
            Column::Scope => "one_person".to_owned(),
            Column::Deadline => "2031-01-31".to_owned(),
            _ => text,
        };
        let key = if subject == Subject::Finding { "问题编号" } else { "措施编号" };
        let at = sheet.column(key);
        let rows: Vec<usize> = (2..sheet.rows.len()).filter(|row| sheet.rows[*row][at] == id.into()).collect();
        if rows.is_empty() || !seen.insert((id.to_owned(), column)) {
            continue;
        }
        sheet.set(*row.get(&rows), &column.heading().zh, column.shown(&text, Lang::Zh));
        if cells.get(column) != text {
            wanted.insert((id.to_owned(), column, text));
        }
    }
    wanted
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn what_goes_out_comes_back(book in any_book(|| text().boxed()), english: bool) {
        let bytes = xlsx(&book, if english { Lang::En } else { Lang::Zh }).unwrap();
        prop_assert_eq!(compared(&bytes, &book), Changes::default());
    }

    #[test]
    fn edits_come_back_from_sorted_rows_and_moved_columns(
        book in any_book(|| plain_text().boxed()),
        picks in prop::collection::vec(
            (any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[写改0-9]{1,8}", any::<prop::sample::Index>()), 0..6),
        columns in Just((0..Column::LEDGER.len() + 1).collect::<Vec<_>>()).prop_shuffle(),
        seed: u64,
    ) {
        let mut editor = Editor::open(xlsx(&book, Lang::Zh).unwrap());
        let sheet = editor.ledger();
        let wanted = edit(sheet, &book, picks);
        sheet.insert_column(3, "我的备注");
        sheet.reorder(&columns);
        sheet.rows[2..].sort_by_key(|row| {
            let mut hasher = DefaultHasher::new();
            (seed, format!("{row:?}")).hash(&mut hasher);
            hasher.finish()
        });
        let changes = compared(&editor.save(), &book);
        let came: BTreeSet<_> = changes.edits.iter()
            .flat_map(|edit| edit.cells.iter().map(|set| (edit.id.clone(), set.column, set.to.clone()))).collect();
        prop_assert_eq!(came, wanted);
        prop_assert!(changes.findings.is_empty() && changes.measures.is_empty() && changes.causes.is_empty());
        prop_assert!(changes.problems.iter().all(|p| matches!(p.what, What::OwnColumns(_))), "{:?}", changes.problems);
    }

    #[test]
    fn no_damage_makes_it_panic(at in any::<prop::sample::Index>(), byte: u8, cut: bool) {
        let mut bytes = xlsx(&book(), Lang::Zh).unwrap();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        if let Ok(Some(reading)) = read(&bytes, Limits::default(), TODAY) {
            let _ = changes(&reading, &book(), &|_: &Mark| true);
        }
    }
}
