//! The pages, one thing a file; each lists its own routes.

pub mod account;
pub mod administration;
pub mod ask;
pub mod campaign;
pub mod dashboard;
pub mod errors;
pub mod evidence;
pub mod files;
pub mod finding;
pub mod home;
pub mod import;
pub mod jobs;
pub mod ledger;
pub mod log;
pub mod look_back;
pub mod measure;
mod named;
pub mod organisation;
pub mod public;
pub mod regulation;
pub mod report;
pub mod sign_in;
pub mod verify;

use crate::route::{Needs, Route};

/// What answers where there is nothing.
pub static MISSING: Route = Route::get("/{*missing}", Needs::Nothing, errors::missing);

/// All routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    [
        account::ROUTES,
        administration::ROUTES,
        campaign::ROUTES,
        dashboard::ROUTES,
        evidence::ROUTES,
        files::ROUTES,
        finding::ROUTES,
        home::ROUTES,
        import::ROUTES,
        ledger::ROUTES,
        log::ROUTES,
        look_back::ROUTES,
        measure::ROUTES,
        organisation::ROUTES,
        public::ROUTES,
        regulation::ROUTES,
        report::ROUTES,
        sign_in::ROUTES,
        verify::ROUTES,
    ]
    .concat()
}
