//! What happened: the union of all aggregates' events, their kinds and their payloads.
//!
//! A kind (`finding.registered`) and the JSON of its fields are a versioned promise: a kind is never reused, a field
//! never changes its meaning, new fields have defaults, and unknown fields are ignored.

mod payload;

use std::fmt;

use crate::aggregate::{each, over_aggregates};
use crate::{Bilingual, Redact, Stream};

over_aggregates! {
    /// Something that happened, in the past tense. It is never changed.
    #[derive(Debug, Clone, PartialEq, Eq)]
    Event of Event
}

/// Why bytes are no event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventError {
    /// The kind that was given.
    pub kind: String,
    /// What is wrong with the payload; `None` where the kind itself is unknown.
    pub fault: Option<String>,
}

impl Event {
    /// Its kind: stream, a point, what happened; `finding.registered`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        each!(Self, self, of => of.kind())
    }

    /// Its fields as canonical JSON (RFC 8785): keys sorted, no spaces.
    #[must_use]
    pub fn to_payload(&self) -> Vec<u8> {
        each!(Self, self, of => payload::write(of))
    }

    /// The event of `kind` with the fields in `payload`.
    ///
    /// # Errors
    /// The kind is unknown, or the payload is not its JSON.
    pub fn parse(kind: &str, payload: &[u8]) -> Result<Self, EventError> {
        let (stream, what) = kind.split_once('.').unwrap_or((kind, ""));
        let parsed = match stream {
            "unit" => payload::read(what, payload).map(Self::Unit),
            "person" => payload::read(what, payload).map(Self::Person),
            "post" => payload::read(what, payload).map(Self::Post),
            "campaign" => payload::read(what, payload).map(Self::Campaign),
            "paper" => payload::read(what, payload).map(Self::Paper),
            "finding" => payload::read(what, payload).map(Self::Finding),
            "cause" => payload::read(what, payload).map(Self::Cause),
            "measure" => payload::read(what, payload).map(Self::Measure),
            "evidence" => payload::read(what, payload).map(Self::Evidence),
            "regulation" => payload::read(what, payload).map(Self::Regulation),
            "hand_over" => payload::read(what, payload).map(Self::HandOver),
            "account" => payload::read(what, payload).map(Self::Account),
            "calendar" => payload::read(what, payload).map(Self::Calendar),
            "log" => payload::read(what, payload).map(Self::Log),
            _ => Err(None),
        };
        parsed.map_err(|fault| EventError { kind: kind.to_owned(), fault })
    }

    /// All kinds that there are.
    #[must_use]
    pub fn kinds() -> Vec<String> {
        let all = [
            ("unit", payload::variants::<crate::unit::Event>()),
            ("person", payload::variants::<crate::person::Event>()),
            ("post", payload::variants::<crate::post::Event>()),
            ("campaign", payload::variants::<crate::campaign::Event>()),
            ("paper", payload::variants::<crate::paper::Event>()),
            ("finding", payload::variants::<crate::finding::Event>()),
            ("cause", payload::variants::<crate::cause::Event>()),
            ("measure", payload::variants::<crate::measure::Event>()),
            ("evidence", payload::variants::<crate::evidence::Event>()),
            ("regulation", payload::variants::<crate::regulation::Event>()),
            ("hand_over", payload::variants::<crate::hand_over::Event>()),
            ("account", payload::variants::<crate::account::Event>()),
            ("calendar", payload::variants::<crate::holidays::Event>()),
            ("log", payload::variants::<crate::log::Event>()),
        ];
        all.iter().flat_map(|(stream, whats)| whats.iter().map(move |what| format!("{stream}.{what}"))).collect()
    }

    /// Whether it belongs into `stream`.
    #[must_use]
    pub fn fits(&self, stream: &Stream) -> bool {
        self.kind().split_once('.').is_some_and(|(of, _)| of == stream.kind())
    }

    /// Replaces all free text by [`ERASED`](crate::redact::ERASED); ids, dates, numbers and choices stay, so that the
    /// fold still runs after the payload was erased by law.
    pub fn redact(&mut self) {
        each!(Self, self, of => Redact::redact(of));
    }
}

impl EventError {
    /// What is wrong, for people.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let kind = &self.kind;
        match &self.fault {
            None => Bilingual::new(
                format!("未知的事件类型“{kind}”：这本台账可能由更新的版本写成，请用该版本打开"),
                format!(
                    "unknown kind of event `{kind}`: a newer version may have written this ledger, open it with that"
                ),
            ),
            Some(fault) => Bilingual::new(
                format!("事件“{kind}”的内容无法读取：{fault}"),
                format!("the payload of a `{kind}` cannot be read: {fault}"),
            ),
        }
    }
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for EventError {}

#[cfg(test)]
mod tests;
