//! A document as a tree: a line a paragraph, tables drawn, notes and problems after the body.

use document::{Block, Document, Lang, NoteKind, Paragraph, Role, Table};

use super::format_name;
use crate::draw;
use crate::table::{cut, width};
use crate::terminal::{Terminal, clean};

/// Rows of a table that are drawn.
const ROWS: usize = 12;

/// The tree.
pub fn document(document: &Document, name: &str, terminal: &Terminal) -> String {
    let outline = Outline { document, terminal, width: terminal.width.min(160) };
    let mut out = outline.head(name);
    outline.tree(&mut out);
    outline.notes(&mut out);
    outline.furniture(&mut out);
    outline.problems(&mut out);
    out
}

struct Outline<'a> {
    document: &'a Document,
    terminal: &'a Terminal,
    width: usize,
}

/// What a line of the tree shows, and how deep it lies.
type Node<'a> = (usize, Shows<'a>);

enum Shows<'a> {
    Paragraph(&'a Paragraph),
    Table(&'a Table),
}

impl Outline<'_> {
    fn head(&self, name: &str) -> String {
        let (d, t) = (self.document, self.terminal);
        let tables = d.body.iter().filter(|b| matches!(b, Block::Table(_))).count();
        let count = |n: usize, zh: &str, one: &str, many: &str| match t.lang {
            Lang::Zh => format!("{n} {zh}"),
            Lang::En => format!("{n} {}", if n == 1 { one } else { many }),
        };
        let facts = [
            (d.body.len() - tables, ("段", "paragraph", "paragraphs")),
            (tables, ("张表", "table", "tables")),
            (d.notes.len(), ("条注", "note", "notes")),
        ];
        let mut said = vec![t.say(&format_name(d.format)).to_owned()];
        said.extend(facts.into_iter().filter(|(n, _)| *n > 0).map(|(n, (zh, one, many))| count(n, zh, one, many)));
        format!("{}  {}\n", t.paint.bold(&clean(name)), t.paint.dim(&said.join(" · ")))
    }

    fn nodes(&self) -> Vec<Node<'_>> {
        let mut open = 0;
        let mut nodes = Vec::new();
        for block in &self.document.body {
            let p = match block {
                Block::Table(table) => {
                    nodes.push((open, Shows::Table(table)));
                    continue;
                }
                Block::Paragraph(index) => self.document.paragraphs.get(*index),
            };
            let Some(p) = p.filter(|p| !matches!(p.role, Role::Furniture(_) | Role::Note)) else { continue };
            let depth = match (p.role, p.level) {
                (Role::Title, _) => 0,
                (_, Some(level)) => {
                    open = usize::from(level).max(1);
                    open - 1
                }
                (_, None) => open,
            };
            nodes.push((depth, Shows::Paragraph(p)));
        }
        nodes
    }

    fn tree(&self, out: &mut String) {
        let nodes = self.nodes();
        for ((_, shows), guides) in nodes.iter().zip(guides(&nodes)) {
            match shows {
                Shows::Paragraph(p) => self.paragraph(p, &guides, out),
                Shows::Table(table) => self.table(table, &guides, out),
            }
        }
    }

    fn paragraph(&self, p: &Paragraph, guides: &Guides, out: &mut String) {
        let paint = self.terminal.paint;
        let number = p.number.as_ref().map_or("", |n| n.text.as_str());
        let gap = if number.ends_with(|c: char| c.is_ascii()) { " " } else { "" };
        let label = clean(number);
        let room = self.width.saturating_sub(width(&guides.first) + width(&label) + gap.len());
        let text = cut(&clean(p.body()), room.max(8));
        out.push_str(&paint.dim(&guides.first));
        out.push_str(&paint.cyan(&label));
        out.push_str(gap);
        match p.role {
            Role::Title | Role::Heading => out.push_str(&paint.bold(&text)),
            _ => out.push_str(&text),
        }
        out.push('\n');
    }

    fn table(&self, table: &Table, guides: &Guides, out: &mut String) {
        let t = self.terminal;
        let room = self.width.saturating_sub(width(&guides.more));
        let sheet = table.sheet.and_then(|s| self.document.sheets.get(s as usize));
        let mut lines: Vec<String> = sheet.map(|name| t.paint.bold(&clean(name)).into_owned()).into_iter().collect();
        lines.extend(draw::table(table, self.document, room, ROWS));
        let left = table.rows.len().saturating_sub(ROWS);
        if left > 0 {
            let said = match t.lang {
                Lang::Zh => format!("……还有 {left} 行，用 --format text 看全部"),
                Lang::En => format!("… {}; --format text shows all", ledger::count(left, "more row")),
            };
            lines.push(t.paint.dim(&said).into_owned());
        }
        for (index, line) in lines.iter().enumerate() {
            out.push_str(&t.paint.dim(if index == 0 { &guides.first } else { &guides.more }));
            out.push_str(line);
            out.push('\n');
        }
    }

    fn notes(&self, out: &mut String) {
        let t = self.terminal;
        for note in &self.document.notes {
            let kind = match note.kind {
                NoteKind::Footnote => t.tr("脚注", "footnote"),
                NoteKind::Endnote => t.tr("尾注", "endnote"),
                NoteKind::Comment => t.tr("批注", "comment"),
            };
            let author = note.author.as_deref().map(|a| format!(" {}", clean(a))).unwrap_or_default();
            let anchor = note.anchor.map(|a| self.document.text(a)).filter(|a| !a.is_empty());
            let anchor = anchor.map(|a| format!("“{}” ", cut(&clean(a), 24))).unwrap_or_default();
            let paragraphs = note.paragraphs.iter().filter_map(|i| self.document.paragraphs.get(*i));
            let text: Vec<_> = paragraphs.map(|p| clean(&p.text)).collect();
            let head = format!("[{kind}{author}] {anchor}");
            let room = self.width.saturating_sub(width(&head)).max(16);
            out.push_str(&t.paint.dim(&head));
            out.push_str(&cut(&text.join(" "), room));
            out.push('\n');
        }
    }

    /// Says what was taken for furniture, so that nobody looks for a line in vain.
    fn furniture(&self, out: &mut String) {
        let t = self.terminal;
        let mut lines = self.document.paragraphs.iter().filter(|p| matches!(p.role, Role::Furniture(_)));
        let Some(first) = lines.next() else { return };
        let count = 1 + lines.count();
        let sample = cut(&clean(&first.text), 32);
        out.push_str(&t.paint.dim(&match t.lang {
            Lang::Zh => format!("不算正文的行（页眉、页码、广告等）{count} 行，如“{sample}”"),
            Lang::En => format!("lines left out (headers, page numbers, advertising): {count}, such as ‘{sample}’"),
        }));
        out.push('\n');
    }

    fn problems(&self, out: &mut String) {
        let t = self.terminal;
        for problem in &self.document.problems {
            let text = format!("{}{}", t.tr("注意：", "note: "), clean(t.say(&problem.message)));
            out.push_str(&t.paint.yellow(&text));
            out.push('\n');
        }
    }
}

/// What stands left of a node's first line and of its further lines.
struct Guides {
    first: String,
    more: String,
}

/// The lines that tie each node to its siblings and to those of its ancestors, found from the end: a line
/// runs on at a depth where a node of that depth comes before any that lies less deep.
fn guides(nodes: &[Node]) -> Vec<Guides> {
    let mut runs_on: Vec<bool> = Vec::new();
    let mut guides: Vec<Guides> = Vec::with_capacity(nodes.len());
    for &(depth, _) in nodes.iter().rev() {
        runs_on.resize(depth + 1, false);
        let mut first = String::new();
        for on in runs_on.iter().take(depth).skip(1) {
            first.push_str(if *on { "│  " } else { "   " });
        }
        let mut more = first.clone();
        let last = runs_on.last_mut();
        if depth > 0 {
            let on = last.as_ref().is_some_and(|on| **on);
            first.push_str(if on { "├─ " } else { "└─ " });
            more.push_str(if on { "│  " } else { "   " });
        }
        if let Some(on) = last {
            *on = true;
        }
        guides.push(Guides { first, more });
    }
    guides.reverse();
    guides
}
