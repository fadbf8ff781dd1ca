use crate::common::{DOCUMENTED, ORIGIN, ed25519, sm2, witness};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use proptest::prelude::*;
use signed_note::Verifier as _;
use tlog::key::Kind;
use tlog::{Cosigner, KeyError, Note, Signer, Verifier};

/// The verifier key and the note that the standard shows.
const STANDARD_KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const STANDARD_NOTE: &str = "This is an example message.\n\n— example.com/foo \
     Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

#[test]
fn the_standard_s_example_verifies() {
    let key = Verifier::parse(STANDARD_KEY).expect("a key");
    assert_eq!((key.name(), key.id(), key.kind()), ("example.com/foo", 0x530d_903a, Kind::Ed25519));
    assert_eq!(key.to_string(), STANDARD_KEY);
    let note = Note::parse(STANDARD_NOTE.as_bytes()).expect("a note");
    assert_eq!(note.verify(&[key]).expect("signed").len(), 1);
    assert_eq!(note.to_string(), STANDARD_NOTE);
}

#[test]
fn keys_of_signed_note_are_read_and_ours_by_it() {
    let (secret, public) = (ed25519().to_secret_text(), ed25519().verifier().to_string());
    let theirs = signed_note::StandardSigner::new(&secret).expect("they read our signer key");
    assert_eq!(signed_note::Signer::key_id(&theirs), ed25519().verifier().id());
    let verifier = signed_note::StandardVerifier::new(&public).expect("they read our verifier key");
    assert_eq!((verifier.name(), verifier.key_id()), (ORIGIN, ed25519().verifier().id()));
    let again = Signer::parse(&secret).expect("ours");
    assert_eq!((again.to_secret_text(), again.verifier()), (secret, ed25519().verifier()));
    assert_eq!(Verifier::parse(&public).as_ref(), Ok(ed25519().verifier()));
}

#[test]
fn all_kinds_of_keys_survive_being_written() {
    let again = Signer::parse(&sm2().to_secret_text()).expect("a key");
    assert_eq!(again.verifier(), sm2().verifier());
    assert_eq!(again.sign("text\n"), sm2().sign("text\n"), "signatures are determined by key and text");
    let again = Cosigner::parse(&witness(3).to_secret_text()).expect("a key");
    assert_eq!(again.verifier(), witness(3).verifier());
    for verifier in [sm2().verifier(), witness(3).verifier()] {
        assert_eq!(Verifier::parse(&verifier.to_string()).as_ref(), Ok(verifier));
    }
}

/// So that nobody changes the forms unawares: others have keys written down.
#[test]
fn the_keys_in_the_documentation_are_these() {
    for verifier in [ed25519().verifier(), sm2().verifier(), witness(1).verifier()] {
        assert!(DOCUMENTED.contains(&verifier.to_string()), "{verifier}");
    }
    assert_eq!(sm2().verifier().kind(), Kind::Sm2);
    assert_eq!(witness(1).verifier().kind(), Kind::Cosignature);
}

/// A key pair and a signature that OpenSSL 3.0 made:
/// `openssl pkeyutl -sign -rawin -digest sm3 -pkeyopt distid:1234567812345678`.
#[test]
fn sm2_signatures_of_openssl_verify() {
    const SCALAR: &str = "116b27c3b2b5f189033cffccb5c7a3e6838b56ef96b07323e570b92e32ed5721";
    const POINT: &str = "04d086f529be0df012462c5603d910549d74f93b87dc2e1bc281badb3843dbcfb7\
                         237411d6ae7d95d152440b9f0b0baafc166f15fd6b80454dbebada1843245f1b";
    const SIGNATURE: &str = "585e5e006f5520eb9b95c20febdff5baddef8404cbf9550d3c739da888a9384e\
                             0702e3a1bcf4e6c6ae8634bbc82ae90d07df607248423275dbc431655bf4a049";
    const TEXT: &str = "example.org/ledger\n1\nroot\n";
    let signer = Signer::sm2(ORIGIN, &bytes(SCALAR).try_into().expect("32 bytes")).expect("a key");
    let id = signer.verifier().id().to_be_bytes();
    let typed = [b"\xffbihuan/sm2-sm3/v1", &bytes(POINT)[..]].concat();
    assert!(signer.verifier().to_string().ends_with(&base64(&typed)), "the public key is that of OpenSSL");
    let line = |text: &str, signature: &[u8]| {
        let note = format!("{text}\n— {ORIGIN} {}\n", base64(&[&id, signature].concat()));
        Note::parse(note.as_bytes()).expect("a note").verify(&[signer.verifier().clone()])
    };
    assert!(line(TEXT, &bytes(SIGNATURE)).is_ok());
    assert!(line("example.org/ledger\n2\nroot\n", &bytes(SIGNATURE)).is_err());
    assert!(line(TEXT, &bytes(SIGNATURE)[..63]).is_err());
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).expect("hexadecimal")).collect()
}

fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

fn unbase64(text: &str) -> Vec<u8> {
    BASE64_STANDARD.decode(text).expect("Base64")
}

#[test]
fn what_is_no_key_is_told_why() {
    let of = |text: &str| Verifier::parse(text).expect_err("no key");
    let key = STANDARD_KEY;
    let typed = unbase64(key.split_once("903a+").expect("an id").1);
    let renamed = signed_note::key_id("example.com/bar", &typed);
    assert_eq!(of("example.com/foo"), KeyError::Form);
    assert_eq!(of(&key.replace("530d", "530D")), KeyError::Form);
    assert_eq!(of(&format!("{key}\n")), KeyError::Form);
    assert_eq!(of(&key.replace("/foo", "/bar")), KeyError::Id { stated: 0x530d_903a, found: renamed });
    assert_eq!(of(&key.replace("com/", "com ")), KeyError::Name { name: "example.com foo".into() });
    assert_eq!(of("a+00000000+Aw=="), KeyError::Type { first: Some(3) });
    assert_eq!(of("a+00000000+"), KeyError::Type { first: None });
    assert_eq!(of("a+00000000+AQ=="), KeyError::NotAKey);
    assert_eq!(of(&ed25519().to_secret_text()), KeyError::Secret);
    assert_eq!(Signer::parse(key).expect_err("a verifier"), KeyError::NotSecret);
    assert_eq!(
        Signer::parse(&witness(1).to_secret_text()).expect_err("a witness"),
        KeyError::Kind { needed: Kind::Ed25519 }
    );
    assert_eq!(
        Cosigner::parse(&ed25519().to_secret_text()).expect_err("a log"),
        KeyError::Kind { needed: Kind::Cosignature }
    );
    for name in ["", "a b", "a+b", "a\u{3000}b", "a\nb", "a\0b"] {
        assert_eq!(Signer::ed25519(name, &[1; 32]).expect_err("no name"), KeyError::Name { name: name.into() });
    }
}

/// 0, the order n, and n - 1, with which the equation of signing has no solution (GB/T 32918.2-2016, 5.3).
#[test]
fn scalars_that_cannot_sign_are_no_sm2_keys() {
    let order: [u8; 32] =
        bytes("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123").try_into().expect("32");
    let mut less_one = order;
    less_one[31] -= 1;
    let mut less_two = order;
    less_two[31] -= 2;
    for scalar in [[0; 32], [0xff; 32], order, less_one] {
        assert_eq!(Signer::sm2(ORIGIN, &scalar).expect_err("no key"), KeyError::NotAKey);
    }
    let signer = Signer::sm2(ORIGIN, &less_two).expect("the largest key");
    assert!(signer.verifier().verifies("text\n", &signer.sign("text\n")));
}

#[test]
fn debugging_shows_no_secret() {
    for shown in [format!("{:?}", ed25519()), format!("{:?}", sm2()), format!("{:?}", witness(1))] {
        assert!(shown.len() < 60, "name and id only: {shown}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(PRIVATE\\+KEY\\+)?[a-z]{0,3}\\+?[0-9a-g]{6,9}\\+?[A-Za-z0-9+/=]{0,60}") {
        if let Ok(key) = Verifier::parse(&text) {
            prop_assert_eq!(key.to_string(), text.clone());
        }
        if let Ok(key) = Signer::parse(&text) {
            prop_assert_eq!(key.to_secret_text(), text.clone());
        }
        let _ = Cosigner::parse(&text);
    }

    #[test]
    fn every_seed_makes_keys_that_verify(seed: [u8; 32], text in "\\PC{0,40}") {
        let (text, other) = (format!("{text}\n"), format!("{text}.\n"));
        let mut signers = vec![Signer::ed25519(ORIGIN, &seed).expect("a key")];
        signers.extend(Signer::sm2(ORIGIN, &seed));
        for signer in signers {
            let signature = signer.sign(&text);
            prop_assert!(signer.verifier().verifies(&text, &signature));
            prop_assert!(!signer.verifier().verifies(&other, &signature));
            let again = Signer::parse(&signer.to_secret_text()).expect("a key");
            prop_assert_eq!(again.verifier(), signer.verifier());
        }
    }
}
