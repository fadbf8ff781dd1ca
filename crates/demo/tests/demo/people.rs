//! Who is there, and who they are to the ledger.

use std::collections::BTreeSet;

use demo::Role;
use ledger::{State, Stream, hand_over};

use crate::{DEMO, view};

#[test]
fn the_organisation_has_a_life() {
    let view = view();
    let (units, people) = (view.units().unwrap().rows, view.persons().unwrap().rows);
    assert_eq!((units.len(), people.len()), (14, 41));
    assert_eq!(units.iter().map(|unit| unit.depth).max(), Some(2), "three levels");
    let state = |text: &str| view.snapshot(text.parse().unwrap()).unwrap().unwrap().state;
    let State::Unit(stores) = state("U14") else { panic!("no unit") };
    assert!(stores.dissolved.is_some() && stores.successor.is_some());
    let posts = view.posts().unwrap().rows;
    assert!(posts.iter().any(|post| post.holder.is_none() && post.abolished.is_none()), "a vacant one");
    for (id, status) in [("H1", hand_over::Status::Accepted), ("H2", hand_over::Status::Proposed)] {
        let State::HandOver(hand_over) = state(id) else { panic!("no hand-over") };
        assert_eq!(hand_over.status, status);
        assert!(!hand_over.items.is_empty(), "{id} is of something");
    }
}

#[test]
fn there_is_somebody_for_each_role() {
    let cast = &DEMO.1.cast;
    let roles: BTreeSet<Role> = cast.iter().map(|one| one.role).collect();
    assert_eq!(roles.len(), 7);
    assert_eq!(cast.iter().filter(|one| one.role == Role::Owner).count(), 2);
    let view = view();
    for one in cast {
        let Some(State::Person(person)) = view.snapshot(Stream::Person(one.person)).unwrap().map(|of| of.state) else {
            panic!("{} is nobody", one.name)
        };
        assert!(person.name == one.name && person.units.contains(&one.unit));
    }
}

/// Who runs the system, judges or looks again answers for nothing that is judged.
#[test]
fn duties_are_separated() {
    for one in DEMO.1.cast.iter().filter(|one| ![Role::Lead, Role::Owner].contains(&one.role)) {
        for (id, measure) in crate::measure_states() {
            let content = measure.content;
            assert!(![content.owner, content.lead].contains(&Some(one.person)), "{} answers for {id}", one.name);
        }
    }
}
