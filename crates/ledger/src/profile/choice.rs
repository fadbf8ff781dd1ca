//! What can be chosen from: each with its name in JSON, in projections and in profiles, and its word for people.

use serde::{Deserialize, Serialize};

use crate::Bilingual;

/// Gives an enum all of its values in order, their names and their words.
macro_rules! words {
    ($choice:ident: $($variant:ident $name:literal $zh:literal $en:literal;)*) => {
        impl $choice {
            /// All, in the order of ledgers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in JSON and in projections.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// Its word for people.
            #[must_use]
            pub const fn label(self) -> Bilingual {
                match self {
                    $(Self::$variant => Bilingual::fixed($zh, $en),)*
                }
            }
        }
    };
}
pub(super) use words;

/// How a measure is to be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 立行立改
    Immediate,
    /// 分阶段整改
    Staged,
    /// 长期坚持
    Continuous,
}

/// What approvals are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 整改方案
    Plan,
    /// 销号
    Closing,
    /// 延期
    Extension,
}

/// The result that a verification recognises (认定).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 已整改
    Done,
    /// 基本完成
    MostlyDone,
    /// 部分整改
    Partly,
    /// 未整改
    NotDone,
    /// 无法整改
    Impossible,
}

/// What a file of evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// 会议纪要、会议记录
    Minutes,
    /// 通知、方案等发文
    Notice,
    /// 照片、截图
    Photo,
    /// 制度文本
    Regulation,
    /// 凭证、票据
    Voucher,
    /// 台账、登记、数据
    Record,
    /// 检测、评估、审核报告
    Report,
    /// Anything else.
    #[default]
    Other,
}

words! { Kind:
    Immediate "immediate" "立行立改" "immediate";
    Staged "staged" "分阶段整改" "staged";
    Continuous "continuous" "长期坚持" "continuous";
}

words! { Step:
    Plan "plan" "整改方案" "plan";
    Closing "closing" "销号" "closing";
    Extension "extension" "延期" "extension";
}

words! { Grade:
    Done "done" "已整改" "done";
    MostlyDone "mostly_done" "基本完成" "mostly done";
    Partly "partly" "部分整改" "partly done";
    NotDone "not_done" "未整改" "not done";
    Impossible "impossible" "无法整改" "cannot be done";
}

words! { EvidenceKind:
    Minutes "minutes" "会议记录" "minutes";
    Notice "notice" "通知发文" "notice";
    Photo "photo" "照片截图" "photo";
    Regulation "regulation" "制度文本" "regulation";
    Voucher "voucher" "凭证票据" "voucher";
    Record "record" "台账数据" "record";
    Report "report" "检测评估报告" "report";
    Other "other" "其他" "other";
}
