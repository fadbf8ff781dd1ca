//! What every page shows around its content, and what every template asks.

use app::access::Action;
use document::Lang;
use fluent_bundle::FluentValue;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use ledger::Bilingual;
use ledger::finding::Scope;

use crate::call::{Call, TOLD};
use crate::form::Form;

/// What every page shows around its content.
pub struct Frame<'a> {
    call: &'a Call<'a>,
    /// The page's title.
    pub title: String,
    /// Who is signed in, by name.
    pub user: Option<String>,
    /// Where one can go.
    pub nav: Vec<Link>,
    /// What the last act came to.
    pub told: Option<String>,
    /// Why the form that is shown again could not be used.
    pub trouble: Option<Told>,
    /// For each form: makes a repetition harmless.
    pub key: String,
    /// Where the log stands.
    pub head: Option<app::view::Head>,
}

/// A way to a page.
pub struct Link {
    /// Where to.
    pub to: &'static str,
    /// What it is called.
    pub words: String,
    /// Whether this is where one is.
    pub here: bool,
    /// The keys that lead there.
    pub keys: &'static str,
}

/// Why something did not come about.
pub struct Told {
    /// Each reason, with the field that it is about.
    pub reasons: Vec<(Option<&'static str>, String)>,
    /// What to do.
    pub advice: Option<String>,
}

/// Address, key of its words, what it takes to go there, and the keys that lead there.
const PLACES: [(&str, &str, Action, &str); 11] = [
    ("/", "nav-home", Action::Enter, "g h"),
    ("/findings", "nav-ledger", Action::Enter, "g l"),
    ("/import", "nav-import", Action::TakeIn, "g i"),
    ("/verify", "nav-verify", Action::Verify, "g v"),
    ("/dashboard", "nav-dashboard", Action::Export, "g d"),
    ("/look-back", "nav-look-back", Action::LookBack, "g b"),
    ("/campaigns", "nav-campaigns", Action::Enter, "g c"),
    ("/organisation", "nav-organisation", Action::Enter, "g o"),
    ("/regulations", "nav-regulations", Action::Enter, "g r"),
    ("/log", "nav-log", Action::Enter, "g p"),
    ("/administration", "nav-administration", Action::Administer, "g a"),
];

impl<'a> Frame<'a> {
    pub(crate) fn new(call: &'a Call<'a>, title: String) -> Self {
        let told =
            call.asked.cookies.get(TOLD).map(|told| Form::parse(format!("t={told}").as_bytes()).get("t").to_owned());
        let user = call.who.person.map(|person| call.view.name_of(person));
        Self {
            title,
            user,
            nav: call.who.person.map(|_| nav(call)).unwrap_or_default(),
            told: told.filter(|told| !told.is_empty()),
            trouble: call.trouble.as_ref().map(|trouble| Told::of(call, trouble)),
            key: app::key().unwrap_or_default(),
            head: call.view.head().ok(),
            call,
        }
    }

    /// The words of `key`.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.call.t(key)
    }

    /// The same with one value.
    #[must_use]
    pub fn t1(&self, key: &str, name: &'static str, value: impl Shown) -> String {
        self.call.site.texts.get(self.call.lang, key, &[(name, value.shown())])
    }

    /// The same with two values.
    #[must_use]
    pub fn t2(&self, key: &str, a: &'static str, of_a: impl Shown, b: &'static str, of_b: impl Shown) -> String {
        self.call.site.texts.get(self.call.lang, key, &[(a, of_a.shown()), (b, of_b.shown())])
    }

    /// A sentence of the domain.
    #[must_use]
    pub fn say(&self, words: impl AsRef<Bilingual>) -> String {
        words.as_ref().get(self.call.lang).to_owned()
    }

    /// `zh` or `en`, as HTML writes it.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        match self.call.lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// The colours that were chosen: `auto`, `light` or `dark`.
    #[must_use]
    pub fn theme(&self) -> &str {
        self.cookie("theme", &["auto", "light", "dark"])
    }

