//! Why a finding says no.

use jiff::civil::Date;

use super::state::Status;
use crate::profile::{FindingField, Level, MeasureField, Step};
use crate::{Bilingual, CampaignId, FindingId, MeasureId, PersonId, count};

/// One thing that lacks before something can be done to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It stands where this cannot be done.
    Status {
        /// The finding.
        finding: FindingId,
        /// Where it stands.
        is: Status,
        /// Where it would have to stand.
        wants: Vec<Status>,
    },
    /// The campaign is concluded.
    Concluded(CampaignId),
    /// The profile wants this field.
    Field(FindingField),
    /// The profile wants this field of a measure.
    MeasureField(MeasureId, MeasureField),
    /// No measure answers it.
    NoMeasure,
    /// A measure is not done.
    MeasureOpen(MeasureId),
    /// A continuing measure missed a check-in.
    CheckInMissed(MeasureId, u32, Date),
    /// A continuing measure was never checked in for a commitment, so that nothing shows that it is kept.
    NeverCheckedIn(MeasureId, u32),
    /// An item of the evidence checklist is not met.
    ChecklistUnmet(MeasureId, u32, String),
    /// Fewer files than the profile wants.
    TooLittleEvidence(MeasureId, u32, u32),
    /// Only evidence of kinds that prove too little (纸面整改).
    WeakEvidence(MeasureId),
    /// A level has not approved.
    NotApproved(Step, Level),
    /// A level approved what has changed since.
    ApprovalFell(Step, Level),
    /// Nobody has judged the evidence.
    NotVerified,
    /// What was judged has changed since.
    VerificationFell(PersonId),
    /// Who judged it owns or leads this measure.
    VerifierOwns(PersonId, MeasureId),
    /// No measure was completed since the problem came back.
    NothingSinceRebound,
    /// Nobody judges, approves or strikes off what they answer for.
    OwnItem(PersonId, MeasureId),
    /// Nothing is to be approved: the profile has no such level, or all have approved.
    NothingToApprove(Step),
    /// A finding is neither merged into itself nor repeats itself.
    Itself,
    /// Only a finding of another campaign that was written down earlier can be repeated.
    NotEarlier(FindingId),
    /// It is linked already.
    Linked(FindingId),
    /// Nothing would change.
    Unchanged,
    /// No look-back is scheduled for that day.
    NotScheduled(Date),
    /// That scheduled day has not come.
    TooEarly(Date),
    /// A day in the future.
    Future(Date),
    /// A day before the closing that is looked back at.
    BeforeClosing(Date),
    /// The problem's new form is to be registered as a finding first.
    NoFollowUp,
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let two = |zh: String, en: String| Bilingual::new(zh, en);
        match self {
            Self::Status { finding, is, wants } => {
                let (is, wants): (_, Vec<_>) = (is.label(), wants.iter().map(|status| status.label()).collect());
                let any = wants.iter().map(|status| status.en.as_ref()).collect::<Vec<_>>().join(" or ");
                two(
                    format!("{finding} 现为“{}”，须为“{}”", is.zh, Bilingual::list(&wants).zh),
                    format!("{finding} is {}: it would have to be {any}", is.en),
                )
            }
            Self::Concluded(campaign) => two(format!("{campaign} 已结束"), format!("{campaign} is concluded")),
            Self::Field(field) => {
                two(format!("缺少{}", field.label().zh), format!("the {} is missing", field.label().en))
            }
            Self::MeasureField(measure, field) => {
                two(format!("{measure} 缺少{}", field.label().zh), format!("{measure} lacks its {}", field.label().en))
            }
            Self::NoMeasure => Bilingual::fixed("没有整改措施", "no measure answers it"),
            Self::MeasureOpen(measure) => two(format!("{measure} 未完成"), format!("{measure} is not done")),
            Self::CheckInMissed(measure, commitment, due) => two(
                format!("{measure} 的承诺 {commitment} 未按期兑现（{due}）"),
                format!("{measure} missed what its commitment {commitment} owed by {due}"),
            ),
            Self::NeverCheckedIn(measure, commitment) => two(
                format!("{measure} 的承诺 {commitment} 尚无一期兑现"),
                format!("{measure} has kept no period of its commitment {commitment} yet"),
            ),
            Self::ChecklistUnmet(measure, number, item) => two(
                format!("{measure} 缺佐证材料 {number}：{item}"),
                format!("{measure} lacks evidence {number}: {item}"),
            ),
            Self::TooLittleEvidence(measure, least, has) => two(
                format!("{measure} 至少须有 {least} 份佐证材料，现有 {has} 份"),
                format!("{measure} needs at least {} of evidence and has {has}", count(*least, "file")),
            ),
            Self::WeakEvidence(measure) => two(
                format!("{measure} 的佐证材料均为会议、发文、照片一类，不足以证明已整改"),
                format!("all evidence of {measure} is of kinds that prove too little"),
            ),
            Self::NotApproved(step, level) => {
                let (step, level) = (step_label(*step), &level.title);
                two(
                    format!("{}未经“{}”批准", step.zh, level.zh),
                    format!("the {} lacks the approval of {}", step.en, level.en),
                )
            }
            Self::ApprovalFell(step, level) => {
                let (step, level) = (step_label(*step), &level.title);
                two(
                    format!("“{}”批准{}之后内容有变，须重新批准", level.zh, step.zh),
                    format!("what {} approved for the {} has changed since", level.en, step.en),
                )
            }
            Self::NotVerified => Bilingual::fixed("未经验收", "nobody has verified it"),
            Self::VerificationFell(person) => two(
                format!("{person} 验收之后内容有变，须重新验收"),
                format!("what {person} verified has changed since"),
            ),
            Self::VerifierOwns(person, measure) => two(
                format!("验收人 {person} 是 {measure} 的责任人或牵头人"),
                format!("{person}, who verified it, owns or leads {measure}"),
            ),
            Self::NothingSinceRebound => {
                Bilingual::fixed("反弹以来没有完成过整改措施", "no measure was completed since the problem came back")
            }
            Self::OwnItem(person, measure) => two(
                format!("{person} 对 {measure} 负责，应由他人办理"),
                format!("{person} answers for {measure}: somebody else must do this"),
            ),
            Self::NothingToApprove(step) => {
                let step = step_label(*step);
                two(format!("{}无待批准的层级", step.zh), format!("no level is left to approve the {}", step.en))
            }
            Self::Itself => Bilingual::fixed("不能指向自身", "it cannot point to itself"),
            Self::NotEarlier(finding) => two(
                format!("{finding} 不是更早专项中的问题"),
                format!("{finding} is not a finding of another campaign that was written down earlier"),
            ),
            Self::Linked(finding) => two(format!("已关联 {finding}"), format!("it is linked to {finding} already")),
            Self::Unchanged => Bilingual::fixed("没有变化", "nothing would change"),
            Self::TooEarly(day) => Bilingual::new(
                format!("{day} 的回头看未到期，提前看的不能抵"),
                format!("the look-back of {day} is not due yet; an earlier one does not answer it"),
            ),
            Self::NotScheduled(day) => {
                two(format!("没有安排在 {day} 的回头看"), format!("no look-back is scheduled for {day}"))
            }
            Self::Future(day) => two(format!("{day} 尚未到来"), format!("{day} is in the future")),
            Self::BeforeClosing(day) => two(format!("{day} 早于销号"), format!("{day} is before the closing")),
            Self::NoFollowUp => Bilingual::fixed(
                "变异的问题须先登记为新问题并关联",
                "the problem's new form must be registered as a finding first",
            ),
        }
    }
}

/// What is approved, in words.
pub(crate) const fn step_label(step: Step) -> Bilingual {
    match step {
        Step::Plan => Bilingual::fixed("整改方案", "plan"),
        Step::Closing => Bilingual::fixed("销号", "closing"),
        Step::Extension => Bilingual::fixed("延期", "extension"),
    }
}
