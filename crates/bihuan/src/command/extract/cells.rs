//! The texts of the cells of the people's table.

use std::borrow::Cow;

use document::Lang;
use extract::{Finding, Measure};

use super::words;
use crate::cli::tr;
use crate::table::Hung;
use crate::terminal::clean;

/// Text of the paper hung on a mark.
pub fn hung<'t>(mark: &'t str, text: &'t str) -> Hung<'t> {
    Hung { mark, text: clean(text) }
}

/// A finding with its manifestations.
pub fn finding(finding: &Finding) -> Vec<Hung<'_>> {
    let statement = std::iter::once(hung("", &finding.statement));
    statement.chain(finding.manifestations.iter().map(|m| hung("· ", m))).collect()
}

/// A measure with its promises.
pub fn measure(measure: &Measure, lang: Lang) -> Vec<Hung<'_>> {
    let mut lines = Vec::with_capacity(1 + measure.commitments.len());
    lines.push(hung(if measure.done { "✓ " } else { "→ " }, &measure.statement));
    for commitment in &measure.commitments {
        let mark = if commitment.recurrence.is_some() { "  ↻ " } else { "  ◇ " };
        let (rule, unit) = (commitment.recurrence.as_deref(), commitment.unit.as_deref());
        let mut said = words::promise(rule, commitment.quantity, unit, lang);
        // A promise that is the whole measure need not be read twice.
        if said.is_empty() || bare(&commitment.text) != bare(&measure.statement) {
            if !said.is_empty() {
                said.push_str("  ");
            }
            said.push_str(commitment.text.trim());
        }
        let text = Cow::Owned(clean(&said).into_owned());
        lines.push(Hung { mark, text });
    }
    lines
}

fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['。', '；', ';', '.'])
}

/// Who: owner, lead, cooperating units, a line each.
pub fn who(measure: &Measure, lang: Lang) -> Vec<Hung<'_>> {
    let labelled = [
        ("", &measure.owner),
        (tr(lang, "领导 ", "lead "), &measure.lead),
        (tr(lang, "配合 ", "with "), &measure.cooperating),
    ];
    let named = |(label, name): (&str, &'_ Option<String>)| {
        let name = clean(name.as_deref()?);
        Some(format!("{label}{}", name.replace('；', "\n")))
    };
    labelled.into_iter().filter_map(named).map(|text| Hung { mark: "", text: text.into() }).collect()
}

/// When: the deadline, and the kind where the deadline's words do not say it.
pub fn when(measure: &Measure, lang: Lang) -> Vec<Hung<'_>> {
    let deadline = measure.deadline.as_deref().map(clean);
    let kind = measure.kind.map(|k| Cow::Owned(words::kind(k).get(lang).to_owned()));
    let kind = kind.filter(|k| deadline.as_ref() != Some(k));
    deadline.into_iter().chain(kind).map(|text| Hung { mark: "", text }).collect()
}
