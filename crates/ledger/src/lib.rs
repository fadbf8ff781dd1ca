//! The ledger's domain, pure: what is promised about what is wrong, and what becomes of it.
//!
//! [`decide()`] turns a [`Command`] into [`Event`]s or into a [`Refusal`] that lists everything that lacks;
//! [`State::evolve`] folds events. Every aggregate is a module with its own `State`, `Command`, `Event`, `Refusal`,
//! `decide` and `evolve`:
//!
//! | module | zh | what |
//! |---|---|---|
//! | [`mod@unit`] | 单位 | a node of the organisation tree |
//! | [`person`] | 人员 | belongs to units, holds posts |
//! | [`post`] | 岗位 | held by one person at a time |
//! | [`campaign`] | 专项 | one round of examination, with its [`Profile`] |
//! | [`paper`] | 材料 | a paper that was read |
//! | [`finding`] | 问题 | what is wrong |
//! | [`cause`] | 原因 | why |
//! | [`measure`] | 整改措施 | what will be done about it |
//! | [`evidence`] | 佐证材料 | what shows it |
//! | [`regulation`] | 制度 | a rule adopted as the lasting mechanism |
//! | [`hand_over`] | 交接 | open items that change hands with a post |
//! | [`account`] | 账号 | with it a person signs in; the roles in which they act |
//! | [`holidays`] | 节假日 | the holiday tables |
//! | [`log`] | 日志 | payloads that were erased from it, checkpoints of it that were published |
//!
//! Nothing in here knows a clock, randomness, a database, a page or the reading of papers.

pub mod account;
mod aggregate;
pub mod campaign;
pub mod cause;
pub mod decide;
mod digest;
mod event;
pub mod evidence;
pub mod finding;
mod given;
pub mod hand_over;
pub mod holidays;
mod id;
pub mod light;
pub mod log;
pub mod measure;
pub mod paper;
pub mod person;
pub mod post;
pub mod profile;
mod quantity;
mod reading;
pub mod redact;
pub mod regulation;
mod rhythm;
mod source;
mod state;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod unit;

#[cfg(test)]
mod tests;

pub use bilingual::{Bilingual, count};
pub use decide::{Command, Events, Lacks, Reason, Refusal, decide};
pub use digest::Digest;
pub use event::{Event, EventError};
pub use given::{Act, Actor, Channel, Given};
pub use id::{
    AccountId, CampaignId, CauseId, EvidenceId, FindingId, HandOverId, IdError, MeasureId, PaperId, PersonId, PostId,
    RegulationId, Stream, UnitId,
};
pub use profile::Profile;
pub use quantity::Quantity;
pub use reading::{answerable, owners};
pub use redact::Redact;
pub use rhythm::{Occurrence, Rhythm, RhythmError};
pub use source::{Passage, Source};
pub use state::{State, States};

/// Days from `from` to `to`; negative where `to` is earlier.
#[must_use]
pub(crate) fn days_between(from: jiff::civil::Date, to: jiff::civil::Date) -> i32 {
    // A difference of two dates in days always fits.
    (to - from).get_days()
}
