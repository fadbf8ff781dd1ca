//! One call of a verb: what was given, the ledger that it is about, and what is printed.

use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};

use app::names::NameError;
use app::{App, Clock, Config, Done, Numbered, Plan, View};
use clap::ArgMatches;
use jiff::civil::Date;
use ledger::{Actor, Command, Quantity, Rhythm};
use serde::Serialize;

use super::field::{Dated, Days, OVERWRITE};
use crate::failure::{Exit, Failure};
use crate::output::{Output, fresh};
use crate::terminal::Terminal;

/// The folder of a ledger where nobody names one.
const FOLDER: &str = "bihuan-data";

/// One call of a verb.
pub struct Call<'a> {
    matches: &'a ArgMatches,
    /// Where it is printed.
    pub terminal: &'a Terminal,
    app: OnceCell<App>,
    /// Names that were looked up and mean nothing.
    unknown: RefCell<Vec<NameError>>,
}

impl<'a> Call<'a> {
    pub(super) fn new(matches: &'a ArgMatches, terminal: &'a Terminal) -> Self {
        Self { matches, terminal, app: OnceCell::new(), unknown: RefCell::default() }
    }

    /// Whether JSON is wanted.
    pub fn json(&self) -> bool {
        self.flag("json")
    }

    /// Whether this flag is set.
    pub fn flag(&self, name: &str) -> bool {
        self.matches.get_flag(name)
    }

    /// Whether the verb takes `name` at all.
    pub fn has(&self, name: &str) -> bool {
        self.matches.try_contains_id(name).is_ok()
    }

