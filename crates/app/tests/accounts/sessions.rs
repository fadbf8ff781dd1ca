use ledger::PersonId;

use crate::door::{ADMIN, Door, FROM, PASSWORD, said};

const HOUR: i64 = 60;

#[test]
fn a_session_is_whose_token_it_is() {
    let door = Door::open();
    let (shen, ye) = (door.enter("shen"), door.enter("ye"));
    let found = door.app.session(ye.token.as_str()).expect("answered").expect("a session");
    assert_eq!(found, ye.session);
    assert_eq!((found.person, found.login.as_str(), found.from.as_str()), (PersonId(2), "ye", FROM));
    assert_eq!(ye.token.as_str().len(), 43, "32 bytes");
    assert_ne!(ye.session.csrf, shen.session.csrf);
    assert_ne!(ye.session.csrf, ye.token.as_str());
    for wrong in ["", "A", &ye.session.id, &ye.session.csrf, &ye.token.as_str().to_lowercase()] {
        assert_eq!(door.app.session(wrong).expect("answered"), None, "{wrong}");
    }
    door.app.sign_out(ye.token.as_str()).expect("signed out");
    assert!(!door.lives(&ye) && door.lives(&shen));
}

#[test]
fn a_session_that_is_not_used_ends_after_half_a_day_and_any_after_a_week() {
    let door = Door::open();
    let (used, idle) = (door.enter("shen"), door.enter("ye"));
    door.wait(12 * HOUR - 1);
    assert!(door.lives(&used));
    door.wait(1);
    assert!(!door.lives(&idle), "half a day without use");
    assert!(door.lives(&used));
    for hour in 12..7 * 24 {
        assert!(door.lives(&used), "hour {hour}");
        door.wait(HOUR);
    }
    assert!(!door.lives(&used), "a week");
    // What has ended is taken away by who comes next.
    door.enter("ye");
    assert_eq!(door.app.vault.list("session:", jiff::Timestamp::UNIX_EPOCH).expect("a list").len(), 1);
}

#[test]
fn that_a_session_is_used_is_written_seldom() {
    let door = Door::open();
    let signed_in = door.enter("ye");
    let seen = || door.app.session(signed_in.token.as_str()).expect("answered").expect("a session").seen;
    door.wait(4);
    assert_eq!(seen(), signed_in.session.since);
    door.wait(1);
    assert_eq!(seen(), door.now());
}

#[test]
fn sessions_are_listed_and_ended() {
    let door = Door::open();
    let first = door.enter("ye");
    door.wait(1);
    let (second, third) = (door.enter("ye"), door.enter("ye"));
    let other = door.enter("shen");
    let listed = door.app.sessions_of(PersonId(2)).expect("a list");
    assert_eq!(listed.len(), 3);
    assert_eq!(listed.last().map(|visit| &visit.id), Some(&first.session.id));
    assert_eq!(door.app.revoke(ADMIN, PersonId(2), Some(&second.session.id)).expect("ended"), 1);
    assert!(door.lives(&first) && !door.lives(&second) && door.lives(&third));
    assert_eq!(door.app.revoke(ADMIN, PersonId(2), Some(&other.session.id)).expect("none of theirs"), 0);
    assert_eq!(door.app.revoke(ADMIN, PersonId(2), None).expect("ended"), 2);
    assert!(!door.lives(&first) && !door.lives(&third) && door.lives(&other));
    assert_eq!(door.kinds(2).iter().filter(|kind| *kind == "sessions_revoked").count(), 2);
}

#[test]
fn whoever_changes_the_password_is_alone_then() {
    let door = Door::open();
    let (here, elsewhere) = (door.enter("ye"), door.enter("ye"));
    let new = "四月的风 吹过石榴湾";
    let mut told = said(door.app.change_password(&here.session, "不是这个密码，真的", new));
    told.push_str(&said(door.app.change_password(&here.session, PASSWORD, "ye")));
    assert!(door.lives(&elsewhere));
    door.app.change_password(&here.session, PASSWORD, new).expect("changed");
    assert!(door.lives(&here) && !door.lives(&elsewhere));
    assert!(matches!(door.try_in("ye", new), app::accounts::SignIn::Done(_)));
    assert_eq!(door.try_in("ye", PASSWORD), app::accounts::SignIn::Wrong);
    // Whoever finds a session open does not guess for long.
    for _ in 0..5 {
        told.push_str(&said(door.app.change_password(&here.session, PASSWORD, "五月的花 开满石榴湾")));
    }
    insta::assert_snapshot!(told);
}
