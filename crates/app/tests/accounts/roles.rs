use std::sync::Barrier;

use ledger::account::Role;
use ledger::{Actor, PersonId, UnitId};

use crate::door::{ADMIN, Door, said};

#[test]
fn roles_are_read_fast_and_end_with_the_account() {
    let door = Door::open();
    let both = |person: u64| {
        let seen = door.app.view().expect("a view").roles_of(PersonId(person)).expect("roles");
        assert_eq!(door.app.roles_of(PersonId(person)).expect("roles"), seen);
        seen
    };
    assert_eq!(both(1), [(Role::Administrator, None)]);
    assert_eq!(both(2), [(Role::Verifier, Some(UnitId(1)))]);
    assert_eq!(both(3), []);
    door.app.grant(ADMIN, PersonId(2), Role::Lead, Some(UnitId(1))).expect("granted");
    door.app.withdraw(ADMIN, PersonId(2), Role::Verifier, Some(UnitId(1))).expect("withdrawn");
    assert_eq!(both(2), [(Role::Lead, Some(UnitId(1)))]);
    let session = door.enter("ye");
    door.app.close_account(ADMIN, PersonId(2), "退休").expect("closed");
    assert_eq!(both(2), []);
    assert!(!door.lives(&session));
    door.app.reopen_account(ADMIN, PersonId(2), "返聘").expect("open again");
    assert_eq!(both(2), []);
    let link = door.app.reset_password(ADMIN, PersonId(2)).expect("reset");
    door.app.accept(link.token.as_str(), crate::door::PASSWORD).expect("set");
    door.enter("ye");
}

#[test]
fn accounts_are_listed_without_any_sign_in() {
    let door = Door::open();
    door.enter("ye");
    door.admit(3, "he");
    door.app.close_account(ADMIN, PersonId(3), "退休").expect("closed");
    let list = door.app.view().expect("a view").accounts().expect("accounts");
    insta::assert_json_snapshot!(list);
}

#[test]
fn the_last_administrator_stays() {
    let door = Door::open();
    let mut told = said(door.app.withdraw(ADMIN, PersonId(1), Role::Administrator, None));
    told.push_str(&said(door.app.close_account(ADMIN, PersonId(1), "退休")));
    // Another who cannot sign in yet is none.
    door.app.open_account(ADMIN, PersonId(3), "he").expect("opened");
    door.app.grant(ADMIN, PersonId(3), Role::Administrator, None).expect("granted");
    told.push_str(&said(door.app.withdraw(ADMIN, PersonId(1), Role::Administrator, None)));
    door.app.grant(ADMIN, PersonId(2), Role::Administrator, None).expect("granted");
    door.app.withdraw(ADMIN, PersonId(1), Role::Administrator, None).expect("another stays");
    told.push_str(&said(door.app.withdraw(Actor::LOCAL, PersonId(2), Role::Administrator, None)));
    insta::assert_snapshot!(told);
}

#[test]
fn two_administrators_who_withdraw_each_other_at_once_do_not_both_succeed() {
    for _ in 0..5 {
        let door = Door::open();
        door.app.grant(ADMIN, PersonId(2), Role::Administrator, None).expect("granted");
        let barrier = Barrier::new(2);
        let one = |by: u64, whom: u64| {
            barrier.wait();
            door.app.withdraw(Actor::web(PersonId(by)), PersonId(whom), Role::Administrator, None).is_ok()
        };
        let (first, second) = std::thread::scope(|scope| {
            let (a, b) = (scope.spawn(|| one(1, 2)), scope.spawn(|| one(2, 1)));
            (a.join().expect("it ends"), b.join().expect("it ends"))
        });
        assert!(first != second, "{first} {second}");
    }
}

#[test]
fn of_many_who_want_a_name_one_gets_it() {
    let door = Door::open();
    let barrier = Barrier::new(6);
    let one = |person: u64| {
        barrier.wait();
        door.app.open_account(ADMIN, PersonId(person), "Zhang.Wei").is_ok()
    };
    let one = &one;
    let done: usize = std::thread::scope(|scope| {
        let all: Vec<_> = (3..9).map(|person| scope.spawn(move || one(person))).collect();
        all.into_iter().map(|thread| usize::from(thread.join().expect("it ends"))).sum()
    });
    assert_eq!(done, 1);
    let accounts = door.app.view().expect("a view").accounts().expect("accounts");
    assert_eq!(accounts.rows.iter().filter(|account| account.login == "zhang.wei").count(), 1);
}

#[test]
fn an_account_that_is_refused_holds_no_name() {
    let door = Door::open();
    let mut told = said(door.app.open_account(ADMIN, PersonId(2), "he"));
    told.push_str(&said(door.app.open_account(ADMIN, PersonId(99), "he")));
    told.push_str(&said(door.app.open_account(ADMIN, PersonId(3), "two words")));
    told.push_str(&said(door.app.open_account(ADMIN, PersonId(3), "SHEN")));
    door.app.open_account(ADMIN, PersonId(3), "he").expect("it is free");
    insta::assert_snapshot!(told);
}
