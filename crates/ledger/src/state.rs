//! What is: the fold of a stream's events.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AccountId, CampaignId, CauseId, Event, EvidenceId, FindingId, HandOverId, MeasureId, PaperId, PersonId, PostId,
    RegulationId, Stream, UnitId,
};

macro_rules! states {
    ($($variant:ident $module:ident $doc:literal),*) => {
        /// The state of one aggregate. Cloning is cheap. Its JSON is deterministic, for snapshots.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum State {
            $(#[doc = $doc] $variant(Arc<crate::$module::State>),)*
        }

        impl State {
            /// The state after `event`, which was recorded at `at`.
            ///
            /// It is total: an event of another kind than the state, which only a damaged log can hold, starts anew.
            #[must_use]
            pub fn evolve(state: Option<Self>, event: &Event, at: Timestamp) -> Self {
                match event {
                    $(Event::$variant(event) => {
                        let state = match state {
                            Some(Self::$variant(state)) => Some(Arc::unwrap_or_clone(state)),
                            _ => None,
                        };
                        Self::$variant(Arc::new(crate::$module::evolve(state, event, at)))
                    })*
                }
            }
        }
    };
}

states! {
    Unit unit "Of a unit.",
    Person person "Of a person.",
    Post post "Of a post.",
    Campaign campaign "Of a campaign.",
    Paper paper "Of a paper.",
    Finding finding "Of a finding.",
    Cause cause "Of a cause.",
    Measure measure "Of a measure.",
    Evidence evidence "Of a file of evidence.",
    Regulation regulation "Of a regulation.",
    HandOver hand_over "Of a hand-over.",
    Account account "Of an account.",
    Calendar holidays "Of the holiday tables.",
    Log log "Of the log."
}

/// The states that a decision may read. The caller records what was read: all of it is the optimistic lock.
pub trait States {
    /// The state of `stream` now; `None` where it has no entries.
    fn state(&self, stream: &Stream) -> Option<State>;
}

macro_rules! reads {
    ($($name:ident $id:ident $variant:ident $module:ident),*) => {
        impl dyn States + '_ {
            $(
                /// The state of that aggregate; `None` where there is none.
                #[must_use]
                pub fn $name(&self, id: $id) -> Option<Arc<crate::$module::State>> {
                    match self.state(&Stream::$variant(id)) {
                        Some(State::$variant(state)) => Some(state),
                        _ => None,
                    }
                }
            )*

            /// The holiday tables as they are now.
            #[must_use]
            pub fn calendar(&self) -> calendar::Calendar {
                match self.state(&Stream::Calendar) {
                    Some(State::Calendar(state)) => state.calendar(),
                    _ => calendar::Calendar::china().clone(),
                }
            }
        }
    };
}

reads! {
    unit UnitId Unit unit, person PersonId Person person, post PostId Post post,
    campaign CampaignId Campaign campaign, paper PaperId Paper paper, finding FindingId Finding finding,
    cause CauseId Cause cause, measure MeasureId Measure measure, evidence EvidenceId Evidence evidence,
    regulation RegulationId Regulation regulation, hand_over HandOverId HandOver hand_over,
    account AccountId Account account
}
