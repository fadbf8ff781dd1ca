//! The paper as a tree of numbered items, so that a reader can ask whether an item stands alone or titles
//! others.

use std::ops::Range;

use document::{Block, Document, Form, Format, Number, Role, Table, numbering};

use crate::lexicon::Field;
use crate::{enumerate, labels, lexicon, scan};

/// What makes two items siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// A number.
    Form(Form),
    /// 问题1：, Finding 3 -, NC-02:
    Keyed,
    /// 一是, 第一， at the start of a paragraph.
    Ordinal,
    /// A heading without a number, by level.
    Head(u8),
    /// A heading without a number in a paper whose other headings have one: it lies below them.
    Sub,
    /// 【整改措施】 by itself: it says what the items after it are.
    Section,
}

/// One item: its paragraph and what stands under it.
#[derive(Debug)]
pub(crate) struct Node {
    /// What makes it a sibling of others.
    pub(crate) key: Key,
    /// The paper's own number of it, from 1; 0 where it has none.
    pub(crate) value: u32,
    /// Its number as seen, for headings and aspects.
    pub(crate) label: Option<String>,
    /// Index of its paragraph.
    pub(crate) paragraph: usize,
    /// Its words in the paragraph's text, without the number.
    pub(crate) body: Range<usize>,
    /// Whether the outline holds it for a heading.
    pub(crate) heading: bool,
    /// What stands under it, in order.
    pub(crate) parts: Vec<Content>,
}

/// What stands under an item.
#[derive(Debug)]
pub(crate) enum Content {
    /// A deeper item.
    Item(Node),
    /// A paragraph without a number.
    Paragraph(usize),
    /// A table: index into [`Document::body`].
    Table(usize),
}

impl Node {
    /// Whether deeper items stand under it.
    pub(crate) fn has_items(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Content::Item(_)))
    }
}

/// The tree: what stands before the first item, and the items.
pub(crate) fn build(document: &Document) -> Vec<Content> {
    let titled = document.paragraphs.iter().any(|p| p.role == Role::Title);
    let numbered = document
        .paragraphs
        .iter()
        .filter(|p| p.role == Role::Heading && p.number.as_ref().is_some_and(|n| n.form != Form::Bullet))
        .count()
        >= 2;
    let mut builder = Builder { root: Vec::new(), open: Vec::new(), before_title: titled, numbered, nests: Vec::new() };
    for (at, block) in document.body.iter().enumerate() {
        match block {
            Block::Table(table) => builder.table(at, table),
            Block::Paragraph(index) => builder.paragraph(document, *index),
        }
    }
    builder.close_to(0);
    builder.root
}

/// The table of block `at`.
pub(crate) fn table(document: &Document, at: usize) -> Option<&Table> {
    match document.body.get(at)? {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    }
}

struct Builder {
    root: Vec<Content>,
    open: Vec<Node>,
    /// True until the title was passed: what stands above it heads nothing.
    before_title: bool,
    /// Which key first stood under which.
    nests: Vec<(Key, Key)>,
    /// Whether the paper's headings have numbers.
    numbered: bool,
}

impl Builder {
    fn push(&mut self, content: Content) {
        match self.open.last_mut() {
            Some(node) => node.parts.push(content),
            None => self.root.push(content),
        }
    }

