//! The zip container (ECMA-376 part 2): parts by name, unpacked piece by piece within one budget.

use std::{cell::Cell, io::Cursor, rc::Rc};

use flate2::{Decompress, FlushDecompress, Status};
use zip::{CompressionMethod, ZipArchive, result::ZipError};

use crate::{
    Bilingual,
    read::{Limits, ReadError},
};

/// What a deflate stream can unpack to at most, for each byte of it.
const DEFLATE_RATIO: usize = 1032;

/// First bytes of a compound file, in which Office keeps an encrypted package ([MS-OFFCRYPTO]).
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What may still be unpacked, shared by all parts of a package.
#[derive(Clone)]
pub(super) struct Budget {
    left: Rc<Cell<u64>>,
    overrun: Rc<Cell<bool>>,
}

impl Budget {
    /// Takes `bytes` off; false when they are not there.
    fn spend(&self, bytes: usize) -> bool {
        match self.left.get().checked_sub(bytes as u64) {
            Some(left) => {
                self.left.set(left);
                true
            }
            None => {
                self.overrun.set(true);
                false
            }
        }
    }

    fn left(&self) -> usize {
        usize::try_from(self.left.get()).unwrap_or(usize::MAX)
    }

    /// Whether a part wanted more than there was.
    pub(super) fn overrun(&self) -> bool {
        self.overrun.get()
    }
}

/// An open package.
pub(super) struct Package<'a> {
    bytes: &'a [u8],
    archive: ZipArchive<Cursor<&'a [u8]>>,
    budget: Budget,
    spare: Vec<Decompress>,
}

impl<'a> Package<'a> {
    /// Opens the container without unpacking anything.
    ///
    /// # Errors
    /// Where `bytes` are no zip archive, or one that is cut off.
    pub(super) fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, ReadError> {
        if bytes.is_empty() {
            return Err(ReadError::Empty);
        }
        let size = bytes.len() as u64;
        if size > limits.file {
            return Err(ReadError::TooLarge { size, limit: limits.file });
        }
        if bytes.starts_with(&COMPOUND) {
            return Err(compound(bytes));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| not_a_package(bytes, &e))?;
        let budget = Budget { left: Rc::new(Cell::new(limits.unpacked)), overrun: Rc::new(Cell::new(false)) };
        Ok(Self { bytes, archive, budget, spare: Vec::new() })
    }

    pub(super) fn budget(&self) -> &Budget {
        &self.budget
    }

    /// Index of the part `name`, written with `/` and without one in front.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        // Part names compare without regard to case; some writers put `\` or a leading `/`.
        self.archive.index_for_name(name).or_else(|| {
            let same = |stored: &[u8]| {
                let stored = stored.strip_prefix(b"/").unwrap_or(stored);
                stored.len() == name.len()
                    && stored
                        .iter()
                        .zip(name.bytes())
                        .all(|(a, b)| a.eq_ignore_ascii_case(&b) || (*a == b'\\' && b == b'/'))
            };
            let found = self.archive.file_names_raw().find(|stored| same(stored))?;
            self.archive.index_for_name_raw(found)
        })
    }

    /// The first part whose name ends in `tail`.
    pub(super) fn find_ending(&self, tail: &str) -> Option<String> {
        let found = self.archive.file_names_raw().find(|name| name.ends_with(tail.as_bytes()))?;
        std::str::from_utf8(found).ok().map(str::to_owned)
    }

    /// Part `name`, nothing of it unpacked yet. `None` where there is none.
    ///
    /// # Errors
    /// Where its entry is encrypted, cut off, or packed in a way that Office does not use.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'a>>, ReadError> {
        let Some(index) = self.find(name) else { return Ok(None) };
        let entry = self.archive.by_index_raw(index).map_err(|e| damaged_entry(name, &e))?;
        if entry.encrypted() {
            return Err(ReadError::Encrypted);
        }
        let stored = match entry.compression() {
            CompressionMethod::STORE => true,
            CompressionMethod::DEFLATE => false,
            other => return Err(unknown_method(name, other)),
        };
        let start = entry.data_start().and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
        let length = usize::try_from(entry.compressed_size()).unwrap_or(usize::MAX);
        let (hint, crc) = (usize::try_from(entry.size()).unwrap_or(usize::MAX), entry.crc32());
        let end = start.saturating_add(length);
        let whole = end <= self.bytes.len();
        let raw = self.bytes.get(start..end.min(self.bytes.len())).unwrap_or(&[]);
        let inflater = if stored { None } else { Some(self.spare.pop().unwrap_or_else(|| Decompress::new(false))) };
        Ok(Some(Part {
            raw,
            taken: 0,
            out: Vec::new(),
            inflater,
            hint,
            crc,
            whole,
            end: None,
            budget: self.budget.clone(),
        }))
    }

    /// Takes back what unpacking `part` needed, for the next part.
    pub(super) fn recycle(&mut self, part: &mut Part<'_>) {
        if let Some(mut inflater) = part.inflater.take() {
            inflater.reset(false);
            self.spare.push(inflater);
        }
    }
}

/// How unpacking a part ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    /// All is there and the check sum holds.
    Complete,
    /// All seems there, but its check sum is another.
    BadSum,
    /// The packed stream breaks off or is broken.
    Broken,
    /// The budget of the package is spent.
    OverBudget,
}

