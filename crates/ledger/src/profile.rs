//! What one kind of campaign demands (模板): plain types that the deciding code asks. Nothing is parsed here.
//!
//! A profile is embedded by value in `campaign.opened`, so that a later change of the file changes no campaign that
//! runs. Every number stands beside its source, for a day count without a source is nobody's rule.

mod choice;
mod field;
mod span;

use std::collections::BTreeSet;

use calendar::Calendar;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Bilingual;
pub use choice::{EvidenceKind, Grade, Kind, Step};
pub use field::{FindingField, MeasureField};
pub use span::Span;

/// The demands of one kind of campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Profile {
    /// Short name, as in `--profile audit`: letters, digits and hyphens.
    pub name: String,
    /// Version of its text, so that two campaigns can be compared.
    pub version: String,
    /// Title for people.
    pub title: Bilingual,
    /// Areas that such a campaign usually examines (方面); a finding may name another.
    pub aspects: Vec<Bilingual>,
    /// What a finding must state before it is registered.
    pub finding_fields: BTreeSet<FindingField>,
    /// What a measure must state before the plan is approved.
    pub measure_fields: BTreeSet<MeasureField>,
    /// The deadline of a measure for which none was given, by kind.
    pub deadlines: Deadlines,
    /// When lights change.
    pub lights: Lights,
    /// How long after an occurrence a check-in still counts as kept.
    pub check_in_grace: Sourced<Span>,
    /// Who must approve, level by level (逐级审核).
    pub approvals: Approvals,
    /// How a deadline may be moved.
    pub extensions: Extensions,
    /// Months after the closing at which to look back (回头看); none where the list is empty.
    pub look_backs: Sourced<Vec<u32>>,
    /// Results of a verification with which a finding may close.
    pub closing_grades: Sourced<BTreeSet<Grade>>,
    /// What evidence a measure owes.
    pub evidence: EvidenceDemands,
}

/// A value and where it comes from: a law's article, a rule, or the editor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Its source in words; never empty in a profile that was parsed.
    pub source: String,
}

/// Default deadlines, counted from the day on which the campaign received its findings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Deadlines {
    /// For 立行立改; `None`: must be given by hand.
    pub immediate: Option<Sourced<Span>>,
    /// For 分阶段整改.
    pub staged: Option<Sourced<Span>>,
    /// For 长期坚持; `None` is usual: its check-ins are its deadlines.
    pub continuous: Option<Sourced<Span>>,
}

/// When lights change (亮灯).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lights {
    /// A measure is yellow from this long before its deadline.
    pub yellow: Sourced<Span>,
    /// A measure without a real change for this long has stalled.
    pub stalled: Sourced<Span>,
}

/// Levels of approval, the lowest first. An empty list needs no approval.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Approvals {
    /// For the plan of a finding: its measures as planned.
    pub plan: Vec<Level>,
    /// For the closing of a finding.
    pub closing: Vec<Level>,
    /// For the extension of a measure's deadline.
    pub extension: Vec<Level>,
}

/// One level of approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Short name, as in `--level office`: letters, digits and hyphens; no other level of the same step has it.
    pub key: String,
    /// Who that is.
    pub title: Bilingual,
    /// Why this level must approve.
    pub source: String,
}

/// How a deadline may be moved (延期). Who decides stands in [`Approvals::extension`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extensions {
    /// How often the deadline of one measure may be moved; 0: never.
    pub most: Sourced<u32>,
    /// How long before the deadline it must be asked at the latest.
    pub ask_before: Sourced<Span>,
}

/// What evidence a measure owes before it is done (佐证材料).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EvidenceDemands {
    /// Least number of files.
    pub least: Sourced<u32>,
    /// Kinds that do not suffice where there are no others (纸面整改).
    pub weak: Sourced<BTreeSet<EvidenceKind>>,
}

impl Profile {
    /// The levels that must approve `step`, the lowest first.
    #[must_use]
    pub fn levels(&self, step: Step) -> &[Level] {
        match step {
            Step::Plan => &self.approvals.plan,
            Step::Closing => &self.approvals.closing,
            Step::Extension => &self.approvals.extension,
        }
    }

    /// The rule for the deadline of a measure of `kind` for which none was given.
    #[must_use]
    pub fn default_deadline(&self, kind: Kind) -> Option<&Sourced<Span>> {
        match kind {
            Kind::Immediate => self.deadlines.immediate.as_ref(),
            Kind::Staged => self.deadlines.staged.as_ref(),
            Kind::Continuous => self.deadlines.continuous.as_ref(),
        }
    }

    /// The first day on which something due on `deadline` is yellow.
    #[must_use]
    pub fn yellow_from(&self, deadline: Date, calendar: &Calendar) -> Date {
        self.lights.yellow.value.before(deadline, calendar)
    }

    /// The last day on which an extension of `deadline` may be asked.
    #[must_use]
    pub fn last_day_to_ask(&self, deadline: Date, calendar: &Calendar) -> Date {
        self.extensions.ask_before.value.before(deadline, calendar)
    }

    /// The last day on which the check-in due on `occurrence` is still kept.
    #[must_use]
    pub fn last_day_to_check_in(&self, occurrence: Date, calendar: &Calendar) -> Date {
        self.check_in_grace.value.after(occurrence, calendar)
    }

    /// The days on which to look back at what was closed on `closed`, in order.
    #[must_use]
    pub fn look_back_days(&self, closed: Date, calendar: &Calendar) -> Vec<Date> {
        let mut days: Vec<Date> =
            self.look_backs.value.iter().map(|months| Span::Months(*months).after(closed, calendar)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Whether a finding may close with this result.
    #[must_use]
    pub fn closes_with(&self, grade: Grade) -> bool {
        self.closing_grades.value.contains(&grade)
    }

    /// Whether there is evidence, and all of it is of kinds that prove too little.
    #[must_use]
    pub fn is_weak(&self, kinds: impl IntoIterator<Item = EvidenceKind>) -> bool {
        let mut kinds = kinds.into_iter().peekable();
        kinds.peek().is_some() && kinds.all(|kind| self.evidence.weak.value.contains(&kind))
    }
}
