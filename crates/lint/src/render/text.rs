//! Diagnostics that a person enjoys: place, code, what; the passage underlined in its line; why; what to do.
//!
//! ```text
//! 方案.txt:第3行第9字 H403 警告 连用了两个“。”
//!   | 制度执行不严。。监督不够。
//!   |             ^^^^
//!   为什么：……
//!   怎么改：……
//! ```
//!
//! A reason or an advice that was given already in the same paper is not given again. Of slips of one rule that
//! `--fix` mends, the first few stand for all.

mod excerpt;
pub mod width;

use std::collections::{BTreeMap, HashSet};

use document::{Bilingual, Diagnostic, Lang, Severity, Span};

use super::{Checked, Counts, severity_label};
use crate::place;
use width::{Columns, wrap};

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The language.
    pub lang: Lang,
    /// Columns of the terminal; lines are cut or wrapped to it. Less than 40 counts as 40.
    pub width: usize,
    /// Whether to colour with ANSI sequences.
    pub colour: bool,
    /// Whether characters of ambiguous width (`“`, `—`, `①`; UAX #11) take two columns, as older Chinese
    /// terminals draw them.
    pub ambiguous_wide: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { lang: Lang::Zh, width: 80, colour: false, ambiguous_wide: false }
    }
}

/// The papers and a summary.
#[must_use]
pub fn render(papers: &[Checked<'_>], options: &Options) -> String {
    let mut out: String = papers.iter().map(|p| paper(p, options)).collect();
    out.push_str(&summary(&Counts::of(papers), options));
    out
}

/// The diagnostics of one paper, a blank line after each; empty where there are none.
#[must_use]
pub fn paper(paper: &Checked<'_>, options: &Options) -> String {
    let mut printer = Printer { paper, options, said: HashSet::new(), out: String::new() };
    let mut mendable: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in paper.diagnostics {
        if diagnostic.fix.as_ref().is_some_and(|fix| fix.safe) {
            let count = mendable.entry(diagnostic.code).or_default();
            *count += 1;
            if *count > SHOWN {
                continue;
            }
        }
        printer.diagnostic(diagnostic);
    }
    for (code, count) in mendable.into_iter().filter(|(_, count)| *count > SHOWN) {
        printer.folded(code, count - SHOWN);
    }
    printer.out
}

/// So many mendable slips of one rule are shown one by one.
const SHOWN: usize = 5;

/// One line: how many of each severity, in how many papers.
#[must_use]
pub fn summary(counts: &Counts, options: &Options) -> String {
    let Counts { errors, warnings, notes, papers, fixable } = *counts;
    let s = |n: usize| if n == 1 { "" } else { "s" };
    let line = match options.lang {
        Lang::Zh if counts.total() == 0 => format!("检查 {papers} 份材料，没有发现问题。"),
        Lang::En if counts.total() == 0 => format!("{papers} paper{} checked, nothing found.", s(papers)),
        Lang::Zh => {
            let fix =
                if fixable > 0 { format!("，其中 {fixable} 处可用 --fix 自动改正") } else { String::new() };
            format!("检查 {papers} 份材料：{errors} 个错误，{warnings} 个警告，{notes} 个提示{fix}。")
        }
        Lang::En => {
            let fix = if fixable > 0 { format!("; {fixable} can be mended by --fix") } else { String::new() };
            format!(
                "{papers} paper{} checked: {errors} error{}, {warnings} warning{}, {notes} note{}{fix}.",
                s(papers),
                s(errors),
                s(warnings),
                s(notes)
            )
        }
    };
    format!("{line}\n")
}

struct Printer<'a> {
    paper: &'a Checked<'a>,
    options: &'a Options,
    said: HashSet<Bilingual>,
    out: String,
}

