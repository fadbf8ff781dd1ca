//! The columns: which there are, what they are called, what they are of, and who may change them.

use std::collections::HashMap;
use std::sync::LazyLock;

use document::{Bilingual, Lang};

/// A column. What its cells hold in a [`Cells`](super::Cells) is text, in these forms: [`Kind`](Self::Kind) and
/// [`Scope`](Self::Scope) a [code](Self::codes), deadlines an ISO 8601 day (or the code of a kind where the words name one
/// instead of a day), lists one item a line, all else as people read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The id of the finding (问题编号).
    FindingId,
    /// The id of the measure (措施编号).
    MeasureId,
    /// The campaign (专项), its id first.
    Campaign,
    /// 方面
    Aspect,
    /// What is wrong (问题).
    Finding,
    /// 具体表现, one a line.
    Manifestations,
    /// 问题主体, a code.
    Scope,
    /// The unit that has the problem.
    FindingUnit,
    /// Where the finding stands.
    Status,
    /// How and when it was struck off (销号).
    Closing,
    /// The title of the item that the measure stands in.
    Heading,
    /// What will be done (整改措施).
    Measure,
    /// 责任领导
    Lead,
    /// 责任单位
    Unit,
    /// 责任人: a person or a post.
    Owner,
    /// 配合单位
    Cooperating,
    /// 整改类型, a code.
    Kind,
    /// 整改时限
    Deadline,
    /// The deadline's words as first written.
    DeadlineWords,
    /// Why a later deadline is asked for; empty when exported.
    Reason,
    /// 佐证清单, one item a line.
    Checklist,
    /// The last report of how it goes.
    Progress,
    /// Where the measure stands.
    MeasureStatus,
    /// 亮灯: its shape and word, and why.
    Light,
    /// The deadline that it first had.
    FirstDeadline,
    /// How often and by how many days it slipped.
    Slippage,
    /// The id of the cause (原因编号).
    CauseId,
    /// Why (原因).
    Cause,
    /// The ids of the findings that the cause explains.
    CauseFindings,
    /// The stamp of the row: what was exported, as digests.
    Stamp,
}

/// What a column tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The row: ids and stamp.
    Row,
    /// The finding.
    Finding,
    /// The measure.
    Measure,
    /// The cause.
    Cause,
}

/// Whether people may change a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It says what the row is of, and stays as it is.
    Key,
    /// People may change it.
    Free,
    /// People may change it, but not empty it.
    Wanted,
    /// It follows from the ledger; in a new row the campaign may be stated.
    Fixed,
}

/// Everything about a column.
struct Facts {
    code: &'static str,
    heading: Bilingual,
    /// In characters of the workbook's font; a Chinese character takes two.
    width: u16,
    subject: Subject,
    access: Access,
    /// Short, so that it stands in the middle and is text whatever is typed.
    short: bool,
    /// How to fill it in, or why not.
    hint: Bilingual,
}

use Access::{Fixed, Free, Key, Wanted};
use Column as C;
use Subject as S;

/// A line of the table of columns.
macro_rules! facts {
    ($code:literal, $zh:literal, $en:literal, $width:literal, $subject:ident, $access:ident, $short:literal, $hint_zh:literal, $hint_en:literal) => {
        Facts {
            code: $code,
            heading: Bilingual::fixed($zh, $en),
            width: $width,
            subject: S::$subject,
            access: $access,
            short: $short,
            hint: Bilingual::fixed($hint_zh, $hint_en),
        }
    };
}

