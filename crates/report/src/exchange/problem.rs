//! What could not be understood or was not taken over, each with the cell where it stands.

use std::fmt;
use std::sync::Arc;

use document::{Bilingual, Lang, Severity};

use super::column::Column;
use crate::place::column_letters;

/// A cell of the workbook, shown as `整改台账!H7`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct At {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}{}", self.sheet, column_letters(self.column), u64::from(self.row) + 1)
    }
}

/// One thing that was not taken over, or is worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The cells; empty where the whole file is meant.
    pub at: Vec<At>,
    /// What.
    pub what: What,
}

/// What can be said about a workbook that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A sheet ends too early or is broken.
    BrokenSheet,
    /// Columns of people's own.
    OwnColumns(Vec<String>),
    /// Columns that the ledger has and the sheet no longer.
    MissingColumns(Vec<Column>),
    /// A column stands there twice; the first counts.
    DoubleColumn(Column),
    /// A formula without a value, or with an error.
    NoValue(Column),
    /// A merge over several columns.
    Merged(Column),
    /// A cell that must hold an id holds something else.
    NoId(Column, String),
    /// A cell that must hold a day holds something else.
    NoDay(Column, String),
    /// A cell that must hold one of a few words holds another.
    NoWord(Column, String),
    /// A list of ids that is none.
    NoIds(Column, String),
    /// Rows whose stamp is gone, damaged or of a later version, so that they are compared with the ledger of today: how
    /// many.
    NoStamp(usize),
    /// Rows of another ledger, or of a state that this one has not: how many.
    OtherLedger(usize),
    /// The list of exported rows is gone, so that rows that were deleted cannot be told.
    NoList,
    /// The ledger has no such thing.
    Unknown(String),
    /// The ids of the row are not those that it was exported with.
    OtherIds {
        /// Finding and measure when it was exported.
        were: [String; 2],
        /// As they are now.
        are: [String; 2],
    },
    /// The measure does not answer the finding.
    NotTied(String, String),
    /// Rows that were exported and are not there: their ids.
    Deleted(Vec<String>),
    /// A cell that follows from the ledger was changed.
    Fixed {
        /// Of what.
        id: String,
        /// The column.
        column: Column,
        /// What the ledger has.
        ledger: String,
    },
    /// Two cells of the same thing were changed, to different values.
    Conflict {
        /// Of what.
        id: String,
        /// The column.
        column: Column,
        /// The values, in the order of the cells.
        values: Vec<String>,
    },
    /// A person changed the cell, and meanwhile the ledger changed too.
    Meanwhile {
        /// Of what.
        id: String,
        /// The column.
        column: Column,
        /// What the ledger has now.
        ledger: String,
        /// What the cell has.
        cell: String,
    },
    /// A cell that may not be empty was emptied.
    Emptied {
        /// Of what.
        id: String,
        /// The column.
        column: Column,
    },
    /// A reason for an extension without a later deadline.
    ReasonAlone(String),
    /// New rows of one finding state different things of it; the first counts.
    Disagree(Column, Vec<String>),
    /// A new row that states no finding.
    NoFinding,
    /// A new row that states something of a measure, but not the measure.
    NoMeasure,
    /// A new row without a cause.
    NoCause,
    /// A new row whose words are in the ledger already, as these ids; nothing is added.
    There(Vec<String>),
    /// A new row whose finding is in the ledger already; its measure is added to that.
    Joins(String),
    /// A new row states what only the ledger can.
    NotYours(Column),
}

impl Problem {
    /// Of some cells.
    pub(super) fn at(at: impl IntoIterator<Item = At>, what: What) -> Self {
        Self { at: at.into_iter().collect(), what }
    }

    /// A note where nothing that a person wrote is lost, a warning where something was not taken over.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self.what {
            What::OwnColumns(_)
            | What::MissingColumns(_)
            | What::NoStamp(_)
            | What::NoList
            | What::Deleted(_)
            | What::There(_)
            | What::Joins(_) => Severity::Note,
            _ => Severity::Warning,
        }
    }

    /// Where and what, in one sentence, with what to do.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let places: Vec<String> = self.at.iter().map(ToString::to_string).collect();
        let said = self.what.message();
        if places.is_empty() {
            return said;
        }
        Bilingual::new(format!("{}：{}", places.join("、"), said.zh), format!("{}: {}", places.join(", "), said.en))
    }
}

/// The longest part of a value that a message quotes, in characters.
const QUOTED: usize = 40;

/// `text` for a message: one line, not too long.
fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= QUOTED { line } else { line.chars().take(QUOTED).chain(['…']).collect() }
}

fn both(zh: String, en: String) -> Bilingual {
    Bilingual::new(zh, en)
}

