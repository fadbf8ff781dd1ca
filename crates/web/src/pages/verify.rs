//! Judging evidence (验收): what waits, and one submission beside what shows it.

mod judge;
mod queue;

use app::access::Action;

use crate::route::{Needs, Of, Route};

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/verify", Needs::May(Action::Enter, Of::Whole), queue::queue),
    Route::get("/findings/{finding}/verify", Needs::May(Action::Verify, Of::Path), judge::page),
    Route::post("/findings/{finding}/verify", Needs::May(Action::Verify, Of::Path), judge::judge).shown_by(judge::page),
];
