//! What is no page: styles and scripts, health, counts, the choice of language and look.

use app::access::Action;
use axum::http::header;
use ledger::Bilingual;

use crate::answer::{Answer, Cookie};
use crate::call::Call;
use crate::route::{Needs, Route};
use crate::trouble::Trouble;

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/assets/{name}", Needs::Nothing, asset),
    Route::get("/health", Needs::Nothing, health),
    Route::get("/ready", Needs::Nothing, ready),
    Route::get("/metrics", Needs::Nothing, metrics),
    Route::post("/me/look", Needs::Nothing, look),
];

/// A year.
const LONG: i64 = 365 * 24 * 60 * 60;

fn asset(call: &Call<'_>) -> Result<Answer, Trouble> {
    let asset = call.site.assets.get(call.part("name")).ok_or(Trouble::Missing)?;
    let mut answer = Answer::bytes(asset.kind, asset.bytes.clone());
    answer.header(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    Ok(answer)
}

/// The process is alive.
fn health(_: &Call<'_>) -> Result<Answer, Trouble> {
    Ok(Answer::text("text/plain; charset=utf-8", "ok\n"))
}

/// The ledger can be read.
fn ready(call: &Call<'_>) -> Result<Answer, Trouble> {
    call.view.head()?;
    Ok(Answer::text("text/plain; charset=utf-8", "ready\n"))
}

/// Counts for Prometheus: for the machine itself and for administrators.
fn metrics(call: &Call<'_>) -> Result<Answer, Trouble> {
    let own = ["127.0.0.1", "::1"].contains(&call.asked.from.as_str());
    if !own && !call.may_somewhere(Action::Administer) {
        return Err(Trouble::Denied(Action::Administer));
    }
    let entries = call.view.head()?.size;
    Ok(Answer::text("text/plain; version=0.0.4; charset=utf-8", call.site.metrics.text(entries)))
}

/// Keeps the choice of language, colours and type in this browser.
fn look(call: &Call<'_>) -> Result<Answer, Trouble> {
    let known = [("lang", ["zh", "en", ""]), ("theme", ["auto", "light", "dark"]), ("type", ["normal", "large", ""])];
    let mut answer = Answer::to(back(call, "here"));
    for (name, values) in known {
        if let Some(value) = call.form().given(name).filter(|value| values.contains(value)) {
            answer = answer.cookie(&Cookie { name, value, seconds: Some(LONG), secure: call.asked.secure });
        }
    }
    Ok(answer)
}

/// The page of ours that a field names, to go back to; home where it names none.
#[must_use]
pub fn back<'a>(call: &Call<'a>, field: &str) -> &'a str {
    let address = call.form().given(field).or_else(|| call.query().given(field)).unwrap_or("/");
    // `//host` and `/\host` lead to other hosts.
    let ours =
        address.starts_with('/') && !address[1..].starts_with(['/', '\\']) && !address.contains(char::is_control);
    if ours { address } else { "/" }
}

/// The sentence that nothing was changed.
pub const UNCHANGED: Bilingual = Bilingual::fixed("没有改动", "nothing was changed");
