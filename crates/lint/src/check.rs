//! The way in: every selected rule over one paper.

use document::{Diagnostic, Span};

use crate::{Paper, Report, Settings, rules};

/// Checks `paper` with the rules that `settings` select.
///
/// What concerns the whole file comes first, the rest in reading order; of diagnostics that agree in code,
/// place and message one stays. A pure function; it cannot fail.
#[must_use]
pub fn check(paper: &Paper<'_>, settings: &Settings) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for rule in rules().iter().filter(|rule| settings.selects(rule)) {
        let mut report = Report::new(rule, settings);
        (rule.check)(paper, &mut report);
        diagnostics.extend(report.finish(paper));
    }
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
    diagnostics.dedup_by(|a, b| key(a) == key(b));
    diagnostics
}

fn key(d: &Diagnostic) -> (Option<Span>, &str, &str) {
    (d.span, d.code, &d.message.zh)
}
