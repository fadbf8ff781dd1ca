//! One request, as its handler sees it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use app::access::{Action, Item, Principal, Tree};
use app::accounts::Session;
use app::names::Names;
use app::store::Sight;
use app::{App, Done, Failure, Numbered, Plan, View};
use document::Lang;
use ledger::{
    Actor, Bilingual, CampaignId, CauseId, Command, EvidenceId, FindingId, HandOverId, MeasureId, PaperId, PersonId,
    PostId, RegulationId, Stream, UnitId,
};

use crate::answer::{Answer, Cookie};
use crate::form::Form;
use crate::frame::Frame;
use crate::pages::files;
use crate::site::Site;
use crate::trouble::Trouble;

/// The cookie that holds a session's token.
pub const SESSION: &str = "session";
/// The cookie that holds what the last act came to, until a page has shown it.
pub const TOLD: &str = "told";
/// The most bytes of it.
const LONGEST: usize = 3_000;

/// One request.
pub struct Call<'a> {
    /// What all requests share.
    pub site: &'a Site,
    /// The ledger as it is at this moment.
    pub view: View<'a>,
    /// Who asks, as policies see them.
    pub who: Principal,
    /// Their session.
    pub session: Option<Session>,
    /// The language of the answer.
    pub lang: Lang,
    /// What was asked.
    pub asked: &'a Asked,
    /// Why the form could not be used that is shown again.
    pub trouble: Option<Trouble>,
    pub(crate) tree: OnceCell<Tree>,
}

/// What was asked, before anybody knows by whom.
#[derive(Debug)]
pub struct Asked {
    /// GET or POST.
    pub method: String,
    /// The path and what stands behind it, as they were sent.
    pub address: String,
    /// The path, decoded.
    pub path: String,
    /// The ids in it, by name, in order.
    pub ids: Vec<(String, String)>,
    /// The fields of the address.
    pub query: Form,
    /// The fields and files of a form.
    pub form: Form,
    /// Its cookies.
    pub cookies: BTreeMap<String, String>,
    /// What forms will be bound to, where nothing binds them yet.
    pub visit: Option<String>,
    /// The address that it came from.
    pub from: String,
    /// Whether it came over TLS.
    pub secure: bool,
    /// The languages that the browser asks for.
    pub accepts: String,
    /// `Host` or what a trusted proxy says of it.
    pub host: String,
}

impl Asked {
    /// A bare request about `ids`.
    pub(crate) fn of(method: &str, ids: Vec<(String, String)>) -> Self {
        Self {
            method: method.to_owned(),
            address: String::new(),
            path: String::new(),
            ids,
            query: Form::default(),
            form: Form::default(),
            cookies: BTreeMap::new(),
            visit: None,
            from: String::new(),
            secure: false,
            accepts: String::new(),
            host: String::new(),
        }
    }

    /// The token of a session, where one was sent.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.cookies.get(SESSION).map(String::as_str)
    }

    /// The language that was chosen, or that the browser asks for.
    #[must_use]
    pub fn lang(&self) -> Lang {
        match self.cookies.get("lang").map(String::as_str) {
            Some("en") => Lang::En,
            Some(_) => Lang::Zh,
            None if self.accepts.to_ascii_lowercase().starts_with("en") => Lang::En,
            None => Lang::Zh,
        }
    }
}

