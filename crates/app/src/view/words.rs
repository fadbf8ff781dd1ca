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
