//! Which rules run.

use crate::{Rule, UnknownRule, nearest::nearest, rules};

/// Selectors, checked: each names a rule at least.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Selection {
    pub select: Vec<String>,
    pub ignore: Vec<String>,
}

impl Selection {
    /// The more specific selector counts; between equals, `ignore`.
    pub fn selects(&self, rule: &Rule) -> bool {
        let best = |list: &[String]| list.iter().filter_map(|s| specificity(s, rule)).max();
        let selected = if self.select.is_empty() { Some(0) } else { best(&self.select) };
        selected.is_some_and(|s| best(&self.ignore).is_none_or(|i| s > i))
    }
}

/// How closely `selector` names `rule`: 0 for `all`, the length of a beginning, the greatest for a name.
fn specificity(selector: &str, rule: &Rule) -> Option<usize> {
    let begins = |s: &str| rule.code.get(..s.len()).is_some_and(|code| code.eq_ignore_ascii_case(s));
    if selector.eq_ignore_ascii_case("all") {
        Some(0)
    } else if selector.eq_ignore_ascii_case(rule.name) {
        Some(rule.code.len())
    } else {
        begins(selector).then_some(selector.len())
    }
}

/// The selectors, each of which names a rule.
pub(super) fn check<S: AsRef<str>>(selectors: impl IntoIterator<Item = S>) -> Result<Vec<String>, UnknownRule> {
    selectors.into_iter().map(|s| check_one(s.as_ref().trim())).collect()
}

pub(super) fn check_one(selector: &str) -> Result<String, UnknownRule> {
    let names_one = !selector.is_empty() && rules().iter().any(|rule| specificity(selector, rule).is_some());
    if names_one {
        return Ok(selector.to_owned());
    }
    let known = rules().iter().flat_map(|rule| [rule.code, rule.name]).chain(["all"]);
    Err(UnknownRule { selector: selector.to_owned(), nearest: nearest(selector, known).map(str::to_owned) })
}
