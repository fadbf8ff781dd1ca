//! What bytes are, whatever their name says.

use std::io::Cursor;

use super::{Limits, ReadError};
use crate::Bilingual;

/// Kinds of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Docx,
    Doc,
    Xlsx,
    Xls,
    Ods,
    Pdf,
    Html,
    Text,
    /// An Office file behind a password (ECMA-376 agile or standard encryption), or a zip with one.
    Encrypted,
    Unreadable(Unreadable),
}

/// Kinds of content that are recognised so that they can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    Picture(&'static str),
    Rtf,
    Ofd,
    Odt,
    Presentation,
    Message,
    Archive(&'static str),
    WebArchive,
    WordXml,
    ExcelXml,
    BinaryWorkbook,
    Caj,
    Compound,
    Program,
    Media,
    Binary,
}

impl Content {
    /// Its name for people.
    pub(super) fn name(self) -> Bilingual {
        match self {
            Self::Docx => Bilingual::fixed("Word 文档（.docx）", "a Word document (.docx)"),
            Self::Doc => Bilingual::fixed("Word 97–2003 或 WPS 文档（.doc）", "a Word 97–2003 or WPS document (.doc)"),
            Self::Xlsx => Bilingual::fixed("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"),
            Self::Xls => Bilingual::fixed("Excel 97–2003 工作簿（.xls）", "an Excel 97–2003 workbook (.xls)"),
            Self::Ods => Bilingual::fixed("OpenDocument 电子表格（.ods）", "an OpenDocument spreadsheet (.ods)"),
            Self::Pdf => Bilingual::fixed("PDF 文件", "a PDF file"),
            Self::Html => Bilingual::fixed("网页（HTML）", "a web page (HTML)"),
            Self::Text => Bilingual::fixed("纯文本", "plain text"),
            Self::Encrypted => Bilingual::fixed("加密的文件", "an encrypted file"),
            Self::Unreadable(kind) => kind.name(),
        }
    }
}

impl Unreadable {
    /// Its name for people.
    pub(super) fn name(self) -> Bilingual {
        match self {
            Self::Picture(kind) => Bilingual::new(format!("{kind} 图片"), format!("a {kind} picture")),
            Self::Archive(kind) => Bilingual::new(format!("{kind} 压缩包"), format!("a {kind} archive")),
            Self::Rtf => Bilingual::fixed("RTF 文档", "an RTF document"),
            Self::Ofd => Bilingual::fixed("OFD 版式文件", "an OFD document"),
            Self::Odt => {
                Bilingual::fixed("OpenDocument 文本或绘图（.odt 等）", "an OpenDocument text or drawing (.odt …)")
            }
            Self::Presentation => Bilingual::fixed("演示文稿（PowerPoint）", "a presentation (PowerPoint)"),
            Self::Message => Bilingual::fixed("Outlook 邮件", "an Outlook message"),
            Self::WebArchive => Bilingual::fixed("单文件网页（MHTML）", "a web archive (MHTML)"),
            Self::WordXml => Bilingual::fixed("Word 2003 XML 文档", "a Word 2003 XML document"),
            Self::ExcelXml => Bilingual::fixed("Excel 2003 XML 表格", "an Excel 2003 XML spreadsheet"),
            Self::BinaryWorkbook => Bilingual::fixed("Excel 二进制工作簿（.xlsb）", "a binary Excel workbook (.xlsb)"),
            Self::Caj => Bilingual::fixed("CAJ 文献", "a CAJ document"),
            Self::Compound => {
                Bilingual::fixed("其他 Office 97–2003 复合文档", "another kind of Office 97–2003 compound file")
            }
            Self::Program => Bilingual::fixed("可执行程序", "a program"),
            Self::Media => Bilingual::fixed("音视频文件", "a sound or video file"),
            Self::Binary => Bilingual::fixed("无法识别的二进制数据", "binary data of no known kind"),
        }
    }
}

