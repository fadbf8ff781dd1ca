//! What is published (公开), for everybody.

mod check;
mod read;

use app::access::Action;

use crate::route::{Needs, Route};

const READ: Needs = Needs::Open(Action::ReadPublished);

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/public", READ, read::all),
    Route::get("/public/verify", READ, check::form),
    // A receipt is no larger than a form may be: visitors send nothing that is.
    Route::post("/public/verify", READ, check::verify).shown_by(check::form),
    Route::get("/public/key", READ, check::key),
    Route::get("/public/checkpoint", READ, check::checkpoint),
    Route::get("/public/{campaign}", READ, read::latest),
    Route::get("/public/{campaign}/{number}", READ, read::one),
    Route::get("/public/{campaign}/{number}/receipt", READ, read::receipt),
];
