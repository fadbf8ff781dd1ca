//! Words for choices that the ledger itself has no need to name.

use ledger::Bilingual;
use ledger::finding::{LookBackResult, Scope};

/// What a look-back found.
#[must_use]
pub const fn look_back(result: LookBackResult) -> Bilingual {
    match result {
        LookBackResult::Held => Bilingual::fixed("巩固", "held"),
        LookBackResult::Rebounded => Bilingual::fixed("反弹", "rebounded"),
        LookBackResult::Changed => Bilingual::fixed("变异", "took another form"),
    }
}

/// Whose problem it is.
#[must_use]
pub const fn scope(scope: Scope) -> Bilingual {
    match scope {
        Scope::Team => Bilingual::fixed("班子", "the team"),
        Scope::SomeMembers => Bilingual::fixed("部分成员", "some members"),
        Scope::OnePerson => Bilingual::fixed("个人", "one person"),
    }
}

/// The name in JSON and on the command line of what a look-back found.
pub const LOOK_BACKS: [(&str, LookBackResult); 3] =
    [("held", LookBackResult::Held), ("rebounded", LookBackResult::Rebounded), ("changed", LookBackResult::Changed)];

/// The same for whose problem it is.
pub const SCOPES: [(&str, Scope); 3] =
    [("team", Scope::Team), ("some-members", Scope::SomeMembers), ("one-person", Scope::OnePerson)];

/// A recurrence rule (RFC 5545, 3.3.10) in words; the rule itself where it is none of the usual ones.
#[must_use]
pub fn rhythm(rule: &str) -> Bilingual {
    let field = |name: &str| rule.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let every: u32 = field("INTERVAL").and_then(|n| n.parse().ok()).unwrap_or(1);
    let (zh, en, many) = match (field("FREQ"), every) {
        (Some("MONTHLY"), 3) => return Bilingual::fixed("每季度", "every quarter"),
        (Some("MONTHLY"), 6) => return Bilingual::fixed("每半年", "every half-year"),
        (Some("DAILY"), _) => ("天", "day", "days"),
        (Some("WEEKLY"), _) => ("周", "week", "weeks"),
        (Some("MONTHLY"), _) => ("个月", "month", "months"),
        (Some("YEARLY"), _) => ("年", "year", "years"),
        _ => return Bilingual::new(rule.to_owned(), rule.to_owned()),
    };
    if every == 1 {
        Bilingual::new(format!("每{}", zh.trim_start_matches('个')), format!("every {en}"))
    } else {
        Bilingual::new(format!("每 {every} {zh}"), format!("every {every} {many}"))
    }
}

/// The same, found by what it says.
#[must_use]
pub fn scope_name(scope: Scope) -> &'static str {
    SCOPES.iter().find(|(_, known)| *known == scope).map_or("", |(name, _)| name)
}
