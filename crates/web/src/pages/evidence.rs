//! Files of evidence (佐证材料).

pub mod acts;
mod page;
pub mod viewer;

use app::access::Action;

use crate::route::{Needs, Of, Route};

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/evidence/{evidence}", Needs::May(Action::See, Of::Path), page::page),
    Route::get("/evidence/{evidence}/file", Needs::May(Action::See, Of::Path), page::file),
    Route::post("/evidence/{evidence}/correct", Needs::May(Action::Report, Of::Path), acts::correct)
        .shown_by(page::page),
    Route::post("/evidence/{evidence}/withdraw", Needs::May(Action::Report, Of::Path), acts::withdraw)
        .shown_by(page::page),
];
