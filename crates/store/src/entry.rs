//! Entries, and the header whose hash is their leaf in the tree.
//!
//! The header is the canonical JSON (RFC 8785) of `actor`, `at`, `command`, `kind`, `payload`, `seq`, `stream`, `v`,
//! `version`, in this order and without spaces. `payload` is the salted digest in hexadecimal, so that the header
//! tells nothing of the payload and stays when the payload is erased. `at` is RFC 3339 in UTC with six digits of a
//! second. `v` is the version of this format.

use jiff::Timestamp;
use ledger::{Event, Stream};
use tlog::{Algorithm, Digest, Salt};

use crate::StoreError;
use crate::engine::{Row, Value};
use crate::table::{Table, bytes, int, text};

/// The version of the header's format.
pub const FORMAT: u64 = 1;

pub(crate) static ENTRY: Table = Table {
    name: "entry",
    key: 1,
    columns: &[
        int("seq"),
        text("stream"),
        int("version"),
        text("kind"),
        text("actor"),
        int("at"),
        text("command"),
        text("payload"),
        bytes("salt"),
        bytes("digest"),
    ],
};

/// One event as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the whole log, from 0, without gaps.
    pub seq: u64,
    /// What it is about.
    pub stream: Stream,
    /// Its number in its stream, from 1, without gaps.
    pub version: u64,
    /// The kind of its event, such as `finding.registered`.
    pub kind: String,
    /// Who did it and by which door, such as `P7@local`.
    pub actor: String,
    /// When it was recorded, to the microsecond; never earlier than the entry before.
    pub at: Timestamp,
    /// The id of the command that it came with.
    pub command: String,
    /// The event's fields as canonical JSON; with all free text replaced where it was erased.
    pub payload: String,
    /// What was hashed before the payload; `None` where the payload was erased.
    pub salt: Option<Salt>,
    /// The hash of salt and payload as it was recorded.
    pub digest: Digest,
}

/// What stands in a header.
pub(crate) struct Header<'e> {
    pub seq: u64,
    pub stream: &'e str,
    pub version: u64,
    pub kind: &'e str,
    pub actor: &'e str,
    /// Microseconds since 1970.
    pub at: i64,
    pub command: &'e str,
    pub digest: &'e Digest,
}

impl Entry {
    /// The event.
    ///
    /// # Errors
    /// When kind or payload are none of ours: they were changed by other means.
    pub fn event(&self) -> Result<Event, StoreError> {
        Event::parse(&self.kind, self.payload.as_bytes())
            .map_err(|error| StoreError::damaged(format!("entry {}: {}", self.seq, error.message().zh)))
    }

    /// The bytes that stand in the tree: canonical JSON.
    #[must_use]
    pub fn header(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(320);
        self.parts(&self.stream.to_string()).write(&mut out);
        out
    }

    /// The hash of the header as a leaf.
    #[must_use]
    pub fn leaf(&self, algorithm: Algorithm) -> Digest {
        algorithm.leaf(&self.header())
    }

    /// Whether the payload was erased by law.
    #[must_use]
    pub fn is_erased(&self) -> bool {
        self.salt.is_none()
    }

    pub(crate) fn parts<'e>(&'e self, stream: &'e str) -> Header<'e> {
        Header {
            seq: self.seq,
            stream,
            version: self.version,
            kind: &self.kind,
            actor: &self.actor,
            at: self.at.as_microsecond(),
            command: &self.command,
            digest: &self.digest,
        }
    }

    /// Its row in the table `entry`.
    pub(crate) fn row(&self) -> Vec<Value> {
        vec![
            self.seq.into(),
            self.stream.to_string().into(),
            self.version.into(),
            self.kind.as_str().into(),
            self.actor.as_str().into(),
            self.at.as_microsecond().into(),
            self.command.as_str().into(),
            self.payload.as_str().into(),
            self.salt.as_ref().map(|salt| salt.as_slice()).into(),
            self.digest.0.as_slice().into(),
        ]
    }

    /// From a row with the columns of the table.
    pub(crate) fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        let seq = row.count(0)?;
        let bad = |what: &str| StoreError::damaged(format!("entry {seq}: {what}"));
        Ok(Self {
            seq,
            stream: row.text(1)?.parse().map_err(|_| bad("stream"))?,
            version: row.count(2)?,
            kind: row.text(3)?.to_owned(),
            actor: row.text(4)?.to_owned(),
            at: time(row.int(5)?)?,
            command: row.text(6)?.to_owned(),
            payload: row.text(7)?.to_owned(),
            salt: row.optional_bytes(8)?.map(|salt| salt.try_into().map_err(|_| bad("salt"))).transpose()?,
            digest: Digest(row.bytes(9)?.try_into().map_err(|_| bad("digest"))?),
        })
    }
}

