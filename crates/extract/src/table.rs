//! Ledgers: tables whose columns hold findings, measures, people, dates.

use document::{Block, Cell, Document, Span, Table};

use crate::block::{self, Reading, Unit};
use crate::contract::Aspect;
use crate::fields::{self, Fields};
use crate::lexicon::{self, Field};
use crate::reader::Reader;
use crate::{enumerate, scan};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// 序号
    Number,
    /// 类别, 方面
    Aspect,
    /// A field.
    Field(Field),
    /// 整改情况 in a ledger: how far it has come, and no further measure.
    State,
    /// Anything else.
    Other,
}

/// Names of the columns that no label lexicon has.
const NUMBER: &[&str] =
    &["序号", "编号", "问题序号", "问题编号", "no", "no.", "ref", "id", "#", "item", "隐患编号", "号"];
const ASPECT: &[&str] = &[
    "类别",
    "问题类别",
    "问题类型",
    "方面",
    "领域",
    "专项",
    "分类",
    "问题分类",
    "类型",
    "大类",
    "板块",
    "隐患类别",
    "隐患类型",
    "隐患分类",
    "维度",
    "问题方面",
    "项目类别",
    "category",
    "area",
    "theme",
    "aspect",
    "process",
    "检查项目",
    "检查类别",
    "所属类别",
    "问题领域",
    "所属方面",
    "问题类别/方面",
];
const STATE: &[&str] = &[
    "整改情况",
    "完成情况",
    "整改进展",
    "整改进展情况",
    "进展情况",
    "目前进展",
    "整改落实情况",
    "整改完成情况",
    "落实情况",
    "进展",
    "销号情况",
    "整改结果",
    "进展/成效",
    "整改成效",
    "成效",
    "当前进展",
    "整改状态",
    "状态",
    "整改进度",
    "进度",
    "复查结果",
    "复查情况",
    "复查结论",
    "复查意见",
    "验收结果",
    "验收情况",
    "完成情况（销号）",
    "完成情况(销号)",
    "status",
    "progress",
    "current status",
    "整改情况及进展",
    "整改进展及成效",
    "销号",
    "是否销号",
    "治理情况",
    "整改验收情况",
    "办理情况",
    "目前状态",
    "进展状态",
    "核查情况",
    "复核结果",
    "复核情况",
    "完成状态",
    "整改情况（销号）",
    "整改情况(销号)",
    "closure status",
    "办结情况",
    "工作进展",
    "进展成效",
    "整改落实",
];

fn column(header: &str) -> Column {
    let bare: String = header.chars().filter(|c| !c.is_whitespace() && *c != '*').collect::<String>().to_lowercase();
    let without_note = bare.split(['（', '(']).next().unwrap_or("").to_owned();
    for name in [bare.as_str(), without_note.as_str()] {
        if NUMBER.contains(&name) {
            return Column::Number;
        }
        if STATE.iter().any(|s| s.bytes().filter(|b| *b != b' ').eq(name.bytes())) {
            return Column::State;
        }
        if ASPECT.contains(&name) {
            return Column::Aspect;
        }
        if let Some(field) = lexicon::label(name) {
            return match field {
                Field::Status | Field::Progress | Field::Result => Column::State,
                Field::Ignored | Field::Goal => Column::Other,
                field => Column::Field(field),
            };
        }
    }
    // 存在的主要问题描述, 具体整改措施内容: by what the name holds.
    let holds = |w: &str| bare.contains(w);
    match () {
        () if holds("措施") || holds("举措") => Column::Field(Field::Measure),
        () if holds("责任领导") || holds("分管领导") || holds("牵头领导") => Column::Field(Field::Lead),
        () if holds("配合") || holds("协办") => Column::Field(Field::Coop),
        () if holds("责任单位") || holds("责任部门") || holds("牵头单位") || holds("责任科室") || holds("牵头部门") => {
            Column::Field(Field::Unit)
        }
        () if holds("责任人") => Column::Field(Field::Person),
        () if holds("时限") || holds("期限") || holds("完成时间") || holds("完成日期") || holds("整改时间") => {
            Column::Field(Field::Deadline)
        }
        () if holds("进展") || holds("整改情况") || holds("完成情况") || holds("销号") => Column::State,
        () if holds("原因") => Column::Field(Field::Cause),
        () if holds("问题") || holds("隐患") || holds("不符合") => Column::Field(Field::Finding),
        () => Column::Other,
    }
}