    fn one<T: Clone + Send + Sync + 'static>(&self, name: &str) -> Option<T> {
        self.matches.get_one::<T>(name).cloned()
    }

    /// The text given for `name`.
    pub fn text(&self, name: &str) -> Option<String> {
        self.one(name)
    }

    /// The text given for `name`; empty where none was.
    pub fn words(&self, name: &str) -> String {
        self.text(name).unwrap_or_default()
    }

    /// All texts given for `name`.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.matches.get_many::<String>(name).unwrap_or_default().cloned().collect()
    }

    /// The day given for `name`.
    pub fn day(&self, name: &str) -> Option<Date> {
        self.one(name)
    }

    /// The days given for `name`.
    pub fn days(&self, name: &str) -> Option<Days> {
        self.one(name)
    }

    /// The dated texts given for `name`.
    pub fn dated(&self, name: &str) -> Vec<Dated> {
        self.matches.get_many::<Dated>(name).unwrap_or_default().cloned().collect()
    }

    /// The rhythm given for `name`.
    pub fn rhythm(&self, name: &str) -> Option<Rhythm> {
        self.one(name)
    }

    /// The number given for `name`.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.one(name)
    }

    /// The quantity given for `name`.
    pub fn quantity(&self, name: &str) -> Option<Quantity> {
        self.one(name)
    }

    /// The path given for `name`.
    pub fn path(&self, name: &str) -> Option<&Path> {
        self.matches.get_one::<PathBuf>(name).map(PathBuf::as_path)
    }

    /// The file to write that was given for `name`. Asked before anything is done, for one that is there already is refused,
    /// unless it may be overwritten.
    pub fn target(&self, name: &str) -> Result<Option<&Path>, Failure> {
        let path = self.path(name);
        path.map_or(Ok(()), |path| fresh(path, self.flag(OVERWRITE.name)))?;
        Ok(path)
    }

    /// Which of `choices` was given for `name`; `None` where none was.
    pub fn choice<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let given = self.text(name)?;
        choices.iter().find(|(word, _)| *word == given).map(|(_, choice)| *choice)
    }

    /// The folder of the ledger.
    pub fn folder(&self) -> PathBuf {
        let named = self.path("data").map(Path::to_owned);
        let set = || std::env::var_os("BIHUAN_DATA").filter(|value| !value.is_empty()).map(PathBuf::from);
        named.or_else(set).unwrap_or_else(|| FOLDER.into())
    }

    /// The ledger, opened at the first use.
    pub fn app(&self) -> Result<&App, Failure> {
        if self.app.get().is_none() {
            let config = Config::read(&self.folder()).map_err(app::Failure::from)?;
            let opened = App::open(&config, clock())?;
            // Nobody else sets it: a call is used by one thread.
            let _ = self.app.set(opened);
        }
        self.app.get().ok_or(Failure::Closed)
    }

    /// The ledger at this moment. Every name that was looked up before must have meant something.
    pub fn view(&self) -> Result<View<'_>, Failure> {
        self.settle()?;
        Ok(self.app()?.view()?)
    }

    /// The same, with the lights of another day.
    pub fn view_on(&self, day: Option<Date>) -> Result<View<'_>, Failure> {
        self.settle()?;
        let app = self.app()?;
        Ok(day.map_or_else(|| app.view(), |day| app.view_on(day))?)
    }

    /// The id that `text` means. Where it means none, that is told before anything is done, with all others that do not.
    pub fn find<I: Numbered>(&self, text: &str) -> Result<I, Failure> {
        let found = self.app()?.view()?.find(text)?;
        Ok(found.unwrap_or_else(|error| {
            self.unknown.borrow_mut().push(error);
            I::numbered(0)
        }))
    }

    /// The id that was given for `name`.
    pub fn id<I: Numbered>(&self, name: &str) -> Result<I, Failure> {
        self.find(&self.words(name))
    }

    /// The id that was given for `name`; `None` where none was.
    pub fn id_if<I: Numbered>(&self, name: &str) -> Result<Option<I>, Failure> {
        self.text(name).map(|text| self.find(&text)).transpose()
    }

    /// All ids that were given for `name`.
    pub fn ids<I: Numbered, C: FromIterator<I>>(&self, name: &str) -> Result<C, Failure> {
        self.texts(name).iter().map(|text| self.find(text)).collect()
    }

    fn settle(&self) -> Result<(), Failure> {
        let unknown = self.unknown.take();
        if unknown.is_empty() { Ok(()) } else { Err(app::Failure::Unknown(unknown).into()) }
    }

    /// Who acts.
    pub fn who(&self) -> Result<Actor, Failure> {
        Ok(self.id_if("as")?.map_or(Actor::LOCAL, Actor::local))
    }

    /// Today, in the ledger's zone.
    pub fn today(&self) -> Result<Date, Failure> {
        Ok(self.app()?.today())
    }

    /// Does what `plan` says, and tells what happened and what comes next.
    pub fn act(&self, plan: impl FnMut(&mut Plan<'_>) -> Result<(), app::Failure>) -> Result<Exit, Failure> {
        let done = self.done(plan)?;
        self.tell(&done)
    }

    /// Does `command`, and tells what happened and what comes next.
    pub fn command(&self, command: Command) -> Result<Exit, Failure> {
        self.act(|plan| plan.run(&command))
    }

    /// Begins something, by the command that `begin` makes of its id.
    pub fn begin<I: Numbered>(&self, begin: impl Fn(I) -> Command) -> Result<Exit, Failure> {
        self.act(|plan| {
            let id = plan.next()?;
            plan.run(&begin(id))
        })
    }

    /// Does what `plan` says.
    pub fn done(&self, plan: impl FnMut(&mut Plan<'_>) -> Result<(), app::Failure>) -> Result<Done, Failure> {
        let (who, key) = (self.who()?, self.text("key"));
        self.settle()?;
        self.or_refused(self.app()?.act(who, key.as_deref(), plan))
    }

    /// What a use case came to; a refusal with the names of those whose ids it tells.
    pub fn or_refused<T>(&self, done: Result<T, app::Failure>) -> Result<T, Failure> {
        done.map_err(|failure| self.refused(failure))
    }

    fn refused(&self, failure: app::Failure) -> Failure {
        match self.view() {
            Ok(view) if failure.is_refusal() => Failure::Refused(failure.reasons_in(&view), failure.advice()),
            _ => failure.into(),
        }
    }

    /// Tells what an act came to.
    pub fn tell(&self, done: &Done) -> Result<Exit, Failure> {
        let outcome = self.view()?.outcome(done)?;
        if self.json() {
            self.print_json(&outcome)
        } else {
            self.print(&crate::screen::outcome(&outcome, self.terminal))
        }
    }

    /// Prints text.
    pub fn print(&self, text: &str) -> Result<Exit, Failure> {
        let mut out = Output::new();
        out.print(text)?;
        out.flush()?;
        Ok(Exit::Well)
    }

    /// Prints a value as JSON.
    pub fn print_json(&self, value: &impl Serialize) -> Result<Exit, Failure> {
        // Our own types with string keys always serialise.
        let value = serde_json::to_value(value).unwrap_or_default();
        self.print(&format!("{value:#}\n"))
    }

    /// Prints a value as JSON where that is wanted, else as `text` shows it.
    pub fn show<T: Serialize>(&self, value: &T, text: impl FnOnce(&T, &Terminal) -> String) -> Result<Exit, Failure> {
        if self.json() { self.print_json(value) } else { self.print(&text(value, self.terminal)) }
    }
}

/// The system's clock. A program built for tests takes the time from the environment, so that what it prints can be
/// compared; one built for use does not, for nobody shall write entries of another day.
#[cfg(debug_assertions)]
pub fn clock() -> Clock {
    let set = std::env::var("BIHUAN_TEST_NOW").ok().and_then(|now| now.parse::<jiff::Timestamp>().ok());
    set.map_or_else(Clock::system, |now| Clock::new(move || now))
}

/// The system's clock.
#[cfg(not(debug_assertions))]
pub fn clock() -> Clock {
    Clock::system()
}
