use std::sync::Barrier;

use app::accounts::SignIn;
use ledger::PersonId;
use totp_rs::{Builder, Secret};

use crate::door::{ADMIN, Door, PASSWORD, said};

const PERSON: PersonId = PersonId(2);

/// The code that a device shows `steps` from now.
fn code(door: &Door, secret: &str, steps: i64) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).expect("base32")).build().expect("a device");
    totp.generate(u64::try_from(door.now().as_second() + 30 * steps).expect("a time")).to_string()
}

/// Switched on; the secret of the device, and the codes on paper.
fn on(door: &Door) -> (String, Vec<String>) {
    let begun = door.app.begin_totp(PERSON).expect("begun");
    let codes = door.app.confirm_totp(PERSON, &code(door, &begun.secret, 0)).expect("confirmed");
    (begun.secret, codes)
}

fn enters(door: &Door, code: &str) -> bool {
    match door.try_with("ye", PASSWORD, Some(code)) {
        SignIn::Done(_) => true,
        SignIn::Wrong => false,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_device_is_confirmed_before_its_codes_are_wanted() {
    let door = Door::open();
    let begun = door.app.begin_totp(PERSON).expect("begun");
    assert_eq!(
        begun.uri,
        format!("otpauth://totp/library.example%2Fledger:ye?secret={0}&issuer=library.example%2Fledger", begun.secret)
    );
    door.enter("ye");
    let mut told = said(door.app.confirm_totp(PERSON, "000000"));
    let late = code(&door, &begun.secret, 0);
    door.wait(61);
    said(door.app.confirm_totp(PERSON, &late));
    said(door.app.confirm_totp(PERSON, &code(&door, &begun.secret, 0)));
    let (secret, _) = on(&door);
    assert_eq!(door.try_in("ye", PASSWORD), SignIn::WantsCode);
    assert_eq!(door.try_with("ye", PASSWORD, Some(" ")), SignIn::WantsCode);
    assert_eq!(door.try_with("ye", "不是这个密码，真的", Some(&code(&door, &secret, 1))), SignIn::Wrong);
    told.push_str(&said(door.app.begin_totp(PERSON)));
    door.app.end_totp(ADMIN, PERSON).expect("ended");
    door.enter("ye");
    told.push_str(&said(door.app.end_totp(ADMIN, PERSON)));
    told.push_str(&door.told(2));
    insta::assert_snapshot!(told);
}

#[test]
fn a_code_opens_once_and_only_about_its_time() {
    let mut door = Door::open();
    door.app.rules.lockout.failures = 1000;
    let (secret, _) = on(&door);
    assert!(!enters(&door, &code(&door, &secret, 0)), "it was used to confirm");
    assert!(!enters(&door, &code(&door, &secret, 2)), "too early");
    door.wait_seconds(60);
    assert!(enters(&door, &code(&door, &secret, -1)), "a step late");
    let now = code(&door, &secret, 0);
    assert!(enters(&door, &format!("{} {}", &now[..3], &now[3..])), "as devices show it");
    assert!(!enters(&door, &now), "twice");
    assert!(!enters(&door, &code(&door, &secret, -1)), "one from before the last");
    assert!(enters(&door, &code(&door, &secret, 1)), "a step early");
    door.wait_seconds(30);
    assert!(!enters(&door, &code(&door, &secret, 0)), "it was used a step early");
    door.wait_seconds(90);
    assert!(!enters(&door, &code(&door, &secret, -2)), "too late");
}

#[test]
fn of_many_with_the_same_code_one_gets_in() {
    let mut door = Door::open();
    door.app.rules.lockout.failures = 1000;
    let (secret, paper) = on(&door);
    door.wait(1);
    for code in [code(&door, &secret, 0), paper[0].clone()] {
        let barrier = Barrier::new(6);
        let one = || {
            barrier.wait();
            enters(&door, &code)
        };
        let entered: usize = std::thread::scope(|scope| {
            let all: Vec<_> = (0..6).map(|_| scope.spawn(one)).collect();
            all.into_iter().map(|thread| usize::from(thread.join().expect("it ends"))).sum()
        });
        assert_eq!(entered, 1);
    }
}

#[test]
fn codes_on_paper_serve_once_each_and_end_with_the_device() {
    let mut door = Door::open();
    door.app.rules.lockout.failures = 1000;
    let (_, paper) = on(&door);
    assert_eq!(paper.len(), 8);
    assert!(paper.iter().all(|code| code.len() == 19), "{paper:?}");
    assert!(enters(&door, &paper[0].to_lowercase().replace('-', " ")), "as people type it");
    assert!(!enters(&door, &paper[0]), "twice");
    assert!(enters(&door, &paper[7]));
    door.app.end_totp(ADMIN, PERSON).expect("ended");
    on(&door);
    assert!(!enters(&door, &paper[1]), "another device has other paper");
}

#[test]
fn a_wrong_code_counts_and_a_missing_one_does_not() {
    let door = Door::open();
    on(&door);
    for _ in 0..20 {
        assert_eq!(door.try_in("ye", PASSWORD), SignIn::WantsCode);
    }
    for _ in 0..4 {
        assert!(!enters(&door, "000000"));
    }
    assert_eq!(door.try_in("ye", PASSWORD), SignIn::WantsCode, "and forgives nothing");
    assert!(matches!(door.try_with("ye", PASSWORD, Some("000000")), SignIn::Locked { .. }));
}
