//! Exact quantities: `2`, `95.5`. No binary fractions, so that JSON is canonical and sums are exact.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::id::{IdError, text_serde};

/// How many, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Quantity(u64);

impl Quantity {
    /// A whole number of things.
    #[must_use]
    pub const fn whole(count: u32) -> Self {
        Self(count as u64 * 1000)
    }

    /// Both together; the greatest that there is where it would be more.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        if rest == 0 { write!(f, "{whole}") } else { f.write_str(format!("{whole}.{rest:03}").trim_end_matches('0')) }
    }
}

impl FromStr for Quantity {
    type Err = IdError;
    /// Digits, with up to three behind a point.
    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError { text: text.to_owned(), like: "2, 95.5" };
        let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(rest) || rest.len() > 3 {
            return Err(wrong());
        }
        let thousands: u64 = format!("{rest:0<3}").parse().map_err(|_| wrong())?;
        let whole: u64 = whole.parse().map_err(|_| wrong())?;
        whole.checked_mul(1000).and_then(|n| n.checked_add(thousands)).map(Self).ok_or_else(wrong)
    }
}

text_serde!(Quantity);