/// A cell's paragraphs: index and text.
fn paragraphs<'d>(document: &'d Document, cell: &Cell) -> Vec<(usize, &'d str)> {
    cell.blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(index) => document.paragraphs.get(*index).map(|p| (*index, p.text.as_str())),
            Block::Table(_) => None,
        })
        .filter(|(_, text)| !text.trim().is_empty())
        .collect()
}

fn text_of(document: &Document, cell: &Cell) -> String {
    paragraphs(document, cell).iter().map(|(_, t)| t.trim()).collect::<Vec<_>>().join("")
}

/// Reads a table as a ledger, or as a form of label and value; `aspect` is that of the section around it.
pub(crate) fn read(reader: &mut Reader<'_>, table: &Table, aspect: Option<usize>) {
    match header(reader.document, table) {
        Some((columns, first_row)) => rows(reader, table, &columns, first_row, aspect),
        None => form(reader, table, aspect),
    }
}

/// The columns and the first row below the header. A header may take two rows.
fn header(document: &Document, table: &Table) -> Option<(Vec<Column>, usize)> {
    let read_row = |at: usize| -> Vec<String> {
        table.rows.get(at).map_or(Vec::new(), |row| row.cells.iter().map(|c| text_of(document, c)).collect())
    };
    for at in 0..table.rows.len().min(8) {
        let names = read_row(at);
        let known = names
            .iter()
            .filter(|n| !n.is_empty() && n.chars().count() <= 24 && !matches!(column(n), Column::Other))
            .count();
        let has_core = names
            .iter()
            .any(|n| matches!(column(n), Column::Field(Field::Finding | Field::Measure)) && n.chars().count() <= 24);
        if known < 2 || !has_core {
            continue;
        }
        let mut columns: Vec<Column> = names.iter().map(|n| column(n)).collect();
        // Names under a merged name: 责任分工 over 单位 and 个人.
        let below = read_row(at + 1);
        let row = table.rows.get(at + 1);
        let known_below = below
            .iter()
            .filter(|n| !n.is_empty() && n.chars().count() <= 16 && !matches!(column(n), Column::Other))
            .count();
        let long_below = below.iter().any(|n| n.chars().count() > 16);
        let two_rows = known_below >= 1
            && !long_below
            && row.is_some_and(|r| {
                r.cells.iter().any(|c| c.covered_by.is_some_and(|(top, _)| top as usize == at))
                    || below.iter().any(String::is_empty)
            });
        if two_rows {
            for (slot, name) in columns.iter_mut().zip(&below) {
                if !name.is_empty() {
                    *slot = column(name);
                }
            }
        }
        return Some((columns, if two_rows { at + 2 } else { at + 1 }));
    }
    None
}

/// What a cell shows: a cell that a merge from above covers shows that one's people, dates and states.
fn shown(document: &Document, table: &Table, columns: &[Column], row: usize, column: usize) -> String {
    let Some(cell) = table.rows.get(row).and_then(|r| r.cells.get(column)) else { return String::new() };
    let inherits = match columns.get(column) {
        Some(Column::Field(field)) => field.is_short(),
        Some(Column::State) => true,
        _ => false,
    };
    match cell.covered_by {
        Some((top, left)) if inherits && (top as usize) < row && left as usize == column => table
            .rows
            .get(top as usize)
            .and_then(|r| r.cells.get(left as usize))
            .map_or(String::new(), |c| text_of(document, c)),
        _ => text_of(document, cell),
    }
}

/// The finding that rows go on with.
#[derive(Default)]
struct Current {
    finding: Option<usize>,
    aspect: Option<usize>,
    number: String,
    fields: Fields,
}

fn rows(reader: &mut Reader<'_>, table: &Table, columns: &[Column], first: usize, aspect: Option<usize>) {
    let document = reader.document;
    let mut current = Current { aspect, ..Current::default() };
    for (at, row) in table.rows.iter().enumerate().skip(first) {
        let texts: Vec<String> =
            (0..row.cells.len()).map(|column| shown(document, table, columns, at, column)).collect();
        let filled: Vec<usize> = (0..texts.len()).filter(|i| texts.get(*i).is_some_and(|t| !t.is_empty())).collect();
        let Some(&lead) = filled.first() else { continue };
        let lead_text = texts.get(lead).map_or("", String::as_str);
        if is_sum(lead_text) || is_note(lead_text) {
            continue;
        }
        // The header repeated at the top of a page.
        if filled.len() > 2
            && filled.iter().all(|i| {
                texts.get(*i).is_some_and(|t| t.chars().count() <= 16)
                    && columns.get(*i).is_some_and(|c| texts.get(*i).is_some_and(|t| column(t) == *c))
            })
        {
            continue;
        }
        let measures =
            columns.iter().zip(&texts).any(|(c, t)| matches!(c, Column::Field(Field::Measure)) && !t.is_empty());
        let is_section = filled.len() == 1
            && !measures
            && lead_text.chars().count() <= 40
            && row.cells.iter().filter(|c| c.covered_by.is_none()).count() <= row.cells.len().max(1);
        if is_section {
            if lead_text.contains(['。', '；']) {
                continue;
            }
            let cell = row.cells.get(lead);
            current = Current { aspect: Some(section(reader, cell, lead_text)), ..Current::default() };
            continue;
        }
        read_row(reader, row.cells.as_slice(), &texts, columns, &mut current);
    }
}

