//! 云岭水务集团, which does not exist: an organisation with fourteen months of life in its ledger.
//!
//! Everything is done by the use cases of [`app`], with a clock that walks from the first day to the last: so deadlines are
//! missed, promises kept, problems come back, and every entry of the log has its time. The same day gives the same ledger,
//! but for the keys and salts of the log.
//!
//! Three campaigns of different profiles: a self-examination that is nearly over, an audit in full work, a safety check that
//! has just begun. Their papers are the organisation's own, in [`papers()`], with one more for trying.

mod cast;
mod files;
mod life;
mod organisation;
mod papers;
mod stage;
mod turn;
mod word;

use std::path::Path;

use app::{App, Clock, Failure};
use jiff::Timestamp;

pub use cast::{Cast, Role};
pub use papers::{Paper, papers};

/// A ledger to look at.
#[derive(Clone)]
pub struct Demo {
    /// The ledger.
    pub app: App,
    /// Somebody for each role.
    pub cast: Vec<Cast>,
}

/// Builds the ledger in `folder`, as it stands at the time `until`. Its clock is the system's from then on.
///
/// # Errors
/// There is a ledger already, or the folder cannot be written.
pub fn build(folder: &Path, until: Timestamp) -> Result<Demo, Failure> {
    build_with(folder, until, Clock::system())
}

/// The same, with another clock for what comes after.
///
/// # Errors
/// As [`build`].
pub fn build_with(folder: &Path, until: Timestamp, clock: Clock) -> Result<Demo, Failure> {
    let mut stage = stage::Stage::new(folder, until, life::FIRST_DAY)?;
    life::play(&mut stage)?;
    let app = stage.app.with_clock(clock);
    let cast = cast::enrol(&app)?;
    Ok(Demo { app, cast })
}
