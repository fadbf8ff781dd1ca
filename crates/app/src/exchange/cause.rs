//! Changed and new causes.

use std::collections::BTreeSet;

use ledger::cause::Command;
use ledger::{CauseId, FindingId, Stream};
use report::exchange::{Column, Edit, New, Set};

use super::desk::Desk;
use crate::Failure;
use crate::import::Change;

/// Carries out changed cells of a cause.
pub(super) fn edit(desk: &mut Desk<'_, '_>, edit: &Edit) -> Result<(), Failure> {
    let Ok(id) = edit.id.parse::<CauseId>() else { return Ok(()) };
    let Some(state) = desk.plan.states().cause(id) else { return Ok(()) };
    let mut changed = Vec::new();
    for set in &edit.cells {
        let commands = match set.column {
            Column::Cause => vec![Command::Edit { statement: set.to.clone(), reason: desk.reason() }],
            _ => ties(&state.findings, set),
        };
        let mut all = !commands.is_empty();
        for command in commands {
            all &= desk.attempt([&set.at], &ledger::Command::Cause(id, command))?;
        }
        changed.extend(all.then(|| desk.field(set)));
    }
    desk.edited(id, changed, &state.statement);
    Ok(())
}

/// What makes the findings of a cause those of the cell.
fn ties(now: &BTreeSet<FindingId>, set: &Set) -> Vec<Command> {
    let wanted = findings(&set.to);
    let more = wanted.difference(now).map(|finding| Command::Tie { finding: *finding });
    let less = now.difference(&wanted).map(|finding| Command::Untie { finding: *finding });
    more.chain(less).collect()
}

fn findings(cell: &str) -> BTreeSet<FindingId> {
    cell.split('、').filter_map(|id| id.parse().ok()).collect()
}

/// Enters a new cause.
pub(super) fn enter(desk: &mut Desk<'_, '_>, new: &New) -> Result<(), Failure> {
    let id: CauseId = desk.plan.next()?;
    let statement = new.cells.get(Column::Cause).to_owned();
    let findings = findings(new.cells.get(Column::CauseFindings));
    let ties: Vec<Stream> = findings.iter().map(|finding| (*finding).into()).collect();
    let register = Command::Register { statement: statement.clone(), findings, sources: Vec::new() };
    if desk.attempt([&new.at(Column::Cause)], &ledger::Command::Cause(id, register))? {
        desk.item(id, Change::New, &statement, ties);
    }
    Ok(())
}
