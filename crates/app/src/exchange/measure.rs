//! Changed and new measures.

use std::sync::Arc;

use jiff::civil::Date;
use ledger::measure::{Command, Content, Plan, State};
use ledger::profile::Kind;
use ledger::{Bilingual, CampaignId, FindingId, MeasureId};
use report::exchange::{At, Column, Edit, New, Set};

use super::desk::Desk;
use super::finding::lines;
use super::people;
use crate::Failure;
use crate::import::{Change, FieldChange};

/// Carries out changed cells of a measure.
pub(super) fn edit(desk: &mut Desk<'_, '_>, edit: &Edit) -> Result<(), Failure> {
    let Ok(id) = edit.id.parse::<MeasureId>() else { return Ok(()) };
    let Some(state) = desk.plan.states().measure(id) else { return Ok(()) };
    let mut case = Case { id, state, cells: &edit.cells, changed: Vec::new() };
    case.content(desk)?;
    case.deadline(desk)?;
    case.checklist(desk)?;
    case.progress(desk)?;
    desk.edited(id, case.changed, &case.state.content.statement);
    Ok(())
}

/// A measure with changed cells.
struct Case<'e> {
    id: MeasureId,
    state: Arc<State>,
    cells: &'e [Set],
    changed: Vec<FieldChange>,
}

impl<'e> Case<'e> {
    fn cell(&self, column: Column) -> Option<&'e Set> {
        self.cells.iter().find(|set| set.column == column)
    }

    fn run(&mut self, desk: &mut Desk<'_, '_>, sets: &[&Set], command: Command) -> Result<(), Failure> {
        if desk.attempt(sets.iter().map(|set| &set.at), &ledger::Command::Measure(self.id, command))? {
            self.changed.extend(sets.iter().map(|set| desk.field(set)));
        }
        Ok(())
    }

    /// What it says, and who answers for it. 长期坚持 in the place of a deadline says of which kind it is.
    fn content(&mut self, desk: &mut Desk<'_, '_>) -> Result<(), Failure> {
        let mut content = self.state.content.clone();
        let mut taken = Vec::new();
        for set in self.cells {
            if set.column == Column::Deadline && kind(&set.to).is_some() && !self.is_kind(set) {
                desk.warn(
                    [&set.at],
                    &Bilingual::fixed(
                        "整改时限和整改类型改得不一致，时限没有采用",
                        "deadline and kind were changed to different things; the deadline was not taken over",
                    ),
                );
            } else if apply(desk, &mut content, (set.column, &set.to, &set.at))? {
                taken.push(set);
            }
        }
        if content == self.state.content {
            return Ok(());
        }
        self.run(desk, &taken, Command::Edit { content: Box::new(content), reason: desk.reason() })
    }

    /// The first deadline is set at once; a later one is asked for.
    fn deadline(&mut self, desk: &mut Desk<'_, '_>) -> Result<(), Failure> {
        let (set, words) = (self.cell(Column::Deadline), self.cell(Column::DeadlineWords));
        let day = set.and_then(|set| Some((set, set.to.parse::<Date>().ok()?)));
        match (day, self.state.deadline) {
            (Some((set, day)), None) => {
                let mut sets = vec![set];
                sets.extend(words);
                let words = words.map(|words| words.to.clone()).or_else(|| self.state.deadline_words.clone());
                return self.run(desk, &sets, Command::SetDeadline { deadline: day, words });
            }
            (Some((set, day)), Some(now)) => self.later(desk, set, day, now)?,
            (None, Some(now)) if set.is_some_and(|set| self.is_kind(set)) => {
                // A deadline is never lost.
                let what = Bilingual::new(
                    format!("{} 原有的时限 {now} 不会取消", self.id),
                    format!("the deadline {now} of {} is not taken away", self.id),
                );
                set.into_iter().for_each(|set| desk.note(&set.at, &what));
            }
            (None, _) => {}
        }
        if let Some(words) = words {
            desk.warn(
                [&words.at],
                &Bilingual::fixed(
                    "时限原文只能和首次时限一起填写，没有采用",
                    "the deadline's words go with the first deadline only, and were not taken over",
                ),
            );
        }
        Ok(())
    }

    /// Asks for an extension, unless that is being asked for or cannot be.
    fn later(&mut self, desk: &mut Desk<'_, '_>, set: &Set, day: Date, now: Date) -> Result<(), Failure> {
        let id = self.id;
        let why = self.cell(Column::Reason).map(|reason| reason.to.trim().to_owned()).unwrap_or_default();
        if self.state.pending_extension().is_some_and(|asked| asked.to == day) {
            desk.note(
                &set.at,
                &Bilingual::new(
                    format!("{id} 延至 {day} 已经申请，待批"),
                    format!("until {day} was asked for already for {id} and waits for approval"),
                ),
            );
        } else if day <= now {
            desk.warn(
                [&set.at],
                &Bilingual::new(
                    format!("{id} 的时限现为 {now}，不能改早"),
                    format!("the deadline of {id} is {now} and cannot become earlier"),
                ),
            );
        } else if why.is_empty() {
            desk.warn(
                [&set.at],
                &Bilingual::new(
                    format!("{id} 的时限改到 {day} 要申请延期，请填“延期理由”"),
                    format!("to move the deadline of {id} to {day} an extension is asked for: fill in the reason"),
                ),
            );
        } else {
            let ask = Command::RequestExtension { to: day, reason: why };
            if desk.attempt([&set.at], &ledger::Command::Measure(id, ask))? {
                let asked =
                    Bilingual::new(format!("延期申请（现为 {now}）"), format!("extension asked for (now {now})"));
                self.changed.push(FieldChange { field: asked, ..desk.field(set) });
            }
        }
        Ok(())
    }

    /// Whether 长期坚持 or the like stands in the place of a deadline, and nothing else in that of the kind.
    fn is_kind(&self, set: &Set) -> bool {
        kind(&set.to).is_some() && self.cell(Column::Kind).is_none_or(|other| other.to == set.to)
    }

    /// Items can only be added.
    fn checklist(&mut self, desk: &mut Desk<'_, '_>) -> Result<(), Failure> {
        let Some(set) = self.cell(Column::Checklist) else { return Ok(()) };
        let wanted = lines(&set.to);
        let known = lines(&self.state.checklist.join("\n"));
        if known.iter().any(|item| !wanted.contains(item)) {
            let what = Bilingual::new(
                format!("{} 佐证清单里已有的项不能删改，没有去掉", self.id),
                format!("items of the evidence checklist of {} cannot be changed or taken away, and stay", self.id),
            );
            desk.warn([&set.at], &what);
        }
        let mut all = known.clone();
        for item in wanted.into_iter().filter(|item| !known.contains(item)) {
            let add = ledger::Command::Measure(self.id, Command::AddChecklistItem { item: item.clone() });
            if desk.attempt([&set.at], &add)? {
                all.push(item);
            }
        }
        let change = FieldChange { to: all.join("\n"), ..desk.field(set) };
        self.changed.extend((all.len() > known.len()).then_some(change));
        Ok(())
    }

    fn progress(&mut self, desk: &mut Desk<'_, '_>) -> Result<(), Failure> {
        let Some(set) = self.cell(Column::Progress) else { return Ok(()) };
        self.run(desk, &[set], Command::Progress { words: set.to.clone() })
    }
}

