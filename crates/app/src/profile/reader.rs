//! Reads sections of TOML and gathers what is wrong with them. A key that was asked for is a key that may stand there, so
//! that what is unknown needs no list of its own.

mod value;

use std::cell::RefCell;

use ledger::Bilingual;
use lint::nearest;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Fault;

type Value<'a> = Spanned<DeValue<'a>>;

/// Gathers faults while sections are read. What is wrong reads as nothing.
pub(super) struct Reader<'t> {
    text: &'t str,
    faults: Vec<Fault>,
}

/// A table of the file, or the place where one lacks; then nothing more is said of its keys.
pub(super) struct Section<'a> {
    table: Option<&'a DeTable<'a>>,
    /// `extension.most`; empty at the top.
    path: String,
    /// Where it begins, in bytes.
    at: usize,
    asked: RefCell<Vec<&'static str>>,
}

/// What is to stand somewhere, and how its line is written, with `KEY` for its key.
struct Form {
    zh: &'static str,
    en: &'static str,
    example: &'static str,
}

const TABLE: Form = Form { zh: "一节", en: "a table", example: "" };
const TABLES: Form = Form { zh: "若干节", en: "a list of tables", example: "" };

impl<'a> Section<'a> {
    /// The whole file.
    pub(super) fn root(table: &'a DeTable<'a>) -> Self {
        Self::new(Some(table), String::new(), 0)
    }

    fn new(table: Option<&'a DeTable<'a>>, path: String, at: usize) -> Self {
        Self { table, path, at, asked: RefCell::new(Vec::new()) }
    }

    /// Whether `key` stands in it.
    pub(super) fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    fn get(&self, key: &'static str) -> Option<&'a Value<'a>> {
        self.asked.borrow_mut().push(key);
        self.table?.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, faults: Vec::new() }
    }

    pub(super) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// What keeps the text from being TOML.
    pub(super) fn broken(&mut self, error: &toml::de::Error) {
        let reason =
            two(format!("不是合法的 TOML（{}）", error.message()), format!("no valid TOML ({})", error.message()));
        let advice = Bilingual::fixed("改正这一行的写法", "mend how this line is written");
        self.fault(error.span().map_or(0, |span| span.start), reason, advice);
    }

    /// A table that must be there; `example` shows its line, with `KEY` for its key.
    pub(super) fn section<'a>(&mut self, of: &Section<'a>, key: &'static str, example: &'static str) -> Section<'a> {
        if self.need(of, key, &Form { example, ..TABLE }).is_none() {
            return Section::new(None, of.path(key), of.at);
        }
        self.optional(of, key, example)
    }

    /// A table that may be left out.
    pub(super) fn optional<'a>(&mut self, of: &Section<'a>, key: &'static str, example: &'static str) -> Section<'a> {
        let Some(value) = of.get(key) else { return Section::new(None, of.path(key), of.at) };
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong(of, key, value, &Form { example, ..TABLE });
        }
        Section::new(table, of.path(key), value.span().start)
    }

    /// A list of tables, which may be left out.
    pub(super) fn sections<'a>(
        &mut self,
        of: &Section<'a>,
        key: &'static str,
        example: &'static str,
    ) -> Vec<Section<'a>> {
        let Some(value) = of.get(key) else { return Vec::new() };
        let form = Form { example, ..TABLES };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(of, key, value, &form);
            return Vec::new();
        };
        let mut sections = Vec::new();
        for item in items {
            match item.get_ref().as_table() {
                Some(table) => sections.push(Section::new(Some(table), of.path(key), item.span().start)),
                None => self.wrong(of, key, item, &form),
            }
        }
        sections
    }

    /// The one of `keys` that stands in the table.
    pub(super) fn one_of<const N: usize>(&mut self, of: &Section<'_>, keys: [&'static str; N]) -> Option<&'static str> {
        let there: Vec<_> = keys.into_iter().filter(|key| of.has(key)).collect();
        if let ([], Some(_)) | ([_, _, ..], Some(_)) = (there.as_slice(), of.table) {
            let (path, list) = (&of.path, keys.join("、"));
            let reason = two(
                format!("{path} 须有且只有 {list} 之一"),
                format!("`{path}` must have one of {}, and only one", keys.join(", ")),
            );
            let advice = Bilingual::fixed(
                "如 { working-days = 5, source = \"…\" }",
                "such as { working-days = 5, source = \"…\" }",
            );
            self.fault(of.at, reason, advice);
        }
        if there.len() == 1 { there.into_iter().next() } else { None }
    }

    /// The same word stands there twice.
    pub(super) fn twice(&mut self, of: &Section<'_>, key: &str, word: &str) {
        let path = of.path(key);
        let reason = two(format!("{path} “{word}”写了两次"), format!("`{path}` is `{word}` twice"));
        self.fault(of.at, reason, Bilingual::fixed("换一个", "take another"));
    }

    /// Nothing may stand in the section that was not asked for.
    pub(super) fn nothing_else(&mut self, of: &Section<'_>) {
        let asked = of.asked.borrow();
        for (key, _) in of.table.into_iter().flatten() {
            if !asked.contains(&key.get_ref().as_ref()) {
                let mut known: Vec<_> = asked.clone();
                known.sort_unstable();
                known.dedup();
                self.unknown(key.span().start, &of.path(key.get_ref()), known);
            }
        }
    }

    fn need<'a>(&mut self, of: &Section<'a>, key: &'static str, form: &Form) -> Option<&'a Value<'a>> {
        let value = of.get(key);
        if value.is_none() && of.table.is_some() {
            let path = of.path(key);
            self.fault(of.at, two(format!("缺少 {path}"), format!("`{path}` is missing")), write(key, form));
        }
        value
    }

    fn wrong(&mut self, of: &Section<'_>, key: &str, value: &Value<'_>, form: &Form) {
        let (path, found) = (of.path(key), value.get_ref().type_str());
        let reason = two(
            format!("{path} 应为{}，写的是 {found}", form.zh),
            format!("`{path}` must be {}, not {found}", form.en),
        );
        self.fault(value.span().start, reason, write(key, form));
    }

    fn unknown<'n>(&mut self, at: usize, word: &str, known: impl IntoIterator<Item = &'n str>) {
        let known: Vec<&str> = known.into_iter().collect();
        let last = word.rsplit('.').next().unwrap_or(word);
        let advice = match nearest(last, known.iter().copied()) {
            Some(meant) => two(format!("是不是“{meant}”？"), format!("did you mean `{meant}`?")),
            None => two(format!("这里可以写：{}", known.join("、")), format!("valid here: {}", known.join(", "))),
        };
        self.fault(at, two(format!("不认识“{word}”"), format!("`{word}` is unknown")), advice);
    }

    fn fault(&mut self, at: usize, reason: Bilingual, advice: Bilingual) {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        self.faults.push(Fault { line, reason, advice });
    }
}

fn write(key: &str, form: &Form) -> Bilingual {
    let line = form.example.replace("KEY", key);
    two(format!("写成 {line}"), format!("write `{line}`"))
}

fn two(zh: String, en: String) -> Bilingual {
    Bilingual::new(zh, en)
}
