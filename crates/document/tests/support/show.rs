//! A document as text, for snapshots.

use document::{Block, Document, Role, Table, Unit};

/// One line a block: role, place, number, text; rows of tables below.
pub fn show(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.body {
        match block {
            Block::Paragraph(index) => out.push_str(&paragraph(document, *index)),
            Block::Table(found) => table(document, found, 1, &mut out),
        }
    }
    for note in &document.notes {
        for index in &note.paragraphs {
            out.push_str(&format!("{:?}: {}\n", note.kind, document.paragraphs[*index].text));
        }
    }
    for problem in &document.problems {
        out.push_str(&format!("{}: {} / {}\n", problem.code, problem.message.zh, problem.message.en));
    }
    out
}

fn paragraph(document: &Document, index: usize) -> String {
    let p = &document.paragraphs[index];
    let role = match p.role {
        Role::Title => "title".into(),
        Role::Heading => format!("h{}", p.level.unwrap_or(0)),
        Role::Furniture(kind) => format!("~{kind:?}"),
        _ => p.level.map_or("p".into(), |level| format!("p{level}")),
    };
    let place = match p.origin.start() {
        document::Place { unit: Unit::Line(line), offset } => format!("{line}:{offset}"),
        place => format!("{place:?}"),
    };
    let number = p.number.as_ref().filter(|n| n.typed == 0).map_or(String::new(), |n| format!("⟨{}⟩", n.text));
    let look = p.look.as_ref().map_or(String::new(), |look| {
        let bold = if look.bold {
            " bold".into()
        } else {
            format!(" lead={}", p.text.get(..look.bold_lead as usize).unwrap())
        };
        format!("{bold} {:?}", look.align)
    });
    format!("{role} {place} {number}{}{look}\n", p.text.replace('\n', "⏎"))
}

fn table(document: &Document, table: &Table, depth: usize, out: &mut String) {
    for row in &table.rows {
        out.push_str(&"  ".repeat(depth));
        for cell in &row.cells {
            let mut nested = Vec::new();
            let text: Vec<_> = cell
                .blocks
                .iter()
                .map(|block| match block {
                    Block::Paragraph(index) => {
                        let p = &document.paragraphs[*index];
                        assert_eq!(p.role, Role::Cell);
                        p.text.clone()
                    }
                    Block::Table(inner) => {
                        nested.push(inner);
                        format!("[{} rows]", inner.rows.len())
                    }
                })
                .collect();
            match cell.covered_by {
                Some((row, column)) => out.push_str(&format!("| ^{row},{column} ")),
                None => out.push_str(&format!("| {} ", text.join(" ¶ "))),
            }
        }
        out.push_str("|\n");
    }
}
