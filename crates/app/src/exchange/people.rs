//! From the names in cells to units, people and posts.

use ledger::measure::Content;
use ledger::{Bilingual, PersonId, PostId, UnitId};
use report::exchange::{At, Column};

use super::desk::Desk;
use crate::names::NameError;
use crate::{Failure, Numbered};

/// Whom a cell means.
enum Meant<T> {
    Nobody,
    One(T),
    /// Words that mean nobody whom the ledger knows; kept as they stand.
    Words(String),
}

/// Sets who answers for a measure from a cell; whether it was understood. A name that means nobody is kept as words where
/// words stood before, for then nobody loses a link to a typing error.
pub(super) fn set(
    desk: &mut Desk<'_, '_>,
    content: &mut Content,
    (column, text, at): (Column, &str, &At),
) -> Result<bool, Failure> {
    match column {
        Column::Lead => lead(desk, content, text, at),
        Column::Unit => unit(desk, content, text, at),
        Column::Owner => owner(desk, content, text, at),
        _ => cooperating(desk, content, text, at),
    }
}

fn lead(desk: &mut Desk<'_, '_>, content: &mut Content, text: &str, at: &At) -> Result<bool, Failure> {
    let found = find::<PersonId>(desk, text)?;
    let Some(meant) = meant(desk, text, found, content.lead.is_some(), at) else { return Ok(false) };
    content.lead = None;
    match meant {
        Meant::Nobody => content.written.lead = None,
        Meant::One(person) => content.lead = Some(person),
        Meant::Words(words) => content.written.lead = Some(words),
    }
    Ok(true)
}

fn unit(desk: &mut Desk<'_, '_>, content: &mut Content, text: &str, at: &At) -> Result<bool, Failure> {
    let found = find::<UnitId>(desk, text)?;
    let Some(meant) = meant(desk, text, found, content.unit.is_some(), at) else { return Ok(false) };
    let (_, persons) = written(content);
    content.unit = None;
    match meant {
        Meant::Nobody => rewrite(content, "", &persons),
        Meant::One(unit) => content.unit = Some(unit),
        Meant::Words(words) => rewrite(content, &words, &persons),
    }
    Ok(true)
}

/// A person, or a post whose holder it is.
fn owner(desk: &mut Desk<'_, '_>, content: &mut Content, text: &str, at: &At) -> Result<bool, Failure> {
    let person = find::<PersonId>(desk, text)?.map(|person| (Some(person), None));
    let found = match person {
        Err(error) if !error.ambiguous => match find::<PostId>(desk, text)? {
            Ok(post) => Ok((None, Some(post))),
            Err(of_posts) => Err(if of_posts.ambiguous { of_posts } else { error }),
        },
        found => found,
    };
    let had = content.owner.is_some() || content.owner_post.is_some();
    let Some(meant) = meant(desk, text, found, had, at) else { return Ok(false) };
    let (units, _) = written(content);
    (content.owner, content.owner_post) = (None, None);
    match meant {
        Meant::Nobody => rewrite(content, &units, ""),
        Meant::One((person, post)) => (content.owner, content.owner_post) = (person, post),
        Meant::Words(words) => rewrite(content, &units, &words),
    }
    Ok(true)
}

fn cooperating(desk: &mut Desk<'_, '_>, content: &mut Content, text: &str, at: &At) -> Result<bool, Failure> {
    let names = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim).filter(|name| !name.is_empty());
    let mut found = Vec::new();
    let mut unknown = None;
    for name in names {
        match find::<UnitId>(desk, name)? {
            Ok(unit) => found.push(unit),
            Err(error) => unknown = unknown.or(Some(error)),
        }
    }
    found.sort_unstable();
    found.dedup();
    let result = unknown.map_or(Ok(found), Err);
    let Some(meant) = meant(desk, text, result, !content.cooperating.is_empty(), at) else { return Ok(false) };
    content.cooperating.clear();
    match meant {
        Meant::Nobody => content.written.cooperating = None,
        Meant::One(units) => content.cooperating = units,
        Meant::Words(words) => content.written.cooperating = Some(words),
    }
    Ok(true)
}

/// The unit that a cell means; nothing where it means none, which is told.
pub(super) fn only_unit(desk: &mut Desk<'_, '_>, text: &str, at: &At) -> Result<Option<Option<UnitId>>, Failure> {
    let found = find::<UnitId>(desk, text)?;
    Ok(match meant(desk, text, found, true, at) {
        Some(Meant::One(unit)) => Some(Some(unit)),
        Some(_) => Some(None),
        None => None,
    })
}

/// The campaign that a cell means: its id stands first where the cell was exported.
pub(super) fn campaign(desk: &mut Desk<'_, '_>, text: &str) -> Result<Result<ledger::CampaignId, NameError>, Failure> {
    let id = text.split_whitespace().next().unwrap_or(text);
    match desk.find(id)? {
        Ok(found) => Ok(Ok(found)),
        Err(_) => desk.find(text),
    }
}

/// By the whole text, or by what stands in the brackets behind a name: 陆一舟（P7）.
fn find<I: Numbered>(desk: &mut Desk<'_, '_>, text: &str) -> Result<Result<I, NameError>, Failure> {
    let inside = text.trim().strip_suffix(['）', ')']).and_then(|head| head.rsplit(['（', '(']).next());
    match inside.map(str::parse::<I>) {
        Some(Ok(_)) => desk.find(inside.unwrap_or(text)),
        _ => desk.find(text),
    }
}

/// What a look-up comes to; `None` where the cell is not taken over, which is told.
fn meant<T>(
    desk: &mut Desk<'_, '_>,
    text: &str,
    found: Result<T, NameError>,
    was_linked: bool,
    at: &At,
) -> Option<Meant<T>> {
    let text = text.trim();
    match found {
        _ if text.is_empty() => Some(Meant::Nobody),
        Ok(one) => Some(Meant::One(one)),
        Err(error) if was_linked || error.ambiguous => {
            desk.warn([at], &error.message());
            None
        }
        Err(error) => {
            let said = error.message();
            let what = Bilingual::new(
                format!("{}；先按文字保留", said.zh),
                format!("{}; the words are kept as they stand", said.en),
            );
            desk.note(at, &what);
            Some(Meant::Words(text.to_owned()))
        }
    }
}

/// The units and persons of 责任单位、责任人 as the paper writes them.
fn written(content: &Content) -> (String, String) {
    content.written.owner.as_deref().map(extract::owner::split).unwrap_or_default()
}

fn rewrite(content: &mut Content, units: &str, persons: &str) {
    let parts: Vec<&str> = [units, persons].into_iter().filter(|part| !part.is_empty()).collect();
    content.written.owner = Some(parts.join("；")).filter(|words| !words.is_empty());
}