    /// Closes items until `depth` are open.
    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(node) = self.open.pop() {
                self.push(Content::Item(node));
            }
        }
    }

    fn table(&mut self, at: usize, table: &Table) {
        if !table.rows.is_empty() {
            self.push(Content::Table(at));
        }
    }

    fn paragraph(&mut self, document: &Document, index: usize) {
        let Some(p) = document.paragraphs.get(index) else { return };
        self.before_title &= p.role != Role::Title;
        if matches!(p.role, Role::Furniture(_) | Role::Title | Role::Note)
            || p.text.trim().is_empty()
            || is_contents_line(&p.text)
        {
            return;
        }
        let whole = p.body_start()..p.text.len();
        let keyed = keyed(&p.text, whole.clone());
        // B1 over Issue 3: an area, not a finding.
        let over_findings = keyed.is_some() && lettered(p.body()).is_some() && heads_item(document, index);
        let (key, value, label, body) = if let Some((_, body)) = keyed.filter(|_| over_findings) {
            (Key::Sub, 0, p.text.get(whole.start..body).map(|t| t.trim().to_owned()), body..p.text.len())
        } else if let Some((value, body)) = keyed {
            (Key::Keyed, value, p.text.get(whole.start..body).map(|t| t.trim().to_owned()), body..p.text.len())
        } else if let Some(Number { form, value, text, .. }) = p.number.as_ref().filter(|n| n.form != Form::Bullet) {
            (Key::Form(*form), *value, Some(text.clone()), whole)
        } else if let Some((value, end)) =
            enumerate::leading(&p.text, whole.start).filter(|_| enumerate::find(&p.text, whole.clone()).is_none())
        {
            (Key::Ordinal, value, None, end..p.text.len())
        } else if is_appendix(p.body()) {
            (Key::Head(1), 0, None, whole)
        } else if names_section(p.body()) && !self.open.is_empty() && !self.only_heads() {
            (Key::Section, 0, None, whole)
        } else if p.role == Role::Heading
            && self.heads(document, p, heads_item(document, index))
            && !self.before_title
            && !self.labels_an_item(p.body())
        {
            let guessed = matches!(document.format, Format::Text | Format::Pdf);
            let key = if guessed && self.numbered { Key::Sub } else { Key::Head(p.level.unwrap_or(1)) };
            (key, 0, None, whole)
        } else {
            self.push(Content::Paragraph(index));
            return;
        };
        self.close_for(key, value);
        if let Some(parent) = self.open.last()
            && !self.nests.iter().any(|(child, _)| *child == key)
        {
            self.nests.push((key, parent.key));
        }
        self.open.push(Node {
            key,
            value,
            label,
            paragraph: index,
            body: scan::trim_space(&p.text, body),
            heading: p.role == Role::Heading || is_appendix(&p.text),
            parts: Vec::new(),
        });
    }

    /// 整改措施 by itself: a label of the item around it, or a heading where none is open.
    fn labels_an_item(&self, text: &str) -> bool {
        let in_item = self
            .open
            .iter()
            .any(|node| node.key == Key::Keyed || !(node.heading || matches!(node.key, Key::Head(_) | Key::Sub)));
        in_item && lexicon::label(text.trim_end_matches(['：', ':', '。'])).is_some()
    }

    /// Whether nothing but headings without numbers is open.
    fn only_heads(&self) -> bool {
        self.open.iter().all(|node| matches!(node.key, Key::Head(_) | Key::Sub))
    }

    /// Whether a heading without a number heads anything: in a paper whose headings are numbered only styles
    /// and known words can tell.
    fn heads(&self, document: &Document, p: &document::Paragraph, over_item: bool) -> bool {
        let guessed = matches!(document.format, Format::Text | Format::Pdf);
        let known = lexicon::part(p.body()).is_some() || !scan::is_english(p.body()) || over_item;
        let doubtful = guessed && self.numbered && !known;
        !doubtful && !labels::holds(&p.text, 0..p.text.len(), |_| true)
            || (!unboxed(p.body()).contains(['】', '］', '〗']) && lexicon::label(unboxed(p.body())).is_some())
    }

    /// Closes what an item of `key` cannot stand under.
    fn close_for(&mut self, key: Key, value: u32) {
        if let Some(depth) = self.open.iter().position(|node| node.key == key) {
            self.close_to(depth);
            return;
        }
        // What stood under such an item before stands under one again.
        let known = self.nests.iter().find(|(child, _)| *child == key).map(|(_, parent)| *parent);
        if let Some(depth) = known
            .and_then(|parent| self.open.iter().position(|node| node.key == parent))
            .filter(|_| !matches!(key, Key::Head(_) | Key::Section))
        {
            // Unless a heading was opened since that ranks between the two.
            let above = self.open.iter().take_while(|node| rank(node.key) < rank(key)).count();
            self.close_to(above.max(depth + 1));
            return;
        }
        if key == Key::Sub {
            let keep = self.open.iter().take_while(|node| node.heading && !matches!(node.key, Key::Keyed)).count();
            self.close_to(keep);
            return;
        }
        // A list that begins anew stands under what is open, whatever its form; a higher heading does not.
        let begins_inside = key == Key::Section || (value == 1 && rank(key) > 1 && !matches!(key, Key::Head(_)));
        if !begins_inside {
            let keep = self.open.iter().take_while(|node| rank(node.key) < rank(key)).count();
            self.close_to(keep);
        }
    }
}

