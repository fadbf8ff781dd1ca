//! One's own account: password, second step, sessions (我的账号).

use app::access::Action;
use app::accounts::{SecondStep, Visit};
use app::view::Account;
use askama::Template;
use ledger::Bilingual;

use super::sign_in::same;
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pictures::{Qr, qr};
use crate::route::{Needs, Of, Route};
use crate::trouble::Trouble;

const OWN: Needs = Needs::May(Action::Enter, Of::Whole);

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/me", OWN, page),
    Route::post("/me/password", OWN, password).shown_by(page),
    Route::get("/me/second-step", OWN, second_step),
    Route::post("/me/second-step", OWN, confirm).shown_by(second_step_again),
    Route::post("/me/second-step/end", OWN, end).shown_by(page),
    Route::post("/me/sessions/end", OWN, end_session).shown_by(page),
    Route::get("/help", Needs::Nothing, help),
];

#[derive(Template)]
#[template(path = "me.html")]
struct Page<'a> {
    f: Frame<'a>,
    account: Account,
    sessions: Vec<Visit>,
    this: &'a str,
}

fn own(call: &Call<'_>) -> Result<Account, Trouble> {
    let person = call.person()?;
    call.view.account(person)?.ok_or(Trouble::SignIn)
}

fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let sessions = call.app().sessions_of(call.person()?)?;
    let this = call.session.as_ref().map_or("", |session| &session.id);
    Answer::page(&Page { f: call.frame("me-title"), account: own(call)?, sessions, this })
}

fn password(call: &Call<'_>) -> Result<Answer, Trouble> {
    let session = call.session.as_ref().ok_or(Trouble::SignIn)?;
    call.app().change_password(session, call.form().raw("old"), same(call)?)?;
    let words = Bilingual::fixed(
        "密码已更换，其他地方的登录都已退出",
        "the password was changed; all other sessions have ended",
    );
    Ok(call.told(&words, "/me"))
}

#[derive(Template)]
#[template(path = "second-step.html")]
struct Second<'a> {
    f: Frame<'a>,
    step: Option<(SecondStep, Option<Qr>)>,
    /// Codes for whoever loses the device, shown once.
    codes: Vec<String>,
}

fn second_step(call: &Call<'_>) -> Result<Answer, Trouble> {
    let step = call.app().begin_totp(call.person()?)?;
    let code = qr(&step.uri);
    Answer::page(&Second { f: call.frame("second-step-title"), step: Some((step, code)), codes: Vec::new() })
}

/// A code that is wrong makes no new secret.
fn second_step_again(call: &Call<'_>) -> Result<Answer, Trouble> {
    Answer::page(&Second { f: call.frame("second-step-title"), step: None, codes: Vec::new() })
}

fn confirm(call: &Call<'_>) -> Result<Answer, Trouble> {
    let codes = call.app().confirm_totp(call.person()?, call.form().get("code"))?;
    Answer::page(&Second { f: call.frame("second-step-title"), step: None, codes })
}

fn end(call: &Call<'_>) -> Result<Answer, Trouble> {
    let done = call.app().end_totp(call.actor()?, call.person()?)?;
    call.done(&done, "/me")
}

fn end_session(call: &Call<'_>) -> Result<Answer, Trouble> {
    call.app().revoke(call.actor()?, call.person()?, call.form().given("session"))?;
    Ok(call.told(&Bilingual::fixed("已退出", "the session has ended"), "/me"))
}

#[derive(Template)]
#[template(path = "help.html")]
struct Help<'a> {
    f: Frame<'a>,
}

fn help(call: &Call<'_>) -> Result<Answer, Trouble> {
    Answer::page(&Help { f: call.frame("help-title") })
}
