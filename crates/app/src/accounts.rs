//! Accounts: who may sign in, how, and in what roles they act.
//!
//! What belongs on record is in the ledger ([`ledger::account`]), what is secret in the vault, under these names:
//!
//! ```text
//! login:NAME             A7, whose name it is
//! password:A7            argon2id
//! code:A7  code-new:A7   the secret of the second step; the one that is not confirmed yet
//! recovery:A7:DIGEST     a code for whoever lost the device
//! session:DIGEST         a session
//! link:DIGEST            a link by which a password is set
//! failures:NAME          failures in a row
//! set-up                 while the first administrator is being made
//! ```
//!
//! Of tokens only digests are kept. Nothing in here asks whether somebody may do what they do.

mod attempt;
mod link;
mod manage;
mod password;
mod rules;
mod second_step;
mod session;
mod set_up;
mod sign_in;
mod token;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use ledger::account::{Command, Role, State};
use ledger::{AccountId, Actor, Bilingual, UnitId};

use crate::{App, Done, Failure};
pub use link::{Link, LinkFor, Purpose};
pub use rules::{Hashing, Lockout, Rules};
pub use second_step::SecondStep;
pub use session::{Session, SignedIn, Visit};
pub use sign_in::{Credentials, SignIn};
pub use token::Token;

/// A name to sign in by, in the one spelling that is kept.
fn login(text: &str) -> String {
    text.trim().to_lowercase()
}

/// The roles of an account; a closed one has none.
pub(crate) fn roles(account: &State) -> Vec<(Role, Option<UnitId>)> {
    account.roles.iter().map(|held| (held.role, held.unit)).collect()
}

/// `by` later than `at`.
fn after(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// A value of the vault. Our own types with string keys always serialise.
fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The same, read. What this program did not write counts as not there.
fn of_json<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

fn unfit(what: Bilingual, advice: Bilingual) -> Failure {
    Failure::unfit(what, advice)
}

impl App {
    /// The roles in which a person acts, each with the unit where it is held; none without an account, or with one that is
    /// closed.
    ///
    /// # Errors
    /// The database failed.
    pub fn roles_of(&self, person: ledger::PersonId) -> Result<Vec<(Role, Option<UnitId>)>, Failure> {
        Ok(self.account(person.into())?.map_or_else(Vec::new, |account| roles(&account)))
    }

    /// An account as it is on record.
    fn account(&self, id: AccountId) -> Result<Option<Arc<State>>, Failure> {
        match self.store.read()?.state(&id.into())? {
            Some((_, ledger::State::Account(account))) => Ok(Some(account)),
            _ => Ok(None),
        }
    }

    fn record(&self, by: Actor, id: AccountId, command: Command) -> Result<Done, Failure> {
        self.command(by, None, &ledger::Command::Account(id, command))
    }
}
