//! What a rule is made of.

use document::{Bilingual, Severity};

use crate::{Page, Paper, Report};

/// A rule over a paper. Each is a `static RULE` in a file of its own, with its page beside it.
///
/// - `code` is a family's letter and three digits (see [`Family`]), and is never reused.
/// - `name` is kebab-case and names the bad pattern, so that "ignore blank-left" makes sense.
/// - `page` is its documentation; the examples on it are run as tests (see [`Page`]).
#[derive(Debug)]
pub struct Rule {
    /// Stable code, such as `H401`.
    pub code: &'static str,
    /// Stable name of the bad pattern, kebab-case.
    pub name: &'static str,
    /// How much its diagnostics matter, where the settings do not say otherwise.
    pub severity: Severity,
    /// The first version of the program that has it.
    pub since: &'static str,
    /// The bad pattern in a few words, without a full stop.
    pub summary: Bilingual,
    /// Its page, in Markdown.
    pub page: &'static str,
    /// The numbers that it goes by.
    pub thresholds: &'static [&'static Threshold],
    /// Looks at the paper and reports.
    pub check: fn(&Paper<'_>, &mut Report<'_>),
}

impl Rule {
    /// Its page, taken apart.
    #[must_use]
    pub fn page(&self) -> Page {
        Page::parse(self.page)
    }

    /// The family that its code names.
    #[must_use]
    pub fn family(&self) -> Family {
        match self.code.as_bytes().first() {
            Some(b'S') => Family::Structure,
            Some(b'R') => Family::Responsibility,
            Some(b'M') => Family::Substance,
            Some(b'F') => Family::Format,
            Some(b'O') => Family::Originality,
            _ => Family::Hygiene,
        }
    }
}

/// Families of rules. A code's letter and first digit name its family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// S1xx: how the parts hang together.
    Structure,
    /// R2xx: who does it, by when.
    Responsibility,
    /// M3xx: whether anything can be verified.
    Substance,
    /// H4xx: what is left in by carelessness.
    Hygiene,
    /// F5xx: how the paper looks (GB/T 9704-2012).
    Format,
    /// O6xx: what is not the paper's own.
    Originality,
}

impl Family {
    /// All, in the order of their codes.
    pub const ALL: [Self; 6] =
        [Self::Structure, Self::Responsibility, Self::Substance, Self::Hygiene, Self::Format, Self::Originality];

    /// What each code of the family begins with.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Structure => "S1",
            Self::Responsibility => "R2",
            Self::Substance => "M3",
            Self::Hygiene => "H4",
            Self::Format => "F5",
            Self::Originality => "O6",
        }
    }

    /// Its name.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Structure => Bilingual::fixed("结构", "Structure"),
            Self::Responsibility => Bilingual::fixed("责任", "Responsibility"),
            Self::Substance => Bilingual::fixed("实质", "Substance"),
            Self::Hygiene => Bilingual::fixed("文面", "Hygiene"),
            Self::Format => Bilingual::fixed("格式", "Format"),
            Self::Originality => Bilingual::fixed("原创", "Originality"),
        }
    }
}

/// A number that a rule goes by: it has a name, a default, and says where the default comes from.
///
/// A rule reads it with [`Report::threshold`]; a user sets it in `bihuan.toml` under `[rules.CODE]`.
#[derive(Debug)]
pub struct Threshold {
    /// Its key in the settings, kebab-case.
    pub key: &'static str,
    /// Its value where the settings do not say otherwise.
    pub default: f64,
    /// What values it may have.
    pub quantity: Quantity,
    /// What it bounds.
    pub meaning: Bilingual,
    /// Where the default comes from: a regulation with its date, a standard's clause, or the project's judgement
    /// and why.
    pub source: Bilingual,
}

/// Kinds of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// A whole number from 0.
    Count,
    /// A part of a whole, from 0 to 1.
    Share,
    /// Any number from 0, such as a length.
    Measure,
}

impl Quantity {
    /// Whether `value` is one of its values.
    #[must_use]
    pub fn allows(self, value: f64) -> bool {
        value.is_finite()
            && value >= 0.0
            && match self {
                Self::Count => value.fract() == 0.0,
                Self::Share => value <= 1.0,
                Self::Measure => true,
            }
    }

    /// What its values are, for a message.
    #[must_use]
    pub const fn describe(self) -> Bilingual {
        match self {
            Self::Count => Bilingual::fixed("不小于 0 的整数", "a whole number from 0"),
            Self::Share => Bilingual::fixed("0 到 1 之间的数", "a number from 0 to 1"),
            Self::Measure => Bilingual::fixed("不小于 0 的数", "a number from 0"),
        }
    }
}