#[rustfmt::skip]
fn facts(column: Column) -> Facts {
    match column {
        C::FindingId => facts!("finding_id", "问题编号", "Finding ID", 8, Row, Key, true,
            "请勿改动；新问题留空", "leave it as it is; empty for a new finding"),
        C::MeasureId => facts!("measure_id", "措施编号", "Measure ID", 8, Row, Key, true,
            "请勿改动；新措施留空", "leave it as it is; empty for a new measure"),
        C::Campaign => facts!("campaign", "专项", "Campaign", 10, Finding, Fixed, true,
            "由台账生成；新问题可填专项编号，如 C1", "from the ledger; a new finding may state one, such as C1"),
        C::Aspect => facts!("aspect", "问题类别/方面", "Aspect", 11, Finding, Free, true,
            "问题所属的方面", "the area that the finding falls in"),
        C::Finding => facts!("statement", "问题", "Finding", 28, Finding, Wanted, false,
            "问题原文；多行写同一问题时为同一个问题的几条措施", "what is wrong; rows with the same new words are one finding with several measures"),
        C::Manifestations => facts!("manifestations", "具体表现", "Manifestations", 26, Finding, Free, false,
            "每行一条（Alt+Enter 换行）", "one a line (Alt+Enter breaks the line)"),
        C::Scope => facts!("scope", "问题主体", "Scope", 9, Finding, Free, true,
            "从下拉列表选择", "choose from the list"),
        C::FindingUnit => facts!("finding_unit", "问题单位", "Finding’s unit", 13, Finding, Free, true,
            "台账中单位的名称或编号", "name or id of a unit of the ledger"),
        C::Status => facts!("status", "问题状态", "Status", 9, Finding, Fixed, true,
            "由台账生成：通过提交、验收、销号等办理改变", "from the ledger: moved by submitting, verifying, closing"),
        C::Closing => facts!("closing", "完成情况（销号）", "Closing", 18, Finding, Fixed, true,
            "由台账生成：销号须先验收、审核", "from the ledger: closing wants verification and approval first"),
        C::Heading => facts!("heading", "措施标题", "Measure heading", 16, Measure, Free, false,
            "措施所在条目的标题", "title of the item that the measure stands in"),
        C::Measure => facts!("measure", "整改措施", "Measure", 38, Measure, Wanted, false,
            "做什么、做到什么程度", "what will be done, and how far"),
        C::Lead => facts!("lead", "责任领导", "Lead", 10, Measure, Free, true,
            "台账中人员的姓名或编号", "name or id of a person of the ledger"),
        C::Unit => facts!("unit", "牵头（责任）单位", "Owning unit", 14, Measure, Free, true,
            "台账中单位的名称或编号", "name or id of a unit of the ledger"),
        C::Owner => facts!("owner", "责任人", "Owner", 10, Measure, Free, true,
            "台账中人员或岗位的名称或编号", "name or id of a person or post of the ledger"),
        C::Cooperating => facts!("cooperating", "配合单位", "Cooperating units", 14, Measure, Free, true,
            "可填几个，用顿号隔开", "several are parted by commas"),
        C::Kind => facts!("kind", "整改类型", "Kind", 11, Measure, Free, true,
            "从下拉列表选择", "choose from the list"),
        C::Deadline => facts!("deadline", "整改时限", "Deadline", 12, Measure, Wanted, true,
            "日期，或如“2026年6月底”“长期坚持”；原来没有时限的直接生效，往后改的作为延期申请，须填“延期理由”",
            "a date, or words such as “30 June 2026”; the first one counts at once, a later one asks for an extension and wants a reason"),
        C::DeadlineWords => facts!("deadline_words", "时限原文", "Deadline in words", 13, Measure, Free, true,
            "材料中时限的原话；首次填写时限时一并填写", "the paper’s own words; filled in together with the first deadline"),
        C::Reason => facts!("reason", "延期理由", "Reason for extension", 15, Measure, Free, false,
            "时限往后改时必填", "wanted where the deadline is moved to a later day"),
        C::Checklist => facts!("checklist", "佐证清单", "Evidence checklist", 18, Measure, Free, false,
            "应交哪些佐证材料，每行一项；已有的项不能删改，只能在后面增加", "evidence that is owed, one item a line; items can only be added"),
        C::Progress => facts!("progress", "进展/成效", "Progress", 28, Measure, Wanted, false,
            "最近一次进展；改写后作为新的一次进展记入", "the last report; other words are entered as a new report"),
        C::MeasureStatus => facts!("measure_status", "措施状态", "Measure status", 9, Measure, Fixed, true,
            "由台账生成", "from the ledger"),
        C::Light => facts!("light", "亮灯", "Light", 22, Measure, Fixed, false,
            "由台账按导出当日计算", "reckoned from the ledger for the day of export"),
        C::FirstDeadline => facts!("first_deadline", "首次时限", "First deadline", 12, Measure, Fixed, true,
            "由台账生成：首次时限不会改变", "from the ledger: the first deadline never changes"),
        C::Slippage => facts!("slippage", "延期情况", "Slippage", 11, Measure, Fixed, true,
            "由台账生成：延期次数和天数", "from the ledger: how often and how many days"),
        C::CauseId => facts!("cause_id", "原因编号", "Cause ID", 10, Row, Key, true,
            "请勿改动；新原因留空", "leave it as it is; empty for a new cause"),
        C::Cause => facts!("cause", "原因", "Cause", 84, Cause, Wanted, false,
            "为什么会有这个问题", "why the problem is there"),
        C::CauseFindings => facts!("cause_findings", "对应问题", "Findings", 24, Cause, Free, true,
            "问题编号，如 F1、F3", "ids of findings, such as F1, F3"),
        C::Stamp => facts!("stamp", "校验码", "Check code", 10, Row, Key, true,
            "隐藏列：用来分辨改过的单元格，请保留", "hidden: by it changed cells are known; keep it"),
    }
}

