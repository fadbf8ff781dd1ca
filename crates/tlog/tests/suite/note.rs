use crate::common::{ORIGIN, ed25519, sm2, witness};
use proptest::prelude::*;
use tlog::note::{Flaw, LARGEST};
use tlog::{Note, NoteError, Signature, Signer};

const TEXT: &str = "水泵房检查\n\n第二段\n";

fn signed(signers: &[Signer]) -> Note {
    let mut note = Note::new(TEXT.into()).expect("a text");
    signers.iter().for_each(|signer| note.sign(signer));
    note
}

fn flaw(bytes: &[u8]) -> Flaw {
    match Note::parse(bytes) {
        Err(NoteError::Malformed(flaw)) => flaw,
        other => panic!("{other:?}"),
    }
}

#[test]
fn notes_are_verified_by_signed_note_and_theirs_here() {
    let ours = signed(&[ed25519()]).to_string();
    let known = || {
        let key = signed_note::StandardVerifier::new(&ed25519().verifier().to_string()).expect("a key");
        signed_note::VerifierList::new(vec![Box::new(key)])
    };
    let read = signed_note::Note::from_bytes(ours.as_bytes()).expect("they read ours");
    assert_eq!(read.verify(&known()).expect("they verify ours").0.len(), 1);
    let mut theirs = signed_note::Note::new(TEXT.as_bytes(), &[]).expect("a text");
    let signer = signed_note::StandardSigner::new(&ed25519().to_secret_text()).expect("a key");
    theirs.add_sigs(&[&signer]).expect("signed");
    assert_eq!(String::from_utf8(theirs.to_bytes()).expect("text"), ours, "Ed25519 is deterministic");
    let note = Note::parse(&theirs.to_bytes()).expect("a note");
    assert_eq!(note.verify(&[ed25519().verifier().clone()]).expect("signed").len(), 1);
}

#[test]
fn signatures_of_unknown_keys_are_ignored() {
    let note = signed(&[ed25519(), sm2(), Signer::ed25519("example.net/other", &[9; 32]).expect("a key")]);
    let keys = [sm2().verifier().clone()];
    let found = note.verify(&keys).expect("signed");
    assert_eq!(found.iter().map(|signed| (signed.key, signed.at)).collect::<Vec<_>>(), [(0, None)]);
    let stranger = Signer::ed25519("example.net/stranger", &[5; 32]).expect("a key").verifier().clone();
    let error = note.verify(&[stranger]).expect_err("not signed by it");
    insta::assert_snapshot!(both(&error));
}

#[test]
fn a_name_or_an_id_alone_makes_no_known_key() {
    let namesake = Signer::ed25519(ORIGIN, &[8; 32]).expect("a key");
    let mut note = signed(&[namesake]);
    note.sign(&ed25519());
    assert_eq!(note.verify(&[ed25519().verifier().clone()]).expect("signed").len(), 1, "the namesake is ignored");
}

#[test]
fn a_wrong_signature_of_a_known_key_spoils_the_note() {
    let text = signed(&[ed25519(), sm2()]).to_string();
    let changed = Note::parse(text.replace("第二段", "第三段").as_bytes()).expect("a note");
    let keys = [sm2().verifier().clone(), ed25519().verifier().clone()];
    let error = changed.verify(&keys).expect_err("changed");
    assert_eq!(error, NoteError::WrongSignature { name: ORIGIN.into(), id: ed25519().verifier().id() });
    insta::assert_snapshot!(both(&error));
}

#[test]
fn of_a_key_that_signed_twice_both_signatures_must_hold() {
    let note = signed(&[ed25519()]).to_string();
    let line = note.lines().last().expect("a line");
    let keys = [ed25519().verifier().clone()];
    let twice = Note::parse(format!("{note}{line}\n").as_bytes()).expect("a note");
    assert_eq!(twice.signatures().len(), 2);
    assert_eq!(twice.verify(&keys).expect("signed").len(), 1, "told once");
    let other = ed25519().sign("another text\n");
    let spoilt = Note::parse(format!("{note}{other}\n").as_bytes()).expect("a note");
    assert!(matches!(spoilt.verify(&keys), Err(NoteError::WrongSignature { .. })));
}

#[test]
fn signing_again_replaces_the_signature() {
    let mut note = signed(&[ed25519(), sm2()]);
    note.sign(&ed25519());
    assert_eq!(note.signatures().len(), 2);
    let witness = witness(1);
    note.add(witness.cosign(TEXT, 1));
    note.add(witness.cosign(TEXT, 2));
    assert_eq!(note.signatures().len(), 3);
    assert_eq!(note.verify(&[witness.verifier().clone()]).expect("attested")[0].at, Some(2));
}

