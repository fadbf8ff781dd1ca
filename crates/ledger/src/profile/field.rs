//! Fields that a profile may require, named as they are in ledgers.

use serde::{Deserialize, Serialize};

use crate::Bilingual;

/// A field of a finding beside its statement, which every finding has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingField {
    /// 方面
    Aspect,
    /// 具体表现
    Manifestations,
    /// 问题主体: team, some members, one person
    Scope,
    /// 单位
    Unit,
    /// 原文出处
    Source,
    /// 原因
    Cause,
    /// 整改措施: at least one
    Measure,
}

/// A field of a measure beside its statement, which every measure has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureField {
    /// 责任领导
    Lead,
    /// 责任人: a person or a post
    Owner,
    /// 责任单位
    Unit,
    /// 配合单位
    Cooperating,
    /// 立行立改、分阶段、长期坚持
    Kind,
    /// 整改时限; check-ins owed stand for it in a continuous measure
    Deadline,
    /// 节点目标
    Milestones,
    /// 承诺
    Commitments,
    /// 佐证清单
    Checklist,
}

impl FindingField {
    /// All, in the order of ledgers.
    pub const ALL: [Self; 7] =
        [Self::Aspect, Self::Manifestations, Self::Scope, Self::Unit, Self::Source, Self::Cause, Self::Measure];

    /// Its name for people.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Aspect => Bilingual::fixed("方面", "aspect"),
            Self::Manifestations => Bilingual::fixed("具体表现", "manifestations"),
            Self::Scope => Bilingual::fixed("问题主体", "scope"),
            Self::Unit => Bilingual::fixed("单位", "unit"),
            Self::Source => Bilingual::fixed("原文出处", "source"),
            Self::Cause => Bilingual::fixed("原因", "cause"),
            Self::Measure => Bilingual::fixed("整改措施", "measure"),
        }
    }
}

impl MeasureField {
    /// All, in the order of ledgers.
    pub const ALL: [Self; 9] = [
        Self::Lead,
        Self::Owner,
        Self::Unit,
        Self::Cooperating,
        Self::Kind,
        Self::Deadline,
        Self::Milestones,
        Self::Commitments,
        Self::Checklist,
    ];

    /// Its name for people.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Lead => Bilingual::fixed("责任领导", "lead"),
            Self::Owner => Bilingual::fixed("责任人", "owner"),
            Self::Unit => Bilingual::fixed("责任单位", "responsible unit"),
            Self::Cooperating => Bilingual::fixed("配合单位", "cooperating units"),
            Self::Kind => Bilingual::fixed("整改类型", "kind"),
            Self::Deadline => Bilingual::fixed("整改时限", "deadline"),
            Self::Milestones => Bilingual::fixed("节点目标", "milestones"),
            Self::Commitments => Bilingual::fixed("承诺", "commitments"),
            Self::Checklist => Bilingual::fixed("佐证清单", "evidence checklist"),
        }
    }
}