impl<'a> Call<'a> {
    /// The ledger.
    #[must_use]
    pub fn app(&self) -> &'a App {
        &self.site.app
    }

    /// The fields of the form.
    #[must_use]
    pub fn form(&self) -> &'a Form {
        &self.asked.form
    }

    /// The words of a field; empty where there are none.
    #[must_use]
    pub fn words(&self, name: &str) -> String {
        self.form().get(name).to_owned()
    }

    /// The fields of the address.
    #[must_use]
    pub fn query(&self) -> &'a Form {
        &self.asked.query
    }

    /// The page to come back to: this one, or the one whose form was sent.
    #[must_use]
    pub fn here(&self) -> &'a str {
        if self.asked.method == "POST" { files::back(self, "here") } else { &self.asked.address }
    }

    /// Where this ledger is reached, as `https://bihuan.example`.
    #[must_use]
    pub fn origin(&self) -> String {
        let scheme = if self.asked.secure { "https" } else { "http" };
        format!("{scheme}://{}", self.asked.host)
    }

    /// The text that stands for `{name}` in the path; empty where there is none.
    #[must_use]
    pub fn part(&self, name: &str) -> &'a str {
        self.asked.ids.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The id that stands for its kind in the path, such as `{finding}`.
    ///
    /// # Errors
    /// It is none.
    pub fn id<I: Numbered>(&self) -> Result<I, Trouble> {
        self.part(I::KIND).parse().map_err(|_| Trouble::Missing)
    }

    /// What the last id of the path names.
    #[must_use]
    pub fn subject(&self) -> Option<Stream> {
        self.asked.ids.iter().rev().find_map(|(kind, id)| stream(kind, id))
    }

    /// What a field of the form or of the address names by its id: `campaign=C2`.
    #[must_use]
    pub fn named_in(&self, field: &str) -> Option<Stream> {
        let value = self.form().given(field).or_else(|| self.query().given(field))?;
        stream(field, value)
    }

    /// The units and what they belong to.
    ///
    /// # Errors
    /// The database failed.
    pub fn tree(&self) -> Result<&Tree, Failure> {
        if let Some(tree) = self.tree.get() {
            return Ok(tree);
        }
        let tree = self.view.tree()?;
        Ok(self.tree.get_or_init(|| tree))
    }

    /// Something of the ledger, as policies see it.
    ///
    /// # Errors
    /// There is no such thing; the database failed.
    pub fn item(&self, stream: Stream) -> Result<Item, Trouble> {
        self.view.item(stream)?.ok_or(Trouble::Missing)
    }

    /// Whether the caller may do `action` to `item`.
    #[must_use]
    pub fn may(&self, action: Action, item: &Item) -> bool {
        self.tree().is_ok_and(|tree| self.site.access.may(&self.who, action, item, tree))
    }

    /// Whether the caller may do `action` to `stream`.
    #[must_use]
    pub fn may_do(&self, action: Action, stream: impl Into<Stream>) -> bool {
        self.view.item(stream.into()).is_ok_and(|item| item.is_some_and(|item| self.may(action, &item)))
    }

    /// Goes on where the caller may do `action` to `stream`.
    ///
    /// # Errors
    /// There is no such thing; it is denied.
    pub fn demand(&self, action: Action, stream: impl Into<Stream>) -> Result<(), Trouble> {
        let item = self.item(stream.into())?;
        if self.may(action, &item) { Ok(()) } else { Err(Trouble::Denied(action)) }
    }

    /// Goes on where the caller may do `action` to what is about `unit`, or about the whole.
    ///
    /// # Errors
    /// It is denied.
    pub fn demand_about(&self, action: Action, unit: Option<UnitId>) -> Result<(), Trouble> {
        if self.may(action, &Item::about(unit)) { Ok(()) } else { Err(Trouble::Denied(action)) }
    }

    /// What the caller sees of lists.
    ///
    /// # Errors
    /// The database failed.
    pub fn sight(&self) -> Result<Sight, Failure> {
        Ok((*self.site.access.sight(&self.who, self.tree()?)).clone())
    }

    /// The person who asks.
    ///
    /// # Errors
    /// Nobody signed in.
    pub fn person(&self) -> Result<PersonId, Trouble> {
        self.who.person.ok_or(Trouble::SignIn)
    }

    /// Who acts, for the ledger.
    ///
    /// # Errors
    /// Nobody signed in.
    pub fn actor(&self) -> Result<Actor, Trouble> {
        Ok(Actor::web(self.person()?))
    }

    /// Does one act. A form that is sent twice is done once.
    ///
    /// # Errors
    /// As [`App::act`].
    pub fn act(&self, plan: impl FnMut(&mut Plan<'_>) -> Result<(), Failure>) -> Result<Done, Trouble> {
        Ok(self.app().act(self.actor()?, self.act_key()?.as_deref(), plan)?)
    }

    /// What makes a repetition of this form harmless. All that was sent is in it: whoever goes back, changes something and sends
    /// the form again, or another form of the same page, means something else.
    ///
    /// # Errors
    /// Nobody signed in.
    pub fn act_key(&self) -> Result<Option<String>, Trouble> {
        let actor = self.actor()?;
        let sent = self.form();
        let mut hasher = DefaultHasher::new();
        self.asked.path.hash(&mut hasher);
        sent.fields().filter(|(name, _)| *name != "csrf").for_each(|field| field.hash(&mut hasher));
        sent.files.iter().for_each(|file| (&file.field, &file.name, &file.bytes).hash(&mut hasher));
        Ok(sent.given("key").map(|key| format!("web/{actor}/{key}/{:016x}", hasher.finish())))
    }

    /// Does one command.
    ///
    /// # Errors
    /// As [`App::command`].
    pub fn command(&self, command: impl Into<Command>) -> Result<Done, Trouble> {
        let command = command.into();
        self.act(|plan| plan.run(&command))
    }

    /// Sends the browser to `address`, where it is told what `done` came to.
    ///
    /// # Errors
    /// The database failed.
    pub fn done(&self, done: &Done, address: impl AsRef<str>) -> Result<Answer, Trouble> {
        let view = self.app().view()?;
        let happened = view.outcome(done)?.happened;
        let words: Vec<Bilingual> = happened.into_iter().map(|(_, words)| words).collect();
        if words.is_empty() {
            return Ok(Answer::to(address));
        }
        Ok(self.told(&Bilingual::joined(&words, "；", "; "), address))
    }

    /// Sends the browser to `address`, where it is told `words`.
    #[must_use]
    pub fn told(&self, words: &Bilingual, address: impl AsRef<str>) -> Answer {
        let mut words = words.get(self.lang);
        if words.len() > LONGEST / 3 {
            words = words.get(..words.floor_char_boundary(LONGEST / 3)).unwrap_or_default();
        }
        let value: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
        Answer::to(address).cookie(&Cookie { name: TOLD, value: &value, seconds: Some(60), secure: self.asked.secure })
    }

    /// Looks names and ids up that people wrote, and keeps every one that means nothing.
    #[must_use]
    pub fn names(&self) -> Names<'_, 'a> {
        Names::new(&self.view)
    }

    /// What every page shows around its content; `title` is a key of its words.
    #[must_use]
    pub fn frame(&self, title: &str) -> Frame<'_> {
        Frame::new(self, self.t(title))
    }

    /// The same for a page that is called by what it is about.
    #[must_use]
    pub fn frame_titled(&self, title: impl Into<String>) -> Frame<'_> {
        Frame::new(self, title.into())
    }

    /// The interface's words for `key`.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.site.texts.get(self.lang, key, &[])
    }
}

fn stream(kind: &str, id: &str) -> Option<Stream> {
    fn of<I: Numbered>(id: &str) -> Option<Stream> {
        id.parse::<I>().ok().map(Into::into)
    }
    match kind {
        "finding" => of::<FindingId>(id),
        "measure" => of::<MeasureId>(id),
        "cause" => of::<CauseId>(id),
        "campaign" => of::<CampaignId>(id),
        "paper" => of::<PaperId>(id),
        "evidence" => of::<EvidenceId>(id),
        "unit" => of::<UnitId>(id),
        "person" => of::<PersonId>(id),
        "post" => of::<PostId>(id),
        "regulation" => of::<RegulationId>(id),
        "hand_over" => of::<HandOverId>(id),
        _ => None,
    }
}
