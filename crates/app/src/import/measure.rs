//! Measures, with their deadlines and the countable promises in them.

use jiff::civil::Date;
use ledger::measure::{Commitment, Content, Plan, Written};
use ledger::{Bilingual, Command, Event, FindingId, MeasureId, Quantity, count, measure, profile};

use super::Take;
use super::content::{Fields, option, text};
use super::matching::{self, Item as Match};
use super::proposal::{Change, Item};
use super::roster::Roster;
use crate::{Failure, Numbered};

const STATEMENT: Bilingual = Bilingual::fixed("措施", "measure");
const HEADING: Bilingual = Bilingual::fixed("标题", "heading");
const LEAD: Bilingual = Bilingual::fixed("责任领导", "lead");
const OWNER: Bilingual = Bilingual::fixed("责任单位、责任人", "owner");
const COOPERATING: Bilingual = Bilingual::fixed("配合单位", "cooperating units");
const KIND: Bilingual = Bilingual::fixed("整改类型", "kind");

/// Words by which a count is a limit from above.
const AT_MOST: [&str; 8] = ["不超过", "不多于", "至多", "最多", "以内", "no more than", "at most", "not exceed"];

/// Takes in all measures; `findings` has the id of each finding of the paper.
pub(super) fn all(take: &mut Take<'_, '_>, findings: &[FindingId], roster: &mut Roster) -> Result<(), Failure> {
    let incoming = take.incoming;
    let said = &incoming.extraction.measures;
    let before: Vec<(MeasureId, &Content)> = take.known.items.iter().filter_map(|(id, event)| was(id, event)).collect();
    let old = before.iter().enumerate().map(|(ordinal, (_, content))| Match {
        text: &content.statement,
        group: content.heading.as_deref(),
        ordinal,
    });
    let new = said.iter().enumerate().map(|(ordinal, measure)| Match {
        text: &measure.statement,
        group: measure.heading.as_deref(),
        ordinal,
    });
    let pairs = matching::pair(&old.collect::<Vec<_>>(), &new.collect::<Vec<_>>());
    for (index, (measure, pair)) in said.iter().zip(pairs).enumerate() {
        let ties = ties(take, index, findings);
        let content = content(take, measure, roster)?;
        let (id, change) = match pair.and_then(|i| before.get(i)) {
            Some((id, base)) => (*id, update(take, *id, base, &content, measure, &ties)?),
            None => (enter(take, index, &content, &ties)?, Change::New),
        };
        let findings = ties.into_iter().map(Into::into).collect();
        let (text, group) = (measure.statement.clone(), measure.heading.clone());
        take.proposal.items.push(Item { id: id.into(), change, text, group, findings });
    }
    remarks(take);
    Ok(())
}

fn was<'k>(id: &ledger::Stream, event: &'k Event) -> Option<(MeasureId, &'k Content)> {
    let id = MeasureId::of(id)?;
    match event {
        Event::Measure(measure::Event::Registered { plan, .. }) => Some((id, &plan.content)),
        Event::Measure(measure::Event::Edited { content, .. }) => Some((id, content)),
        _ => None,
    }
}

/// The findings that the paper ties it to; where it ties none and likeness may, those that it is likely to answer.
fn ties(take: &Take<'_, '_>, index: usize, findings: &[FindingId]) -> Vec<FindingId> {
    let extraction = &take.incoming.extraction;
    let certain = extraction.measures.get(index).map_or(&[][..], |measure| &measure.findings);
    let likely =
        extraction.suggestions.iter().filter(|s| take.intake.likely && certain.is_empty() && s.measure == index);
    let all = certain.iter().copied().chain(likely.map(|s| s.finding));
    all.filter_map(|i| findings.get(i).copied()).collect()
}

fn content(take: &mut Take<'_, '_>, said: &extract::Measure, roster: &mut Roster) -> Result<Content, Failure> {
    let people = roster.people(take, said)?;
    Ok(Content {
        heading: said.heading.clone(),
        statement: said.statement.clone(),
        kind: said.kind.map(kind),
        lead: people.lead,
        owner: people.owner,
        owner_post: people.post,
        unit: people.unit,
        cooperating: people.cooperating,
        written: Written { lead: said.lead.clone(), owner: said.owner.clone(), cooperating: said.cooperating.clone() },
    })
}

fn enter(
    take: &mut Take<'_, '_>,
    index: usize,
    content: &Content,
    findings: &[FindingId],
) -> Result<MeasureId, Failure> {
    let incoming = take.incoming;
    let id = take.plan.next()?;
    let Some(said) = incoming.extraction.measures.get(index) else { return Ok(id) };
    let plan = Plan {
        content: content.clone(),
        deadline: deadline(said),
        deadline_words: said.deadline_words.clone(),
        milestones: Vec::new(),
        commitments: commitments(take, said),
        checklist: Vec::new(),
    };
    let register = measure::Command::Register {
        campaign: take.intake.campaign,
        findings: findings.to_vec(),
        plan: Box::new(plan),
        sources: vec![take.source(&said.spans, index)],
    };
    take.plan.run(&Command::Measure(id, register))?;
    Ok(id)
}

