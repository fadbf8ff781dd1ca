use std::time::{Duration, Instant};

use app::accounts::{Hashing, SignIn};
use ledger::PersonId;

use crate::door::{ADMIN, Door, PASSWORD, said};

#[test]
fn the_first_administrator_is_made_once() {
    let door = Door::closed();
    assert!(!door.app.is_set_up().expect("answered"));
    let mut refused = said(door.app.set_up("新来的", "新 来", PASSWORD));
    for password in ["short", "Password123", "xinlai.xinlai"] {
        refused.push_str(&said(door.app.set_up("新来的", "xinlai.xinlai", password)));
    }
    assert_eq!(door.app.view().expect("a view").persons().expect("people").total, 8, "nobody was entered for nothing");
    // Somebody whom the ledger does not know is entered.
    let person = door.app.set_up("新来的", " Xin.Lai ", PASSWORD).expect("set up");
    assert_eq!(person, PersonId(9));
    assert!(door.app.is_set_up().expect("answered"));
    refused.push_str(&said(door.app.set_up("沈砚", "shen", PASSWORD)));
    insta::assert_snapshot!(refused);
    assert_eq!(door.enter("xin.lai").session.person, person);
    assert_eq!(door.kinds(9), ["opened", "granted", "password_set", "signed_in"]);
}

#[test]
fn two_who_set_up_at_once_do_not_both_administer() {
    let door = Door::closed();
    let done: Vec<bool> = std::thread::scope(|scope| {
        let one = |person: &'static str, login: &'static str| {
            let app = door.app.clone();
            scope.spawn(move || app.set_up(person, login, PASSWORD).is_ok())
        };
        let all = [one("沈砚", "shen"), one("叶知秋", "ye"), one("何清越", "he")];
        all.into_iter().map(|thread| thread.join().expect("it ends")).collect()
    });
    assert_eq!(done.iter().filter(|done| **done).count(), 1);
    let accounts = door.app.view().expect("a view").accounts().expect("accounts");
    assert_eq!(accounts.total, 1);
}

#[test]
fn what_is_wrong_is_told_to_nobody() {
    let door = Door::open();
    door.admit(3, "he");
    door.app.close_account(ADMIN, PersonId(3), "调离").expect("closed");
    for (login, password) in [
        ("shen", "不是这个密码，真的"),
        ("nobody", PASSWORD),
        ("he", PASSWORD),
        ("", ""),
        ("ye", ""),
        ("ye\0", PASSWORD),
    ] {
        assert_eq!(door.try_in(login, password), SignIn::Wrong, "{login}");
    }
    assert_eq!(door.try_in(&"长".repeat(1000), PASSWORD), SignIn::Wrong);
    assert_eq!(door.enter(" SHEN ").session.login, "shen", "a name has one spelling");
}

#[test]
fn a_name_that_nobody_has_takes_as_long() {
    let mut door = Door::open();
    door.app.rules.hashing = Hashing { memory: 8 * 1024, ..Hashing::OWASP };
    door.app.rules.lockout.failures = 1000;
    let link = door.app.reset_password(ADMIN, PersonId(2)).expect("reset");
    door.app.accept(link.token.as_str(), PASSWORD).expect("set");
    // The least of some, for another program may have been busy.
    let least = |login: &str| -> Duration {
        let once = |_| {
            let begun = Instant::now();
            assert_eq!(door.try_in(login, "不是这个密码，真的"), SignIn::Wrong);
            begun.elapsed()
        };
        (0..7).map(once).min().expect("some")
    };
    let (known, unknown) = (least("ye"), least("nobody"));
    assert!(unknown * 2 > known && known * 2 > unknown, "known {known:?}, unknown {unknown:?}");
}

#[test]
fn nothing_secret_is_on_record() {
    let door = Door::open();
    let signed_in = door.enter("ye");
    let link = door.app.reset_password(ADMIN, PersonId(2)).expect("reset");
    let setup = door.app.begin_totp(PersonId(1)).expect("begun");
    let entries = door.app.store.read().expect("read").entries(0, 1000).expect("entries");
    let record: String = entries.iter().map(|entry| format!("{entry:?}\n")).collect();
    assert!(record.contains("account.signed_in") && record.contains("account.password_reset"));
    for secret in [PASSWORD, "argon2", signed_in.token.as_str(), link.token.as_str(), &setup.secret] {
        assert!(!record.contains(secret), "{secret}");
    }
    // And of tokens not even the vault has more than digests.
    let vault: String =
        door.app.vault.list("", door.now()).expect("a list").iter().map(|kept| format!("{kept:?}\n")).collect();
    assert!(vault.contains("session:") || vault.contains("link:"));
    for secret in [PASSWORD, signed_in.token.as_str(), link.token.as_str(), &signed_in.session.csrf] {
        assert!(!vault.contains(secret), "{secret}");
    }
    assert!(!format!("{signed_in:?} {link:?} {setup:?}").contains(signed_in.token.as_str()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let file = door.folder.path().join("accounts.sqlite");
        assert_eq!(std::fs::metadata(file).expect("a file").permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_copy_keeps_roles_and_no_passwords() {
    let door = Door::open();
    let copy = door.folder.path().join("copy");
    door.app.backup(&copy, &app::store::Watch::none()).expect("copied");
    let key = app::Config::read(door.folder.path()).expect("a ledger").key;
    let again = tempfile::tempdir().expect("a folder");
    let clock = door.app.clock.clone();
    let restored =
        app::keep::restore(&copy, again.path(), &app::Choices::default(), key, clock, &app::store::Watch::none());
    let mut restored = restored.expect("restored");
    restored.rules.hashing = Hashing::CHEAP;
    assert!(restored.is_set_up().expect("answered"), "nobody else becomes administrator");
    let credentials = app::accounts::Credentials { login: "shen", password: PASSWORD, code: None };
    assert_eq!(restored.sign_in(&credentials, "here").expect("answered"), SignIn::Wrong);
    let link = restored.reset_password(ledger::Actor::LOCAL, PersonId(1)).expect("reset");
    restored.accept(link.token.as_str(), PASSWORD).expect("set");
    assert!(matches!(restored.sign_in(&credentials, "here"), Ok(SignIn::Done(_))));
    // Names of which the vault knows nothing are nobody else's all the same.
    said(restored.open_account(ADMIN, PersonId(3), "ye"));
}
