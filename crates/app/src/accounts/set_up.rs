//! The first run: who has a ledger and no administrator yet makes one.

use jiff::SignedDuration;
use ledger::account::{Command, Held, Refusal, is_login};
use ledger::{AccountId, Actor, Bilingual, PersonId, person};

use super::{after, unfit};
use crate::{App, Failure, Numbered as _};

/// Held while an administrator is being made.
const NAME: &str = "set-up";
/// For so long, should the program end meanwhile.
const HELD: SignedDuration = SignedDuration::from_mins(1);

impl App {
    /// Whether there is an administrator. One on record counts, even without a password: who comes first to a page is nobody
    /// to take their place; `bihuan account reset` on the ledger's own machine is.
    ///
    /// # Errors
    /// The database failed.
    pub fn is_set_up(&self) -> Result<bool, Failure> {
        Ok(self.all_accounts()?.iter().any(|(_, account)| account.administers()))
    }

    /// Makes the first administrator: a person of this name, who is entered where there is none yet, with an account.
    ///
    /// # Errors
    /// There is an administrator; more than one person has the name; the name to sign in by or the password is not fit; the
    /// database failed.
    pub fn set_up(&self, name: &str, login: &str, password: &str) -> Result<PersonId, Failure> {
        let login = super::login(login);
        if !is_login(&login) {
            return Err(ledger::Refusal::from(Refusal::Login(login)).into());
        }
        self.check_password(&login, password)?;
        let now = self.clock.now();
        if !self.vault.insert(NAME, "", Some(after(now, HELD)), now)? {
            return Err(set_up_already());
        }
        let made = self.make_administrator(name.trim(), &login, password);
        self.vault.delete(NAME, now)?;
        made
    }

    fn make_administrator(&self, name: &str, login: &str, password: &str) -> Result<PersonId, Failure> {
        if self.is_set_up()? {
            return Err(set_up_already());
        }
        let known = match self.view()?.find::<PersonId>(name)? {
            Ok(person) => Some(person),
            Err(error) if error.ambiguous => return Err(error.into()),
            Err(_) => None,
        };
        let made = match known {
            Some(person) => person,
            None => PersonId(self.store.read()?.next_number(PersonId::KIND)?),
        };
        let id = AccountId::from(made);
        self.hold_login(id, login)?;
        self.act(Actor::LOCAL, None, |plan| {
            if known.is_none() {
                let register = person::Command::Register { name: name.to_owned(), units: [].into() };
                plan.run(&ledger::Command::Person(made, register))?;
            }
            for command in [Command::Open { login: login.to_owned() }, Command::Grant { role: Held::ADMINISTRATOR }] {
                plan.run(&ledger::Command::Account(id, command))?;
            }
            Ok(())
        })?;
        self.keep_login(id, login)?;
        self.set_password(id, password)?;
        Ok(made)
    }
}

fn set_up_already() -> Failure {
    unfit(
        Bilingual::fixed("已经有系统管理员", "there is an administrator already"),
        Bilingual::fixed(
            "请直接登录；忘了密码的，在本机用 bihuan account reset",
            "sign in; if the password is lost, use bihuan account reset on this machine",
        ),
    )
}
