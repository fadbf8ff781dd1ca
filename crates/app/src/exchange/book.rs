//! States as rows of a workbook.

use std::collections::BTreeSet;

use calendar::Calendar;
use document::Lang;
use extract::owner;
use jiff::civil::Date;
use ledger::finding::Scope;
use ledger::measure::Content;
use ledger::{
    Bilingual, CampaignId, CauseId, FindingId, MeasureId, States, Stream, UnitId, count, finding, light, measure,
};
use report::exchange::{Book, Cause, Cells, Column, Finding, Measure, Point};

use super::present::Wanted;
use crate::names;

/// The book of what is `wanted` and there, with the measures of its findings and their causes.
pub(super) fn of(
    states: &dyn States,
    wanted: &Wanted,
    campaigns: Vec<CampaignId>,
    (origin, point): (String, Point),
    day: Date,
    lang: Lang,
) -> Book {
    let scribe = Scribe { states, lang, day, calendar: states.calendar() };
    let campaigns = campaigns.into_iter().map(|id| scribe.campaign(id)).collect();
    let (mut measures, mut causes) = (wanted.measures.clone(), wanted.causes.clone());
    let mut of = BTreeSet::new();
    let mut findings = Vec::new();
    for id in &wanted.findings {
        let Some(state) = states.finding(*id) else { continue };
        measures.extend(&state.measures);
        causes.extend(&state.causes);
        of.insert(state.campaign);
        findings.push(Finding { id: id.to_string(), cells: scribe.finding(&state) });
    }
    Book {
        title: scribe.title(&of),
        origin,
        day,
        point,
        campaigns,
        findings,
        measures: measures.into_iter().filter_map(|id| scribe.measure(id)).collect(),
        causes: causes.into_iter().filter_map(|id| scribe.cause(id)).collect(),
    }
}

/// Writes states into cells.
struct Scribe<'a> {
    states: &'a dyn States,
    lang: Lang,
    day: Date,
    calendar: Calendar,
}