impl Column {
    /// The columns of the ledger, in the order in which they stand.
    pub const LEDGER: [Self; 27] = [
        C::FindingId,
        C::MeasureId,
        C::Campaign,
        C::Aspect,
        C::Finding,
        C::Manifestations,
        C::Scope,
        C::FindingUnit,
        C::Heading,
        C::Measure,
        C::Lead,
        C::Unit,
        C::Owner,
        C::Cooperating,
        C::Kind,
        C::Deadline,
        C::DeadlineWords,
        C::Reason,
        C::Checklist,
        C::Progress,
        C::Light,
        C::MeasureStatus,
        C::FirstDeadline,
        C::Slippage,
        C::Status,
        C::Closing,
        C::Stamp,
    ];
    /// The columns of the sheet of causes.
    pub const CAUSES: [Self; 4] = [C::CauseId, C::Cause, C::CauseFindings, C::Stamp];

    /// Its cells in a stamp, for each subject in this order. A promise: digests of files that are out depend on it.
    pub(super) const fn stamped(subject: Subject) -> &'static [Self] {
        match subject {
            S::Row => &[],
            S::Finding => &[
                C::Campaign,
                C::Aspect,
                C::Finding,
                C::Manifestations,
                C::Scope,
                C::FindingUnit,
                C::Status,
                C::Closing,
            ],
            S::Measure => &[
                C::Heading,
                C::Measure,
                C::Lead,
                C::Unit,
                C::Owner,
                C::Cooperating,
                C::Kind,
                C::Deadline,
                C::DeadlineWords,
                C::Reason,
                C::Checklist,
                C::Progress,
                C::MeasureStatus,
                C::Light,
                C::FirstDeadline,
                C::Slippage,
            ],
            S::Cause => &[C::Cause, C::CauseFindings],
        }
    }

    /// Its name in programs; it never changes.
    #[must_use]
    pub fn code(self) -> &'static str {
        facts(self).code
    }

    /// Its heading.
    #[must_use]
    pub fn heading(self) -> Bilingual {
        facts(self).heading
    }

    /// How to fill it in, or why not.
    #[must_use]
    pub fn hint(self) -> Bilingual {
        facts(self).hint
    }

    /// What it tells of.
    #[must_use]
    pub fn subject(self) -> Subject {
        facts(self).subject
    }

    /// Whether people may change it.
    #[must_use]
    pub fn access(self) -> Access {
        facts(self).access
    }

    /// Its width in characters of the workbook's font.
    pub(super) fn width(self) -> u16 {
        facts(self).width
    }

    /// Whether its text is short.
    pub(super) fn is_short(self) -> bool {
        facts(self).short
    }

    /// Whether it holds days.
    pub(super) const fn is_day(self) -> bool {
        matches!(self, C::Deadline | C::FirstDeadline)
    }

    /// The codes that it knows, with their words; of any other column none.
    #[must_use]
    pub fn codes(self) -> &'static [(&'static str, Bilingual)] {
        match self {
            C::Kind | C::Deadline => &KINDS,
            C::Scope => &SCOPES,
            _ => &[],
        }
    }

    /// `text` as people read it: the word of a code, all else as it is.
    #[must_use]
    pub fn shown(self, text: &str, lang: Lang) -> &str {
        let code = self.codes().iter().find(|(code, _)| *code == text);
        code.map_or(text, |(_, word)| word.get(lang))
    }

    /// The column that `heading` names, in either language, whatever stands in its brackets.
    pub(super) fn named(heading: &str) -> Option<Self> {
        if heading.len() > LONGEST_HEADING { None } else { NAMES.get(&bare(heading)).copied() }
    }
}

