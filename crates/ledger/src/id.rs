//! Ids: a letter and a number, short because people type them (`F12`), and the names of streams.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::Bilingual;

/// Text that is no id, or no id of the kind wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdError {
    /// The text.
    pub text: String,
    /// An id as it should look, such as `F12`.
    pub like: &'static str,
}

impl IdError {
    /// What is wrong, for people.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let Self { text, like } = self;
        Bilingual::new(format!("“{text}”不是编号，应形如 {like}"), format!("`{text}` is no id; one looks like {like}"))
    }
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for IdError {}

/// A positive number without leading zeros after `letter`, in either case.
fn number(text: &str, letter: char) -> Option<u64> {
    let digits = text.strip_prefix([letter, letter.to_ascii_lowercase()])?;
    let plain = !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

macro_rules! text_serde {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Text;
                impl serde::de::Visitor<'_> for Text {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(stringify!($name))
                    }
                    fn visit_str<E: Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                from.deserialize_str(Text)
            }
        }
    };
}
pub(crate) use text_serde;

macro_rules! ids {
    ($($variant:ident $name:ident $letter:literal $like:literal $kind:literal $doc:literal;)*) => {
        $(
            #[doc = $doc]
            ///
            /// The default is number 0, which no stream has.
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
            pub struct $name(pub u64);

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{}{}", $letter, self.0)
                }
            }

            impl FromStr for $name {
                type Err = IdError;
                fn from_str(text: &str) -> Result<Self, IdError> {
                    number(text, $letter).map(Self).ok_or_else(|| IdError { text: text.to_owned(), like: $like })
                }
            }

            text_serde!($name);

            impl From<$name> for Stream {
                fn from(id: $name) -> Self {
                    Self::$variant(id)
                }
            }
        )*

        /// What entries are about: one aggregate. Its name is the id's text; two are one of a kind.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Stream {
            $(#[doc = $doc] $variant($name),)*
            /// The holiday tables, `calendar`.
            Calendar,
            /// The log's own acts, `log`.
            Log,
        }

        impl Stream {
            /// The word that begins the kinds of its events: `finding` of `finding.registered`.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $kind,)*
                    Self::Calendar => "calendar",
                    Self::Log => "log",
                }
            }

            /// The number of its id; `None` of those that are one of a kind.
            #[must_use]
            pub const fn number(&self) -> Option<u64> {
                match self {
                    $(Self::$variant(id) => Some(id.0),)*
                    Self::Calendar | Self::Log => None,
                }
            }
        }

        impl fmt::Display for Stream {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$variant(id) => id.fmt(f),)*
                    Self::Calendar => f.write_str("calendar"),
                    Self::Log => f.write_str("log"),
                }
            }
        }

        impl FromStr for Stream {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                match text {
                    "calendar" => return Ok(Self::Calendar),
                    "log" => return Ok(Self::Log),
                    _ => {}
                }
                $(if let Some(id) = number(text, $letter) {
                    return Ok(Self::$variant($name(id)));
                })*
                Err(IdError { text: text.to_owned(), like: "F12, M40, U3, calendar, log" })
            }
        }

        text_serde!(Stream);
    };
}

ids! {
    Unit UnitId 'U' "U3" "unit" "A unit (单位), `U3`.";
    Person PersonId 'P' "P7" "person" "A person (人员), `P7`.";
    Post PostId 'J' "J2" "post" "A post (岗位), `J2`.";
    Campaign CampaignId 'C' "C1" "campaign" "A campaign (专项), `C1`.";
    Paper PaperId 'D' "D4" "paper" "A paper (材料), `D4`.";
    Finding FindingId 'F' "F12" "finding" "A finding (问题), `F12`.";
    Cause CauseId 'R' "R5" "cause" "A cause (原因), `R5`.";
    Measure MeasureId 'M' "M40" "measure" "A measure (整改措施), `M40`.";
    Evidence EvidenceId 'E' "E9" "evidence" "A file of evidence (佐证材料), `E9`.";
    Regulation RegulationId 'G' "G1" "regulation" "A regulation (制度), `G1`.";
    HandOver HandOverId 'H' "H1" "hand_over" "A hand-over (交接), `H1`.";
    Account AccountId 'A' "A7" "account" "An account (账号), `A7`: that of the person of the same number.";
}

#[cfg(test)]
mod tests;
