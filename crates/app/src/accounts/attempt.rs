//! Attempts to sign in, counted before they are judged: of many at once no more are judged than may fail. A name that nobody
//! has is counted like any other, so that a lock gives nobody away.

use jiff::Timestamp;
use ledger::account::Command;
use ledger::{AccountId, Actor};
use serde::{Deserialize, Serialize};

use super::{after, of_json, to_json};
use crate::{App, Failure};

/// Failures in a row, as they are kept.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Failures {
    /// Since the last success or lock.
    count: u32,
    /// Locks since the last success.
    locks: u32,
    /// The end of the lock.
    until: Option<Timestamp>,
}

/// An attempt that was counted.
pub struct Attempt {
    name: String,
    /// What is kept now.
    value: String,
    /// What was kept before.
    before: Failures,
    /// Where it fails, nobody signs in until then.
    locks: Option<Timestamp>,
}

/// Whether an attempt is judged.
pub enum Allowed {
    /// It is.
    Yes(Attempt),
    /// Not until then.
    Until(Timestamp),
}

pub fn name(login: &str) -> String {
    format!("failures:{login}")
}

impl App {
    /// Counts an attempt.
    pub(super) fn attempt(&self, login: &str, now: Timestamp) -> Result<Allowed, Failure> {
        let (name, rules) = (name(login), self.rules.lockout);
        // Each round somebody else's attempt was counted, so that there are few until it locks.
        loop {
            let kept = self.vault.get(&name, now)?;
            let mut before: Failures = kept.as_deref().and_then(of_json).unwrap_or_default();
            match before.until {
                Some(until) if until > now => return Ok(Allowed::Until(until)),
                Some(_) => before = Failures { locks: before.locks, ..Failures::default() },
                None => {}
            }
            let mut failures = Failures { count: before.count + 1, ..before };
            if failures.count >= rules.failures {
                failures.until = Some(after(now, rules.length(before.locks)));
                failures.locks += 1;
            }
            let value = to_json(&failures);
            let end = Some(after(failures.until.unwrap_or(now), rules.forgotten));
            let counted = match &kept {
                Some(kept) => self.vault.swap(&name, (kept, &value), end, now)?,
                None => self.vault.insert(&name, &value, end, now)?,
            };
            if counted {
                return Ok(Allowed::Yes(Attempt { name, value, before, locks: failures.until }));
            }
        }
    }

    /// It failed: the end of the lock, where this one locked. A lock of somebody's account goes on record.
    pub(super) fn failed(
        &self,
        attempt: Attempt,
        id: Option<AccountId>,
        from: &str,
    ) -> Result<Option<Timestamp>, Failure> {
        if let (Some(until), Some(id)) = (attempt.locks, id) {
            let failures = self.rules.lockout.failures;
            self.record(Actor::JOB, id, Command::Lock { until, failures, from: from.to_owned() })?;
        }
        Ok(attempt.locks)
    }

    /// It did not fail, but more is wanted: it does not count.
    pub(super) fn given_back(&self, attempt: &Attempt, now: Timestamp) -> Result<(), Failure> {
        let end = Some(after(now, self.rules.lockout.forgotten));
        // Where others were counted meanwhile, it stays counted.
        self.vault.swap(&attempt.name, (&attempt.value, &to_json(&attempt.before)), end, now)?;
        Ok(())
    }

    /// It succeeded: all failures are forgotten.
    pub(super) fn succeeded(&self, attempt: &Attempt, now: Timestamp) -> Result<(), Failure> {
        self.vault.delete(&attempt.name, now)?;
        Ok(())
    }
}
