//! Papers that were read for pages, kept for a while: a page is shown again after each act on it, its paper stays the same.

use std::sync::{Arc, Mutex, PoisonError};

use app::App;
use app::review::Reading;
use ledger::{Digest, paper};

use crate::trouble::Trouble;

/// How many are kept: as many people as review at once.
const KEPT: usize = 16;

/// Papers that were read, the one that was asked for last at the end.
#[derive(Default)]
pub struct Readings(Mutex<Vec<(Key, Arc<Reading>)>>);

/// The file's digest and name.
type Key = (Digest, String);

impl Readings {
    /// A paper as it was read.
    ///
    /// # Errors
    /// Its file is not there or cannot be read.
    pub fn of(&self, app: &App, content: &paper::Content) -> Result<Arc<Reading>, Trouble> {
        // The name tells the format where the content does not.
        let key = (content.digest, content.name.clone());
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = {
            let mut all = lock();
            let at = all.iter().position(|(known, _)| *known == key);
            at.map(|at| {
                let found = all.remove(at);
                let reading = Arc::clone(&found.1);
                all.push(found);
                reading
            })
        };
        if let Some(reading) = known {
            return Ok(reading);
        }
        let reading = Arc::new(app.reading(content)?);
        let mut all = lock();
        if all.len() >= KEPT {
            all.remove(0);
        }
        all.push((key, Arc::clone(&reading)));
        Ok(reading)
    }
}