impl What {
    fn message(&self) -> Bilingual {
        match self {
            Self::BrokenSheet => Bilingual::fixed(
                "工作表的数据不完整，只读了前面的部分；请用表格软件打开另存后再导入",
                "the sheet is not whole and only its first part was read; open and save it in a spreadsheet program",
            ),
            Self::OwnColumns(names) => both(
                format!("自行增加的列没有读取：{}", names.join("、")),
                format!("columns of your own were not read: {}", names.join(", ")),
            ),
            Self::MissingColumns(columns) => both(
                format!("表中没有这些列，台账中的内容不变：{}", headings(columns).zh),
                format!(
                    "these columns are not in the sheet, and stay as they are in the ledger: {}",
                    headings(columns).en
                ),
            ),
            Self::DoubleColumn(c) => on(c, "重复出现，只读第一列", "is there twice; the first was read"),
            Self::NoValue(c) => on(
                c,
                "是公式，没有算出结果；请用表格软件打开保存后再导入，或直接填写结果",
                "is a formula without a result; open and save it in a spreadsheet program, or type the result",
            ),
            Self::Merged(c) => on(
                c,
                "与旁边的列合并了，分不清属于哪一列；请取消合并",
                "is merged with the columns beside it; undo the merge",
            ),
            Self::NoId(c, text) => wrong(
                c,
                text,
                "不是编号，这一行没有读取；请恢复编号，新增的行请留空",
                "is no id, and the row was not read; restore the id, or empty it for a new row",
            ),
            Self::NoIds(c, text) => {
                wrong(c, text, "不是问题编号；请写成“F1、F3”", "is no list of findings; write it as “F1, F3”")
            }
            Self::NoDay(c, text) => wrong(
                c,
                text,
                "看不出是哪一天；请填日期，或如“2026年6月底”“长期坚持”",
                "names no day; enter a date, or words such as “30 June 2026” or “continuous”",
            ),
            Self::NoWord(c, text) => no_word(*c, text),
            Self::NoStamp(rows) => both(
                format!("{rows} 行没有可用的校验码，分不清是谁改的，按台账现状比较：凡与台账不同的都算这次改的"),
                format!(
                    "{rows} rows have no usable check code and were compared with the ledger of today: whatever differs counts as changed here"
                ),
            ),
            Self::OtherLedger(rows) => both(
                format!("{rows} 行来自另一套台账，或来自本台账没有的状态，没有读取；请从本台账重新导出"),
                format!(
                    "{rows} rows come from another ledger, or from a state that this one has not, and were not read; export them from this ledger"
                ),
            ),
            Self::NoList => Bilingual::fixed(
                "文件里没有导出时的行清单，分不出有没有删掉的行；台账不会因此删除任何内容",
                "the list of exported rows is not in the file, so that deleted rows cannot be told; nothing is deleted from the ledger",
            ),
            Self::Unknown(id) => both(
                format!("台账里没有 {id}，这一行没有读取；新增的行请把编号留空"),
                format!("the ledger has no {id}, and the row was not read; leave the id empty in a new row"),
            ),
            Self::OtherIds { were, are } => both(
                format!("编号被改动：导出时是{}，现在是{}；这一行没有读取，请恢复编号", pair(were).zh, pair(are).zh),
                format!(
                    "the ids were changed from {} to {}, and the row was not read; restore them",
                    pair(were).en,
                    pair(are).en
                ),
            ),
            Self::NotTied(finding, measure) => both(
                format!(
                    "{measure} 不是 {finding} 的措施，这一行没有读取；需要时用 bihuan measure tie {measure} {finding}"
                ),
                format!(
                    "{measure} is no measure of {finding}, and the row was not read; if it should be: bihuan measure tie {measure} {finding}"
                ),
            ),
            Self::Deleted(ids) => both(
                format!("导出时有、现在没有的行：{}；台账中照旧，没有删除", ids.join("、")),
                format!(
                    "rows that were exported and are gone: {}; nothing was deleted from the ledger",
                    ids.join(", ")
                ),
            ),
            Self::Fixed { id, column, ledger } => fixed(id, *column, ledger),
            Self::Conflict { id, column, values } => conflict(id, *column, values),
            Self::Meanwhile { id, column, ledger, cell } => meanwhile(id, *column, ledger, cell),
            Self::Emptied { id, column } => both(
                format!("{id} 的“{}”不能清空，台账中照旧", column.heading().zh),
                format!("“{}” of {id} cannot be emptied and stays as it is", column.heading().en),
            ),
            Self::ReasonAlone(id) => both(
                format!("{id} 填了延期理由，但时限没有改，没有提出延期申请；请同时填写新的整改时限"),
                format!(
                    "{id} has a reason for an extension and no later deadline; nothing was asked for, enter the deadline too"
                ),
            ),
            Self::Disagree(column, values) => disagree(*column, values),
            Self::NoFinding => Bilingual::fixed(
                "新增的行没有写问题，也没有问题编号，没有录入；请填其中一个",
                "the new row states no finding and no finding’s id, and was not entered; fill in one of them",
            ),
            Self::NoMeasure => Bilingual::fixed(
                "填了措施的责任、时限等，却没有写整改措施，措施没有录入；请补写",
                "an owner, a deadline or the like is given without the measure itself, which was not entered; write it",
            ),
            Self::NoCause => {
                Bilingual::fixed("新增的行没有写原因，没有录入", "the new row states no cause and was not entered")
            }
            Self::There(ids) => both(
                format!("台账里已有同样的内容（{}），没有重复录入", ids.join("、")),
                format!("the ledger has the same words already ({}), and nothing was entered twice", ids.join(", ")),
            ),
            Self::Joins(id) => both(
                format!("问题与 {id} 相同，这条措施归入 {id}；如果是另一个问题，请换一种写法"),
                format!(
                    "the finding has the words of {id}, to which the measure goes; word it differently if it is another one"
                ),
            ),
            Self::NotYours(c) => on(
                c,
                "由台账生成，新增的行里填的内容没有采用",
                "is from the ledger; what the new row states was not taken over",
            ),
        }
    }
}

