//! Signing in.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use ledger::account::{Command, State, is_login};
use ledger::{AccountId, Actor, PersonId};

use super::attempt::{Allowed, Attempt};
use super::{SignedIn, login};
use crate::{App, Failure};

/// What somebody signs in with.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// The name.
    pub login: &'a str,
    /// The password.
    pub password: &'a str,
    /// The code of the second step, or one for whoever lost the device.
    pub code: Option<&'a str>,
}

/// Without what is secret.
impl fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("login", &self.login).finish_non_exhaustive()
    }
}

/// What came of an attempt to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// Somebody is signed in.
    Done(SignedIn),
    /// Name and password are right; the code is wanted, too.
    WantsCode,
    /// Something is wrong. What, is told to nobody.
    Wrong,
    /// Too many failures: nobody signs in by this name until then, not even with what is right.
    Locked {
        /// Until when.
        until: Timestamp,
    },
}

impl App {
    /// Signs somebody in from the address `from`. That somebody did goes on record, and so does a lock; a failure does not.
    ///
    /// A name that nobody has takes as long as a wrong password, and locks like one.
    ///
    /// # Errors
    /// The database failed.
    pub fn sign_in(&self, credentials: &Credentials<'_>, from: &str) -> Result<SignIn, Failure> {
        let now = self.clock.now();
        let login = login(credentials.login);
        // Nobody can have such a name, so that nobody is given away.
        if !is_login(&login) {
            return Ok(SignIn::Wrong);
        }
        let attempt = match self.attempt(&login, now)? {
            Allowed::Yes(attempt) => attempt,
            Allowed::Until(until) => return Ok(SignIn::Locked { until }),
        };
        let account = self.account_named(&login, now)?;
        let usable = account.as_ref().filter(|(_, state)| state.password);
        let right = self.is_password(usable.map(|(id, _)| *id), credentials.password, now)?;
        let (Some((id, state)), true) = (usable, right) else {
            return self.wrong(attempt, account.as_ref().map(|(id, _)| *id), from);
        };
        if state.second_step {
            match credentials.code.map(str::trim).filter(|code| !code.is_empty()) {
                None => {
                    self.given_back(&attempt, now)?;
                    return Ok(SignIn::WantsCode);
                }
                Some(code) if !self.use_code(*id, code, now)? => return self.wrong(attempt, Some(*id), from),
                Some(_) => {}
            }
        }
        self.succeeded(&attempt, now)?;
        self.begin(*id, &login, from, false).map(SignIn::Done)
    }

    fn wrong(&self, attempt: Attempt, id: Option<AccountId>, from: &str) -> Result<SignIn, Failure> {
        let locked = self.failed(attempt, id, from)?;
        Ok(locked.map_or(SignIn::Wrong, |until| SignIn::Locked { until }))
    }

    /// Records that somebody signs in, and only then lets them.
    pub(super) fn begin(&self, id: AccountId, login: &str, from: &str, link: bool) -> Result<SignedIn, Failure> {
        self.record(Actor::web(PersonId::from(id)), id, Command::SignIn { from: from.to_owned(), link })?;
        let begun = self.begin_session(id, login, from)?;
        // Where the account was closed or its password voided meanwhile, the session came after all others were ended.
        let stands = self.account(id)?.is_some_and(|account| account.closed.is_none() && (link || account.password));
        if !stands {
            self.sign_out(begun.token.as_str())?;
        }
        Ok(begun)
    }

    /// The open account by this name.
    pub(super) fn account_named(
        &self,
        login: &str,
        now: Timestamp,
    ) -> Result<Option<(AccountId, Arc<State>)>, Failure> {
        let id = self.vault.get(&format!("login:{login}"), now)?.and_then(|id| id.parse().ok());
        let Some(id) = id else { return Ok(None) };
        let state = self.account(id)?.filter(|state| state.login == login && state.closed.is_none());
        Ok(state.map(|state| (id, state)))
    }
}
