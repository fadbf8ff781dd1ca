//! What a row carries of the export that it comes from.
//!
//! A stamp is text in a hidden column of the row itself, so that it goes wherever the row goes: through sorting, into
//! other workbooks, beside rows of other exports. It holds digests and no values: what is deleted from the sheet is not
//! kept in a hidden place. The log's root salts the digests.

use super::column::{Column, Subject};
use super::{Cells, Point};
use sha2::{Digest, Sha256};

/// The first part of a stamp: what it is, and which columns in which order it covers.
const VERSION: &str = "BH1";
/// Bytes of the digest of a cell: a change goes unseen once in 2^48.
const CELL: usize = 6;
/// Bytes kept of the root hash.
const ROOT: usize = 9;
/// Bytes of the digest over the stamp itself.
const CHECK: usize = 3;

/// A checkpoint as stamps name it: its size, and the beginning of its root hash in base64url.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// Entries of the log.
    pub size: u64,
    /// The first nine bytes of the root hash, in base64url (RFC 4648, 5).
    pub root: String,
}

impl Mark {
    /// Of a checkpoint.
    #[must_use]
    pub fn of(point: Point) -> Self {
        Self { size: point.size, root: base64url(&point.root[..ROOT]) }
    }
}

/// A stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The checkpoint at which the row was true.
    pub mark: Mark,
    /// The ids of the row: finding and measure, or cause and nothing; empty where there is none.
    pub ids: [String; 2],
    /// The digests of the cells of its subjects, in the order of [`Column::stamped`].
    digests: Vec<String>,
}

impl Stamp {
    /// Of a row of subjects, each with its id and cells.
    pub fn new(mark: &Mark, subjects: [(Subject, &str, Option<&Cells>); 2]) -> Self {
        let nothing = Cells::default();
        let digests = subjects.iter().flat_map(|(subject, id, cells)| {
            let cells = cells.unwrap_or(&nothing);
            Column::stamped(*subject).iter().map(|column| digest(mark, id, *column, cells.get(*column)))
        });
        Self { mark: mark.clone(), digests: digests.collect(), ids: subjects.map(|(_, id, _)| id.to_owned()) }
    }

    /// Whether the cell of `column` of the row's own subject held `value`; `None` where the stamp does not tell.
    pub fn held(&self, column: Column, id: &str, value: &str) -> Option<bool> {
        let first = if self.ids[0].starts_with('R') { Subject::Cause } else { Subject::Finding };
        let (at, own) = match column.subject() {
            Subject::Measure => (Column::stamped(first).len(), &self.ids[1]),
            _ => (0, &self.ids[0]),
        };
        let nth = Column::stamped(column.subject()).iter().position(|c| *c == column)?;
        let base = self.digests.get(at + nth).filter(|_| own == id)?;
        Some(*base == digest(&self.mark, id, column, value))
    }

    /// As text. It ends in a full stop, so that dragging a cell down counts nothing up.
    pub fn text(&self) -> String {
        let body = format!(
            "{VERSION}.{}.{}.{}.{}.{}",
            self.mark.size,
            self.mark.root,
            self.ids[0],
            self.ids[1],
            self.digests.concat()
        );
        format!("{body}.{}.", check(&body))
    }

    /// From text; `None` where it is none, or damaged.
    pub fn parse(text: &str) -> Option<Self> {
        let (body, sum) = text.trim().strip_suffix('.')?.rsplit_once('.')?;
        let parts: Vec<&str> = body.split('.').collect();
        let [VERSION, size, root, first, second, digests] = parts.as_slice() else { return None };
        if sum != check(body) || !digests.is_ascii() {
            return None;
        }
        let digests =
            digests.as_bytes().chunks(CELL / 3 * 4).map(|d| String::from_utf8_lossy(d).into_owned()).collect();
        let mark = Mark { size: size.parse().ok()?, root: (*root).to_owned() };
        Some(Self { mark, ids: [(*first).to_owned(), (*second).to_owned()], digests })
    }
}

fn digest(mark: &Mark, id: &str, column: Column, value: &str) -> String {
    let mut hasher = Sha256::new();
    // None of the parts before the last holds the byte that parts them.
    for part in [mark.root.as_str(), id, column.code(), value] {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    base64url(&hasher.finalize()[..CELL])
}

fn check(body: &str) -> String {
    base64url(&Sha256::digest(body.as_bytes())[..CHECK])
}

/// Base64url without padding (RFC 4648, 5) of a multiple of three bytes.
fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letters = |three: &[u8]| {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        [18, 12, 6, 0].map(|shift| char::from(LETTERS[(bits >> shift & 63) as usize]))
    };
    bytes.chunks_exact(3).flat_map(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_bytes() {
        assert_eq!(base64url(b"Man"), "TWFu");
        assert_eq!(base64url(&[0xfb, 0xff, 0xfe, 0, 0, 0]), "-__-AAAA");
    }

    #[test]
    fn a_stamp_comes_back_and_knows_damage() {
        let mark = Mark::of(Point { size: 812, root: [7; 32] });
        let finding: Cells = [(Column::Finding, "问题".to_owned())].into_iter().collect();
        let stamp = Stamp::new(&mark, [(Subject::Finding, "F12", Some(&finding)), (Subject::Measure, "", None)]);
        let text = stamp.text();
        assert_eq!(Stamp::parse(&format!(" {text}\n")), Some(stamp.clone()));
        assert_eq!(stamp.held(Column::Finding, "F12", "问题"), Some(true));
        assert_eq!(stamp.held(Column::Finding, "F12", "别的"), Some(false));
        assert_eq!(stamp.held(Column::Finding, "F13", "问题"), None, "it is of another finding");
        assert_eq!(stamp.held(Column::Measure, "M1", ""), None, "it is of no measure");
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let broken = String::from_utf8(bytes).unwrap();
            assert_eq!(Stamp::parse(&broken), None, "{broken}");
        }
    }
}
