use crate::common::{Log, ORIGIN, ed25519, sm2, trust, witness};
use proptest::prelude::*;
use tlog::trust::Witness;
use tlog::{
    Algorithm, Checkpoint, CheckpointError, Digest, Head, Note, NoteError, Signer, Trust, TrustError, Verifier,
};

const AT: u64 = 1_786_000_000;

/// At size 9, signed by the log and attested by those witnesses.
fn attested(witnesses: &[u8]) -> Note {
    let mut note = Log::new(Algorithm::Sha256, 9).checkpoint(9, &ed25519());
    for &number in witnesses {
        note.add(witness(number).cosign(note.text(), AT + u64::from(number)));
    }
    note
}

fn keys(numbers: &[u8]) -> Vec<Verifier> {
    numbers.iter().map(|&number| witness(number).verifier().clone()).collect()
}

fn open(trust: &Trust, note: &Note) -> Result<tlog::trust::Attested, CheckpointError> {
    trust.open(note.to_string().as_bytes())
}

#[test]
fn a_checkpoint_is_opened_with_the_log_s_key() {
    let opened = open(&trust(), &attested(&[])).expect("signed");
    assert_eq!(opened.checkpoint.head(), Log::new(Algorithm::Sha256, 9).head(9));
    assert_eq!(opened.checkpoint.origin(), ORIGIN);
    let sm = Trust::new(Algorithm::Sm3, sm2().verifier().clone()).expect("the key of a log");
    let note = Log::new(Algorithm::Sm3, 9).checkpoint(9, &sm2());
    assert_eq!(open(&sm, &note).expect("signed").checkpoint.size(), 9);
}

#[test]
fn checkpoints_are_read_by_tlog_tiles_and_theirs_here() {
    let note = attested(&[1]);
    let theirs = tlog_tiles::Checkpoint::from_bytes(note.text().as_bytes()).expect("they read ours");
    let ours = Checkpoint::parse(note.text()).expect("a checkpoint");
    assert_eq!((theirs.origin(), theirs.size(), theirs.hash().0), (ours.origin(), ours.size(), ours.root().0));
    let made =
        tlog_tiles::Checkpoint::new("example.net/x", 5, tlog_tiles::Hash([3; 32]), "a\nb\n").expect("they make one");
    let read = Checkpoint::parse(&String::from_utf8(made.to_bytes()).expect("text")).expect("a checkpoint");
    assert_eq!(
        (read.origin(), read.size(), read.root(), read.extensions().len()),
        ("example.net/x", 5, Digest([3; 32]), 2)
    );
}

#[test]
fn witnesses_are_told_and_counted() {
    let trust = |quorum| trust().with_witnesses(keys(&[1, 2, 3]), quorum).expect("witnesses");
    let note = attested(&[3, 9, 1]);
    let named = |number: u8| Witness { name: format!("witness.example/w{number}"), at: AT + u64::from(number) };
    assert_eq!(open(&trust(0), &note).expect("attested").witnesses, [named(3), named(1)]);
    assert!(open(&trust(2), &note).is_ok());
    let error = open(&trust(3), &note).expect_err("only two");
    insta::assert_snapshot!(both(&error));
}

#[test]
fn a_witness_cannot_stand_in_for_the_log() {
    let checkpoint = Checkpoint::parse(attested(&[]).text()).expect("a checkpoint");
    let mut note = Note::new(checkpoint.to_string()).expect("a text");
    note.add(witness(1).cosign(note.text(), AT));
    let error =
        open(&trust().with_witnesses(keys(&[1]), 1).expect("witnesses"), &note).expect_err("not signed by the log");
    assert!(matches!(&error, CheckpointError::Note(NoteError::NotSigned { .. })), "{error}");
}

#[test]
fn another_log_is_called_another_log() {
    let other = Signer::ed25519("example.org/other", &[7; 32]).expect("a key");
    let note = Log::new(Algorithm::Sha256, 9).checkpoint(9, &other);
    let expected = CheckpointError::OtherLog { expected: ORIGIN.into(), found: "example.org/other".into() };
    assert_eq!(open(&trust(), &note), Err(expected));
}

