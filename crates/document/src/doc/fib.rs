//! The file information block ([MS-DOC] 2.5): where everything else stands.

use crate::{
    Bilingual,
    bytes::{slice, u16_at, u32_at},
    read::ReadError,
};

/// Magic number of Word 97 and later.
const WORD_8: u16 = 0xA5EC;
/// Magic number of Word 6 and 95.
const WORD_6: u16 = 0xA5DC;
/// The first `nFib` of the layout that is read here.
const FIRST_WORD_97: u16 = 0x00B6;
/// Start of the pairs of offset and length.
const PAIRS: usize = 154;

/// What the reader needs of the block.
#[derive(Debug)]
pub(super) struct Fib<'a> {
    bytes: &'a [u8],
    /// Name of the stream that holds the tables.
    pub table: &'static str,
}

/// Parts of the table stream, by the index of their pair.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Styles = 1,
    FootnoteRefs = 2,
    FootnoteTexts = 3,
    CommentRefs = 4,
    CommentTexts = 5,
    Headers = 11,
    CharacterPages = 12,
    ParagraphPages = 13,
    Pieces = 33,
    Authors = 36,
    EndnoteRefs = 46,
    EndnoteTexts = 47,
    Lists = 73,
    ListOverrides = 74,
}

/// A text of the document, in the order in which they follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    Main,
    Footnotes,
    Headers,
    Macros,
    Comments,
    Endnotes,
    TextBoxes,
}

const STORIES: [Story; 7] =
    [Story::Main, Story::Footnotes, Story::Headers, Story::Macros, Story::Comments, Story::Endnotes, Story::TextBoxes];

impl<'a> Fib<'a> {
    /// Reads the block at the start of the stream `WordDocument`.
    ///
    /// # Errors
    /// [`ReadError::Unsupported`] for Word 6 and 95, [`ReadError::Encrypted`], [`ReadError::Damaged`].
    pub fn read(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let magic = u16_at(bytes, 0).unwrap_or(0);
        let version = u16_at(bytes, 2).unwrap_or(0);
        if magic == WORD_6 || (magic == WORD_8 && version < FIRST_WORD_97) {
            return Err(ReadError::Unsupported {
                found: Bilingual::fixed("Word 6.0/95 文档", "a Word 6.0/95 document"),
                way: None,
            });
        }
        let flags = u16_at(bytes, 10).filter(|_| magic == WORD_8).ok_or_else(damaged)?;
        if flags & 0x0100 != 0 {
            return Err(ReadError::Encrypted);
        }
        slice(bytes, 0, PAIRS + 8 * (Part::Pieces as usize + 1)).ok_or_else(damaged)?;
        let table = if flags & 0x0200 != 0 { "1Table" } else { "0Table" };
        Ok(Self { bytes, table })
    }

    /// The bytes of `part` in the table stream; empty where there is none.
    pub fn part<'t>(&self, part: Part, table: &'t [u8]) -> &'t [u8] {
        self.from(part, table).and_then(|(rest, len)| rest.get(..len)).unwrap_or(&[])
    }

    /// The bytes of `part` and what follows it: the levels of the lists stand behind their table.
    pub fn part_and_beyond<'t>(&self, part: Part, table: &'t [u8]) -> &'t [u8] {
        self.from(part, table).map_or(&[], |(rest, _)| rest)
    }

    fn from<'t>(&self, part: Part, table: &'t [u8]) -> Option<(&'t [u8], usize)> {
        let at = PAIRS + 8 * part as usize;
        let pairs = usize::from(u16_at(self.bytes, PAIRS - 2)?);
        let offset = u32_at(self.bytes, at).filter(|_| (part as usize) < pairs)? as usize;
        let len = u32_at(self.bytes, at + 4)? as usize;
        table.get(offset..).filter(|_| len > 0).map(|rest| (rest, len))
    }

    /// First and one past the last character position of `story`.
    pub fn story(&self, story: Story) -> std::ops::Range<u32> {
        let mut start = 0_u32;
        for (at, each) in STORIES.iter().enumerate() {
            let length = u32_at(self.bytes, 76 + 4 * at).unwrap_or(0);
            let end = start.saturating_add(length);
            if *each == story {
                return start..end;
            }
            start = end;
        }
        start..start
    }
}

pub(super) fn damaged() -> ReadError {
    ReadError::Damaged {
        detail: Bilingual::fixed(
            "找不到 Word 正文所需的结构（FIB 或文本片段表）",
            "the structures that hold Word's text (FIB or piece table) are missing",
        ),
    }
}
