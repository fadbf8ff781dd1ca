//! Sessions: what stands for a person between signing in and signing out.

use jiff::Timestamp;
use ledger::account::Command;
use ledger::{AccountId, Actor, PersonId};
use serde::{Deserialize, Serialize};

use super::{Token, after, of_json, to_json, token};
use crate::{App, Failure};

const PREFIX: &str = "session:";

/// The session of whoever has its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Names it in lists; opens nothing.
    pub id: String,
    /// Whose it is.
    pub person: PersonId,
    /// The name that they signed in by.
    pub login: String,
    /// When they did.
    pub since: Timestamp,
    /// When it was used last, to within some minutes.
    pub seen: Timestamp,
    /// The address that they signed in from.
    pub from: String,
    /// What each form of it must carry.
    pub csrf: String,
}

/// A session as others see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Visit {
    /// Which.
    pub id: String,
    /// When it began.
    pub since: Timestamp,
    /// When it was used last, to within some minutes.
    pub seen: Timestamp,
    /// The address that it began from.
    pub from: String,
}

/// Somebody signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Their session.
    pub session: Session,
    /// What opens it: for the cookie, and nowhere else.
    pub token: Token,
}

/// As it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Stored {
    account: AccountId,
    login: String,
    since: Timestamp,
    seen: Timestamp,
    from: String,
}

impl Stored {
    fn session(self, token: &str, digest: &str) -> Session {
        Session {
            id: id(digest),
            person: self.account.into(),
            login: self.login,
            since: self.since,
            seen: self.seen,
            from: self.from,
            csrf: token::csrf(token),
        }
    }
}

/// The name of a session in lists.
fn id(digest: &str) -> String {
    digest.chars().take(16).collect()
}

impl App {
    /// The session of this token, which counts as used; `None` where there is none, or it has ended. One read of the vault,
    /// and seldom a write.
    ///
    /// # Errors
    /// The database failed.
    pub fn session(&self, token: &str) -> Result<Option<Session>, Failure> {
        let (now, digest) = (self.clock.now(), token::digest(token));
        let name = format!("{PREFIX}{digest}");
        let Some(value) = self.vault.get(&name, now)? else { return Ok(None) };
        let Some(mut stored) = of_json::<Stored>(&value) else { return Ok(None) };
        if now >= after(stored.seen, self.rules.noted) {
            stored.seen = now;
            // Where it was ended meanwhile, it stays ended.
            self.vault.swap(&name, (&value, &to_json(&stored)), Some(self.end(&stored)), now)?;
        }
        Ok(Some(stored.session(token, &digest)))
    }

    /// Ends the session of this token.
    ///
    /// # Errors
    /// The database failed.
    pub fn sign_out(&self, token: &str) -> Result<(), Failure> {
        self.vault.delete(&format!("{PREFIX}{}", token::digest(token)), self.clock.now())?;
        Ok(())
    }

    /// A person's sessions, the latest first.
    ///
    /// # Errors
    /// The database failed.
    pub fn sessions_of(&self, person: PersonId) -> Result<Vec<Visit>, Failure> {
        let mut all: Vec<Visit> = self.visits(person.into())?.into_iter().map(|(_, visit)| visit).collect();
        all.sort_by_key(|visit| std::cmp::Reverse(visit.since));
        Ok(all)
    }

    /// Ends one session of a person, or all; how many there were.
    ///
    /// # Errors
    /// The person has no account; the database failed.
    pub fn revoke(&self, by: Actor, person: PersonId, session: Option<&str>) -> Result<u32, Failure> {
        let id = AccountId::from(person);
        let mut ended = 0;
        for (name, visit) in self.visits(id)? {
            if session.is_none_or(|session| session == visit.id) {
                ended += u32::from(self.vault.delete(&name, self.clock.now())?);
            }
        }
        if ended > 0 {
            self.record(by, id, Command::Revoke { sessions: ended })?;
        }
        Ok(ended)
    }

    /// Begins a session.
    pub(super) fn begin_session(&self, account: AccountId, login: &str, from: &str) -> Result<SignedIn, Failure> {
        let now = self.clock.now();
        let token = Token::new()?;
        let digest = token::digest(token.as_str());
        let stored = Stored { account, login: login.to_owned(), since: now, seen: now, from: from.to_owned() };
        self.vault.put(&format!("{PREFIX}{digest}"), &to_json(&stored), Some(self.end(&stored)))?;
        // Who signs in takes away what has ended.
        self.vault.sweep(now)?;
        Ok(SignedIn { session: stored.session(token.as_str(), &digest), token })
    }

    /// Ends all sessions of an account but one.
    pub(super) fn end_sessions(&self, account: AccountId, but: Option<&str>) -> Result<(), Failure> {
        for (name, visit) in self.visits(account)? {
            if but != Some(&visit.id) {
                self.vault.delete(&name, self.clock.now())?;
            }
        }
        Ok(())
    }

    fn end(&self, stored: &Stored) -> Timestamp {
        after(stored.seen, self.rules.idle).min(after(stored.since, self.rules.longest))
    }

    /// All sessions of an account, each with its name in the vault.
    fn visits(&self, account: AccountId) -> Result<Vec<(String, Visit)>, Failure> {
        let kept = self.vault.list(PREFIX, self.clock.now())?.into_iter();
        let all = kept.filter_map(|kept| Some((of_json::<Stored>(&kept.value)?, kept.name)));
        let own = all.filter(|(stored, _)| stored.account == account);
        let visit = |(stored, name): (Stored, String)| {
            let Stored { since, seen, from, .. } = stored;
            let id = id(name.trim_start_matches(PREFIX));
            (name, Visit { id, since, seen, from })
        };
        Ok(own.map(visit).collect())
    }
}