fn is_sum(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ["合计", "总计", "小计", "总数", "Total", "total"].iter().any(|w| bare.starts_with(w))
}

fn is_note(text: &str) -> bool {
    ["注：", "注:", "备注：", "说明：", "填表人", "填报人", "审核人", "填报单位", "制表", "联系人", "填表说明", "注1"]
        .iter()
        .any(|w| text.starts_with(w))
}

/// A section row or a category: an aspect, once.
fn section(reader: &mut Reader<'_>, cell: Option<&Cell>, text: &str) -> usize {
    let (label, title) = match document::numbering::parse(text).filter(|l| l.certain) {
        Some(label) => (text.get(..label.seen).map(str::to_owned), text.get(label.bytes..).unwrap_or(text)),
        None => (None, text),
    };
    let title = fields::clean(title);
    if let Some(at) = reader.out.aspects.iter().position(|a| a.title == title) {
        return at;
    }
    let span = cell
        .and_then(|c| paragraphs(reader.document, c).first().map(|(i, t)| Span::new(*i, 0..t.len())))
        .unwrap_or(Span::new(0, 0..0));
    reader.out.aspects.push(Aspect { label, title: title.to_owned(), span });
    reader.out.aspects.len() - 1
}

fn read_row(reader: &mut Reader<'_>, cells: &[Cell], texts: &[String], columns: &[Column], current: &mut Current) {
    let document = reader.document;
    let value = |wanted: Column| {
        columns.iter().position(|c| *c == wanted).and_then(|i| texts.get(i)).map_or("", String::as_str)
    };
    let covered = |wanted: Column| {
        columns.iter().position(|c| *c == wanted).and_then(|i| cells.get(i)).is_some_and(|c| c.covered_by.is_some())
    };
    let number = value(Column::Number).to_owned();
    let statement = value(Column::Field(Field::Finding));
    if !value(Column::Aspect).is_empty() {
        let at = columns.iter().position(|c| *c == Column::Aspect);
        let title = value(Column::Aspect).to_owned();
        current.aspect = Some(section(reader, at.and_then(|i| cells.get(i)), &title));
    }
    // A row goes on with the finding above where its own cell is empty or covered.
    let continues = current.finding.is_some()
        && statement.is_empty()
        && (number.is_empty() || number == current.number || covered(Column::Field(Field::Finding)));
    let mut reading = Reading::default();
    let mut own = Fields::default();
    for (at, column) in columns.iter().enumerate() {
        let Some(cell) = cells.get(at) else { continue };
        let text = texts.get(at).map_or("", String::as_str);
        match column {
            Column::Field(Field::Finding) if !continues => finding(document, cell, &mut reading),
            Column::Field(Field::Manifestation) => {
                for (index, text) in paragraphs(document, cell) {
                    let range = block::after_introducer(text, scan::trim_space(text, 0..text.len()));
                    reading.manifestations.push(Span::new(index, range));
                }
            }
            Column::Field(Field::Cause) => reading.causes.extend(spans(document, cell)),
            Column::Field(field @ (Field::Measure | Field::Response | Field::Recommendation)) => {
                reading.units.extend(units(document, cell, *field));
            }
            Column::Field(field) if field.is_short() => own.take(*field, text),
            Column::State => {
                let status = fields::status_of(text.split(['。', '；', ';', '，']).next().unwrap_or(text))
                    .or_else(|| fields::status_of(text));
                reading.fields.status = reading.fields.status.or(status);
            }
            _ => {}
        }
    }
    if !continues && (reading.finding.is_empty() && reading.units.is_empty()) {
        return;
    }
    // Cells that a merge covers, and blank ones of a continuation row, take the value above.
    let mut inherited = Fields::default();
    if continues {
        inherited.clone_from(&current.fields);
        // A person's own cell replaces the person alone.
        if own.owners.len() == 1 && current.fields.owners.len() == 2 {
            let unit_blank = value(Column::Field(Field::Unit)).is_empty();
            let mut owners = current.fields.owners.clone();
            if let Some(slot) = owners.get_mut(usize::from(unit_blank)) {
                slot.clone_from(own.owners.first().unwrap_or(&String::new()));
            }
            own.owners = owners;
        }
        let own_kind = own.deadline.is_some().then_some(own.kind);
        own.fill(&inherited);
        if let Some(kind) = own_kind {
            own.kind = kind;
        }
    }
    for unit in &mut reading.units {
        unit.fields = own.clone();
    }
    let parsed = document::numbering::digits(number.trim()).map(|(n, _)| n);
    let same = continues.then_some(current.finding).flatten();
    let kind = own.kind;
    let before = reader.out.measures.len();
    reader.row(reading, current.aspect, parsed, same).into_iter().for_each(|finding| current.finding = Some(finding));
    // In a ledger the kind is that of the row's own time limit, whatever its state.
    for measure in reader.out.measures.iter_mut().skip(before) {
        measure.kind = kind;
    }
    if !continues {
        current.number = number;
    }
    current.fields = own;
}

