use crate::common::{DOCUMENTED, Log, ORIGIN, ed25519, entry, sm2, trust, witness};
use proptest::prelude::*;
use tlog::receipt::Part;
use tlog::{Algorithm, CheckpointError, NoteError, ProofError, Receipt, ReceiptError, Signer, Trust};

const SALT: [u8; 16] = [9; 16];
const PAYLOAD: &[u8] = "{\"statement\":\"台账更新不及时\"}".as_bytes();

/// Of entry 5 of 11, with its payload.
fn receipt() -> Receipt {
    let log = Log::new(Algorithm::Sha256, 11);
    let path = log.inclusion(5, 11).expect("stored");
    Receipt::new(Algorithm::Sha256, entry(5), Some((SALT, PAYLOAD.to_vec())), 5, path, log.checkpoint(11, &ed25519()))
}

fn verify(text: &str) -> Result<u64, ReceiptError> {
    Receipt::parse(text.as_bytes())?.verify(&trust()).map(|proven| proven.index)
}

#[test]
fn a_receipt_proves_its_entry() {
    let text = receipt().to_string();
    let read = Receipt::parse(text.as_bytes()).expect("a receipt");
    assert_eq!(read, receipt());
    let proven = read.verify(&trust()).expect("proven");
    assert_eq!((proven.header, proven.index, proven.attested.checkpoint.size()), (&*entry(5), 5, 11));
    let stated = Algorithm::Sha256.salted(&SALT, PAYLOAD);
    assert_eq!(proven.payload(&stated), Ok(Some(PAYLOAD)));
    let other = Algorithm::Sha256.digest(b"other");
    assert_eq!(proven.payload(&other), Err(ReceiptError::Payload { stated: other, found: stated }));
    assert_eq!(text, include_str!("../files/entry-5.tlog-proof"), "others have such files");
    for told in [text, stated.to_string(), Algorithm::Sha256.leaf(&entry(5)).to_string()] {
        assert!(DOCUMENTED.contains(&told), "{told}");
    }
}

#[test]
fn a_receipt_may_keep_its_payload_to_itself() {
    let receipt = Log::new(Algorithm::Sha256, 1).receipt(0, 1, &ed25519());
    let read = Receipt::parse(receipt.to_string().as_bytes()).expect("a receipt, its path empty");
    let proven = read.verify(&trust()).expect("proven");
    assert_eq!(proven.payload(&Algorithm::Sha256.digest(b"")), Ok(None));
}

#[test]
fn every_entry_has_a_receipt_with_either_hash_and_either_signature() {
    for (algorithm, signer) in [(Algorithm::Sha256, ed25519()), (Algorithm::Sm3, sm2())] {
        let log = Log::new(algorithm, 40);
        let trust = Trust::new(algorithm, signer.verifier().clone()).expect("the key of a log");
        let trust = trust.with_witnesses(vec![witness(1).verifier().clone()], 1).expect("a witness");
        for index in 0..40 {
            let text = log.receipt(index, 40, &signer).to_string();
            let read = Receipt::parse(text.as_bytes()).expect("a receipt");
            let proven = read.verify(&trust).expect("proven");
            assert_eq!((proven.header, proven.index), (&*entry(index), index));
            assert_eq!(proven.attested.witnesses[0].name, "witness.example/w1");
        }
    }
}

/// Any program that knows tlog-proof can check the receipt: hash of the entry, path, note.
#[test]
fn somebody_else_s_parts_verify_a_receipt() {
    let text = receipt().to_string();
    let (proof, checkpoint) = text.split_once("\n\n").expect("an empty line");
    let mut lines = proof.lines().skip(3);
    let path = lines.by_ref().map(|line| tlog_tiles::Hash::parse_hash(line).expect("a hash")).collect();
    let note = signed_note::Note::from_bytes(checkpoint.as_bytes()).expect("a note");
    let key = signed_note::StandardVerifier::new(&ed25519().verifier().to_string()).expect("a key");
    note.verify(&signed_note::VerifierList::new(vec![Box::new(key)])).expect("signed");
    let checkpoint = tlog_tiles::Checkpoint::from_bytes(note.text()).expect("a checkpoint");
    tlog_tiles::check_record(&path, checkpoint.size(), *checkpoint.hash(), 5, tlog_tiles::record_hash(&entry(5)))
        .expect("proven");
}

