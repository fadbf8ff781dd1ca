//! Campaigns and profiles (专项、模板).

mod edit;
mod profiles;
mod publish;
mod show;

use app::access::Action;

use crate::route::{Needs, Of, Route};

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/campaigns", Needs::May(Action::Enter, Of::Whole), show::all),
    Route::get("/campaigns/new", Needs::May(Action::OpenCampaign, Of::Each), edit::new),
    Route::post("/campaigns", Needs::May(Action::OpenCampaign, Of::Each), edit::open).takes_files().shown_by(edit::new),
    Route::get("/campaigns/{campaign}", Needs::May(Action::Enter, Of::Path), show::one),
    Route::get("/campaigns/{campaign}/revise", Needs::May(Action::RunCampaign, Of::Path), edit::form),
    Route::post("/campaigns/{campaign}/revise", Needs::May(Action::RunCampaign, Of::Path), edit::revise)
        .shown_by(edit::form),
    Route::post("/campaigns/{campaign}/profile", Needs::May(Action::RunCampaign, Of::Path), edit::replace)
        .takes_files()
        .shown_by(edit::form),
    Route::post("/campaigns/{campaign}/conclude", Needs::May(Action::RunCampaign, Of::Path), edit::conclude)
        .shown_by(edit::form),
    Route::get("/campaigns/{campaign}/publish", Needs::May(Action::Publish, Of::Path), publish::form),
    Route::post("/campaigns/{campaign}/publish", Needs::May(Action::Publish, Of::Path), publish::publish)
        .shown_by(publish::form),
    Route::get("/campaigns/{campaign}/publications/{number}", Needs::May(Action::Enter, Of::Path), publish::show),
    Route::get("/profiles", Needs::May(Action::Enter, Of::Whole), profiles::all),
    Route::get("/profiles/{name}", Needs::May(Action::Enter, Of::Whole), profiles::one),
];
