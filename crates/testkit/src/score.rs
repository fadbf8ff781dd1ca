//! Figures of how well a paper was read.
//!
//! Items of a kind are paired one to one, the likest first, where at least 0.6 of their character pairs agree
//! (Dice). Manifestations are paired only within paired findings, commitments only within paired measures
//! and only where they recur alike. Fields are compared over paired items; an item that was not found counts
//! against recall, not against its fields.

mod pairing;
mod recurrence;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use serde_json::Value;

use pairing::{folded, like, pair, pair_where};

/// What is counted, in the order of tables.
pub const KINDS: [&str; 5] = ["findings", "causes", "measures", "manifestations", "commitments"];

/// What is compared over paired items, in the order of tables.
pub const FIELDS: [&str; 9] = ["aspect", "status", "owner", "lead", "deadline", "kind", "ties", "genre", "declared"];

/// Items of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Paired ones.
    pub matched: usize,
    /// Those that the labels hold.
    pub gold: usize,
    /// Those that were read.
    pub read: usize,
}

impl Tally {
    /// Share of what was read that is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.matched, self.read)
    }

    /// Share of what is labelled that was read.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.matched, self.gold)
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(self) -> f64 {
        ratio(2 * self.matched, self.gold + self.read)
    }
}

/// Values of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agreement {
    /// Those that agree.
    pub right: usize,
    /// Those that were compared.
    pub compared: usize,
}

impl Agreement {
    /// Share of what was compared that agrees.
    #[must_use]
    pub fn accuracy(self) -> f64 {
        ratio(self.right, self.compared)
    }
}

/// Nothing to find and nothing found is right.
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The figures of one paper, or of several added up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Score {
    kinds: BTreeMap<&'static str, Tally>,
    fields: BTreeMap<&'static str, Agreement>,
}

impl Score {
    /// Compares what was `read` from a paper with its labels; both have the form of the extraction contract.
    #[must_use]
    pub fn of(gold: &Value, read: &Value) -> Self {
        let mut score = Self::default();
        let findings = score.findings(gold, read);
        score.pair("causes", &gold["causes"], &read["causes"]);
        score.measures(gold, read, &findings);
        score.agree("genre", gold["genre"] == read["genre"]);
        let totals = |paper: &Value| ["found", "closed", "continuing"].map(|k| paper["declared"][k].as_u64());
        score.agree("declared", totals(gold) == totals(read));
        score
    }

    /// Items of one of [`KINDS`].
    #[must_use]
    pub fn kind(&self, name: &str) -> Tally {
        self.kinds.get(name).copied().unwrap_or_default()
    }

    /// Values of one of [`FIELDS`].
    #[must_use]
    pub fn field(&self, name: &str) -> Agreement {
        self.fields.get(name).copied().unwrap_or_default()
    }

    fn findings(&mut self, gold: &Value, read: &Value) -> BTreeMap<usize, usize> {
        let pairs = self.pair("findings", &gold["findings"], &read["findings"]);
        for paper in [gold, read] {
            for finding in items(&paper["findings"]) {
                self.count("manifestations", std::ptr::eq(paper, gold), items(&finding["manifestations"]).len());
            }
        }
        for (&g, &r) in &pairs {
            let (g, r) = (&gold["findings"][g], &read["findings"][r]);
            self.kinds.entry("manifestations").or_default().matched +=
                pair(&texts(&g["manifestations"]), &texts(&r["manifestations"])).len();
            self.agree("aspect", same_aspect(aspect(gold, g), aspect(read, r)));
            self.agree("status", g["status"] == r["status"]);
        }
        pairs
    }

