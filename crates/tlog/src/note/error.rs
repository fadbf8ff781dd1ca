//! What can be wrong with a note.

use crate::Bilingual;
use crate::error::errors;

/// Why a note cannot be read or believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteError {
    /// It is not a signed note at all.
    Malformed(Flaw),
    /// A known key's signature does not fit the text.
    WrongSignature {
        /// The key's name.
        name: String,
        /// The key's id.
        id: u32,
    },
    /// No known key has signed.
    NotSigned {
        /// The known keys, each as name, plus and id.
        known: Vec<String>,
        /// The keys that the lines name, likewise.
        found: Vec<String>,
    },
    /// Two different known keys have the same name and id.
    Ambiguous {
        /// Their name.
        name: String,
        /// Their id.
        id: u32,
    },
}

/// What makes bytes no signed note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// More than [`LARGEST`](super::LARGEST) bytes.
    TooLarge,
    /// Not UTF-8.
    NotUtf8,
    /// A control character other than newline.
    Control,
    /// The last line has no newline.
    NoFinalNewline,
    /// No empty line with signatures after it.
    NoSignatures,
    /// A line after the last empty line is no signature line.
    SignatureLine,
}

impl NoteError {
    /// What is wrong and what to do, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Malformed(flaw) => {
                let (zh, en) = flaw.words();
                Bilingual::new(format!("签名文本格式不对：{zh}"), format!("not a signed note: {en}"))
            }
            Self::WrongSignature { name, id } => Bilingual::new(
                format!("“{name}”（编号 {id:08x}）的签名与正文不符：签名之后正文被改动，或签名是伪造的，正文不可信"),
                format!(
                    "the signature of {name} (id {id:08x}) does not fit the text: the text was changed after signing or the \
                     signature was forged; do not believe it"
                ),
            ),
            Self::NotSigned { known, found } => Bilingual::new(
                format!(
                    "没有已知密钥的签名：已知 {}，文中签名来自 {}；请核对是否用对了公钥",
                    or_none(known, "、", "（无）"),
                    or_none(found, "、", "（无）")
                ),
                format!(
                    "no known key has signed: known are {}, signed have {}; check that it is the right verifier key",
                    or_none(known, ", ", "none"),
                    or_none(found, ", ", "none")
                ),
            ),
            Self::Ambiguous { name, id } => Bilingual::new(
                format!("两把不同的公钥同名同编号（“{name}”，{id:08x}），分不清该用哪一把；请去掉其中一把"),
                format!("two different known keys are both {name} with id {id:08x}; leave one of them out"),
            ),
        }
    }
}

impl Flaw {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::TooLarge => ("超过 1 MiB", "it is larger than 1 MiB"),
            Self::NotUtf8 => ("不是 UTF-8 文本", "it is not UTF-8"),
            Self::Control => (
                "含有换行以外的控制字符；若由 Windows 编辑器保存过，请改回 LF 换行",
                "it holds a control character other than newline; if an editor has saved it, line ends must be LF alone",
            ),
            Self::NoFinalNewline => {
                ("末行缺少换行，可能被截断", "its last line has no newline, as when it was cut off")
            }
            Self::NoSignatures => ("正文与签名之间缺少空行", "no empty line parts text and signatures"),
            Self::SignatureLine => (
                "空行之后有一行不是“— 名称 Base64”形式的签名",
                "a line after the empty line is not of the form `— <name> <Base64>`",
            ),
        }
    }
}

fn or_none(names: &[String], between: &str, none: &str) -> String {
    if names.is_empty() { none.to_owned() } else { names.join(between) }
}

errors!(NoteError);
