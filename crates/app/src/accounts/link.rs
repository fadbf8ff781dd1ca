//! Links: one-time tokens by which a person sets a password. Nobody else ever knows one.

use jiff::Timestamp;
use ledger::account::{Command, State};
use ledger::{AccountId, Actor, Bilingual, PersonId};
use serde::{Deserialize, Serialize};

use super::{SignedIn, Token, after, attempt, login, of_json, password, to_json, token, unfit};
use crate::{App, Failure};

const PREFIX: &str = "link:";

/// How long a name is held for an account that is being opened.
const HELD: jiff::SignedDuration = jiff::SignedDuration::from_mins(1);

/// A link that was made: for `/sign-in/link/TOKEN`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What opens it.
    pub token: Token,
    /// When it ends.
    pub until: Timestamp,
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To set the first password.
    FirstPassword,
    /// To set another, because the old one is void.
    NewPassword,
    /// To sign in by, without a password: for demonstrations.
    SignIn,
}

/// For whom a link is, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkFor {
    /// For whom.
    pub person: PersonId,
    /// The name that they sign in by.
    pub login: String,
    /// For what.
    pub purpose: Purpose,
    /// When it ends.
    pub until: Option<Timestamp>,
}

/// As it is kept.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Stored {
    account: AccountId,
    purpose: Purpose,
    /// Whether it serves more than once.
    reusable: bool,
    until: Timestamp,
}

fn name(token: &str) -> String {
    format!("{PREFIX}{}", token::digest(token))
}

impl App {
    /// Opens an account for a person, and makes the link by which they set a password.
    ///
    /// # Errors
    /// The person is not there or has an account, the name is none or somebody else's; the database failed.
    pub fn open_account(&self, by: Actor, person: PersonId, login: &str) -> Result<Link, Failure> {
        let (id, login) = (AccountId::from(person), super::login(login));
        let open = ledger::Command::Account(id, Command::Open { login: login.clone() });
        // A name is held only for an account that can be opened.
        self.rehearse(by, |plan| plan.run(&open))?;
        self.hold_login(id, &login)?;
        self.command(by, None, &open)?;
        self.keep_login(id, &login)?;
        self.make_link(id, Purpose::FirstPassword, false, after(self.clock.now(), self.rules.link))
    }

    /// Voids a person's password, ends their sessions, and makes the link by which they set another.
    ///
    /// # Errors
    /// The person has no account, or a closed one; the database failed.
    pub fn reset_password(&self, by: Actor, person: PersonId) -> Result<Link, Failure> {
        let id = AccountId::from(person);
        self.record(by, id, Command::ResetPassword {})?;
        let now = self.clock.now();
        self.vault.delete(&password::name(id), now)?;
        self.end_sessions(id, None)?;
        self.end_links(id)?;
        if let Some(account) = self.account(id)? {
            // A ledger that was made of a copy has a vault that knows no names.
            self.hold_login(id, &account.login)?;
            self.keep_login(id, &account.login)?;
            self.vault.delete(&attempt::name(&account.login), now)?;
        }
        self.make_link(id, Purpose::NewPassword, false, after(now, self.rules.link))
    }

    /// For whom and what this link is; `None` where there is none, it has ended, or it was used.
    ///
    /// # Errors
    /// The database failed.
    pub fn link(&self, token: &str) -> Result<Option<LinkFor>, Failure> {
        let found = self.read_link(token)?;
        Ok(found.map(|(stored, _, account)| LinkFor {
            person: stored.account.into(),
            login: account.login.clone(),
            purpose: stored.purpose,
            until: Some(stored.until),
        }))
    }

    /// Sets the password of whomever this link is for, once. What failed before starts from nothing, and all sessions end.
    ///
    /// # Errors
    /// The link is none by which a password is set; the password is not fit; the database failed. The link then still serves.
    pub fn accept(&self, token: &str, password: &str) -> Result<PersonId, Failure> {
        let found = self.read_link(token)?.filter(|(stored, ..)| stored.purpose != Purpose::SignIn);
        let (stored, value, account) = found.ok_or_else(used)?;
        self.check_password(&account.login, password)?;
        let (name, now) = (name(token), self.clock.now());
        if !self.vault.delete(&name, now)? {
            return Err(used());
        }
        if let Err(failure) = self.set_password(stored.account, password) {
            self.vault.put(&name, &value, Some(stored.until))?;
            return Err(failure);
        }
        self.end_links(stored.account)?;
        self.end_sessions(stored.account, None)?;
        self.vault.delete(&attempt::name(&account.login), now)?;
        Ok(stored.account.into())
    }

