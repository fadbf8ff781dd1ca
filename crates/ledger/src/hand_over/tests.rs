//! Hand-overs: one act moves everything, and both sides are on record.

use jiff::civil::date;
use proptest::prelude::*;

use super::{Command, Status, belongs};
use crate::measure::{self, Plan};
use crate::testing::{Story, given};
use crate::{CampaignId, FindingId, HandOverId, MeasureId, PersonId, PostId, States, Stream, finding};

fn to(id: u64, command: Command) -> crate::Command {
    crate::Command::HandOver(HandOverId(id), command)
}

fn propose(person: u64, items: &[u64], note: &str) -> Command {
    let items = items.iter().copied().map(MeasureId).collect();
    Command::Propose { post: PostId(1), to: PersonId(person), items, note: note.to_owned() }
}

fn accept(open: &[u64]) -> Command {
    Command::Accept { open: open.iter().copied().map(MeasureId).collect(), note: "逐项核对".to_owned() }
}

/// Who owns and leads a measure: a person, a person, a post; 0 for nobody.
fn measure(id: u64, (owner, lead, post): (u64, u64, u64)) -> crate::Command {
    let content = measure::Content {
        statement: format!("补齐记录（{id}）"),
        owner: (owner > 0).then_some(PersonId(owner)),
        lead: (lead > 0).then_some(PersonId(lead)),
        owner_post: (post > 0).then_some(PostId(post)),
        ..measure::Content::default()
    };
    let plan = Box::new(Plan { content, deadline: Some(date(2026, 12, 31)), ..Plan::default() });
    let (campaign, findings) = (CampaignId(2), vec![FindingId(1)]);
    let register = measure::Command::Register { campaign, findings, plan, sources: Vec::new() };
    crate::Command::Measure(MeasureId(id), register)
}

/// P2 holds J1. M1 is owned by P2, M2 led by P2, M3 owned by the post, M4 by P5.
fn with_measures() -> Story {
    let mut story = Story::furnished();
    let content = finding::Content { statement: "巡检记录不全".to_owned(), ..finding::Content::default() };
    let draft = finding::Command::Draft { campaign: CampaignId(2), content, sources: Vec::new() };
    story.by(PersonId(1)).when("", crate::Command::Finding(FindingId(1), draft));
    story.when("", crate::Command::Finding(FindingId(1), finding::Command::Register {}));
    for (id, who) in (1..).zip([(2, 0, 0), (5, 2, 0), (0, 0, 1), (5, 0, 0)]) {
        story.when("", measure(id, who));
    }
    assert!(!story.text.contains("no:"), "{}", story.text);
    story.text.clear();
    story
}

#[test]
fn accepting_moves_every_open_item_and_the_post() {
    let mut story = with_measures();
    story
        .by(PersonId(2))
        .when("the outgoing side lists", to(1, propose(6, &[1, 2, 3], "均在时限内")))
        .by(PersonId(6))
        .on(date(2026, 4, 1))
        .when("the incoming side accepts", to(1, accept(&[1, 2, 3])));
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    assert_eq!(states.post(PostId(1)).unwrap().holder, Some(PersonId(6)));
    assert_eq!(states.hand_over(HandOverId(1)).unwrap().status, Status::Accepted);
    let of = |id| states.measure(MeasureId(id)).unwrap();
    assert_eq!(of(1).content.owner, Some(PersonId(6)));
    assert_eq!((of(2).content.owner, of(2).content.lead), (Some(PersonId(5)), Some(PersonId(6))));
    assert_eq!(of(3).hand_overs.len(), 1, "what the post owns is on record too");
    assert_eq!(of(4).content.owner, Some(PersonId(5)));
}

#[test]
fn a_vacant_post_is_handed_over_by_its_last_holder() {
    let mut story = with_measures();
    let vacate = crate::post::Command::Vacate { until: date(2026, 3, 20), reason: "调离".to_owned() };
    story
        .when("it is vacated", crate::Command::Post(PostId(1), vacate))
        .by(PersonId(8))
        .when("the office proposes without a word", to(1, propose(6, &[1, 2, 3], "")))
        .when("the office says why", to(1, propose(6, &[1, 2, 3], "原负责人已调离")))
        .by(PersonId(6))
        .when("declined without a reason", to(1, Command::Decline { reason: String::new() }))
        .when("declined", to(1, Command::Decline { reason: "M2 资料不全".to_owned() }))
        .when("accepted after that", to(1, accept(&[])));
    insta::assert_snapshot!(story.text);
}

