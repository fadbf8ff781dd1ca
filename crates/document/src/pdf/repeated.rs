//! Headers and footers: lines in the margins of pages that other pages have as well.

use std::collections::HashMap;

use super::{
    lines::TextLine,
    page::{Element, PageText},
};

/// Part of a page's height at its top and at its foot in which headers and footers stand.
const MARGIN: f64 = 0.2;
/// How many elements from the top or the foot of a page can be among them.
const OUTERMOST: usize = 2;
/// Characters that stand around a page number at the most.
const MOST_AROUND_A_NUMBER: usize = 16;

/// Marks the lines in the margins that come again on other pages, numbers in them aside.
pub(super) fn mark(pages: &mut [PageText]) {
    let mut seen: HashMap<(bool, String), usize> = HashMap::new();
    for page in pages.iter() {
        let mut here: Vec<(bool, String)> = (0..page.elements.len()).filter_map(|at| key(page, at)).collect();
        here.sort();
        here.dedup();
        here.into_iter().for_each(|key| *seen.entry(key).or_default() += 1);
    }
    // Even and odd pages, and those of a chapter, may have their own.
    let enough = (pages.len() / 5).max(2);
    for page in pages.iter_mut() {
        for at in 0..page.elements.len() {
            let again = key(page, at).and_then(|key| seen.get(&key)).is_some_and(|count| *count >= enough);
            if let Some(Element::Line(TextLine { artifact, .. })) = page.elements.get_mut(at) {
                *artifact |= again;
            }
        }
    }
}

/// Whether element `at` stands at the foot, and its text but for page numbers; `None` where it can be neither
/// header nor footer.
fn key(page: &PageText, at: usize) -> Option<(bool, String)> {
    let Element::Line(line) = page.elements.get(at)? else { return None };
    // The end of a sentence is running text, however often it comes.
    if line.text.trim_end().ends_with(['。', '；', '，', '：']) {
        return None;
    }
    let head = at < OUTERMOST && line.base < page.height * MARGIN;
    let foot = at + OUTERMOST >= page.elements.len() && line.base > page.height * (1.0 - MARGIN);
    (head || foot).then(|| (foot, without_figures(line.text.trim())))
}

/// `text` with `#` for its figures, as page numbers change; a long text must be the same in its figures too, for
/// running text is often alike.
fn without_figures(text: &str) -> String {
    if text.chars().filter(|c| !c.is_ascii_digit()).nth(MOST_AROUND_A_NUMBER).is_some() {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if !c.is_ascii_digit() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}