fn update(
    take: &mut Take<'_, '_>,
    id: MeasureId,
    base: &Content,
    paper: &Content,
    said: &extract::Measure,
    ties: &[FindingId],
) -> Result<Change, Failure> {
    let Some(state) = take.plan.states().measure(id) else { return Ok(Change::Same) };
    let mut now = state.content.clone();
    let mut fields = Fields::default();
    fields.merge(HEADING, &base.heading, &mut now.heading, &paper.heading, option);
    fields.merge(STATEMENT, &base.statement, &mut now.statement, &paper.statement, text);
    fields.merge(KIND, &base.kind, &mut now.kind, &paper.kind, |kind| {
        kind.map(|k| k.label().zh.into_owned()).unwrap_or_default()
    });
    // The words decide whether the paper changed who is responsible; who that is follows from the names.
    let words = |written: &Option<String>| option(written);
    if base.written.lead != paper.written.lead && now.written.lead == base.written.lead {
        now.lead = paper.lead;
    }
    if base.written.owner != paper.written.owner && now.written.owner == base.written.owner {
        (now.owner, now.owner_post, now.unit) = (paper.owner, paper.owner_post, paper.unit);
    }
    if base.written.cooperating != paper.written.cooperating && now.written.cooperating == base.written.cooperating {
        now.cooperating.clone_from(&paper.cooperating);
    }
    fields.merge(LEAD, &base.written.lead, &mut now.written.lead, &paper.written.lead, words);
    fields.merge(OWNER, &base.written.owner, &mut now.written.owner, &paper.written.owner, words);
    fields.merge(
        COOPERATING,
        &base.written.cooperating,
        &mut now.written.cooperating,
        &paper.written.cooperating,
        words,
    );
    let edit = measure::Command::Edit { content: Box::new(now), reason: take.reason() };
    let change = take.change(fields, &Command::Measure(id, edit))?;
    dates(take, id, &state, said)?;
    for finding in ties.iter().filter(|finding| !state.findings.contains(finding)) {
        take.attempt(&Command::Measure(id, measure::Command::Tie { finding: *finding }))?;
    }
    let promised = |text: &str| state.commitments.iter().any(|known| known.text == text);
    for commitment in commitments(take, said).into_iter().filter(|c| !promised(&c.text)) {
        take.attempt(&Command::Measure(id, measure::Command::AddCommitment { commitment }))?;
    }
    Ok(change)
}

/// A deadline that stands moves only by an extension, whatever a paper says.
fn dates(
    take: &mut Take<'_, '_>,
    id: MeasureId,
    state: &measure::State,
    said: &extract::Measure,
) -> Result<(), Failure> {
    let Some(paper) = deadline(said) else { return Ok(()) };
    match state.deadline {
        None => {
            let set = measure::Command::SetDeadline { deadline: paper, words: said.deadline_words.clone() };
            take.attempt(&Command::Measure(id, set))
        }
        Some(now) if now != paper && state.first_deadline != Some(paper) => {
            take.proposal.remark(
                format!("{id} 的时限在材料里改为 {paper}，台账仍为 {now}：时限只能经延期审批改变（bihuan measure extend {id}）"),
                format!("{id}: the paper moves the deadline to {paper}, the ledger keeps {now}: a deadline moves only by an approved extension (bihuan measure extend {id})"),
            );
            Ok(())
        }
        Some(_) => Ok(()),
    }
}

fn deadline(said: &extract::Measure) -> Option<Date> {
    said.deadline.as_deref().and_then(|deadline| deadline.parse().ok())
}

fn commitments(take: &Take<'_, '_>, said: &extract::Measure) -> Vec<Commitment> {
    let from = take.incoming.extraction.date.unwrap_or(take.plan.given().today);
    let of = |c: &extract::Commitment| Commitment {
        text: c.text.clone(),
        rhythm: c.recurrence.as_deref().and_then(|rule| rule.parse().ok()),
        quantity: c.quantity.and_then(quantity),
        unit: c.unit.clone(),
        at_most: AT_MOST.iter().any(|word| c.text.to_lowercase().contains(word)),
        from,
        until: None,
    };
    said.commitments.iter().map(of).collect()
}

fn quantity(value: f64) -> Option<Quantity> {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').parse().ok()
}

const fn kind(kind: extract::Kind) -> profile::Kind {
    match kind {
        extract::Kind::Immediate => profile::Kind::Immediate,
        extract::Kind::Staged => profile::Kind::Staged,
        extract::Kind::Continuous => profile::Kind::Continuous,
    }
}

/// What the paper says that the ledger does not take on its word.
fn remarks(take: &mut Take<'_, '_>) {
    let measures = &take.incoming.extraction.measures;
    let done = measures.iter().filter(|measure| measure.done).count();
    let likely = take.incoming.extraction.suggestions.len();
    let untied = take.proposal.items.iter().filter(|i| MeasureId::of(&i.id).is_some() && i.findings.is_empty()).count();
    if done > 0 {
        take.proposal.remark(
            format!("{done} 条措施材料说已经做了：台账只认佐证，附上佐证后用 bihuan measure done 办结"),
            format!(
                "{} said to be done: the ledger wants evidence; attach it, then bihuan measure done",
                count(done, "measure")
            ),
        );
    }
    if untied > 0 {
        let hint = if likely > 0 && !take.intake.likely {
            ("，加 --likely 按文字相近对应", "; --likely ties by likeness of wording")
        } else {
            ("", "")
        };
        take.proposal.remark(
            format!("{untied} 条措施没有对应到问题（bihuan measure tie）{}", hint.0),
            format!("{} without a finding to answer (bihuan measure tie){}", count(untied, "measure"), hint.1),
        );
    }
}
