//! The comparable text of a paper, with the way back to its places.

use std::{ops::Range, sync::Arc};

use document::{Document, Role, Span};

use crate::fold::{Class, classify, expand};

/// Marks a symbol that stands for a word; the other bits are the word's hash.
const WORD: u32 = 1 << 31;

/// What of a paper is compared: its title, headings, running text and cells, without furniture, notes,
/// item numbers, numerals and punctuation; widths and case folded.
///
/// It is a sequence of symbols: a Chinese character is one, a word of a script that writes words is one
/// (as a 31-bit hash of its folded letters). Texts are cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    symbols: Arc<[u32]>,
    runs: Arc<[Run]>,
}

/// Consecutive symbols of one width in one paragraph: symbol `at + n` stands at byte `start + n × width`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    at: u32,
    paragraph: u32,
    start: u32,
    width: u32,
}

impl Text {
    /// The comparable text of `document`.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let mut writer = Writer::default();
        for (index, paragraph) in document.paragraphs.iter().enumerate() {
            if !matches!(paragraph.role, Role::Furniture(_) | Role::Note) {
                writer.paragraph(index, &paragraph.text, paragraph.body_start());
            }
        }
        Self { symbols: writer.symbols.into(), runs: writer.runs.into() }
    }

    /// Number of comparable characters.
    #[must_use]
    pub fn len(&self) -> usize {
        self.symbols.len()
    }

    /// Whether nothing in it can be compared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.symbols.is_empty()
    }

    /// The places of the characters `range`, a span a paragraph; marks and numerals between them are
    /// inside, those at the ends are not.
    #[must_use]
    pub fn spans(&self, range: Range<usize>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let end = range.end.min(self.len());
        let first = self.runs.partition_point(|run| run.at as usize <= range.start).saturating_sub(1);
        for (index, run) in self.runs.iter().enumerate().skip(first) {
            let next = self.runs.get(index + 1).map_or(self.len(), |next| next.at as usize);
            let (from, to) = (range.start.max(run.at as usize), end.min(next));
            if run.at as usize >= end {
                break;
            }
            if from >= to {
                continue;
            }
            let byte = |symbol: usize| run.start + (symbol as u32 - run.at) * run.width;
            match spans.last_mut().filter(|span| span.paragraph == run.paragraph) {
                Some(span) => span.end = byte(to),
                None => spans.push(Span { paragraph: run.paragraph, start: byte(from), end: byte(to) }),
            }
        }
        spans
    }

    pub(crate) fn symbols(&self) -> &[u32] {
        &self.symbols
    }
}

/// Collects symbols and their places.
#[derive(Default)]
struct Writer {
    symbols: Vec<u32>,
    runs: Vec<Run>,
    /// Where the next symbol must stand to belong to the last run: paragraph, byte, width.
    expected: (u32, u32, u32),
    /// The word being read: its hash, and its first byte.
    word: Option<(u32, usize)>,
    /// Whether the last thing read was a numeral.
    numeral: bool,
}

impl Writer {
    fn paragraph(&mut self, index: usize, text: &str, from: usize) {
        let Ok(paragraph) = u32::try_from(index) else { return };
        let body = text.get(from..).unwrap_or("");
        self.symbols.reserve(body.len() / 3);
        self.numeral = false;
        let mut passed = from;
        for (offset, c) in body.char_indices() {
            let start = from + offset;
            let end = start + c.len_utf8();
            let rest = body.get(offset..).unwrap_or("");
            match classify(c) {
                _ if start < passed => {}
                // Nearly every character of a Chinese paper: the short way.
                Class::Symbol(symbol) if self.word.is_none() => {
                    self.numeral = false;
                    self.push(symbol, paragraph, start, end);
                }
                Class::Unit(_) if opens_percentage(rest) => passed = start + PERCENT.len(),
                Class::Several => expand(c, |part| self.character(paragraph, start, end, classify(part))),
                class => self.character(paragraph, start, end, class),
            }
        }
        self.end_word(paragraph, text.len());
    }

    /// Takes in what stands at `start..end`.
    fn character(&mut self, paragraph: u32, start: usize, end: usize, class: Class) {
        if class == Class::Inside {
            return;
        }
        if let Class::Letter(letter) = class {
            let (hash, first) = self.word.unwrap_or((0x811C_9DC5, start));
            self.word = Some(((hash ^ letter).wrapping_mul(0x0100_0193), first));
            self.numeral = false;
            return;
        }
        self.end_word(paragraph, start);
        match class {
            Class::Symbol(symbol) => {
                self.numeral = false;
                self.push(symbol, paragraph, start, end);
            }
            Class::Numeral => self.numeral = true,
            // 3万, 3百万, 3年, 3月: part of the number. A date's unit ends it, so that 3年月 keeps 月.
            Class::Unit(unit) if self.numeral => {
                self.numeral = matches!(char::from_u32(unit), Some('百' | '千' | '万' | '亿'));
            }
            Class::Unit(symbol) => self.push(symbol, paragraph, start, end),
            // Marks inside a number (1,206.75) leave it open; they never precede a unit otherwise.
            Class::Nothing | Class::Inside | Class::Several | Class::Letter(_) => {}
        }
    }

    fn end_word(&mut self, paragraph: u32, end: usize) {
        if let Some((hash, start)) = self.word.take() {
            self.push(hash | WORD, paragraph, start, end);
        }
    }

    fn push(&mut self, symbol: u32, paragraph: u32, start: usize, end: usize) {
        let (Ok(at), Ok(start), Ok(end)) =
            (u32::try_from(self.symbols.len()), u32::try_from(start), u32::try_from(end))
        else {
            return;
        };
        let width = end - start;
        if self.expected != (paragraph, start, width) || self.runs.is_empty() {
            self.runs.push(Run { at, paragraph, start, width });
        }
        self.expected = (paragraph, end, width);
        self.symbols.push(symbol);
    }
}

const PERCENT: &str = "百分之";

/// Whether `rest` begins with 百分之 and a numeral: then 30% and 百分之三十 are one.
fn opens_percentage(rest: &str) -> bool {
    rest.strip_prefix(PERCENT).and_then(|r| r.chars().next()).is_some_and(|c| classify(c) == Class::Numeral)
}