#[test]
fn a_hand_over_says_no_to_everything_at_once() {
    let mut story = with_measures();
    let drop = measure::Command::Drop { reason: "并入其他措施".to_owned() };
    story.when("one is dropped", crate::Command::Measure(MeasureId(1), drop));
    story.text.clear();
    story
        .by(PersonId(2))
        .when("to oneself; one is dropped, one is another's, one is not there", to(1, propose(2, &[1, 4, 9], "")))
        .when("of a post that is not there, to nobody", {
            let (post, to_nobody) = (PostId(9), PersonId(90));
            to(1, Command::Propose { post, to: to_nobody, items: [].into(), note: String::new() })
        })
        .when("one item is forgotten", to(1, propose(6, &[2], "")))
        .when("accepted by who hands over", to(1, accept(&[2, 3])))
        .by(PersonId(6))
        .when("accepted with an item that is not listed", to(1, accept(&[2, 3])))
        .when("one that was never proposed", to(5, accept(&[])))
        .by(PersonId(2))
        .when("another while the first waits", to(2, propose(7, &[2, 3], "")))
        .by(PersonId(7))
        .when("declined by somebody whom it does not concern", to(1, Command::Decline { reason: "不清楚".to_owned() }))
        .by(PersonId(6))
        .when("the first is sent back", to(1, Command::Decline { reason: "清单不全".to_owned() }))
        .by(PersonId(2))
        .when("listed anew, for somebody else", to(2, propose(7, &[2, 3], "")))
        .by(PersonId(7))
        .when("accepted", to(2, accept(&[2, 3])))
        .by(PersonId(6))
        .when("the first list, after that", to(1, accept(&[2, 3])));
    insta::assert_snapshot!(story.text);
}

#[test]
fn a_proposal_is_taken_back_and_falls_with_the_holder_whom_it_names() {
    let mut story = with_measures();
    let vacate = crate::post::Command::Vacate { until: date(2026, 3, 20), reason: "调离".to_owned() };
    let fill = crate::post::Command::Fill { person: PersonId(7), from: date(2026, 3, 21) };
    story
        .by(PersonId(2))
        .when("proposed", to(1, propose(6, &[1, 2, 3], "")))
        .when("taken back by who proposed it", to(1, Command::Decline { reason: "人选有变".to_owned() }))
        .when("proposed to another", to(2, propose(5, &[1, 2, 3], "")))
        .when("the holder goes", crate::Command::Post(PostId(1), vacate))
        .when("somebody else is put there", crate::Command::Post(PostId(1), fill))
        .by(PersonId(5))
        .when("accepted too late", to(2, accept(&[1, 2, 3])))
        .by(PersonId(7))
        .when("nothing stands in the way of the next", to(3, propose(8, &[3], "")))
        .by(PersonId(5))
        .when(
            "what fell is declined: the next still waits",
            to(2, Command::Decline { reason: "已另有安排".to_owned() }),
        );
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    assert_eq!(states.post(PostId(1)).unwrap().hand_over, Some(HandOverId(3)));
}

proptest! {
    /// Law 7: after an accepted hand-over nothing open is left with who went; what is not accepted moves nothing.
    #[test]
    fn nothing_open_stays_behind(
        owners in proptest::collection::vec((0_u64..4, 0_u64..4, 0_u64..3), 1..8),
        listed in proptest::collection::vec(any::<bool>(), 8),
        done in proptest::collection::vec(any::<bool>(), 8),
    ) {
        let mut story = with_measures();
        for (id, who) in (10_u64..).zip(&owners) {
            story.when("", measure(id, *who));
        }
        let theirs = |story: &Story| -> Vec<u64> {
            let states: &dyn States = &story.world;
            let measures = story.world.streams().filter_map(|(stream, ..)| match stream {
                Stream::Measure(id) => states.measure(*id).map(|measure| (id.0, measure)),
                _ => None,
            });
            let open = measures.filter(|(_, m)| m.status == measure::Status::Open && belongs(m, PersonId(2), PostId(1)));
            open.map(|(id, _)| id).collect()
        };
        let before = theirs(&story);
        let list: Vec<u64> = before.iter().zip(listed.iter().cycle()).filter(|(_, listed)| **listed).map(|(id, _)| *id).collect();
        story.by(PersonId(2)).when("", to(1, propose(6, &list, "")));
        for (id, _) in before.iter().zip(&done).filter(|(_, done)| **done) {
            let drop = measure::Command::Drop { reason: "并入".to_owned() };
            story.when("", crate::Command::Measure(MeasureId(*id), drop));
        }
        let open = theirs(&story);
        let accepted = story.world.act(&to(1, accept(&open)), &given(Some(PersonId(6)), date(2026, 4, 1))).is_ok();
        prop_assert_eq!(accepted, open.iter().all(|id| list.contains(id)));
        let states: &dyn States = &story.world;
        for id in &open {
            let content = states.measure(MeasureId(*id)).unwrap().content.clone();
            let left = content.owner == Some(PersonId(2)) || content.lead == Some(PersonId(2));
            prop_assert!(!accepted || !left, "M{} stayed with who went", id);
        }
        let holder = states.post(PostId(1)).unwrap().holder;
        prop_assert_eq!(holder, Some(if accepted { PersonId(6) } else { PersonId(2) }));
    }
}
