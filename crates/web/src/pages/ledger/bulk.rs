//! Many findings edited at once, each by itself: what is refused to one keeps no other.

use app::Failure;
use app::access::Action;
use ledger::{Bilingual, Command, FindingId, UnitId, finding};

use super::page;
use crate::answer::Answer;
use crate::call::Call;
use crate::trouble::Trouble;

/// The most at once: a page of them, and some.
const MOST: usize = 200;

/// Something that can be done to many.
pub(super) struct Deed {
    pub name: &'static str,
    pub words: String,
}

/// What became of them.
pub(super) struct Outcome {
    pub done: usize,
    /// Each that was not, and why.
    pub left: Vec<(FindingId, String)>,
}

const DEEDS: [(&str, Action); 6] = [
    ("register", Action::Keep),
    ("submit", Action::Submit),
    ("return", Action::SendBack),
    ("unit", Action::Keep),
    ("aspect", Action::Keep),
    ("reject", Action::Keep),
];

/// What the caller may do to some.
pub(super) fn deeds(call: &Call<'_>) -> Vec<Deed> {
    let may = |(name, action): &(&'static str, Action)| {
        call.may_somewhere(*action).then(|| Deed { name, words: call.t(&format!("ledger-bulk-{name}")) })
    };
    DEEDS.iter().filter_map(may).collect()
}

/// Does it to each.
pub(super) fn bulk(call: &Call<'_>) -> Result<Answer, Trouble> {
    let form = call.form();
    let ids: Vec<FindingId> = form.all("id").filter_map(|id| id.parse().ok()).collect();
    if ids.is_empty() {
        return Err(Trouble::field("what", "先在列表里勾选要办的问题", "tick the findings that are meant first"));
    }
    if ids.len() > MOST {
        return Err(Trouble::field("what", format!("一次最多办 {MOST} 件"), format!("at most {MOST} at once")));
    }
    let what = form.get("what");
    let Some((what, action)) = DEEDS.iter().find(|(name, _)| *name == what) else {
        return Err(Trouble::field("what", "选择要怎么办", "choose what is to be done"));
    };
    let unit = unit(call, what)?;
    let key = call.act_key()?;
    let mut outcome = Outcome { done: 0, left: Vec::new() };
    for id in ids {
        let key = key.as_ref().map(|key| format!("{key}/{id}"));
        match one(call, id, what, *action, unit, key.as_deref()) {
            Ok(true) => outcome.done += 1,
            Ok(false) => outcome.left.push((id, call.t("ledger-bulk-unchanged"))),
            Err(trouble) => {
                let reasons = match &trouble {
                    Trouble::Failure(failure) if failure.is_refusal() => failure.reasons_in(&call.view),
                    Trouble::Failure(_) => return Err(trouble),
                    other => other.reasons(),
                };
                let why = Bilingual::joined(&reasons, "；", "; ");
                outcome.left.push((id, why.get(call.lang).to_owned()));
            }
        }
    }
    if outcome.left.is_empty() {
        let words = Bilingual::new(
            format!("{} {} 件", call.site.texts.both(&format!("ledger-bulk-{what}")).zh, outcome.done),
            format!("{}: {}", call.site.texts.both(&format!("ledger-bulk-{what}")).en, outcome.done),
        );
        return Ok(call.told(&words, format!("/findings?{}", call.query().address(&[]))));
    }
    page(call, Some(outcome))
}

fn unit(call: &Call<'_>, what: &str) -> Result<Option<UnitId>, Trouble> {
    if what != "unit" {
        return Ok(None);
    }
    let names = call.names();
    let unit = names.find::<UnitId>(call.form().get("unit"))?;
    names.settle()?;
    Ok(Some(unit))
}

/// Whether anything came of it.
fn one(
    call: &Call<'_>,
    id: FindingId,
    what: &str,
    action: Action,
    unit: Option<UnitId>,
    key: Option<&str>,
) -> Result<bool, Trouble> {
    call.demand(action, id)?;
    let form = call.form();
    let note = form.get("note").to_owned();
    let done = call.app().act(call.actor()?, key, |plan| {
        use finding::Command::{Edit, Register, Reject, Return, Submit};
        let command = match what {
            "register" => Register {},
            "submit" => Submit { note: note.clone() },
            "return" => Return { reason: note.clone() },
            "reject" => Reject { reason: note.clone() },
            _ => {
                let Some(state) = plan.states().finding(id) else { return Err(Failure::Unknown(Vec::new())) };
                let mut content = state.content.clone();
                match unit {
                    Some(unit) => content.unit = Some(unit),
                    None => content.aspect = form.given("aspect").map(str::to_owned),
                }
                if content == state.content {
                    return Ok(());
                }
                Edit { content, reason: note.clone() }
            }
        };
        plan.run(&Command::Finding(id, command))
    })?;
    Ok(!done.entries.is_empty())
}
