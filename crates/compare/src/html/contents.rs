//! The list of passages.

use document::{Document, Lang};

use crate::{Passage, Shared};

use super::{column::COLOURS, escape::escaped, percent, say};

/// Characters of a passage that the list shows.
const EXCERPT: usize = 26;

/// The list of passages with links to both papers; nothing where there are none. `a` is the first paper.
pub(super) fn contents(a: &Document, shared: &Shared, lang: Lang) -> String {
    if shared.passages.is_empty() {
        return String::new();
    }
    let title = say(lang, "各处相同文字", "All passages");
    let rows: String = shared.passages.iter().enumerate().map(|(i, p)| row(i, p, a, lang)).collect();
    format!(
        "<nav aria-label=\"{title}\">\n<details open>\n<summary>{title}</summary>\n<ol>\n{rows}</ol>\n</details>\n</nav>\n"
    )
}

fn row(index: usize, passage: &Passage, a: &Document, lang: Lang) -> String {
    let n = index + 1;
    let words = match (lang, passage.exact) {
        (Lang::Zh, true) => format!("{} 字，除数字、标点外全同", passage.chars),
        (Lang::Zh, false) => format!("{} 字，相似 {}", passage.chars, percent(passage.likeness)),
        (Lang::En, true) => format!("length {}, the same but for numbers and marks", passage.chars),
        (Lang::En, false) => format!("length {}, {} alike", passage.chars, percent(passage.likeness)),
    };
    format!(
        "<li><a href=\"#a{n}\"><span class=\"n c{}\">{n}</span><span class=\"excerpt\">{}</span>\
         <span class=\"size\">{words}</span></a></li>\n",
        index % COLOURS,
        escaped(&excerpt(passage, a)),
    )
}

fn excerpt(passage: &Passage, document: &Document) -> String {
    let mut text = passage.a.iter().map(|span| document.text(*span)).collect::<Vec<_>>().join(" ").replace('\n', " ");
    if let Some((end, _)) = text.char_indices().nth(EXCERPT) {
        text.truncate(end);
        text.push('…');
    }
    text
}
