//! Law 7: one act moves all open items of a post.

use std::collections::BTreeSet;

use super::book::Book;
use crate::{Given, HandOverId, MeasureId};

pub(super) fn check(book: &Book, id: HandOverId, moved: &BTreeSet<MeasureId>, given: &Given, place: &str) {
    let Some((post, from, to)) = book.hand_overs.get(&id).copied() else { panic!("{place}: never proposed") };
    assert_eq!(given.actor.person, Some(to), "{place}: accepted by somebody else");
    assert_eq!(*moved, book.open_items(from, post), "{place}: not all items moved");
}
