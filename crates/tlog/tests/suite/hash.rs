use tlog::{Algorithm, Digest};

/// GB/T 32905-2016, appendix A, examples 1 and 2; the hash of nothing is from OpenSSL.
#[test]
fn sm3_is_the_national_standard() {
    let of = |bytes: &[u8]| Algorithm::Sm3.digest(bytes).to_string();
    assert_eq!(of(b"abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    assert_eq!(of(&b"abcd".repeat(16)), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    assert_eq!(Algorithm::Sm3.empty().to_string(), "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

/// As other implementations of RFC 6962 have it.
#[test]
fn sha256_is_what_rfc_6962_says() {
    let sha256 = Algorithm::Sha256;
    assert_eq!(sha256.empty().to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(sha256.leaf(b"").to_string(), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assert_eq!(sha256.leaf(b"abc").0, tlog_tiles::record_hash(b"abc").0);
    let (left, right) = (sha256.digest(b"left"), sha256.digest(b"right"));
    let theirs = tlog_tiles::node_hash(tlog_tiles::Hash(left.0), tlog_tiles::Hash(right.0));
    assert_eq!(sha256.node(&left, &right).0, theirs.0);
}

#[test]
fn an_entry_cannot_pass_for_a_node() {
    for algorithm in [Algorithm::Sha256, Algorithm::Sm3] {
        let (left, right) = (algorithm.digest(b"left"), algorithm.digest(b"right"));
        let joined = [left.0, right.0].concat();
        assert_ne!(algorithm.node(&left, &right), algorithm.leaf(&joined));
        assert_ne!(algorithm.leaf(b"left"), left);
    }
}

#[test]
fn a_salt_changes_the_digest_of_a_payload() {
    let (one, two) = ([1; 16], [2; 16]);
    let salted = Algorithm::Sha256.salted(&one, b"{}");
    assert_ne!(salted, Algorithm::Sha256.salted(&two, b"{}"));
    assert_eq!(salted, Algorithm::Sha256.digest(&[&one[..], b"{}"].concat()), "salt first, then the payload");
}

#[test]
fn names_and_spellings_are_strict() {
    for algorithm in [Algorithm::Sha256, Algorithm::Sm3] {
        assert_eq!(Algorithm::named(algorithm.name()), Some(algorithm));
    }
    assert_eq!(Algorithm::named("SHA256"), None);
    let digest = Algorithm::Sha256.digest(b"x");
    let (hex, base64) = (digest.to_string(), digest.to_base64());
    assert_eq!(hex.parse(), Ok(digest));
    assert_eq!(Digest::from_base64(&base64), Some(digest));
    assert!(hex.to_uppercase().parse::<Digest>().is_err());
    assert!(hex[1..].parse::<Digest>().is_err());
    assert!("é".repeat(32).parse::<Digest>().is_err());
    assert_eq!(Digest::from_base64(base64.trim_end_matches('=')), None, "without padding");
    assert_eq!(Digest::from_base64(&format!("{base64}\n")), None);
}
