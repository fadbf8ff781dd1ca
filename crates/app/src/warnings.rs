//! What looks like rectification on paper only (纸面整改), told to whoever judges the evidence. A warning forbids nothing:
//! it is answered by the words of the judgement.

use std::collections::BTreeSet;

use jiff::civil::Date;
use ledger::profile::EvidenceKind;
use ledger::{Bilingual, EvidenceId, FindingId, MeasureId, Stream, measure};
use serde::Serialize;

use crate::{Failure, View};

/// What looks like rectification on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Which of the signs it is.
    pub sign: Sign,
    /// The measure that shows it.
    pub measure: MeasureId,
    /// What was seen, in one sentence.
    pub words: Bilingual,
}

/// Signs of rectification on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Nothing but minutes, notices and the like; no data, vouchers, reports.
    PaperOnly,
    /// A file that is shown for many items.
    SameFile,
    /// A file that came about only after what it shows.
    DatedLater,
    /// A file that was stored long after what it shows.
    StoredLate,
    /// Reports in the words of earlier ones.
    SameWords,
    /// All files were stored on one day, shortly before the deadline.
    OneDay,
}

/// When a sign is one: how many of what, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Threshold {
    /// The sign.
    pub sign: Sign,
    /// From how many on.
    pub value: u32,
    /// What that means.
    pub words: Bilingual,
    /// Where it comes from.
    pub source: Bilingual,
}

const EDITOR: Bilingual = Bilingual::fixed("编者默认", "the editors' default");

/// All thresholds, one a sign.
pub static THRESHOLDS: [Threshold; 6] = [
    threshold(Sign::PaperOnly, 1, "没有一份台账数据、凭证票据或检测评估报告", "no record, voucher or report at all"),
    threshold(Sign::SameFile, 3, "同一份文件用于 3 项或更多", "one file is shown for 3 items or more"),
    threshold(
        Sign::DatedLater,
        1,
        "材料形成日期比所报完成日期晚 1 天或更多",
        "dated 1 day or more after what it shows was said to be done",
    ),
    threshold(
        Sign::StoredLate,
        31,
        "材料在所报完成日期 31 天以后才存入",
        "stored 31 days or more after what it shows was said to be done",
    ),
    threshold(Sign::SameWords, 1, "有 1 次进展与以前的文字相同", "1 report in the words of an earlier one"),
    threshold(
        Sign::OneDay,
        7,
        "2 份以上材料全在一天存入，离时限不足 7 天",
        "2 files or more, all stored on one day, less than 7 days before the deadline",
    ),
];

const fn threshold(sign: Sign, value: u32, zh: &'static str, en: &'static str) -> Threshold {
    Threshold { sign, value, words: Bilingual::fixed(zh, en), source: EDITOR }
}

impl Sign {
    /// From how many on it is one.
    fn from(self) -> u32 {
        THRESHOLDS[self as usize].value
    }
}

/// Evidence that shows something by itself, not what was said or decided.
const SHOWS: [EvidenceKind; 3] = [EvidenceKind::Record, EvidenceKind::Voucher, EvidenceKind::Report];

/// How many other uses of a file are named.
const NAMED: usize = 5;

/// A file as it is judged.
#[derive(Debug, Clone)]
struct Shown {
    evidence: EvidenceId,
    kind: EvidenceKind,
    dated: Date,
    stored_on: Date,
    /// The day on which what it shows was said to be done.
    claimed: Option<Date>,
    /// All that the same file is shown for.
    uses: BTreeSet<Stream>,
}

/// A measure as it is judged.
#[derive(Debug, Clone)]
struct Facts {
    measure: MeasureId,
    deadline: Option<Date>,
    repeated: usize,
    shown: Vec<Shown>,
}

impl View<'_> {
    /// What looks like rectification on paper in the measures that answer a finding.
    ///
    /// # Errors
    /// The database failed.
    pub fn warnings(&self, finding: FindingId) -> Result<Vec<Warning>, Failure> {
        let measures = self.finding_state(finding)?.map(|state| state.measures.clone()).unwrap_or_default();
        let mut warnings = Vec::new();
        for id in measures {
            let Some(state) = self.measure_state(id)?.filter(|state| state.status != measure::Status::Dropped) else {
                continue;
            };
            warnings.extend(judge(&self.facts(id, &state)?));
        }
        self.sound(warnings)
    }

    fn facts(&self, measure: MeasureId, state: &measure::State) -> Result<Facts, Failure> {
        let attached = state.attachments.iter().map(|attached| (attached.evidence, state.done_on));
        let checked_in = state.check_ins.iter().flat_map(|done| done.evidence.iter().map(|id| (*id, Some(done.on))));
        let mut shown: Vec<Shown> = Vec::new();
        for (id, claimed) in attached.chain(checked_in) {
            if let Some(known) = shown.iter_mut().find(|shown| shown.evidence == id) {
                // The earliest claim is the one that it must bear out.
                known.claimed = [known.claimed, claimed].into_iter().flatten().min();
                continue;
            }
            let Some(evidence) = self.states().evidence(id).filter(|evidence| evidence.withdrawn.is_none()) else {
                continue;
            };
            let mut uses = BTreeSet::new();
            for same in self.reader.evidence_by_digest(&evidence.digest)? {
                uses.extend(self.reader.uses_of(same)?);
            }
            let (kind, dated) = (evidence.content.kind, evidence.content.dated);
            shown.push(Shown { evidence: id, kind, dated, stored_on: evidence.stored_on, claimed, uses });
        }
        let repeated = state.progress.iter().filter(|report| report.repeated).count();
        Ok(Facts { measure, deadline: state.deadline, repeated, shown })
    }
}

