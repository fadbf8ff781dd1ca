//! Evidence: its dates make sense whatever is asked.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Command, Content, Handling, Period};
use crate::profile::EvidenceKind;
use crate::testing::{Story, World, given};
use crate::{Digest, EvidenceId, States};

fn to(id: u64, command: Command) -> crate::Command {
    crate::Command::Evidence(EvidenceId(id), command)
}

fn content(name: &str, dated: Date, period: Option<(Date, Date)>) -> Content {
    Content {
        name: name.to_owned(),
        kind: EvidenceKind::Record,
        dated,
        period: period.map(|(from, to)| Period { from, to }),
        handling: Handling::Internal,
        note: Some("一季度巡检登记".to_owned()),
    }
}

fn register(content: Content) -> Command {
    Command::Register { digest: Digest([7; 32]), size: 512, content }
}

#[test]
fn evidence_is_entered_corrected_and_withdrawn() {
    let march = Some((date(2026, 3, 1), date(2026, 3, 31)));
    let mut story = Story::furnished();
    story
        .on(date(2026, 4, 2))
        .when("a register of March", to(20, register(content("登记.xlsx", date(2026, 4, 1), march))))
        .on(date(2026, 4, 9))
        .when("its date was wrong", {
            let content = content("登记.xlsx", date(2026, 3, 31), march);
            to(20, Command::Correct { content, reason: "日期录错".to_owned() })
        })
        .when("it was another file", to(20, Command::Withdraw { reason: "传错文件".to_owned() }));
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    let evidence = states.evidence(EvidenceId(20)).unwrap();
    assert_eq!(evidence.stored_on, date(2026, 4, 2));
    assert_eq!(evidence.corrections.len(), 1);
}

#[test]
fn evidence_says_no_to_everything_at_once() {
    let backwards = Some((date(2026, 3, 20), date(2026, 3, 10)));
    let future = Some((date(2026, 3, 10), date(2026, 5, 31)));
    let mut story = Story::furnished();
    story
        .on(date(2026, 4, 2))
        .when("taken, without a name, empty, of tomorrow", {
            let content = content("", date(2026, 4, 3), None);
            to(1, Command::Register { digest: Digest([7; 32]), size: 0, content })
        })
        .when("a period that ends before it begins", to(20, register(content("登记", date(2026, 4, 1), backwards))))
        .when("older than a period that is not over", to(20, register(content("登记", date(2026, 3, 9), future))))
        .when("a register", to(20, register(content("登记", date(2026, 4, 1), None))))
        .on(date(2026, 4, 20))
        .when("dated after the day on which it was stored, without a reason", {
            let content = content("登记", date(2026, 4, 10), None);
            to(20, Command::Correct { content, reason: String::new() })
        })
        .when("the same", {
            let content = content("登记", date(2026, 4, 1), None);
            to(20, Command::Correct { content, reason: "核对".to_owned() })
        })
        .when("withdrawn", to(20, Command::Withdraw { reason: "传错".to_owned() }))
        .when("twice, without a reason", to(20, Command::Withdraw { reason: String::new() }));
    insta::assert_snapshot!(story.text);
}

fn days() -> impl Strategy<Value = Date> {
    (0_i64..60).prop_map(|n| date(2026, 3, 1).saturating_add(jiff::Span::new().days(n)))
}

fn contents() -> impl Strategy<Value = Content> {
    (days(), proptest::option::of((days(), days()))).prop_map(|(dated, period)| content("登记", dated, period))
}

proptest! {
    /// Law 8: whatever is registered and corrected on whatever days.
    #[test]
    fn supported_periods_make_sense(stored in days(), first in contents(), corrections in proptest::collection::vec((days(), contents()), 0..6)) {
        let mut world = World::new();
        let _ = world.act(&to(1, register(first)), &given(None, stored));
        for (day, content) in corrections {
            let _ = world.act(&to(1, Command::Correct { content, reason: "核对".to_owned() }), &given(None, day.max(stored)));
        }
        let states: &dyn States = &world;
        if let Some(evidence) = states.evidence(EvidenceId(1)) {
            let period = evidence.content.supports();
            prop_assert_eq!(evidence.stored_on, stored, "a correction moves no stored day");
            prop_assert!(evidence.content.dated <= stored && period.to <= stored);
            prop_assert!(period.from <= period.to && period.from <= evidence.content.dated);
        }
    }
}
