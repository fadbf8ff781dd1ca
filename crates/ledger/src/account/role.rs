//! Roles, where they are held, and names to sign in by.

use serde::{Deserialize, Serialize};

use crate::{Bilingual, UnitId};

/// The most characters of a name to sign in by.
pub const LOGIN_MOST: usize = 64;

/// In what a person acts, beside what they own and lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Keeps the system: accounts, roles, settings. Of the whole system.
    Administrator,
    /// Keeps the ledger (整改办).
    Office,
    /// Answers for the whole (牵头领导).
    Lead,
    /// Judges evidence (验收人).
    Verifier,
    /// Looks at everything (监督检查).
    Inspector,
}

/// A role where it is held: at a unit and all below it, or in the whole system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Held {
    /// Which.
    pub role: Role,
    /// The unit; `None` for the whole system.
    pub unit: Option<UnitId>,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Administrator, Self::Office, Self::Lead, Self::Verifier, Self::Inspector];

    /// For programs: never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Office => "office",
            Self::Lead => "lead",
            Self::Verifier => "verifier",
            Self::Inspector => "inspector",
        }
    }

    /// For people.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Administrator => Bilingual::fixed("系统管理员", "administrator"),
            Self::Office => Bilingual::fixed("整改办", "rectification office"),
            Self::Lead => Bilingual::fixed("牵头领导", "lead"),
            Self::Verifier => Bilingual::fixed("验收人", "verifier"),
            Self::Inspector => Bilingual::fixed("监督检查", "inspector"),
        }
    }

    /// Whether it is held at a unit rather than in the whole system.
    #[must_use]
    pub const fn is_at_unit(self) -> bool {
        !matches!(self, Self::Administrator)
    }
}

impl Held {
    /// The administrator's.
    pub const ADMINISTRATOR: Self = Self { role: Role::Administrator, unit: None };

    /// The role and the id of the unit.
    #[must_use]
    pub fn label(self) -> Bilingual {
        let role = self.role.label();
        match self.unit {
            None => role,
            Some(unit) => Bilingual::new(format!("{}（{unit}）", role.zh), format!("{} at {unit}", role.en)),
        }
    }
}

/// Whether `text` can be a name to sign in by, in the one spelling that is kept.
#[must_use]
pub fn is_login(text: &str) -> bool {
    let fits = |c: char| (c.is_alphanumeric() && !c.is_uppercase()) || "._-@".contains(c);
    !text.is_empty() && text.chars().count() <= LOGIN_MOST && text.chars().all(fits)
}
