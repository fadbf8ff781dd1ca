//! What follows from a command to an account.

use super::{Command, Event, Held, Refusal, State, is_login};
use crate::{AccountId, Events, Given, Lacks, PersonId, States, unit};

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, id: AccountId, command: &Command, given: &Given) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    let (state, person) = (states.account(id), PersonId::from(id));
    if let Command::Open { login } = command {
        lacks.unless(state.is_none(), Refusal::Exists(person));
        lacks.found(states.person(person), person);
        lacks.unless(is_login(login), Refusal::Login(login.clone()));
        lacks.pass()?;
        return Ok(vec![(id.into(), Event::Opened { login: login.clone() }.into())]);
    }
    let state = state.ok_or(Refusal::None(person))?;
    match command {
        Command::Reopen { .. } => lacks.unless(state.closed.is_some(), Refusal::Open(id)),
        // Sessions of a closed one are what must not be.
        Command::Revoke { .. } => {}
        _ => lacks.unless(state.closed.is_none(), Refusal::Closed(id)),
    }
    let event = to_existing(states, (id, &state), command, given, &mut lacks);
    lacks.pass()?;
    Ok(vec![(id.into(), event.into())])
}

fn to_existing(
    states: &dyn States,
    (id, state): (AccountId, &State),
    command: &Command,
    given: &Given,
    lacks: &mut Lacks,
) -> Event {
    match command {
        Command::Open { login } => Event::Opened { login: login.clone() },
        Command::Grant { role: held } => {
            match held.unit {
                Some(unit) if held.role.is_at_unit() => drop(unit::living(states, unit, lacks)),
                Some(_) => lacks.add(Refusal::NeedsNoUnit(held.role)),
                None => lacks.unless(!held.role.is_at_unit(), Refusal::NoUnit(held.role)),
            }
            lacks.unless(!state.roles.contains(held), Refusal::Held(*held));
            Event::Granted { role: held.role, unit: held.unit }
        }
        Command::Withdraw { role: held, stays } => {
            lacks.unless(state.roles.contains(held), Refusal::NotHeld(*held));
            if *held == Held::ADMINISTRATOR {
                another_stays(states, (id, state), *stays, lacks);
            }
            Event::Withdrawn { role: held.role, unit: held.unit }
        }
        Command::SetPassword {} => Event::PasswordSet {},
        Command::ResetPassword {} => Event::PasswordReset {},
        Command::StartSecondStep {} => {
            lacks.unless(!state.second_step, Refusal::SecondStep);
            Event::SecondStepStarted {}
        }
        Command::EndSecondStep {} => {
            lacks.unless(state.second_step, Refusal::NoSecondStep);
            Event::SecondStepEnded {}
        }
        Command::SignIn { from, link } => {
            lacks.unless(*link || state.password, Refusal::NoPassword);
            Event::SignedIn { from: from.clone(), link: *link }
        }
        Command::Lock { until, failures, from } => {
            Event::Locked { until: *until, failures: *failures, from: from.clone() }
        }
        Command::Unlock {} => {
            lacks.unless(state.locked.is_some_and(|until| until > given.at), Refusal::NotLocked);
            Event::Unlocked {}
        }
        Command::Revoke { sessions } => Event::SessionsRevoked { sessions: *sessions },
        Command::Close { reason, stays } => {
            lacks.reason(reason);
            another_stays(states, (id, state), *stays, lacks);
            Event::Closed { by: given.actor, reason: reason.clone() }
        }
        Command::Reopen { reason } => {
            lacks.reason(reason);
            Event::Reopened { reason: reason.clone() }
        }
    }
}

/// Where an administrator goes, another must stay, who can sign in if the one who goes could. Their account is read, so that
/// two who withdraw each other at the same time do not both succeed.
fn another_stays(states: &dyn States, (id, state): (AccountId, &State), stays: Option<AccountId>, lacks: &mut Lacks) {
    let stays = stays.filter(|other| *other != id).and_then(|other| states.account(other));
    let stays = stays.is_some_and(|other| other.administers() && (other.password || !state.password));
    lacks.unless(stays || !state.administers(), Refusal::LastAdministrator);
}