impl Unreadable {
    /// What to do with a file of this kind.
    pub(super) fn way(self) -> Bilingual {
        match self {
            Self::Picture(_) => Bilingual::fixed(
                "请先做文字识别（OCR），存成 .docx 或 .txt 再试，或向起草单位要 Word 版",
                "run text recognition (OCR) on it and save the text as .docx or .txt, or ask the authors for the Word file",
            ),
            Self::Archive(_) => {
                Bilingual::fixed("请先解压，再读里面的文件", "unpack it first, then name the files inside it")
            }
            Self::Rtf | Self::Odt | Self::WordXml | Self::WebArchive => Bilingual::fixed(
                "请用 Word 或 WPS 打开，另存为 .docx 再试",
                "open it in Word or WPS, save it as .docx and try again",
            ),
            Self::ExcelXml | Self::BinaryWorkbook => Bilingual::fixed(
                "请用 Excel 或 WPS 打开，另存为 .xlsx 再试",
                "open it in Excel or WPS, save it as .xlsx and try again",
            ),
            Self::Ofd | Self::Caj | Self::Presentation => Bilingual::fixed(
                "请用能打开它的软件另存或打印为 .pdf 再试",
                "open it in its own program, save or print it as .pdf and try again",
            ),
            Self::Message => Bilingual::fixed(
                "请打开邮件，把附件存出来再读；正文可另存为 .txt 或 .html",
                "open the message and save its attachment; its own text can be saved as .txt or .html",
            ),
            Self::Compound => Bilingual::fixed(
                "请用原来的软件打开，另存为 .docx、.xlsx 或 .pdf 再试",
                "open it in the program that made it, save it as .docx, .xlsx or .pdf and try again",
            ),
            Self::Program | Self::Media | Self::Binary => Bilingual::fixed(
                "请核对是否选错了文件：里面没有可以读的文字",
                "check that it is the right file: there is no text to read in it",
            ),
        }
    }
}

/// First bytes that tell a kind by themselves.
const MAGIC: &[(&[u8], Unreadable)] = &[
    (b"\x89PNG\r\n\x1a\n", Unreadable::Picture("PNG")),
    (b"\xff\xd8\xff", Unreadable::Picture("JPEG")),
    (b"GIF8", Unreadable::Picture("GIF")),
    (b"II*\0", Unreadable::Picture("TIFF")),
    (b"MM\0*", Unreadable::Picture("TIFF")),
    (b"{\\rtf", Unreadable::Rtf),
    (b"Rar!\x1a\x07", Unreadable::Archive("RAR")),
    (b"7z\xbc\xaf\x27\x1c", Unreadable::Archive("7z")),
    (b"\x1f\x8b", Unreadable::Archive("gzip")),
    (b"BZh", Unreadable::Archive("bzip2")),
    (b"\xfd7zXZ\0", Unreadable::Archive("xz")),
    (b"\x28\xb5\x2f\xfd", Unreadable::Archive("zstd")),
    (b"MIME-Version:", Unreadable::WebArchive),
    (b"CAJ\0", Unreadable::Caj),
    (b"HN\x00\x00", Unreadable::Caj),
    (b"MZ\x90\0", Unreadable::Program),
    (b"\x7fELF", Unreadable::Program),
    (b"ID3", Unreadable::Media),
    (b"OggS", Unreadable::Media),
    (b"fLaC", Unreadable::Media),
];

/// Says what `bytes` are.
///
/// # Errors
/// [`ReadError::Damaged`] for a package that has no directory, [`ReadError::Bomb`] for one that says of
/// itself that it unpacks to more than the limit.
pub(super) fn content(bytes: &[u8], limits: Limits) -> Result<Content, ReadError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(bytes, limits);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return compound(bytes);
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Ok(Content::Unreadable(*kind));
    }
    if let Some(kind) = boxed(bytes) {
        return Ok(Content::Unreadable(kind));
    }
    let head = bytes.get(..1024.min(bytes.len())).unwrap_or(bytes);
    // ISO 32000-1, annex H.3.4: viewers accept the header within the first 1024 bytes. A text that only
    // mentions it holds no object.
    let header = memchr::memmem::find(head, b"%PDF-");
    if header.is_some_and(|at| at == 0 || memchr::memmem::find(bytes, b" obj").is_some()) {
        return Ok(Content::Pdf);
    }
    Ok(textual(bytes))
}

/// Kinds whose mark stands behind the first bytes.
fn boxed(bytes: &[u8]) -> Option<Unreadable> {
    let at = |range: std::ops::Range<usize>| bytes.get(range);
    if bytes.starts_with(b"RIFF") {
        return Some(if at(8..12) == Some(b"WEBP") { Unreadable::Picture("WebP") } else { Unreadable::Media });
    }
    if bytes.starts_with(b"BM") && at(6..10) == Some(&[0; 4]) {
        return Some(Unreadable::Picture("BMP"));
    }
    if at(257..262) == Some(b"ustar") {
        return Some(Unreadable::Archive("tar"));
    }
    match at(4..12) {
        Some(b"ftypheic" | b"ftypheix" | b"ftypmif1" | b"ftypavif") => Some(Unreadable::Picture("HEIC")),
        Some(kind) if kind.starts_with(b"ftyp") => Some(Unreadable::Media),
        _ => None,
    }
}

