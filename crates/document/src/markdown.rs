//! Markdown (CommonMark with tables, footnotes and task lists).
//!
//! Papers kept in Markdown are often plain text with some marks, one paragraph a line without blank lines
//! between. So the lines of a block are not joined because CommonMark says so, but where they were wrapped, as
//! in plain text. Places are lines of the file; offsets count from the line's text where marks precede it.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::{
    Block, Builder, Cell, Document, Format, Look, NoteKind, Origin, Role, Row, Table, Unit, encoding, grid, html,
    locate::Locator,
    numbering,
    read::{Limits, ReadError, problem},
    rewrap::{Gap, Joined, Line, rewrap},
};

/// Reads a Markdown file.
///
/// # Errors
/// [`ReadError::Empty`] where no text is left without its marks.
pub(crate) fn read(bytes: &[u8], _limits: Limits) -> Result<Document, ReadError> {
    let decoded = encoding::decode(bytes, None);
    let mut document = parse(&decoded.text)?;
    document.problems.extend(problem::bad_text(&decoded));
    Ok(document)
}

/// Reads Markdown that is decoded already.
///
/// # Errors
/// As [`read`].
pub(crate) fn parse(text: &str) -> Result<Document, ReadError> {
    let mut builder = Builder::new(Format::Markdown);
    Reader::new(&mut builder, text).run();
    if builder.document().paragraphs.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(builder.finish())
}

/// Whether a text without that extension is Markdown: two headings in its style, or more.
pub(crate) fn is(text: &str) -> bool {
    let heading = |line: &&str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ') && !rest.trim().is_empty()
    };
    // A first look that costs next to nothing: most texts hold no such mark at all.
    memchr::memchr(b'#', text.as_bytes()).is_some() && text.lines().filter(heading).take(2).count() == 2
}

/// What becomes of the text being collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Into {
    /// Lines of running text.
    Prose,
    Heading(u8),
    Cell,
    Note,
}

/// Text without its marks, and the byte of the source at which it begins.
type Text = (String, usize);

/// A piece of the body, in order.
enum Piece {
    /// Running text: up to how many of the collected lines.
    Lines(usize),
    Heading(Text, u8),
    /// Rows of cells of paragraphs.
    Table(Vec<Vec<Vec<Text>>>),
    Html(Range<usize>),
    Note(Vec<Text>),
}

/// How a line of running text begins.
#[derive(Default)]
struct Lead {
    number: Option<String>,
    bold: usize,
    all_bold: bool,
}

struct Reader<'b, 'a> {
    builder: &'b mut Builder,
    source: &'a str,
    text: String,
    start: Option<usize>,
    strong: u32,
    bold: usize,
    all_bold: bool,
    into: Into,
    lists: Vec<Option<u64>>,
    number: Option<String>,
    table: Vec<Vec<Vec<Text>>>,
    cell: Vec<Text>,
    note: Vec<Text>,
    /// All lines of running text, and how each begins.
    lines: Vec<(Text, Gap)>,
    leads: Vec<Lead>,
    gap: Gap,
    /// What stands between the lines.
    pieces: Vec<Piece>,
    /// A block of HTML: the range of the source that it takes.
    html: Option<Range<usize>>,
}

impl<'b, 'a> Reader<'b, 'a> {
    fn new(builder: &'b mut Builder, source: &'a str) -> Self {
        Self {
            builder,
            source,
            text: String::new(),
            start: None,
            strong: 0,
            bold: 0,
            all_bold: true,
            into: Into::Prose,
            lists: Vec::new(),
            number: None,
            table: Vec::new(),
            cell: Vec::new(),
            note: Vec::new(),
            lines: Vec::new(),
            leads: Vec::new(),
            gap: Gap::Break,
            pieces: Vec::new(),
            html: None,
        }
    }