impl Printer<'_> {
    fn diagnostic(&mut self, d: &Diagnostic) {
        self.header(d);
        if let Some(span) = d.span {
            self.excerpt(span, d.severity);
        }
        for (span, note) in &d.related {
            let (place, note) = (place::describe(self.paper.document, *span, self.options.lang), self.get(note));
            let label = self.label("另见", "see also");
            self.hanging(&label, &format!("{place} {note}"));
            self.excerpt(*span, Severity::Note);
        }
        self.once("为什么", "why", &d.why);
        self.once("怎么改", "do", &d.advice);
        if let Some(fix) = &d.fix {
            let label = if fix.safe { self.label("改为", "fix") } else { self.label("可改为", "perhaps") };
            let text = match (fix.replacement.is_empty(), self.options.lang) {
                (true, Lang::Zh) => "（删去）".to_owned(),
                (true, Lang::En) => "(delete)".to_owned(),
                (false, _) => fix.replacement.clone(),
            };
            self.hanging(&label, &text);
        }
        self.out.push('\n');
    }

    /// One line for the slips of a rule that are not shown.
    fn folded(&mut self, code: &str, count: usize) {
        let name = self.paper.name;
        let line = match self.options.lang {
            Lang::Zh => format!("{name} {code} 还有{count}处同类问题，可用 --fix 一并改正\n\n"),
            Lang::En => format!("{name} {code} {count} more of the same, which --fix mends too\n\n"),
        };
        self.out.push_str(&line);
    }

    fn header(&mut self, d: &Diagnostic) {
        let lang = self.options.lang;
        let place = d.span.map(|span| place::describe(self.paper.document, span, lang)).unwrap_or_default();
        let place = if place.is_empty() { String::new() } else { format!(":{place}") };
        let severity = severity_label(d.severity);
        let tag = format!("{} {}", d.code, severity.get(lang));
        let lead = self.columns().of(&format!("{}{place} {tag} ", self.paper.name));
        let mut lines = self.headline(lead, self.get(&d.message)).into_iter();
        let first = lines.next().unwrap_or_default();
        let head = format!("{}{place} {} {first}", self.paper.name, self.paint(d.severity, &tag));
        self.out.push_str(&format!("{}\n", head.trim_end()));
        lines.for_each(|line| self.out.push_str(&format!("    {line}\n")));
    }

    /// `message` in lines, the first of which stands behind `lead` columns and the others are indented by four. Where
    /// the lead leaves hardly any room, the first is empty.
    fn headline(&self, lead: usize, message: &str) -> Vec<String> {
        let (width, columns) = (self.options.width.max(40), self.columns());
        let rest = |text: &str| wrap(text, width - 4, columns);
        if lead + 20.min(columns.of(message)) > width {
            return std::iter::once(String::new()).chain(rest(message)).collect();
        }
        let first = wrap(message, width - lead, columns).into_iter().next().unwrap_or_default();
        let left: String = message.chars().skip(first.chars().count()).collect();
        let left = left.trim_start();
        std::iter::once(first).chain(rest(left).into_iter().filter(|line| !line.is_empty())).collect()
    }

    /// The passage in its line, underlined.
    fn excerpt(&mut self, span: Span, severity: Severity) {
        let Some(paragraph) = self.paper.document.paragraphs.get(span.paragraph as usize) else { return };
        let room = self.options.width.max(40) - 4;
        let Some(shown) = excerpt::excerpt(&paragraph.text, span.range(), room, self.columns()) else { return };
        let marks = format!("{}{}", " ".repeat(shown.before), self.paint(severity, &"^".repeat(shown.under)));
        self.out.push_str(&format!("  | {}\n  | {marks}\n", shown.line));
    }

    /// A reason or an advice, unless this paper was told already.
    fn once(&mut self, zh: &str, en: &str, text: &Bilingual) {
        if !self.get(text).is_empty() && self.said.insert(text.clone()) {
            let label = self.label(zh, en);
            self.hanging(&label, self.get(text));
        }
    }

    /// `label` and `text` wrapped, with the lines that follow indented to the text.
    fn hanging(&mut self, label: &str, text: &str) {
        let columns = self.columns();
        let indent = 2 + columns.of(label);
        let room = self.options.width.max(40).saturating_sub(indent);
        for (n, line) in wrap(text, room, columns).iter().enumerate() {
            let lead = if n == 0 { format!("  {label}") } else { " ".repeat(indent) };
            self.out.push_str(&format!("{lead}{line}\n"));
        }
    }

    fn label(&self, zh: &str, en: &str) -> String {
        match self.options.lang {
            Lang::Zh => format!("{zh}："),
            Lang::En => format!("{en}: "),
        }
    }

    fn get<'b>(&self, text: &'b Bilingual) -> &'b str {
        text.get(self.options.lang)
    }

    fn columns(&self) -> Columns {
        Columns { ambiguous_wide: self.options.ambiguous_wide }
    }

    fn paint(&self, severity: Severity, text: &str) -> String {
        let code = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Note => "1;36",
        };
        if self.options.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
