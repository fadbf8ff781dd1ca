//! The one place where a page, a download or an act is allowed or denied.

use std::cell::OnceCell;

use app::access::{Action, Item, Principal};
use document::Lang;
use ledger::Stream;
use ledger::profile::Step;

use crate::call::{Asked, Call};
use crate::route::{Needs, Of, Route};
use crate::site::Site;
use crate::trouble::Trouble;

/// Whether `who` may have what `route` answers about `ids`, the parts of its path: for tables of who may what.
///
/// # Errors
/// As the pages answer it; the database failed.
pub fn decide(site: &Site, who: Principal, route: &Route, ids: Vec<(String, String)>) -> Result<(), Trouble> {
    let asked = Asked::of(route.method.as_str(), ids);
    let view = site.app.view()?;
    let call =
        Call { site, view, who, session: None, lang: Lang::Zh, asked: &asked, trouble: None, tree: OnceCell::new() };
    check(&call, route)
}

/// Whether the caller may have what `route` answers.
///
/// # Errors
/// Somebody must sign in first; there is no such thing; it is denied. What may not even be seen is said to be missing.
pub(crate) fn check(call: &Call<'_>, route: &Route) -> Result<(), Trouble> {
    match route.needs {
        Needs::Nothing => Ok(()),
        Needs::Open(action) => allow(call, action, &Item::default()),
        Needs::May(..) if call.who.person.is_none() => Err(Trouble::SignIn),
        Needs::May(action, of) => {
            let item = match of {
                Of::Whole => Item::default(),
                Of::Each => return allow(call, Action::Enter, &Item::default()),
                Of::Path => call.item(call.subject().ok_or(Trouble::Missing)?)?,
                Of::Field(name) => match call.named_in(name) {
                    Some(stream) => call.item(stream)?,
                    None => Item::default(),
                },
                Of::Level(step) => leveled(call, step)?,
            };
            if allow(call, action, &item).is_ok() {
                return Ok(());
            }
            // What may not be seen is not spoken of either.
            let seen =
                matches!(of, Of::Whole | Of::Field(_)) || call.may(Action::See, &item) || is_common(call.subject());
            Err(if seen { Trouble::Denied(action) } else { Trouble::Missing })
        }
    }
}

fn allow(call: &Call<'_>, action: Action, item: &Item) -> Result<(), Trouble> {
    if call.may(action, item) { Ok(()) } else { Err(Trouble::Denied(action)) }
}

/// What everybody with an account knows of.
const fn is_common(subject: Option<Stream>) -> bool {
    matches!(
        subject,
        Some(
            Stream::Campaign(_)
                | Stream::Unit(_)
                | Stream::Person(_)
                | Stream::Post(_)
                | Stream::Regulation(_)
                | Stream::HandOver(_)
        )
    )
}

fn leveled(call: &Call<'_>, step: Step) -> Result<Item, Trouble> {
    let subject = call.subject().ok_or(Trouble::Missing)?;
    let item = call.item(subject)?;
    let level = call.view.level(subject, step)?;
    Ok(item.at(level.as_deref().unwrap_or_default()))
}
