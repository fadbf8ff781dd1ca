//! PDF with a text layer (ISO 32000-1).
//!
//! `hayro-syntax` reads the file structure (objects, cross references, filters, the standard encryption with an
//! empty password) and `hayro-cmap` the tables of character codes; the content streams, the layout and the
//! tables are interpreted here. Streams are unpacked one at a time: a file costs some 100 bytes for each
//! byte of the largest page, and never more than [`Limits::unpacked`] in content.

mod assemble;
mod bounds;
mod content;
mod fonts;
mod glyph_names;
mod lines;
mod matrix;
mod page;
mod problem;
mod repeated;
mod rulings;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{
    LoadPdfError, Pdf,
    object::Stream,
    page::{Page, Rotation},
};

use crate::{
    Bilingual, Builder, Document, Format,
    read::{Limits, ReadError},
};
use assemble::Assembler;
use bounds::Budget;
use content::{Fonts, Interpreter};
use matrix::Matrix;
use page::PageText;

/// How far into the file its mark may stand.
const MARK_WITHIN: usize = 1024;

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8], limits: Limits) -> Result<Document, ReadError> {
    let head = bytes.get(..MARK_WITHIN).unwrap_or(bytes);
    if memchr::memmem::find(head, b"%PDF-").is_none() {
        return Err(damaged());
    }
    let budget = Budget::new(limits);
    bounds::admit_streams(bytes, &budget)?;
    // The parser has no known panic, but it is young and not ours: one must cost a file, not the program. All
    // that it works on is made here and dropped here, so that nothing half-done is seen afterwards.
    catch_unwind(AssertUnwindSafe(|| read_admitted(bytes, budget))).unwrap_or_else(|_| Err(damaged()))
}

fn read_admitted(bytes: &[u8], mut budget: Budget) -> Result<Document, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ReadError::Encrypted,
        // Of a file whose cross references are lost, the parser does not tell why it cannot be opened.
        LoadPdfError::Invalid if memchr::memmem::find(bytes, b"/Encrypt").is_some() => ReadError::Encrypted,
        LoadPdfError::Invalid => damaged(),
    })?;
    let pages = pdf.pages();
    let mut fonts = Fonts::new();
    let mut pages_text = Vec::new();
    let (mut pictures, mut unknown) = (Vec::new(), 0);
    for (number, page) in (1_usize..).zip(pages.iter()) {
        let content = content::of_page(page.raw(), &mut budget)?;
        let mut interpreter = Interpreter::new(upright(page), &mut budget, &mut fonts);
        interpreter.run(&content, page.resources(), 0)?;
        let drawn = interpreter.drawn;
        unknown += drawn.unknown;
        if drawn.picture && drawn.glyphs.iter().all(|glyph| glyph.text.trim().is_empty()) {
            pictures.push(number);
        }
        pages_text.push(PageText::of(drawn, page.render_dimensions()));
    }
    repeated::mark(&mut pages_text);
    let mut assembler = Assembler::default();
    for mut page in pages_text {
        page.take_notes();
        assembler.page(page);
    }
    if assembler.is_empty() {
        let pages = pages.len();
        return Err(if pages > 0 { ReadError::Scan { pages } } else { damaged() });
    }
    let mut builder = Builder::new(Format::Pdf);
    assembler.finish(&mut builder);
    let document = builder.document();
    document.problems.extend(problem::pictures(&pictures));
    document.problems.extend(problem::unknown_characters(unknown));
    Ok(builder.finish())
}

/// Brings points of the page to its top left corner, the page turned as it is seen.
fn upright(page: &Page<'_>) -> Matrix {
    let area = page.crop_box();
    let (x0, y0, x1, y1) = (area.x0, area.y0, area.x1, area.y1);
    Matrix(match page.rotation() {
        Rotation::None => [1.0, 0.0, 0.0, -1.0, -x0, y1],
        Rotation::Horizontal => [0.0, 1.0, 1.0, 0.0, -y0, -x0],
        Rotation::Flipped => [-1.0, 0.0, 0.0, 1.0, x1, -y0],
        Rotation::FlippedHorizontal => [0.0, -1.0, -1.0, 0.0, y1, x1],
    })
}

/// Unpacks a stream; `None` where it is broken.
fn unpack(stream: &Stream<'_>, budget: &mut Budget) -> Result<Option<Vec<u8>>, ReadError> {
    // In an encrypted file only now can be seen what is packed.
    budget.admit(&stream.raw_data())?;
    let Ok(data) = stream.decoded_data() else { return Ok(None) };
    budget.spend(data.len())?;
    Ok(Some(data.into_owned()))
}

fn damaged() -> ReadError {
    ReadError::Damaged {
        detail: Bilingual::fixed(
            "PDF 的结构无法识别：文件可能没有传输或保存完",
            "the structure of the PDF cannot be made out: the file may not have been copied or saved in full",
        ),
    }
}
