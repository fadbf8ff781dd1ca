use app::accounts::{LinkFor, Purpose, SignIn};
use ledger::PersonId;

use crate::door::{ADMIN, Door, FROM, PASSWORD, said};

#[test]
fn a_link_sets_a_password_once() {
    let door = Door::open();
    let link = door.app.open_account(ADMIN, PersonId(3), "何清越").expect("opened");
    let token = link.token.as_str();
    let found = door.app.link(token).expect("answered").expect("a link");
    let purpose = Purpose::FirstPassword;
    assert_eq!(found, LinkFor { person: PersonId(3), login: "何清越".into(), purpose, until: Some(link.until) });
    assert_eq!(door.try_in("何清越", PASSWORD), SignIn::Wrong);
    let mut told = said(door.app.accept(token, "1234567890"));
    assert_eq!(door.app.accept(token, PASSWORD).expect("a password that is not fit leaves it"), PersonId(3));
    assert_eq!(door.app.link(token).expect("answered"), None);
    told.push_str(&said(door.app.accept(token, PASSWORD)));
    door.enter("何清越");
    told.push_str(&door.told(3));
    insta::assert_snapshot!(told);
}

#[test]
fn of_many_who_use_a_link_one_sets_the_password() {
    let door = Door::open();
    let link = door.app.open_account(ADMIN, PersonId(3), "he").expect("opened");
    let password = |n: usize| format!("第 {n} 个人想好的密码");
    let set: Vec<usize> = std::thread::scope(|scope| {
        let (app, link, password) = (&door.app, &link, &password);
        let all: Vec<_> =
            (0..6).map(|n| scope.spawn(move || app.accept(link.token.as_str(), &password(n)).is_ok())).collect();
        let done = all.into_iter().map(|thread| thread.join().expect("it ends"));
        done.enumerate().filter(|(_, done)| *done).map(|(n, _)| n).collect()
    });
    let [one] = set[..] else { panic!("{set:?}") };
    assert!(matches!(door.try_in("he", &password(one)), SignIn::Done(_)));
}

#[test]
fn a_link_ends_after_a_week_and_with_the_next_one() {
    let door = Door::open();
    let first = door.app.open_account(ADMIN, PersonId(3), "he").expect("opened");
    door.wait(7 * 24 * 60 - 1);
    assert!(door.app.link(first.token.as_str()).expect("answered").is_some());
    let second = door.app.reset_password(ADMIN, PersonId(3)).expect("reset");
    assert_eq!(door.app.link(first.token.as_str()).expect("answered"), None);
    door.wait(7 * 24 * 60);
    assert_eq!(door.app.link(second.token.as_str()).expect("answered"), None);
    said(door.app.accept(second.token.as_str(), PASSWORD));
}

#[test]
fn a_reset_voids_the_password_and_ends_everything() {
    let door = Door::open();
    let session = door.enter("ye");
    for _ in 0..5 {
        door.try_in("ye", "不是这个密码，真的");
    }
    let link = door.app.reset_password(ADMIN, PersonId(2)).expect("reset");
    assert!(!door.lives(&session));
    assert_eq!(door.try_in("ye", PASSWORD), SignIn::Wrong, "neither locked nor let in");
    assert_eq!(door.app.link(link.token.as_str()).expect("answered").expect("a link").purpose, Purpose::NewPassword);
    door.app.accept(link.token.as_str(), "四月的风 吹过石榴湾").expect("set");
    assert!(matches!(door.try_in("ye", "四月的风 吹过石榴湾"), SignIn::Done(_)));
}

#[test]
fn whoever_has_a_link_of_a_demonstration_is_in() {
    let door = Door::open();
    let until = door.now() + jiff::SignedDuration::from_hours(2);
    let once = door.app.sign_in_link(ADMIN, PersonId(2), until, false).expect("made");
    let often = door.app.sign_in_link(ADMIN, PersonId(2), until, true).expect("made");
    let enters =
        |token: &str| door.app.sign_in_by_link(token, FROM).expect("answered").is_some_and(|one| door.lives(&one));
    assert!(enters(once.as_str()) && !enters(once.as_str()));
    assert!(enters(often.as_str()) && enters(often.as_str()));
    said(door.app.accept(often.as_str(), PASSWORD));
    let password = door.app.reset_password(ADMIN, PersonId(1)).expect("reset");
    assert!(!enters(password.token.as_str()), "what sets a password lets nobody in");
    door.wait(120);
    assert!(!enters(often.as_str()));
    assert!(door.told(2).contains("凭链接从 192.0.2.7 登录"));
    said(door.app.sign_in_link(ADMIN, PersonId(5), until, true));
}
