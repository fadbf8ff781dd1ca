//! Units, people, posts, hand-overs (单位、人员、岗位、交接).

mod hand_over;
mod import;
mod person;
mod post;
mod tree;
mod unit;

use app::access::Action;

use crate::route::{Needs, Of, Route};

const ENTER: Needs = Needs::May(Action::Enter, Of::Path);
const ORGANISE: Needs = Needs::May(Action::Organise, Of::Path);
/// The handler asks about the unit that the form names.
const SOMEWHERE: Needs = Needs::May(Action::Organise, Of::Each);

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/organisation", Needs::May(Action::Enter, Of::Whole), tree::tree),
    Route::get("/organisation/people", Needs::May(Action::Enter, Of::Whole), tree::people),
    Route::get("/organisation/import", Needs::May(Action::Organise, Of::Whole), import::form),
    Route::post("/organisation/import", Needs::May(Action::Organise, Of::Whole), import::propose)
        .takes_files()
        .shown_by(import::form),
    Route::post("/organisation/import/confirm", Needs::May(Action::Organise, Of::Whole), import::confirm)
        .shown_by(import::form),
    Route::get("/organisation/template.xlsx", Needs::May(Action::Enter, Of::Whole), import::template),
    Route::post("/units", SOMEWHERE, unit::add).shown_by(tree::tree),
    Route::get("/units/{unit}", ENTER, unit::one),
    Route::post("/units/{unit}/rename", ORGANISE, unit::rename).shown_by(unit::one),
    Route::post("/units/{unit}/move", ORGANISE, unit::relocate).shown_by(unit::one),
    Route::post("/units/{unit}/dissolve", ORGANISE, unit::dissolve).shown_by(unit::one),
    Route::post("/units/{unit}/person", ORGANISE, person::register).shown_by(unit::one),
    Route::post("/units/{unit}/post", ORGANISE, post::create).shown_by(unit::one),
    Route::get("/people/{person}", ENTER, person::one),
    Route::post("/people/{person}/rename", ORGANISE, person::rename).shown_by(person::one),
    Route::post("/people/{person}/join", SOMEWHERE, person::join).shown_by(person::one),
    Route::post("/people/{person}/leave", SOMEWHERE, person::leave).shown_by(person::one),
    Route::get("/posts/{post}", ENTER, post::one),
    Route::post("/posts/{post}/fill", ORGANISE, post::fill).shown_by(post::one),
    Route::post("/posts/{post}/vacate", ORGANISE, post::vacate).shown_by(post::one),
    Route::post("/posts/{post}/abolish", ORGANISE, post::abolish).shown_by(post::one),
    Route::post("/posts/{post}/hand-over", Needs::May(Action::HandOver, Of::Path), hand_over::propose)
        .shown_by(post::one),
    Route::get("/hand-overs/{hand_over}", ENTER, hand_over::one),
    Route::post("/hand-overs/{hand_over}/accept", Needs::May(Action::AnswerHandOver, Of::Path), hand_over::accept)
        .shown_by(hand_over::one),
    Route::post("/hand-overs/{hand_over}/decline", Needs::May(Action::AnswerHandOver, Of::Each), hand_over::decline)
        .shown_by(hand_over::one),
];
