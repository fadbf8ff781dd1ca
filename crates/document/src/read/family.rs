//! What an extension promises, and whether the content keeps it.

use super::sniff::{Content, Unreadable};
use crate::Bilingual;

/// Formats that people and programs use in place of one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// `.docx`, `.doc`, `.wps` and their templates.
    Word,
    /// `.xlsx` and its templates.
    Sheet,
    /// `.ods`.
    OpenSheet,
    /// `.xls` and `.et`: many programs write text or HTML under these names.
    LooseSheet,
    /// `.doc` and `.wps` alone, likewise with HTML.
    LooseWord,
    /// `.pdf`.
    Pdf,
    /// `.html`.
    Html,
    /// `.txt`, `.md`, `.csv`.
    Text,
    /// Extensions of formats that are not read.
    Foreign,
    /// Anything else: the content alone counts.
    Unknown,
}

/// How content and extension agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Judgement {
    /// As the name says, or the name says nothing.
    Fits,
    /// Not as the name says, but of the same family: read, with a remark.
    Kin,
    /// Something else altogether.
    Foreign,
    /// The remains of what the name says.
    Damaged(Bilingual),
}

/// The extension of `name` in lower case, without its dot; empty where there is none.
pub(super) fn extension(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map(|(_, e)| e.trim().to_ascii_lowercase()).unwrap_or_default()
}

impl Family {
    pub(super) fn of(extension: &str) -> Self {
        match extension {
            "docx" | "docm" | "dotx" | "dotm" => Self::Word,
            "doc" | "dot" | "wps" | "wpt" => Self::LooseWord,
            "xlsx" | "xlsm" | "xltx" | "xltm" => Self::Sheet,
            "ods" => Self::OpenSheet,
            "xls" | "xlt" | "et" | "ett" => Self::LooseSheet,
            "pdf" => Self::Pdf,
            "html" | "htm" | "xhtml" => Self::Html,
            "txt" | "text" | "md" | "markdown" | "csv" | "tsv" => Self::Text,
            "png" | "jpg" | "jpeg" | "gif" | "bmp" | "tif" | "tiff" | "webp" | "heic" | "ofd" | "rtf" | "odt"
            | "ppt" | "pptx" | "dps" | "zip" | "rar" | "7z" | "gz" | "exe" | "mp3" | "mp4" | "caj" => Self::Foreign,
            _ => Self::Unknown,
        }
    }

    pub(super) fn judge(self, content: Content) -> Judgement {
        use Content as C;
        match (self, content) {
            // Whether a password hides Word or Excel inside cannot be told, nor need it.
            (family, C::Encrypted) if family.may_be_encrypted() => Judgement::Fits,
            (Self::Unknown, _) => Judgement::Fits,
            (Self::Foreign, C::Unreadable(_) | C::Encrypted) => Judgement::Fits,
            (Self::Word, C::Docx) | (Self::LooseWord, C::Doc) => Judgement::Fits,
            (Self::Word, C::Doc) | (Self::LooseWord, C::Docx | C::Html) => Judgement::Kin,
            (Self::LooseSheet, C::Xls) | (Self::Sheet, C::Xlsx) | (Self::OpenSheet, C::Ods) => Judgement::Fits,
            (Self::Sheet | Self::OpenSheet, C::Xlsx | C::Ods | C::Xls) => Judgement::Kin,
            (Self::LooseSheet, C::Xlsx | C::Ods | C::Html | C::Text) => Judgement::Kin,
            (Self::Pdf, C::Pdf) | (Self::Html, C::Html) | (Self::Text, C::Text) => Judgement::Fits,
            (Self::Html, C::Text) | (Self::Text, C::Html) => Judgement::Kin,
            (family, C::Unreadable(Unreadable::Binary)) => {
                family.remains().map_or(Judgement::Foreign, Judgement::Damaged)
            }
            _ => Judgement::Foreign,
        }
    }

    /// Whether its files may stand in an encrypted compound file or package.
    const fn may_be_encrypted(self) -> bool {
        matches!(self, Self::Word | Self::LooseWord | Self::Sheet | Self::OpenSheet | Self::LooseSheet | Self::Unknown)
    }

    /// What is missing in bytes of no known kind that should be of this family.
    fn remains(self) -> Option<Bilingual> {
        Some(match self {
            Self::Word | Self::Sheet | Self::OpenSheet => Bilingual::fixed(
                "开头不是 Office 文件应有的压缩包",
                "it does not begin with the zip package that an Office file is",
            ),
            Self::LooseWord | Self::LooseSheet => Bilingual::fixed(
                "开头不是 Word 或 Excel 97–2003 应有的复合文档",
                "it does not begin with the compound file that Word and Excel 97–2003 write",
            ),
            Self::Pdf => Bilingual::fixed("开头没有 %PDF 标记", "it does not begin with the mark %PDF"),
            Self::Html | Self::Text => {
                Bilingual::fixed("内容是二进制数据，不是文字", "its content is binary data and no text")
            }
            Self::Foreign | Self::Unknown => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions() {
        assert_eq!(extension("a.b/整改方案.DOCX"), "docx");
        assert_eq!(extension("C:\\材料.v2\\README"), "");
        assert_eq!(extension("无扩展名"), "");
    }

    #[test]
    fn formats_of_one_family_stand_in_for_one_another() {
        let judge = |extension: &str, content| Family::of(extension).judge(content);
        assert_eq!(judge("doc", Content::Docx), Judgement::Kin);
        assert_eq!(judge("wps", Content::Docx), Judgement::Kin);
        assert_eq!(judge("xls", Content::Html), Judgement::Kin);
        assert_eq!(judge("txt", Content::Html), Judgement::Kin);
        assert_eq!(judge("docx", Content::Text), Judgement::Foreign);
        assert_eq!(judge("pdf", Content::Docx), Judgement::Foreign);
        assert_eq!(judge("xlsx", Content::Docx), Judgement::Foreign);
        assert_eq!(judge("dat", Content::Pdf), Judgement::Fits);
    }
}
