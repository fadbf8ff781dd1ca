//! Headers and footers, and the page of the document.

use std::collections::HashSet;

use super::{
    context::Context,
    section::{Pages, Section},
    walk::{Story, Walker},
    xml,
};
use crate::{Builder, PageNumber, PageSetup, Role, read::ReadError};

/// Reads the headers and footers of all `sections`, counting their paragraphs on from `met`, and states the
/// page of the one that holds most of the text.
///
/// # Errors
/// Where a part is encrypted.
pub(super) fn read(
    cx: &mut Context<'_>,
    builder: &mut Builder,
    sections: &[Section],
    mut met: u32,
) -> Result<(), ReadError> {
    let main = sections.iter().rev().max_by_key(|section| section.weight);
    let mut page = main.map(|section| section.page.clone()).unwrap_or_default();
    let mut done = HashSet::new();
    // The section whose page is stated comes first, and in it the pages that have no other header or footer.
    let rest = sections.iter().filter(|section| !main.is_some_and(|main| std::ptr::eq(main, *section)));
    for section in main.into_iter().chain(rest) {
        let is_main = main.is_some_and(|main| std::ptr::eq(main, section));
        let mut references: Vec<_> = section.parts.iter().collect();
        references.sort_by_key(|reference| reference.pages);
        for reference in references {
            let Some(name) = cx.target(&reference.id).map(str::to_owned) else { continue };
            if !done.insert(name.clone()) {
                continue;
            }
            let number = read_part(cx, builder, &name, &mut met)?;
            let counts = is_main && (reference.footer || reference.pages == Pages::Default);
            if counts && page.page_number.is_none() {
                page.page_number = number;
            }
        }
    }
    builder.document().page = (page != PageSetup::default()).then_some(page);
    Ok(())
}

/// Reads one header or footer; returns its page number.
fn read_part(
    cx: &mut Context<'_>,
    builder: &mut Builder,
    name: &str,
    met: &mut u32,
) -> Result<Option<PageNumber>, ReadError> {
    let Some(part) = cx.unpacked(name)? else { return Ok(None) };
    let (text, _) = xml::decode(part.bytes());
    let before = builder.document().paragraphs.len();
    let mut walker = Walker::new(cx, builder, Story::Margin).counting_from(*met);
    walker.walk(&text, name);
    *met = walker.paragraphs_met;
    let look = walker.page_number_look;
    let added = builder.document().paragraphs.iter().skip(before);
    let paragraph = added.into_iter().find(|p| p.role == Role::Furniture(crate::Furniture::PageNumber));
    let Some(text) = paragraph.map(|paragraph| paragraph.text.clone()) else { return Ok(None) };
    let font = look.font.and_then(|font| cx.font_name(font));
    Ok(Some(PageNumber { font, size: look.size, text }))
}
