//! Later deadlines (延期).

use jiff::civil::Date;

use super::Case;
use crate::decide::Events;
use crate::measure::{Event, Extension, Refusal, Status};
use crate::profile::{Level, Profile};
use crate::reading::{in_turn, next_level};
use crate::{Lacks, PersonId, Reason};

/// The key under which an approval stands where the profile has no level for extensions: somebody else than who asked
/// approves even then.
const SOMEBODY: &str = "somebody";

pub(super) fn request(case: &Case<'_>, to: Date, reason: &str) -> Result<Events, crate::Refusal> {
    let campaign = case.campaign()?;
    let profile = &campaign.profile;
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    lacks.named(case.given);
    lacks.reason(reason);
    lacks.unless(case.state.pending_extension().is_none(), Refusal::ExtensionPending);
    let most = profile.extensions.most.value;
    lacks.unless(case.state.slippage().times < most, Refusal::TooManyExtensions(most));
    match case.state.deadline {
        None => lacks.add(Refusal::NoDeadline),
        Some(deadline) => {
            lacks.unless(to > deadline, Refusal::NotLater(deadline));
            let last = profile.last_day_to_ask(deadline, &case.states.calendar());
            lacks.unless(case.given.today <= last, Refusal::AskedTooLate(last));
        }
    }
    lacks.pass()?;
    Ok(case.events([Event::ExtensionRequested { to, reason: reason.to_owned(), by: case.given.actor }]))
}

pub(super) fn approve(case: &Case<'_>, level: Option<&str>, note: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    let approver = case.other_than_owner(&mut lacks);
    let Some(extension) = case.state.pending_extension() else {
        lacks.add(Refusal::NoExtension);
        lacks.pass()?;
        return Ok(Events::new());
    };
    if let Some(person) = approver {
        check_approver(extension, person, &mut lacks);
    }
    let campaign = case.campaign()?;
    let (key, is_last) = turn(&campaign.profile, extension, level, &mut lacks);
    lacks.pass()?;
    let mut events = vec![Event::ExtensionApproved { level: key, by: case.given.actor, note: note.to_owned() }];
    if is_last {
        events.push(Event::ExtensionGranted { to: extension.to });
    }
    Ok(case.events(events))
}

fn check_approver(extension: &Extension, person: PersonId, lacks: &mut Lacks) {
    lacks.unless(extension.asked.by.person != Some(person), Refusal::OwnRequest(person));
    let again = extension.approvals.iter().any(|(_, act)| act.by.person == Some(person));
    lacks.unless(!again, Reason::ApprovedTwice(person));
}

/// The level whose turn it is, and whether it is the last one.
fn turn(profile: &Profile, extension: &Extension, level: Option<&str>, lacks: &mut Lacks) -> (String, bool) {
    let levels = &profile.approvals.extension;
    let approved = |key: &str| extension.approvals.iter().any(|(approved, _)| approved == key);
    let Some(next) = next_level(levels, approved) else { return (SOMEBODY.to_owned(), true) };
    in_turn(levels, next, level, lacks);
    let is_last = levels.last().is_some_and(|last: &Level| last.key == next.key);
    (next.key.clone(), is_last)
}

pub(super) fn refuse(case: &Case<'_>, reason: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.reason(reason);
    let person = case.other_than_owner(&mut lacks);
    match case.state.pending_extension() {
        None => lacks.add(Refusal::NoExtension),
        Some(extension) => {
            if let Some(person) = person.filter(|person| extension.asked.by.person == Some(*person)) {
                lacks.add(Refusal::OwnRequest(person));
            }
        }
    }
    lacks.pass()?;
    Ok(case.events([Event::ExtensionRefused { by: case.given.actor, reason: reason.to_owned() }]))
}
