//! A profile's rules in words, each with its source.

use ledger::Bilingual;
use ledger::profile::{Kind, Profile, Sourced, Span};

/// A rule in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What it is about.
    pub label: Bilingual,
    /// What it says.
    pub value: Bilingual,
    /// Where it comes from.
    pub source: String,
}

/// Every number and choice of a profile, in the order in which a finding meets them. What says nothing is left out.
#[must_use]
pub fn rules(profile: &Profile) -> Vec<Rule> {
    let Profile { lights, extensions, evidence, check_in_grace: grace, look_backs, closing_grades: grades, .. } =
        profile;
    let mut rules: Vec<Rule> = Kind::ALL
        .iter()
        .filter_map(|kind| {
            let deadline = profile.default_deadline(*kind)?;
            let Bilingual { zh, en } = kind.label();
            let label = Bilingual::new(format!("{zh}的缺省时限"), format!("{en}: default deadline"));
            Some(Rule { label, value: deadline.value.words(), source: deadline.source.clone() })
        })
        .collect();
    let months: Vec<Bilingual> = look_backs.value.iter().map(|months| Span::Months(*months).words()).collect();
    let closes: Vec<Bilingual> = grades.value.iter().map(|grade| grade.label()).collect();
    let weak: Vec<Bilingual> = evidence.weak.value.iter().map(|kind| kind.label()).collect();
    let mut add = |zh: &'static str, en: &'static str, value: Bilingual, source: &str| {
        if !value.zh.is_empty() {
            rules.push(Rule { label: Bilingual::fixed(zh, en), value, source: source.to_owned() });
        }
    };
    let span = |of: &Sourced<Span>| of.value.words();
    let number = |of: u32| Bilingual::new(of.to_string(), of.to_string());
    add("黄灯：到期前", "yellow: before the deadline", span(&lights.yellow), &lights.yellow.source);
    add("无进展算停滞", "stalled: nothing done for", span(&lights.stalled), &lights.stalled.source);
    add("承诺宽限", "grace for check-ins", span(grace), &grace.source);
    add("延期最多次数", "extensions at most", number(extensions.most.value), &extensions.most.source);
    add("延期最迟提前", "extension asked before", span(&extensions.ask_before), &extensions.ask_before.source);
    add("销号后回头看", "look back after closing", Bilingual::joined(&months, "、", ", "), &look_backs.source);
    add("可以销号的验收结果", "closes with", Bilingual::joined(&closes, "、", ", "), &grades.source);
    add("每条措施佐证至少", "evidence at least", number(evidence.least.value), &evidence.least.source);
    add("单凭这些不够", "not enough by themselves", Bilingual::joined(&weak, "、", ", "), &evidence.weak.source);
    rules
}