/// Enters new measures of a finding that the ledger has.
pub(super) fn enter_all(desk: &mut Desk<'_, '_>, finding: &str, new: &[New]) -> Result<(), Failure> {
    let Ok(id) = finding.parse::<FindingId>() else { return Ok(()) };
    let Some(state) = desk.plan.states().finding(id) else { return Ok(()) };
    new.iter().try_for_each(|measure| enter(desk, id, state.campaign, measure))
}

/// Enters a new measure.
pub(super) fn enter(
    desk: &mut Desk<'_, '_>,
    finding: FindingId,
    campaign: CampaignId,
    new: &New,
) -> Result<(), Failure> {
    let mut content = Content::default();
    for (column, text) in new.cells.iter() {
        apply(desk, &mut content, (column, text, &new.at(column)))?;
    }
    let statement = content.statement.clone();
    let words = new.cells.get(Column::DeadlineWords);
    let plan = Plan {
        content,
        deadline: new.cells.get(Column::Deadline).parse().ok(),
        deadline_words: Some(words.to_owned()).filter(|words| !words.is_empty()),
        checklist: lines(new.cells.get(Column::Checklist)),
        ..Plan::default()
    };
    let id: MeasureId = desk.plan.next()?;
    let register = Command::Register { campaign, findings: vec![finding], plan: Box::new(plan), sources: Vec::new() };
    if !desk.attempt([&new.at(Column::Measure)], &ledger::Command::Measure(id, register))? {
        return Ok(());
    }
    desk.item(id, Change::New, &statement, vec![finding.into()]);
    let words = new.cells.get(Column::Progress);
    if !words.is_empty() {
        let progress = Command::Progress { words: words.to_owned() };
        desk.attempt([&new.at(Column::Progress)], &ledger::Command::Measure(id, progress))?;
    }
    Ok(())
}

/// Puts one cell into what a measure says; whether it was understood as part of that.
fn apply(
    desk: &mut Desk<'_, '_>,
    content: &mut Content,
    (column, text, at): (Column, &str, &At),
) -> Result<bool, Failure> {
    match column {
        Column::Heading => content.heading = Some(text.to_owned()).filter(|heading| !heading.is_empty()),
        Column::Measure => text.clone_into(&mut content.statement),
        Column::Kind => content.kind = kind(text),
        Column::Deadline => match kind(text) {
            Some(kind) => content.kind = Some(kind),
            None => return Ok(false),
        },
        Column::Lead | Column::Unit | Column::Owner | Column::Cooperating => {
            return people::set(desk, content, (column, text, at));
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn kind(code: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.name() == code)
}