/// Rank of a key where nothing else tells.
const fn rank(key: Key) -> u8 {
    match key {
        Key::Form(Form::Division) => 0,
        Key::Head(1) | Key::Form(Form::Chinese | Form::Roman) => 1,
        Key::Form(Form::ChineseParen) | Key::Head(2) | Key::Sub => 2,
        Key::Form(Form::Dotted(parts)) => 2 + parts,
        Key::Form(Form::Decimal) => 3,
        Key::Head(level) => level,
        Key::Keyed | Key::Section => 5,
        Key::Form(Form::DecimalParen) => 6,
        Key::Form(Form::DecimalHalfParen | Form::Letter) => 7,
        Key::Form(Form::LetterParen) => 8,
        Key::Form(Form::Circled | Form::RomanParen) => 9,
        Key::Ordinal | Key::Form(Form::Bullet) => 10,
    }
}

/// Findings .......... 3: a line of the table of contents.
fn is_contents_line(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
        && (text.contains("....") || text.contains("……") || text.contains("· · ·"))
}

/// Appendix B, 附件2 alone in a line: the paper proper is over.
fn is_appendix(text: &str) -> bool {
    let text = text.trim();
    text.len() < 90
        && (text.starts_with("Appendix")
            || text.starts_with("APPENDIX")
            || text.starts_with("Annex")
            || text.starts_with("ANNEX"))
        && !text.ends_with('.')
}

/// A heading without its box, mark and colon.
fn unboxed(text: &str) -> &str {
    let boxes = ['【', '［', '[', '〖', '「', '◆', '●', '■', '▲', ' '];
    text.trim()
        .trim_end_matches(['：', ':', '。'])
        .trim_start_matches(boxes)
        .trim_end_matches(['】', '］', ']', '〗', '」', ' '])
}

/// 【存在问题】, 整改措施：, 原因分析 alone in a paragraph.
fn names_section(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let bare = unboxed(text);
    let field = lexicon::label(bare);
    field.is_some_and(|f| !f.is_short() && !matches!(f, Field::Ignored | Field::Manifestation))
}

/// Whether the next paragraph opens a finding of its own: 问题1：, NC-1, Observation: …
fn heads_item(document: &Document, index: usize) -> bool {
    let next = document.paragraphs.iter().skip(index + 1).find(|p| p.role == Role::Body || p.role == Role::Heading);
    next.is_some_and(|p| keyed(&p.text, p.body_start()..p.text.len()).is_some())
}

/// Nouns that number a finding.
const KEYS: &[&str] = &[
    "反馈问题",
    "巡察反馈问题",
    "检查问题",
    "整改问题",
    "存在问题",
    "发现问题",
    "审计问题",
    "问题",
    "隐患",
    "不符合项",
    "不合格项",
    "缺陷",
    "审计发现",
    "检查发现",
    "发现",
    "事项",
    "观察项",
];

/// English ones, lower case.
const KEYS_EN: &[&str] = &[
    "finding",
    "observation",
    "issue",
    "nonconformity",
    "non-conformity",
    "nonconformance",
    "ncr",
    "nc",
    "car",
    "weakness",
    "audit finding",
    "item",
    "deficiency",
    "ofi",
    "f",
    "obs",
    "major nc",
    "minor nc",
];

