//! The columns of the ledger.

use document::Bilingual;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Aspect,
    Finding,
    Manifestations,
    Target,
    Measure,
    Lead,
    Unit,
    Person,
    Deadline,
    Progress,
    Closing,
    Kind,
    Commitments,
    Source,
}

/// In the order in which they stand: the standard twelve, then what the program adds.
pub(super) const COLUMNS: [Column; 15] = [
    Column::Number,
    Column::Aspect,
    Column::Finding,
    Column::Manifestations,
    Column::Target,
    Column::Measure,
    Column::Lead,
    Column::Unit,
    Column::Person,
    Column::Deadline,
    Column::Progress,
    Column::Closing,
    Column::Kind,
    Column::Commitments,
    Column::Source,
];

impl Column {
    /// Its heading.
    pub(super) const fn heading(self) -> Bilingual {
        let (zh, en) = match self {
            Self::Number => ("序号", "No."),
            Self::Aspect => ("问题类别/方面", "Aspect"),
            Self::Finding => ("问题", "Finding"),
            Self::Manifestations => ("具体表现", "Manifestations"),
            Self::Target => ("整改目标", "Target"),
            Self::Measure => ("整改措施", "Measure"),
            Self::Lead => ("责任领导", "Lead"),
            Self::Unit => ("牵头（责任）单位", "Owning unit"),
            Self::Person => ("责任人", "Owner"),
            Self::Deadline => ("整改时限", "Deadline"),
            Self::Progress => ("进展/成效", "Progress"),
            Self::Closing => ("完成情况（销号）", "Status (closed)"),
            Self::Kind => ("整改类型", "Kind"),
            Self::Commitments => ("承诺事项", "Commitments"),
            Self::Source => ("出处", "Source"),
        };
        Bilingual::fixed(zh, en)
    }

    /// Its width in characters of the workbook's font; a Chinese character takes two.
    pub(super) const fn width(self) -> u16 {
        match self {
            Self::Number => 5,
            Self::Person | Self::Closing | Self::Kind => 9,
            Self::Lead | Self::Target => 10,
            Self::Aspect | Self::Deadline | Self::Progress => 11,
            Self::Unit | Self::Source => 13,
            Self::Commitments => 15,
            Self::Manifestations => 22,
            Self::Finding => 24,
            Self::Measure => 32,
        }
    }

    /// Whether it tells of the finding alone, so that its cell is merged over the finding's measures.
    pub(super) const fn is_of_finding(self) -> bool {
        matches!(
            self,
            Self::Number | Self::Aspect | Self::Finding | Self::Manifestations | Self::Target | Self::Closing
        )
    }

    /// Whether its text is short and stands in the middle of the cell.
    pub(super) const fn is_centred(self) -> bool {
        matches!(self, Self::Number | Self::Lead | Self::Person | Self::Deadline | Self::Closing | Self::Kind)
    }
}