/// A part of the package, unpacked as far as it was asked for.
pub(super) struct Part<'a> {
    raw: &'a [u8],
    taken: usize,
    out: Vec<u8>,
    inflater: Option<Decompress>,
    hint: usize,
    crc: u32,
    whole: bool,
    end: Option<End>,
    budget: Budget,
}

impl Part<'_> {
    /// What is unpacked so far.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.out
    }

    /// Unpacks all the rest.
    pub(super) fn finish(&mut self) -> End {
        let hint = self.hint.min(self.raw.len().saturating_mul(DEFLATE_RATIO)).min(8 << 20);
        loop {
            if let Some(end) = self.end {
                return end;
            }
            // A little more than the stated size lets the stream say that it is at its end.
            let want = (hint.saturating_sub(self.out.len()) + 64).max(self.out.len().min(8 << 20));
            self.more(want);
        }
    }

    /// Unpacks at most `want` bytes more; false when there are no more.
    pub(super) fn more(&mut self, want: usize) -> bool {
        if self.end.is_some() {
            return false;
        }
        let before = self.out.len();
        let end = if self.inflater.is_some() { self.inflate(want) } else { self.copy() };
        let grown = self.out.len() - before;
        if !self.budget.spend(grown) {
            self.out.truncate(before);
            self.end = Some(End::OverBudget);
            return false;
        }
        self.end = end.map(|end| self.checked(end));
        grown > 0
    }

    /// Stored without packing: there is nothing to gain by taking it in pieces.
    fn copy(&mut self) -> Option<End> {
        if self.raw.len() <= self.budget.left() {
            self.out.extend_from_slice(self.raw);
            self.taken = self.raw.len();
            Some(if self.whole { End::Complete } else { End::Broken })
        } else {
            self.budget.overrun.set(true);
            Some(End::OverBudget)
        }
    }

    fn inflate(&mut self, want: usize) -> Option<End> {
        let inflater = self.inflater.as_mut()?;
        let want = want.clamp(1024, self.budget.left().saturating_add(1024));
        self.out.reserve(want);
        let (input, output) = (inflater.total_in(), inflater.total_out());
        let rest = self.raw.get(self.taken..).unwrap_or(&[]);
        let status = inflater.decompress_vec(rest, &mut self.out, FlushDecompress::None);
        let taken = usize::try_from(inflater.total_in().saturating_sub(input)).unwrap_or(0);
        self.taken += taken;
        let idle = taken == 0 && inflater.total_out() == output;
        match status {
            Ok(Status::StreamEnd) => Some(End::Complete),
            Ok(_) if !idle => None,
            _ => Some(End::Broken),
        }
    }

    fn checked(&self, end: End) -> End {
        if end != End::Complete {
            return end;
        }
        if crc32fast::hash(&self.out) == self.crc { End::Complete } else { End::BadSum }
    }
}

/// A compound file under the name of a package: encrypted, or an old format renamed.
fn compound(bytes: &[u8]) -> ReadError {
    let holds = |stream: &str| {
        let utf16: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &utf16).is_some()
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        return ReadError::Encrypted;
    }
    let found = if holds("WordDocument") {
        "doc"
    } else if holds("Workbook") || holds("Book") {
        "xls"
    } else {
        "OLE"
    };
    let found = Bilingual::new(format!("旧的二进制格式（{found}）"), format!("of the old binary format ({found})"));
    ReadError::WrongExtension { claimed: "docx".into(), found, way: None }
}

fn not_a_package(bytes: &[u8], error: &ZipError) -> ReadError {
    if !bytes.starts_with(b"PK") {
        return ReadError::Damaged {
            detail: Bilingual::fixed(
                "开头不是 zip 压缩包的标志（PK），所以不是 .docx 文件",
                "it does not begin with the mark of a zip archive (PK), so it is no .docx file",
            ),
        };
    }
    let size = bytes.len();
    if memchr::memmem::rfind(bytes, b"PK\x05\x06").is_none() {
        return ReadError::Damaged {
            detail: Bilingual::new(
                format!("文件在第 {size} 字节处中断：zip 压缩包末尾的目录不见了，多半是复制或下载没有完成"),
                format!(
                    "it breaks off after {size} bytes: the directory at the end of the zip archive is missing, most \
                     likely because a copy or download was not finished"
                ),
            ),
        };
    }
    ReadError::Damaged {
        detail: Bilingual::new(
            format!("zip 压缩包的目录已损坏（{error}）"),
            format!("the directory of the zip archive is broken ({error})"),
        ),
    }
}

fn damaged_entry(name: &str, error: &ZipError) -> ReadError {
    ReadError::Damaged {
        detail: Bilingual::new(
            format!("压缩包里的 {name} 读不出来（{error}）"),
            format!("{name} inside the archive cannot be reached ({error})"),
        ),
    }
}

fn unknown_method(name: &str, method: CompressionMethod) -> ReadError {
    ReadError::Damaged {
        detail: Bilingual::new(
            format!("压缩包里的 {name} 用了 Word 不用的压缩方法（{method}）"),
            format!("{name} inside the archive is packed with a method that Word does not use ({method})"),
        ),
    }
}