#[test]
fn a_forged_checkpoint_is_refused() {
    let forged = attested(&[1]).to_string().replacen("\n9\n", "\n8\n", 1);
    assert!(matches!(trust().open(forged.as_bytes()), Err(CheckpointError::Note(NoteError::WrongSignature { .. }))));
}

#[test]
fn keys_in_the_wrong_place_are_refused() {
    let name = String::from;
    assert_eq!(
        Trust::new(Algorithm::Sha256, keys(&[1])[0].clone()),
        Err(TrustError::NotOfALog { name: name("witness.example/w1") })
    );
    let with = |witnesses, quorum| trust().with_witnesses(witnesses, quorum).expect_err("refused");
    assert_eq!(with(vec![ed25519().verifier().clone()], 0), TrustError::NotOfAWitness { name: name(ORIGIN) });
    assert_eq!(with(keys(&[1]), 2), TrustError::Quorum { quorum: 2, witnesses: 1 });
    assert_eq!(with(keys(&[1, 2, 1]), 0), TrustError::SameWitness { name: name("witness.example/w1") });
    let renamed = tlog::Cosigner::new("witness.example/again", &[1; 32]).expect("a key").verifier().clone();
    let twice = [keys(&[1]), vec![renamed]].concat();
    assert_eq!(
        with(twice, 2),
        TrustError::SameWitness { name: name("witness.example/again") },
        "one key is one witness"
    );
}

#[test]
fn what_is_no_checkpoint_is_told_why() {
    let root = Digest([1; 32]).to_base64();
    let of = |text: &str| Checkpoint::parse(text).expect_err("no checkpoint");
    assert_eq!(of("a\n1\n"), CheckpointError::Lines);
    assert_eq!(of(&format!("a\n1\n{root}")), CheckpointError::Lines);
    assert_eq!(of(&format!("\n1\n{root}\n")), CheckpointError::Origin { origin: String::new() });
    assert_eq!(of(&format!("a\n1\n{root}\n\n")), CheckpointError::Extension);
    assert_eq!(of("a\n1\nAAAA\n"), CheckpointError::Root { line: "AAAA".into() });
    for size in ["01", "", "-1", "+1", "1 ", "１", "9223372036854775808", "18446744073709551616"] {
        assert_eq!(of(&format!("a\n{size}\n{root}\n")), CheckpointError::Size { line: size.into() });
    }
    assert_eq!(
        Checkpoint::parse(&format!("a\n9223372036854775807\n{root}\n")).expect("the largest").size(),
        u64::MAX >> 1
    );
    let head = Head { size: 1 << 63, root: Digest([1; 32]) };
    assert!(matches!(Checkpoint::new("a", head), Err(CheckpointError::Size { .. })));
    assert!(matches!(Checkpoint::new("a\nb", Head { size: 0, root: head.root }), Err(CheckpointError::Origin { .. })));
}

fn both(error: &CheckpointError) -> String {
    let message = error.message();
    format!("{}\n{}", message.zh, message.en)
}

proptest! {
    #[test]
    fn a_checkpoint_is_read_as_it_was_written(
        origin in "[^\\x00-\\x1f]{1,20}", size in 0..(1_u64 << 63), root: [u8; 32], lines in prop::collection::vec("[^\\x00-\\x1f]{1,9}", 0..3),
    ) {
        let plain = Checkpoint::new(&origin, Head { size, root: Digest(root) }).expect("an origin");
        let checkpoint = lines.iter().try_fold(plain, |checkpoint, line| checkpoint.with_extension(line)).expect("lines");
        prop_assert_eq!(Checkpoint::parse(&checkpoint.to_string()), Ok(checkpoint));
    }

    #[test]
    fn strange_checkpoints_are_refused_or_have_one_spelling(text in "[a\n]{0,3}\n[0-9]{0,3}\n[A-Za-z0-9+/]{42,43}={0,2}\n{0,2}[a\n]{0,3}") {
        if let Ok(checkpoint) = Checkpoint::parse(&text) {
            prop_assert_eq!(checkpoint.to_string(), text.clone());
            prop_assert!(tlog_tiles::Checkpoint::from_bytes(text.as_bytes()).is_ok());
        }
    }
}
