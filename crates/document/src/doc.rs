//! Word 97–2003 binary files (`.doc`) and WPS Writer files (`.wps`), which have the same layout, after
//! [MS-DOC].
//!
//! Text is decoded piece by piece and properties are looked up in place, so that what a file costs in memory
//! is its own size, two copies of its streams, and the paragraphs that come of it: at the very worst, for a
//! file of nothing but one-letter paragraphs, some 200 bytes a byte.

mod body;
mod fib;
mod fields;
mod lists;
mod notes;
mod number_format;
mod pages;
mod pieces;
mod properties;
mod rows;
mod sprm;
mod story;
mod styles;

use body::Body;
use fib::{Fib, Part, Story};
use lists::Lists;
use notes::Notes;
use pages::{Kind, Pages};
use properties::Data;
use story::Source;
use styles::Styles;

use crate::{
    Bilingual, Builder, Document, Format,
    compound::Compound,
    read::{Limits, ReadError},
};

/// Reads a `.doc` or `.wps`. The limits are kept by the caller: nothing here is packed.
pub(crate) fn read(bytes: &[u8], _limits: Limits) -> Result<Document, ReadError> {
    if !Compound::is(bytes) {
        return Err(not_binary(bytes));
    }
    let mut file = Compound::open(bytes)?;
    let main = file.stream("WordDocument").ok_or_else(|| no_text(&file))?;
    let fib = Fib::read(&main)?;
    let table = file.stream(fib.table).ok_or_else(fib::damaged)?;
    let data = file.stream("Data").unwrap_or_default();
    let source = Source {
        main: &main,
        data: Data::new(data),
        pieces: pieces::read(fib.part(Part::Pieces, &table), main.len())?,
        characters: Pages::new(Kind::Characters, fib.part(Part::CharacterPages, &table), &main),
        paragraphs: Pages::new(Kind::Paragraphs, fib.part(Part::ParagraphPages, &table), &main),
        styles: Styles::read(fib.part(Part::Styles, &table)),
    };
    let document = document(&source, &fib, &table);
    if document.paragraphs.is_empty() { Err(ReadError::Empty) } else { Ok(document) }
}

fn document(source: &Source<'_>, fib: &Fib<'_>, table: &[u8]) -> Document {
    let mut builder = Builder::new(Format::Doc);
    let all_notes = Notes::all(fib, table);
    let mut references: Vec<u32> = all_notes.iter().flat_map(|notes| notes.references().iter().copied()).collect();
    references.sort_unstable();
    references.dedup();
    let lists = Lists::read(fib.part_and_beyond(Part::Lists, table), fib.part(Part::ListOverrides, table));
    let mut body = Body::new(&mut builder, &source.styles, lists);
    story::read(source, fib.story(Story::Main), &references, |raw| body.paragraph(raw));
    // Text boxes are stored behind everything else; where they hang is a matter of drawing.
    story::read(source, fib.story(Story::TextBoxes), &[], |raw| body.paragraph(raw));
    let anchors = body.finish();
    let authors = notes::authors(fib.part(Part::Authors, table));
    let mut apart = 0;
    for notes in all_notes {
        notes.read(source, fib, &anchors, &authors, &mut builder, &mut apart);
    }
    notes::headers(source, fib, table, &mut builder, &mut apart);
    builder.finish()
}

/// What a file is that has no compound container.
fn not_binary(bytes: &[u8]) -> ReadError {
    if bytes.starts_with(b"{\\rtf") {
        return ReadError::Unsupported {
            found: Bilingual::fixed("RTF 文档", "a Rich Text Format document"),
            way: None,
        };
    }
    if bytes.starts_with(b"\xDB\xA5") || bytes.starts_with(b"\x31\xBE") {
        return ReadError::Unsupported { found: Bilingual::fixed("Word 2.0 文档", "a Word 2.0 document"), way: None };
    }
    ReadError::Damaged {
        detail: Bilingual::fixed(
            "文件开头不是 Word 二进制文档的标识",
            "the file does not begin like a binary Word document",
        ),
    }
}

/// What a compound file is that holds no Word text.
fn no_text(file: &Compound<'_>) -> ReadError {
    let known = [
        ("Workbook", Bilingual::fixed("Excel 工作簿", "an Excel workbook")),
        ("Book", Bilingual::fixed("Excel 5.0/95 工作簿", "an Excel 5.0/95 workbook")),
        ("PowerPoint Document", Bilingual::fixed("PowerPoint 演示文稿", "a PowerPoint presentation")),
        ("MatOST", Bilingual::fixed("微软 Works 文档", "a Microsoft Works document")),
        ("CONTENTS", Bilingual::fixed("微软 Works 文档", "a Microsoft Works document")),
        ("__properties_version1.0", Bilingual::fixed("Outlook 邮件", "an Outlook message")),
    ];
    match known.into_iter().find(|(stream, _)| file.has(stream)) {
        Some((_, found)) => ReadError::Unsupported { found, way: None },
        None => fib::damaged(),
    }
}