#[test]
fn the_true_cause_is_told() {
    let text = receipt().to_string();
    let line = |n: usize| text.lines().nth(n).expect("a line");
    let extra = |from: &str, to: &str| text.replace(line(1), &format!("extra {}", respell(&line(1)[6..], from, to)));
    let malformed = |part| Err(ReceiptError::Malformed(part));
    let header = base64(&entry(5));
    assert_eq!(verify(&text), Ok(5));
    assert_eq!(verify(""), Err(ReceiptError::NotAProof));
    assert_eq!(verify(&text.replace("@v1\n", "@v2\n")), Err(ReceiptError::NotAProof));
    assert_eq!(verify(&text.replace(&format!("{}\n", line(1)), "")), Err(ReceiptError::NoEntry));
    assert_eq!(verify(&extra("bihuan/receipt/v1", "other/v1")), Err(ReceiptError::NoEntry));
    assert_eq!(verify(&text.replace(line(1), "extra ?")), malformed(Part::Extra));
    assert_eq!(verify(&extra("hash sha256", "hash md5")), malformed(Part::Hash));
    assert_eq!(verify(&extra("header ", "header")), malformed(Part::Header));
    assert_eq!(verify(&extra("salt CQ", "salt ")), malformed(Part::Salt));
    assert_eq!(verify(&extra("payload ", "payload=")), malformed(Part::Payload));
    assert_eq!(verify(&text.replace("index 5", "index 05")), malformed(Part::Index));
    assert_eq!(verify(&text.replace(line(3), "x")), malformed(Part::Path));
    assert_eq!(verify(text.split("\n\n").next().expect("the proof")), malformed(Part::Checkpoint));
    let sm3 = ReceiptError::Algorithm { expected: Algorithm::Sha256, found: Algorithm::Sm3 };
    assert_eq!(verify(&extra("hash sha256", "hash sm3")), Err(sm3));
    let other = base64(&entry(6));
    assert_eq!(verify(&extra(&header, &other)), Err(ReceiptError::Proof(ProofError::Root)));
    assert_eq!(verify(&text.replace("index 5", "index 4")), Err(ReceiptError::Proof(ProofError::Root)));
    assert_eq!(
        verify(&text.replace("index 5", "index 11")),
        Err(ReceiptError::Proof(ProofError::Index { index: 11, size: 11 }))
    );
    assert_eq!(verify(&text.replace(&format!("{}\n", line(6)), "")), Err(ReceiptError::Proof(ProofError::TooShort)));
    let forged = verify(&text.replace("\n11\n", "\n12\n")).expect_err("forged");
    assert!(matches!(forged, ReceiptError::Checkpoint(CheckpointError::Note(NoteError::WrongSignature { .. }))));
    let note = verify(text.trim_end()).expect_err("cut off");
    assert!(matches!(note, ReceiptError::Checkpoint(CheckpointError::Note(NoteError::Malformed(_)))));
}

#[test]
fn a_receipt_of_another_log_is_refused() {
    let stranger = Signer::ed25519(ORIGIN, &[8; 32]).expect("a namesake");
    let receipt = Log::new(Algorithm::Sha256, 9).receipt(3, 9, &stranger);
    let error = receipt.verify(&trust()).expect_err("not of this log");
    assert!(matches!(error, ReceiptError::Checkpoint(CheckpointError::Note(NoteError::NotSigned { .. }))));
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::prelude::BASE64_STANDARD.encode(bytes)
}

/// Base64 of a text in which something was replaced.
fn respell(spelt: &str, from: &str, to: &str) -> String {
    use base64::Engine as _;
    let bytes = base64::prelude::BASE64_STANDARD.decode(spelt).expect("Base64");
    let text = String::from_utf8(bytes).expect("text");
    assert!(text.contains(from), "{from} in {text}");
    base64(text.replace(from, to).as_bytes())
}

proptest! {
    /// Whatever byte is changed: no error is missed but those that change nothing of what is proven.
    #[test]
    fn a_changed_byte_is_noticed(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let text = receipt().to_string();
        let mut bytes = text.clone().into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        let Ok(read) = Receipt::parse(&bytes) else { return Ok(()) };
        prop_assert_eq!(read.to_string().into_bytes(), bytes, "one spelling only");
        let stated = Algorithm::Sha256.salted(&SALT, PAYLOAD);
        if let Ok(proven) = read.verify(&trust()) {
            prop_assert_eq!(proven.header, &*entry(5), "the entry is the same");
            prop_assert!(proven.payload(&stated).is_err(), "only salt or payload can be another");
        }
    }

    #[test]
    fn a_receipt_is_read_as_it_was_written(header: Vec<u8>, payload: Option<([u8; 16], Vec<u8>)>, size in 1..60_u64, index in any::<prop::sample::Index>()) {
        let log = Log::new(Algorithm::Sha256, size);
        let index = index.index(size as usize) as u64;
        let path = log.inclusion(index, size).expect("stored");
        let receipt = Receipt::new(Algorithm::Sm3, header, payload, index, path, log.checkpoint(size, &ed25519()));
        prop_assert_eq!(Receipt::parse(receipt.to_string().as_bytes()), Ok(receipt));
    }

    #[test]
    fn no_bytes_make_it_panic(rest in "(extra [A-Za-z0-9=]{0,20}\n)?(index [0-9]{0,20}\n)?([A-Za-z0-9=]{44}\n){0,3}\n?\\PC{0,30}\n") {
        let _ = Receipt::parse(format!("c2sp.org/tlog-proof@v1\n{rest}").as_bytes());
        let _ = Receipt::parse(rest.as_bytes());
    }
}
