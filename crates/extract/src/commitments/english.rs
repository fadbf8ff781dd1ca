//! Promises in English wordings.

use std::ops::Range;

use super::Promise;
use super::rhythm::rule;
use crate::dates::english_number;
use crate::scan;

/// English promises: a sentence or a clause with a rhythm, or with a count of what will be delivered.
pub(super) fn english(text: &str, range: Range<usize>, done: bool) -> Vec<Promise> {
    let mut out = Vec::new();
    for sentence in scan::sentences(text, range) {
        for clause in english_clauses(text, sentence) {
            let Some(words) = text.get(clause.clone()) else { continue };
            let lower = words.to_ascii_lowercase();
            let tokens: Vec<&str> = lower
                .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '%' || c == '.' || c == ','))
                .map(|t| t.trim_matches(['.', ',']))
                .filter(|t| !t.is_empty())
                .collect();
            let clause = english_act(text, clause.clone());
            if let Some((rule, times, skip)) = english_rhythm(&tokens) {
                let (quantity, unit) = english_count(&tokens, &skip).map_or((None, None), |(n, u)| (Some(n), Some(u)));
                let (quantity, unit) = match (times, quantity) {
                    (Some(times), _) => (Some(times), unit.or(Some("times".into()))),
                    (None, q) => (q, unit),
                };
                let article = quantity.is_none().then(|| english_article(&tokens)).flatten();
                let quantity = quantity.or(article.as_ref().map(|_| 1.0));
                out.push(Promise { range: clause, recurrence: Some(rule), quantity, unit: unit.or(article) });
            } else if !done
                && let Some((n, unit)) = english_count(&tokens, &[])
                && !english_condition(&lower)
            {
                out.push(Promise { range: clause, recurrence: None, quantity: Some(n), unit: Some(unit) });
            }
        }
    }
    out
}

/// Clauses at commas, semicolons and a co-ordinating `and` that opens a new act.
pub(super) fn english_clauses(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for part in scan::clauses(text, sentence) {
        let words = text.get(part.clone()).unwrap_or("");
        let mut start = part.start;
        for (at, _) in words.match_indices(" and ") {
            let after = words.get(at + 5..).unwrap_or("");
            let opens_act = after.split(' ').take(7).any(|w| matches!(w, "will" | "be" | "shall"))
                || after.starts_with("will ")
                || starts_with_verb(after);
            let before = text.get(start..part.start + at).unwrap_or("");
            if opens_act && before.split(' ').count() > 3 {
                out.push(start..part.start + at);
                start = part.start + at + 5;
            }
        }
        out.push(start..part.end);
    }
    out.into_iter().map(|r| scan::trim(text, r, &['.', ';', ','])).filter(|r| !r.is_empty()).collect()
}

/// The act without its subject: `The team will send …`; passives keep theirs.
pub(super) fn english_act(text: &str, clause: Range<usize>) -> Range<usize> {
    let words = text.get(clause.clone()).unwrap_or("");
    let words = words.strip_prefix("and ").unwrap_or(words);
    let start = clause.end - words.len();
    match words.find(" will ") {
        Some(at) if !words.get(at + 6..).is_some_and(|t| t.starts_with("be ")) => start + at + 6..clause.end,
        _ => start..clause.end,
    }
}

pub(super) fn starts_with_verb(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or("");
    matches!(
        first,
        "give"
            | "carry"
            | "report"
            | "review"
            | "check"
            | "hold"
            | "send"
            | "train"
            | "run"
            | "issue"
            | "publish"
            | "test"
            | "inspect"
            | "audit"
            | "install"
            | "replace"
            | "repeat"
            | "record"
            | "log"
            | "return"
            | "escalate"
            | "confirm"
            | "update"
            | "submit"
            | "circulate"
            | "present"
            | "verify"
            | "complete"
            | "close"
    )
}

