//! What a rule looks at, and ways to walk over it.

use std::ops::Range;

use document::{Document, Form, Format, Furniture, Paragraph, Role, Span};
use extract::Extraction;

use crate::text;

/// A paper: read, extracted, and compared where there was something to compare it with.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// What the file holds.
    pub document: &'a Document,
    /// What it says.
    pub extraction: &'a Extraction,
    /// Its file name, for messages.
    pub name: &'a str,
    /// Passages that it shares with other papers; empty where none were compared.
    pub shared: &'a [SharedPassage],
}

/// A passage that another paper holds too.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedPassage {
    /// Where it stands in this paper.
    pub span: Span,
    /// The other paper's file name.
    pub other_name: String,
    /// How like the two passages are, from 0 to 1.
    pub likeness: f64,
    /// True where the other paper comes from a superior (上级): then this one may be a mere relay (转发).
    pub superior: bool,
}

impl<'a> Paper<'a> {
    /// A paper that was compared with no other.
    #[must_use]
    pub const fn new(document: &'a Document, extraction: &'a Extraction, name: &'a str) -> Self {
        Self { document, extraction, name, shared: &[] }
    }

    /// Every paragraph that is the paper's own in reading order, those of tables included; without furniture,
    /// notes and comments.
    pub fn paras(&self) -> impl Iterator<Item = Para<'a>> + use<'a> {
        self.all().filter(|p| !matches!(p.paragraph.role, Role::Furniture(_) | Role::Note))
    }

    /// [`paras`](Self::paras) without those of tables.
    pub fn outside_tables(&self) -> impl Iterator<Item = Para<'a>> + use<'a> {
        self.paras().filter(|p| p.paragraph.role != Role::Cell)
    }

    /// Running text and list items: without title, headings and tables.
    pub fn running(&self) -> impl Iterator<Item = Para<'a>> + use<'a> {
        self.paras().filter(|p| p.paragraph.role == Role::Body)
    }

    /// Titles of parts, in order.
    pub fn headings(&self) -> impl Iterator<Item = Para<'a>> + use<'a> {
        self.paras().filter(|p| p.paragraph.role == Role::Heading)
    }

    /// What belongs to the page or the site (advertising, page numbers), which the other walks leave out.
    pub fn furniture(&self) -> impl Iterator<Item = (Para<'a>, Furniture)> + use<'a> {
        self.all().filter_map(|p| match p.paragraph.role {
            Role::Furniture(kind) => Some((p, kind)),
            _ => None,
        })
    }

    /// The paragraph of `span`.
    #[must_use]
    pub fn para(&self, span: Span) -> Option<Para<'a>> {
        let index = span.paragraph as usize;
        self.document.paragraphs.get(index).map(|paragraph| Para { index, paragraph })
    }

    /// Whether its lines are Markdown, in which `*`, `_` and `|` are marks rather than text.
    #[must_use]
    pub fn is_markdown(&self) -> bool {
        self.document.format == Format::Markdown
    }

    fn all(&self) -> impl Iterator<Item = Para<'a>> + use<'a> {
        self.document.paragraphs.iter().enumerate().map(|(index, paragraph)| Para { index, paragraph })
    }
}

/// A paragraph and its index, from which spans are made.
#[derive(Debug, Clone, Copy)]
pub struct Para<'a> {
    /// Index into [`Document::paragraphs`].
    pub index: usize,
    /// The paragraph.
    pub paragraph: &'a Paragraph,
}

impl<'a> Para<'a> {
    /// Its text, a typed number included; ranges count from here.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.paragraph.text
    }

    /// The passage `range` (bytes of [`text`](Self::text)).
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.index, range)
    }

    /// All of it.
    #[must_use]
    pub fn whole(&self) -> Span {
        self.span(0..self.paragraph.text.len())
    }

    /// Its number where typed; else its first character, which stands for a number that is not text.
    #[must_use]
    pub fn number_span(&self) -> Span {
        let text = self.text();
        let typed = text.get(..self.paragraph.body_start()).unwrap_or("").trim_end().len();
        let first = text.chars().next().map_or(0, char::len_utf8);
        self.span(0..if typed > 0 { typed } else { first })
    }

    /// Whether it has a number, not counting bullets.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        self.paragraph.number.as_ref().is_some_and(|n| n.form != Form::Bullet)
    }

    /// Its sentences, without a typed number: each with the mark that ends it.
    pub fn sentences(&self) -> impl Iterator<Item = (Span, &'a str)> + use<'a> {
        self.pieces(text::sentences)
    }

    /// Its clauses, without a typed number: between commas, semicolons, colons and ends of sentences.
    pub fn clauses(&self) -> impl Iterator<Item = (Span, &'a str)> + use<'a> {
        self.pieces(text::clauses)
    }

    fn pieces<I>(&self, split: fn(&'a str) -> I) -> impl Iterator<Item = (Span, &'a str)> + use<'a, I>
    where
        I: Iterator<Item = Range<usize>>,
    {
        let (index, base, body) = (self.index, self.paragraph.body_start(), self.paragraph.body());
        split(body).filter_map(move |range| {
            let piece = body.get(range.clone())?;
            Some((Span::new(index, base + range.start..base + range.end), piece))
        })
    }
}
