//! The list of all aggregates, for what must be said of each.

/// Evaluates one expression for whichever aggregate a value of `Event`, `State` or the like is of.
macro_rules! each {
    ($of:ident, $value:expr, $inner:pat => $body:expr) => {
        match $value {
            $of::Unit($inner) => $body,
            $of::Person($inner) => $body,
            $of::Post($inner) => $body,
            $of::Campaign($inner) => $body,
            $of::Paper($inner) => $body,
            $of::Finding($inner) => $body,
            $of::Cause($inner) => $body,
            $of::Measure($inner) => $body,
            $of::Evidence($inner) => $body,
            $of::Regulation($inner) => $body,
            $of::HandOver($inner) => $body,
            $of::Account($inner) => $body,
            $of::Calendar($inner) => $body,
            $of::Log($inner) => $body,
        }
    };
}

/// Declares an enum with one variant an aggregate, and `From` of each.
macro_rules! over_aggregates {
    ($(#[$meta:meta])* $name:ident of $inner:ident) => {
        $(#[$meta])*
        pub enum $name {
            /// Of a unit.
            Unit(crate::unit::$inner),
            /// Of a person.
            Person(crate::person::$inner),
            /// Of a post.
            Post(crate::post::$inner),
            /// Of a campaign.
            Campaign(crate::campaign::$inner),
            /// Of a paper.
            Paper(crate::paper::$inner),
            /// Of a finding.
            Finding(crate::finding::$inner),
            /// Of a cause.
            Cause(crate::cause::$inner),
            /// Of a measure.
            Measure(crate::measure::$inner),
            /// Of a file of evidence.
            Evidence(crate::evidence::$inner),
            /// Of a regulation.
            Regulation(crate::regulation::$inner),
            /// Of a hand-over.
            HandOver(crate::hand_over::$inner),
            /// Of an account.
            Account(crate::account::$inner),
            /// Of the holiday tables.
            Calendar(crate::holidays::$inner),
            /// Of the log.
            Log(crate::log::$inner),
        }
        crate::aggregate::from_aggregates!($name of $inner: Unit unit, Person person, Post post, Campaign campaign,
            Paper paper, Finding finding, Cause cause, Measure measure, Evidence evidence, Regulation regulation,
            HandOver hand_over, Account account, Calendar holidays, Log log);
    };
}

macro_rules! from_aggregates {
    ($name:ident of $inner:ident: $($variant:ident $module:ident),*) => {
        $(impl From<crate::$module::$inner> for $name {
            fn from(of: crate::$module::$inner) -> Self {
                Self::$variant(of)
            }
        })*
    };
}

pub(crate) use {each, from_aggregates, over_aggregates};
