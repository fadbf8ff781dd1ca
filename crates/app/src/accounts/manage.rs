//! What those do who keep accounts: grant and withdraw roles, unlock, close and reopen.

use std::sync::Arc;

use ledger::account::{Command, Held, Role, State};
use ledger::{AccountId, Actor, PersonId, UnitId};

use super::{attempt, password, second_step};
use crate::{App, Done, Failure, Numbered, Plan};

/// All accounts as a reader has them.
fn all(reader: &store::Reader<'_>) -> Result<Vec<(AccountId, Arc<State>)>, Failure> {
    let account = |(stream, snapshot): (ledger::Stream, store::Snapshot)| match snapshot.state {
        ledger::State::Account(account) => Some((AccountId::of(&stream)?, account)),
        _ => None,
    };
    Ok(reader.all(AccountId::KIND)?.into_iter().filter_map(account).collect())
}

/// An administrator other than this one, one who can sign in before one who cannot.
fn another(plan: &Plan<'_>, but: AccountId) -> Result<Option<AccountId>, Failure> {
    let others = all(plan.reader())?.into_iter().filter(|(id, account)| *id != but && account.administers());
    Ok(others.max_by_key(|(_, account)| account.password).map(|(id, _)| id))
}

impl App {
    /// Lets a person act in a role: at `unit` and all below it, or for an administrator in the whole system.
    ///
    /// # Errors
    /// It is refused; the database failed.
    pub fn grant(&self, by: Actor, person: PersonId, role: Role, unit: Option<UnitId>) -> Result<Done, Failure> {
        self.record(by, person.into(), Command::Grant { role: Held { role, unit } })
    }

    /// Lets a person act in a role no more. The last administrator who can sign in stays.
    ///
    /// # Errors
    /// It is refused; the database failed.
    pub fn withdraw(&self, by: Actor, person: PersonId, role: Role, unit: Option<UnitId>) -> Result<Done, Failure> {
        let (id, role) = (AccountId::from(person), Held { role, unit });
        self.act(by, None, |plan| {
            let stays = if role == Held::ADMINISTRATOR { another(plan, id)? } else { None };
            plan.run(&ledger::Command::Account(id, Command::Withdraw { role, stays }))
        })
    }

    /// Lets a person sign in again at once, after too many failures.
    ///
    /// # Errors
    /// The account is not locked; the database failed.
    pub fn unlock(&self, by: Actor, person: PersonId) -> Result<Done, Failure> {
        let id = AccountId::from(person);
        let done = self.record(by, id, Command::Unlock {})?;
        if let Some(account) = self.account(id)? {
            self.vault.delete(&attempt::name(&account.login), self.clock.now())?;
        }
        Ok(done)
    }

    /// Closes an account: roles, password and second step go, sessions end. The last administrator who can sign in stays.
    ///
    /// # Errors
    /// It is refused; the database failed.
    pub fn close_account(&self, by: Actor, person: PersonId, reason: &str) -> Result<Done, Failure> {
        let id = AccountId::from(person);
        let done = self.act(by, None, |plan| {
            let (reason, stays) = (reason.to_owned(), another(plan, id)?);
            plan.run(&ledger::Command::Account(id, Command::Close { reason, stays }))
        })?;
        self.vault.delete(&password::name(id), self.clock.now())?;
        self.forget_second_step(id)?;
        self.end_links(id)?;
        self.end_sessions(id, None)?;
        Ok(done)
    }

    /// Opens a closed account again. It has no role and no password: [`reset_password`](Self::reset_password) makes the
    /// link by which its person sets one.
    ///
    /// # Errors
    /// It is refused; the database failed.
    pub fn reopen_account(&self, by: Actor, person: PersonId, reason: &str) -> Result<Done, Failure> {
        self.record(by, person.into(), Command::Reopen { reason: reason.to_owned() })
    }

    /// All accounts, as they are on record.
    pub(super) fn all_accounts(&self) -> Result<Vec<(AccountId, Arc<State>)>, Failure> {
        all(&self.store.read()?)
    }

    /// Takes away everything that the second step of an account stands on.
    pub(super) fn forget_second_step(&self, id: AccountId) -> Result<(), Failure> {
        let now = self.clock.now();
        for name in second_step::names(id) {
            self.vault.delete(&name, now)?;
        }
        for kept in self.vault.list(&second_step::recovery(id), now)? {
            self.vault.delete(&kept.name, now)?;
        }
        Ok(())
    }
}