    /// Makes a link by which whoever has it signs in as this person, without a password and without a second step.
    ///
    /// **For demonstrations only.** A ledger that is used for work has no such links: a person is not proven by one.
    ///
    /// # Errors
    /// The person has no open account; the database failed.
    pub fn sign_in_link(
        &self,
        by: Actor,
        person: PersonId,
        until: Timestamp,
        reusable: bool,
    ) -> Result<Token, Failure> {
        let id = AccountId::from(person);
        // Refused where nobody could sign in by it.
        let sign_in = Command::SignIn { from: String::new(), link: true };
        self.rehearse(by, |plan| plan.run(&ledger::Command::Account(id, sign_in)))?;
        Ok(self.make_link(id, Purpose::SignIn, reusable, until)?.token)
    }

    /// Signs in by a link that was made for it; `None` where it is none, has ended, or was used.
    ///
    /// # Errors
    /// The database failed.
    pub fn sign_in_by_link(&self, token: &str, from: &str) -> Result<Option<SignedIn>, Failure> {
        let found = self.read_link(token)?.filter(|(stored, ..)| stored.purpose == Purpose::SignIn);
        let Some((stored, _, account)) = found else { return Ok(None) };
        if !stored.reusable && !self.vault.delete(&name(token), self.clock.now())? {
            return Ok(None);
        }
        self.begin(stored.account, &account.login, from, true).map(Some)
    }

    /// A link, as it is kept, and the open account that it is for.
    fn read_link(&self, token: &str) -> Result<Option<(Stored, String, std::sync::Arc<State>)>, Failure> {
        let Some(value) = self.vault.get(&name(token), self.clock.now())? else { return Ok(None) };
        let Some(stored) = of_json::<Stored>(&value) else { return Ok(None) };
        let account = self.account(stored.account)?.filter(|account| account.closed.is_none());
        Ok(account.map(|account| (stored, value, account)))
    }

    fn make_link(
        &self,
        account: AccountId,
        purpose: Purpose,
        reusable: bool,
        until: Timestamp,
    ) -> Result<Link, Failure> {
        let token = Token::new()?;
        let stored = Stored { account, purpose, reusable, until };
        self.vault.put(&name(token.as_str()), &to_json(&stored), Some(until))?;
        Ok(Link { token, until })
    }

    /// Ends all links of an account.
    pub(super) fn end_links(&self, account: AccountId) -> Result<(), Failure> {
        let now = self.clock.now();
        for kept in self.vault.list(PREFIX, now)? {
            if of_json::<Stored>(&kept.value).is_some_and(|stored| stored.account == account) {
                self.vault.delete(&kept.name, now)?;
            }
        }
        Ok(())
    }

    /// Holds a name for an account that is about to be opened. The vault decides between two who want it at once; the ledger
    /// knows names of which the vault was lost.
    pub(super) fn hold_login(&self, id: AccountId, login: &str) -> Result<(), Failure> {
        let (name, now) = (format!("login:{login}"), self.clock.now());
        let own = id.to_string();
        let held = self.vault.insert(&name, &own, Some(after(now, HELD)), now)?
            || self.vault.get(&name, now)?.is_some_and(|holder| holder == own);
        if held && !self.has_login(login, id)? {
            return Ok(());
        }
        Err(unfit(
            Bilingual::new(format!("登录名“{login}”已有人用"), format!("the login name `{login}` is somebody else's")),
            Bilingual::fixed("换一个登录名", "choose another"),
        ))
    }

    /// Keeps a name that was held.
    pub(super) fn keep_login(&self, id: AccountId, login: &str) -> Result<(), Failure> {
        Ok(self.vault.put(&format!("login:{login}"), &id.to_string(), None)?)
    }

    /// Whether an account other than this has the name.
    fn has_login(&self, name: &str, but: AccountId) -> Result<bool, Failure> {
        let other = |(id, state): &(AccountId, std::sync::Arc<State>)| *id != but && state.login == login(name);
        Ok(self.all_accounts()?.iter().any(other))
    }
}

fn used() -> Failure {
    unfit(
        Bilingual::fixed(
            "链接无效：已用过、已过期，或抄错了",
            "the link is not valid: it was used, has ended, or was miscopied",
        ),
        Bilingual::fixed("请系统管理员重新发一个", "ask an administrator for another"),
    )
}