    fn measures(&mut self, gold: &Value, read: &Value, findings: &BTreeMap<usize, usize>) {
        let pairs = self.pair("measures", &gold["measures"], &read["measures"]);
        for paper in [gold, read] {
            for measure in items(&paper["measures"]) {
                self.count("commitments", std::ptr::eq(paper, gold), items(&measure["commitments"]).len());
            }
        }
        for (&g, &r) in &pairs {
            let (g, r) = (&gold["measures"][g], &read["measures"][r]);
            self.kinds.entry("commitments").or_default().matched +=
                commitments(items(&g["commitments"]), items(&r["commitments"]));
            for field in ["owner", "lead", "deadline"] {
                self.agree(field, folded_field(g, field) == folded_field(r, field));
            }
            self.agree("kind", g["kind"] == r["kind"]);
            self.agree("ties", same_ties(&g["findings"], &r["findings"], findings));
        }
    }

    /// Pairs two lists by their statements, and counts.
    fn pair(&mut self, kind: &'static str, gold: &Value, read: &Value) -> BTreeMap<usize, usize> {
        let statements = |list: &Value| -> Vec<String> { items(list).iter().map(|i| text(&i["statement"])).collect() };
        let (gold, read) = (statements(gold), statements(read));
        let pairs = pair(&gold, &read);
        *self.kinds.entry(kind).or_default() += Tally { matched: pairs.len(), gold: gold.len(), read: read.len() };
        pairs
    }

    fn count(&mut self, kind: &'static str, is_gold: bool, items: usize) {
        let tally = self.kinds.entry(kind).or_default();
        *(if is_gold { &mut tally.gold } else { &mut tally.read }) += items;
    }

    fn agree(&mut self, field: &'static str, right: bool) {
        let agreement = self.fields.entry(field).or_default();
        agreement.right += usize::from(right);
        agreement.compared += 1;
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.matched += other.matched;
        self.gold += other.gold;
        self.read += other.read;
    }
}

impl AddAssign<&Self> for Score {
    fn add_assign(&mut self, other: &Self) {
        for (kind, tally) in &other.kinds {
            *self.kinds.entry(kind).or_default() += *tally;
        }
        for (field, agreement) in &other.fields {
            let sum = self.fields.entry(field).or_default();
            sum.right += agreement.right;
            sum.compared += agreement.compared;
        }
    }
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn texts(list: &Value) -> Vec<String> {
    items(list).iter().map(text).collect()
}

fn folded_field(item: &Value, field: &str) -> String {
    folded(item[field].as_str().unwrap_or_default())
}

/// The title of the aspect that `finding` stands under.
fn aspect<'a>(paper: &'a Value, finding: &Value) -> Option<&'a str> {
    let index = usize::try_from(finding["aspect"].as_u64()?).ok()?;
    paper["aspects"][index]["title"].as_str()
}

fn same_aspect(gold: Option<&str>, read: Option<&str>) -> bool {
    match (gold, read) {
        (Some(gold), Some(read)) => like(gold, read),
        (gold, read) => gold == read,
    }
}

/// Whether a measure answers the same findings; `pairs` tells which finding that was read is which labelled one.
fn same_ties(gold: &Value, read: &Value, pairs: &BTreeMap<usize, usize>) -> bool {
    let indices = |list: &Value| -> BTreeSet<usize> {
        items(list).iter().filter_map(Value::as_u64).filter_map(|n| usize::try_from(n).ok()).collect()
    };
    let wanted: Option<BTreeSet<usize>> = indices(gold).iter().map(|g| pairs.get(g).copied()).collect();
    wanted == Some(indices(read))
}

/// How many commitments agree in their words and in how they recur.
fn commitments(gold: &[Value], read: &[Value]) -> usize {
    let words = |list: &[Value]| -> Vec<String> { list.iter().map(|c| text(&c["text"])).collect() };
    let rhythm = |list: &[Value]| -> Vec<_> {
        list.iter().map(|c| c["recurrence"].as_str().and_then(recurrence::canonical)).collect()
    };
    let (in_gold, in_read) = (rhythm(gold), rhythm(read));
    pair_where(&words(gold), &words(read), |g, r| in_gold.get(g) == in_read.get(r)).len()
}

#[cfg(test)]
mod tests;
