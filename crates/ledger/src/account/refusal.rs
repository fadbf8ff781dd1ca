//! Why something is not done to an account.

use super::{Held, LOGIN_MOST, Role};
use crate::{AccountId, Bilingual, PersonId};

/// One thing that lacks before something can be done to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// That is no name to sign in by.
    Login(String),
    /// The person has no account.
    None(PersonId),
    /// The person has one already.
    Exists(PersonId),
    /// The account is closed.
    Closed(AccountId),
    /// The account is open.
    Open(AccountId),
    /// Its person acts in that role already.
    Held(Held),
    /// Its person does not act in that role.
    NotHeld(Held),
    /// That role is one at a unit, and no unit is named.
    NoUnit(Role),
    /// That role is of the whole system, and a unit is named.
    NeedsNoUnit(Role),
    /// No other administrator would stay who can sign in.
    LastAdministrator,
    /// No password is set.
    NoPassword,
    /// A code is wanted already.
    SecondStep,
    /// No code is wanted.
    NoSecondStep,
    /// It is not locked.
    NotLocked,
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Login(login) => Bilingual::new(
                format!("“{login}”不能作登录名：限 {LOGIN_MOST} 字以内的汉字、小写字母、数字和 . _ - @"),
                format!(
                    "`{login}` is no login name: at most {LOGIN_MOST} Chinese characters, lower-case letters, digits and . _ - @"
                ),
            ),
            Self::None(person) => Bilingual::new(format!("{person} 没有账号"), format!("{person} has no account")),
            Self::Exists(person) => {
                Bilingual::new(format!("{person} 已有账号"), format!("{person} has an account already"))
            }
            Self::Closed(id) => Bilingual::new(format!("账号 {id} 已停用"), format!("account {id} is closed")),
            Self::Open(id) => Bilingual::new(format!("账号 {id} 没有停用"), format!("account {id} is open")),
            Self::Held(held) => {
                let held = held.label();
                Bilingual::new(format!("已有角色：{}", held.zh), format!("the role is held already: {}", held.en))
            }
            Self::NotHeld(held) => {
                let held = held.label();
                Bilingual::new(format!("没有角色：{}", held.zh), format!("the role is not held: {}", held.en))
            }
            Self::NoUnit(role) => {
                let role = role.label();
                Bilingual::new(
                    format!("“{}”须写明在哪个单位", role.zh),
                    format!("it must be said at which unit: {}", role.en),
                )
            }
            Self::NeedsNoUnit(role) => {
                let role = role.label();
                Bilingual::new(
                    format!("“{}”管整个系统，不分单位", role.zh),
                    format!("the role is of the whole system, not of a unit: {}", role.en),
                )
            }
            Self::LastAdministrator => Bilingual::fixed(
                "这是最后一位系统管理员，须先另设一位，并设好密码",
                "this is the last administrator: appoint another first, who has set a password",
            ),
            Self::NoPassword => Bilingual::fixed("还没有设置密码", "no password is set"),
            Self::SecondStep => Bilingual::fixed("两步验证已经启用", "the second step is on already"),
            Self::NoSecondStep => Bilingual::fixed("两步验证没有启用", "the second step is off"),
            Self::NotLocked => Bilingual::fixed("账号没有锁定", "the account is not locked"),
        }
    }
}
