//! Given, when, then: what comes of commands, as text that people can read.

use jiff::civil::Date;
use serde_json::Value;

use super::furniture::FIRST_DAY;
use super::{World, furniture, given};
use crate::{Command, Event, PersonId, State, States, Stream};

/// A ledger, and what happened in it as text: of each command its title, then the events that followed or everything
/// that lacked.
#[derive(Debug, Clone)]
pub struct Story {
    /// The ledger.
    pub world: World,
    /// What was told so far.
    pub text: String,
    by: Option<PersonId>,
    on: Date,
}

impl Story {
    /// Begins with the [`furniture`], of which nothing is told; the machine's operator acts on the first day.
    ///
    /// # Panics
    /// The furniture is refused.
    #[must_use]
    pub fn furnished() -> Self {
        let mut world = World::new();
        for (command, given) in furniture() {
            if let Err(refusal) = world.act(&command, &given) {
                panic!("furniture is refused: {}", refusal.message().en);
            }
        }
        Self { world, text: String::new(), by: None, on: FIRST_DAY }
    }

    /// From now on this person acts.
    pub fn by(&mut self, person: PersonId) -> &mut Self {
        self.by = Some(person);
        self
    }

    /// From now on it is this day.
    pub fn on(&mut self, day: Date) -> &mut Self {
        self.on = day;
        self
    }

    /// Does it, and tells what came of it.
    ///
    /// # Panics
    /// An event or a state does not come back from its JSON, or an event keeps text when it is redacted.
    pub fn when(&mut self, title: &str, command: Command) -> &mut Self {
        let lines: Vec<String> = match self.world.act(&command, &given(self.by, self.on)) {
            Ok(events) => {
                events.iter().for_each(|(stream, event)| self.comes_back(stream, event));
                let line = |(stream, event): &(Stream, Event)| {
                    let payload = event.to_payload();
                    format!("  {stream} {} {}", event.kind(), String::from_utf8_lossy(&payload))
                };
                events.iter().map(line).collect()
            }
            Err(refusal) => {
                let messages = refusal.reasons.iter().map(crate::Reason::message);
                messages.map(|message| format!("  no: {} | {}", message.zh, message.en)).collect()
            }
        };
        self.text.push_str(&format!("{title}\n{}\n", lines.join("\n")));
        self
    }

    /// What is stored can be read again, and what is erased is gone.
    fn comes_back(&self, stream: &Stream, event: &Event) {
        assert!(event.fits(stream), "{} in {stream}", event.kind());
        let payload = event.to_payload();
        assert_eq!(Event::parse(event.kind(), &payload).as_ref(), Ok(event));
        let mut redacted = event.clone();
        redacted.redact();
        let left = redacted.to_payload();
        assert_eq!(Event::parse(event.kind(), &left), Ok(redacted));
        let (payload, left) = (json(&payload), String::from_utf8_lossy(&left).into_owned());
        let mut texts = Vec::new();
        free_text(&payload, &mut texts);
        for text in texts {
            assert!(!left.contains(text), "{} keeps {text}", event.kind());
        }
        let state = self.world.state(stream);
        let stored = serde_json::to_vec(&state).unwrap_or_default();
        assert_eq!(serde_json::from_slice::<Option<State>>(&stored).ok(), Some(state), "the state of {stream}");
    }
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap_or_default()
}

/// Texts that people wrote: here they are Chinese. A profile is a rule and stays, a checkpoint names keys and hashes.
fn free_text<'a>(value: &'a Value, into: &mut Vec<&'a str>) {
    match value {
        Value::String(text) if !text.is_ascii() => into.push(text),
        Value::Array(items) => items.iter().for_each(|item| free_text(item, into)),
        Value::Object(fields) => {
            fields
                .iter()
                .filter(|(key, _)| !["profile", "checkpoint"].contains(&key.as_str()))
                .for_each(|(_, field)| free_text(field, into));
        }
        _ => {}
    }
}
