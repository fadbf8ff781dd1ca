//! The second step: codes by time (TOTP, RFC 6238), each used once, and codes on paper for whoever lost the device.

use jiff::Timestamp;
use ledger::account::Command;
use ledger::{AccountId, Actor, Bilingual, PersonId};
use serde::{Deserialize, Serialize};
use totp_rs::{Builder, Secret, Totp};

use super::{after, of_json, to_json, token, unfit};
use crate::{App, Done, Failure, config};

/// What a person enters into their device.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondStep {
    /// For a picture that the device reads.
    pub uri: String,
    /// For typing: base32.
    pub secret: String,
}

/// It is in no log.
impl std::fmt::Debug for SecondStep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecondStep(…)")
    }
}

/// As it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Stored {
    secret: String,
    /// The latest step whose code was used; no code of an earlier one is taken.
    used: u64,
}

fn name(id: AccountId) -> String {
    format!("code:{id}")
}

fn new_name(id: AccountId) -> String {
    format!("code-new:{id}")
}

/// What begins the names of an account's codes on paper.
pub fn recovery(id: AccountId) -> String {
    format!("recovery:{id}:")
}

/// Everything else of it.
pub fn names(id: AccountId) -> [String; 2] {
    [name(id), new_name(id)]
}

/// Six digits, a step of thirty seconds, one more to either side: what every device understands.
fn totp(secret: &str) -> Option<Totp> {
    Builder::new().with_secret(Secret::try_from_base32(secret).ok()?).build().ok()
}

/// The step of which `code` is, if it is of one about `now`.
fn step(secret: &str, code: &str, now: Timestamp) -> Option<u64> {
    totp(secret)?.check(code, u64::try_from(now.as_second()).ok()?)
}

impl App {
    /// Begins to switch the second step on: what to enter into a device. Nothing is wanted before a code of it was confirmed.
    ///
    /// # Errors
    /// The person has no open account, or it is on already; the database failed.
    pub fn begin_totp(&self, person: PersonId) -> Result<SecondStep, Failure> {
        let id = AccountId::from(person);
        self.rehearse(Actor::web(person), |plan| plan.run(&ledger::Command::Account(id, Command::StartSecondStep {})))?;
        let secret = Secret::new(Box::new(config::random::<20>()?)).to_base32();
        let until = after(self.clock.now(), self.rules.confirm);
        self.vault.put(&new_name(id), &secret, Some(until))?;
        let login = self.account(id)?.map(|account| account.login.clone()).unwrap_or_default();
        let (issuer, login) = (in_uri(self.store.verifier().name()), in_uri(&login));
        let uri = format!("otpauth://totp/{issuer}:{login}?secret={secret}&issuer={issuer}");
        Ok(SecondStep { uri, secret })
    }

    /// Switches the second step on, by a code from the device. Answers the codes for whoever loses it, which are shown once.
    ///
    /// # Errors
    /// The code is not of what [`begin_totp`](Self::begin_totp) gave, or that has ended; the database failed.
    pub fn confirm_totp(&self, person: PersonId, code: &str) -> Result<Vec<String>, Failure> {
        let (id, now) = (AccountId::from(person), self.clock.now());
        let secret = self.vault.get(&new_name(id), now)?;
        let right = secret.and_then(|secret| Some((step(&secret, &digits(code), now)?, secret)));
        let Some((used, secret)) = right else {
            return Err(unfit(
                Bilingual::fixed("验证码不对，或者已经过时", "the code is wrong, or its time has passed"),
                Bilingual::fixed(
                    "等设备显示下一个再输；总是不对，看看设备的时间准不准",
                    "wait for the next one; if it stays wrong, see whether the device's clock is right",
                ),
            ));
        };
        self.forget_second_step(id)?;
        self.vault.put(&name(id), &to_json(&Stored { secret, used }), None)?;
        let codes: Vec<String> = (0..self.rules.recovery).map(|_| new_code()).collect::<Result<_, _>>()?;
        for code in &codes {
            self.vault.put(&of_paper(id, code), "", None)?;
        }
        self.record(Actor::web(person), id, Command::StartSecondStep {})?;
        Ok(codes)
    }

    /// Switches the second step off.
    ///
    /// # Errors
    /// It is off; the person has no open account; the database failed.
    pub fn end_totp(&self, by: Actor, person: PersonId) -> Result<Done, Failure> {
        let id = AccountId::from(person);
        let done = self.record(by, id, Command::EndSecondStep {})?;
        self.forget_second_step(id)?;
        Ok(done)
    }

    /// Whether `code` is right now, and uses it up: of the device, or of those on paper.
    pub(super) fn use_code(&self, id: AccountId, code: &str, now: Timestamp) -> Result<bool, Failure> {
        let code = digits(code);
        if code.len() > 6 {
            return Ok(self.vault.delete(&of_paper(id, &code), now)?);
        }
        let name = name(id);
        let Some(value) = self.vault.get(&name, now)? else { return Ok(false) };
        let Some(stored) = of_json::<Stored>(&value) else { return Ok(false) };
        let Some(used) = step(&stored.secret, &code, now).filter(|step| *step > stored.used) else {
            return Ok(false);
        };
        // Of two who send the same code at once one is let in.
        Ok(self.vault.swap(&name, (&value, &to_json(&Stored { used, ..stored })), None, now)?)
    }
}

/// A code without what people put between.
fn digits(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

/// 80 random bits: `ABCD-EFGH-IJKL-MNOP`.
fn new_code() -> Result<String, Failure> {
    let code: Vec<char> = Secret::new(Box::new(config::random::<10>()?)).to_base32().chars().collect();
    Ok(code.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// The name under which a code on paper is kept.
fn of_paper(id: AccountId, code: &str) -> String {
    format!("{}{}", recovery(id), token::digest(&format!("{id} {}", digits(code))))
}

/// As it may stand in an address.
fn in_uri(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
