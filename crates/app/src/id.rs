//! What the kinds of ids have in common, for numbering and naming.

use ledger::{
    AccountId, CampaignId, CauseId, EvidenceId, FindingId, HandOverId, MeasureId, PaperId, PersonId, PostId,
    RegulationId, Stream, UnitId,
};

/// A kind of id that is numbered from 1.
pub trait Numbered: Copy + Into<Stream> + std::fmt::Display + std::str::FromStr<Err = ledger::IdError> {
    /// The word that begins the kinds of its events, such as `finding`.
    const KIND: &'static str;

    /// The id of this number.
    fn numbered(number: u64) -> Self;

    /// The id of `stream`, where it is of this kind.
    fn of(stream: &Stream) -> Option<Self>;
}

macro_rules! numbered {
    ($($id:ident $variant:ident $kind:literal),*) => {
        $(impl Numbered for $id {
            const KIND: &'static str = $kind;

            fn numbered(number: u64) -> Self {
                Self(number)
            }

            fn of(stream: &Stream) -> Option<Self> {
                if let Stream::$variant(id) = stream { Some(*id) } else { None }
            }
        })*
    };
}

numbered!(UnitId Unit "unit", PersonId Person "person", PostId Post "post", CampaignId Campaign "campaign",
    PaperId Paper "paper", FindingId Finding "finding", CauseId Cause "cause", MeasureId Measure "measure",
    EvidenceId Evidence "evidence", RegulationId Regulation "regulation", HandOverId HandOver "hand_over",
    AccountId Account "account");