/// Bytes beyond which nothing is a heading: every cell is asked whether it is one.
const LONGEST_HEADING: usize = 120;

/// Columns by their headings, bare.
static NAMES: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
    let all = Column::LEDGER.into_iter().chain(Column::CAUSES);
    let own = all.flat_map(|column| [column.heading().zh, column.heading().en].map(|name| (bare(&name), column)));
    own.chain(ALSO.map(|(name, column)| (name.to_owned(), column))).collect()
});

static KINDS: [(&str, Bilingual); 3] = [
    ("immediate", Bilingual::fixed("立行立改", "immediate")),
    ("staged", Bilingual::fixed("分阶段整改", "staged")),
    ("continuous", Bilingual::fixed("长期坚持", "continuous")),
];

static SCOPES: [(&str, Bilingual); 3] = [
    ("team", Bilingual::fixed("班子", "team")),
    ("some_members", Bilingual::fixed("部分成员", "some members")),
    ("one_person", Bilingual::fixed("个人", "one person")),
];

/// Other headings that ledgers have for these columns.
const ALSO: [(&str, Column); 9] = [
    ("方面", C::Aspect),
    ("问题类别", C::Aspect),
    ("问题描述", C::Finding),
    ("措施", C::Measure),
    ("责任单位", C::Unit),
    ("完成时限", C::Deadline),
    ("进展", C::Progress),
    ("进展情况", C::Progress),
    ("成效", C::Progress),
];

/// A heading without brackets, white space and capitals.
fn bare(heading: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for c in heading.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 || c.is_whitespace() => {}
            '’' => kept.push('\''),
            _ => kept.extend(c.to_lowercase()),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_heading_finds_its_column_and_no_other() {
        let all: BTreeSet<Column> = Column::LEDGER.into_iter().chain(Column::CAUSES).collect();
        for column in &all {
            assert_eq!(Column::named(&column.heading().zh), Some(*column));
            assert_eq!(Column::named(&column.heading().en.to_uppercase()), Some(*column));
        }
        assert_eq!(Column::named("责任\n单位（牵头）"), Some(Column::Unit));
        assert_eq!(Column::named("我的备注"), None);
        let codes: BTreeSet<&str> = all.iter().map(|c| c.code()).collect();
        assert_eq!(codes.len(), all.len());
    }

    #[test]
    fn a_stamp_covers_every_cell() {
        for subject in [Subject::Finding, Subject::Measure, Subject::Cause] {
            let all: BTreeSet<Column> =
                Column::LEDGER.into_iter().chain(Column::CAUSES).filter(|c| c.subject() == subject).collect();
            assert_eq!(Column::stamped(subject).iter().copied().collect::<BTreeSet<_>>(), all);
        }
    }
}
