//! Footnotes, endnotes and comments: their paragraphs, and what they hang on.

use super::{
    anchors::Anchors,
    context::Context,
    walk::{Story, Walker},
    xml::{self, attribute, unescaped},
};
use crate::{Builder, NoteKind, read::ReadError};

/// A note that is open.
#[derive(Debug)]
pub(super) struct OpenNote {
    id: String,
    author: Option<String>,
    /// Its paragraphs so far.
    pub(super) paragraphs: Vec<usize>,
}

impl Walker<'_, '_> {
    /// A note begins; false where it is a rule between text and notes.
    pub(super) fn begin_note(&mut self, raw: &str) -> bool {
        let Story::Notes(kind) = self.story else { return true };
        let is_rule = !matches!(attribute(raw, "type"), None | Some("normal"));
        let id = attribute(raw, "id").unwrap_or("");
        // A note to which nothing refers any more went with the text it hung on.
        let is_gone = kind != NoteKind::Comment && self.anchors.of(kind, id).is_none();
        if is_rule || is_gone {
            return false;
        }
        let author = attribute(raw, "author").filter(|author| !author.is_empty());
        let author = author.map(|author| unescaped(author).into_owned());
        self.note = Some(OpenNote { id: id.to_owned(), author, paragraphs: Vec::new() });
        true
    }

    /// The note ends.
    pub(super) fn end_note(&mut self) {
        let Some(note) = self.note.take() else { return };
        let Story::Notes(kind) = self.story else { return };
        if !note.paragraphs.is_empty() {
            let anchor = self.anchors.of(kind, &note.id).flatten();
            self.builder.note(kind, anchor, note.author, note.paragraphs);
        }
    }
}

/// Reads the notes of all kinds; returns the number of paragraphs that stand apart.
///
/// # Errors
/// Where a part is encrypted.
pub(super) fn read(cx: &mut Context<'_>, builder: &mut Builder, anchors: Anchors) -> Result<u32, ReadError> {
    let mut anchors = anchors;
    let mut met = 0;
    for (kind, name) in
        [(NoteKind::Footnote, "footnotes"), (NoteKind::Endnote, "endnotes"), (NoteKind::Comment, "comments")]
    {
        if kind != NoteKind::Comment && !anchors.refers(kind) {
            continue;
        }
        let Some(name) = cx.named(name).map(str::to_owned) else { continue };
        let Some(part) = cx.unpacked(&name)? else { continue };
        let (text, _) = xml::decode(part.bytes());
        let mut walker = Walker::new(cx, builder, Story::Notes(kind)).counting_from(met);
        walker.anchors = anchors;
        walker.walk(&text, &name);
        met = walker.paragraphs_met;
        anchors = walker.anchors;
    }
    Ok(met)
}
