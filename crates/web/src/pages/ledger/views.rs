//! Tabs: the usual views with how many each has, and those that a person keeps.

use app::store::{FindingQuery, Mine};
use jiff::ToSpan;
use ledger::finding::{Status, Waits};
use ledger::light::Light;

use super::filter::{APART, Filter, OPEN};
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

/// The usual views and one's own.
pub(super) fn tabs(call: &Call<'_>, filter: &Filter) -> Result<Vec<Tab>, Trouble> {
    let sight = &filter.query.sight;
    let all = || FindingQuery { sight: sight.clone(), ..FindingQuery::all(call.view.today) };
    let yesterday = call.view.today.saturating_sub(1.day());
    let open = || FindingQuery { status: OPEN.to_vec(), ..all() };
    let usual = [
        ("all", String::new(), all()),
        (
            "overdue",
            format!("status=open&due_to={yesterday}&sort=due"),
            FindingQuery { due_to: Some(yesterday), ..open() },
        ),
        ("soon", "status=open&light=yellow&sort=due".to_owned(), FindingQuery { light: Some(Light::Yellow), ..open() }),
        ("verify", "waits=verify".to_owned(), FindingQuery { waits: vec![Waits::Verifying], ..all() }),
        ("close", "waits=close".to_owned(), FindingQuery { waits: vec![Waits::Closing], ..all() }),
        ("draft", "status=draft".to_owned(), FindingQuery { status: vec![Status::Draft], ..all() }),
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
        .map(|((name, address, _), count)| tab(call.t(&format!("ledger-tab-{name}")), address, Some(count)))
        .collect();
    if let Some(person) = call.who.person {
        let posts = call.who.posts.iter().copied().collect();
        let mine = FindingQuery { mine: Some(Mine { person, posts, leads: true }), ..all() };
        let count = call.view.count_findings(&mine)?;
        tabs.insert(1, tab(call.t("ledger-mine"), "mine=1".to_owned(), Some(count)));
    }
    for (name, address) in kept_by(call)? {
        tabs.push(tab(name, address, None));
    }
    Ok(tabs)
}

/// The filters of an address, in an order of their own.
fn filters(form: &Form) -> Vec<(&str, &str)> {
    let mut all: Vec<(&str, &str)> =
        form.fields().filter(|(name, value)| !value.is_empty() && !APART.contains(name)).collect();
    all.sort_unstable();
    all
}

/// The name under which the filters of this page are kept.
pub(super) fn kept(call: &Call<'_>) -> Option<String> {
    let now = filters(call.query());
    let mine = kept_by(call).ok()?;
    mine.into_iter().find(|(_, address)| filters(&Form::parse(address.as_bytes())) == now).map(|(name, _)| name)
}

fn kept_by(call: &Call<'_>) -> Result<Vec<(String, String)>, Trouble> {
    Ok(call.app().kept_views(call.person()?)?)
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
