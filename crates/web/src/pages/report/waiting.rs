//! Files that came with a form which could not be used yet: nobody sends a photo twice because a date was wrong.
//!
//! The file itself is kept where evidence is kept; what waits here is who brought it and what it is called, so that nobody
//! enters a file of somebody else's by its digest.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use app::Kept;
use ledger::PersonId;

/// A file that waits to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What was kept.
    pub kept: Kept,
    /// Whether it is a picture.
    pub picture: bool,
}

/// All that wait, by person and the key of the form that brought them. The server's memory holds them: after a restart
/// they are chosen again.
#[derive(Debug, Default)]
pub struct Waiting(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    files: BTreeMap<(PersonId, String), (u64, Vec<File>)>,
    turn: u64,
}

/// How many forms are remembered: the oldest are forgotten.
const REMEMBERED: usize = 1_000;

impl Waiting {
    fn held(&self) -> MutexGuard<'_, Held> {
        // What a lock holds that is poisoned is still whole: each change is one step.
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Remembers what came with the form `key`.
    pub fn keep(&self, person: PersonId, key: &str, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        let mut held = self.held();
        held.turn += 1;
        let turn = held.turn;
        held.files.insert((person, key.to_owned()), (turn, files));
        while held.files.len() > REMEMBERED {
            let oldest = held.files.iter().min_by_key(|(_, (turn, _))| *turn).map(|(of, _)| of.clone());
            let Some(oldest) = oldest else { break };
            held.files.remove(&oldest);
        }
    }

    /// What came with the form `key`; nothing where that was somebody else's.
    #[must_use]
    pub fn of(&self, person: PersonId, key: &str) -> Vec<File> {
        let held = self.held();
        held.files.get(&(person, key.to_owned())).map(|(_, files)| files.clone()).unwrap_or_default()
    }

    /// Forgets what came with the form `key`: it was entered.
    pub fn forget(&self, person: PersonId, key: &str) {
        self.held().files.remove(&(person, key.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use ledger::Digest;

    use super::*;

    fn file(name: &str) -> File {
        File { name: name.to_owned(), kept: Kept { digest: Digest([7; 32]), size: 3 }, picture: false }
    }

    #[test]
    fn files_wait_for_those_who_brought_them() {
        let waiting = Waiting::default();
        waiting.keep(PersonId(7), "a", vec![file("台账.xlsx")]);
        assert_eq!(waiting.of(PersonId(7), "a"), [file("台账.xlsx")]);
        assert_eq!(waiting.of(PersonId(8), "a"), []);
        waiting.forget(PersonId(7), "a");
        assert_eq!(waiting.of(PersonId(7), "a"), []);
    }

    #[test]
    fn the_oldest_are_forgotten_first() {
        let waiting = Waiting::default();
        for n in 0..=REMEMBERED {
            waiting.keep(PersonId(7), &n.to_string(), vec![file("照片.jpg")]);
        }
        assert_eq!(waiting.of(PersonId(7), "0"), []);
        assert_eq!(waiting.of(PersonId(7), "1").len(), 1);
    }
}
