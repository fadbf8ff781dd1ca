//! An extraction as a table for people: findings with their measures under them, causes, measures that
//! answer no finding.

use document::{Bilingual, Lang};
use extract::{Extraction, Measure};

use super::{cells, words};
use crate::table::{Columns, Hung, wrap};
use crate::terminal::{Terminal, clean};

/// Columns of the screen beyond which a table is harder to read, not easier.
const WIDEST: usize = 160;
/// Width of the column of labels (`问12`).
const LABEL: usize = 5;
/// Width of the column of deadlines (`2026-06-30`).
const WHEN: usize = 12;
/// Spaces between columns.
const GAP: usize = 2;

/// The table of one paper.
pub fn table(extraction: &Extraction, name: &str, terminal: &Terminal) -> String {
    let mut table = Table::new(extraction, terminal);
    table.head(name);
    if extraction.findings.is_empty() && extraction.measures.is_empty() && extraction.causes.is_empty() {
        table.nothing(name);
        return table.out;
    }
    table.headings();
    table.findings();
    table.causes();
    table.free_measures();
    table.declared();
    table.legend();
    table.out
}

/// How the text of a row looks.
#[derive(Clone, Copy)]
enum Look {
    Finding,
    Measure,
    Quiet,
}

struct Table<'a> {
    extraction: &'a Extraction,
    terminal: &'a Terminal,
    columns: Columns,
    width: usize,
    /// Findings, each with a measure that the paper ties to it, in their order.
    ties: Vec<(usize, usize)>,
    /// Measures that were printed in full already.
    shown: Vec<bool>,
    out: String,
}

