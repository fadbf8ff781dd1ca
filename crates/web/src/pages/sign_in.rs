//! Signing in, setting a first password, and making the first administrator (登录).

use app::accounts::{Credentials, LinkFor, Purpose, SignIn, SignedIn};
use askama::Template;
use ledger::Bilingual;

use super::files::back;
use crate::answer::{Answer, Cookie};
use crate::call::{Call, SESSION};
use crate::frame::Frame;
use crate::limits::Door;
use crate::route::{Needs, Route};
use crate::trouble::Trouble;

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/sign-in", Needs::Nothing, page),
    Route::post("/sign-in", Needs::Nothing, sign_in).shown_by(page),
    Route::post("/sign-out", Needs::Nothing, sign_out),
    Route::get("/set-up", Needs::Nothing, set_up_page),
    Route::post("/set-up", Needs::Nothing, set_up).shown_by(set_up_page),
    Route::get("/sign-in/link/{token}", Needs::Nothing, link_page),
    Route::post("/sign-in/link/{token}", Needs::Nothing, accept).shown_by(link_page),
];

#[derive(Template)]
#[template(path = "sign-in.html")]
struct Page<'a> {
    f: Frame<'a>,
    /// Whether a code is asked for, name and password being right.
    code: bool,
    to: &'a str,
}

fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    if !call.app().is_set_up()? {
        return Ok(Answer::to("/set-up"));
    }
    if call.who.person.is_some() {
        return Ok(Answer::to(back(call, "to")));
    }
    let code = matches!(&call.trouble, Some(Trouble::Fields(fields)) if fields.iter().any(|(name, _)| *name == "code"));
    Answer::page(&Page { f: call.frame("sign-in-title"), code, to: back(call, "to") })
}

/// A bucket of its own: passwords are not to be tried out.
fn limited(call: &Call<'_>) -> Result<(), Trouble> {
    if call.site.limits.take(Door::SignIn, &call.asked.from) { Ok(()) } else { Err(Trouble::Often) }
}

fn sign_in(call: &Call<'_>) -> Result<Answer, Trouble> {
    limited(call)?;
    let form = call.form();
    let credentials =
        Credentials { login: form.get("login"), password: form.raw("password"), code: form.given("code") };
    match call.app().sign_in(&credentials, &call.asked.from)? {
        SignIn::Done(begun) => Ok(begin(call, &begun, back(call, "to"))),
        SignIn::WantsCode => Err(Trouble::field(
            "code",
            "请再填手机验证器上的 6 位数字",
            "enter the six digits of your authenticator too",
        )),
        SignIn::Wrong => Err(Trouble::field(
            "login",
            "登录名、密码或验证码不对；忘了密码请找系统管理员重设",
            "name, password or code is wrong; an administrator can let you set another password",
        )),
        SignIn::Locked { until } => {
            let until = call.view.local(until).strftime("%H:%M").to_string();
            Err(Trouble::field(
                "login",
                format!("错的次数太多，{until} 以后再试；急用请找系统管理员解锁"),
                format!("too many failures: try again after {until}, or ask an administrator to unlock it"),
            ))
        }
    }
}

/// With the cookie of a session, until the browser is closed or the session ends.
fn begin(call: &Call<'_>, begun: &SignedIn, to: &str) -> Answer {
    let cookie = Cookie { name: SESSION, value: begun.token.as_str(), seconds: None, secure: call.asked.secure };
    Answer::to(to).cookie(&cookie)
}

fn sign_out(call: &Call<'_>) -> Result<Answer, Trouble> {
    if let Some(token) = call.asked.token() {
        call.app().sign_out(token)?;
    }
    Ok(Answer::to("/sign-in").cookie(&Cookie { name: SESSION, value: "", seconds: Some(0), secure: call.asked.secure }))
}

#[derive(Template)]
#[template(path = "set-up.html")]
struct SetUp<'a> {
    f: Frame<'a>,
}

fn set_up_page(call: &Call<'_>) -> Result<Answer, Trouble> {
    if call.app().is_set_up()? {
        return Ok(Answer::to("/sign-in"));
    }
    Answer::page(&SetUp { f: call.frame("set-up-title") })
}

fn set_up(call: &Call<'_>) -> Result<Answer, Trouble> {
    limited(call)?;
    let form = call.form();
    let password = same(call)?;
    call.app().set_up(form.get("name"), form.get("login"), password)?;
    let credentials = Credentials { login: form.get("login"), password, code: None };
    match call.app().sign_in(&credentials, &call.asked.from)? {
        SignIn::Done(begun) => Ok(begin(call, &begun, "/administration")),
        _ => Ok(Answer::to("/sign-in")),
    }
}

/// The password of a form that asks for it twice.
///
/// # Errors
/// The two differ.
pub fn same<'a>(call: &Call<'a>) -> Result<&'a str, Trouble> {
    let (password, again) = (call.form().raw("password"), call.form().raw("again"));
    if password == again {
        Ok(password)
    } else {
        Err(Trouble::field("again", "两次填写的密码不一样", "the two passwords differ"))
    }
}

#[derive(Template)]
#[template(path = "link.html")]
struct Link<'a> {
    f: Frame<'a>,
    name: String,
    of: LinkFor,
    /// Whether it signs in by itself, as links of a demonstration do.
    by_itself: bool,
}

fn found(call: &Call<'_>) -> Result<LinkFor, Trouble> {
    let found = call.app().link(call.part("token"))?;
    found.ok_or_else(|| {
        let what = Bilingual::fixed("这个链接已经用过或过期", "this link was used or has ended");
        let advice = Bilingual::fixed("请向系统管理员要一个新的", "ask an administrator for another");
        Trouble::Failure(app::Failure::Unfit { what: vec![what], advice })
    })
}

fn link_page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let of = found(call)?;
    let name = call.view.name_of(of.person);
    let by_itself = of.purpose == Purpose::SignIn;
    Answer::page(&Link { f: call.frame("link-title"), name, of, by_itself })
}

/// A link is used by a POST only: whoever looks at it in advance, as mail programs do, uses nothing up.
fn accept(call: &Call<'_>) -> Result<Answer, Trouble> {
    limited(call)?;
    let (token, of) = (call.part("token"), found(call)?);
    if of.purpose == Purpose::SignIn {
        let begun = call.app().sign_in_by_link(token, &call.asked.from)?.ok_or(Trouble::Missing)?;
        return Ok(begin(call, &begun, "/"));
    }
    let password = same(call)?;
    call.app().accept(token, password)?;
    let credentials = Credentials { login: &of.login, password, code: call.form().given("code") };
    match call.app().sign_in(&credentials, &call.asked.from)? {
        SignIn::Done(begun) => Ok(begin(call, &begun, "/")),
        _ => Ok(Answer::to("/sign-in")),
    }
}
