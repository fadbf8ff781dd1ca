//! The texts of the cells of the people's table.

use document::{Bilingual, Lang};
use extract::{Finding, Measure};

use super::words;
use crate::table::{spaces, width, wrap};
use crate::terminal::clean;

/// Text hung on a mark: wrapped to `columns`, its further lines indented to where the first one begins.
pub fn hung(mark: &str, text: &str, columns: usize) -> String {
    let indent = width(mark);
    let text = clean(text);
    let lines = wrap(&text, columns.saturating_sub(indent));
    let mut out = String::with_capacity(mark.len() + text.len() + lines.len() * (indent + 1));
    out.push_str(mark);
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 {
            out.push('\n');
            spaces(indent, &mut out);
        }
        out.push_str(line);
    }
    out
}

/// A finding with its manifestations.
pub fn finding(finding: &Finding, columns: usize) -> String {
    let mut lines = vec![hung("", &finding.statement, columns)];
    lines.extend(finding.manifestations.iter().map(|m| hung("· ", m, columns)));
    lines.join("\n")
}

/// A measure with its promises.
pub fn measure(measure: &Measure, columns: usize, lang: Lang) -> String {
    let mark = if measure.done { "✓ " } else { "→ " };
    let mut lines = vec![hung(mark, &measure.statement, columns)];
    for commitment in &measure.commitments {
        let mark = if commitment.recurrence.is_some() { "  ↻ " } else { "  ◇ " };
        let (rule, unit) = (commitment.recurrence.as_deref(), commitment.unit.as_deref());
        let amount = words::promise(rule, commitment.quantity, unit, lang);
        // A promise that is the whole measure need not be read twice.
        let whole = !amount.is_empty() && bare(&commitment.text) == bare(&measure.statement);
        let text = if whole { "" } else { commitment.text.as_str() };
        lines.push(hung(mark, format!("{amount}  {text}").trim(), columns));
    }
    lines.join("\n")
}

fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['。', '；', ';', '.'])
}

/// Who: owner, lead, cooperating units, a line each.
pub fn who(measure: &Measure, lang: Lang) -> String {
    let labelled = [
        (&measure.owner, Bilingual::fixed("", "")),
        (&measure.lead, Bilingual::fixed("领导 ", "lead ")),
        (&measure.cooperating, Bilingual::fixed("配合 ", "with ")),
    ];
    let lines: Vec<String> = labelled
        .iter()
        .filter_map(|(name, label)| {
            name.as_deref().map(|name| format!("{}{}", label.get(lang), clean(name).replace('；', "\n")))
        })
        .collect();
    lines.join("\n")
}

/// When: the deadline, and the kind where the deadline's words do not say it.
pub fn when(measure: &Measure, lang: Lang) -> String {
    let deadline = measure.deadline.as_deref().map(|d| clean(d).into_owned());
    let kind = measure.kind.map(|k| words::kind(k).get(lang).to_owned());
    let kind = kind.filter(|k| deadline.as_ref() != Some(k));
    deadline.into_iter().chain(kind).collect::<Vec<_>>().join("\n")
}
