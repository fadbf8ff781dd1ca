//! What was read becomes findings, causes and measures, tied to each other.

use document::Span;

use super::titles::bare_label;
use super::{Context, Reader};
use crate::block::{Reading, Unit};
use crate::contract::{Cause, Commitment, Finding, Genre, Kind, Measure, Status};
use crate::fields::{self, Fields};
use crate::lexicon::Field;
use crate::{commitments, scan};

impl<'a> Reader<'a> {
    /// Takes a reading in: finding, causes, measures, tied to each other.
    pub(super) fn add(
        &mut self,
        mut reading: Reading<'_>,
        context: &Context,
        number: Option<u32>,
        label: Option<&str>,
    ) {
        let mut tied = None;
        let reports = matches!(self.out.genre, Genre::RectificationReport | Genre::AuditReport) && !context.in_table;
        // 完成时限：2026年底前，长期坚持: in a report the second half is the state.
        if reports && reading.fields.status.is_none() && reading.fields.kind == Some(Kind::Continuous) {
            let dated = reading
                .fields
                .deadline
                .as_deref()
                .is_some_and(|d| d.contains(|c: char| c.is_ascii_digit()) && d.contains('，'));
            reading.fields.status = dated.then_some(Status::Continuing);
        }
        if !reading.finding.is_empty() {
            let finding = self.finding(&reading.finding, &reading.manifestations, context, number, label);
            if let Some(f) = self.out.findings.get_mut(finding) {
                f.status = reading.fields.status;
            }
            tied = Some(finding);
        }
        for span in &reading.causes {
            let statement = self.document.text(*span).to_owned();
            self.out.causes.push(Cause { statement, findings: tied.into_iter().collect(), spans: vec![*span] });
        }
        let kind = reading.fields.kind.or(context.kind);
        let shared = Fields { kind: None, status: None, ..reading.fields };
        let units = if tied.is_none() { &mut [] } else { reading.units.as_mut_slice() };
        for unit in units {
            unit.fields.fill(&shared);
            unit.fields.kind = unit.fields.kind.or(kind);
        }
        let mut paragraphs: Vec<usize> = reading.units.iter().map(|u| u.paragraph).collect();
        paragraphs.sort_unstable();
        for unit in reading.units {
            let first = paragraphs.partition_point(|p| *p < unit.paragraph);
            let alone = paragraphs.get(first + 1) != Some(&unit.paragraph);
            self.measure(unit, tied, context, alone);
        }
    }

    pub(super) fn finding(
        &mut self,
        spans: &[Span],
        manifestations: &[Span],
        context: &Context,
        number: Option<u32>,
        label: Option<&str>,
    ) -> usize {
        let join = |spans: &[Span]| spans.iter().map(|s| self.document.text(*s)).collect::<String>();
        let statement = join(spans);
        let found = Finding {
            aspect: context.aspect,
            number,
            statement,
            manifestations: manifestations.iter().map(|s| self.document.text(*s).to_owned()).collect(),
            status: None,
            spans: spans.to_vec(),
            manifestation_spans: manifestations.to_vec(),
        };
        self.out.findings.push(found);
        self.labels.push(label.map(bare_label));
        self.out.findings.len() - 1
    }

    pub(super) fn measure(&mut self, unit: Unit<'_>, tied: Option<usize>, context: &Context, alone: bool) {
        let text = self.text(unit.paragraph);
        let statement = text.get(unit.range.clone()).unwrap_or("");
        // In a report what stands under a finding is done, save where it says otherwise.
        let reports = matches!(self.out.genre, Genre::RectificationReport | Genre::AuditReport)
            && !context.in_table
            && (tied.is_some() || context.done)
            && !tied.is_some_and(|f| self.out.findings.get(f).is_some_and(|f| f.status == Some(Status::Open)));
        let done = reports
            && matches!(unit.field, Field::Progress | Field::Result | Field::Measure)
            && !scan::is_english(statement);
        let own = fields::own_deadline(text, unit.range.clone(), self.base);
        let (deadline_words, deadline) = match (&unit.fields.deadline, own) {
            // A deadline written at the measure beats that of its item.
            (labelled, Some((words, value))) if labelled.is_none() || !unit.dated => (Some(words), Some(value)),
            (Some(words), _) => (Some(words.clone()), Some(fields::deadline(words, self.base))),
            (None, _) => (None, None),
        };
        let promises = commitments::find(text, unit.range.clone(), done)
            .into_iter()
            .map(|p| Commitment {
                text: text.get(p.range.clone()).unwrap_or("").to_owned(),
                recurrence: p.recurrence,
                quantity: p.quantity,
                unit: p.unit,
                span: Span::new(unit.paragraph, p.range),
            })
            .collect();
        let index = self.out.measures.len();
        // Its own paragraph may name what it answers behind its words: （对应问题3；责任单位：…）.
        let whole = if alone { text.get(unit.range.start..).unwrap_or("") } else { statement };
        self.pending.push((index, whole));
        let findings = tied.map_or_else(|| context.tied.clone(), |finding| vec![finding]);
        self.recommended.push(unit.field == Field::Recommendation);
        self.out.measures.push(Measure {
            heading: unit.heading.map(str::to_owned),
            statement: statement.to_owned(),
            findings,
            owner: unit.fields.owner(),
            lead: unit.fields.lead,
            cooperating: unit.fields.coop,
            deadline,
            deadline_words,
            kind: unit.fields.kind.or(context.kind),
            commitments: promises,
            done,
            spans: vec![Span::new(unit.paragraph, unit.range)],
        });
    }

    /// A table's row, read.
    pub(crate) fn row(
        &mut self,
        reading: Reading<'_>,
        aspect: Option<usize>,
        number: Option<u32>,
        same: Option<usize>,
    ) -> Option<usize> {
        let context = Context { aspect, in_table: true, ..Context::default() };
        match same {
            None => {
                let before = self.out.findings.len();
                self.add(reading, &context, number, number.map(|n| n.to_string()).as_deref());
                (self.out.findings.len() > before).then_some(before)
            }
            Some(finding) => {
                for unit in reading.units {
                    self.measure(unit, Some(finding), &context, false);
                }
                if let Some(status) = reading.fields.status
                    && let Some(f) = self.out.findings.get_mut(finding)
                {
                    f.status = f.status.or(Some(status));
                }
                Some(finding)
            }
        }
    }
}
