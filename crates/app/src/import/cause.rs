//! Causes.

use ledger::{Bilingual, CauseId, Command, Event, FindingId, cause};

use super::Take;
use super::content::{Fields, text};
use super::matching::{self, Item as Match};
use super::proposal::{Change, Item};
use crate::{Failure, Numbered};

const STATEMENT: Bilingual = Bilingual::fixed("原因", "cause");

/// Takes in all causes; `findings` has the id of each finding of the paper.
pub(super) fn all(take: &mut Take<'_, '_>, findings: &[FindingId]) -> Result<(), Failure> {
    let incoming = take.incoming;
    let before: Vec<(CauseId, &String)> = take.known.items.iter().filter_map(|(id, event)| was(id, event)).collect();
    let old = items(before.iter().map(|(_, text)| *text));
    let new = items(incoming.extraction.causes.iter().map(|cause| &cause.statement));
    let pairs = matching::pair(&old, &new);
    for (index, (said, pair)) in incoming.extraction.causes.iter().zip(pairs).enumerate() {
        let ties: Vec<FindingId> = said.findings.iter().filter_map(|i| findings.get(*i).copied()).collect();
        let (id, change) = match pair.and_then(|i| before.get(i)) {
            Some((id, base)) => (*id, update(take, *id, base, &said.statement, &ties)?),
            None => {
                let id = take.plan.next()?;
                let sources = vec![take.source(&said.spans, index)];
                let statement = said.statement.clone();
                let register =
                    cause::Command::Register { statement, findings: ties.iter().copied().collect(), sources };
                take.plan.run(&Command::Cause(id, register))?;
                (id, Change::New)
            }
        };
        let findings = ties.into_iter().map(Into::into).collect();
        take.proposal.items.push(Item { id: id.into(), change, text: said.statement.clone(), group: None, findings });
    }
    Ok(())
}

fn items<'t>(texts: impl Iterator<Item = &'t String>) -> Vec<Match<'t>> {
    texts.enumerate().map(|(ordinal, text)| Match { text, group: None, ordinal }).collect()
}

fn was<'k>(id: &ledger::Stream, event: &'k Event) -> Option<(CauseId, &'k String)> {
    match event {
        Event::Cause(cause::Event::Registered { statement, .. } | cause::Event::Edited { statement, .. }) => {
            Some((CauseId::of(id)?, statement))
        }
        _ => None,
    }
}

fn update(
    take: &mut Take<'_, '_>,
    id: CauseId,
    base: &String,
    paper: &String,
    ties: &[FindingId],
) -> Result<Change, Failure> {
    let Some(state) = take.plan.states().cause(id) else { return Ok(Change::Same) };
    let mut now = state.statement.clone();
    let mut fields = Fields::default();
    fields.merge(STATEMENT, base, &mut now, paper, text);
    let edit = cause::Command::Edit { statement: now, reason: take.reason() };
    let change = take.change(fields, &Command::Cause(id, edit))?;
    for finding in ties.iter().filter(|finding| !state.findings.contains(finding)) {
        take.attempt(&Command::Cause(id, cause::Command::Tie { finding: *finding }))?;
    }
    Ok(change)
}

impl Take<'_, '_> {
    /// Does what the paper says of something that the ledger has; where the domain says no, the proposal says why.
    pub(super) fn attempt(&mut self, command: &Command) -> Result<(), Failure> {
        match self.plan.run(command) {
            Ok(()) => Ok(()),
            Err(Failure::Refused(refusal)) => {
                let (id, why) = (command.stream(), refusal.message());
                self.proposal.remark(format!("{id}：{}", why.zh), format!("{id}: {}", why.en));
                Ok(())
            }
            Err(failure) => Err(failure),
        }
    }
}
