//! Lists of findings and measures: filtered, sorted, a page at a time.

mod census;
mod finding;
mod measure;
mod plan;
mod row;
mod sight;

use std::fmt;

pub use census::{Cell, Census};
pub use finding::{FindingQuery, FindingRow, Mark};
pub use measure::{MeasureQuery, MeasureRow};
pub use sight::{Mine, Sight};

use crate::engine::Value;

/// What a list is sorted by; by number among equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By number, as they were registered.
    #[default]
    Number,
    /// By the nearest deadline; what has none counts as the farthest.
    Due,
    /// By the last entry.
    Updated,
    /// By the days that the deadline has slipped.
    Slippage,
}

/// A place in a list: after which row the next page begins. A list that changes meanwhile neither repeats nor skips what
/// did not move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The value that is sorted by; `None` where that is the number.
    value: Option<Value>,
    number: u64,
}

impl Cursor {
    /// From the text that a cursor is shown as; `None` where it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (value, number) = text.rsplit_once('.').unwrap_or(("", text));
        let value = match value.parse::<i64>() {
            _ if value.is_empty() => None,
            Ok(number) => Some(Value::Int(number)),
            Err(_) => Some(Value::Text(value.to_owned())),
        };
        Some(Self { value, number: number.parse().ok()? })
    }
}

/// A short text for an address or a command line: a number, or a value and a number.
impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Some(Value::Int(value)) => write!(f, "{value}.{}", self.number),
            Some(Value::Text(value)) => write!(f, "{value}.{}", self.number),
            _ => write!(f, "{}", self.number),
        }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// Where the next page begins; `None` where this is the last.
    pub next: Option<Cursor>,
}

impl Sort {
    /// The column that comes before the number, if one does.
    const fn column(self) -> Option<&'static str> {
        match self {
            Self::Number => None,
            Self::Due => Some("due"),
            Self::Updated => Some("updated"),
            Self::Slippage => Some("slip_days"),
        }
    }

    /// What the index of the order is called, after the table's name and `_by_`.
    const fn index(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Due => "due",
            Self::Updated => "updated",
            Self::Slippage => "slippage",
        }
    }
}
