//! Puts the paragraphs of the main text into the document: body, tables inside tables, headings, numbers.

use super::{
    lists::Lists,
    rows::{RawRow, RowShape, table},
    story::RawParagraph,
    styles::{Style, Styles},
};
use crate::{Bilingual, Block, Builder, Diagnostic, Origin, Place, Role, Severity, Unit};

/// A note's mark: character position in the main text, and the passage it became.
pub(super) type Anchor = (u32, usize, usize);

/// Collects the main text.
pub(super) struct Body<'b, 's> {
    builder: &'b mut Builder,
    styles: &'s Styles<'s>,
    lists: Lists,
    /// Tables that are open, the outermost first.
    open: Vec<OpenTable>,
    /// Tables whose cells could not be set in a grid.
    scattered: u32,
    anchors: Vec<Anchor>,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<RawRow>,
    row: Vec<Vec<Block>>,
    cell: Vec<Block>,
}

impl<'b, 's> Body<'b, 's> {
    pub fn new(builder: &'b mut Builder, styles: &'s Styles<'s>, lists: Lists) -> Self {
        Self { builder, styles, lists, open: Vec::new(), scattered: 0, anchors: Vec::new() }
    }

    /// Takes the next paragraph.
    pub fn paragraph(&mut self, raw: RawParagraph) {
        let depth = raw.para.depth();
        self.close_to(depth);
        self.open.resize_with(depth, OpenTable::default);
        let outermost = depth == 1;
        let ends_row = (outermost && raw.para.row_end) || (depth > 1 && raw.para.inner_row_end);
        if ends_row {
            if let Some(table) = self.open.last_mut() {
                table.end_row(raw.para.row);
            }
            return;
        }
        let ends_cell = raw.cell_end;
        if let Some(index) = self.add(&raw, depth > 0) {
            self.place(Block::Paragraph(index));
        }
        if let Some(table) = self.open.last_mut().filter(|_| ends_cell) {
            table.end_cell();
        }
    }

    /// Closes all tables and says what was lost. Returns where the notes hang.
    pub fn finish(mut self) -> Vec<Anchor> {
        self.close_to(0);
        if self.scattered > 0 {
            self.builder.document().problems.push(scattered(self.scattered));
        }
        self.anchors
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(mut open) = self.open.pop() else { return };
            // A row without its mark: the file was cut here.
            if !open.row.is_empty() || !open.cell.is_empty() {
                open.end_row(RowShape::default());
            }
            if open.rows.is_empty() {
                continue;
            }
            match table(open.rows) {
                Ok(table) => self.place(Block::Table(Builder::square(table))),
                Err(rows) => {
                    self.scattered += 1;
                    let blocks: Vec<Block> = rows.into_iter().flat_map(|row| row.cells).flatten().collect();
                    blocks.into_iter().for_each(|block| self.place(block));
                }
            }
        }
    }

    /// Puts `block` into the innermost open cell, else into the body.
    fn place(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(table) => table.cell.push(block),
            None => self.builder.document().body.push(block),
        }
    }

    /// Adds the paragraph's text, if it has any, and returns its index.
    fn add(&mut self, raw: &RawParagraph, in_cell: bool) -> Option<usize> {
        // An empty item counts as well: Word shows its number.
        let number = (raw.para.list > 0).then(|| self.lists.count(raw.para.list, raw.para.list_level)).flatten();
        let text = raw.text.trim();
        if text.is_empty() {
            return None;
        }
        let lead = raw.text.len() - raw.text.trim_start().len();
        let offset = raw.text.get(..lead).map_or(0, |s| s.chars().count());
        let place = Place { unit: Unit::Paragraph(raw.index), offset: u32::try_from(offset).unwrap_or(0) };
        let role = if in_cell { Role::Cell } else { Role::Body };
        let index = self.builder.loose(text, Origin::at(place), role);
        self.builder.look(index, raw.look(self.styles));
        if let Some(number) = number {
            self.builder.computed_number(index, &number);
        }
        if !in_cell {
            self.heading(index, raw);
        }
        for (position, byte) in &raw.references {
            self.anchors.push((*position, index, byte.saturating_sub(lead).min(text.len())));
        }
        Some(index)
    }

    fn heading(&mut self, index: usize, raw: &RawParagraph) {
        let style = self.styles.get(raw.para.style);
        let by_outline = raw.para.outline.filter(|level| *level < 9).map(|level| level + 1);
        let level = style.and_then(Style::heading).or(by_outline);
        let Some(paragraph) = self.builder.edit(index) else { return };
        if style.is_some_and(Style::is_title) {
            paragraph.role = Role::Title;
        } else if level.is_some() {
            paragraph.role = Role::Heading;
            paragraph.level = level;
        }
    }
}

impl OpenTable {
    fn end_cell(&mut self) {
        self.row.push(std::mem::take(&mut self.cell));
    }

    fn end_row(&mut self, shape: RowShape) {
        if !self.cell.is_empty() {
            self.end_cell();
        }
        let cells = std::mem::take(&mut self.row);
        if !cells.is_empty() {
            self.rows.push(RawRow { cells, shape });
        }
    }
}

fn scattered(tables: u32) -> Diagnostic {
    Diagnostic {
        code: "D201",
        severity: Severity::Warning,
        message: Bilingual::new(
            format!("有 {tables} 个表格的结构无法还原"),
            format!("the structure of {tables} table(s) could not be restored"),
        ),
        why: Bilingual::fixed(
            "各行的列数相差过大，单元格已按普通段落读出",
            "the rows differ too much in their columns; the cells were read as plain paragraphs",
        ),
        advice: Bilingual::fixed(
            "用 Word 或 WPS 打开并另存为 .docx 后再读",
            "open the file in Word or WPS, save it as .docx, and read that",
        ),
        span: None,
        related: Vec::new(),
        fix: None,
    }
}