fn finding(document: &Document, cell: &Cell, reading: &mut Reading<'_>) {
    for (index, text) in paragraphs(document, cell) {
        let mut range = scan::trim_space(text, 0..text.len());
        if let Some(label) = document::numbering::parse(text.get(range.clone()).unwrap_or(""))
            .filter(|l| l.certain && !matches!(l.form, document::Form::Bullet))
        {
            range = scan::trim_space(text, range.start + label.bytes..range.end);
        }
        if block::opens_with_introducer(text, range.clone()) && !reading.finding.is_empty() {
            reading.manifestations.push(Span::new(index, block::after_introducer(text, range)));
            continue;
        }
        let (statement, manifestations) = block::split_manifestations(text, range);
        if !statement.is_empty() {
            reading.finding.push(Span::new(index, statement));
        }
        reading.manifestations.extend(manifestations.into_iter().map(|r| Span::new(index, r)));
    }
}

/// The items in a cell: an enumeration, numbered lines, or the whole.
fn items(text: &str) -> Vec<std::ops::Range<usize>> {
    let whole = scan::trim_space(text, 0..text.len());
    if enumerate::find(text, whole.clone()).is_some() {
        return block::smallest(text, whole, 0);
    }
    // A lone number in front of a single item, or a paragraph of a list of them.
    let own = text.get(whole.clone()).unwrap_or("");
    let skip = document::numbering::parse(own).filter(|l| l.certain).map_or(0, |l| l.bytes);
    let range = scan::trim_space(text, whole.start + skip..whole.end);
    if range.is_empty() { Vec::new() } else { vec![range] }
}

/// The places of the items of a cell.
fn spans<'d>(document: &'d Document, cell: &'d Cell) -> impl Iterator<Item = Span> + 'd {
    paragraphs(document, cell)
        .into_iter()
        .flat_map(|(index, text)| items(text).into_iter().map(move |range| Span::new(index, range)))
}

/// The measures of a cell, without owners and deadlines as yet.
fn units<'d>(document: &'d Document, cell: &'d Cell, field: Field) -> impl Iterator<Item = Unit<'d>> + 'd {
    spans(document, cell).map(move |span| Unit {
        field,
        paragraph: span.paragraph as usize,
        range: span.range(),
        heading: None,
        fields: Fields::default(),
        dated: false,
        scope: 0,
    })
}

/// A form: labels in one column, values in the next, one finding a table.
fn form(reader: &mut Reader<'_>, table: &Table, aspect: Option<usize>) {
    let document = reader.document;
    let mut reading = Reading::default();
    let mut own = Fields::default();
    let mut known = 0;
    for row in &table.rows {
        let cells: Vec<&Cell> =
            row.cells.iter().filter(|c| c.covered_by.is_none() && !text_of(document, c).is_empty()).collect();
        for pair in cells.chunks(2) {
            let [label, value] = pair else { continue };
            let Some(field) = lexicon::label(fields::clean(&text_of(document, label))) else { continue };
            known += 1;
            match field {
                Field::Finding => finding(document, value, &mut reading),
                Field::Cause => reading.causes.extend(spans(document, value)),
                Field::Measure | Field::Response | Field::Progress => {
                    reading.units.extend(units(document, value, field));
                }
                field if field.is_short() => own.take(field, &text_of(document, value)),
                _ => {}
            }
        }
    }
    if known < 2 || (reading.finding.is_empty() && reading.units.is_empty()) {
        return;
    }
    for unit in &mut reading.units {
        unit.fields = own.clone();
    }
    reading.fields.status = own.status;
    reader.row(reading, aspect, None, None);
}
