//! What has a name: units and people to choose from, and where the page of each thing is.

use app::View;
use app::view::Named;
use ledger::{PersonId, State, Stream};

use crate::trouble::Trouble;

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