    fn run(mut self) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        for (event, range) in Parser::new_ext(self.source, options).into_offset_iter() {
            self.event(event, range);
        }
        self.end_text();
        self.end_html();
        self.settle();
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(&tag, range),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) => self.push(&text, range.start),
            Event::SoftBreak if self.into == Into::Prose => {
                self.end_text();
                self.gap = Gap::None;
            }
            Event::SoftBreak => self.push(" ", range.start),
            Event::HardBreak | Event::Rule => self.end_text(),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.end_text(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, at: usize) {
        if self.html.is_some() {
            return;
        }
        self.start.get_or_insert(at);
        self.text.push_str(text);
        self.all_bold &= self.strong > 0;
        if self.all_bold {
            self.bold = self.text.len();
        }
    }

    fn open(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript => {}
            Tag::Heading { level, .. } => {
                self.end_text();
                self.into = Into::Heading(depth(*level));
            }
            Tag::List(first) => {
                self.end_text();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.end_text();
                self.number = Some(match self.lists.last_mut() {
                    Some(Some(next)) => {
                        let number = *next;
                        *next = number.saturating_add(1);
                        // The mark behind it as it is written: `1.` or `1)`.
                        let written = self.source.get(range.start..).unwrap_or("");
                        let mark = written.trim_start_matches(|c: char| c.is_ascii_digit()).chars().next();
                        format!("{number}{}", mark.filter(|c| *c == ')').unwrap_or('.'))
                    }
                    _ => "•".to_owned(),
                });
            }
            Tag::Table(_) => {
                self.end_text();
                self.table.clear();
            }
            Tag::TableHead | Tag::TableRow => self.table.push(Vec::new()),
            Tag::TableCell => self.into = Into::Cell,
            Tag::FootnoteDefinition(_) => {
                self.end_text();
                self.into = Into::Note;
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.end_text();
                self.html = Some(if matches!(tag, Tag::HtmlBlock) { range } else { 0..0 });
            }
            _ => self.end_text(),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            TagEnd::Heading(_) => {
                self.end_text();
                self.into = Into::Prose;
            }
            TagEnd::List(_) => {
                self.end_text();
                self.lists.pop();
            }
            TagEnd::TableCell => {
                self.end_text();
                let cell = std::mem::take(&mut self.cell);
                if let Some(row) = self.table.last_mut() {
                    row.push(cell);
                }
                self.into = Into::Prose;
            }
            TagEnd::Table => {
                let table = std::mem::take(&mut self.table);
                self.piece(Piece::Table(table));
            }
            TagEnd::FootnoteDefinition => {
                self.end_text();
                self.into = Into::Prose;
                let note = std::mem::take(&mut self.note);
                self.piece(Piece::Note(note));
            }
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.end_html(),
            _ => self.end_text(),
        }
    }

    /// A piece that is no running text. The lines that were collected come before it.
    fn piece(&mut self, piece: Piece) {
        self.pieces.push(Piece::Lines(self.lines.len()));
        self.pieces.push(piece);
        self.gap = Gap::Break;
    }

    fn end_html(&mut self) {
        if let Some(range) = self.html.take().filter(|r| !r.is_empty()) {
            self.piece(Piece::Html(range));
        }
    }

    /// Ends the text being collected and puts it where it belongs.
    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (bold, all_bold) = (std::mem::take(&mut self.bold), std::mem::replace(&mut self.all_bold, true));
        let Some(start) = self.start.take().filter(|_| !text.trim().is_empty()) else { return };
        match self.into {
            Into::Prose => {
                self.leads.push(Lead { number: self.number.take(), bold, all_bold });
                self.lines.push(((text, start), std::mem::replace(&mut self.gap, Gap::Break)));
            }
            Into::Heading(level) => {
                self.number = None;
                self.piece(Piece::Heading((text, start), level));
            }
            Into::Cell => self.cell.push((text, start)),
            Into::Note => self.note.push((text, start)),
        }
    }

    /// Joins the lines of running text and builds all pieces in order.
    fn settle(mut self) {
        let lines = std::mem::take(&mut self.lines);
        let mut locator = Locator::new(self.source, 1);
        let lines: Vec<Line<'_>> =
            lines.iter().map(|((text, start), gap)| Line::new(text, locator.place(*start), *gap)).collect();
        let mut joined = rewrap(lines).into_iter().peekable();
        let mut locator = Locator::new(self.source, 1);
        for piece in std::mem::take(&mut self.pieces).into_iter().chain([Piece::Lines(usize::MAX)]) {
            match piece {
                Piece::Lines(until) => {
                    while let Some(paragraph) = joined.next_if(|p| p.first < until) {
                        let lead = self.leads.get_mut(paragraph.first).map(std::mem::take).unwrap_or_default();
                        finish(self.builder, paragraph, &lead);
                    }
                }
                Piece::Heading(text, level) => {
                    let index = loose(self.builder, &mut locator, &text, Role::Heading);
                    if let Some(paragraph) = self.builder.edit(index) {
                        paragraph.level = Some(level);
                    }
                    self.builder.document().body.push(Block::Paragraph(index));
                }
                Piece::Table(rows) => table(self.builder, &mut locator, rows),
                Piece::Html(range) => {
                    let line = locator.place(range.start).unit;
                    if let (Some(source), Unit::Line(line)) = (self.source.get(range), line) {
                        html::fill(self.builder, source, line);
                    }
                }
                Piece::Note(texts) => {
                    let paragraphs = texts.iter().map(|t| loose(self.builder, &mut locator, t, Role::Note)).collect();
                    self.builder.note(NoteKind::Footnote, None, None, paragraphs);
                }
            }
        }
    }
}

fn loose(builder: &mut Builder, locator: &mut Locator<'_>, (text, start): &Text, role: Role) -> usize {
    builder.loose(text.trim(), Origin::at(locator.place(*start)), role)
}

fn table(builder: &mut Builder, locator: &mut Locator<'_>, rows: Vec<Vec<Vec<Text>>>) {
    let mut table = Table::default();
    for row in rows {
        let mut cells = Vec::with_capacity(row.len());
        for texts in row {
            let blocks = texts.iter().map(|t| Block::Paragraph(loose(builder, locator, t, Role::Cell))).collect();
            cells.push(Cell { blocks, covered_by: None });
        }
        table.rows.push(Row { cells });
    }
    grid::bound(&mut table.rows);
    builder.table(table);
}

fn finish(builder: &mut Builder, joined: Joined<'_>, lead: &Lead) {
    let Joined { text, origin, furniture, .. } = joined;
    let typed = numbering::parse(&text).is_some_and(|l| l.certain);
    let (bold, length) = (lead.bold.min(text.len()), text.len());
    let index = builder.paragraph(text, origin);
    if let Some(number) = lead.number.as_ref().filter(|n| !(*n == "•" && typed)) {
        builder.computed_number(index, number);
    }
    if bold > 0 {
        let whole = lead.all_bold && bold == length;
        let bold_lead = if whole { 0 } else { u32::try_from(bold).unwrap_or(0) };
        builder.look(index, Look { bold: whole, bold_lead, ..Look::default() });
    }
    if let (Some(kind), Some(paragraph)) = (furniture, builder.edit(index)) {
        paragraph.role = Role::Furniture(kind);
    }
}

const fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
