//! Recurrence rules (RFC 5545) that mean the same, made the same.

use std::collections::{BTreeMap, BTreeSet};

/// The parts of `rule`, in one order, with its interval stated and in the largest unit: every 12 months is
/// every year. `None` for a rule without parts, which is no recurrence.
pub fn canonical(rule: &str) -> Option<BTreeMap<String, BTreeSet<String>>> {
    let rule: String = rule.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let mut parts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for part in rule.strip_prefix("RRULE:").unwrap_or(&rule).split(';').filter(|p| !p.is_empty()) {
        let (name, values) = part.split_once('=').unwrap_or((part, ""));
        parts.insert(name.to_owned(), values.split(',').map(str::to_owned).collect());
    }
    if parts.is_empty() {
        return None;
    }
    let plain = parts.keys().all(|name| matches!(name.as_str(), "FREQ" | "INTERVAL"));
    let interval: u32 = single(&parts, "INTERVAL").and_then(|n| n.parse().ok()).unwrap_or(1);
    let frequency = single(&parts, "FREQ").unwrap_or_default();
    let (frequency, interval) = match frequency.as_str() {
        "DAILY" if plain && interval.is_multiple_of(7) => ("WEEKLY".to_owned(), interval / 7),
        "MONTHLY" if plain && interval.is_multiple_of(12) => ("YEARLY".to_owned(), interval / 12),
        _ => (frequency, interval),
    };
    parts.insert("FREQ".into(), BTreeSet::from([frequency]));
    parts.insert("INTERVAL".into(), BTreeSet::from([interval.to_string()]));
    Some(parts)
}

fn single(parts: &BTreeMap<String, BTreeSet<String>>, name: &str) -> Option<String> {
    parts.get(name)?.first().cloned()
}
