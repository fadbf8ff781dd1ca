//! Why a measure says no.

use jiff::civil::Date;

use super::state::Status;
use crate::{Bilingual, EvidenceId, FindingId, MeasureId, PersonId, count};

/// One thing that lacks before something can be done to a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It stands where this cannot be done.
    Status {
        /// The measure.
        measure: MeasureId,
        /// Where it stands.
        is: Status,
        /// Where it would have to stand.
        wants: Status,
    },
    /// A finding that is struck off must not change under its receipt.
    FindingClosed(FindingId),
    /// The finding is merged or rejected.
    FindingVoid(FindingId),
    /// It answers that finding already.
    Tied(FindingId),
    /// It does not answer that finding.
    NotTied(FindingId),
    /// Nothing would change.
    Unchanged,
    /// It has a deadline: that moves only by an extension.
    HasDeadline(Date),
    /// It has no deadline.
    NoDeadline,
    /// A milestone behind the deadline.
    MilestoneLate(Date, Date),
    /// There is no milestone of that number, or it is done with.
    NoMilestone(u32),
    /// There is no commitment of that number.
    NoCommitment(u32),
    /// There is no checklist item of that number.
    NoChecklistItem(u32),
    /// A quantity of nothing.
    NoQuantity,
    /// That day owes nothing for the commitment.
    NothingOwed(u32, Date),
    /// A day in the future.
    Future(Date),
    /// A day before the one on which the commitment begins.
    BeforeStart(Date),
    /// The evidence was withdrawn.
    Withdrawn(EvidenceId),
    /// The evidence is shown for it already.
    Attached(EvidenceId),
    /// The evidence is not shown for it.
    NotAttached(EvidenceId),
    /// An extension waits to be decided.
    ExtensionPending,
    /// No extension waits to be decided.
    NoExtension,
    /// The new deadline must be later.
    NotLater(Date),
    /// The deadline was moved as often as the profile lets it.
    TooManyExtensions(u32),
    /// It had to be asked by that day.
    AskedTooLate(Date),
    /// Nobody decides on what they asked for.
    OwnRequest(PersonId),
    /// Nobody decides on what they own.
    OwnItem(PersonId, MeasureId),
    /// A milestone is neither reached nor given up.
    MilestoneOpen(u32, String),
    /// A commitment for once is not met: number, owed and done.
    CommitmentShort(u32, String, String),
    /// A recurring commitment missed a check-in.
    CheckInMissed(u32, Date),
    /// A continuing measure is kept, not completed, before its last day.
    RunsOn(Option<Date>),
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let two = |zh: String, en: String| Bilingual::new(zh, en);
        match self {
            Self::Status { measure, is, wants } => {
                let (is, wants) = (is.label(), wants.label());
                two(
                    format!("{measure} 现为“{}”，须为“{}”", is.zh, wants.zh),
                    format!("{measure} is {}: it would have to be {}", is.en, wants.en),
                )
            }
            Self::FindingClosed(finding) => two(
                format!("{finding} 已销号，其措施不能再改"),
                format!("{finding} is closed: its measures cannot change any more"),
            ),
            Self::FindingVoid(finding) => {
                two(format!("{finding} 已合并或不予采纳"), format!("{finding} was merged or rejected"))
            }
            Self::Tied(finding) => two(format!("已对应 {finding}"), format!("it answers {finding} already")),
            Self::NotTied(finding) => two(format!("不对应 {finding}"), format!("it does not answer {finding}")),
            Self::Unchanged => Bilingual::fixed("没有变化", "nothing would change"),
            Self::HasDeadline(day) => two(
                format!("已有时限 {day}，只能申请延期"),
                format!("its deadline is {day}: it moves only by an extension"),
            ),
            Self::NoDeadline => Bilingual::fixed("没有时限", "it has no deadline"),
            Self::MilestoneLate(due, deadline) => two(
                format!("节点 {due} 晚于时限 {deadline}"),
                format!("the milestone of {due} is behind the deadline {deadline}"),
            ),
            Self::NoMilestone(number) => {
                two(format!("没有未完成的节点 {number}"), format!("there is no open milestone {number}"))
            }
            Self::NoCommitment(number) => two(format!("没有承诺 {number}"), format!("there is no commitment {number}")),
            Self::NoChecklistItem(number) => {
                two(format!("佐证清单没有第 {number} 项"), format!("the evidence checklist has no item {number}"))
            }
            Self::NoQuantity => Bilingual::fixed("数量须大于零", "the quantity must be more than nothing"),
            Self::NothingOwed(number, day) => {
                two(format!("承诺 {number} 在 {day} 无须兑现"), format!("commitment {number} owes nothing for {day}"))
            }
            Self::Future(day) => two(format!("{day} 尚未到来"), format!("{day} is in the future")),
            Self::BeforeStart(day) => two(format!("不能早于 {day}"), format!("it cannot be before {day}")),
            Self::Withdrawn(evidence) => two(format!("{evidence} 已撤回"), format!("{evidence} was withdrawn")),
            Self::Attached(evidence) => {
                two(format!("{evidence} 已列为佐证"), format!("{evidence} is shown for it already"))
            }
            Self::NotAttached(evidence) => {
                two(format!("{evidence} 未列为佐证"), format!("{evidence} is not shown for it"))
            }
            Self::ExtensionPending => Bilingual::fixed("有待批准的延期申请", "an extension waits to be decided"),
            Self::NoExtension => Bilingual::fixed("没有待批准的延期申请", "no extension waits to be decided"),
            Self::NotLater(deadline) => {
                two(format!("新时限须晚于 {deadline}"), format!("the new deadline must be later than {deadline}"))
            }
            Self::TooManyExtensions(most) => {
                two(format!("最多延期 {most} 次"), format!("a deadline is moved at most {}", count(*most, "time")))
            }
            Self::AskedTooLate(last) => {
                two(format!("最迟须在 {last} 申请延期"), format!("it had to be asked by {last}"))
            }
            Self::OwnRequest(person) => two(
                format!("{person} 是申请人，须由他人审批"),
                format!("{person} asked for it: somebody else must decide"),
            ),
            Self::OwnItem(person, measure) => two(
                format!("{person} 是 {measure} 的责任人，须由他人审批"),
                format!("{person} owns {measure}: somebody else must decide"),
            ),
            Self::MilestoneOpen(number, text) => {
                two(format!("节点 {number} 未完成：{text}"), format!("milestone {number} is not reached: {text}"))
            }
            Self::CommitmentShort(number, owed, done) => two(
                format!("承诺 {number} 应完成 {owed}，已完成 {done}"),
                format!("commitment {number} owes {owed} and has {done}"),
            ),
            Self::CheckInMissed(number, due) => two(
                format!("承诺 {number} 未按期兑现（{due}）"),
                format!("commitment {number} missed what was owed by {due}"),
            ),
            Self::RunsOn(None) => Bilingual::fixed(
                "长期坚持的措施没有终点：按期兑现即可，不办完成",
                "a continuing measure without a last day is kept, not completed",
            ),
            Self::RunsOn(Some(day)) => two(
                format!("长期坚持的措施在 {day} 之前不办完成"),
                format!("a continuing measure is kept, not completed, before {day}"),
            ),
        }
    }
}
