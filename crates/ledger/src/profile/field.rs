//! Fields that a profile may require, named as they are in ledgers.

use serde::{Deserialize, Serialize};

use super::choice::words;
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

words! { FindingField:
    Aspect "aspect" "方面" "aspect";
    Manifestations "manifestations" "具体表现" "manifestations";
    Scope "scope" "问题主体" "scope";
    Unit "unit" "单位" "unit";
    Source "source" "原文出处" "source";
    Cause "cause" "原因" "cause";
    Measure "measure" "整改措施" "measure";
}

words! { MeasureField:
    Lead "lead" "责任领导" "lead";
    Owner "owner" "责任人" "owner";
    Unit "unit" "责任单位" "responsible unit";
    Cooperating "cooperating" "配合单位" "cooperating units";
    Kind "kind" "整改类型" "kind";
    Deadline "deadline" "整改时限" "deadline";
    Milestones "milestones" "节点目标" "milestones";
    Commitments "commitments" "承诺" "commitments";
    Checklist "checklist" "佐证清单" "evidence checklist";
}
