//! Tabs: the usual views with how many each has, and those that a person keeps.

use app::store::{FindingQuery, Mine, Sight};
use jiff::ToSpan;
use ledger::finding::{Status, Waits};
use ledger::light::Light;

use super::filter::{APART, OPEN};
use crate::answer::Answer;
use crate::call::Call;
use crate::form::Form;
use crate::trouble::Trouble;

/// A tab.
pub(super) struct Tab {
    pub words: String,
    pub to: String,
    pub count: Option<u64>,
    pub here: bool,
}

/// The usual views and one's own, and the name under which the filters of this page are kept.
pub(super) fn tabs(call: &Call<'_>, sight: &Sight) -> Result<(Vec<Tab>, Option<String>), Trouble> {
    let all = || FindingQuery { sight: sight.clone(), ..FindingQuery::all(call.view.today) };
    let yesterday = call.view.today.saturating_sub(1.day());
    let open = || FindingQuery { status: OPEN.to_vec(), ..all() };
    let person = call.person()?;
    let mine = Some(Mine { person, posts: call.who.posts.iter().copied().collect(), leads: true });
    let usual = [
        ("ledger-tab-all", String::new(), all()),
        ("ledger-mine", "mine=1".to_owned(), FindingQuery { mine, ..all() }),
        (
            "ledger-tab-overdue",
            format!("status=open&due_to={yesterday}&sort=due"),
            FindingQuery { due_to: Some(yesterday), ..open() },
        ),
        (
            "ledger-tab-soon",
            "status=open&light=yellow&sort=due".to_owned(),
            FindingQuery { light: Some(Light::Yellow), ..open() },
        ),
        ("ledger-tab-verify", "waits=verify".to_owned(), FindingQuery { waits: Some(vec![Waits::Verifying]), ..all() }),
        ("ledger-tab-close", "waits=close".to_owned(), FindingQuery { waits: Some(vec![Waits::Closing]), ..all() }),
        ("ledger-tab-draft", "status=draft".to_owned(), FindingQuery { status: vec![Status::Draft], ..all() }),
    ];
    let queries: Vec<FindingQuery> = usual.iter().map(|(.., query)| query.clone()).collect();
    let counts = call.view.counts(&queries)?.unwrap_or_default();
    let now = filters(call.query());
    let tab = |words: String, address: String, count: Option<u64>| Tab {
        here: filters(&Form::parse(address.as_bytes())) == now,
        to: if address.is_empty() { "/findings".to_owned() } else { format!("/findings?{address}") },
        words,
        count,
    };
    let mut tabs: Vec<Tab> = usual
        .into_iter()
        .zip(counts)
        .map(|((key, address, _), count)| tab(call.t(key), address, Some(count)))
        .collect();
    let own = call.app().kept_views(person)?.into_iter().map(|(name, address)| tab(name, address, None));
    let own: Vec<Tab> = own.collect();
    let kept = own.iter().find(|tab| tab.here).map(|tab| tab.words.clone());
    tabs.extend(own);
    Ok((tabs, kept))
}

/// The filters of an address, in an order of their own.
fn filters(form: &Form) -> Vec<(&str, &str)> {
    let mut all: Vec<(&str, &str)> =
        form.fields().filter(|(name, value)| !value.is_empty() && !APART.contains(name)).collect();
    all.sort_unstable();
    all
}

/// Keeps the filters of the address under a name.
pub(super) fn save(call: &Call<'_>) -> Result<Answer, Trouble> {
    let mut set: Vec<(&str, &str)> = APART.iter().map(|name| (*name, "")).collect();
    let sort = call.query().get("sort");
    set.retain(|(name, _)| *name != "sort" || sort.is_empty());
    let filters = call.query().address(&set);
    call.app().keep_view(call.person()?, call.form().get("name"), &filters)?;
    Ok(call.told(&call.site.texts.both("ledger-saved"), format!("/findings?{filters}")))
}

/// Forgets one that was kept.
pub(super) fn forget(call: &Call<'_>) -> Result<Answer, Trouble> {
    call.app().forget_view(call.person()?, call.form().get("name"))?;
    let back = format!("/findings?{}", call.query().address(&[]));
    Ok(call.told(&call.site.texts.both("ledger-forgotten"), back))
}
