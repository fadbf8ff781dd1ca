//! What can be wrong with a key.

use super::Kind;
use crate::Bilingual;
use crate::error::errors;

/// Why a text or some bytes are not the key that was wanted. No message repeats a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyError {
    /// It is not of the form `<name>+<id>+<Base64>`.
    Form,
    /// Such a name may no key have.
    Name {
        /// The name.
        name: String,
    },
    /// It begins with a type that is not known.
    Type {
        /// The first byte of the type; none where nothing follows the id.
        first: Option<u8>,
    },
    /// It is a known kind of key, but not one that serves here.
    Kind {
        /// What serves.
        needed: Kind,
    },
    /// Its bytes are no key of their type.
    NotAKey,
    /// Name, key and id do not belong together.
    Id {
        /// The id that it bears.
        stated: u32,
        /// The id that name and key have.
        found: u32,
    },
    /// A signer key stands where a verifier key is wanted.
    Secret,
    /// A verifier key, or something else, stands where a signer key is wanted.
    NotSecret,
}

impl KeyError {
    /// What is wrong and what to do, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Form => Bilingual::new(
                "不是密钥：应形如“名称+8位十六进制编号+Base64”，请完整复制一行，不要多字少字",
                "not a key: it should read name+8 hexadecimal digits+Base64; copy the whole line and nothing else",
            ),
            Self::Name { name } => Bilingual::new(
                format!("密钥名称“{name}”不能用：不得为空，不得含空格、加号或控制字符"),
                format!(
                    "{name:?} cannot be the name of a key: it must not be empty nor hold white space, plus or control characters"
                ),
            ),
            Self::Type { first: Some(first) } => Bilingual::new(
                format!("密钥类型不认识（首字节 0x{first:02x}）：本程序认 Ed25519、见证人签名和 SM2"),
                format!("unknown type of key (first byte 0x{first:02x}): known are Ed25519, cosignatures and SM2"),
            ),
            Self::Type { first: None } => Bilingual::new(
                "密钥不完整：编号之后没有内容，请重新复制",
                "the key is incomplete: nothing follows its id; copy it again",
            ),
            Self::Kind { needed } => {
                let (zh, en) = match needed {
                    Kind::Cosignature => ("见证人（类型 0x04）的密钥", "the key of a witness (type 0x04)"),
                    Kind::Ed25519 | Kind::Sm2 => {
                        ("日志自己的密钥（Ed25519 或 SM2）", "the key of a log (Ed25519 or SM2)")
                    }
                };
                Bilingual::new(
                    format!("这把密钥用途不符：这里需要{zh}"),
                    format!("this key serves something else: here {en} is needed"),
                )
            }
            Self::NotAKey => Bilingual::new(
                "密钥内容无效：长度或取值不符合其类型，请重新复制或重新生成",
                "the bytes are no key of their type, by length or by value; copy it again or make a new one",
            ),
            Self::Id { stated, found } => Bilingual::new(
                format!("密钥编号不符：写的是 {stated:08x}，按名称和内容应为 {found:08x}；名称或内容被改动过"),
                format!(
                    "the key bears the id {stated:08x}, but name and key make {found:08x}: one of them was changed"
                ),
            ),
            Self::Secret => Bilingual::new(
                "这是私钥，这里需要公钥；私钥不要外传",
                "this is a signer key, where a verifier key is wanted; keep it secret",
            ),
            Self::NotSecret => Bilingual::new(
                "这里需要以 PRIVATE+KEY+ 开头的私钥",
                "a signer key is wanted here, which begins with PRIVATE+KEY+",
            ),
        }
    }
}

errors!(KeyError);
