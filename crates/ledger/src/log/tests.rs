//! Erasures by law, and checkpoints that are published.

use super::Command;
use crate::testing::Story;
use crate::{Digest, PersonId};

fn erase(seq: u64, reason: &str, authority: &str) -> crate::Command {
    let (reason, authority) = (reason.to_owned(), authority.to_owned());
    crate::Command::Log(Command::Erase { seq, reason, authority, redacted: Digest([9; 32]) })
}

#[test]
fn an_erasure_is_on_record_and_done_once() {
    let mut story = Story::furnished();
    story
        .by(PersonId(1))
        .when("erased", erase(12, "含个人信息", "《个人信息保护法》第四十七条"))
        .when("twice", erase(12, "含个人信息", "《个人信息保护法》第四十七条"))
        .when("for nothing, by nobody's order", erase(13, "", " "));
    insta::assert_snapshot!(story.text);
}

#[test]
fn a_checkpoint_gains_signatures_and_loses_none() {
    let publish = |size, note: &str| crate::Command::Log(Command::Publish { size, checkpoint: note.to_owned() });
    let mut story = Story::furnished();
    story
        .by(PersonId(1))
        .when("published", publish(4, "ledger\n4\nroot\n\n— ledger sig\n"))
        .when("the same again", publish(4, "ledger\n4\nroot\n\n— ledger sig\n"))
        .when("back from a witness", publish(4, "ledger\n4\nroot\n\n— ledger sig\n— one sig\n"))
        .when("back from another who saw none of it", publish(4, "ledger\n4\nroot\n\n— ledger sig\n— two sig\n"))
        .when("a later one", publish(7, "ledger\n7\nroot\n\n— ledger sig\n"));
    insta::assert_snapshot!(story.text);
}