/// What stands in a zip package (ECMA-376 part 2, OpenDocument part 3).
fn package(bytes: &[u8], limits: Limits) -> Result<Content, ReadError> {
    let damaged = |_| ReadError::Damaged {
        detail: Bilingual::fixed(
            "压缩包末尾的目录缺失，文件可能没有下载完整",
            "the directory at the end of the package is missing; the download may be incomplete",
        ),
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let (mut content, mut unpacked, mut encrypted) = (None, 0_u64, false);
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(index) else { continue };
        unpacked = unpacked.saturating_add(file.size());
        encrypted |= file.encrypted();
        content = content.or_else(|| part(file.name_raw()));
    }
    if content.is_none() {
        content = open_document(&mut archive);
    }
    if unpacked > limits.unpacked {
        return Err(ReadError::Bomb { limit: limits.unpacked });
    }
    if encrypted {
        return Ok(Content::Encrypted);
    }
    Ok(content.unwrap_or(Content::Unreadable(Unreadable::Archive("zip"))))
}

/// The kind of package that holds a part of this name.
fn part(name: &[u8]) -> Option<Content> {
    Some(match name {
        b"word/document.xml" | b"word/document2.xml" | b"word\\document.xml" => Content::Docx,
        b"xl/workbook.xml" | b"xl\\workbook.xml" => Content::Xlsx,
        b"xl/workbook.bin" => Content::Unreadable(Unreadable::BinaryWorkbook),
        b"ppt/presentation.xml" => Content::Unreadable(Unreadable::Presentation),
        b"OFD.xml" => Content::Unreadable(Unreadable::Ofd),
        _ => return None,
    })
}

/// The kind of OpenDocument, which the package's first part states.
fn open_document(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Option<Content> {
    use std::io::Read;
    let mut kind = String::new();
    archive.by_name("mimetype").ok()?.take(128).read_to_string(&mut kind).ok()?;
    let kind = kind.trim().strip_prefix("application/vnd.oasis.opendocument.")?;
    Some(if kind.starts_with("spreadsheet") { Content::Ods } else { Content::Unreadable(Unreadable::Odt) })
}

/// What stands in a compound file ([MS-CFB]).
fn compound(bytes: &[u8]) -> Result<Content, ReadError> {
    let file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| ReadError::Damaged {
        detail: Bilingual::fixed(
            "复合文档的目录读不出来，文件可能没有下载完整",
            "the directory of the compound file cannot be read; the download may be incomplete",
        ),
    })?;
    let has = |name: &str| file.exists(name);
    Ok(if has("/EncryptedPackage") || has("/EncryptionInfo") || has("/\u{6}DataSpaces") {
        Content::Encrypted
    } else if has("/WordDocument") {
        Content::Doc
    } else if has("/Workbook") || has("/Book") {
        Content::Xls
    } else if has("/PowerPoint Document") {
        Content::Unreadable(Unreadable::Presentation)
    } else if has("/__properties_version1.0") {
        Content::Unreadable(Unreadable::Message)
    } else {
        Content::Unreadable(Unreadable::Compound)
    })
}

/// Text, HTML, XML of known kinds, or no text at all.
fn textual(bytes: &[u8]) -> Content {
    let head = whole_characters(bytes.get(..4096.min(bytes.len())).unwrap_or(bytes), bytes.len());
    let decoded = crate::encoding::decode(head, None);
    if is_binary(&decoded.text) {
        return Content::Unreadable(Unreadable::Binary);
    }
    markup(decoded.text.trim_start()).unwrap_or(Content::Text)
}

/// `head` without a UTF-8 character that the end of the sample cut.
fn whole_characters(head: &[u8], length: usize) -> &[u8] {
    if head.len() == length {
        return head;
    }
    let tail = head.iter().rev().take(4).position(|b| b & 0xC0 == 0xC0);
    tail.and_then(|back| head.get(..head.len() - back - 1)).unwrap_or(head)
}

/// Whether control characters and bytes of no character are too many for text.
fn is_binary(sample: &str) -> bool {
    let bytes = sample.as_bytes();
    let characters = bytes.iter().filter(|b| **b & 0xC0 != 0x80).count();
    let control = bytes.iter().filter(|b| matches!(b, 0..=8 | 14..=25 | 27..=31 | 127)).count();
    let broken = memchr::memmem::find_iter(bytes, "\u{FFFD}".as_bytes()).count();
    (control + broken) * 10 > characters
}

/// The kind of markup that a text begins with.
fn markup(text: &str) -> Option<Content> {
    if !text.starts_with('<') {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("<?xml") || lower.starts_with("<?mso") {
        if lower.contains("progid=\"word.document\"") || lower.contains("<w:worddocument") {
            return Some(Content::Unreadable(Unreadable::WordXml));
        }
        if lower.contains("progid=\"excel.sheet\"") || lower.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            return Some(Content::Unreadable(Unreadable::ExcelXml));
        }
    }
    const TAGS: [&str; 12] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<table",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<style",
    ];
    let opening = TAGS.iter().any(|tag| lower.starts_with(tag));
    let later = lower.starts_with("<!--") || lower.starts_with("<?xml");
    (opening || (later && TAGS.iter().take(4).any(|tag| lower.contains(tag)))).then_some(Content::Html)
}
