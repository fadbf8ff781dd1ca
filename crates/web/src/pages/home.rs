//! What waits for whoever signed in (首页).

use app::access::Action;
use askama::Template;

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::route::{Needs, Of, Route};
use crate::trouble::Trouble;

/// Its routes.
pub const ROUTES: &[Route] = &[Route::get("/", Needs::May(Action::Enter, Of::Whole), home)];

#[derive(Template)]
#[template(path = "home.html")]
struct Page<'a> {
    f: Frame<'a>,
}

fn home(call: &Call<'_>) -> Result<Answer, Trouble> {
    Answer::page(&Page { f: call.frame("home-title") })
}
