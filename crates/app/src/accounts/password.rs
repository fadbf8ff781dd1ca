//! Passwords: argon2id, and what is asked of them.

use std::hint::black_box;

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use jiff::Timestamp;
use ledger::account::Command;
use ledger::{AccountId, Actor, Bilingual, PersonId};

use super::{Hashing, Session, attempt, unfit};
use crate::{App, Failure, config};

/// Passwords that everybody tries first, in lower case, one a line.
const COMMON: &str = include_str!("common.txt");

/// What a password is hashed with that is compared with none.
const SALT: [u8; 16] = [0; 16];

impl Hashing {
    fn argon2(self) -> Argon2<'static> {
        // Parameters that make no sense give way to the crate's own, which are OWASP's.
        let params = Params::new(self.memory, self.passes, self.lanes, None).unwrap_or_default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }

    pub(super) fn hash(self, password: &str) -> Result<String, Failure> {
        let salt = config::random::<16>()?;
        let hash = self.argon2().hash_password_with_salt(password.as_bytes(), &salt).map_err(|error| {
            let what =
                Bilingual::new(format!("密码无法处理：{error}"), format!("the password cannot be used: {error}"));
            unfit(what, Bilingual::fixed("换一个密码", "choose another"))
        })?;
        Ok(hash.to_string())
    }

    /// Whether `password` is the one that was stored. It takes as long where none was.
    pub(super) fn verify(self, stored: Option<&str>, password: &str) -> bool {
        match stored {
            Some(stored) => self.argon2().verify_password(password.as_bytes(), stored).is_ok(),
            None => {
                let _ = black_box(self.argon2().hash_password_with_salt(password.as_bytes(), &SALT));
                false
            }
        }
    }
}

pub(super) fn name(id: AccountId) -> String {
    format!("password:{id}")
}

impl App {
    /// What is wrong with a password that somebody wants to set, all at once. Length protects; rules about kinds of
    /// characters do not, so that there are none (NIST SP 800-63B).
    ///
    /// # Errors
    /// It is too short, the login name itself, or one that everybody tries first.
    pub fn check_password(&self, login: &str, password: &str) -> Result<(), Failure> {
        let mut what = Vec::new();
        let least = self.rules.least;
        if password.chars().count() < least {
            what.push(Bilingual::new(
                format!("密码太短，至少 {least} 个字符"),
                format!("the password is too short: at least {least} characters"),
            ));
        }
        let lower = password.to_lowercase();
        if lower == super::login(login) {
            what.push(Bilingual::fixed("密码不能与登录名相同", "the password must not be the login name"));
        }
        if COMMON.lines().any(|common| common == lower) {
            what.push(Bilingual::fixed("这个密码太常见，一猜就中", "the password is one that everybody tries first"));
        }
        if what.is_empty() {
            return Ok(());
        }
        let advice = Bilingual::fixed(
            "换一个，长一点就好，比如几个不相干的词连起来",
            "choose another; long is good, such as some words that have nothing to do with each other",
        );
        Err(Failure::Unfit { what, advice })
    }

    /// Whether `password` is this account's.
    pub(super) fn is_password(&self, id: Option<AccountId>, password: &str, now: Timestamp) -> Result<bool, Failure> {
        let stored = id.map(|id| self.vault.get(&name(id), now)).transpose()?.flatten();
        Ok(self.rules.hashing.verify(stored.as_deref(), password))
    }

    /// Sets another password for whoever has this session, and ends their other sessions. Wrong old passwords count as
    /// failures to sign in.
    ///
    /// # Errors
    /// The old one is wrong, or too many were; the new one is not fit; the database failed.
    pub fn change_password(&self, session: &Session, old: &str, new: &str) -> Result<(), Failure> {
        self.check_password(&session.login, new)?;
        let now = self.clock.now();
        let id = AccountId::from(session.person);
        let attempt = match self.attempt(&session.login, now)? {
            attempt::Allowed::Yes(attempt) => attempt,
            attempt::Allowed::Until(_) => {
                return Err(unfit(
                    Bilingual::fixed(
                        "失败次数太多，账号暂时锁定",
                        "too many failures: the account is locked for a while",
                    ),
                    Bilingual::fixed("过一会儿再试，或请系统管理员解锁", "wait, or ask an administrator to unlock it"),
                ));
            }
        };
        if !self.is_password(Some(id), old, now)? {
            self.failed(attempt, Some(id), &session.from)?;
            return Err(unfit(
                Bilingual::fixed("原密码不对", "the old password is wrong"),
                Bilingual::fixed("忘了的话请系统管理员重设", "if it is forgotten, an administrator can reset it"),
            ));
        }
        self.succeeded(&attempt, now)?;
        self.set_password(id, new)?;
        self.end_sessions(id, Some(&session.id)).map(drop)
    }

    /// Hashes and keeps a password, and puts on record that it was set.
    pub(super) fn set_password(&self, id: AccountId, password: &str) -> Result<(), Failure> {
        let hash = self.rules.hashing.hash(password)?;
        self.vault.put(&name(id), &hash, None)?;
        self.record(Actor::web(PersonId::from(id)), id, Command::SetPassword {}).map(drop)
    }
}
