//! What stands behind a key: text, words, numbers, lists of them.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use ledger::Bilingual;

use super::{Form, Reader, Section, Value, two};

const TEXT: Form = Form { zh: "文字", en: "text", example: "KEY = \"…\"" };
const NUMBER: Form = Form { zh: "整数", en: "a whole number", example: "KEY = 1" };
const LIST: Form = Form { zh: "列表", en: "a list", example: "KEY = […, …]" };

/// How words in both languages are written.
const LABEL: &str = "KEY = { zh = \"…\", en = \"…\" }";
const LABELS: &str = "KEY = [{ zh = \"…\", en = \"…\" }]";

impl Reader<'_> {
    /// Text that says something.
    pub(in crate::profile) fn text(&mut self, of: &Section<'_>, key: &'static str) -> String {
        let Some(value) = self.need(of, key, &TEXT) else { return String::new() };
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(of, key, value, &TEXT);
            return String::new();
        };
        if text.trim().is_empty() {
            let path = of.path(key);
            let advice = if key == "source" {
                Bilingual::fixed(
                    "写明出处；没有依据的写“编者默认，非法规”",
                    "say where it comes from; where nothing stands behind it write `editable default, not law`",
                )
            } else {
                Bilingual::fixed("填上内容", "fill it in")
            };
            self.fault(value.span().start, two(format!("{path} 是空的"), format!("`{path}` is empty")), advice);
        }
        text.to_owned()
    }

    /// A short name.
    pub(in crate::profile) fn key(&mut self, of: &Section<'_>, key: &'static str) -> String {
        let text = self.text(of, key);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let short = text.len() <= 40 && text.chars().all(plain);
        if !short && !text.trim().is_empty() {
            let (path, at) = (of.path(key), of.get(key).map_or(of.at, |value| value.span().start));
            let reason = two(format!("{path} 不能是“{text}”"), format!("`{path}` cannot be `{text}`"));
            let advice = Bilingual::fixed(
                "只用小写字母、数字和连字符，不超过 40 个，如 audit-office",
                "use lower-case letters, digits and hyphens, at most 40, such as audit-office",
            );
            self.fault(at, reason, advice);
        }
        text
    }

    /// Words in both languages.
    pub(in crate::profile) fn label(&mut self, of: &Section<'_>, key: &'static str) -> Bilingual {
        let table = self.section(of, key, LABEL);
        self.bilingual(&table)
    }

    /// A list of such, which may be left out.
    pub(in crate::profile) fn labels(&mut self, of: &Section<'_>, key: &'static str) -> Vec<Bilingual> {
        self.sections(of, key, LABELS).iter().map(|table| self.bilingual(table)).collect()
    }

    fn bilingual(&mut self, table: &Section<'_>) -> Bilingual {
        let label = Bilingual::new(self.text(table, "zh"), self.text(table, "en"));
        self.nothing_else(table);
        label
    }

    /// A whole number within `range`.
    pub(in crate::profile) fn number(
        &mut self,
        of: &Section<'_>,
        key: &'static str,
        range: RangeInclusive<u32>,
    ) -> u32 {
        let Some(value) = self.need(of, key, &NUMBER) else { return 0 };
        self.whole(of, key, value, &range).unwrap_or_default()
    }

    /// Whole numbers within `range`, each greater than the one before.
    pub(in crate::profile) fn rising_numbers(
        &mut self,
        of: &Section<'_>,
        key: &'static str,
        range: RangeInclusive<u32>,
    ) -> Vec<u32> {
        let mut numbers: Vec<u32> = Vec::new();
        for value in self.list(of, key) {
            let Some(number) = self.whole(of, key, value, &range) else { continue };
            if let Some(last) = numbers.last().filter(|last| **last >= number) {
                let path = of.path(key);
                let reason = two(
                    format!("{path} 里 {number} 排在 {last} 之后"),
                    format!("in `{path}` {number} comes after {last}"),
                );
                let advice = Bilingual::fixed("从小到大写，不重复", "write them in rising order, each once");
                self.fault(value.span().start, reason, advice);
            }
            numbers.push(number);
        }
        numbers
    }

    /// Words out of `all`, as a set; a list that may be left out.
    pub(in crate::profile) fn words<T: Copy + Ord>(
        &mut self,
        of: &Section<'_>,
        key: &'static str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> BTreeSet<T> {
        if of.has(key) { self.some_words(of, key, all, name) } else { BTreeSet::new() }
    }

    /// Words out of `all`, as a set; a list that must be there.
    pub(in crate::profile) fn some_words<T: Copy + Ord>(
        &mut self,
        of: &Section<'_>,
        key: &'static str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> BTreeSet<T> {
        let known: Vec<(String, T)> = all.iter().map(|choice| (name(*choice).replace('_', "-"), *choice)).collect();
        let mut found = BTreeSet::new();
        for value in self.list(of, key) {
            let Some(word) = value.get_ref().as_str() else {
                self.wrong(of, key, value, &TEXT);
                continue;
            };
            match known.iter().find(|(name, _)| name == word) {
                Some((_, choice)) => {
                    found.insert(*choice);
                }
                None => self.unknown(value.span().start, word, known.iter().map(|(name, _)| name.as_str())),
            }
        }
        found
    }

    fn list<'a>(&mut self, of: &Section<'a>, key: &'static str) -> &'a [Value<'a>] {
        let Some(value) = self.need(of, key, &LIST) else { return &[] };
        let items = value.get_ref().as_array();
        if items.is_none() {
            self.wrong(of, key, value, &LIST);
        }
        items.map_or(&[], |items| items)
    }

    fn whole(&mut self, of: &Section<'_>, key: &str, value: &Value<'_>, range: &RangeInclusive<u32>) -> Option<u32> {
        let Some(written) = value.get_ref().as_integer() else {
            self.wrong(of, key, value, &NUMBER);
            return None;
        };
        let number = u32::from_str_radix(written.as_str(), written.radix()).ok().filter(|n| range.contains(n));
        if number.is_none() {
            let (path, least, most) = (of.path(key), range.start(), range.end());
            let reason =
                two(format!("{path} 不能是 {}", written.as_str()), format!("`{path}` cannot be {}", written.as_str()));
            let advice =
                two(format!("写 {least} 到 {most} 的整数"), format!("write a whole number from {least} to {most}"));
            self.fault(value.span().start, reason, advice);
        }
        number
    }
}
