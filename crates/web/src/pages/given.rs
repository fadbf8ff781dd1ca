//! What forms give, as the ledger takes it.

use app::view::Named;
use app::{Numbered, View};
use jiff::civil::Date;
use ledger::{PersonId, State, Stream};

use crate::call::Call;
use crate::trouble::Trouble;

/// The words of a field; empty where there are none.
pub fn words(call: &Call<'_>, name: &str) -> String {
    call.form().get(name).to_owned()
}

/// The words of a field that may be left empty.
pub fn text(call: &Call<'_>, name: &str) -> Option<String> {
    call.form().given(name).map(str::to_owned)
}

/// A day that may be left empty.
pub fn day(call: &Call<'_>, name: &'static str) -> Result<Option<Date>, Trouble> {
    let Some(text) = call.form().given(name) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| {
        Trouble::field(
            name,
            format!("日期“{text}”看不懂，请按 2026-03-01 的样子写"),
            format!("`{text}` is no day: write it like 2026-03-01"),
        )
    })
}

/// A day; today where none is given.
pub fn day_or_today(call: &Call<'_>, name: &'static str) -> Result<Date, Trouble> {
    Ok(day(call, name)?.unwrap_or(call.view.today))
}

/// What a field names by id or by name; `None` where it is empty.
pub fn id<I: Numbered>(call: &Call<'_>, name: &str) -> Result<Option<I>, Trouble> {
    let Some(text) = call.form().given(name) else { return Ok(None) };
    let names = call.names();
    let id = names.find(text)?;
    names.settle()?;
    Ok(Some(id))
}

/// The same of a field that must be filled in.
pub fn need<I: Numbered>(
    call: &Call<'_>,
    name: &'static str,
    (zh, en): (&'static str, &'static str),
) -> Result<I, Trouble> {
    id(call, name)?.ok_or_else(|| Trouble::field(name, zh, en))
}

/// A unit to choose.
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its name, with what tells it from others.
    pub name: String,
}

/// All units that were not dissolved, each indented below the one that it belongs to.
pub fn units(view: &View<'_>) -> Result<Vec<Choice>, Trouble> {
    let living = view.units()?.rows.into_iter().filter(|unit| unit.dissolved.is_none());
    let choice = |unit: app::view::Unit| Choice {
        id: unit.id.to_string(),
        name: format!("{}{}", "　".repeat(unit.depth), unit.short.unwrap_or(unit.name)),
    };
    Ok(living.map(choice).collect())
}

/// All people, each by a text that a form's field understands: the name, or the id of those who share a name.
pub fn people(view: &View<'_>) -> Result<Vec<Choice>, Trouble> {
    let mut named = Vec::new();
    for (id, state) in view.all::<PersonId>()? {
        if let State::Person(person) = state {
            let units: Vec<String> = person.units.iter().map(|unit| view.name_of(*unit)).collect();
            named.push((id, person.name.clone(), units.join("、")));
        }
    }
    let mut names: Vec<&str> = named.iter().map(|(_, name, _)| name.as_str()).collect();
    names.sort_unstable();
    let unique = |name: &str| names.partition_point(|n| *n <= name) - names.partition_point(|n| *n < name) == 1;
    let choice = |(id, name, units): &(PersonId, String, String)| {
        if unique(name) {
            Choice { id: name.clone(), name: units.clone() }
        } else {
            Choice { id: id.to_string(), name: format!("{name}（{units}）") }
        }
    };
    Ok(named.iter().map(choice).collect())
}

/// The page of something that the ledger holds.
pub fn address(id: Stream) -> String {
    let folder = match id {
        Stream::Finding(_) => "findings",
        Stream::Measure(_) => "measures",
        Stream::Campaign(_) => "campaigns",
        Stream::Paper(_) => "papers",
        Stream::Evidence(_) => "evidence",
        Stream::Unit(_) => "units",
        Stream::Person(_) => "people",
        Stream::Post(_) => "posts",
        Stream::Regulation(_) => "regulations",
        Stream::HandOver(_) => "hand-overs",
        _ => return String::new(),
    };
    format!("/{folder}/{id}")
}

/// Something with a link to its page.
pub struct Linked {
    /// Its page.
    pub to: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl Linked {
    /// A link to what `named` is.
    pub fn of(named: &Named) -> Self {
        Self { to: address(named.id), id: named.id.to_string(), name: named.name.clone() }
    }
}
