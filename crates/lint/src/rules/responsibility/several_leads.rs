//! R207: two lead, so nobody does.

use document::{Bilingual, Severity, Span};
use extract::Measure;

use crate::{
    Paper, Report, Rule,
    items::{self, ONE_BY_ONE, Spot},
    near, text,
};

pub static RULE: Rule = Rule {
    code: "R207",
    name: "several-leads",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("一项措施几家牵头", "several lead one measure"),
    page: include_str!("several_leads.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

/// Words of a label that mean: this one answers for the whole.
const LEADING: [&str; 6] = ["牵头", "第一责任", "主责", "主办", "总负责", "Lead"];

/// How many characters before a name its label takes at most.
const LABEL: usize = 12;

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let mut spots: Vec<Spot> =
        items::owed(paper).filter_map(|m| by_label(paper, m).or_else(|| in_words(paper, m))).collect();
    spots.dedup_by_key(|spot| spot.span);
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (format!("{n}项措施有几家牵头"), format!("{n} measures have more than one lead"))
    });
}

/// 牵头单位：甲科、乙科.
fn by_label(paper: &Paper<'_>, measure: &Measure) -> Option<Spot> {
    let names = [measure.lead.as_deref(), measure.owner.as_deref()];
    names.into_iter().flatten().flat_map(|n| n.split('；')).find_map(|words| {
        let parts = leads(words);
        let span = near::find(paper, &measure.spans, words).filter(|_| parts.len() > 1)?;
        is_leading_label(paper, span).then(|| Spot { span, message: message(&parts) })
    })
}

/// Whether the label right before `span` speaks of leading.
fn is_leading_label(paper: &Paper<'_>, span: Span) -> bool {
    let Some(para) = paper.para(span) else { return false };
    let before = para.text().get(..span.start as usize).unwrap_or("").trim_end();
    let Some(before) = before.strip_suffix(['：', ':']) else { return false };
    let from = before.char_indices().nth_back(LABEL - 1).map_or(0, |(at, _)| at);
    let label = before.get(from..).unwrap_or(before);
    let label = label.rsplit(['；', '，', '。', '（', '(', ';', '\n']).next().unwrap_or(label);
    LEADING.iter().any(|word| label.contains(word))
}

/// 由甲科、乙科牵头.
fn in_words(paper: &Paper<'_>, measure: &Measure) -> Option<Spot> {
    let statement = measure.statement.as_str();
    text::clauses(statement).find_map(|range| {
        let clause = statement.get(range)?;
        let names = clause.split_once('由')?.1.split_once("牵头")?.0;
        let parts = leads(names);
        let span = near::within(paper, &measure.spans, names).filter(|_| parts.len() > 1)?;
        Some(Spot { span, message: message(&parts) })
    })
}

/// The units or persons that `words` names; the several titles of one person (党组成员、副局长) count once.
fn leads(words: &str) -> Vec<&str> {
    let titles = ["党组", "党委", "党支部", "党总支", "支部", "书记", "副书记"];
    let pieces = words.split(['、', '/', '，', ',', ' ']).flat_map(joined).map(str::trim).filter(|p| !p.is_empty());
    let mut parts: Vec<&str> = Vec::new();
    for piece in pieces {
        let one_person = parts.last().is_some_and(|last| titles.iter().any(|t| last.starts_with(t)));
        if one_person {
            parts.pop();
        }
        parts.push(piece);
    }
    let named = |p: &&str| ENDS.iter().any(|end| p.trim_end_matches(['）', ')']).ends_with(end)) || is_person(p);
    if parts.iter().all(named) { parts } else { Vec::new() }
}

/// What names of units and posts end with.
const ENDS: [&str; 27] = [
    "局", "部", "处", "科", "股", "室", "办", "委", "组", "队", "站", "院", "校", "馆", "所", "厂", "会", "中心",
    "公司", "车间", "班", "长", "主任", "书记", "经理", "总监", "师",
];

fn is_person(piece: &str) -> bool {
    (2..=4).contains(&piece.chars().count()) && piece.chars().all(text::is_han)
}

/// 甲科和乙科: cut at the conjunction where a unit ends before it (not 人力资源和社会保障局).
fn joined(piece: &str) -> impl Iterator<Item = &str> {
    let cut = piece.char_indices().find(|(at, c)| {
        let before = piece.get(..*at).unwrap_or("");
        matches!(c, '和' | '与' | '及') && ENDS.iter().any(|end| before.ends_with(end))
    });
    let (first, second) = match cut {
        Some((at, c)) => (piece.get(..at), piece.get(at + c.len_utf8()..)),
        None => (Some(piece), None),
    };
    first.into_iter().chain(second)
}

fn message(parts: &[&str]) -> Bilingual {
    let n = parts.len();
    Bilingual::new(
        format!("一项措施有{n}家牵头：{}", parts.join("、")),
        format!("one measure has {n} leads: {}", parts.join(", ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_from_titles() {
        assert_eq!(leads("教务处、保卫处").len(), 2);
        assert_eq!(leads("教务处和保卫处").len(), 2);
        assert_eq!(leads("人力资源和社会保障局").len(), 1);
        assert_eq!(leads("党组成员、副局长").len(), 1);
        assert_eq!(leads("分管副校长").len(), 1);
    }
}
