//! Reading what was filled in: all that cannot be used is told at once, each at its field.

use std::cell::RefCell;
use std::str::FromStr;

use app::Numbered;
use jiff::civil::Date;
use ledger::Bilingual;

use crate::call::Call;
use crate::trouble::Trouble;

/// Reads fields, and keeps every one that cannot be used.
pub struct Read<'c, 'a> {
    call: &'c Call<'a>,
    wrong: RefCell<Vec<(&'static str, Bilingual)>>,
}

impl<'c, 'a> Read<'c, 'a> {
    /// The form of `call`.
    #[must_use]
    pub fn new(call: &'c Call<'a>) -> Self {
        Self { call, wrong: RefCell::default() }
    }

    /// Says that a field cannot be used.
    pub fn wrong(&self, name: &'static str, why: Bilingual) {
        self.wrong.borrow_mut().push((name, why));
    }

    /// Says that a field must be filled in.
    pub fn missing(&self, name: &'static str) {
        self.wrong(name, WANTED);
    }

    /// Words; empty where there are none.
    #[must_use]
    pub fn words(&self, name: &str) -> String {
        self.call.words(name)
    }

    /// Words that may be left out.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        Some(self.words(name)).filter(|words| !words.is_empty())
    }

    /// One of each line that says something.
    #[must_use]
    pub fn lines(&self, name: &str) -> Vec<String> {
        self.words(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// Whether a box was ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        self.call.form().given(name).is_some()
    }

    fn parsed<T: FromStr>(&self, name: &'static str, zh: &'static str, en: &'static str) -> Option<T> {
        let text = self.call.form().given(name)?;
        let read = text.parse().ok();
        if read.is_none() {
            self.wrong(name, Bilingual::fixed(zh, en));
        }
        read
    }

    /// A day.
    #[must_use]
    pub fn day(&self, name: &'static str) -> Option<Date> {
        self.parsed(name, "日期写作 2026-06-30", "a day is written 2026-06-30")
    }

    /// A day that must be given.
    #[must_use]
    pub fn due(&self, name: &'static str) -> Date {
        self.wanted(name, self.day(name))
    }

    /// The same where today is meant by none.
    #[must_use]
    pub fn day_or_today(&self, name: &'static str) -> Date {
        self.day(name).unwrap_or(self.call.view.today)
    }

    /// What stands there, whether it is a number.
    #[must_use]
    pub fn number<T: FromStr>(&self, name: &'static str) -> Option<T> {
        self.parsed(name, "写数字，如 2 或 95.5", "a number, such as 2 or 95.5")
    }

    /// The same where it must be given.
    #[must_use]
    pub fn counted(&self, name: &'static str) -> u32 {
        self.wanted(name, self.number(name))
    }

    /// The one whose name was chosen; `None` where none was.
    #[must_use]
    pub fn choice<T: Copy>(&self, name: &str, of: impl IntoIterator<Item = (&'static str, T)>) -> Option<T> {
        let chosen = self.call.form().given(name)?;
        of.into_iter().find(|(known, _)| *known == chosen).map(|(_, value)| value)
    }

    /// The one that is called so; `None` where the field is empty.
    ///
    /// # Errors
    /// The database failed.
    pub fn one<I: Numbered>(&self, name: &'static str) -> Result<Option<I>, Trouble> {
        let Some(text) = self.call.form().given(name) else { return Ok(None) };
        self.find(name, text)
    }

    /// The same where one must be given.
    ///
    /// # Errors
    /// The database failed.
    pub fn the<I: Numbered>(&self, name: &'static str) -> Result<I, Trouble> {
        self.need(name, WANTED)
    }

    /// The same where `why` says what must be given.
    ///
    /// # Errors
    /// The database failed.
    pub fn need<I: Numbered>(&self, name: &'static str, why: Bilingual) -> Result<I, Trouble> {
        if self.call.form().given(name).is_none() {
            self.wrong(name, why);
        }
        Ok(self.one(name)?.unwrap_or_else(|| I::numbered(0)))
    }

    /// All whose boxes were ticked.
    ///
    /// # Errors
    /// The database failed.
    pub fn each<I: Numbered>(&self, name: &'static str) -> Result<Vec<I>, Trouble> {
        let mut all = Vec::new();
        for one in self.call.form().all(name) {
            all.extend(self.find::<I>(name, one)?);
        }
        Ok(all)
    }

    /// All that are called so, with commas or spaces between them.
    ///
    /// # Errors
    /// The database failed.
    pub fn many<I: Numbered>(&self, name: &'static str) -> Result<Vec<I>, Trouble> {
        let text = self.words(name);
        let mut all = Vec::new();
        for one in text.split(['、', '，', ',', ' ', '\n']).map(str::trim).filter(|one| !one.is_empty()) {
            all.extend(self.find::<I>(name, one)?);
        }
        Ok(all)
    }

    fn find<I: Numbered>(&self, name: &'static str, text: &str) -> Result<Option<I>, Trouble> {
        match self.call.view.find(text)? {
            Ok(id) => Ok(Some(id)),
            Err(error) => {
                self.wrong(name, error.message());
                Ok(None)
            }
        }
    }

    fn wanted<T: Default>(&self, name: &'static str, value: Option<T>) -> T {
        if value.is_none() && self.call.form().given(name).is_none() {
            self.missing(name);
        }
        value.unwrap_or_default()
    }

    /// Goes on where all could be used.
    ///
    /// # Errors
    /// All that could not.
    pub fn settle(self) -> Result<(), Trouble> {
        let wrong = self.wrong.into_inner();
        if wrong.is_empty() { Ok(()) } else { Err(Trouble::Fields(wrong)) }
    }
}

const WANTED: Bilingual = Bilingual::fixed("这一项必须填写", "this must be filled in");
