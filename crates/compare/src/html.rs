//! Two papers side by side as one HTML page.
//!
//! The page needs nothing but itself: styles are inline and no host is named. Passages are numbered, and a
//! number is a link to the same passage in the other paper, so that it works without JavaScript and without
//! colours; a short script, where it may run, brings both places to one height.

mod column;
mod contents;
mod cut;
mod escape;
mod ribbons;

use document::{Document, Lang};

use crate::{Shared, shared};
use contents::contents;
use escape::escaped;

/// A paper to show.
#[derive(Debug, Clone, Copy)]
pub struct Side<'d> {
    /// Its name, such as the name of its file.
    pub name: &'d str,
    /// The paper.
    pub document: &'d Document,
}

/// Which of the two papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    A,
    B,
}

impl Which {
    /// Prefix of its passages' anchors.
    const fn letter(self) -> char {
        if matches!(self, Self::A) { 'a' } else { 'b' }
    }

    const fn other(self) -> Self {
        if matches!(self, Self::A) { Self::B } else { Self::A }
    }

    /// What the page calls it.
    const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::A, Lang::Zh) => "甲",
            (Self::B, Lang::Zh) => "乙",
            (Self::A, Lang::En) => "A",
            (Self::B, Lang::En) => "B",
        }
    }
}

/// The page that shows what `a` and `b` share, in UTF-8. `shared` must come from comparing the two.
#[must_use]
pub fn html(a: &Side<'_>, b: &Side<'_>, shared: &Shared, lang: Lang) -> String {
    let title = say(lang, "相同文字对照", "Shared passages");
    let code = say(lang, "zh-CN", "en");
    let (style, script) = (include_str!("html/page.css"), include_str!("html/page.js"));
    let head = header(title, [a, b], shared, lang);
    let nav = contents(a.document, shared, lang);
    let columns = [(Which::A, a), (Which::B, b)].map(|(which, side)| paper(which, side, shared, lang)).concat();
    let foot = say(
        lang,
        "数字、标点、空格、全角半角和大小写的不同不计。虚线处是两份文件不一致的文字。点编号可看另一份文件中的同一处。",
        "Differences in numbers, punctuation, spacing, widths and case do not count. Dashed text differs between \
         the papers. A number leads to the same passage in the other paper.",
    );
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} · {} · {}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{head}\
         <div class=\"desk\">\n{nav}<main>\n{columns}</main>\n</div>\n<footer>{foot}</footer>\n\
         <script>\n{script}</script>\n</body>\n</html>\n",
        escaped(a.name),
        escaped(b.name),
    )
}

/// The words for `lang`.
const fn say(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn header(title: &str, sides: [&Side<'_>; 2], shared: &Shared, lang: Lang) -> String {
    let [a, b] = sides;
    let figures = format!(
        "{}{}",
        figure(Which::A, a.name, shared.coverage_a, lang),
        figure(Which::B, b.name, shared.coverage_b, lang)
    );
    let ribbons = ribbons::ribbons(a.document, b.document, shared);
    format!(
        "<header>\n<h1>{title}</h1>\n<p class=\"total\">{}</p>\n<div class=\"figures\">\n{figures}</div>\n\
         {ribbons}</header>\n",
        total(shared, lang)
    )
}

fn total(shared: &Shared, lang: Lang) -> String {
    let (count, chars) = (shared.passages.len(), shared.passages.iter().map(|p| p.chars).sum::<usize>());
    let exact = shared.passages.iter().filter(|p| p.exact).count();
    match lang {
        Lang::Zh if count == 0 => "没有发现相同文字。".to_owned(),
        Lang::Zh => format!("相同文字 {count} 处，共 {chars} 字；其中 {exact} 处除数字、标点外完全相同。"),
        Lang::En if count == 0 => "No shared passage was found.".to_owned(),
        Lang::En => format!(
            "{count} shared {}, {chars} characters or words; {exact} the same but for numbers and marks.",
            if count == 1 { "passage" } else { "passages" }
        ),
    }
}

fn figure(which: Which, name: &str, coverage: f64, lang: Lang) -> String {
    let percent = percent(coverage);
    let width = (coverage.clamp(0.0, 1.0) * 100.0 * 10.0).round() / 10.0;
    let text = match lang {
        Lang::Zh => format!("<b>{percent}</b> 的文字与{}相同", which.other().label(lang)),
        Lang::En => format!("<b>{percent}</b> of its text is in {}", which.other().label(lang)),
    };
    format!(
        "<div class=\"figure\"><span class=\"which\">{}</span><span class=\"name\">{}</span>\
         <span class=\"share\">{text}</span><span class=\"bar\"><i style=\"width:{width}%\"></i></span></div>\n",
        which.label(lang),
        escaped(name),
    )
}

fn paper(which: Which, side: &Side<'_>, shared: &Shared, lang: Lang) -> String {
    let (letter, label, name) = (which.letter(), which.label(lang), escaped(side.name));
    let text = column::column(which, side.document, shared, lang);
    let language = if side.document.paragraphs.iter().any(|p| p.text.chars().any(is_han)) { "zh-CN" } else { "en" };
    format!(
        "<section id=\"{letter}\" class=\"paper\" tabindex=\"0\" aria-labelledby=\"{letter}-name\">\n\
         <h2 id=\"{letter}-name\"><span class=\"which\">{label}</span>{name}</h2>\n\
         <article lang=\"{language}\">\n{text}</article>\n</section>\n"
    )
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// A share in percent as HTML.
fn percent(share: f64) -> String {
    escaped(&shared::percent(share))
}
