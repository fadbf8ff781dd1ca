//! Walks over the tokens and builds paragraphs, tables and lists.

use super::{
    attributes::Attributes,
    entity,
    list::List,
    table::Grid,
    token::{Token, Tokens},
};
use crate::{Align, Block, Builder, Look, Origin, Role, locate::Locator, numbering};

/// Tables inside tables beyond this depth are read as running text.
const DEEPEST: usize = 16;

/// Open inline elements that are remembered; nobody nests more by intent.
const INLINE: usize = 256;

/// Elements that are not shown, or are controls of the page.
const SKIPPED: [&str; 19] = [
    "script", "style", "noscript", "template", "nav", "svg", "math", "iframe", "object", "select", "button",
    "textarea", "title", "head", "canvas", "audio", "video", "map", "datalist",
];

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 34] = [
    "p",
    "div",
    "br",
    "hr",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "blockquote",
    "pre",
    "address",
    "center",
    "dl",
    "dt",
    "dd",
    "fieldset",
    "form",
    "figure",
    "figcaption",
    "caption",
    "body",
    "html",
    "tbody",
    "thead",
    "tfoot",
    "details",
    "summary",
    "legend",
    "hgroup",
    "option",
    "colgroup",
    "dir",
];

pub(super) struct Flow<'b, 'a> {
    builder: &'b mut Builder,
    tokens: Tokens<'a>,
    locator: Locator<'a>,
    /// The paragraph being read.
    text: String,
    origin: Option<Origin>,
    /// White space is due before the next character; true where it held a line break.
    space: Option<bool>,
    bold_lead: usize,
    all_bold: bool,
    align: Vec<(&'a str, Option<Align>)>,
    /// Open inline elements and whether text is bold inside them.
    inline: Vec<(&'a str, bool)>,
    heading: Option<u8>,
    preformatted: u32,
    lists: Vec<List>,
    /// The number of the list item whose first paragraph has not come yet.
    number: Option<String>,
    /// Blocks outside tables.
    root: Vec<Block>,
    tables: Vec<Grid>,
    /// Table tags beyond [`DEEPEST`] that are open.
    too_deep: u32,
}

impl<'b, 'a> Flow<'b, 'a> {
    pub(super) fn new(builder: &'b mut Builder, source: &'a str, line: u32) -> Self {
        Self {
            builder,
            tokens: Tokens::new(source),
            locator: Locator::new(source, line),
            text: String::new(),
            origin: None,
            space: None,
            bold_lead: 0,
            all_bold: true,
            align: Vec::new(),
            inline: Vec::new(),
            heading: None,
            preformatted: 0,
            lists: Vec::new(),
            number: None,
            root: Vec::new(),
            tables: Vec::new(),
            too_deep: 0,
        }
    }

    pub(super) fn run(mut self) {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Text(text, at) => self.characters(text, at),
                Token::Open { name, attributes } => self.open(name, Attributes(attributes)),
                Token::Close(name) => self.close(name),
            }
        }
        self.paragraph();
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.builder.document().body.append(&mut self.root);
    }

