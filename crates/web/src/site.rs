//! What all requests share.

use std::path::PathBuf;

use app::App;
use app::access::{Access, AccessError};

use crate::assets::Assets;
use crate::journal::Journal;
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::pages::jobs::Jobs;
use crate::pages::report::waiting::Waiting;
use crate::server::Options;
use crate::texts::Texts;

/// What all requests share.
pub struct Site {
    /// The ledger.
    pub app: App,
    /// Its folder: where policies and the log of requests stand.
    pub folder: PathBuf,
    /// Who may do what.
    pub access: Access,
    /// The interface's words.
    pub texts: Texts,
    /// Styles, scripts, pictures.
    pub assets: Assets,
    /// How it is served.
    pub options: Options,
    /// The log of requests.
    pub journal: Journal,
    /// How often somebody may ask.
    pub limits: Limits,
    /// Counts for those who watch over the machine.
    pub metrics: Metrics,
    /// Long work that is under way.
    pub jobs: Jobs,
    /// Files that came with reports which could not be taken yet.
    pub waiting: Waiting,
}

impl Site {
    /// A ledger with all that serving it takes.
    ///
    /// # Errors
    /// The folder's policies cannot be used.
    pub fn new(app: App, folder: PathBuf, options: Options) -> Result<Self, AccessError> {
        Ok(Self {
            access: Access::open(&folder.join("policies"))?,
            texts: Texts::new(),
            assets: Assets::new(),
            journal: Journal::new(folder.join("logs"), options.keep_logs),
            limits: Limits::new(app.clock.clone()),
            metrics: Metrics::default(),
            jobs: Jobs::default(),
            waiting: Waiting::default(),
            app,
            folder,
            options,
        })
    }
}
