//! What the stories of a document share: the package, styles, lists, fonts, and what went wrong.

use std::{collections::HashMap, rc::Rc};

use super::{
    fonts::{Font, Fonts},
    numbering::{List, Numbering},
    package::{End, Package, Part},
    problems,
    relations::{self, Relation},
    styles::{Style, Styles},
};
use crate::{Diagnostic, read::ReadError};

/// Cells that the grids of all tables may have together: spans and uneven rows make cells out of nothing.
const GRID_CELLS: usize = 1 << 20;

/// Shared by all stories.
pub(super) struct Context<'a> {
    /// The package.
    pub(super) package: Package<'a>,
    /// Names of fonts.
    pub(super) fonts: Fonts,
    /// What went wrong.
    pub(super) problems: Vec<Diagnostic>,
    /// Grid cells that may still be made.
    pub(super) grid_left: usize,
    /// Styles.
    pub(super) styles: Styles<'a>,
    default_paragraph: Option<Rc<Style>>,
    numbering: Option<Option<Numbering<'a>>>,
    by_kind: HashMap<String, String>,
    by_id: HashMap<String, String>,
}

impl<'a> Context<'a> {
    /// The context of the document whose main part is `main`.
    pub(super) fn new(mut package: Package<'a>, main: &str) -> Self {
        let (mut by_kind, mut by_id) = (HashMap::new(), HashMap::new());
        for Relation { id, kind, target } in relations::of(&mut package, main) {
            by_kind.entry(kind).or_insert_with(|| target.clone());
            by_id.entry(id).or_insert(target);
        }
        let (mut fonts, mut problems) = (Fonts::default(), Vec::new());
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = by_kind.get("styles").cloned().unwrap_or_else(|| format!("{folder}/styles.xml"));
        let styles = package.part(&name).unwrap_or_else(|_| {
            problems.push(problems::unreadable(&name));
            None
        });
        let styles = Styles::new(styles, &mut fonts);
        let (numbering, default_paragraph) = (None, None);
        Self { package, fonts, problems, grid_left: GRID_CELLS, styles, default_paragraph, numbering, by_kind, by_id }
    }

    /// The part that the main part names as its `kind`.
    pub(super) fn named(&self, kind: &str) -> Option<&str> {
        self.by_kind.get(kind).map(String::as_str)
    }

    /// The part behind relationship `id` of the main part.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }

    /// Part `name`, unpacked; a part that is damaged is reported and read as far as it goes.
    ///
    /// # Errors
    /// As [`Package::part`].
    pub(super) fn unpacked(&mut self, name: &str) -> Result<Option<Part<'a>>, ReadError> {
        let Some(mut part) = self.package.part(name)? else { return Ok(None) };
        match part.finish() {
            End::Complete | End::OverBudget => {}
            End::BadSum => self.problems.push(problems::bad_sum(name)),
            End::Broken => self.problems.push(problems::cut_off(name)),
        }
        self.package.recycle(&mut part);
        Ok(Some(part))
    }

    /// The paragraph style with `id`, or the default one.
    pub(super) fn paragraph_style(&mut self, id: Option<&str>) -> Rc<Style> {
        if id.is_some() {
            return self.styles.paragraph(id, &mut self.fonts);
        }
        let style = self.default_paragraph.take().unwrap_or_else(|| self.styles.paragraph(None, &mut self.fonts));
        self.default_paragraph = Some(Rc::clone(&style));
        style
    }

    /// The character style with `id`.
    pub(super) fn character_style(&mut self, id: &str) -> Option<Rc<Style>> {
        self.styles.get(id, &mut self.fonts)
    }

    /// List `id`.
    pub(super) fn list(&mut self, id: u32) -> Option<Rc<List>> {
        self.numbering()?.list(id)
    }

    /// Counts a paragraph of `level` of list `id` and writes its number to `out`.
    pub(super) fn count(&mut self, id: u32, list: &List, level: u8, out: &mut String) {
        if let Some(numbering) = self.numbering() {
            numbering.count(id, list, level, out);
        }
    }

    fn numbering(&mut self) -> Option<&mut Numbering<'a>> {
        if self.numbering.is_none() {
            let name = self.by_kind.get("numbering").cloned();
            let part = name.and_then(|name| self.unpacked(&name).unwrap_or(None));
            self.numbering = Some(part.map(Numbering::new));
        }
        self.numbering.as_mut().and_then(Option::as_mut)
    }

    /// The name of `font`.
    pub(super) fn font_name(&mut self, font: Font) -> Option<String> {
        let theme = self.by_kind.get("theme").map(String::as_str);
        self.fonts.name(font, &mut self.package, theme)
    }
}
