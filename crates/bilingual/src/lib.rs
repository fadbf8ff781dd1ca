//! Sentences that a person reads, always in both languages, so that neither can be forgotten.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Simplified Chinese, the first language.
    #[default]
    Zh,
    /// English.
    En,
}

/// One word or sentence in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Bilingual {
    /// Simplified Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

/// So many of something, in English: `1 entry`, `2 entries`, `3 days`.
#[must_use]
pub fn count(number: impl TryInto<u64>, one: &str) -> String {
    // What no `u64` holds is many.
    let number = number.try_into().unwrap_or(u64::MAX);
    let consonant = |stem: &&str| !stem.ends_with(['a', 'e', 'o', 'u']);
    match one.strip_suffix('y').filter(consonant) {
        _ if number == 1 => format!("1 {one}"),
        Some(stem) => format!("{number} {stem}ies"),
        None => format!("{number} {one}s"),
    }
}

/// So that templates may hand over a sentence or any reference to one.
impl AsRef<Self> for Bilingual {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl Bilingual {
    /// A sentence known when the program is written.
    #[must_use]
    pub const fn fixed(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// A sentence made while the program runs.
    pub fn new(zh: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// Several in a row: `、` between them in Chinese, `, ` in English.
    #[must_use]
    pub fn list(items: &[Bilingual]) -> Self {
        Self::joined(items, "、", ", ")
    }

    /// Several with `zh` or `en` between them.
    #[must_use]
    pub fn joined(items: &[Bilingual], zh: &str, en: &str) -> Self {
        let join = |lang, between| items.iter().map(|item| item.get(lang)).collect::<Vec<_>>().join(between);
        Self::new(join(Lang::Zh, zh), join(Lang::En, en))
    }

    /// The sentence in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}
