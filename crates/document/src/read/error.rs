//! Why a file could not be read, said so that its owner can do something about it.

use crate::Bilingual;

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// It holds no bytes, or nothing but white space.
    Empty,
    /// It is larger than the limit; both in bytes.
    TooLarge {
        /// Its size.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// It unpacks to more than the limit, in bytes.
    Bomb {
        /// The limit.
        limit: u64,
    },
    /// It is protected by a password or by rights management.
    Encrypted,
    /// It ends too early or its structure is broken.
    Damaged {
        /// What was expected and not found.
        detail: Bilingual,
    },
    /// Its name says one thing and its content another.
    WrongExtension {
        /// What the extension claims: the extension itself, without its dot.
        claimed: String,
        /// What the content is.
        found: Bilingual,
        /// What to do where the content could not be read under its right name either.
        way: Option<Box<Bilingual>>,
    },
    /// It is of a kind that is not read.
    Unsupported {
        /// What it seems to be.
        found: Bilingual,
        /// What to do about that kind, where there is more to say than to save it as another.
        way: Option<Box<Bilingual>>,
    },
    /// Its pages are pictures: there is no text to read.
    Scan {
        /// Number of pages.
        pages: usize,
    },
    /// It is a folder. This crate never sees one; a program that is handed paths reports it like the rest.
    Folder,
}

impl ReadError {
    /// What is the matter and its true cause, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Empty => {
                Bilingual::fixed("文件是空的，里面没有任何文字", "the file is empty: there is no text in it")
            }
            Self::TooLarge { size, limit } => Bilingual::new(
                format!("文件大小为 {}，超过上限 {}", megabytes(*size), megabytes(*limit)),
                format!("the file has {}, more than the limit of {}", megabytes(*size), megabytes(*limit)),
            ),
            Self::Bomb { limit } => Bilingual::new(
                format!("压缩包解开后超过上限 {}，像是“压缩炸弹”，已停止读取", megabytes(*limit)),
                format!("the file unpacks to more than {}, as a zip bomb does; reading was stopped", megabytes(*limit)),
            ),
            Self::Encrypted => Bilingual::fixed(
                "文件已加密，需要密码或权限才能打开",
                "the file is encrypted: a password or a permission is needed to open it",
            ),
            Self::Damaged { detail } => Bilingual::new(
                format!("文件已损坏或不完整：{}", detail.zh),
                format!("the file is damaged or cut short: {}", detail.en),
            ),
            Self::WrongExtension { claimed, found, way } => {
                let (zh, en) = if way.is_some() { ("，读不了", ", which cannot be read") } else { ("", "") };
                Bilingual::new(
                    format!("扩展名是 .{claimed}，内容却是{}{zh}", after_chinese(&found.zh)),
                    format!("the name ends in .{claimed} but the content is {}{en}", found.en),
                )
            }
            Self::Unsupported { found, .. } => Bilingual::new(
                format!("不支持读取{}", after_chinese(&found.zh)),
                format!("{} cannot be read", found.en),
            ),
            Self::Scan { pages } => Bilingual::new(
                format!("全部 {pages} 页都是图片（扫描件），没有文字层"),
                format!("all pages ({pages}) are pictures, as a scanner makes them; there is no text in the file"),
            ),
            Self::Folder => Bilingual::fixed("这是一个文件夹，不是文件", "this is a folder, not a file"),
        }
    }

    /// What the owner of the file can do.
    #[must_use]
    pub fn advice(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::fixed(
                "请确认文件已保存、已下载完整，或换一份有内容的文件",
                "make sure that it was saved or downloaded completely, or choose another file",
            ),
            Self::TooLarge { .. } => Bilingual::fixed(
                "请去掉图片等附件后另存，或把材料拆成几个文件",
                "save it without its pictures, or split the paper into several files",
            ),
            Self::Bomb { .. } => Bilingual::fixed(
                "请不要打开来历不明的文件；如果确认可信，请用 Word 或 WPS 另存为新文件再试",
                "do not open files from unknown senders; if you trust it, save it anew in Word or WPS and try again",
            ),
            Self::Encrypted => Bilingual::fixed(
                "请用 Word、WPS 或 PDF 软件输入密码打开，取消加密后另存一份再试",
                "open it with its password in Word, WPS or a PDF program, remove the protection, and save a copy",
            ),
            Self::Damaged { .. } => Bilingual::fixed(
                "请重新下载或向发件人再要一份；也可以用 Word 或 WPS 的“打开并修复”打开后另存",
                "download it again or ask the sender for another copy; or use “Open and Repair” in Word and save it anew",
            ),
            Self::WrongExtension { way: Some(way), .. } | Self::Unsupported { way: Some(way), .. } => {
                way.as_ref().clone()
            }
            Self::WrongExtension { claimed, .. } => Bilingual::new(
                format!("请核对是否选错了文件；如果内容无误，把扩展名改对，或打开后另存为 .{claimed} 再试"),
                format!(
                    "check that it is the right file; then correct its extension, or open it and save it as .{claimed}"
                ),
            ),
            Self::Unsupported { way: None, .. } => Bilingual::fixed(
                "请另存为 .docx、.pdf、.xlsx、.html 或 .txt 再试",
                "save it as .docx, .pdf, .xlsx, .html or .txt and try again",
            ),
            Self::Scan { .. } => Bilingual::fixed(
                "请先做文字识别（OCR），或向起草单位要 Word 版",
                "run text recognition (OCR) on it first, or ask the authors for the Word file",
            ),
            Self::Folder => Bilingual::fixed(
                "请给出文件夹里的文件，例如：文件夹/*.docx",
                "name the files in it, for example: folder/*.docx",
            ),
        }
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for ReadError {}

/// `text` as it stands behind Chinese: a word in Latin letters is set apart by a space.
pub(super) fn after_chinese(text: &str) -> String {
    let space = if text.starts_with(|c: char| c.is_ascii_alphanumeric()) { " " } else { "" };
    format!("{space}{text}")
}

/// `bytes` in a unit that a person reads, with one decimal.
fn megabytes(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    match UNITS.iter().find(|(size, _)| bytes >= *size) {
        Some((size, unit)) => {
            let tenths = u128::from(bytes) * 10 / u128::from(*size);
            format!("{}.{} {unit}", tenths / 10, tenths % 10)
        }
        None => format!("{bytes} B"),
    }
}
