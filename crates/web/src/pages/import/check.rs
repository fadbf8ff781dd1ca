//! Everything that is to be said about a paper (体检).

use askama::Template;
use document::Severity;
use ledger::PaperId;

use super::review::{Tabs, seen};
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

/// Something to say about a place of a paper.
pub struct Note {
    /// The rule's code.
    pub code: &'static str,
    /// The class of its colour.
    pub class: &'static str,
    /// The key of the word for how much it matters.
    pub level: &'static str,
    /// What is the matter.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub advice: String,
    /// The paragraph, from 1; 0 where the whole paper is meant.
    pub paragraph: usize,
    /// The words that it is about.
    pub words: String,
}

/// How much of a passage is quoted, in characters.
const QUOTED: usize = 60;

#[derive(Template)]
#[template(path = "review/check.html")]
struct Page<'a> {
    f: Frame<'a>,
    tabs: Tabs,
    groups: Vec<(&'static str, Vec<Note>)>,
}

/// A diagnostic as pages show it.
#[must_use]
pub fn note(call: &Call<'_>, document: &document::Document, d: &document::Diagnostic) -> Note {
    let (class, level) = match d.severity {
        Severity::Error => ("diagnostic error-level", "import-level-error"),
        Severity::Warning => ("diagnostic", "import-level-warning"),
        Severity::Note => ("diagnostic advice-level", "import-level-note"),
    };
    let say = |words: &document::Bilingual| words.get(call.lang).to_owned();
    let words = d.span.map(|span| document.text(span)).unwrap_or_default();
    let short: String = words.chars().take(QUOTED).collect();
    Note {
        code: d.code,
        class,
        level,
        message: say(&d.message),
        why: say(&d.why),
        advice: say(&d.advice),
        paragraph: d.span.map_or(0, |span| span.paragraph as usize + 1),
        words: if short.len() < words.len() { format!("{short}…") } else { short },
    }
}

/// All of them, what matters most first.
///
/// # Errors
/// There is no such paper, or its file cannot be read.
pub fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: PaperId = call.id()?;
    let seen = seen(call, id)?;
    let reading = call.site.jobs.readings.of(call.app(), &seen.paper.content)?;
    let group = |severity: Severity, title: &'static str| {
        let of = reading.diagnostics.iter().filter(|d| d.severity == severity);
        (title, of.map(|d| note(call, &reading.document, d)).collect::<Vec<_>>())
    };
    let mut groups = vec![
        group(Severity::Error, "import-check-errors"),
        group(Severity::Warning, "import-check-warnings"),
        group(Severity::Note, "import-check-notes"),
    ];
    groups.retain(|(_, notes)| !notes.is_empty());
    let f = call.frame_titled(seen.title());
    Answer::page(&Page { f, tabs: Tabs::of(&seen, reading.diagnostics.len(), "check"), groups })
}