/// Rule, how often in each period where said (`twice a year`), and the tokens that it takes.
pub(super) fn english_rhythm(tokens: &[&str]) -> Option<(String, Option<f64>, Vec<usize>)> {
    let freq = |word: &str| -> Option<(&'static str, u32)> {
        Some(match word {
            "day" | "days" | "night" | "morning" | "evening" => ("DAILY", 1),
            "week" | "weeks" => ("WEEKLY", 1),
            "fortnight" => ("WEEKLY", 2),
            "month" | "months" => ("MONTHLY", 1),
            "quarter" | "quarters" => ("MONTHLY", 3),
            "year" | "years" | "annum" => ("YEARLY", 1),
            "term" | "semester" | "half-year" => ("MONTHLY", 6),
            _ => return None,
        })
    };
    let day = |word: &str| -> Option<&'static str> {
        Some(match word.trim_end_matches('s') {
            "monday" => "MO",
            "tuesday" => "TU",
            "wednesday" | "wedne" => "WE",
            "thursday" => "TH",
            "friday" => "FR",
            "saturday" => "SA",
            "sunday" => "SU",
            _ => return None,
        })
    };
    for (at, word) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).copied().unwrap_or("");
        let after = tokens.get(at + 2).copied().unwrap_or("");
        let adverb = match *word {
            "daily" => Some(("DAILY", 1)),
            "weekly" => Some(("WEEKLY", 1)),
            "fortnightly" | "bi-weekly" | "biweekly" => Some(("WEEKLY", 2)),
            "monthly" => Some(("MONTHLY", 1)),
            "bi-monthly" => Some(("MONTHLY", 2)),
            "quarterly" => Some(("MONTHLY", 3)),
            "half-yearly" | "biannually" | "semi-annually" | "semi-annual" | "six-monthly" | "biannual"
            | "bi-annually" => Some(("MONTHLY", 6)),
            "annually" | "yearly" | "annual" => Some(("YEARLY", 1)),
            _ => None,
        };
        if let Some((f, n)) = adverb {
            return Some((rule(f, n, ""), None, vec![at]));
        }
        if matches!(*word, "every" | "each") {
            if let Some(name) = day(next) {
                return Some((rule("WEEKLY", 1, name), None, vec![at, at + 1]));
            }
            if next == "other"
                && let Some((f, n)) = freq(after)
            {
                return Some((rule(f, n * 2, ""), None, vec![at, at + 1, at + 2]));
            }
            if let Some((f, n)) = freq(next) {
                return Some((rule(f, n, ""), None, vec![at, at + 1]));
            }
            let interval = next.parse::<u32>().ok().or_else(|| english_number(next));
            if let (Some(interval), Some((f, n))) = (interval, freq(after)) {
                return Some((rule(f, n * interval.max(1), ""), None, vec![at, at + 1, at + 2]));
            }
        }
        let times = match *word {
            "once" => Some(1.0),
            "twice" => Some(2.0),
            _ => (next == "times").then(|| word.parse().ok().or_else(|| english_number(word).map(f64::from))).flatten(),
        };
        if let Some(times) = times {
            let shift = usize::from(next == "times");
            let article = tokens.get(at + 1 + shift).copied().unwrap_or("");
            let period = tokens.get(at + 2 + shift).copied().unwrap_or("");
            if matches!(article, "a" | "per" | "each" | "every")
                && let Some((f, n)) = freq(period)
            {
                return Some((rule(f, n, ""), Some(times), (at..at + 3 + shift).collect()));
            }
        }
        if matches!(*word, "per" | "a")
            && let Some((f, n)) = freq(next)
            && (*word == "per"
                || tokens.get(at.wrapping_sub(1)).is_some_and(|w| w.ends_with('s') || w.parse::<u32>().is_ok()))
        {
            return Some((rule(f, n, ""), None, vec![at, at + 1]));
        }
    }
    None
}

