//! Sections (ECMA-376 part 1, 17.6): page, margins, grid, and which header and footer belong to them.

use super::xml::{attribute, attributes, number};
use crate::PageSetup;

/// A section.
#[derive(Debug, Default, Clone)]
pub(super) struct Section {
    /// Its page.
    pub(super) page: PageSetup,
    /// Relationship ids of its headers and footers, in the order in which they stand.
    pub(super) parts: Vec<Reference>,
    /// Bytes of text in it.
    pub(super) weight: usize,
}

/// A header or footer of a section.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    /// Whether it is a footer.
    pub(super) footer: bool,
    /// `default`, `first` or `even`.
    pub(super) pages: Pages,
    /// Relationship id.
    pub(super) id: String,
}

/// Pages on which a header or footer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pages {
    /// All that have no other.
    Default,
    /// Even ones.
    Even,
    /// The first.
    First,
}

/// References that one section may have: three headers and three footers, and some to spare.
const REFERENCES: usize = 16;

impl Section {
    /// Takes in the property element `name`.
    pub(super) fn take(&mut self, name: &str, raw: &str) {
        let unsigned = |value: &str| number(value).and_then(|n| u32::try_from(n).ok());
        match name {
            "pgSz" => {
                for (name, value) in attributes(raw) {
                    match name {
                        "w" => self.page.width = unsigned(value),
                        "h" => self.page.height = unsigned(value),
                        _ => {}
                    }
                }
            }
            "pgMar" => {
                for (name, value) in attributes(raw) {
                    match name {
                        "top" => self.page.top = number(value),
                        "bottom" => self.page.bottom = number(value),
                        "left" | "start" => self.page.left = number(value),
                        "right" | "end" => self.page.right = number(value),
                        _ => {}
                    }
                }
            }
            // Without a type the grid is there but not used (17.6.5).
            "docGrid" if !matches!(attribute(raw, "type"), None | Some("default")) => {
                self.page.grid_line_pitch = attribute(raw, "linePitch").and_then(unsigned);
            }
            "headerReference" => self.refer(false, raw),
            "footerReference" => self.refer(true, raw),
            _ => {}
        }
    }

    fn refer(&mut self, footer: bool, raw: &str) {
        let pages = match attribute(raw, "type") {
            Some("first") => Pages::First,
            Some("even") => Pages::Even,
            _ => Pages::Default,
        };
        if let Some(id) = attribute(raw, "id").filter(|_| self.parts.len() < REFERENCES) {
            self.parts.push(Reference { footer, pages, id: id.to_owned() });
        }
    }

    /// Takes over from `before` the headers and footers that it does not state itself (17.10).
    pub(super) fn inherit(&mut self, before: &Self) {
        for reference in &before.parts {
            if !self.parts.iter().any(|own| own.footer == reference.footer && own.pages == reference.pages) {
                self.parts.push(reference.clone());
            }
        }
    }
}
