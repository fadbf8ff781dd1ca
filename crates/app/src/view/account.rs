//! Accounts and roles.

use jiff::Timestamp;
use ledger::account::{Held, Role};
use ledger::{AccountId, PersonId, State, UnitId};
use serde::Serialize;

use super::{List, Named, Said, View, Word};
use crate::Failure;

/// An account. Nothing is told of when its person signs in: that is no measure of anybody's work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// Whose.
    pub person: Named,
    /// The name to sign in by.
    pub login: String,
    /// The roles in which the person acts.
    pub roles: Vec<HeldRole>,
    /// Whether a password is set.
    pub password: bool,
    /// Whether a code is wanted beside it.
    pub second_step: bool,
    /// Until when nobody signs in, because of too many failures; `None` where somebody can.
    pub locked: Option<Timestamp>,
    /// Who closed it.
    pub closed: Option<Said>,
}

/// A role and where it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldRole {
    /// Which.
    pub role: Word,
    /// The unit; `None` for the whole system.
    pub unit: Option<Named>,
}

impl View<'_> {
    /// All accounts, for those who keep them.
    ///
    /// # Errors
    /// The database failed.
    pub fn accounts(&self) -> Result<List<Account>, Failure> {
        let rows =
            self.rows(
                |id: AccountId, state| {
                    if let State::Account(account) = state { Some(self.account_row(id, account)) } else { None }
                },
            )?;
        self.sound(List::of("accounts", rows))
    }

    /// A person's account; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn account(&self, person: PersonId) -> Result<Option<Account>, Failure> {
        let id = AccountId::from(person);
        let account = self.states().account(id).map(|state| self.account_row(id, &state));
        self.sound(account)
    }

    fn account_row(&self, id: AccountId, account: &ledger::account::State) -> Account {
        let now = self.app.clock.now();
        let held = |held: &Held| HeldRole {
            role: Word { name: held.role.name(), label: held.role.label() },
            unit: held.unit.map(|unit| self.named(unit)),
        };
        Account {
            id,
            person: self.named(PersonId::from(id)),
            login: account.login.clone(),
            roles: account.roles.iter().map(held).collect(),
            password: account.password,
            second_step: account.second_step,
            locked: account.locked.filter(|until| *until > now),
            closed: account.closed.as_ref().map(|act| self.said(act)),
        }
    }

    /// The roles in which a person acts, each with the unit where it is held; none without an account, or with one that is
    /// closed.
    ///
    /// # Errors
    /// The database failed.
    pub fn roles_of(&self, person: PersonId) -> Result<Vec<(Role, Option<UnitId>)>, Failure> {
        let account = self.states().account(person.into());
        self.sound(account.map_or_else(Vec::new, |account| crate::accounts::roles(&account)))
    }
}