/// A time as it is stored.
pub(crate) fn time(microseconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(microseconds).map_err(|_| StoreError::damaged("a time outside the years"))
}

impl Header<'_> {
    /// Appends the canonical JSON to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"actor\":");
        string(self.actor, out);
        out.extend_from_slice(b",\"at\":\"");
        rfc3339(self.at, out);
        out.extend_from_slice(b"\",\"command\":");
        string(self.command, out);
        out.extend_from_slice(b",\"kind\":");
        string(self.kind, out);
        out.extend_from_slice(b",\"payload\":\"");
        hex(&self.digest.0, out);
        out.extend_from_slice(b"\",\"seq\":");
        decimal(self.seq, 1, out);
        out.extend_from_slice(b",\"stream\":");
        string(self.stream, out);
        out.extend_from_slice(b",\"v\":");
        decimal(FORMAT, 1, out);
        out.extend_from_slice(b",\"version\":");
        decimal(self.version, 1, out);
        out.push(b'}');
    }
}

/// A JSON string as RFC 8785 (3.2.2.2) wants it: the shortest escapes, and only where JSON demands them.
fn string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let plain = |byte: &u8| *byte >= 0x20 && *byte != b'"' && *byte != b'\\';
    if text.as_bytes().iter().all(plain) {
        out.extend_from_slice(text.as_bytes());
    } else {
        text.bytes().for_each(|byte| escaped(byte, out));
    }
    out.push(b'"');
}

fn escaped(byte: u8, out: &mut Vec<u8>) {
    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x09 => b't',
        0x0a => b'n',
        0x0c => b'f',
        0x0d => b'r',
        0x00..0x20 => {
            out.extend_from_slice(b"\\u00");
            return hex(&[byte], out);
        }
        _ => return out.push(byte),
    };
    out.extend_from_slice(&[b'\\', short]);
}

fn hex(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.extend(bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]));
}

/// A number with at least `width` digits.
fn decimal(number: u64, width: usize, out: &mut Vec<u8>) {
    let mut digits = [b'0'; 20];
    let mut left = number;
    let mut at = digits.len();
    while left > 0 || digits.len() - at < width {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
    }
    out.extend_from_slice(&digits[at..]);
}

/// `2026-03-05T08:09:10.123456Z`, for the years 0 to 9999. Proleptic Gregorian, counted in eras of 400 years that begin
/// with March, so that a leap day ends its year.
fn rfc3339(microseconds: i64, out: &mut Vec<u8>) {
    const DAY: i64 = 86_400_000_000;
    let days = microseconds.div_euclid(DAY) + 719_468;
    let within = microseconds.rem_euclid(DAY) as u64;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    decimal(year.unsigned_abs(), 4, out);
    for (mark, part) in [(b'-', month as u64), (b'-', day as u64), (b'T', within / 3_600_000_000)] {
        out.push(mark);
        decimal(part, 2, out);
    }
    for (mark, part) in [(b':', within / 60_000_000 % 60), (b':', within / 1_000_000 % 60)] {
        out.push(mark);
        decimal(part, 2, out);
    }
    out.push(b'.');
    decimal(within % 1_000_000, 6, out);
    out.push(b'Z');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_header_is_canonical_json(
            text in "[ -~\u{0}-\u{1f}中文\"\\\\]{0,20}",
            numbers in any::<(u32, u32)>(),
            at in 0i64..253_402_300_799_999_999,
        ) {
            let header = Header {
                seq: numbers.0.into(),
                stream: "F12",
                version: numbers.1.into(),
                kind: "finding.drafted",
                actor: &text,
                at,
                command: &text,
                digest: &Digest([7; 32]),
            };
            let mut out = Vec::new();
            header.write(&mut out);
            // Without the feature that keeps the order, serde_json sorts keys; its escapes are those of RFC 8785.
            let parsed: serde_json::Value = serde_json::from_slice(&out).unwrap();
            let again: std::collections::BTreeMap<_, _> = parsed.as_object().unwrap().iter().collect();
            prop_assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(&again).unwrap());
            let written: Timestamp = parsed["at"].as_str().unwrap().parse().unwrap();
            prop_assert_eq!(written.as_microsecond(), at);
            prop_assert_eq!(parsed["actor"].as_str().unwrap(), text);
            prop_assert_eq!(parsed["seq"].as_u64().unwrap(), u64::from(numbers.0));
        }
    }
}
