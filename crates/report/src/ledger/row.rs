//! What stands in the rows: findings with their measures, then measures that answer none.

use document::{Document, Lang, Span};
use extract::{Finding, Kind, Measure, Status, owner};

use super::Entry;
use super::column::Column;
use crate::place;
use crate::sheet::tr;

/// A finding with its measures, or the measures without a finding; one row a measure, at least one.
pub(super) struct Group<'a> {
    entry: Entry<'a>,
    number: Option<usize>,
    finding: Option<&'a Finding>,
    measures: Vec<&'a Measure>,
}

/// The groups of all papers; findings are numbered through.
pub(super) fn groups<'a>(papers: &[Entry<'a>]) -> Vec<Group<'a>> {
    let mut number = 0;
    let mut groups = Vec::new();
    for entry in papers {
        for (index, finding) in entry.extraction.findings.iter().enumerate() {
            number += 1;
            let measures = entry.extraction.measures.iter().filter(|m| m.findings.contains(&index)).collect();
            groups.push(Group { entry: *entry, number: Some(number), finding: Some(finding), measures });
        }
    }
    for entry in papers {
        // A tie to a finding that is not there is no tie.
        let count = entry.extraction.findings.len();
        let free = |m: &&Measure| !m.findings.iter().any(|f| *f < count);
        groups.extend(entry.extraction.measures.iter().filter(free).map(|measure| Group {
            entry: *entry,
            number: None,
            finding: None,
            measures: vec![measure],
        }));
    }
    groups
}

impl Group<'_> {
    /// Rows that it takes.
    pub(super) fn rows(&self) -> usize {
        self.measures.len().max(1)
    }

    /// Whether a finding stands over its rows.
    pub(super) const fn has_finding(&self) -> bool {
        self.finding.is_some()
    }

    /// The text of a cell, `row` counted from the top of the group.
    pub(super) fn text(&self, column: Column, row: usize, several: bool, lang: Lang) -> String {
        let measure = self.measures.get(row).copied();
        match column {
            Column::Number => self.number.map(|n| n.to_string()).unwrap_or_default(),
            Column::Aspect => self.aspect(),
            Column::Finding => self.finding.map(|f| f.statement.clone()).unwrap_or_default(),
            Column::Manifestations => self.finding.map(|f| f.manifestations.join("\n")).unwrap_or_default(),
            Column::Closing => self.finding.and_then(|f| f.status).map(|s| status(s, lang)).unwrap_or_default(),
            Column::Source => self.source(measure, several, lang),
            _ => measure.map(|m| of_measure(m, column, lang)).unwrap_or_default(),
        }
    }

    fn aspect(&self) -> String {
        let aspect = self.finding.and_then(|f| f.aspect).and_then(|a| self.entry.extraction.aspects.get(a));
        aspect.map(|a| a.title.clone()).unwrap_or_default()
    }

    /// Where the finding and the measure of this row stand; the file too where there are several.
    fn source(&self, measure: Option<&Measure>, several: bool, lang: Lang) -> String {
        let spans = [self.finding.and_then(|f| f.spans.first()), measure.and_then(|m| m.spans.first())];
        let places = spans.into_iter().flatten().map(|span| said(*span, self.entry.document, lang));
        let mut parts: Vec<String> = several.then(|| self.entry.name.to_owned()).into_iter().chain(places).collect();
        parts.dedup();
        parts.join("\n")
    }
}

fn said(span: Span, document: &Document, lang: Lang) -> String {
    place::words(span, document).get(lang).to_owned()
}

fn of_measure(measure: &Measure, column: Column, lang: Lang) -> String {
    let (unit, person) = measure.owner.as_deref().map(owner::split).unwrap_or_default();
    match column {
        Column::Measure => measure.statement.clone(),
        // How well it works is for people to write; that it was done is all the paper says.
        Column::Progress if measure.done => tr(lang, "已落实（据材料所述）", "done (as the paper says)").to_owned(),
        Column::Lead => measure.lead.clone().unwrap_or_default(),
        Column::Unit => unit,
        Column::Person => person,
        Column::Deadline => measure.deadline.clone().unwrap_or_default(),
        Column::Kind => measure.kind.map(|k| kind(k, lang)).unwrap_or_default(),
        Column::Commitments => measure.commitments.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    }
}

fn kind(kind: Kind, lang: Lang) -> String {
    let (zh, en) = match kind {
        Kind::Immediate => ("立行立改", "immediate"),
        Kind::Staged => ("分阶段整改", "staged"),
        Kind::Continuous => ("长期坚持", "continuous"),
    };
    tr(lang, zh, en).to_owned()
}

fn status(status: Status, lang: Lang) -> String {
    let (zh, en) = match status {
        Status::Open => ("未完成", "open"),
        Status::InProgress => ("正在推进", "in progress"),
        Status::Closed => ("已完成", "closed"),
        Status::Continuing => ("长期坚持", "continuing"),
    };
    tr(lang, zh, en).to_owned()
}
