//! What the ledger's commands print: tables, and pages of facts under headings.

mod page;
mod table;

use app::view::{Lit, Named, Next, Outcome, Said};
use document::Lang;
use ledger::Bilingual;

use crate::terminal::Terminal;
pub use page::Page;
pub use table::{Cell, Table, lit};

/// Of an act that concerns more things than these the rest is counted.
const TOLD: usize = 12;

/// A sentence of the ledger in the language of the interface.
pub fn say(lang: Lang, sentence: &Bilingual) -> &str {
    sentence.get(lang)
}

/// What an act came to, and what comes next.
pub fn outcome(outcome: &Outcome, terminal: &Terminal) -> String {
    let mut page = Page::new(terminal);
    if outcome.entries.is_empty() {
        page.line(terminal.tr("没有变化。", "Nothing changed."));
        return page.finish();
    }
    if outcome.replayed {
        page.quiet(
            terminal.tr("这个键此前已经办过，没有重复办理：", "This key was used before; nothing was done again:"),
        );
    }
    for (stream, words) in outcome.happened.iter().take(TOLD) {
        page.item(&stream.to_string(), say(terminal.lang, words));
    }
    let more = outcome.happened.len().saturating_sub(TOLD);
    if more > 0 {
        page.quiet(&format!("{}{more}", terminal.tr("另有：", "and more: ")));
    }
    page.next(outcome.next.as_ref());
    page.finish()
}

/// What comes next, as one line.
fn next(next: &Next, lang: Lang) -> String {
    let words = say(lang, &next.words);
    next.command.as_ref().map_or_else(|| words.to_owned(), |command| format!("{words}  {}", say(lang, command)))
}

/// `P7 李工`
pub fn named(named: &Named) -> String {
    format!("{} {}", named.id, named.name)
}

/// The same of something that may lack.
pub fn named_or(of: Option<&Named>) -> String {
    of.map(named).unwrap_or_default()
}

/// Several in a row.
pub fn listed<T>(lang: Lang, items: impl IntoIterator<Item = T>, show: impl Fn(T) -> String) -> String {
    let between = if lang == Lang::Zh { "、" } else { ", " };
    items.into_iter().map(show).collect::<Vec<_>>().join(between)
}

/// `✖ 红·逾期`
pub fn light(lit: &Lit, lang: Lang) -> String {
    let label = say(lang, &lit.label);
    // In English the word of the colour comes first, and the rest explains it.
    let word = if lang == Lang::En { label.split(',').next().unwrap_or(label) } else { label };
    format!("{} {word}", lit.shape)
}

/// Who, when, in what words.
pub fn said(said: &Said, terminal: &Terminal) -> String {
    let (who, at) = (say(terminal.lang, &said.who), said.local.strftime("%Y-%m-%d %H:%M"));
    format!("{at}  {who}  {}", said.words).trim_end().to_owned()
}
