//! Plain text.

use crate::{
    Builder, Document, Format, Origin, Place, Unit,
    read::{Limits, ReadError},
};

pub(crate) fn read(bytes: &[u8], _limits: Limits) -> Result<Document, ReadError> {
    let text = String::from_utf8_lossy(bytes);
    let mut builder = Builder::new(Format::Text);
    for (line, text) in text.lines().enumerate() {
        let lead = text.chars().take_while(|c| c.is_whitespace()).count();
        let text = text.trim();
        if !text.is_empty() {
            let unit = Unit::Line(u32::try_from(line + 1).unwrap_or(u32::MAX));
            builder.paragraph(text, Origin::at(Place { unit, offset: u32::try_from(lead).unwrap_or(0) }));
        }
    }
    Ok(builder.finish())
}
