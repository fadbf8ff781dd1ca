//! One item with all that stands under it, cut into segments and read: its finding, causes, measures and
//! the fields that hold for them.

use std::ops::Range;

use document::{Document, Span};

use crate::contract::{Kind, Status};
use crate::fields::{self, Fields};
use crate::labels::{self, Segment};
use crate::lexicon::{Field, WORDS};
use crate::tree::{Content, Node};
use crate::{courtesy, enumerate, scan};

/// A passage with what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece<'a> {
    /// What it is.
    pub(crate) field: Option<Field>,
    /// Index of the paragraph.
    pub(crate) paragraph: usize,
    /// Its words.
    pub(crate) range: Range<usize>,
    /// Whether a label stood right before it.
    pub(crate) labelled: bool,
    /// Whether it stood in brackets behind other words.
    pub(crate) bracketed: bool,
    /// Title of the numbered item that it stands in.
    pub(crate) heading: Option<&'a str>,
    /// Whether it titles what follows.
    pub(crate) title: bool,
    /// Which item of an enumeration in its paragraph it stands in, from 1, where the items have fields of
    /// their own; else 0.
    pub(crate) scope: usize,
}

/// A measure on its way.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unit<'a> {
    pub(crate) field: Field,
    pub(crate) paragraph: usize,
    pub(crate) range: Range<usize>,
    pub(crate) heading: Option<&'a str>,
    pub(crate) fields: Fields,
    /// Whether a time limit stands right behind its words, so that it beats a date inside them.
    pub(crate) dated: bool,
    /// As [`Piece::scope`].
    pub(crate) scope: usize,
}

/// What an item says.
#[derive(Debug, Default)]
pub(crate) struct Reading<'a> {
    /// Passages of the finding's statement.
    pub(crate) finding: Vec<Span>,
    pub(crate) manifestations: Vec<Span>,
    pub(crate) causes: Vec<Span>,
    pub(crate) units: Vec<Unit<'a>>,
    /// Fields of the item as a whole.
    pub(crate) fields: Fields,
}

/// Cuts the item into pieces in document order. `carry` is what text without a label is.
pub(crate) fn flatten<'a>(
    document: &'a Document,
    node: &Node,
    carry: Option<Field>,
    heading: Option<&'a str>,
) -> Vec<Piece<'a>> {
    let mut flattener = Flattener { document, carry, pieces: Vec::new() };
    flattener.node(node, heading, 0);
    flattener.pieces
}

struct Flattener<'a> {
    document: &'a Document,
    carry: Option<Field>,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Flattener<'a> {
    fn node(&mut self, node: &Node, heading: Option<&'a str>, depth: usize) {
        let text = self.document.paragraphs.get(node.paragraph).map_or("", |p| p.text.as_str());
        let own = text.get(node.body.clone()).unwrap_or("");
        let segments = labels::segments(text, node.body.clone());
        let is_label = segments.first().is_some_and(|s| s.field.is_some());
        let title = node.has_items() && !is_label && depth > 0;
        let mut inner = heading;
        if title || (depth == 0 && node.heading && !is_label) {
            inner = Some(fields::clean(own));
        }
        self.paragraph(node.paragraph, node.body.clone(), segments, heading, title);
        if depth > 64 {
            return;
        }
        for part in &node.parts {
            match part {
                Content::Item(kid) => self.node(kid, inner, depth + 1),
                Content::Paragraph(index) => {
                    let range = self.document.paragraphs.get(*index).map_or(0..0, |p| p.body_start()..p.text.len());
                    let words =
                        self.document.paragraphs.get(*index).and_then(|p| p.text.get(range.clone())).unwrap_or("");
                    if courtesy::closes(words) && !labels::holds(words, 0..words.len(), |_| true) {
                        continue;
                    }
                    let text = self.document.paragraphs.get(*index).map_or("", |p| p.text.as_str());
                    let segments = labels::segments(text, range.clone());
                    self.paragraph(*index, range, segments, inner, false);
                }
                Content::Table(_) => {}
            }
        }
    }

    fn paragraph(
        &mut self,
        index: usize,
        range: Range<usize>,
        segments: Vec<Segment>,
        heading: Option<&'a str>,
        title: bool,
    ) {
        let Some(p) = self.document.paragraphs.get(index) else { return };
        for (scope, Segment { field, range, bracketed }) in scoped(&p.text, range, segments) {
            let labelled = field.is_some();
            if let Some(field) = field.filter(|f| !f.is_short()) {
                self.carry = Some(field);
            }
            let field = field.or(self.carry);
            self.pieces.push(Piece { field, paragraph: index, range, labelled, bracketed, heading, title, scope });
        }
    }
}

