//! Reporting progress, on a phone (报进展): words, evidence and all that was reached, in one act.

mod page;
mod send;
pub mod waiting;

use app::access::Action;

use crate::route::{Needs, Of, Route};

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/measures/{measure}/report", Needs::May(Action::Report, Of::Path), page::page),
    Route::post("/measures/{measure}/report", Needs::May(Action::Report, Of::Path), send::send)
        .takes_files()
        .shown_by(page::page),
];