    /// The size of type that was chosen: `normal` or `large`.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.cookie("type", &["normal", "large"])
    }

    /// What was chosen among `known`; the first where nothing was.
    fn cookie<const N: usize>(&self, name: &str, known: &[&'static str; N]) -> &'static str {
        let chosen = self.call.asked.cookies.get(name).map_or("", String::as_str);
        known.iter().copied().find(|known| *known == chosen).unwrap_or(known[0])
    }

    /// What a form must send back to prove that it is ours.
    #[must_use]
    pub fn csrf(&self) -> &str {
        self.call.csrf()
    }

    /// Where an embedded file is.
    #[must_use]
    pub fn asset(&self, name: &str) -> &str {
        self.call.site.assets.address(name)
    }

    /// This page's path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.call.asked.path
    }

    /// The page to come back to.
    #[must_use]
    pub fn here(&self) -> &str {
        self.call.here()
    }

    /// What was filled into a field of the form that is shown again; `else_` where nothing was sent.
    #[must_use]
    pub fn filled<'s>(&'s self, name: &str, else_: &'s str) -> &'s str {
        let form = self.call.form();
        if form.has(name) { form.get(name) } else { else_ }
    }

    /// Whether the form that is shown again had this field: then what it stands in is open.
    #[must_use]
    pub fn sent(&self, name: &str) -> bool {
        self.call.form().has(name)
    }

    /// Whether something is wrong with a field.
    #[must_use]
    pub fn wrong(&self, name: &str) -> Option<&str> {
        let trouble = self.trouble.as_ref()?;
        trouble.reasons.iter().find(|(field, _)| field.is_some_and(|field| field == name)).map(|(_, why)| why.as_str())
    }

    /// A field of the address.
    #[must_use]
    pub fn query(&self, name: &str) -> &str {
        self.call.query().get(name)
    }

    /// The fields of the address but those, for forms that keep the rest.
    #[must_use]
    pub fn query_fields<const N: usize>(&self, without: &[&str; N]) -> Vec<(&str, &str)> {
        self.call.query().fields().filter(|(name, value)| !value.is_empty() && !without.contains(name)).collect()
    }

    /// The fields of the address as they stand in one.
    #[must_use]
    pub fn query_text(&self) -> String {
        self.call.query().address(&[])
    }

    /// Whether a row was ticked in the form that is shown again.
    #[must_use]
    pub fn picked(&self, id: &str) -> bool {
        self.call.form().all("id").any(|picked| picked == id)
    }

    /// A day.
    #[must_use]
    pub fn day(&self, day: &Date) -> String {
        day.to_string()
    }

    /// A day, or a dash.
    #[must_use]
    pub fn day_or(&self, day: &Option<Date>) -> String {
        day.map_or_else(|| "—".to_owned(), |day| day.to_string())
    }

    /// A time in the ledger's zone, to the minute.
    #[must_use]
    pub fn time(&self, at: &Timestamp) -> String {
        self.minute(&self.call.view.local(*at))
    }

    /// A local time, to the minute.
    #[must_use]
    pub fn minute(&self, at: &DateTime) -> String {
        at.strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// Today in the ledger's zone.
    #[must_use]
    pub fn today(&self) -> Date {
        self.call.view.today
    }

    /// Bytes, for people.
    #[must_use]
    pub fn size(&self, bytes: &u64) -> String {
        #[expect(clippy::cast_precision_loss, reason = "one decimal")]
        let of = |unit: u64| *bytes as f64 / unit as f64;
        match bytes {
            0..1_024 => format!("{bytes} B"),
            1_024..1_048_576 => format!("{:.1} KB", of(1_024)),
            _ => format!("{:.1} MB", of(1_048_576)),
        }
    }
}

/// A value in a sentence of Fluent's.
pub trait Shown {
    /// As Fluent takes it: numbers choose plural forms.
    fn shown(&self) -> FluentValue<'static>;
}

impl<T: Shown + ?Sized> Shown for &T {
    fn shown(&self) -> FluentValue<'static> {
        (**self).shown()
    }
}

impl Shown for str {
    fn shown(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_owned())
    }
}

impl Shown for String {
    fn shown(&self) -> FluentValue<'static> {
        FluentValue::from(self.clone())
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl Shown for $number {
            fn shown(&self) -> FluentValue<'static> {
                FluentValue::from(*self)
            }
        })*
    };
}
numbers!(u32, u64, usize, i64);

impl Told {
    fn of(call: &Call<'_>, trouble: &crate::trouble::Trouble) -> Self {
        use crate::trouble::Trouble;
        let say = |words: &Bilingual| words.get(call.lang).to_owned();
        let reasons = match trouble {
            Trouble::Fields(fields) => fields.iter().map(|(field, why)| (Some(*field), say(why))).collect(),
            Trouble::Failure(failure) => failure.reasons_in(&call.view).iter().map(|why| (None, say(why))).collect(),
            other => other.reasons().iter().map(|why| (None, say(why))).collect(),
        };
        Self { reasons, advice: trouble.advice().as_ref().map(say) }
    }
}

fn nav(call: &Call<'_>) -> Vec<Link> {
    let path = &call.asked.path;
    let mut nav = Vec::new();
    for (to, key, action, keys) in PLACES {
        // Somewhere at least: a role at any unit opens the page, which shows what that role may see.
        if call.may_somewhere(action) {
            let here = if to == "/" { path == "/" } else { path.starts_with(to) };
            nav.push(Link { to, words: call.t(key), here, keys });
        }
    }
    nav
}

impl Call<'_> {
    /// Whether the caller may do `action` to the whole, or at some unit where a role is held.
    #[must_use]
    pub fn may_somewhere(&self, action: Action) -> bool {
        let Ok(tree) = self.tree() else { return false };
        let reach = self.site.access.reach(&self.who, action, "", tree);
        let mut units = self.who.roles.iter().map(|(_, unit)| *unit).chain([None]);
        units.any(|unit| reach.has(Scope::Team, unit))
    }

    /// What a form must send back to prove that it is ours: bound to the session, or before there is one to a cookie.
    #[must_use]
    pub fn csrf(&self) -> &str {
        match &self.session {
            Some(session) => &session.csrf,
            None => self.asked.cookies.get(crate::server::VISIT).map_or("", String::as_str),
        }
    }
}