impl Scribe<'_> {
    fn say(&self, said: &Bilingual) -> String {
        said.get(self.lang).to_owned()
    }

    fn name(&self, id: impl Into<Stream>) -> String {
        let id = id.into();
        self.states.state(&id).map_or_else(|| id.to_string(), |state| names::title(&state))
    }

    fn campaign(&self, id: CampaignId) -> String {
        format!("{id} {}", self.name(id))
    }

    fn title(&self, campaigns: &BTreeSet<CampaignId>) -> String {
        let all: Vec<String> = campaigns.iter().map(|id| self.name(*id)).collect();
        all.join("、")
    }

    fn finding(&self, state: &finding::State) -> Cells {
        let content = &state.content;
        let scope = content.scope.map(|scope| match scope {
            Scope::Team => "team",
            Scope::SomeMembers => "some_members",
            Scope::OnePerson => "one_person",
        });
        let cells = [
            (Column::Campaign, self.campaign(state.campaign)),
            (Column::Aspect, content.aspect.clone().unwrap_or_default()),
            (Column::Finding, content.statement.clone()),
            (Column::Manifestations, content.manifestations.join("\n")),
            (Column::Scope, scope.unwrap_or_default().to_owned()),
            (Column::FindingUnit, content.unit.map(|unit| self.name(unit)).unwrap_or_default()),
            (Column::Status, self.status(state)),
            (Column::Closing, self.closing(state)),
        ];
        cells.into_iter().collect()
    }

    fn status(&self, state: &finding::State) -> String {
        let label = self.say(&state.status.label());
        match &state.merged {
            Some((into, _)) => format!("{label} → {into}"),
            None => label,
        }
    }

    /// When, by whom, with what result it was struck off.
    fn closing(&self, state: &finding::State) -> String {
        let act = state.closings.last().filter(|_| state.status.is_closed());
        act.map_or_else(String::new, |act| {
            let who = act.by.person.map(|person| self.name(person)).unwrap_or_default();
            format!("{} {who}\n{}", act.at.strftime("%Y-%m-%d"), act.words)
        })
    }

    fn measure(&self, id: MeasureId) -> Option<Measure> {
        let state = self.states.measure(id)?;
        let findings = state.findings.iter().map(FindingId::to_string).collect();
        Some(Measure { id: id.to_string(), findings, cells: self.measure_cells(&state) })
    }

    fn measure_cells(&self, state: &measure::State) -> Cells {
        let (content, people) = (&state.content, self.people(&state.content));
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let runs_on = state.deadline.is_none() && state.runs_on();
        let cells = [
            (Column::Heading, content.heading.clone().unwrap_or_default()),
            (Column::Measure, content.statement.clone()),
            (Column::Lead, people.lead),
            (Column::Unit, people.unit),
            (Column::Owner, people.owner),
            (Column::Cooperating, people.cooperating),
            (Column::Kind, content.kind.map(|kind| kind.name().to_owned()).unwrap_or_default()),
            (Column::Deadline, if runs_on { "continuous".to_owned() } else { day(state.deadline) }),
            (Column::DeadlineWords, state.deadline_words.clone().unwrap_or_default()),
            (Column::Checklist, state.checklist.join("\n")),
            (Column::Progress, state.progress.last().map(|told| told.act.words.clone()).unwrap_or_default()),
            (Column::MeasureStatus, self.say(&state.status.label())),
            (Column::Light, self.light(state)),
            (Column::FirstDeadline, day(state.first_deadline)),
            (Column::Slippage, self.slippage(state)),
        ];
        cells.into_iter().collect()
    }

    /// Shape and word, and below why.
    fn light(&self, state: &measure::State) -> String {
        let Some(campaign) = self.states.campaign(state.campaign) else { return String::new() };
        let judged = light::measure(state, &campaign.profile, &self.calendar).on(self.day);
        let (word, why) = (judged.light.label(), judged.why.message());
        format!("{} {}\n{}", judged.light.shape(), self.say(&word), self.say(&why))
    }

    fn slippage(&self, state: &measure::State) -> String {
        let slipped = state.slippage();
        let mut said = Vec::new();
        if slipped.times > 0 {
            let (times, days) = (slipped.times, slipped.days);
            said.push(self.say(&Bilingual::new(
                format!("{times}次，{days}天"),
                format!("{}, {}", count(times, "time"), count(days, "day")),
            )));
        }
        if let Some(asked) = state.pending_extension() {
            let to = asked.to;
            said.push(self.say(&Bilingual::new(format!("已申请延至{to}，待批"), format!("asked until {to}"))));
        }
        said.join("\n")
    }

    /// Who answers for a measure: whom the ledger knows, and in whose place the words of the paper.
    fn people(&self, content: &Content) -> People {
        let written = &content.written;
        let (units, persons) = written.owner.as_deref().map(owner::split).unwrap_or_default();
        let post = content.owner_post.map(|post| self.name(post));
        let owner = content.owner.map(|person| self.name(person)).or(post);
        let helping: Vec<String> = content.cooperating.iter().map(|unit: &UnitId| self.name(*unit)).collect();
        People {
            lead: content.lead.map_or_else(|| written.lead.clone().unwrap_or_default(), |lead| self.name(lead)),
            unit: content.unit.map_or(units, |unit| self.name(unit)),
            owner: owner.unwrap_or(persons),
            cooperating: if helping.is_empty() {
                written.cooperating.clone().unwrap_or_default()
            } else {
                helping.join("、")
            },
        }
    }

    fn cause(&self, id: CauseId) -> Option<Cause> {
        let state = self.states.cause(id).filter(|cause| cause.withdrawn.is_none())?;
        let ties: Vec<String> = state.findings.iter().map(FindingId::to_string).collect();
        let cells = [(Column::Cause, state.statement.clone()), (Column::CauseFindings, ties.join("、"))];
        Some(Cause { id: id.to_string(), cells: cells.into_iter().collect() })
    }
}

struct People {
    lead: String,
    unit: String,
    owner: String,
    cooperating: String,
}
