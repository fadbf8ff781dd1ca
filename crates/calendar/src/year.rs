//! One year's table.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::is_weekend;

/// One year's days off and make-up days, and where they come from. Plain data, for an entry of a ledger as for a file;
/// [`Year::faults`] says what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Days off, weekends among them or not.
    pub off: BTreeSet<Date>,
    /// Weekend days that are worked (调休上班).
    pub on: BTreeSet<Date>,
    /// The notice that says so.
    pub source: String,
}

/// What is wrong with a year's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum YearFault {
    /// It does not say where its days come from.
    NoSource(i16),
    /// A day of another year.
    OtherYear(i16, Date),
    /// A day that is off and worked at once.
    OffAndOn(Date),
    /// A make-up day that is worked anyway, for it is no weekend.
    WorkedAnyway(Date),
}

impl Year {
    /// Everything that is wrong with it.
    #[must_use]
    pub fn faults(&self) -> Vec<YearFault> {
        let days = self.off.union(&self.on).copied();
        let other = days.filter(|day| day.year() != self.year).map(|day| YearFault::OtherYear(self.year, day));
        let both = self.off.intersection(&self.on).copied().map(YearFault::OffAndOn);
        let anyway = self.on.iter().copied().filter(|day| !is_weekend(*day)).map(YearFault::WorkedAnyway);
        let no_source = self.source.trim().is_empty().then_some(YearFault::NoSource(self.year));
        no_source.into_iter().chain(other).chain(both).chain(anyway).collect()
    }

    /// What the table says of `day`: worked or not, or nothing.
    pub(crate) fn says(&self, day: Date) -> Option<bool> {
        if self.off.contains(&day) { Some(false) } else { self.on.contains(&day).then_some(true) }
    }
}

impl YearFault {
    /// In Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::NoSource(year) => format!("{year} 年没有写明来源：加一行“{year} source 通知的名称”"),
            Self::OtherYear(year, day) => format!("{day} 不在 {year} 年"),
            Self::OffAndOn(day) => format!("{day} 既放假又上班：去掉一处"),
            Self::WorkedAnyway(day) => format!("{day} 不是周末，本来就上班：核对日期"),
        }
    }

    /// In English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::NoSource(year) => format!("{year} names no source: add a line `{year} source NAME OF THE NOTICE`"),
            Self::OtherYear(year, day) => format!("{day} is not in {year}"),
            Self::OffAndOn(day) => format!("{day} is off and worked at once: take one away"),
            Self::WorkedAnyway(day) => format!("{day} is no weekend and worked anyway: check the date"),
        }
    }
}
