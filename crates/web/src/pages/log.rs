//! The log (日志), entry by entry, with its proofs.

mod entry;
mod list;

use app::access::Action;
use ledger::Stream;

use crate::call::Call;
use crate::route::{Needs, Of, Route};

const ENTER: Needs = Needs::May(Action::Enter, Of::Whole);

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/log", ENTER, list::list),
    Route::get("/log/checkpoint", ENTER, entry::checkpoint),
    Route::get("/log/growth", ENTER, entry::growth),
    Route::get("/log/{seq}", ENTER, entry::one),
    Route::get("/log/{seq}/receipt", ENTER, entry::receipt),
];

/// Whether the caller may read what an entry about `stream` says. Of the rest they see that it is there, and its proof.
fn reads(call: &Call<'_>, stream: Stream) -> bool {
    match stream {
        Stream::Account(_) => call.may_somewhere(Action::Administer),
        Stream::Unit(_)
        | Stream::Person(_)
        | Stream::Post(_)
        | Stream::Campaign(_)
        | Stream::Regulation(_)
        | Stream::HandOver(_)
        | Stream::Calendar
        | Stream::Log => true,
        _ => call.may_do(Action::See, stream),
    }
}