/// The segments of a paragraph, of which `whole` are those of all its text. Where items of an enumeration have fields of their own (一是…，责任单位：甲。
/// 二是…), each item is cut by itself.
fn scoped(text: &str, range: Range<usize>, whole: Vec<Segment>) -> Vec<(usize, Segment)> {
    if whole.iter().all(|s| !s.field.is_some_and(Field::is_short)) {
        return whole.into_iter().map(|s| (0, s)).collect();
    }
    let last_field =
        |before: usize| whole.iter().any(|s| s.field.is_some_and(Field::is_short) && s.range.start < before);
    let run = enumerate::find(text, range.clone())
        .filter(|run| run.items.last().is_some_and(|last| last_field(last.range.start)));
    let Some(run) = run else { return whole.into_iter().map(|s| (0, s)).collect() };
    let parts = std::iter::once(run.lead).chain(run.items.into_iter().map(|i| i.range));
    parts
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .flat_map(|(scope, part)| labels::segments(text, part).into_iter().map(move |s| (scope, s)))
        .collect()
}

/// Reads pieces: what is unlabelled before the first label is the finding, `default` after it.
pub(crate) fn read<'a>(document: &'a Document, pieces: &[Piece<'a>], is_report: bool) -> Reading<'a> {
    let mut reading = Reading::default();
    let labelled_finding = pieces.iter().any(|p| p.field == Some(Field::Finding) && p.labelled);
    let has_response = pieces.iter().any(|p| p.field == Some(Field::Response));
    let has_measure = pieces.iter().any(|p| {
        matches!(p.field, Some(Field::Measure | Field::Response | Field::Progress))
            && !p.range.is_empty()
            && !is_status_only(document, p)
    });
    let mut group_from = 0;
    let mut group_open = false;
    let mut ahead = Fields::default();
    for piece in pieces {
        let text = document.paragraphs.get(piece.paragraph).map_or("", |p| p.text.as_str());
        let words = text.get(piece.range.clone()).unwrap_or("");
        let Some(field) = piece.field else {
            if !labelled_finding {
                finding(text, piece, &mut reading, is_report);
            }
            continue;
        };
        if field.is_short() || (matches!(field, Field::Progress | Field::Result) && is_status_only(document, piece)) {
            let same_paragraph =
                reading.units.iter().position(|u| u.paragraph == piece.paragraph && u.scope == piece.scope);
            let from =
                same_paragraph.unwrap_or(if group_open { group_from } else { first_since(&reading.units, group_from) });
            if reading.units.len() > from {
                for unit in reading.units.iter_mut().skip(from) {
                    unit.fields.take(field, words);
                    unit.dated |= same_paragraph.is_some() && field == Field::Deadline;
                }
            } else {
                ahead.take(field, words);
            }
            reading.fields.take(field, words);
            if same_paragraph.is_none() {
                group_open = true;
                group_from = from;
            }
            continue;
        }
        match field {
            Field::Finding => finding(text, piece, &mut reading, is_report),
            Field::Manifestation => manifestation(text, piece, &mut reading),
            Field::Cause => reading.causes.extend(units_of(text, piece, false)),
            Field::Measure | Field::Progress | Field::Response | Field::Result | Field::Recommendation => {
                let counts = match field {
                    Field::Result => !has_measure,
                    Field::Recommendation => !has_response,
                    _ => true,
                };
                let mut said = Fields::default();
                if field == Field::Result && has_measure {
                    said.kind = fields::kind_of(words);
                    said.status = fields::status_of(words);
                } else if is_report {
                    for sentence in scan::sentences(text, piece.range.clone()) {
                        status_sentence(text.get(sentence).unwrap_or(""), &mut said);
                    }
                }
                reading.fields.fill(&said);
                if piece.labelled {
                    // Corrective actions (phased):
                    let label =
                        text.get(..piece.range.start).map_or("", |t| t.rsplit(['。', '；', '\n']).next().unwrap_or(""));
                    let said_by_label = label.contains(['(', '（']).then(|| fields::kind_of(label)).flatten();
                    ahead.kind = ahead.kind.or(said_by_label);
                }
                if counts && !piece.title {
                    if group_open {
                        group_open = false;
                        group_from = reading.units.len();
                    }
                    let before = reading.units.len();
                    push_units(text, piece, field, is_report, &mut reading);
                    for unit in reading.units.iter_mut().skip(before) {
                        unit.fields.kind = unit.fields.kind.or(said.kind);
                        unit.fields.fill(&ahead);
                    }
                }
            }
            _ => {}
        }
    }
    reading
}

fn first_since(units: &[Unit<'_>], group_from: usize) -> usize {
    group_from.min(units.len())
}

fn is_status_only(document: &Document, piece: &Piece<'_>) -> bool {
    let words = document.paragraphs.get(piece.paragraph).and_then(|p| p.text.get(piece.range.clone())).unwrap_or("");
    piece.labelled
        && words.chars().take(17).count() <= 16
        && fields::status_of(words).is_some()
        && !words.contains(['，', '；']) | words.contains("并")
}

/// `This will be delivered in phases. (a) …`: what the words before an enumeration say of all of it.
fn lead_kind(text: &str, piece: &Piece<'_>) -> Option<Kind> {
    let run = enumerate::find(text, piece.range.clone())?;
    let lead = text.get(run.lead)?;
    fields::kind_of(lead)
}

/// Takes the finding's statement and manifestations from a piece.
fn finding(text: &str, piece: &Piece<'_>, reading: &mut Reading<'_>, is_report: bool) {
    let mut range = piece.range.clone();
    // …不足两成。（已整改到位）
    if is_report && let Some((before, status)) = bracketed_status(text, range.clone()) {
        range = before;
        reading.fields.status = reading.fields.status.or(Some(status));
    }
    let (statement, manifestations) = split_manifestations(text, range);
    let span = |range: Range<usize>| Span::new(piece.paragraph, range);
    if !statement.is_empty() {
        reading.finding.push(span(statement));
    }
    reading.manifestations.extend(manifestations.into_iter().map(span));
}

/// A status alone in brackets at the end of `range`, and what stands before it.
fn bracketed_status(text: &str, range: Range<usize>) -> Option<(Range<usize>, Status)> {
    let body = text.get(range.clone())?.trim_end_matches(['。', '；', ' ']);
    let inner = body.strip_suffix(['）', ')', '】'])?;
    let open = inner.rfind(['（', '(', '【'])?;
    let words = inner.get(open..)?.trim_start_matches(['（', '(', '【']);
    let short = words.chars().take(15).count() <= 14 && !words.chars().any(|c| c.is_ascii_digit());
    let status = fields::status_of(words).filter(|_| short && open > 0)?;
    Some((scan::trim_space(text, range.start..range.start + open), status))
}

fn manifestation(text: &str, piece: &Piece<'_>, reading: &mut Reading<'_>) {
    reading.manifestations.extend(units_of(text, piece, true));
}

/// The piece's enumeration, item by item, or the whole piece.
fn units_of(text: &str, piece: &Piece<'_>, drop_introducer: bool) -> Vec<Span> {
    let ranges = match enumerate::find(text, piece.range.clone()) {
        Some(run) => run.items.into_iter().map(|i| i.range).collect(),
        None => vec![piece.range.clone()],
    };
    ranges
        .into_iter()
        .map(|range| if drop_introducer { after_introducer(text, range) } else { range })
        .filter(|range| !range.is_empty())
        .map(|range| Span::new(piece.paragraph, range))
        .collect()
}

/// Adds the measures of a piece.
fn push_units<'a>(text: &'a str, piece: &Piece<'a>, field: Field, is_report: bool, reading: &mut Reading<'a>) {
    let mut heading = piece.heading;
    let mut range = after_marker(text, without_agreement(text, piece.range.clone(), field));
    if !piece.labelled
        && let Some(title) = run_in_title(text, range.clone())
        && !is_report
    {
        heading = text.get(title.clone()).map(fields::clean);
        range = scan::trim_space(text, title.end..range.end);
    }
    range = after_marker(text, range);
    let listed = enumerate::may_hold(text, piece.range.clone());
    let kind = if listed { lead_kind(text, piece) } else { None };
    let items = if listed { smallest(text, range, 0) } else { vec![range] };
    for item in items {
        let item = scan::trim(text, item, &['，', ',']);
        let item = if is_report { without_status_sentences(text, item) } else { item };
        let words = text.get(item.clone()).unwrap_or("");
        if words.chars().filter(|c| c.is_alphanumeric()).take(4).count() < 4 {
            continue;
        }
        reading.units.push(Unit {
            field,
            paragraph: piece.paragraph,
            range: item,
            heading,
            fields: Fields { kind, ..Fields::default() },
            dated: false,
            scope: piece.scope,
        });
    }
}

/// `range` without a marker such as 一是 that stands alone at its start.
fn after_marker(text: &str, range: Range<usize>) -> Range<usize> {
    match enumerate::leading(text, range.start) {
        Some((_, end)) if end < range.end && enumerate::find(text, range.clone()).is_none() => {
            scan::trim_space(text, end..range.end)
        }
        _ => range,
    }
}

/// The smallest enumerated units of `range`.
pub(crate) fn smallest(text: &str, range: Range<usize>, depth: usize) -> Vec<Range<usize>> {
    match enumerate::find(text, range.clone()).filter(|_| depth < 4) {
        Some(run) => run.items.into_iter().flat_map(|item| smallest(text, item.range, depth + 1)).collect(),
        None => vec![range],
    }
}

/// 加强学习，提高能力。每月…: a short first sentence that titles the rest.
pub(crate) fn run_in_title(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let mut sentences = scan::sentences(text, range);
    let first = sentences.next()?;
    let words = text.get(first.clone())?;
    let english = scan::is_english(words);
    let limit = if english { 60 } else { 30 };
    let counted = words.chars().any(|c| c.is_ascii_digit()) || words.contains('每');
    let ok = words.chars().count() <= limit
        && words.ends_with(['。', '.', '：'])
        && !counted
        && !words.starts_with("针对")
        && !words.starts_with("对照")
        && sentences.next().is_some();
    ok.then_some(first)
}

/// `Agreed.` and the like dropped from the start of a response.
fn without_agreement(text: &str, range: Range<usize>, field: Field) -> Range<usize> {
    if !matches!(field, Field::Response | Field::Measure | Field::Progress) {
        return range;
    }
    let mut range = range;
    loop {
        let Some(first) = scan::sentences(text, range.clone()).next() else { return range };
        let words = text.get(first.clone()).unwrap_or("").trim_end_matches('.');
        if !WORDS.agreement.iter().any(|w| w.eq_ignore_ascii_case(words)) || first.end >= range.end {
            return range;
        }
        range = scan::trim_space(text, first.end..range.end);
    }
}

/// 该问题属于立行立改问题，已完成整改。 says the status, not what was done.
fn status_sentence(sentence: &str, said: &mut Fields) -> bool {
    if scan::is_english(sentence) {
        let lower = sentence.to_ascii_lowercase();
        if ["in progress", "under way", "underway"].iter().any(|w| lower.contains(w)) {
            said.status = said.status.or(Some(Status::InProgress));
        }
        return false;
    }
    let about = ["该问题", "此问题", "该项问题", "本问题", "该事项", "此项问题", "该隐患", "该项整改"]
        .iter()
        .any(|w| sentence.starts_with(w));
    let bare = [
        "目前",
        "未",
        "取得",
        "现",
        "截至目前",
        "至此",
        "已",
        "尚",
        "正",
        "整改",
        "基本",
        "长期",
        "持续",
        "并",
        "当前",
        "需要长期",
        "问题",
    ]
    .iter()
    .any(|w| sentence.starts_with(w))
        && sentence.chars().take(17).count() <= 16
        && !sentence.chars().any(|c| c.is_ascii_digit());
    if !about && !bare {
        return false;
    }
    let (kind, status) = (fields::kind_of(sentence), fields::status_of(sentence));
    if kind.is_none() && status.is_none() {
        return false;
    }
    said.kind = said.kind.or(kind);
    let explicit = status.filter(|s| *s != Status::Continuing || kind == Some(Kind::Continuous));
    said.status = explicit.or(said.status).or((kind == Some(Kind::Continuous)).then_some(Status::Continuing));
    if said.status == Some(Status::Continuing) {
        said.kind = said.kind.or(Some(Kind::Continuous));
    }
    true
}

/// `range` without status sentences at its end or start.
fn without_status_sentences(text: &str, range: Range<usize>) -> Range<usize> {
    let sentences: Vec<Range<usize>> = scan::sentences(text, range.clone()).collect();
    let tells = |r: &Range<usize>| status_sentence(text.get(r.clone()).unwrap_or(""), &mut Fields::default());
    let mut kept: &[Range<usize>] = &sentences;
    while let Some((last, rest)) = kept.split_last().filter(|(last, rest)| tells(last) && !rest.is_empty()) {
        let _ = last;
        kept = rest;
    }
    // A status after a comma in the last sentence stays; a whole measure that only tells the status is none.
    match (kept.first(), kept.last()) {
        (Some(first), Some(last)) if !(kept.len() == 1 && tells(first)) => first.start..last.end,
        _ => range.start..range.start,
    }
}

/// Where manifestations begin: the statement, and each manifestation without what introduces it.
pub(crate) fn split_manifestations(text: &str, range: Range<usize>) -> (Range<usize>, Vec<Range<usize>>) {
    let starts = introducers(text, range.clone());
    let Some(first) = starts.first() else { return (range, Vec::new()) };
    let statement = scan::trim_space(text, range.start..first.0);
    let statement = trim_open_mark(text, statement);
    let ends = starts.iter().skip(1).map(|s| s.0).chain([range.end]);
    let manifestations = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| scan::trim_space(text, start.1..end))
        .filter(|r| r.len() > 3)
        .collect();
    (statement, manifestations)
}