/// The first count of things, and what they are.
pub(super) fn english_count(tokens: &[&str], skip: &[usize]) -> Option<(f64, String)> {
    for (at, word) in tokens.iter().enumerate() {
        if skip.contains(&at) {
            continue;
        }
        let percent = word.strip_suffix('%').and_then(|w| w.parse::<f64>().ok());
        if let Some(value) = percent {
            return Some((value, "%".into()));
        }
        let value = word.replace(',', "").parse::<f64>().ok().or_else(|| english_number(word).map(f64::from));
        let Some(value) = value.filter(|v| *v > 0.0) else { continue };
        let previous = tokens.get(at.wrapping_sub(1)).copied().unwrap_or("");
        let next = tokens.get(at + 1).copied().unwrap_or("");
        let year = (1990.0..=2100.0).contains(&value) && value.fract() == 0.0 && word.len() == 4;
        let time = matches!(
            next,
            "day"
                | "days"
                | "week"
                | "weeks"
                | "month"
                | "months"
                | "year"
                | "years"
                | "hour"
                | "hours"
                | "minutes"
                | "working"
                | "business"
                | "calendar"
                | "january"
                | "february"
                | "march"
                | "april"
                | "may"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
                | "degrees"
                | "o'clock"
                | "of"
                | "and"
                | "or"
        );
        let led = matches!(
            previous,
            "phase"
                | "step"
                | "section"
                | "finding"
                | "room"
                | "unit"
                | "level"
                | "within"
                | "over"
                | "above"
                | "than"
                | "exceeding"
                | "under"
                | "below"
                | "bay"
                | "line"
                | "no"
                | "number"
                | "clause"
                | "iso"
                | "nc"
                | "stage"
                | "q"
                | "building"
                | "page"
                | "version"
                | "appendix"
                | "store"
                | "of"
                | "which"
                | "every"
                | "january"
                | "february"
                | "march"
                | "april"
                | "may"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
        );
        let article = value < 2.0
            && english_number(word).is_some()
            && matches!(
                next,
                "of" | "or"
                    | "and"
                    | "central"
                    | "single"
                    | "by"
                    | "named"
                    | "person"
                    | "place"
                    | "location"
                    | "system"
                    | "owner"
            );
        if year
            || time
            || (led && !matches!(previous, "than"))
            || article
            || (previous == "than"
                && !tokens.get(at.wrapping_sub(2)).is_some_and(|w| matches!(*w, "less" | "fewer" | "more")))
        {
            continue;
        }
        let unit: Vec<&str> = tokens
            .get(at + 1..)
            .unwrap_or(&[])
            .iter()
            .copied()
            .take_while(|w| {
                !matches!(
                    *w,
                    "will"
                        | "for"
                        | "in"
                        | "to"
                        | "of"
                        | "at"
                        | "by"
                        | "with"
                        | "on"
                        | "from"
                        | "and"
                        | "that"
                        | "each"
                        | "every"
                        | "per"
                        | "a"
                        | "are"
                        | "is"
                        | "be"
                        | "who"
                        | "which"
                        | "before"
                        | "until"
                )
            })
            .take(3)
            .collect();
        if unit.is_empty() {
            continue;
        }
        return Some((value, unit.join(" ")));
    }
    None
}

/// `an alarm test each week`: one.
pub(super) fn english_article(tokens: &[&str]) -> Option<String> {
    const ACTS: &[&str] = &[
        "test",
        "report",
        "meeting",
        "review",
        "drill",
        "inspection",
        "check",
        "audit",
        "count",
        "workshop",
        "session",
        "exercise",
        "survey",
        "summary",
        "walk",
        "sample",
        "training",
        "briefing",
        "verification",
        "stocktake",
        "refresher",
        "cleaning",
        "calibration",
        "reconciliation",
    ];
    for (at, word) in tokens.iter().enumerate() {
        if matches!(*word, "a" | "an" | "one") {
            let noun = tokens.get(at + 1..).unwrap_or(&[]).iter().take(4).find(|w| ACTS.contains(w));
            if let Some(noun) = noun {
                return Some((*noun).to_owned());
            }
        }
    }
    None
}

pub(super) fn english_condition(lower: &str) -> bool {
    lower.starts_with("if ")
        || lower.starts_with("where ")
        || lower.starts_with("when ")
        || ["has been", "have been", "was ", "were ", " had "].iter().any(|w| lower.contains(w))
}