fn fixed(id: &str, column: Column, ledger: &str) -> Bilingual {
    let ([zh, en], name, hint) = (said(column, ledger), column.heading(), column.hint());
    both(
        format!("{id} 的“{}”是只读列，改动没有采用，仍为{zh}（{}）", name.zh, hint.zh),
        format!("“{}” of {id} is read-only; the change was not taken over and it stays {en} ({})", name.en, hint.en),
    )
}

fn conflict(id: &str, column: Column, values: &[String]) -> Bilingual {
    let ([zh, en], name) = (list(column, values), column.heading());
    both(
        format!("{id} 的“{}”改成了不同的内容（{zh}），没有采用；请改成一致", name.zh),
        format!(
            "“{}” of {id} was changed to different values ({en}), and none was taken over; make them the same",
            name.en
        ),
    )
}

fn meanwhile(id: &str, column: Column, ledger: &str, cell: &str) -> Bilingual {
    let ([zh, en], [mine_zh, mine_en], name) = (said(column, ledger), said(column, cell), column.heading());
    both(
        format!("{id} 的“{}”在导出后已在台账中改为{zh}，表中又改成{mine_zh}，没有采用；请重新导出后再改", name.zh),
        format!(
            "“{}” of {id} has become {en} in the ledger since the export, and {mine_en} in the sheet, which was not taken over; export again and change it there",
            name.en
        ),
    )
}

fn disagree(column: Column, values: &[String]) -> Bilingual {
    let ([zh, en], name) = (list(column, values), column.heading());
    both(
        format!("同一条新增内容的几行里“{}”不一致（{zh}），采用第一个", name.zh),
        format!("the rows of one new item differ in “{}” ({en}); the first was taken", name.en),
    )
}

fn on(column: &Column, zh: &str, en: &str) -> Bilingual {
    both(format!("“{}”{zh}", column.heading().zh), format!("“{}” {en}", column.heading().en))
}

fn wrong(column: &Column, text: &str, zh: &str, en: &str) -> Bilingual {
    let text = quoted(text);
    both(format!("“{}”里的“{text}”{zh}", column.heading().zh), format!("“{text}” in “{}” {en}", column.heading().en))
}

fn no_word(column: Column, text: &str) -> Bilingual {
    let words = |pick: fn(&Bilingual) -> &str| column.codes().iter().map(|(_, word)| pick(word)).collect::<Vec<_>>();
    let (zh, en) = (words(|w| &w.zh).join("、"), words(|w| &w.en).join(", "));
    wrong(&column, text, &format!("不认识，没有采用；可填：{zh}"), &format!("was not understood; it may be: {en}"))
}

fn headings(columns: &[Column]) -> Bilingual {
    let all: Vec<Bilingual> = columns.iter().map(|c| c.heading()).collect();
    let join = |pick: fn(&Bilingual) -> &str, between| all.iter().map(pick).collect::<Vec<_>>().join(between);
    both(join(|b| &b.zh, "、"), join(|b| &b.en, ", "))
}

fn pair(ids: &[String; 2]) -> Bilingual {
    match ids.each_ref().map(String::as_str) {
        ["", ""] => Bilingual::fixed("空", "nothing"),
        [one, ""] | ["", one] => both(one.to_owned(), one.to_owned()),
        [finding, measure] => both(format!("{finding}、{measure}"), format!("{finding} and {measure}")),
    }
}

/// A value in quotation marks, in both languages.
fn said(column: Column, value: &str) -> [String; 2] {
    [(Lang::Zh, "空"), (Lang::En, "empty")].map(|(lang, empty)| match value {
        "" => empty.to_owned(),
        _ => format!("“{}”", quoted(column.shown(value, lang))),
    })
}

fn list(column: Column, values: &[String]) -> [String; 2] {
    let all: Vec<[String; 2]> = values.iter().map(|value| said(column, value)).collect();
    let of = |at: usize, between| all.iter().map(|said| said[at].as_str()).collect::<Vec<_>>().join(between);
    [of(0, "、"), of(1, ", ")]
}
