//! What the user chose: which rules, how much they matter, the numbers they go by.

mod parse;
mod selection;

use std::collections::HashMap;

use document::{Bilingual, Lang, Severity};

use crate::{Rule, Threshold};
use selection::Selection;

/// The settings of a check. The default runs every rule with its own severity and thresholds.
///
/// ```toml
/// select = ["S", "R2", "H401"]   # a code, a beginning of codes, a name, or "all"
/// ignore = ["doubled-punctuation"]
///
/// [rules.H401]                   # or [rules.blank-left]
/// severity = "note"              # "error", "warning", "note"
/// allow = ["XX-200"]             # passages that it lets pass, as they stand in the paper
/// some-threshold = 0.3           # each rule's page names its thresholds
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    selection: Selection,
    rules: HashMap<&'static str, RuleSettings>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct RuleSettings {
    severity: Option<Severity>,
    allow: Vec<String>,
    thresholds: HashMap<&'static str, f64>,
}

impl Settings {
    /// Reads the text of a `bihuan.toml`. `file` is its name, for messages only.
    ///
    /// # Errors
    /// Every fault at once, each with its line and, where it looks like a slip, the nearest valid word.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, SettingsError> {
        parse::parse(text, file)
    }

    /// Runs only rules that one of `selectors` names: a code, a beginning of codes, a name, or `all`.
    /// Replaces what was selected before. No selector at all selects every rule.
    ///
    /// # Errors
    /// A selector that names no rule.
    pub fn select<S: AsRef<str>>(&mut self, selectors: impl IntoIterator<Item = S>) -> Result<(), UnknownRule> {
        self.selection.select = selection::check(selectors)?;
        Ok(())
    }

    /// Leaves out rules that one of `selectors` names, beside those left out before. Between `select` and
    /// `ignore` the more specific one counts (`H401` over `H`); between equals, `ignore`.
    ///
    /// # Errors
    /// A selector that names no rule.
    pub fn ignore<S: AsRef<str>>(&mut self, selectors: impl IntoIterator<Item = S>) -> Result<(), UnknownRule> {
        self.selection.ignore.extend(selection::check(selectors)?);
        Ok(())
    }

    /// Sets how much a rule's diagnostics matter.
    pub fn set_severity(&mut self, rule: &'static Rule, severity: Severity) {
        self.rules.entry(rule.code).or_default().severity = Some(severity);
    }

    /// Sets the threshold `key` of `rule`; returns false, and changes nothing, where the rule has no such
    /// threshold or it cannot have this value.
    pub fn set_threshold(&mut self, rule: &'static Rule, key: &str, value: f64) -> bool {
        let known = rule.thresholds.iter().find(|t| t.key == key && t.quantity.allows(value));
        if let Some(threshold) = known {
            self.rules.entry(rule.code).or_default().thresholds.insert(threshold.key, value);
        }
        known.is_some()
    }

    /// Lets `passage`, as it stands in a paper, pass `rule`.
    pub fn allow(&mut self, rule: &'static Rule, passage: impl Into<String>) {
        self.rules.entry(rule.code).or_default().allow.push(passage.into());
    }

    /// Whether `rule` is to run.
    #[must_use]
    pub fn selects(&self, rule: &Rule) -> bool {
        self.selection.selects(rule)
    }

    /// How much the diagnostics of `rule` matter.
    #[must_use]
    pub fn severity(&self, rule: &Rule) -> Severity {
        self.rules.get(rule.code).and_then(|r| r.severity).unwrap_or(rule.severity)
    }

    /// The value of a rule's `threshold`.
    #[must_use]
    pub fn threshold(&self, rule: &Rule, threshold: &Threshold) -> f64 {
        let set = self.rules.get(rule.code).and_then(|r| r.thresholds.get(threshold.key));
        set.copied().unwrap_or(threshold.default)
    }

    pub(crate) fn allowed(&self, rule: &Rule) -> &[String] {
        self.rules.get(rule.code).map_or(&[], |r| &r.allow)
    }
}

/// Why settings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError {
    /// The file's name as given.
    pub file: String,
    /// What is wrong, in the order of lines; never empty.
    pub faults: Vec<Fault>,
}

/// One thing wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// What and why.
    pub reason: Bilingual,
    /// The valid word that was likely meant.
    pub nearest: Option<String>,
}

impl SettingsError {
    /// A line a fault, for people.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let line = |fault: &Fault| {
            let (file, line, reason) = (&self.file, fault.line, fault.reason.get(lang));
            let hint = match (&fault.nearest, lang) {
                (None, _) => String::new(),
                (Some(word), Lang::Zh) => format!("；是不是“{word}”？"),
                (Some(word), Lang::En) => format!("; did you mean `{word}`?"),
            };
            match lang {
                Lang::Zh => format!("{file} 第{line}行：{reason}{hint}"),
                Lang::En => format!("{file}, line {line}: {reason}{hint}"),
            }
        };
        self.faults.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

impl std::fmt::Display for SettingsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for SettingsError {}

/// A selector that names no rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule {
    /// As given.
    pub selector: String,
    /// The code or name that was likely meant.
    pub nearest: Option<String>,
}

impl UnknownRule {
    /// What is the matter, without the nearest word.
    #[must_use]
    pub fn reason(&self) -> Bilingual {
        let selector = &self.selector;
        Bilingual::new(
            format!("没有哪条规则的代码、代码开头或名称是“{selector}”"),
            format!("no rule has the code, beginning of a code, or name `{selector}`"),
        )
    }

    /// For people, with the nearest word.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let reason = self.reason();
        match (&self.nearest, lang) {
            (None, _) => reason.get(lang).to_owned(),
            (Some(word), Lang::Zh) => format!("{}；是不是“{word}”？", reason.zh),
            (Some(word), Lang::En) => format!("{}; did you mean `{word}`?", reason.en),
        }
    }
}

impl std::fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for UnknownRule {}
