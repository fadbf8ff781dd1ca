//! A document as text, for snapshots of the binary readers: everything that a reader must get right, a
//! line each.

use document::{Block, Cell, Document, Paragraph, Role, Table};

/// The whole document.
pub fn render(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.body {
        block_lines(document, block, 0, &mut out);
    }
    for note in &document.notes {
        let texts: Vec<&str> = note.paragraphs.iter().map(|&p| document.paragraphs[p].text.as_str()).collect();
        let at = note.anchor.map(|span| {
            let before = &document.paragraphs[span.paragraph as usize].text[..span.start as usize];
            let tail: Vec<char> = before.chars().collect();
            tail[tail.len().saturating_sub(4)..].iter().collect::<String>()
        });
        out += &format!("{:?} after {at:?} by {:?}: {}\n", note.kind, note.author, texts.join(" / "));
    }
    for paragraph in &document.paragraphs {
        if let Role::Furniture(kind) = paragraph.role {
            out += &format!("{kind:?} {:?}: {}\n", paragraph.origin.start().unit, paragraph.text);
        }
    }
    if !document.sheets.is_empty() {
        out += &format!("sheets: {}\n", document.sheets.join(", "));
    }
    for problem in &document.problems {
        out += &format!("{} {}\n", problem.code, problem.message.en);
    }
    out
}

fn block_lines(document: &Document, block: &Block, depth: usize, out: &mut String) {
    let indent = "    ".repeat(depth);
    match block {
        Block::Paragraph(index) => {
            let p = &document.paragraphs[*index];
            if !matches!(p.role, Role::Furniture(_)) {
                *out += &format!("{indent}{}\n", line(p));
            }
        }
        Block::Table(table) => {
            let sheet = table.sheet.map(|s| format!(" of sheet {s}")).unwrap_or_default();
            *out += &format!("{indent}table{sheet}\n");
            rows(document, table, depth, out);
        }
    }
}

fn rows(document: &Document, table: &Table, depth: usize, out: &mut String) {
    let indent = "    ".repeat(depth + 1);
    for (y, row) in table.rows.iter().enumerate() {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell_text(document, cell)).collect();
        *out += &format!("{indent}{y}| {}\n", cells.join(" | "));
        for block in row.cells.iter().flat_map(|cell| &cell.blocks) {
            if matches!(block, Block::Table(_)) {
                block_lines(document, block, depth + 2, out);
            }
        }
    }
}

fn cell_text(document: &Document, cell: &Cell) -> String {
    if let Some((row, column)) = cell.covered_by {
        return format!("^{row},{column}");
    }
    let blocks = cell.blocks.iter().map(|block| match block {
        Block::Paragraph(index) => {
            let p = &document.paragraphs[*index];
            let number = p.number.as_ref().filter(|n| n.typed == 0).map_or("", |n| n.text.as_str());
            format!("{number}{}", p.text.replace('\n', "⏎"))
        }
        Block::Table(_) => "[table]".into(),
    });
    blocks.collect::<Vec<_>>().join(" ¶ ")
}

fn line(p: &Paragraph) -> String {
    let level = p.level.map_or(String::new(), |level| format!(" {level}"));
    let number = p
        .number
        .as_ref()
        .map_or(String::new(), |n| format!(" [{}{}]", n.text, if n.typed > 0 { " typed" } else { "" }));
    let lead = p.look.as_ref().map_or(String::new(), |look| {
        let bold = if look.bold { " bold".into() } else { String::new() };
        let lead =
            if look.bold_lead > 0 { format!(" bold:{}", &p.text[..look.bold_lead as usize]) } else { String::new() };
        let align = look.align.filter(|a| *a != document::Align::Justify).map_or(String::new(), |a| format!(" {a:?}"));
        format!("{bold}{lead}{align}")
    });
    format!("{:?}{level}{number}{lead} @{:?}: {}", p.role, p.origin.start().unit, p.text.replace('\n', "⏎"))
}
