//! The interface's own words in both languages, from Fluent files. Words of the domain are [`ledger::Bilingual`] already.

use std::borrow::Cow;

use document::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use ledger::Bilingual;
use unic_langid::LanguageIdentifier;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// Every file of words: name, Chinese, English.
        pub const FILES: &[(&str, &str, &str)] = &[$((
            $name,
            include_str!(concat!("../locales/zh-CN/", $name, ".ftl")),
            include_str!(concat!("../locales/en/", $name, ".ftl")),
        )),*];
    };
}

files![
    "account",
    "administration",
    "campaign",
    "dashboard",
    "finding",
    "frame",
    "home",
    "import",
    "ledger",
    "log",
    "look-back",
    "organisation",
    "public",
    "regulation",
    "report",
    "verify",
];

/// The words of both languages.
pub struct Texts {
    zh: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl Texts {
    /// Reads them.
    ///
    /// # Panics
    /// Never outside development: a test reads every file.
    #[must_use]
    pub fn new() -> Self {
        let bundle = |language: &str, text: fn(&(&str, &'static str, &'static str)) -> &'static str| {
            let language: LanguageIdentifier = language.parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![language]);
            // Marks of direction around every value would stand in attributes and titles too.
            bundle.set_use_isolating(false);
            for file in FILES {
                let resource = match FluentResource::try_new(text(file).to_owned()) {
                    Ok(resource) | Err((resource, _)) => resource,
                };
                // Where a key is defined twice the first stands; a test finds it.
                let _ = bundle.add_resource(resource);
            }
            bundle
        };
        Self { zh: bundle("zh-CN", |file| file.1), en: bundle("en", |file| file.2) }
    }

    /// The words of `key`; the key itself where there are none, which a test rules out.
    #[must_use]
    pub fn get(&self, lang: Lang, key: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
        let bundle = match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { return key.to_owned() };
        let values: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }

    /// Whether `key` has words in both languages.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.zh.has_message(key) && self.en.has_message(key)
    }

    /// The words of `key` in both languages.
    #[must_use]
    pub fn both(&self, key: &str) -> Bilingual {
        Bilingual::new(Cow::Owned(self.get(Lang::Zh, key, &[])), Cow::Owned(self.get(Lang::En, key, &[])))
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self::new()
    }
}
