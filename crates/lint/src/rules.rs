//! The one table of rules: a family, then a line a rule, by code.
//!
//! A rule is `rules/<family>/<name>.rs` with its page `<name>.md` beside it. Its line here makes the module
//! and registers it; the manual, `bihuan rule`, the settings, SARIF and the tests follow by themselves.

use crate::Rule;

macro_rules! registry {
    ($($family:ident { $($rule:ident)* })*) => {
        $(mod $family { $(pub(super) mod $rule;)* })*
        static RULES: &[&Rule] = &[$($(&$family::$rule::RULE,)*)*];
    };
}

registry! {
    structure {
        numbering_broken
        announced_count_differs
        aspect_without_finding
        finding_without_measure
        measure_without_finding
        finding_without_cause
        totals_do_not_add_up
        total_differs_from_items
        duplicate_finding
    }
    responsibility {
        no_owner
        no_deadline
        vague_deadline
        collective_owner
        impossible_deadline
        mostly_continuous
        several_leads
        rhythm_as_deadline
        one_for_all
    }
    substance {
        unverifiable_measure
        finding_without_facts
        slogans
        same_measure_repeated
        hedged_finding
        cause_blames_outside
        cause_repeats_finding
        paper_rectification
        uncounted_commitment
    }
    hygiene {
        blank_left
        quote_wrong
        doubled_punctuation
        bracket_unpaired
        furniture_left
        mixed_width
        full_width_alphanumeric
        stray_space
        repeated_word
        wrong_word
        organisation_name_varies
        impossible_date
        too_long
        overlong_sentence
        date_form_mixed
    }
    format {
        page_setup_differs
        body_type_differs
        title_type_differs
        heading_type_differs
        line_pitch_differs
        indent_missing
        page_number_wrong
        heading_order_wrong
    }
    originality {
        copied_passage
        directive_relayed
        mostly_copied
    }
}

/// Every rule, by code.
#[must_use]
pub fn rules() -> &'static [&'static Rule] {
    RULES
}

/// The rule with this code or name, letters' case ignored.
#[must_use]
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    let same = |s: &str| s.eq_ignore_ascii_case(code_or_name);
    RULES.iter().copied().find(|rule| same(rule.code) || same(rule.name))
}
