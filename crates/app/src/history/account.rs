//! What happens to accounts.

use jiff::Timestamp;
use ledger::account::{Event, Role};
use ledger::{Bilingual, UnitId, count};

use super::{Told, because, two};

pub fn sentence(told: Told<'_, '_>, event: &Event) -> Bilingual {
    match event {
        Event::Opened { login } => {
            two(format!("开立账号，登录名“{login}”"), format!("account opened, login name “{login}”"))
        }
        Event::Granted { role, unit } => {
            let role = held(told, *role, *unit);
            two(format!("授予角色：{}", role.zh), format!("role granted: {}", role.en))
        }
        Event::Withdrawn { role, unit } => {
            let role = held(told, *role, *unit);
            two(format!("收回角色：{}", role.zh), format!("role withdrawn: {}", role.en))
        }
        Event::PasswordSet {} => Bilingual::fixed("设置密码", "password set"),
        Event::PasswordReset {} => Bilingual::fixed("密码作废，待重设", "password void, a new one is to be set"),
        Event::SecondStepStarted {} => Bilingual::fixed("启用两步验证", "second step switched on"),
        Event::SecondStepEnded {} => Bilingual::fixed("停用两步验证", "second step switched off"),
        Event::SignedIn { from, link: false } => two(format!("从 {from} 登录"), format!("signed in from {from}")),
        Event::SignedIn { from, link: true } => {
            two(format!("凭链接从 {from} 登录"), format!("signed in by a link from {from}"))
        }
        Event::Locked { until, failures, from } => {
            let until = told.time(*until);
            two(
                format!("连续 {failures} 次登录失败（最后一次来自 {from}），锁定至 {until}"),
                format!("locked until {until} after {}, the last from {from}", count(*failures, "failure")),
            )
        }
        Event::Unlocked {} => Bilingual::fixed("解除锁定", "unlocked"),
        Event::SessionsRevoked { sessions } => {
            two(format!("结束 {sessions} 个会话"), format!("{} ended", count(*sessions, "session")))
        }
        Event::Closed { reason, .. } => because("停用账号", "account closed", reason),
        Event::Reopened { reason } => because("恢复账号", "account reopened", reason),
    }
}

/// A role, with the unit by its name.
fn held(told: Told<'_, '_>, role: Role, unit: Option<UnitId>) -> Bilingual {
    let role = role.label();
    match unit {
        None => role,
        Some(unit) => {
            let name = told.name_of(unit);
            two(format!("{}（{unit} {name}）", role.zh), format!("{} at {unit} {name}", role.en))
        }
    }
}

impl Told<'_, '_> {
    /// A time of day in the ledger's zone; as it is recorded where there is no ledger.
    fn time(self, at: Timestamp) -> String {
        self.view.map_or_else(|| at.to_string(), |view| view.local(at).strftime("%Y-%m-%d %H:%M").to_string())
    }
}