    fn open(&mut self, name: &'a str, attributes: Attributes<'a>) {
        let lower = name.to_ascii_lowercase();
        let tag = lower.as_str();
        if SKIPPED.contains(&tag) || (attributes.hidden() && !is_void(tag)) {
            self.skip(name, attributes);
            return;
        }
        match tag {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.paragraph();
                self.heading = tag.as_bytes().get(1).map(|b| b.saturating_sub(b'0'));
                self.aligned(name, attributes);
            }
            "ul" | "ol" | "menu" => {
                self.paragraph();
                if self.lists.len() < INLINE {
                    self.lists.push(List::new(attributes, tag == "ol"));
                }
            }
            "li" => {
                self.paragraph();
                self.number = self.lists.last_mut().map(|list| list.item(attributes));
            }
            "table" => self.begin_table(),
            "tr" => {
                self.paragraph();
                if let Some(grid) = self.tables.last_mut().filter(|_| self.too_deep == 0) {
                    grid.end_row();
                    grid.row();
                }
            }
            "td" | "th" => {
                self.paragraph();
                if let Some(grid) = self.tables.last_mut().filter(|_| self.too_deep == 0) {
                    grid.cell(attributes);
                }
            }
            // A title on two lines is one title.
            "br" if self.heading.is_some() => self.white('\n'),
            "br" => self.paragraph(),
            "img" | "input" | "wbr" => {}
            _ if BLOCKS.contains(&tag) => {
                self.paragraph();
                self.preformatted += u32::from(tag == "pre");
                self.aligned(name, attributes);
            }
            _ if is_void(tag) => {}
            _ => self.inline(name, tag, attributes),
        }
    }

    fn aligned(&mut self, name: &'a str, attributes: Attributes<'a>) {
        if !is_void(name) && self.align.len() < INLINE {
            let center = name.eq_ignore_ascii_case("center").then_some(Align::Center);
            self.align.push((name, attributes.align().or(center)));
        }
    }

    fn inline(&mut self, name: &'a str, tag: &str, attributes: Attributes<'a>) {
        let inherited = self.inline.last().is_some_and(|(_, bold)| *bold);
        let bold = attributes.bold().unwrap_or(inherited || matches!(tag, "b" | "strong"));
        if self.inline.len() < INLINE {
            self.inline.push((name, bold));
        }
    }

    fn close(&mut self, name: &'a str) {
        let lower = name.to_ascii_lowercase();
        match lower.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.paragraph();
                self.heading = None;
                self.end_alignment(name);
            }
            "ul" | "ol" | "menu" => {
                self.paragraph();
                self.number = None;
                self.lists.pop();
            }
            "li" => {
                self.paragraph();
                self.number = None;
            }
            "table" if self.too_deep > 0 => {
                self.paragraph();
                self.too_deep -= 1;
            }
            "table" => {
                self.paragraph();
                self.end_table();
            }
            "tr" => {
                self.paragraph();
                if let Some(grid) = self.tables.last_mut().filter(|_| self.too_deep == 0) {
                    grid.end_row();
                }
            }
            "td" | "th" => self.paragraph(),
            tag if BLOCKS.contains(&tag) => {
                self.paragraph();
                if tag == "pre" {
                    self.preformatted = self.preformatted.saturating_sub(1);
                }
                self.end_alignment(name);
            }
            _ => {
                if let Some(at) = self.inline.iter().rposition(|(open, _)| open.eq_ignore_ascii_case(name)) {
                    self.inline.remove(at);
                }
            }
        }
    }

    fn end_alignment(&mut self, name: &str) {
        if let Some(at) = self.align.iter().rposition(|(open, _)| open.eq_ignore_ascii_case(name)) {
            self.align.truncate(at);
        }
    }

    /// Passes over an element that is not shown.
    fn skip(&mut self, name: &str, attributes: Attributes<'a>) {
        if attributes.0.ends_with('/') {
            return;
        }
        let mut depth = 1_u32;
        // An element that is never closed hides no more than what is left of the page would.
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open { name: inner, .. } if inner.eq_ignore_ascii_case(name) => depth = depth.saturating_add(1),
                // Browsers close the head by themselves.
                Token::Open { name: inner, attributes }
                    if name.eq_ignore_ascii_case("head") && inner.eq_ignore_ascii_case("body") =>
                {
                    return self.open(inner, Attributes(attributes));
                }
                Token::Close(inner) if inner.eq_ignore_ascii_case(name) => {
                    depth -= 1;
                    if depth == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    fn characters(&mut self, text: &'a str, start: usize) {
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
            let plain = rest.find(|c: char| c == '&' || is_space(c)).unwrap_or(rest.len());
            if plain > 0 {
                self.push(rest.get(..plain).unwrap_or(""), start + at);
                at += plain;
                continue;
            }
            let Some(c) = rest.chars().next() else { break };
            if c != '&' {
                self.white(c);
                at += c.len_utf8();
                continue;
            }
            let (c, width) = rest.get(1..).and_then(entity::at).map_or(('&', 1), |(c, n)| (c, n + 1));
            if is_space(c) || c == '\u{A0}' {
                self.white(' ');
            } else {
                self.push(c.encode_utf8(&mut [0; 4]), start + at);
            }
            at += width;
        }
    }

    fn white(&mut self, c: char) {
        let breaks = matches!(c, '\n' | '\r');
        if breaks && self.preformatted > 0 {
            self.paragraph();
        } else if !self.text.is_empty() {
            self.space = Some(breaks || self.space == Some(true));
        }
    }

    /// Appends `piece`, which stands at byte `at`, to the paragraph.
    fn push(&mut self, piece: &str, at: usize) {
        let place = self.locator.place(at);
        if let Some(with_break) = self.space.take() {
            // A line break of the source between two Chinese characters is none of the text's own.
            let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2E80}');
            if !(with_break && wide(self.text.chars().next_back()) && wide(piece.chars().next())) {
                self.text.push(' ');
            }
        }
        let start = self.text.len();
        match &mut self.origin {
            Some(origin) => origin.continues(start, place),
            None => self.origin = Some(Origin::at(place)),
        }
        self.text.push_str(piece);
        let bold = self.inline.last().is_some_and(|(_, bold)| *bold);
        self.all_bold &= bold;
        if self.all_bold {
            self.bold_lead = self.text.len();
        }
    }

    /// Ends the paragraph.
    fn paragraph(&mut self) {
        self.space = None;
        let text = std::mem::take(&mut self.text);
        let (lead, all_bold) = (std::mem::take(&mut self.bold_lead), std::mem::replace(&mut self.all_bold, true));
        let Some(origin) = self.origin.take() else { return };
        if text.trim().is_empty() {
            return;
        }
        let in_cell = self.tables.last().is_some_and(Grid::in_cell);
        let look = Look {
            bold: all_bold,
            bold_lead: if all_bold { 0 } else { u32::try_from(lead).unwrap_or(0) },
            align: self.align.iter().rev().find_map(|(_, align)| *align),
            ..Look::default()
        };
        let role = match (in_cell, self.heading) {
            (true, _) => Role::Cell,
            (false, Some(_)) => Role::Heading,
            (false, None) => Role::Body,
        };
        let number = self.number.take().filter(|n| !(n == "•" && numbering::parse(&text).is_some_and(|l| l.certain)));
        let index = self.builder.loose(text, origin, role);
        if let Some(number) = number {
            self.builder.computed_number(index, &number);
        }
        if let Some(paragraph) = self.builder.edit(index) {
            paragraph.level = self.heading.filter(|_| !in_cell);
        }
        if look != Look::default() {
            self.builder.look(index, look);
        }
        self.put(vec![Block::Paragraph(index)]);
    }

    /// Puts blocks where they belong: into the open cell, or outside the tables.
    fn put(&mut self, blocks: Vec<Block>) {
        let mut blocks = blocks;
        for grid in self.tables.iter_mut().rev() {
            match grid.put(blocks) {
                Ok(()) => return,
                Err(back) => blocks = back,
            }
        }
        self.root.append(&mut blocks);
    }

    fn begin_table(&mut self) {
        self.paragraph();
        if self.tables.len() < DEEPEST {
            self.tables.push(Grid::default());
        } else {
            self.too_deep = self.too_deep.saturating_add(1);
        }
    }

    fn end_table(&mut self) {
        let Some(mut grid) = self.tables.pop() else { return };
        grid.end_row();
        match grid.finish() {
            Ok(table) if table.rows.is_empty() => {}
            Ok(table) => self.put(vec![Block::Table(Builder::square(table))]),
            Err(blocks) => {
                if !self.tables.last().is_some_and(Grid::in_cell) {
                    self.read_as_body(&blocks);
                }
                self.put(blocks);
            }
        }
    }

    /// Paragraphs of a table that only lays out the page are running text.
    fn read_as_body(&mut self, blocks: &[Block]) {
        for block in blocks {
            if let Block::Paragraph(index) = block
                && let Some(paragraph) = self.builder.edit(*index)
                && paragraph.role == Role::Cell
            {
                paragraph.role = Role::Body;
            }
        }
    }
}

fn is_void(tag: &str) -> bool {
    const VOID: [&str; 13] =
        ["br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source", "param"];
    VOID.iter().any(|v| tag.eq_ignore_ascii_case(v))
}

/// White space that HTML collapses, and the ideographic space, which papers use as an indent.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C' | '\u{A0}' | '\u{3000}')
}