/// Whether the words of a judgement that lets a finding pass answer its warnings: what was seen is not passed over in
/// silence.
///
/// # Errors
/// They do not; why, in one sentence.
pub fn answered(warnings: &[Warning], note: &str) -> Result<(), Bilingual> {
    if warnings.is_empty() || !note.trim().is_empty() {
        return Ok(());
    }
    let n = warnings.len();
    Err(Bilingual::new(
        format!("有 {n} 条提示；请写明核实情况和通过的理由"),
        format!("warnings: {n}; say what was checked and why it passes"),
    ))
}

fn judge(facts: &Facts) -> Vec<Warning> {
    let signs = [paper_only(facts), one_day(facts), same_words(facts)];
    let of_files =
        facts.shown.iter().flat_map(|shown| [same_file(facts, shown), dated_later(shown), stored_late(shown)]);
    let warning = |(sign, zh, en): Seen| Warning { sign, measure: facts.measure, words: Bilingual::new(zh, en) };
    signs.into_iter().chain(of_files).flatten().map(warning).collect()
}

type Seen = (Sign, String, String);

fn paper_only(facts: &Facts) -> Option<Seen> {
    let (measure, files) = (facts.measure, facts.shown.len());
    let shows = facts.shown.iter().filter(|shown| SHOWS.contains(&shown.kind)).count();
    (files > 0 && shows < count(Sign::PaperOnly)).then(|| {
        (
            Sign::PaperOnly,
            format!(
                "{measure} 的 {files} 份材料只有会议、发文、照片一类，没有台账数据、凭证或检测报告，看不出实际效果"
            ),
            format!(
                "{measure}: among its files ({files}) is no record, voucher or report, so that no effect can be seen"
            ),
        )
    })
}

fn one_day(facts: &Facts) -> Option<Seen> {
    let (first, deadline) = (facts.shown.first()?, facts.deadline?);
    let (measure, files, day) = (facts.measure, facts.shown.len(), first.stored_on);
    let one = files > 1 && facts.shown.iter().all(|shown| shown.stored_on == day);
    let left = days(day, deadline);
    (one && left.is_some_and(|left| left < Sign::OneDay.from())).then(|| {
        (
            Sign::OneDay,
            format!("{measure} 的 {files} 份材料全在 {day} 一天存入，时限是 {deadline}"),
            format!("{measure}: all its files ({files}) were stored on {day}, its deadline is {deadline}"),
        )
    })
}

fn same_words(facts: &Facts) -> Option<Seen> {
    let (measure, n) = (facts.measure, facts.repeated);
    (n >= count(Sign::SameWords)).then(|| {
        (
            Sign::SameWords,
            format!("{measure} 有 {n} 次进展与以前的文字相同"),
            format!("{measure}: reports in the words of earlier ones: {n}"),
        )
    })
}

fn same_file(facts: &Facts, shown: &Shown) -> Option<Seen> {
    (shown.uses.len() >= count(Sign::SameFile)).then(|| {
        let others = shown.uses.iter().filter(|stream| **stream != facts.measure.into());
        let others: Vec<String> = others.take(NAMED).map(ToString::to_string).collect();
        let (id, n) = (shown.evidence, shown.uses.len());
        (
            Sign::SameFile,
            format!("{id} 这一份文件用于 {n} 项，还有 {}", others.join("、")),
            format!("{id}: the same file is shown for {n} items, also {}", others.join(", ")),
        )
    })
}

fn dated_later(shown: &Shown) -> Option<Seen> {
    let (id, dated, claimed) = (shown.evidence, shown.dated, shown.claimed?);
    (days(claimed, dated)? >= Sign::DatedLater.from()).then(|| {
        (
            Sign::DatedLater,
            format!("{id} 形成于 {dated}，晚于所报完成日期 {claimed}"),
            format!("{id} is dated {dated}, after {claimed}, when it was said to be done"),
        )
    })
}

fn stored_late(shown: &Shown) -> Option<Seen> {
    let (id, stored, claimed) = (shown.evidence, shown.stored_on, shown.claimed?);
    (days(claimed, stored)? >= Sign::StoredLate.from()).then(|| {
        (
            Sign::StoredLate,
            format!("{id} 在 {stored} 才存入，所报完成日期是 {claimed}，可能是事后补的"),
            format!("{id} was stored on {stored}, long after {claimed}, when it was said to be done"),
        )
    })
}

fn count(sign: Sign) -> usize {
    usize::try_from(sign.from()).unwrap_or(usize::MAX)
}

/// Days from one day to a later one; `None` where it is earlier.
fn days(from: Date, to: Date) -> Option<u32> {
    u32::try_from((to - from).get_days()).ok()
}

#[cfg(test)]
mod tests;
