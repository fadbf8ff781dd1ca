//! An opened ledger.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::blob::Blobs;
use store::{NewLog, Store, Vault};

use crate::accounts::Rules;
use crate::view::Counted;
use crate::{Choices, Config, Failure, View};

/// Tells the time. Handed in, so that tests can.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The system's.
    #[must_use]
    pub fn system() -> Self {
        Self::new(Timestamp::now)
    }

    /// One that says what `now` does.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// An opened ledger: all use cases are its methods. Cheap to clone; its calls block.
#[derive(Clone)]
pub struct App {
    /// Entries and what follows from them.
    pub store: Store,
    /// Files of evidence.
    pub blobs: Blobs,
    /// What is secret: passwords, sessions, links.
    pub vault: Vault,
    /// How people sign in.
    pub rules: Rules,
    /// The time.
    pub clock: Clock,
    /// The zone in which days are counted.
    pub zone: TimeZone,
    /// All findings as they are counted.
    pub census: Counted,
}

impl App {
    /// Begins a new ledger in `folder`.
    ///
    /// # Errors
    /// There is one already, or its files, its database or its place of evidence cannot be made. Nothing is left behind.
    pub fn init(folder: &Path, choices: &Choices, clock: Clock) -> Result<Self, Failure> {
        let config = Config::create(folder, choices)?;
        Self::make(&config, choices, clock).inspect_err(|_| config.undo())
    }

    fn make(config: &Config, choices: &Choices, clock: Clock) -> Result<Self, Failure> {
        let blobs = Blobs::create(&config.evidence)?;
        let log = NewLog { algorithm: choices.algorithm, signer: config.key.clone() };
        let store = Store::create(&config.database, log)?;
        Self::of(config, store, blobs, clock)
    }

    /// Opens the ledger of `config`.
    ///
    /// # Errors
    /// Database or place of evidence are not there or not what they should be.
    pub fn open(config: &Config, clock: Clock) -> Result<Self, Failure> {
        let blobs = Blobs::open(&config.evidence)?;
        let store = Store::open(&config.database, config.key.clone())?;
        Self::of(config, store, blobs, clock)
    }

    fn of(config: &Config, store: Store, blobs: Blobs, clock: Clock) -> Result<Self, Failure> {
        let vault = Vault::new(&config.vault)?;
        let zone = config.zone.clone();
        Ok(Self { store, blobs, vault, rules: Rules::default(), clock, zone, census: Counted::default() })
    }

    /// The same ledger by another clock.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// Today, in the ledger's zone.
    #[must_use]
    pub fn today(&self) -> Date {
        self.day(self.clock.now())
    }

    /// The day of `at`, in the ledger's zone.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// The ledger as it is at one moment, with today's lights.
    ///
    /// # Errors
    /// The database failed.
    pub fn view(&self) -> Result<View<'_>, Failure> {
        View::new(self, self.today())
    }

    /// The same, with the lights of another day.
    ///
    /// # Errors
    /// The database failed.
    pub fn view_on(&self, day: Date) -> Result<View<'_>, Failure> {
        View::new(self, day)
    }
}
