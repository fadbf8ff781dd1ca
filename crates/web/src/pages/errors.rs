//! What is shown where something does not come about.

use askama::Template;
use document::Lang;
use ledger::Bilingual;

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "error.html")]
struct Page<'a> {
    f: Frame<'a>,
}

/// The page that says why.
#[must_use]
pub fn page(call: &Call<'_>) -> Answer {
    let f = call.frame("error-title");
    Answer::page(&Page { f }).unwrap_or_else(|trouble| bare(call.lang, &trouble))
}

/// There is nothing here.
///
/// # Errors
/// Always.
pub fn missing(_: &Call<'_>) -> Result<Answer, Trouble> {
    Err(Trouble::Missing)
}

/// The same in plain text, for when nothing else can be read.
#[must_use]
pub fn bare(lang: Lang, trouble: &Trouble) -> Answer {
    let reasons = Bilingual::joined(&trouble.reasons(), "；", "; ");
    Answer::text("text/plain; charset=utf-8", reasons.get(lang)).status(trouble.status())
}