/// A keyed number at the start of `range`: its value and where the item's own words begin.
fn keyed(text: &str, range: Range<usize>) -> Option<(u32, usize)> {
    let body = text.get(range.clone())?;
    let first = body.chars().next()?;
    let opened = matches!(first, '【' | '[' | '［' | '（' | '(' | '〖' | '「' | '〔');
    let inner = if opened { body.get(first.len_utf8()..)? } else { body };
    let initial = inner.chars().next()?;
    let (value, mut rest) = if initial.is_ascii_alphabetic() { keyed_english(inner)? } else { keyed_chinese(inner)? };
    if opened {
        rest = rest.trim_start().strip_prefix(['】', ']', '］', '）', ')', '〗', '」', '〕'])?;
    }
    let after = rest.trim_start();
    let mark = after.chars().next();
    let marked = mark.is_none_or(|c| matches!(c, '：' | ':' | '、' | '.' | '．' | '—' | '-' | '–' | '，' | ')' | '）'));
    if !marked && !opened && rest.len() == after.len() {
        return None;
    }
    let own = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '：' | ':' | '、' | '.' | '．' | '—' | '-' | '–' | ')' | '）')
    });
    Some((value, text.get(..range.end)?.len() - own.len()))
}

fn keyed_chinese(text: &str) -> Option<(u32, &str)> {
    // 第3项：, 第1个问题：
    if let Some(rest) = text.strip_prefix('第') {
        let (value, bytes) = numbering::digits(rest).or_else(|| numbering::chinese_numeral(rest))?;
        let rest = rest.get(bytes..)?.strip_prefix(['项', '个', '条'])?;
        let noun = ["问题", "隐患", "不符合项", "整改任务", "任务", "事项"]
            .into_iter()
            .find_map(|n| rest.strip_prefix(n))
            .unwrap_or(rest);
        return noun.starts_with(['：', ':', '、', '】', '）', ' ', '\u{3000}']).then_some((value, noun));
    }
    let key = KEYS.iter().filter(|key| text.starts_with(**key)).max_by_key(|key| key.len())?;
    let rest = text.get(key.len()..)?.trim_start();
    let rest = rest.strip_prefix(['（', '(']).unwrap_or(rest);
    let (value, bytes) = numbering::digits(rest).or_else(|| numbering::chinese_numeral(rest))?;
    let rest = rest.get(bytes..)?;
    Some((value, rest.strip_prefix(['）', ')']).unwrap_or(rest)))
}

fn keyed_english(text: &str) -> Option<(u32, &str)> {
    if let Some(found) = lettered(text) {
        return Some(found);
    }
    let window: String = text.chars().take(24).collect::<String>().to_ascii_lowercase();
    let key = KEYS_EN.iter().filter(|key| window.starts_with(**key)).max_by_key(|key| key.len())?;
    let rest = text.get(key.len()..)?;
    let rest = rest.trim_start_matches([' ', '-', '#', '–', '\u{a0}']);
    let rest = ["No.", "no.", "No ", "Number ", "number "]
        .into_iter()
        .find_map(|w| rest.strip_prefix(w))
        .unwrap_or(rest)
        .trim_start();
    let mut value = None;
    let mut rest = rest;
    // 3.1, 2026-03: the last part counts.
    while let Some((number, bytes)) = numbering::digits(rest).or_else(|| four_digits(rest)) {
        value = Some(number);
        rest = rest.get(bytes..)?;
        match rest.strip_prefix(['.', '-', '/']).filter(|t| t.starts_with(|c: char| c.is_ascii_digit())) {
            Some(next) => rest = next,
            None => break,
        }
    }
    Some((value?, rest))
}

/// A1, B12: a letter for the area and the number in it, before the title of a finding.
fn lettered(text: &str) -> Option<(u32, &str)> {
    let rest = text.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    let (value, bytes) = numbering::digits(rest).filter(|(_, bytes)| *bytes <= 2)?;
    let rest = rest.get(bytes..)?;
    let title = rest.trim_start_matches(['.', ':', ')', ' ', '-', '–']);
    (rest.len() > title.len() && title.starts_with(|c: char| c.is_ascii_uppercase()) && text.len() < 110)
        .then_some((value, rest))
}

fn four_digits(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (digits == 4).then(|| text.get(..4).and_then(|t| t.parse().ok())).flatten().map(|n| (n, 4))
}
