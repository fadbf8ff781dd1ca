//! Puts a paragraph that was read into the document: its number, role and look.

use std::rc::Rc;

use super::{
    numbering::List,
    paragraph::Para,
    props::ParaProps,
    styles::Style,
    walk::{Story, Walker},
};
use crate::{Block, Furniture, Look, Role};

/// The longest heading, in characters: longer text with a heading's outline level is running text.
const HEADING: usize = 100;

/// A paragraph's place in a list.
struct Listed {
    id: u32,
    list: Rc<List>,
    level: u8,
    /// Whether the paragraph itself, and not its style, puts it there.
    direct: bool,
}

impl Walker<'_, '_> {
    /// Adds `para` to the document, unless nothing of it is seen.
    pub(super) fn finish_paragraph(&mut self, para: &mut Para) {
        let style = para.style.take().unwrap_or_else(|| self.cx.paragraph_style(None));
        let shown = para.trimmed();
        let hidden = shown.is_empty() && para.mark_hidden;
        let listed = if hidden { None } else { self.listed(para, &style) };
        self.label.clear();
        if let Some(Listed { id, list, level, .. }) = &listed {
            self.cx.count(*id, list, *level, &mut self.label);
        }
        let has_number = self.label.chars().any(char::is_alphanumeric);
        if shown.is_empty() && !has_number {
            self.anchors.settle(&mut para.marks, None, &shown);
            return;
        }
        let index = self.place(para, &style, &shown);
        if !self.label.trim().is_empty() {
            self.builder.computed_number(index, &self.label);
        }
        let look = self.resolved_look(para, &style, listed.as_ref(), &shown);
        self.builder.look(index, look);
        self.anchors.settle(&mut para.marks, Some(index), &shown);
        if let Some(section) = self.sections.last_mut() {
            section.weight += shown.len();
        }
    }

    fn listed(&mut self, para: &Para, style: &Style) -> Option<Listed> {
        let id = para.direct.list.or(style.para.list).filter(|id| *id != 0)?;
        let list = self.cx.list(id)?;
        let direct = para.direct.list.is_some();
        let tied = || list.level_of(&style.listed);
        let level = match para.direct.list_level {
            Some(level) => level,
            None if direct => 0,
            None => tied().or(style.para.list_level).unwrap_or(0),
        };
        Some(Listed { id, list, level: level.min(8), direct })
    }

    /// Adds the text where it belongs and says what it is for.
    fn place(&mut self, para: &Para, style: &Style, shown: &std::ops::Range<usize>) -> usize {
        let text = para.text.get(shown.clone()).unwrap_or("").to_owned();
        let origin = para.origin(shown.start, self.unit());
        match self.story {
            Story::Notes(_) => {
                let index = self.builder.loose(text, origin, Role::Note);
                if let Some(note) = &mut self.note {
                    note.paragraphs.push(index);
                }
                index
            }
            Story::Margin => {
                let furniture = if para.has_page_number { Furniture::PageNumber } else { Furniture::Header };
                self.builder.loose(text, origin, Role::Furniture(furniture))
            }
            Story::Body if self.tables.in_cell() => {
                let index = self.builder.loose(text, origin, Role::Cell);
                self.tables.push(Block::Paragraph(index));
                index
            }
            Story::Body => {
                let index = self.builder.paragraph(text, origin);
                self.assign_role(index, para, style);
                index
            }
        }
    }

    fn assign_role(&mut self, index: usize, para: &Para, style: &Style) {
        if para.in_contents || style.contents {
            self.fields.lies_in_contents(index);
            let closed = !self.fields.in_contents();
            if closed || style.contents {
                self.mark_contents(&[index]);
            }
            return;
        }
        let Some(paragraph) = self.builder.edit(index) else { return };
        let outline = match para.direct.outline.or(style.para.outline) {
            Some(level) => (level < 9).then_some(level + 1),
            None => style.heading,
        };
        if style.title {
            paragraph.role = Role::Title;
        } else if let Some(level) = outline {
            paragraph.level = Some(level);
            if paragraph.text.chars().take(HEADING + 1).count() <= HEADING {
                paragraph.role = Role::Heading;
            }
        }
    }

    /// A table of contents repeats the headings: it leads through the paper and says nothing itself.
    pub(super) fn mark_contents(&mut self, paragraphs: &[usize]) {
        for &index in paragraphs {
            if let Some(paragraph) = self.builder.edit(index) {
                paragraph.role = Role::Furniture(Furniture::Navigation);
            }
        }
    }

    fn resolved_look(
        &mut self,
        para: &Para,
        style: &Style,
        listed: Option<&Listed>,
        shown: &std::ops::Range<usize>,
    ) -> Look {
        let of_list = listed.and_then(|l| l.list.level(l.level)).map(|level| level.para).unwrap_or_default();
        // A list that the paragraph asks for itself indents it; one of the style gives way to the style.
        let base = if listed.is_some_and(|l| l.direct) { of_list.over(style.para) } else { style.para.over(of_list) };
        let props: ParaProps = para.direct.over(base).over(self.cx.styles.para);
        Look {
            style: style.name.clone(),
            font: para.font().and_then(|font| self.cx.font_name(font)),
            size: para.size(),
            bold: para.bold(),
            bold_lead: para.bold_lead(shown),
            align: props.align,
            first_line: props.first_line,
            first_line_chars: props.first_line_chars,
            line: props.pitch(),
        }
    }

    /// The table ends: it goes where it stands, or its paragraphs do where it cannot be a table.
    pub(super) fn end_table(&mut self) {
        match self.tables.end(&mut self.cx.grid_left) {
            Ok(Some(table)) if self.tables.in_cell() => self.tables.push(Block::Table(table)),
            Ok(Some(table)) if self.story == Story::Body => self.builder.table(table),
            Ok(_) => {}
            Err(blocks) => {
                self.cx.problems.push(super::problems::huge_table());
                for block in blocks {
                    if self.tables.in_cell() {
                        self.tables.push(block);
                    } else if self.story == Story::Body {
                        self.builder.document().body.push(block);
                    }
                }
            }
        }
    }

    /// A section ends: what follows stands in the next one.
    pub(super) fn end_section(&mut self) {
        if let [.., before, last] = self.sections.as_mut_slice() {
            last.inherit(before);
        }
        self.sections.push(super::section::Section::default());
    }
}
