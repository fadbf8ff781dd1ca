//! `bihuan.toml` into [`Settings`], with every fault in its line.

use std::ops::Range;

use document::{Bilingual, Severity};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Fault, Settings, SettingsError, selection};
use crate::{Rule, UnknownRule, find, nearest::nearest, rules};

const TOP: [&str; 3] = ["select", "ignore", "rules"];
const RULE: [&str; 2] = ["severity", "allow"];
const SEVERITIES: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];

pub(super) fn parse(text: &str, file: &str) -> Result<Settings, SettingsError> {
    let (table, broken) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, settings: Settings::default(), faults: Vec::new() };
    for error in broken {
        let reason = Bilingual::new(
            format!("不是合法的 TOML：{}", error.message()),
            format!("no valid TOML: {}", error.message()),
        );
        reader.fault(error.span().unwrap_or(0..0), reason, None);
    }
    reader.top(table.get_ref());
    let Reader { settings, mut faults, .. } = reader;
    if faults.is_empty() {
        return Ok(settings);
    }
    faults.sort_by_key(|f| f.line);
    Err(SettingsError { file: file.to_owned(), faults })
}

type Value<'a> = Spanned<DeValue<'a>>;

struct Reader<'t> {
    text: &'t str,
    settings: Settings,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn top(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "select" => self.settings.selection.select = self.selectors(value),
                "ignore" => self.settings.selection.ignore = self.selectors(value),
                "rules" => self.rules(value),
                other => self.unknown_key(key.span(), other, &TOP),
            }
        }
    }

    fn rules(&mut self, value: &Value<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong_type(
                value,
                "按规则代码分节的表，如 [rules.H401]",
                "a table by rule, such as [rules.H401]",
            );
        };
        for (key, value) in table {
            match (find(key.get_ref()), value.get_ref().as_table()) {
                (Some(rule), Some(table)) => self.rule(rule, table),
                (Some(_), None) => self.wrong_type(value, "一个表", "a table"),
                (None, _) => {
                    let known = rules().iter().flat_map(|rule| [rule.code, rule.name]);
                    let nearest = nearest(key.get_ref(), known).map(str::to_owned);
                    let unknown = UnknownRule { selector: key.get_ref().to_string(), nearest };
                    self.fault(key.span(), unknown.reason(), unknown.nearest);
                }
            }
        }
    }

    fn rule(&mut self, rule: &'static Rule, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "severity" => self.severity(rule, value),
                "allow" => {
                    for passage in self.strings(value) {
                        self.settings.allow(rule, passage.into_inner());
                    }
                }
                other => self.threshold(rule, key.span(), other, value),
            }
        }
    }

    fn severity(&mut self, rule: &'static Rule, value: &Value<'_>) {
        let word = value.get_ref().as_str().unwrap_or("");
        match SEVERITIES.iter().find(|(name, _)| *name == word) {
            Some((_, severity)) => self.settings.set_severity(rule, *severity),
            None => {
                let reason = Bilingual::fixed(
                    "severity 应为 \"error\"、\"warning\" 或 \"note\"",
                    "severity must be \"error\", \"warning\" or \"note\"",
                );
                let nearest = nearest(word, SEVERITIES.map(|(name, _)| name)).map(str::to_owned);
                self.fault(value.span(), reason, nearest);
            }
        }
    }

    fn threshold(&mut self, rule: &'static Rule, at: Range<usize>, key: &str, value: &Value<'_>) {
        let Some(threshold) = rule.thresholds.iter().find(|t| t.key == key) else {
            let known: Vec<&str> = RULE.into_iter().chain(rule.thresholds.iter().map(|t| t.key)).collect();
            return self.unknown_key(at, key, &known);
        };
        let number = number(value.get_ref()).filter(|n| threshold.quantity.allows(*n));
        match number {
            Some(number) => {
                self.settings.set_threshold(rule, key, number);
            }
            None => {
                let kind = threshold.quantity.describe();
                let reason = Bilingual::new(format!("{key} 应为{}", kind.zh), format!("`{key}` must be {}", kind.en));
                self.fault(value.span(), reason, None);
            }
        }
    }

    fn selectors(&mut self, value: &Value<'_>) -> Vec<String> {
        let mut good = Vec::new();
        for word in self.strings(value) {
            match selection::check_one(word.get_ref()) {
                Ok(selector) => good.push(selector),
                Err(unknown) => self.fault(word.span(), unknown.reason(), unknown.nearest),
            }
        }
        good
    }

    fn strings(&mut self, value: &Value<'_>) -> Vec<Spanned<String>> {
        let mut out = Vec::new();
        for item in value.get_ref().as_array().into_iter().flatten() {
            match item.get_ref().as_str() {
                Some(word) => out.push(Spanned::new(item.span(), word.to_owned())),
                None => self.wrong_type(item, "字符串", "a string"),
            }
        }
        if !value.get_ref().is_array() {
            self.wrong_type(value, "字符串列表，如 [\"H401\"]", "a list of strings, such as [\"H401\"]");
        }
        out
    }

    fn unknown_key(&mut self, at: Range<usize>, key: &str, known: &[&str]) {
        let list = known.join("、");
        let reason = Bilingual::new(
            format!("不认识“{key}”；这里可以写：{list}"),
            format!("unknown key `{key}`; valid here: {}", known.join(", ")),
        );
        let nearest = nearest(key, known.iter().copied()).map(str::to_owned);
        self.fault(at, reason, nearest);
    }

    fn wrong_type(&mut self, value: &Value<'_>, zh: &str, en: &str) {
        let found = value.get_ref().type_str();
        let reason = Bilingual::new(format!("这里应为{zh}，写的是 {found}"), format!("expected {en}, found {found}"));
        self.fault(value.span(), reason, None);
    }

    fn fault(&mut self, at: Range<usize>, reason: Bilingual, nearest: Option<String>) {
        let before = self.text.as_bytes().get(..at.start).unwrap_or_default();
        let line = 1 + before.iter().filter(|b| **b == b'\n').count();
        self.faults.push(Fault { line, reason, nearest });
    }
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    if let Some(integer) = value.as_integer() {
        let parsed = i64::from_str_radix(integer.as_str(), integer.radix()).ok()?;
        // Thresholds are small; beyond 2^53 the nearest double is meant.
        return Some(parsed as f64);
    }
    value.as_float()?.as_str().parse().ok()
}
