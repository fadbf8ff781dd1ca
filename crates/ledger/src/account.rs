//! An account (账号): with it a person signs in, and on it stands in what roles they act.
//!
//! It holds what belongs on record and nothing secret: passwords, codes and sessions are kept elsewhere. A person has one
//! account, of the same number: `A7` is that of `P7`. Owners and members of units need no role, for that follows from
//! measures and units.

mod decide;
mod refusal;
mod role;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AccountId, Act, Actor, PersonId, Redact, UnitId};
pub use decide::decide;
pub use refusal::Refusal;
pub use role::{Held, LOGIN_MOST, Role, is_login};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// The name by which its person signs in.
    pub login: String,
    /// The roles in which its person acts.
    pub roles: BTreeSet<Held>,
    /// Whether a password is set.
    pub password: bool,
    /// Whether a code is wanted beside the password.
    pub second_step: bool,
    /// Until when nobody signs in, because of too many failures.
    pub locked: Option<Timestamp>,
    /// Who closed it, when and why; `None` while it is open.
    pub closed: Option<Act>,
}

/// What somebody wants done to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Open one for the person of the same number.
    Open {
        /// The name to sign in by. That nobody else has it is seen to by whoever keeps the secrets.
        login: String,
    },
    /// Let its person act in a role.
    Grant {
        /// Which, and where.
        role: Held,
    },
    /// Let its person act in a role no more.
    Withdraw {
        /// Which, and where.
        role: Held,
        /// Another administrator who stays, where an administrator goes.
        stays: Option<AccountId>,
    },
    /// Its person has chosen a password.
    SetPassword {},
    /// Void the password; its person is to choose a new one.
    ResetPassword {},
    /// A code is wanted from now on.
    StartSecondStep {},
    /// No code is wanted any more.
    EndSecondStep {},
    /// Its person signs in.
    SignIn {
        /// The address.
        from: String,
        /// By a link, without a password.
        link: bool,
    },
    /// Too many failures: nobody signs in for a while.
    Lock {
        /// Until when.
        until: Timestamp,
        /// How many failures there were in a row.
        failures: u32,
        /// The address of the last of them.
        from: String,
    },
    /// Let its person sign in again at once.
    Unlock {},
    /// End sessions.
    Revoke {
        /// How many.
        sessions: u32,
    },
    /// Nobody signs in by it any more.
    Close {
        /// Why.
        reason: String,
        /// Another administrator who stays, where an administrator goes.
        stays: Option<AccountId>,
    },
    /// Open a closed one again, without password and roles.
    Reopen {
        /// Why.
        reason: String,
    },
}

/// Something that happened to an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was opened.
    Opened {
        /// The name to sign in by.
        login: String,
    },
    /// Its person acts in a role.
    Granted {
        /// Which.
        role: Role,
        /// At that unit and all below it; `None` for the whole system.
        unit: Option<UnitId>,
    },
    /// Its person acts in a role no more.
    Withdrawn {
        /// Which.
        role: Role,
        /// Where.
        unit: Option<UnitId>,
    },
    /// Its person chose a password.
    PasswordSet {},
    /// Its password is void.
    PasswordReset {},
    /// A code is wanted beside the password.
    SecondStepStarted {},
    /// No code is wanted any more.
    SecondStepEnded {},
    /// Its person signed in.
    SignedIn {
        /// The address.
        from: String,
        /// By a link, without a password.
        #[serde(default)]
        link: bool,
    },
    /// Nobody signs in for a while. One for each lock-out, not for each failure.
    Locked {
        /// Until when.
        until: Timestamp,
        /// How many failures there were in a row.
        failures: u32,
        /// The address of the last of them.
        from: String,
    },
    /// Its person may sign in again at once.
    Unlocked {},
    /// Sessions were ended by somebody.
    SessionsRevoked {
        /// How many.
        sessions: u32,
    },
    /// It was closed: roles, password and second step are gone.
    Closed {
        /// Who did it.
        by: Actor,
        /// Why.
        reason: String,
    },
    /// It is open again.
    Reopened {
        /// Why.
        reason: String,
    },
}

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    match event {
        Event::Opened { login } => state = State { login: login.clone(), ..State::default() },
        Event::Granted { role, unit } => drop(state.roles.insert(Held { role: *role, unit: *unit })),
        Event::Withdrawn { role, unit } => drop(state.roles.remove(&Held { role: *role, unit: *unit })),
        Event::PasswordSet {} => state.password = true,
        Event::PasswordReset {} => state.password = false,
        Event::SecondStepStarted {} => state.second_step = true,
        Event::SecondStepEnded {} => state.second_step = false,
        Event::SignedIn { .. } | Event::Unlocked {} => state.locked = None,
        Event::Locked { until, .. } => state.locked = Some(*until),
        Event::SessionsRevoked { .. } => {}
        Event::Closed { by, reason } => {
            let closed = Some(Act { by: *by, at, words: reason.clone() });
            state = State { login: state.login, closed, ..State::default() };
        }
        Event::Reopened { .. } => state.closed = None,
    }
    state
}

impl State {
    /// Whether its person is an administrator.
    #[must_use]
    pub fn administers(&self) -> bool {
        self.roles.contains(&Held::ADMINISTRATOR)
    }
}

impl From<PersonId> for AccountId {
    fn from(person: PersonId) -> Self {
        Self(person.0)
    }
}

impl From<AccountId> for PersonId {
    fn from(account: AccountId) -> Self {
        Self(account.0)
    }
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "account.opened",
            Self::Granted { .. } => "account.granted",
            Self::Withdrawn { .. } => "account.withdrawn",
            Self::PasswordSet {} => "account.password_set",
            Self::PasswordReset {} => "account.password_reset",
            Self::SecondStepStarted {} => "account.second_step_started",
            Self::SecondStepEnded {} => "account.second_step_ended",
            Self::SignedIn { .. } => "account.signed_in",
            Self::Locked { .. } => "account.locked",
            Self::Unlocked {} => "account.unlocked",
            Self::SessionsRevoked { .. } => "account.sessions_revoked",
            Self::Closed { .. } => "account.closed",
            Self::Reopened { .. } => "account.reopened",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Opened { login: text }
            | Self::SignedIn { from: text, .. }
            | Self::Locked { from: text, .. }
            | Self::Closed { reason: text, .. }
            | Self::Reopened { reason: text } => text.redact(),
            Self::Granted { .. }
            | Self::Withdrawn { .. }
            | Self::PasswordSet {}
            | Self::PasswordReset {}
            | Self::SecondStepStarted {}
            | Self::SecondStepEnded {}
            | Self::Unlocked {}
            | Self::SessionsRevoked { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests;
