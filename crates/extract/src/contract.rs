//! The result: plain types inside, the contract's JSON outside.

use document::{Document, Place, Span, Unit};
use serde_json::{Value, json};

/// What a paper says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extraction {
    /// Its title.
    pub title: Option<String>,
    /// Its kind.
    pub genre: Genre,
    /// Its own date (ISO 8601), from which relative deadlines count.
    pub date: Option<jiff::civil::Date>,
    /// The areas it examines.
    pub aspects: Vec<Aspect>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Why.
    pub causes: Vec<Cause>,
    /// What will be done.
    pub measures: Vec<Measure>,
    /// Totals that it states itself.
    pub declared: Declared,
    /// Ties that rest on likeness of wording alone: offered, never certain.
    pub suggestions: Vec<Suggestion>,
}

/// Kinds of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Genre {
    /// 对照检查材料
    SelfExamination,
    /// 巡视巡察反馈意见, 检查通报
    InspectionFeedback,
    /// 整改方案
    RectificationPlan,
    /// 整改情况报告, 通报, 台账
    RectificationReport,
    /// 审计报告, 审计整改报告
    AuditReport,
    /// Anything else.
    #[default]
    Other,
}

/// An area of examination (方面).
#[derive(Debug, Clone, PartialEq)]
pub struct Aspect {
    /// Its number as written.
    pub label: Option<String>,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub span: Span,
}

/// Something wrong (问题).
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Index into [`Extraction::aspects`].
    pub aspect: Option<usize>,
    /// The paper's own number of it, such as `7` in 问题7.
    pub number: Option<u32>,
    /// In the paper's own words, without number and manifestations.
    pub statement: String,
    /// 具体表现, without what introduces them.
    pub manifestations: Vec<String>,
    /// Where the paper says how far it has come.
    pub status: Option<Status>,
    /// The passages that it was read from, the statement's first.
    pub spans: Vec<Span>,
    /// The passages of the manifestations, one each.
    pub manifestation_spans: Vec<Span>,
}

/// A reason (原因).
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// In the paper's own words.
    pub statement: String,
    /// Findings that the paper ties it to.
    pub findings: Vec<usize>,
    /// The passages that it was read from.
    pub spans: Vec<Span>,
}

/// What will be or has been done (整改措施).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measure {
    /// Title of the numbered item that it stands in.
    pub heading: Option<String>,
    /// In the paper's own words.
    pub statement: String,
    /// Findings that the paper ties it to.
    pub findings: Vec<usize>,
    /// 责任领导, as written.
    pub lead: Option<String>,
    /// 责任单位 and 责任人, as written, joined by `；`.
    pub owner: Option<String>,
    /// 配合单位, as written.
    pub cooperating: Option<String>,
    /// ISO 8601 date where it can be computed, else the words as written.
    pub deadline: Option<String>,
    /// The deadline's words as written.
    pub deadline_words: Option<String>,
    /// Immediate, staged or continuous, where the paper says so.
    pub kind: Option<Kind>,
    /// Countable promises.
    pub commitments: Vec<Commitment>,
    /// True where it says what was done already rather than what will be.
    pub done: bool,
    /// The passages that it was read from.
    pub spans: Vec<Span>,
}

/// A countable promise (承诺).
#[derive(Debug, Clone, PartialEq)]
pub struct Commitment {
    /// Its clause.
    pub text: String,
    /// RFC 5545 recurrence rule; `None` for a one-off.
    pub recurrence: Option<String>,
    /// How many a time.
    pub quantity: Option<f64>,
    /// Of what.
    pub unit: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// How far a finding has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// 未启动, 未完成
    Open,
    /// 正在推进
    InProgress,
    /// 已完成, 已销号
    Closed,
    /// 长期坚持
    Continuing,
}

/// How a measure is to be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 立行立改
    Immediate,
    /// 分阶段整改
    Staged,
    /// 长期坚持, 持续整改
    Continuous,
}

/// Totals that the paper states of its own findings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Declared {
    /// Found in all.
    pub found: Option<u32>,
    /// Closed.
    pub closed: Option<u32>,
    /// Continuing.
    pub continuing: Option<u32>,
    /// Where the totals stand.
    pub spans: Vec<Span>,
}

/// A likely tie between a measure and a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// Index into [`Extraction::measures`].
    pub measure: usize,
    /// Index into [`Extraction::findings`].
    pub finding: usize,
    /// From 0 to 1: Dice likeness of the two texts' character pairs, weighted by rarity.
    pub confidence: f64,
}

