//! One measure, and what is done to it (措施).

mod acts;
mod asks;
mod page;

use app::access::Action;
use ledger::profile::Step;

use crate::route::{Handler, Needs, Of, Route};

/// What a route takes of the measure in its path.
const fn may(action: Action) -> Needs {
    Needs::May(action, Of::Path)
}

/// An act that the page of the measure asks for.
const fn act(path: &'static str, action: Action, run: Handler) -> Route {
    Route::post(path, may(action), run).shown_by(page::page)
}

/// A decision on an extension, for the level whose turn it is.
const fn decision(path: &'static str, run: Handler) -> Route {
    Route::post(path, Needs::May(Action::DecideExtension, Of::Level(Step::Extension)), run).shown_by(page::page)
}

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/measures/{measure}", may(Action::See), page::page),
    act("/measures/{measure}/edit", Action::Plan, acts::edit),
    act("/measures/{measure}/deadline", Action::Plan, acts::set_deadline),
    act("/measures/{measure}/milestones", Action::Plan, acts::add_milestone),
    act("/measures/{measure}/milestones/drop", Action::Plan, acts::drop_milestone),
    act("/measures/{measure}/milestones/reach", Action::Report, acts::reach),
    act("/measures/{measure}/commitments", Action::Plan, acts::promise),
    act("/measures/{measure}/commitments/end", Action::Plan, acts::end_commitment),
    act("/measures/{measure}/commitments/check-in", Action::Report, acts::check_in),
    act("/measures/{measure}/checklist", Action::Plan, acts::owe),
    act("/measures/{measure}/evidence", Action::Report, acts::attach),
    act("/measures/{measure}/evidence/detach", Action::Report, acts::detach),
    act("/measures/{measure}/extension", Action::Report, acts::extend),
    decision("/measures/{measure}/extension/approve", acts::approve_extension),
    decision("/measures/{measure}/extension/refuse", acts::refuse_extension),
    act("/measures/{measure}/complete", Action::Report, acts::complete),
    act("/measures/{measure}/reopen", Action::Plan, acts::reopen),
    act("/measures/{measure}/drop", Action::Plan, acts::give_up),
    act("/measures/{measure}/tie", Action::Plan, acts::tie),
    act("/measures/{measure}/untie", Action::Plan, acts::untie),
];