impl<'a> Table<'a> {
    fn new(extraction: &'a Extraction, terminal: &'a Terminal) -> Self {
        let width = terminal.width.min(WIDEST);
        let who = (width / 5).clamp(10, 28);
        let main = width.saturating_sub(LABEL + who + WHEN + 3 * GAP).max(16);
        let columns = Columns::new(vec![LABEL, main, who, WHEN], GAP);
        let shown = vec![false; extraction.measures.len()];
        let tied = |(at, m): (usize, &'a Measure)| m.findings.iter().map(move |finding| (*finding, at));
        let mut ties: Vec<(usize, usize)> = extraction.measures.iter().enumerate().flat_map(tied).collect();
        ties.sort_unstable();
        ties.dedup();
        // A table takes about half as much again as its texts.
        let texts = extraction.findings.iter().map(|f| f.statement.len());
        let bytes: usize = texts.chain(extraction.measures.iter().map(|m| m.statement.len())).sum();
        Self { extraction, terminal, columns, width, ties, shown, out: String::with_capacity(bytes + bytes / 2) }
    }

    fn tr(&self, zh: &'static str, en: &'static str) -> &'a str {
        self.terminal.tr(zh, en)
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn row(&mut self, cells: [&[Hung<'_>]; 4], look: Look) {
        let paint = self.terminal.paint;
        self.columns.hung(&cells, &mut self.out, |column, text| match (look, column) {
            (Look::Finding, 0 | 1) => paint.bold(text),
            (Look::Finding, 3) => paint.green(text),
            (Look::Quiet, _) => paint.dim(text),
            (Look::Measure, 0) => paint.cyan(text),
            _ => text.into(),
        });
    }

    fn head(&mut self, name: &str) {
        let (e, t) = (self.extraction, self.terminal);
        self.line(&t.paint.dim(&clean(name)));
        if let Some(title) = &e.title {
            for line in wrap(&clean(title), self.width) {
                self.line(&t.paint.bold(line));
            }
        }
        let genre = words::genre(e.genre).get(t.lang).to_owned();
        let date = e.date.map(|d| d.to_string());
        let facts: Vec<String> = std::iter::once(genre).chain(date).chain([words::counts(e, t.lang)]).collect();
        self.line(&facts.join(" · "));
    }

    fn nothing(&mut self, name: &str) {
        let said = match self.terminal.lang {
            Lang::Zh => format!("没有找到问题、原因或措施。用 bihuan read {name} 看看读到了什么。"),
            Lang::En => format!("No findings, causes or measures. See what was read: bihuan read {name}"),
        };
        self.line(&self.terminal.paint.yellow(&clean(&said)));
    }

    fn headings(&mut self) {
        let heads = [("问题与措施", "findings and measures"), ("责任", "owner"), ("时限", "deadline")];
        let [main, who, when] = heads.map(|(zh, en)| [self.tr(zh, en).into()]);
        self.out.push('\n');
        self.row([&[], &main, &who, &when], Look::Quiet);
        self.rule();
    }

    fn rule(&mut self) {
        let rule = self.terminal.paint.dim(&"─".repeat(self.width)).into_owned();
        // Of a paper without findings nothing stands between two rules.
        if !self.out.trim_end_matches('\n').ends_with(&rule) {
            self.line(&rule);
        }
    }

    fn section(&mut self, title: &str) {
        let paint = self.terminal.paint;
        for line in wrap(&clean(title), self.width) {
            self.line(&paint.cyan(line));
        }
    }

    fn findings(&mut self) {
        let extraction = self.extraction;
        let mut aspect = None;
        for (index, finding) in extraction.findings.iter().enumerate() {
            if finding.aspect != aspect {
                aspect = finding.aspect;
                if let Some(aspect) = aspect.and_then(|a| extraction.aspects.get(a)) {
                    self.section(&format!("{}{}", aspect.label.as_deref().unwrap_or(""), aspect.title));
                }
            }
            let status = finding.status.map(words::status);
            let status = status.as_ref().map_or("", |status| self.terminal.say(status));
            let label = self.label('F', index);
            self.row([&[label.as_str().into()], &cells::finding(finding), &[], &[status.into()]], Look::Finding);
            self.measures_of(index);
        }
    }

    fn measures_of(&mut self, finding: usize) {
        let extraction = self.extraction;
        let mut answered = false;
        let mut at = self.ties.partition_point(|(tied, _)| *tied < finding);
        while let Some((_, index)) = self.ties.get(at).copied().filter(|(tied, _)| *tied == finding) {
            if let Some(measure) = extraction.measures.get(index) {
                self.measure(index, measure);
                answered = true;
            }
            at += 1;
        }
        for suggestion in extraction.suggestions.iter().filter(|s| s.finding == finding) {
            let measure = self.label('M', suggestion.measure);
            let likely = suggestion.confidence;
            let said = Bilingual::new(
                format!("也许由 {measure} 回应（把握 {likely:.2}）"),
                format!("perhaps answered by {measure} (confidence {likely:.2})"),
            );
            self.row([&[], &[cells::hung("~ ", self.terminal.say(&said))], &[], &[]], Look::Quiet);
            answered = true;
        }
        // Where the paper ties nothing at all, the heading over its measures says so once.
        if !answered && !self.ties.is_empty() {
            let said = self.tr("✗ 没有对应的措施", "✗ no measure answers it");
            self.row([&[], &[said.into()], &[], &[]], Look::Quiet);
        }
    }

    /// A measure in full where it comes first, and by its label after that.
    fn measure(&mut self, index: usize, measure: &Measure) {
        let label = self.label('M', index);
        let lang = self.terminal.lang;
        let again = self.shown.get_mut(index).is_some_and(|shown| std::mem::replace(shown, true));
        if again {
            let said = cells::hung("→ ", self.tr("同上文", "as above"));
            self.row([&[label.as_str().into()], &[said], &[], &[]], Look::Quiet);
            return;
        }
        let (text, who, when) = (cells::measure(measure, lang), cells::who(measure, lang), cells::when(measure, lang));
        self.row([&[label.as_str().into()], &text, &who, &when], Look::Measure);
    }

    fn causes(&mut self) {
        let extraction = self.extraction;
        if extraction.causes.is_empty() {
            return;
        }
        self.rule();
        self.section(self.tr("原因", "Causes"));
        for (index, cause) in extraction.causes.iter().enumerate() {
            let ties: Vec<String> = cause.findings.iter().map(|f| self.label('F', *f)).collect();
            let (label, ties) = (self.label('C', index), ties.join(" "));
            let text = cells::hung("", &cause.statement);
            self.row([&[label.as_str().into()], &[text], &[ties.as_str().into()], &[]], Look::Measure);
        }
    }

    fn free_measures(&mut self) {
        let extraction = self.extraction;
        let free: Vec<(usize, &Measure)> =
            extraction.measures.iter().enumerate().filter(|(i, _)| self.shown.get(*i) == Some(&false)).collect();
        if free.is_empty() {
            return;
        }
        self.rule();
        let all = free.len() == extraction.measures.len();
        self.section(if all {
            self.tr(
                "措施（材料没有写明各自对应哪个问题）",
                "Measures (the paper does not say which finding each answers)",
            )
        } else {
            self.tr("没有写明对应哪个问题的措施", "Measures that the paper ties to no finding")
        });
        let mut heading = None;
        for (index, measure) in free {
            if measure.heading != heading {
                heading.clone_from(&measure.heading);
                if let Some(heading) = &heading {
                    self.row([&[], &[cells::hung("", heading)], &[], &[]], Look::Quiet);
                }
            }
            self.measure(index, measure);
        }
    }

    fn declared(&mut self) {
        let stated = words::declared(&self.extraction.declared, self.terminal.lang);
        if !stated.is_empty() {
            self.rule();
            let line = format!("{}{stated}", self.tr("材料自报的总数：", "Totals that the paper states: "));
            self.line(&line);
        }
    }

    /// What the signs of the table mean, those that occur.
    fn legend(&mut self) {
        let (e, t) = (self.extraction, self.terminal);
        let promises = || e.measures.iter().flat_map(|m| &m.commitments);
        let signs = [
            (e.measures.iter().any(|m| !m.done), t.tr("→ 措施", "→ measure")),
            (e.measures.iter().any(|m| m.done), t.tr("✓ 已完成的措施", "✓ measure that is done")),
            (promises().any(|p| p.recurrence.is_none()), t.tr("◇ 承诺", "◇ promise")),
            (promises().any(|p| p.recurrence.is_some()), t.tr("↻ 定期的承诺", "↻ recurring promise")),
            (!e.suggestions.is_empty(), t.tr("~ 推测的对应", "~ tie that is a guess")),
        ];
        let named: Vec<&str> = signs.into_iter().filter_map(|(occurs, sign)| occurs.then_some(sign)).collect();
        if !named.is_empty() {
            for line in wrap(&named.join("  "), self.width) {
                self.line(&t.paint.dim(line));
            }
        }
    }

    /// What an item is called in the table: `问3`, `F3`.
    fn label(&self, kind: char, index: usize) -> String {
        let kind = match (self.terminal.lang, kind) {
            (Lang::En, other) => other,
            (Lang::Zh, 'F') => '问',
            (Lang::Zh, 'C') => '因',
            (Lang::Zh, _) => '措',
        };
        format!("{kind}{}", index + 1)
    }
}
