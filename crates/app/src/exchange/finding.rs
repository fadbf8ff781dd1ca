//! Changed and new findings.

use ledger::finding::{Command, Content, Scope};
use ledger::{Bilingual, CampaignId, FindingId, Reason};
use report::exchange::{At, Column, Edit, New, NewFinding, Set};

use super::desk::Desk;
use super::{measure, people};
use crate::Failure;
use crate::import::Change;

/// Carries out changed cells of a finding.
pub(super) fn edit(desk: &mut Desk<'_, '_>, edit: &Edit) -> Result<(), Failure> {
    let Ok(id) = edit.id.parse::<FindingId>() else { return Ok(()) };
    let Some(state) = desk.plan.states().finding(id) else { return Ok(()) };
    let mut content = state.content.clone();
    let mut taken: Vec<&Set> = Vec::new();
    for set in &edit.cells {
        if apply(desk, &mut content, (set.column, &set.to, &set.at))? {
            taken.push(set);
        }
    }
    if content == state.content {
        return Ok(());
    }
    let statement = state.content.statement.clone();
    let command = Command::Edit { content, reason: desk.reason() };
    if desk.attempt(taken.iter().map(|set| &set.at), &ledger::Command::Finding(id, command))? {
        let fields = taken.into_iter().map(|set| desk.field(set)).collect();
        desk.edited(id, fields, &statement);
    }
    Ok(())
}

/// Enters a new finding with its measures, and registers it unless it is to stay a draft.
pub(super) fn enter(desk: &mut Desk<'_, '_>, new: &NewFinding) -> Result<(), Failure> {
    let Some(campaign) = campaign(desk, &new.finding)? else { return Ok(()) };
    let mut content = Content::default();
    for (column, text) in new.finding.cells.iter() {
        apply(desk, &mut content, (column, text, &new.finding.at(column)))?;
    }
    let id: FindingId = desk.plan.next()?;
    let (statement, at) = (content.statement.clone(), new.finding.at(Column::Finding));
    let draft = Command::Draft { campaign, content, sources: Vec::new() };
    if !desk.attempt([&at], &ledger::Command::Finding(id, draft))? {
        return Ok(());
    }
    desk.item(id, Change::New, &statement, Vec::new());
    for new in &new.measures {
        measure::enter(desk, id, campaign, new)?;
    }
    if desk.terms.draft { Ok(()) } else { register(desk, id, &at) }
}

/// What lacks keeps it a draft; somebody adds that and registers it.
fn register(desk: &mut Desk<'_, '_>, id: FindingId, at: &At) -> Result<(), Failure> {
    match desk.plan.run(&ledger::Command::Finding(id, Command::Register {})) {
        Err(Failure::Refused(refusal)) => {
            let why = Bilingual::list(&refusal.reasons.iter().map(Reason::message).collect::<Vec<_>>());
            desk.note(
                at,
                &Bilingual::new(format!("{id} 留作草稿：{}", why.zh), format!("{id} stays a draft: {}", why.en)),
            );
            Ok(())
        }
        done => done,
    }
}

fn campaign(desk: &mut Desk<'_, '_>, new: &New) -> Result<Option<CampaignId>, Failure> {
    let stated = new.cells.get(Column::Campaign);
    if stated.is_empty() {
        if desk.terms.campaign.is_none() {
            desk.warn([&new.at(Column::Finding)], &Bilingual::fixed(
                "新问题没有写属于哪个专项，没有录入；请在“专项”列填编号（如 C1），或导入时加 --campaign",
                "the new finding states no campaign and was not entered; write its id (such as C1) into the column, or import with --campaign",
            ));
        }
        return Ok(desk.terms.campaign);
    }
    match people::campaign(desk, stated)? {
        Ok(campaign) => Ok(Some(campaign)),
        Err(error) => {
            desk.warn([&new.at(Column::Campaign)], &error.message());
            Ok(None)
        }
    }
}

/// Puts one cell into what a finding says; whether it was understood.
fn apply(
    desk: &mut Desk<'_, '_>,
    content: &mut Content,
    (column, text, at): (Column, &str, &At),
) -> Result<bool, Failure> {
    match column {
        Column::Aspect => content.aspect = Some(text.trim().to_owned()).filter(|aspect| !aspect.is_empty()),
        Column::Finding => text.clone_into(&mut content.statement),
        Column::Manifestations => content.manifestations = lines(text),
        Column::Scope => {
            content.scope = match text {
                "team" => Some(Scope::Team),
                "some_members" => Some(Scope::SomeMembers),
                "one_person" => Some(Scope::OnePerson),
                _ => None,
            }
        }
        Column::FindingUnit => match people::only_unit(desk, text, at)? {
            Some(unit) => content.unit = unit,
            None => return Ok(false),
        },
        _ => return Ok(false),
    }
    Ok(true)
}

/// The lines of a cell that hold something.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
