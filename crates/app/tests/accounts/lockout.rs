use std::sync::Barrier;

use app::accounts::SignIn;
use jiff::Timestamp;
use ledger::PersonId;
use proptest::prelude::*;

use crate::door::{ADMIN, Door, PASSWORD, said};

const WRONG: &str = "不是这个密码，真的";
const DAY: i64 = 24 * 60;

fn after(at: Timestamp, minutes: i64) -> Timestamp {
    at + jiff::SignedDuration::from_mins(minutes)
}

#[test]
fn five_failures_lock_for_a_quarter_of_an_hour_and_each_time_twice_as_long() {
    let door = Door::open();
    let mut lengths = Vec::new();
    for _ in 0..9 {
        for _ in 0..4 {
            assert_eq!(door.try_in("ye", WRONG), SignIn::Wrong);
        }
        let SignIn::Locked { until } = door.try_in("ye", WRONG) else { panic!("the fifth locks") };
        assert_eq!(door.try_in("ye", PASSWORD), SignIn::Locked { until }, "not even with what is right");
        let minutes = (until.as_second() - door.now().as_second()) / 60;
        lengths.push(minutes);
        door.wait(minutes);
    }
    assert_eq!(lengths, [15, 30, 60, 120, 240, 480, 960, DAY, DAY]);
    assert_eq!(door.kinds(2).iter().filter(|kind| *kind == "locked").count(), 9, "one entry a lock, none a failure");
    // Who gets in begins anew.
    door.enter("ye");
    for _ in 0..4 {
        assert_eq!(door.try_in("ye", WRONG), SignIn::Wrong);
    }
    assert_eq!(door.try_in("ye", WRONG), SignIn::Locked { until: after(door.now(), 15) });
}

#[test]
fn a_lock_gives_nobody_away_and_is_undone_by_an_administrator() {
    let door = Door::open();
    let size = door.app.store.read().expect("read").head().expect("a head").size;
    for _ in 0..4 {
        assert_eq!(door.try_in("nobody", WRONG), SignIn::Wrong);
    }
    assert_eq!(door.try_in("nobody", WRONG), SignIn::Locked { until: after(door.now(), 15) });
    let now = door.app.store.read().expect("read").head().expect("a head").size;
    assert_eq!(now, size, "what concerns nobody is not on record");
    let mut told = said(door.app.unlock(ADMIN, PersonId(2)));
    for _ in 0..5 {
        door.try_in("ye", WRONG);
    }
    let locked = |door: &Door| door.app.view().expect("a view").accounts().expect("accounts").rows[1].locked;
    assert_eq!(locked(&door), Some(after(door.now(), 15)));
    door.app.unlock(ADMIN, PersonId(2)).expect("unlocked");
    assert_eq!(locked(&door), None);
    door.enter("ye");
    told.push_str(&door.told(2));
    insta::assert_snapshot!(told);
}

#[test]
fn of_many_at_once_no_more_are_judged_than_may_fail() {
    let door = Door::open();
    let barrier = Barrier::new(12);
    let answers: Vec<SignIn> = std::thread::scope(|scope| {
        let one = || {
            barrier.wait();
            door.try_in("ye", WRONG)
        };
        let all: Vec<_> = (0..12).map(|_| scope.spawn(one)).collect();
        all.into_iter().map(|thread| thread.join().expect("it ends")).collect()
    });
    assert_eq!(answers.iter().filter(|answer| **answer == SignIn::Wrong).count(), 4);
    assert_eq!(door.kinds(2).iter().filter(|kind| *kind == "locked").count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// Whatever is tried whenever: the answers are those of the rule, which is written here once more.
    #[test]
    fn the_rule_holds(steps in prop::collection::vec((prop_oneof![4 => Just(false), 1 => Just(true)], prop_oneof![
        8 => 0..3_i64, 3 => 10..40_i64, 1 => Just(DAY + 1)
    ]), 1..60)) {
        let door = Door::open();
        let (mut failures, mut locks, mut until, mut last) = (0_u32, 0_u32, None::<Timestamp>, door.now());
        let mut locked = 0;
        for (right, minutes) in steps {
            door.wait(minutes);
            let now = door.now();
            // A day after the last failure, or after the end of its lock, all is forgotten.
            if now >= after(until.unwrap_or(last), DAY) {
                (failures, locks, until) = (0, 0, None);
            }
            let expected = if let Some(until) = until.filter(|until| *until > now) {
                Some(until)
            } else if right {
                (failures, locks, until) = (0, 0, None);
                None
            } else {
                (failures, last) = (if until.is_some() { 1 } else { failures + 1 }, now);
                until = (failures == 5).then(|| after(now, (15 << locks).min(DAY)));
                if until.is_some() {
                    locks += 1;
                    locked += 1;
                }
                until
            };
            let answer = door.try_in("ye", if right { PASSWORD } else { WRONG });
            match expected {
                Some(until) => prop_assert_eq!(answer, SignIn::Locked { until }),
                None if right => prop_assert!(matches!(answer, SignIn::Done(_)), "{:?}", answer),
                None => prop_assert_eq!(answer, SignIn::Wrong),
            }
        }
        prop_assert_eq!(door.kinds(2).iter().filter(|kind| *kind == "locked").count(), locked);
    }
}