/// A comma left at the end of a statement whose example followed it.
fn trim_open_mark(text: &str, range: Range<usize>) -> Range<usize> {
    scan::trim(text, range, &['，', ',', '（', '('])
}

/// Introducers in `range`: where each begins and where its manifestation begins.
fn introducers(text: &str, range: Range<usize>) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let body = text.get(range.clone()).unwrap_or("");
    let english = scan::is_english(body);
    let mut free = true;
    let mut sentence_start = true;
    let mut at = 0;
    while let Some(c) = body.get(at..).and_then(|rest| rest.chars().next()) {
        let here = range.start + at;
        at += c.len_utf8();
        if out.last().is_some_and(|(_, end)| here < *end) {
            continue;
        }
        if (free && !english || sentence_start && english)
            && !c.is_whitespace()
            && let Some(end) = introducer(text, here, range.end, english, sentence_start)
        {
            out.push((here, end));
        }
        if !c.is_whitespace() {
            sentence_start = scan::ends_sentence(c) || matches!(c, '.' | '”');
            free = sentence_start || matches!(c, '，' | ',' | '：' | ':' | '（' | '(');
        }
        if !free {
            at = scan::past_plain(body.as_bytes(), at);
        }
    }
    out
}

/// The end of the introducer at byte `at`, its mark and white space included.
fn introducer(text: &str, at: usize, end: usize, english: bool, sentence_start: bool) -> Option<usize> {
    let rest = text.get(at..end)?;
    if english {
        let window: String = rest.chars().take(40).collect::<String>().to_ascii_lowercase();
        let word = WORDS.introducer_en.iter().find(|w| window.starts_with(**w))?;
        let tail = rest.get(word.len()..)?.trim_start_matches([',', ':', ' ']);
        return (rest.get(word.len()..)?.starts_with([',', ':', ' '])).then(|| end - tail.len());
    }
    let c = rest.chars().next()?;
    if !matches!(c, '比' | '例' | '再' | '又' | '譬' | '诸' | '举' | '具' | '主' | '突' | '集' | '表' | '典' | '如')
    {
        return None;
    }
    // 如，… and 如：… only with a mark: 如何, 如期.
    if c == '如' {
        let mark = rest.get(c.len_utf8()..)?.chars().next().filter(|m| matches!(m, '，' | '：' | ':'))?;
        return Some(at + c.len_utf8() + mark.len_utf8());
    }
    let word = WORDS.introducer.iter().find(|w| rest.starts_with(**w))?;
    let tail = rest.get(word.len()..)?;
    let mark = tail.chars().next();
    let marked = mark.filter(|m| matches!(m, '，' | '：' | ':' | ',' | '、'));
    // 表现为 in the middle of a sentence is a verb; without a mark only 比如 and its like introduce.
    let short = matches!(*word, "表现为" | "表现在" | "主要表现" | "具体表现" | "突出的是" | "具体来说" | "具体而言");
    let verb = word.ends_with(['在', '为', '是']);
    if marked.is_none() && (short || (verb && !sentence_start)) || (short && !sentence_start) {
        return None;
    }
    Some(at + word.len() + marked.map_or(0, char::len_utf8))
}

/// `range` without an introducer at its start.
pub(crate) fn after_introducer(text: &str, range: Range<usize>) -> Range<usize> {
    let english = scan::is_english(text.get(range.clone()).unwrap_or(""));
    match introducer(text, range.start, range.end, english, true) {
        Some(end) => scan::trim_space(text, end..range.end),
        None => range,
    }
}

/// Whether a paragraph opens with an introducer: it goes on with the finding before it.
pub(crate) fn opens_with_introducer(text: &str, range: Range<usize>) -> bool {
    let english = scan::is_english(text.get(range.clone()).unwrap_or(""));
    introducer(text, range.start, range.end, english, true).is_some()
}
