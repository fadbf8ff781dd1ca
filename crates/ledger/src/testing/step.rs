//! Random commands that mostly make sense: half of them do for some finding what it lacks next, so that runs get as far
//! as closings, look-backs and rebounds; the other half does anything to anything.

mod advance;
mod anything;

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

use super::World;
use super::furniture::{FIRST_DAY, given};
use crate::{Actor, Command, Given, MeasureId, PersonId, State, States, Stream, hand_over};

/// One random act. What it does depends on the world in which it is done, so that a sequence can be shortened anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Days since the step before.
    days: u8,
    /// Who acts: a person, or nobody for 0.
    person: u8,
    /// What is done.
    what: u8,
    /// To which.
    which: u8,
    /// And how.
    how: u8,
}

/// Sequences of random acts, in a world that has the [`furniture`](super::furniture).
pub fn steps(length: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = Vec<Step>> {
    let days = prop_oneof![6 => Just(0_u8), 3 => 1..4_u8, 1 => 5..100_u8];
    let step = (days, 0..9_u8, any::<u8>(), any::<u8>(), any::<u8>());
    let step = step.prop_map(|(days, person, what, which, how)| Step { days, person, what, which, how });
    proptest::collection::vec(step, length)
}

impl Step {
    /// The command that it is in `world`, and by whom and when.
    #[must_use]
    pub fn command(&self, world: &World) -> (Command, Given) {
        let last = world.history().last().map_or(FIRST_DAY, |last| last.given.today);
        let today = last.saturating_add(i64::from(self.days).days());
        let person = (self.person > 0).then_some(PersonId(self.person.into()));
        let given = given(person, today);
        let command = if self.what < 128 { advance::next(self, world, &given) } else { None };
        let command = command.unwrap_or_else(|| anything::any(self, world, today));
        let given = Given { actor: self.addressed(world, &command).unwrap_or(given.actor), ..given };
        (command, given)
    }

    /// Mostly a hand-over is answered by the one whom it is for.
    fn addressed(&self, world: &World, command: &Command) -> Option<Actor> {
        let states: &dyn States = world;
        let Command::HandOver(id, hand_over::Command::Accept { .. }) = command else { return None };
        let to = states.hand_over(*id)?.to;
        (!self.which.is_multiple_of(4)).then_some(Actor::local(to))
    }

    /// One of `items`; `None` where there are none.
    fn pick<T: Copy>(&self, items: &[T]) -> Option<T> {
        items.get(usize::from(self.which) % items.len().max(1)).copied()
    }
}

/// Ids of all streams of one kind, as the stream tells them.
fn ids<T>(world: &World, id: impl Fn(&Stream) -> Option<T>) -> Vec<T> {
    world.streams().filter_map(|(stream, _, _)| id(stream)).collect()
}

fn findings(world: &World) -> Vec<crate::FindingId> {
    ids(world, |stream| if let Stream::Finding(id) = stream { Some(*id) } else { None })
}

fn measures(world: &World) -> Vec<MeasureId> {
    ids(world, |stream| if let Stream::Measure(id) = stream { Some(*id) } else { None })
}

/// Open measures that belong to a person or a post.
fn open_items(world: &World, person: PersonId, post: crate::PostId) -> std::collections::BTreeSet<MeasureId> {
    let open = world.streams().filter_map(|(stream, _, state)| match (stream, state) {
        (Stream::Measure(id), State::Measure(measure)) => Some((*id, measure)),
        _ => None,
    });
    open.filter(|(_, measure)| {
        measure.status == crate::measure::Status::Open && crate::hand_over::belongs(measure, person, post)
    })
    .map(|(id, _)| id)
    .collect()
}

/// A day `days` after `day`.
fn later(day: Date, days: u8) -> Date {
    day.saturating_add(i64::from(days).days())
}
