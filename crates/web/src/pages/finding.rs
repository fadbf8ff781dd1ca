//! One finding's whole story, and what is done to it (问题).

mod acts;
pub mod asks;
pub mod page;
pub mod parts;
pub mod plan;

use app::access::Action;
use ledger::profile::Step;

use crate::route::{Needs, Of, Route};

/// What a route takes of the finding in its path.
const fn may(action: Action) -> Needs {
    Needs::May(action, Of::Path)
}

/// An act that the page of the finding asks for.
const fn act(path: &'static str, needs: Needs, run: crate::route::Handler) -> Route {
    Route::post(path, needs, run).shown_by(page::page)
}

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/findings/{finding}", may(Action::See), page::page),
    Route::get("/findings/{finding}/receipt", may(Action::See), page::receipt),
    act("/findings/{finding}/edit", may(Action::Keep), acts::edit),
    act("/findings/{finding}/register", may(Action::Keep), acts::register),
    act("/findings/{finding}/causes", may(Action::Keep), acts::explain),
    act("/findings/{finding}/causes/drop", may(Action::Keep), acts::drop_cause),
    act("/findings/{finding}/repeats", may(Action::Keep), acts::repeat),
    act("/findings/{finding}/merge", may(Action::Keep), acts::merge),
    act("/findings/{finding}/reject", may(Action::Keep), acts::reject),
    act("/findings/{finding}/regulations", may(Action::Regulate), acts::regulate),
    act("/findings/{finding}/measures", may(Action::Plan), plan::plan),
    act("/findings/{finding}/approve-plan", Needs::May(Action::Approve, Of::Level(Step::Plan)), acts::approve_plan),
    act(
        "/findings/{finding}/approve-closing",
        Needs::May(Action::Approve, Of::Level(Step::Closing)),
        acts::approve_closing,
    ),
    act("/findings/{finding}/submit", may(Action::Submit), acts::submit),
    act("/findings/{finding}/return", may(Action::SendBack), acts::send_back),
    act("/findings/{finding}/close", may(Action::Close), acts::close),
];