#[test]
fn a_time_is_signed_too() {
    let witness = witness(1);
    let mut note = signed(&[ed25519()]);
    note.add(witness.cosign(TEXT, 1_786_000_000));
    let keys = [witness.verifier().clone()];
    assert!(note.verify(&keys).is_ok());
    let line = note.signatures()[1].to_string();
    let mut bytes = note.signatures()[1].bytes().to_vec();
    bytes[7] ^= 1;
    let spoilt = respell(&line, witness.verifier().id(), &bytes);
    let spoilt = Note::parse(note.to_string().replace(&line, &spoilt).as_bytes()).expect("a note");
    assert!(matches!(spoilt.verify(&keys), Err(NoteError::WrongSignature { .. })));
    // A time of 2^63 seconds or more is none, even if signed.
    let late = witness.cosign(TEXT, 1 << 63);
    assert!(!witness.verifier().verifies(TEXT, &late));
}

fn respell(line: &str, id: u32, signature: &[u8]) -> String {
    use base64::Engine as _;
    let (start, _) = line.rsplit_once(' ').expect("a line");
    let bytes = [&id.to_be_bytes()[..], signature].concat();
    format!("{start} {}", base64::prelude::BASE64_STANDARD.encode(bytes))
}

#[test]
fn the_text_ends_at_the_last_empty_line() {
    let note = signed(&[ed25519()]);
    assert_eq!(Note::parse(note.to_string().as_bytes()).expect("a note").text(), TEXT);
    assert_eq!(Note::parse(b"\n\n\xe2\x80\x94 a AAAAAAA=\n").expect("a note").text(), "\n");
}

#[test]
fn what_is_no_note_is_told_why() {
    let note = signed(&[ed25519()]).to_string();
    assert_eq!(flaw(&note.as_bytes()[..note.len() - 1]), Flaw::NoFinalNewline);
    assert_eq!(flaw(note.replace('\n', "\r\n").as_bytes()), Flaw::Control);
    assert_eq!(flaw(note.replace("水泵", "水\t泵").as_bytes()), Flaw::Control);
    assert_eq!(flaw(note.replace("— ", "- ").as_bytes()), Flaw::SignatureLine);
    assert_eq!(flaw(note.replace("— ", "—").as_bytes()), Flaw::SignatureLine);
    assert_eq!(flaw(format!("{note}\n").as_bytes()), Flaw::SignatureLine);
    assert_eq!(flaw(note.replace("/ledger ", "/led+ger ").as_bytes()), Flaw::SignatureLine);
    assert_eq!(flaw("文字\n\n— a AAAAAA==\n".as_bytes()), Flaw::SignatureLine, "an id without a signature");
    assert_eq!(flaw("文字\n\n— a AAAAAAB=\n".as_bytes()), Flaw::SignatureLine, "no canonical Base64");
    assert_eq!(flaw("文字\n".as_bytes()), Flaw::NoSignatures);
    assert_eq!(flaw(b""), Flaw::NoFinalNewline);
    assert_eq!(flaw(b"\xff\n"), Flaw::NotUtf8);
    assert_eq!(flaw(&vec![b'a'; LARGEST + 1]), Flaw::TooLarge);
    assert_eq!(Note::new("文字".into()), Err(NoteError::Malformed(Flaw::NoFinalNewline)));
    assert_eq!(Note::new("文\u{7}字\n".into()), Err(NoteError::Malformed(Flaw::Control)));
    assert!(Signature::parse("— a AAAAAAA=").is_ok());
}

/// The standard wants at least 16 read.
#[test]
fn many_signatures_are_read() {
    let mut note = signed(&[ed25519()]);
    for number in 0..200 {
        note.add(witness(number).cosign(TEXT, 1));
    }
    let keys: Vec<_> = (0..200).map(|number| witness(number).verifier().clone()).collect();
    let read = Note::parse(note.to_string().as_bytes()).expect("a note");
    assert_eq!(read.verify(&keys).expect("attested").len(), 200);
}

fn both(error: &NoteError) -> String {
    let message = error.message();
    format!("{}\n{}", message.zh, message.en)
}

proptest! {
    #[test]
    fn a_note_is_read_as_it_was_written(text in "[^\\x00-\\x1f]{0,20}(\n[^\\x00-\\x1f]{0,20}){0,4}") {
        let mut note = Note::new(format!("{text}\n")).expect("a text");
        note.sign(&ed25519());
        let written = note.to_string();
        let read = Note::parse(written.as_bytes()).expect("a note");
        prop_assert_eq!(&read, &note);
        let theirs = signed_note::Note::from_bytes(written.as_bytes()).expect("they read ours");
        prop_assert_eq!(theirs.text(), note.text().as_bytes());
    }

    /// What is taken here has one spelling, and is taken by others too.
    #[test]
    fn strange_notes_are_refused_or_read_alike(bytes in "[a\n \u{a0}+]{0,8}\n?\n— ?[a\u{2003}]{0,2} ?[A/=]{0,9}\n{0,2}") {
        if let Ok(note) = Note::parse(bytes.as_bytes()) {
            prop_assert_eq!(note.to_string(), bytes.clone());
            prop_assert!(signed_note::Note::from_bytes(bytes.as_bytes()).is_ok());
        } else {
            prop_assert!(signed_note::Note::from_bytes(bytes.as_bytes()).is_err());
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(note) = Note::parse(&bytes) {
            prop_assert_eq!(note.to_string().into_bytes(), bytes);
        }
    }
}
