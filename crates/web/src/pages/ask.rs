//! A small act: what is asked for it, and what was filled in where it could not be used.
//!
//! A page may hold many of them. Only the one that was sent is open again and filled, under the plain names of its fields,
//! to which the summary of errors links.

pub mod read;

use jiff::civil::Date;
use ledger::Bilingual;

use crate::call::Call;
use crate::trouble::Trouble;

/// A small act.
pub struct Ask {
    /// Where it is sent.
    pub to: String,
    /// Its name in the page.
    pub id: String,
    /// What it is called: the words of its button too.
    pub title: String,
    /// What to know beforehand.
    pub hint: Option<String>,
    /// Whether it cannot be undone.
    pub danger: bool,
    /// Whether it was sent and could not be used.
    pub sent: bool,
    /// What is asked.
    pub fields: Vec<Field>,
}

/// Something that is asked.
pub struct Field {
    /// Its name in the page.
    pub id: String,
    /// Its name in the form.
    pub name: &'static str,
    /// What is asked.
    pub label: String,
    /// What to know.
    pub hint: Option<String>,
    /// Whether it must be answered.
    pub need: bool,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub wrong: Option<String>,
    /// How it is answered.
    pub input: Input,
}

/// How something is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// In a few words.
    Line,
    /// In sentences.
    Area,
    /// By a day.
    Day,
    /// By a number.
    Number,
    /// By one of these: value and words.
    Choice(Vec<(String, String)>),
    /// By yes or no.
    Tick,
    /// Not at all: it goes along.
    Hidden,
}

/// An act while it is put together.
pub struct Asking<'c, 'a> {
    call: &'c Call<'a>,
    ask: Ask,
}

impl Ask {
    /// The act whose words have `key`, sent to `to`.
    #[must_use]
    pub fn begin<'c, 'a>(call: &'c Call<'a>, key: &str, to: String) -> Asking<'c, 'a> {
        let sent = call.trouble.is_some() && call.asked.method == "POST" && call.asked.path == to;
        let title = call.t(key);
        let id = key.to_owned();
        Asking { call, ask: Ask { to, id, title, hint: None, danger: false, sent, fields: Vec::new() } }
    }
}

impl Asking<'_, '_> {
    fn field(mut self, name: &'static str, input: Input, value: String) -> Self {
        let (call, sent) = (self.call, self.ask.sent);
        let wrong = match &call.trouble {
            Some(Trouble::Fields(fields)) if sent => fields.iter().find(|(field, _)| *field == name),
            _ => None,
        };
        let id = if sent { name.to_owned() } else { format!("{}-{name}", self.ask.id) };
        self.ask.fields.push(Field {
            id,
            name,
            label: call.t(&format!("finding-ask-{name}")),
            hint: None,
            need: false,
            value: if sent { call.form().get(name).to_owned() } else { value },
            wrong: wrong.map(|(_, why)| why.get(call.lang).to_owned()),
            input,
        });
        self
    }

    /// Asks for a few words.
    #[must_use]
    pub fn line(self, name: &'static str, value: impl Into<String>) -> Self {
        self.field(name, Input::Line, value.into())
    }

    /// Asks for sentences.
    #[must_use]
    pub fn area(self, name: &'static str, value: impl Into<String>) -> Self {
        self.field(name, Input::Area, value.into())
    }

    /// Asks for a day.
    #[must_use]
    pub fn day(self, name: &'static str, day: Option<Date>) -> Self {
        self.field(name, Input::Day, day.map(|day| day.to_string()).unwrap_or_default())
    }

    /// Asks for a number.
    #[must_use]
    pub fn number(self, name: &'static str) -> Self {
        self.field(name, Input::Number, String::new())
    }

    /// Asks for one of a few.
    #[must_use]
    pub fn choice(self, name: &'static str, of: Vec<(String, String)>, value: &str) -> Self {
        self.field(name, Input::Choice(of), value.to_owned())
    }

    /// Asks for one of a few words of the ledger, or none of them.
    #[must_use]
    pub fn word(self, name: &'static str, of: impl IntoIterator<Item = (&'static str, Bilingual)>, now: &str) -> Self {
        let lang = self.call.lang;
        let mut all = vec![(String::new(), self.call.t("finding-ask-none"))];
        all.extend(of.into_iter().map(|(name, label)| (name.to_owned(), label.get(lang).to_owned())));
        self.choice(name, all, now)
    }

    /// Asks for yes or no.
    #[must_use]
    pub fn tick(self, name: &'static str) -> Self {
        self.field(name, Input::Tick, String::new())
    }

    /// Sends something along.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<String>) -> Self {
        self.field(name, Input::Hidden, value.into())
    }

    /// The last one must be answered.
    #[must_use]
    pub fn need(mut self) -> Self {
        if let Some(field) = self.ask.fields.last_mut() {
            field.need = true;
        }
        self
    }

    /// The last one has words of its own.
    #[must_use]
    pub fn called(mut self, key: &str) -> Self {
        let label = self.call.t(key);
        if let Some(field) = self.ask.fields.last_mut() {
            field.label = label;
        }
        self
    }

    /// What to know about the last one; about the act where nothing is asked yet.
    #[must_use]
    pub fn hint(mut self, key: &str) -> Self {
        let hint = Some(self.call.t(key));
        match self.ask.fields.last_mut() {
            Some(field) => field.hint = hint,
            None => self.ask.hint = hint,
        }
        self
    }

    /// It cannot be undone.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.ask.danger = true;
        self
    }

    /// The act as a page shows it.
    #[must_use]
    pub fn done(self) -> Ask {
        self.ask
    }
}
