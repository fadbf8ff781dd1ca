//! Texts apart from the main one: footnotes, endnotes, comments, headers and footers.

use super::{
    body::Anchor,
    fib::{Fib, Part, Story},
    story::{RawParagraph, Source, read},
};
use crate::{
    Builder, Furniture, NoteKind, Origin, Place, Role, Span, Unit,
    bytes::{slice, u16_at, u32_at, utf16_at},
};

/// Header stories before the first section's: separators of footnotes and endnotes.
const SEPARATORS: usize = 6;
/// Bytes of an `ATRDPre10`, a comment's reference.
const COMMENT: usize = 30;

/// Where notes of one kind hang and where their texts stand.
pub(super) struct Notes<'t> {
    kind: NoteKind,
    story: Story,
    references: Vec<u32>,
    texts: Vec<u32>,
    details: &'t [u8],
}

impl<'t> Notes<'t> {
    /// The footnotes, endnotes and comments of the document.
    pub fn all(fib: &Fib<'_>, table: &'t [u8]) -> [Self; 3] {
        let notes = |kind, story, references: Part, texts: Part, detail: usize| {
            let bytes = fib.part(references, table);
            let count = bytes.len().saturating_sub(4) / (4 + detail);
            Self {
                kind,
                story,
                references: positions(bytes).take(count).collect(),
                texts: positions(fib.part(texts, table)).collect(),
                details: bytes.get(4 * (count + 1)..).unwrap_or(&[]),
            }
        };
        [
            notes(NoteKind::Footnote, Story::Footnotes, Part::FootnoteRefs, Part::FootnoteTexts, 2),
            notes(NoteKind::Endnote, Story::Endnotes, Part::EndnoteRefs, Part::EndnoteTexts, 2),
            notes(NoteKind::Comment, Story::Comments, Part::CommentRefs, Part::CommentTexts, COMMENT),
        ]
    }

    /// Positions in the main text at which notes hang.
    pub fn references(&self) -> &[u32] {
        &self.references
    }

    /// Reads the notes into `builder`. `apart` counts the paragraphs of such texts.
    pub fn read(
        &self,
        source: &Source<'_>,
        fib: &Fib<'_>,
        anchors: &[Anchor],
        authors: &[String],
        builder: &mut Builder,
        apart: &mut u32,
    ) {
        let mut texts: Vec<Vec<usize>> = vec![Vec::new(); self.references.len()];
        read(source, fib.story(self.story), &[], |raw| {
            let note = self.texts.partition_point(|start| *start <= raw.start).checked_sub(1);
            let slot = note.and_then(|n| texts.get_mut(n));
            if let (Some(slot), Some(index)) = (slot, add(&raw, Role::Note, builder, *apart)) {
                slot.push(index);
            }
            *apart += 1;
        });
        for (n, paragraphs) in texts.into_iter().enumerate().filter(|(_, paragraphs)| !paragraphs.is_empty()) {
            let anchor = self.references.get(n).and_then(|reference| {
                let (_, paragraph, byte) = anchors.iter().find(|(position, ..)| position == reference)?;
                Some(Span::new(*paragraph, *byte..*byte))
            });
            let author = self.author(n).and_then(|author| authors.get(author)).cloned();
            builder.note(self.kind, anchor, author, paragraphs);
        }
    }

    /// Index of a comment's author.
    fn author(&self, n: usize) -> Option<usize> {
        let comment = slice(self.details, COMMENT * n, COMMENT).filter(|_| self.kind == NoteKind::Comment)?;
        u16_at(comment, 20).map(usize::from)
    }
}

/// Reads headers and footers as furniture, each wording once.
pub(super) fn headers(source: &Source<'_>, fib: &Fib<'_>, table: &[u8], builder: &mut Builder, apart: &mut u32) {
    let first = positions(fib.part(Part::Headers, table)).nth(SEPARATORS).unwrap_or(0);
    let mut seen = std::collections::HashSet::new();
    read(source, fib.story(Story::Headers), &[], |raw| {
        let kind = if raw.page_number { Furniture::PageNumber } else { Furniture::Header };
        if raw.start >= first && seen.insert(raw.text.trim().to_owned()) {
            add(&raw, Role::Furniture(kind), builder, *apart);
        }
        *apart += 1;
    });
}

/// Names of the comments' authors.
pub(super) fn authors(bytes: &[u8]) -> Vec<String> {
    let mut at = 0;
    std::iter::from_fn(|| {
        let chars = usize::from(u16_at(bytes, at)?);
        let name = utf16_at(bytes, at + 2, chars)?;
        at += 2 + 2 * chars;
        Some(name)
    })
    .collect()
}

fn add(raw: &RawParagraph, role: Role, builder: &mut Builder, apart: u32) -> Option<usize> {
    let text = raw.text.trim();
    let lead = raw.text.len() - raw.text.trim_start().len();
    let offset = raw.text.get(..lead).map_or(0, |s| s.chars().count());
    let place = Place { unit: Unit::Apart(apart), offset: u32::try_from(offset).unwrap_or(0) };
    (!text.is_empty()).then(|| builder.loose(text, Origin::at(place), role))
}

fn positions(bytes: &[u8]) -> impl Iterator<Item = u32> {
    (0..bytes.len() / 4).map_while(|n| u32_at(bytes, 4 * n))
}