impl Genre {
    /// Its name in the contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SelfExamination => "self_examination",
            Self::InspectionFeedback => "inspection_feedback",
            Self::RectificationPlan => "rectification_plan",
            Self::RectificationReport => "rectification_report",
            Self::AuditReport => "audit_report",
            Self::Other => "other",
        }
    }
}

impl Status {
    /// Its name in the contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in_progress",
            Self::Closed => "closed",
            Self::Continuing => "continuing",
        }
    }
}

impl Kind {
    /// Its name in the contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Immediate => "immediate",
            Self::Staged => "staged",
            Self::Continuous => "continuous",
        }
    }
}

/// The contract's JSON of `extraction`, which was read from `document`.
///
/// Beyond the contract each item carries `spans`: index of the paragraph, `start` and `end` in characters,
/// and `source`, the place in the file (`line`, `paragraph`, `page`, or `sheet`, `row`, `column`, all
/// counted from 1, and `offset` in characters from 0).
#[must_use]
pub fn json(extraction: &Extraction, document: &Document) -> Value {
    let spans = |list: &[Span]| -> Value { list.iter().map(|s| span_json(*s, document)).collect() };
    json!({
        "title": extraction.title,
        "genre": extraction.genre.name(),
        "date": extraction.date.map(|d| d.to_string()),
        "aspects": extraction.aspects.iter().map(|a| json!({
            "label": a.label, "title": a.title, "spans": spans(&[a.span]),
        })).collect::<Value>(),
        "findings": extraction.findings.iter().map(|f| json!({
            "aspect": f.aspect, "number": f.number, "statement": f.statement,
            "manifestations": f.manifestations, "status": f.status.map(Status::name),
            "spans": spans(&f.spans), "manifestation_spans": spans(&f.manifestation_spans),
        })).collect::<Value>(),
        "causes": extraction.causes.iter().map(|c| json!({
            "statement": c.statement, "findings": c.findings, "spans": spans(&c.spans),
        })).collect::<Value>(),
        "measures": extraction.measures.iter().map(|m| json!({
            "heading": m.heading, "statement": m.statement, "findings": m.findings, "lead": m.lead,
            "owner": m.owner, "cooperating": m.cooperating, "deadline": m.deadline,
            "deadline_words": m.deadline_words, "kind": m.kind.map(Kind::name), "done": m.done,
            "commitments": m.commitments.iter().map(|c| json!({
                "text": c.text, "recurrence": c.recurrence, "quantity": c.quantity.map(number),
                "unit": c.unit, "spans": spans(&[c.span]),
            })).collect::<Value>(),
            "spans": spans(&m.spans),
        })).collect::<Value>(),
        "declared": {
            "found": extraction.declared.found, "closed": extraction.declared.closed,
            "continuing": extraction.declared.continuing, "spans": spans(&extraction.declared.spans),
        },
        "suggestions": extraction.suggestions.iter().map(|s| json!({
            "measure": s.measure, "finding": s.finding, "confidence": (s.confidence * 100.0).round() / 100.0,
        })).collect::<Value>(),
    })
}

/// A whole number without a decimal point.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 1e15 { json!(value as i64) } else { json!(value) }
}

/// The JSON of a passage: index of the paragraph, `start` and `end` in characters, and `source`, where it
/// begins in the file ([`place_json`]); null where the span does not fit `document`.
#[must_use]
pub fn span_json(span: Span, document: &Document) -> Value {
    let Some(paragraph) = document.paragraphs.get(span.paragraph as usize) else { return Value::Null };
    let chars = |end: u32| paragraph.text.get(..end as usize).map_or(0, |s| s.chars().count());
    let source = place_json(paragraph.origin.locate(&paragraph.text, span.start as usize), document);
    json!({ "paragraph": span.paragraph, "start": chars(span.start), "end": chars(span.end), "source": source })
}

/// The JSON of a place in the file that `document` was read from: `line`, `paragraph`, `note`, `page` and
/// `line`, or `sheet`, `row`, `column`, all counted from 1, and `offset` in characters from 0.
#[must_use]
pub fn place_json(place: Place, document: &Document) -> Value {
    match place.unit {
        Unit::Paragraph(n) => json!({ "paragraph": n + 1, "offset": place.offset }),
        Unit::Apart(n) => json!({ "note": n + 1, "offset": place.offset }),
        Unit::Line(n) => json!({ "line": n, "offset": place.offset }),
        Unit::Page { page, line } => json!({ "page": page, "line": line, "offset": place.offset }),
        Unit::Cell { sheet, row, column } => json!({
            "sheet": document.sheets.get(sheet as usize), "row": row + 1, "column": column + 1, "offset": place.offset,
        }),
    }
}
