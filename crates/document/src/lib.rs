//! Turns the bytes of a file into one [`Document`]: paragraphs with their computed numbers and heading
//! levels, tables, notes, and for each passage the place where it stands in the source.
//!
//! [`read()`] is the way in. It performs no input or output of its own and cannot panic on any bytes; what
//! could be read only in part is said in [`Document::problems`].
//!
//! This crate must not know what a finding or a measure is, nor any rule about papers.

pub mod builder;
mod bytes;
mod compound;
mod csv;
pub mod diagnostic;
mod doc;
pub mod docx;
mod encoding;
pub mod finder;
mod furniture;
mod grid;
mod html;
pub mod lexicon;
mod locate;
mod markdown;
pub mod model;
pub mod numbering;
mod numerals;
pub mod outline;
mod pdf;
pub mod place;
pub mod read;
mod rewrap;
pub mod source_text;
mod text;
pub mod workbook;

pub use bilingual::{Bilingual, Lang};
pub use builder::Builder;
pub use diagnostic::{Diagnostic, Fix, Severity};
pub use model::{
    Align, Block, Cell, Document, Format, Furniture, LinePitch, Look, Note, NoteKind, Number, PageNumber, PageSetup,
    Paragraph, Role, Row, Table,
};
pub use numbering::{Form, Label};
pub use place::{Origin, Place, Span, Unit};
pub use read::{Limits, ReadError, read, read_within};
pub use source_text::SourceText;
