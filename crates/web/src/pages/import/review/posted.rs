//! From what the ledger says to fields, and from fields back to what it is to say.

use app::Numbered;
use app::view::words::SCOPES;
use jiff::civil::Date;
use ledger::profile::Kind;
use ledger::{Bilingual, CauseId, FindingId, MeasureId, PersonId, UnitId, cause, finding, measure};

use super::field::Fields;
use crate::call::Call;
use crate::trouble::Trouble;

/// Names as the page suggests them.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// Of units.
    pub units: &'a [(UnitId, String)],
    /// Of people.
    pub people: &'a [(PersonId, String)],
}

/// What is wrong with which field.
pub type Wrong = Vec<(&'static str, Bilingual)>;

impl Names<'_> {
    fn unit(&self, id: Option<UnitId>) -> String {
        shown(self.units, id)
    }

    fn person(&self, id: Option<PersonId>) -> String {
        shown(self.people, id)
    }
}

fn shown<I: Numbered + PartialEq>(all: &[(I, String)], id: Option<I>) -> String {
    let name =
        |id: I| all.iter().find(|(known, _)| *known == id).map_or_else(|| id.to_string(), |(_, name)| name.clone());
    id.map(name).unwrap_or_default()
}

fn version(call: &Call<'_>, id: impl Into<ledger::Stream>) -> Result<u64, Trouble> {
    Ok(call.view.snapshot(id.into())?.map_or(0, |snapshot| snapshot.version))
}

/// The fields of a finding.
///
/// # Errors
/// The database failed.
pub fn finding(call: &Call<'_>, id: FindingId, state: &finding::State, names: Names<'_>) -> Result<Fields, Trouble> {
    let content = &state.content;
    let scope = content.scope.and_then(|scope| SCOPES.iter().find(|(_, known)| *known == scope));
    let now = vec![
        ("statement", content.statement.clone()),
        ("manifestations", content.manifestations.join("\n")),
        ("aspect", content.aspect.clone().unwrap_or_default()),
        ("scope", scope.map_or("", |(name, _)| name).to_owned()),
        ("unit", names.unit(content.unit)),
    ];
    Ok(Fields::new(call, id.to_string(), version(call, id)?, now))
}

/// The fields of a cause.
///
/// # Errors
/// The database failed.
pub fn cause(call: &Call<'_>, id: CauseId, state: &cause::State) -> Result<Fields, Trouble> {
    Ok(Fields::new(call, id.to_string(), version(call, id)?, vec![("statement", state.statement.clone())]))
}

/// The fields of a measure.
///
/// # Errors
/// The database failed.
pub fn measure(call: &Call<'_>, id: MeasureId, state: &measure::State, names: Names<'_>) -> Result<Fields, Trouble> {
    let content = &state.content;
    let now = vec![
        ("statement", content.statement.clone()),
        ("kind", content.kind.map_or("", Kind::name).to_owned()),
        ("owner", names.person(content.owner)),
        ("unit", names.unit(content.unit)),
        ("lead", names.person(content.lead)),
        ("deadline", state.deadline.map(|day| day.to_string()).unwrap_or_default()),
    ];
    Ok(Fields::new(call, id.to_string(), version(call, id)?, now))
}

/// What a finding is to say.
///
/// # Errors
/// The database failed.
pub fn finding_content(
    call: &Call<'_>,
    fields: &Fields,
    before: &finding::Content,
    names: Names<'_>,
    wrong: &mut Wrong,
) -> Result<finding::Content, Trouble> {
    let filled = |field: &str| Some(fields.value(field).to_owned()).filter(|value| !value.is_empty());
    let lines = fields.value("manifestations").lines().map(str::trim).filter(|line| !line.is_empty());
    let scope = SCOPES.iter().find(|(name, _)| *name == fields.value("scope"));
    Ok(finding::Content {
        statement: said(fields, wrong),
        manifestations: lines.map(str::to_owned).collect(),
        aspect: filled("aspect"),
        scope: scope.map(|(_, scope)| *scope),
        unit: named(call, fields, "unit", (before.unit, names.unit(before.unit)), wrong)?,
        number: before.number.clone(),
    })
}

/// What a measure is to say, and by when it is due.
///
/// # Errors
/// The database failed.
pub fn measure_content(
    call: &Call<'_>,
    fields: &Fields,
    state: &measure::State,
    names: Names<'_>,
    wrong: &mut Wrong,
) -> Result<(measure::Content, Option<Date>), Trouble> {
    let before = &state.content;
    let day = fields.value("deadline");
    let deadline: Option<Date> = day.parse().ok();
    if deadline.is_none() && !day.is_empty() {
        wrong.push(("deadline", Bilingual::fixed("时限要写成 2026-09-30 这样", "write the day as 2026-09-30")));
    }
    let content = measure::Content {
        statement: said(fields, wrong),
        kind: Kind::ALL.iter().copied().find(|kind| kind.name() == fields.value("kind")),
        owner: named(call, fields, "owner", (before.owner, names.person(before.owner)), wrong)?,
        unit: named(call, fields, "unit", (before.unit, names.unit(before.unit)), wrong)?,
        lead: named(call, fields, "lead", (before.lead, names.person(before.lead)), wrong)?,
        ..before.clone()
    };
    Ok((content, deadline))
}

/// The main text, which must say something.
pub fn said(fields: &Fields, wrong: &mut Wrong) -> String {
    let words = fields.value("statement").to_owned();
    if words.is_empty() {
        wrong.push(("statement", Bilingual::fixed("文字不能空着", "words are wanted here")));
    }
    words
}

/// Whoever a field names; whoever it was where that was not changed.
fn named<I: Numbered + PartialEq>(
    call: &Call<'_>,
    fields: &Fields,
    field: &'static str,
    (before, shown): (Option<I>, String),
    wrong: &mut Wrong,
) -> Result<Option<I>, Trouble> {
    let text = fields.value(field);
    if text.is_empty() || text == shown {
        return Ok(if text.is_empty() { None } else { before });
    }
    Ok(match call.view.find::<I>(text)? {
        Ok(id) => Some(id),
        Err(error) => {
            wrong.push((field, error.message()));
            before
        }
    })
}
