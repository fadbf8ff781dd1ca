//! Look-backs and samples (回头看).

mod record;
mod sample;
mod schedule;

use app::access::Action;

use crate::route::{Needs, Of, Route};

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/look-back", Needs::May(Action::Enter, Of::Whole), schedule::schedule),
    Route::get("/findings/{finding}/look-back", Needs::May(Action::LookBack, Of::Path), record::form),
    Route::post("/findings/{finding}/look-back", Needs::May(Action::LookBack, Of::Path), record::record)
        .takes_files()
        .shown_by(record::form),
    Route::get("/campaigns/{campaign}/samples", Needs::May(Action::Enter, Of::Path), sample::all),
    Route::post("/campaigns/{campaign}/samples", Needs::May(Action::Sample, Of::Path), sample::draw)
        .shown_by(sample::all),
    Route::get("/campaigns/{campaign}/samples/{number}", Needs::May(Action::Enter, Of::Path), sample::one),
    Route::get("/campaigns/{campaign}/samples/{number}/json", Needs::May(Action::Enter, Of::Path), sample::json),
    Route::get("/campaigns/{campaign}/samples/{number}/xlsx", Needs::May(Action::Enter, Of::Path), sample::xlsx),
];
