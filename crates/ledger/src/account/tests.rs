//! Accounts.

use proptest::prelude::*;

use super::{Command, Held, LOGIN_MOST, Refusal, Role, is_login};
use crate::testing::{Story, given};
use crate::{AccountId, PersonId, Reason, States, UnitId};

fn to(id: u64, command: Command) -> crate::Command {
    crate::Command::Account(AccountId(id), command)
}

fn open(login: &str) -> Command {
    Command::Open { login: login.to_owned() }
}

fn at(role: Role, unit: u64) -> Held {
    Held { role, unit: Some(UnitId(unit)) }
}

fn grant(role: Held) -> Command {
    Command::Grant { role }
}

fn withdraw(role: Held, stays: Option<u64>) -> Command {
    Command::Withdraw { role, stays: stays.map(AccountId) }
}

fn close(reason: &str, stays: Option<u64>) -> Command {
    Command::Close { reason: reason.to_owned(), stays: stays.map(AccountId) }
}

fn lock(until: &str) -> Command {
    Command::Lock { until: until.parse().unwrap(), failures: 5, from: "三楼机房".to_owned() }
}

fn sign_in(link: bool) -> Command {
    Command::SignIn { from: "机要室 192.0.2.7".to_owned(), link }
}

#[test]
fn an_account_is_opened_used_locked_and_closed() {
    let mut story = Story::furnished();
    story
        .when("opened", to(1, open("沈知行")))
        .when("another", to(2, open("gu.mingyuan")))
        .when("an administrator", to(1, grant(Held::ADMINISTRATOR)))
        .when("another", to(2, grant(Held::ADMINISTRATOR)))
        .when("verifies at a unit", to(1, grant(at(Role::Verifier, 2))))
        .when("a password", to(1, Command::SetPassword {}))
        .when("the other's", to(2, Command::SetPassword {}))
        .when("a code is wanted", to(1, Command::StartSecondStep {}))
        .when("signs in", to(1, sign_in(false)))
        .when("too many failures", to(1, lock("2026-03-02T00:15:00Z")))
        .when("unlocked", to(1, Command::Unlock {}))
        .when("sessions", to(1, Command::Revoke { sessions: 2 }))
        .when("no code", to(1, Command::EndSecondStep {}))
        .when("the password is void", to(1, Command::ResetPassword {}))
        .when("verifies no more", to(1, withdraw(at(Role::Verifier, 2), None)))
        .when("administers no more", to(1, withdraw(Held::ADMINISTRATOR, Some(2))))
        .when("by a link", to(1, sign_in(true)))
        .when("closed", to(1, close("调离", None)))
        .when("open again", to(1, Command::Reopen { reason: "回原单位".to_owned() }));
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    let account = states.account(PersonId(1).into()).unwrap();
    assert!(account.roles.is_empty() && !account.password && account.closed.is_none());
}

#[test]
fn an_account_says_no_to_everything_at_once() {
    let mut story = Story::furnished();
    story
        .when("of nobody, by no name", to(40, open("Two Words")))
        .when("that is not there", to(1, grant(Held::ADMINISTRATOR)))
        .when("opened", to(1, open("沈知行")))
        .when("twice", to(1, open("沈知行")))
        .when("a role without its unit", to(1, grant(Held { role: Role::Office, unit: None })))
        .when("one of the whole system at a unit", to(1, grant(at(Role::Administrator, 1))))
        .when("at a unit that is not there", to(1, grant(at(Role::Lead, 9))))
        .when("a role that nobody holds", to(1, withdraw(at(Role::Lead, 1), None)))
        .when("a role", to(1, grant(at(Role::Inspector, 1))))
        .when("twice", to(1, grant(at(Role::Inspector, 1))))
        .when("signs in without a password", to(1, sign_in(false)))
        .when("unlocked without a lock", to(1, Command::Unlock {}))
        .when("a code that is not wanted", to(1, Command::EndSecondStep {}))
        .when("an open one is opened again", to(1, Command::Reopen { reason: String::new() }))
        .when("the only administrator", to(1, grant(Held::ADMINISTRATOR)))
        .when("goes without a reason", to(1, close("", Some(1))))
        .when("closed by naming one who administers nothing", to(1, close("调离", Some(2))))
        .when("another", to(2, open("gu.mingyuan")))
        .when("administers", to(2, grant(Held::ADMINISTRATOR)))
        .when("a password", to(1, Command::SetPassword {}))
        .when("but the other cannot sign in", to(1, withdraw(Held::ADMINISTRATOR, Some(2))))
        .when("who goes first", to(2, close("误开", Some(1))))
        .when("and gets nothing then", to(2, grant(at(Role::Lead, 1))))
        .when("but loses what was left open", to(2, Command::Revoke { sessions: 1 }));
    insta::assert_snapshot!(story.text);
}

#[test]
fn logins_have_one_spelling() {
    for fit in ["a", "沈知行", "gu.ming-yuan_2@water"] {
        assert!(is_login(fit), "{fit}");
    }
    for unfit in ["", "Gu", "two words", "a\tb", "a/b", "“引号”", &"长".repeat(LOGIN_MOST + 1)] {
        assert!(!is_login(unfit), "{unfit}");
    }
}

proptest! {
    /// Whatever is granted, withdrawn and closed: where one administrator could sign in, one still can.
    #[test]
    fn the_last_administrator_stays(steps in prop::collection::vec((0..6_u8, 1..5_u64, 1..5_u64), 1..60)) {
        let mut story = Story::furnished();
        let mut act = |id: u64, command: Command| story.world.act(&to(id, command), &given(None, "2026-03-02".parse().unwrap()));
        for id in 1..5 {
            act(id, open(&format!("p{id}"))).unwrap();
        }
        act(1, grant(Held::ADMINISTRATOR)).unwrap();
        act(1, Command::SetPassword {}).unwrap();
        let mut refused = 0;
        for (what, id, other) in steps {
            let command = match what {
                0 => grant(Held::ADMINISTRATOR),
                1 => withdraw(Held::ADMINISTRATOR, Some(other)),
                2 => close("调离", Some(other)),
                3 => Command::Reopen { reason: "返岗".to_owned() },
                4 => Command::SetPassword {},
                _ => withdraw(Held::ADMINISTRATOR, None),
            };
            if let Err(refusal) = act(id, command) {
                refused += usize::from(refusal.reasons.contains(&Reason::Account(Refusal::LastAdministrator)));
            }
        }
        let states: &dyn States = &story.world;
        let can = |id: u64| states.account(AccountId(id)).is_some_and(|account| account.administers() && account.password);
        prop_assert!((1..5).any(can), "nobody is left after {refused} refusals");
    }
}
