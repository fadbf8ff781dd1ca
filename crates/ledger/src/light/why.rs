//! Reasons of lights, as data and in words.

use jiff::civil::Date;

use crate::finding::Status;
use crate::{Bilingual, MeasureId};

/// Why a light is as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Nothing was done yet; with the deadline.
    NotStarted(Option<Date>),
    /// Under way; with the deadline.
    UnderWay(Option<Date>),
    /// Every check-in is kept; with the last day of the next period.
    Kept(Option<Date>),
    /// Nothing is due yet of what it promised; with the last day of the first period.
    FirstPeriod(Date),
    /// The deadline is near.
    DueSoon(Date),
    /// The deadline has passed.
    Overdue(Date),
    /// A milestone is near or has passed: its number and day.
    Milestone(u32, Date),
    /// Nothing was done since that day.
    Stalled(Date),
    /// A period is over and waits for its check-in: the commitment's number, the period's last day, the last day to say.
    CheckInWaits(u32, Date, Date),
    /// A check-in was missed: the commitment's number and the period's last day.
    CheckInMissed(u32, Date),
    /// The last report exceeds the cap of that commitment.
    CapExceeded(u32),
    /// It is done.
    Done,
    /// It was given up.
    Dropped,
    /// Of a finding: it stands there.
    Stands(Status),
    /// Of a finding that is closed: a look-back was due on that day.
    LookBackDue(Date),
    /// Of a finding: no measure answers it.
    NoMeasure,
    /// Of a finding: all measures that answer it are done with.
    AllDone,
    /// Of a finding: the problem came back, and no open measure answers it.
    ReboundUnanswered,
    /// Of a finding: a measure's reason.
    Of(MeasureId, Box<Why>),
}

impl Why {
    /// One sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let two = |zh: String, en: String| Bilingual::new(zh, en);
        match self {
            Self::NotStarted(None) => {
                Bilingual::fixed("尚无进展，未定时限", "nothing was done yet, no deadline is set")
            }
            Self::NotStarted(Some(day)) => {
                two(format!("尚无进展，时限 {day}"), format!("nothing was done yet, due {day}"))
            }
            Self::UnderWay(None) => Bilingual::fixed("正在推进，未定时限", "under way, no deadline is set"),
            Self::UnderWay(Some(day)) => two(format!("正在推进，时限 {day}"), format!("under way, due {day}")),
            Self::Kept(None) => Bilingual::fixed("承诺均已兑现", "everything promised is kept"),
            Self::Kept(Some(day)) => {
                two(format!("承诺均按期兑现，下一期截至 {day}"), format!("everything promised is kept, next by {day}"))
            }
            Self::FirstPeriod(day) => {
                two(format!("首期截至 {day}，尚未到期"), format!("the first period runs to {day}, nothing is due yet"))
            }
            Self::LookBackDue(day) => {
                two(format!("已销号，应于 {day} 回头看"), format!("closed, a look-back is due since {day}"))
            }
            Self::DueSoon(day) => two(format!("时限 {day} 临近"), format!("due soon, on {day}")),
            Self::Overdue(day) => two(format!("已超过时限 {day}"), format!("overdue since {day}")),
            Self::Milestone(number, day) => two(
                format!("节点 {number} 应于 {day} 前完成，尚未完成"),
                format!("milestone {number} is not reached, its day is {day}"),
            ),
            Self::Stalled(day) => two(format!("{day} 以来没有进展"), format!("nothing was done since {day}")),
            Self::CheckInWaits(number, due, last) => two(
                format!("承诺 {number} 截至 {due} 的一期待报，最迟 {last}"),
                format!("commitment {number} waits for the check-in of the period to {due}, by {last}"),
            ),
            Self::CheckInMissed(number, due) => two(
                format!("承诺 {number} 未按期兑现（{due}）"),
                format!("commitment {number} missed what was owed by {due}"),
            ),
            Self::CapExceeded(number) => two(
                format!("承诺 {number} 最近一期超出上限"),
                format!("the last report exceeds the cap of commitment {number}"),
            ),
            Self::Done => Bilingual::fixed("已完成", "it is done"),
            Self::Dropped => Bilingual::fixed("已取消", "it was given up"),
            Self::Stands(status) => status.label(),
            Self::NoMeasure => Bilingual::fixed("尚无整改措施", "no measure answers it yet"),
            Self::AllDone => {
                Bilingual::fixed("措施均已办结，待提交验收", "all measures are done with, it is to be submitted")
            }
            Self::ReboundUnanswered => {
                Bilingual::fixed("问题反弹，尚无新措施", "the problem came back and no open measure answers it")
            }
            Self::Of(measure, why) => {
                let why = why.message();
                two(format!("{measure} {}", why.zh), format!("{measure}: {}", why.en))
            }
        }
    }
}
