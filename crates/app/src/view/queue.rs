//! What waits for somebody (待办): one list made of all that the roles and the work of a person bring, by date, and no longer
//! than can be read. Every part of it is an index, so that it is told as soon over a million findings.

use std::collections::BTreeSet;

use jiff::civil::Date;
use ledger::finding::Waits;
use ledger::light::Light;
use ledger::profile::Step;
use ledger::{Bilingual, CampaignId, FindingId, HandOverId, MeasureId, State, Stream, hand_over, measure};
use store::{Cursor, FindingQuery, MeasureQuery, Mine, Sight, Sort};

use super::{Lit, Named, View};
use crate::Failure;
use crate::access::{Action, Item, Principal};

/// The most lines of one kind.
const EACH: usize = 20;
/// The most lines in all.
const MOST: usize = 50;
/// Pages that are gone through for lines of one kind, where a policy says no to many.
const PAGES: usize = 4;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chore {
    /// Take over a post.
    TakeOver,
    /// Work on a measure and report.
    Report,
    /// Submit a finding whose measures are done.
    Submit,
    /// Promise a measure.
    Plan,
    /// Approve a plan.
    ApprovePlan,
    /// Judge the evidence.
    Verify,
    /// Approve a closing.
    ApproveClosing,
    /// Strike off.
    Close,
    /// Decide on an extension.
    Extension,
    /// Look back.
    LookBack,
    /// Register drafts.
    Register,
}

/// Something that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What is to be done.
    pub chore: Chore,
    /// With what: a finding, a measure, a hand-over; for drafts their campaign.
    pub of: Stream,
    /// What it says.
    pub words: String,
    /// By when.
    pub by: Option<Date>,
    /// Since when, where nothing says by when.
    pub since: Option<Date>,
    /// Its light, with the reason.
    pub light: Option<Lit>,
    /// Why it waits for this person, where the light does not say so.
    pub why: Option<Bilingual>,
    /// The unit, or else the campaign.
    pub place: Option<Named>,
    /// How many there are, where one line stands for many.
    pub many: Option<u64>,
}

/// What waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Queue {
    /// What waits, the red first, each light by date.
    pub lines: Vec<Waiting>,
    /// What else waits and is not among the lines: how many of each kind.
    pub more: Vec<(Chore, u64)>,
}

/// How policies are asked.
pub trait Policy {
    /// Whether the action may be done to the item.
    fn may(&self, action: Action, item: &Item) -> bool;

    /// Where the action may be done, at a level of approval.
    fn reach(&self, action: Action, level: &str) -> Sight;
}

impl View<'_> {
    /// What waits for `who`.
    ///
    /// # Errors
    /// The database failed.
    pub fn queue(&self, who: &Principal, policy: &dyn Policy) -> Result<Queue, Failure> {
        let mut gathered = Gathered { view: self, policy, queue: Queue::default() };
        if let Some(person) = who.person {
            let posts = who.posts.iter().copied().collect();
            let mine = Mine { person, posts, leads: false };
            gathered.hand_overs(person)?;
            gathered.own(&mine)?;
            for unit in &who.units {
                let unowned = MeasureQuery { unit: Some(*unit), unowned: true, ..MeasureQuery::all(self.today) };
                gathered.measures(Chore::Report, Action::Report, unowned)?;
            }
        }
        gathered.roles()?;
        let mut queue = gathered.queue;
        queue.lines.sort_by_key(|line| {
            let light = line.light.as_ref().map_or("", |light| light.light);
            let place = ["red", "yellow"].iter().position(|known| *known == light).unwrap_or(2);
            (place, line.by.or(line.since).unwrap_or(Date::MAX), line.chore, line.of)
        });
        queue.lines.dedup_by(|a, b| a.of == b.of && a.chore == b.chore);
        let over = queue.lines.split_off(MOST.min(queue.lines.len()));
        for line in over {
            more(&mut queue.more, line.chore, 1);
        }
        queue.more.sort_unstable_by_key(|(chore, _)| *chore);
        self.sound(queue)
    }
}

impl View<'_> {
    /// The keys of all levels of approval that campaigns have.
    ///
    /// # Errors
    /// The database failed.
    pub fn levels(&self) -> Result<BTreeSet<(Step, String)>, Failure> {
        let mut levels = BTreeSet::new();
        for (_, state) in self.all::<CampaignId>()? {
            let State::Campaign(campaign) = state else { continue };
            for step in Step::ALL {
                levels.extend(campaign.profile.levels(*step).iter().map(|level| (*step, level.key.clone())));
            }
        }
        Ok(levels)
    }
}

struct Gathered<'q, 'a> {
    view: &'q View<'a>,
    policy: &'q dyn Policy,
    queue: Queue,
}

impl Gathered<'_, '_> {
    /// What somebody answers for.
    fn own(&mut self, mine: &Mine) -> Result<(), Failure> {
        let own = MeasureQuery { mine: Some(mine.clone()), ..MeasureQuery::all(self.view.today) };
        self.measures(Chore::Report, Action::Report, own)?;
        let done = FindingQuery { mine: Some(mine.clone()), ..self.waiting(Waits::Submitting, Sight::All) };
        self.findings(Chore::Submit, Action::Submit, "", done)
    }

    /// What roles bring.
    fn roles(&mut self) -> Result<(), Failure> {
        for (chore, action, waits) in [
            (Chore::Plan, Action::Plan, Waits::Planning),
            (Chore::Verify, Action::Verify, Waits::Verifying),
            (Chore::Close, Action::Close, Waits::Closing),
        ] {
            let query = self.waiting(waits, self.policy.reach(action, ""));
            self.findings(chore, action, "", query)?;
        }
        let sight = self.policy.reach(Action::LookBack, "");
        let due = FindingQuery { light: Some(Light::Yellow), ..self.waiting(Waits::LookBack, sight) };
        self.findings(Chore::LookBack, Action::LookBack, "", due)?;
        self.approvals()?;
        self.drafts()
    }

    fn waiting(&self, waits: Waits, sight: Sight) -> FindingQuery {
        FindingQuery { waits: Some(vec![waits]), sight, sort: Sort::Due, ..FindingQuery::all(self.view.today) }
    }

    /// Plans, closings and extensions, level by level.
    fn approvals(&mut self) -> Result<(), Failure> {
        for (step, level) in self.view.levels()? {
            let (chore, action) = match step {
                Step::Plan => (Chore::ApprovePlan, Action::Approve),
                Step::Closing => (Chore::ApproveClosing, Action::Approve),
                Step::Extension => (Chore::Extension, Action::DecideExtension),
            };
            let sight = self.policy.reach(action, &level);
            if step == Step::Extension {
                let all = MeasureQuery::all(self.view.today);
                self.extensions(
                    &level,
                    MeasureQuery { extension: Some(vec![level.clone()]), sight, sort: Sort::Due, ..all },
                )?;
            } else {
                let query = self.waiting(Waits::Approval(step, level.clone()), sight);
                self.findings(chore, action, &level, query)?;
            }
        }
        Ok(())
    }

    fn findings(&mut self, chore: Chore, action: Action, level: &str, mut query: FindingQuery) -> Result<(), Failure> {
        if query.sight.is_empty() {
            return Ok(());
        }
        query.limit = 2 * EACH as u64;
        let (mut shown, mut denied, mut cut) = (0, 0, false);
        for _ in 0..PAGES {
            let page = self.view.reader.findings(&query)?;
            for row in page.rows {
                // Asking the policies costs more than anything else here: what is not shown is not asked about.
                if shown >= EACH {
                    cut = true;
                    break;
                }
                let Some(item) = self.view.item(row.id.into())? else { continue };
                if !self.policy.may(action, &item.at(level)) {
                    denied += 1;
                } else {
                    shown += 1;
                    let line = self.finding(chore, level, row.id, row.due);
                    self.queue.lines.extend(line);
                }
            }
            let next: Option<Cursor> = page.next;
            if next.is_none() && !cut {
                // All were looked at: there is nothing more to be counted.
                return Ok(());
            }
            if next.is_none() || shown >= EACH {
                break;
            }
            query.after = next;
        }
        let all = self.view.count_findings(&query)?;
        more(&mut self.queue.more, chore, all.saturating_sub(shown as u64 + denied));
        Ok(())
    }

    fn finding(&self, chore: Chore, level: &str, id: FindingId, due: Option<Date>) -> Option<Waiting> {
        let state = self.view.states().finding(id)?;
        let profile = self.view.profile(state.campaign)?;
        let title = |step| {
            let levels = profile.levels(step);
            levels.iter().find(|known| known.key == level).map_or_else(Bilingual::default, |level| level.title.clone())
        };
        let by = if chore == Chore::LookBack { state.look_backs_due.iter().min().copied() } else { due };
        let place = state.content.unit.map(|unit| self.view.named(unit));
        Some(Waiting {
            chore,
            of: id.into(),
            words: state.content.statement.clone(),
            by,
            since: Some(self.view.app().day(state.times.status)),
            light: Some(self.view.finding_light(&state)),
            why: match chore {
                Chore::ApprovePlan => {
                    let title = title(Step::Plan);
                    Some(Bilingual::new(
                        format!("整改方案待{}批准", title.zh),
                        format!("the plan waits for approval: {}", title.en),
                    ))
                }
                Chore::ApproveClosing => {
                    let title = title(Step::Closing);
                    Some(Bilingual::new(
                        format!("验收已通过，销号待{}批准", title.zh),
                        format!("verified; the closing waits for approval: {}", title.en),
                    ))
                }
                Chore::Close => {
                    Some(Bilingual::fixed("已验收、已批准，可以销号", "verified and approved: it can be closed"))
                }
                Chore::Submit => Some(Bilingual::fixed(
                    "措施已办结或按期兑现，可以提交验收",
                    "its measures are done or kept: it can be submitted",
                )),
                _ => None,
            },
            place: place.or_else(|| Some(self.view.named(state.campaign))),
            many: None,
        })
    }

    /// Open measures, the red first.
    fn measures(&mut self, chore: Chore, action: Action, of: MeasureQuery) -> Result<(), Failure> {
        let of = MeasureQuery { status: vec![measure::Status::Open], sort: Sort::Due, ..of };
        let total = self.view.reader.count_measures(&of)?;
        let (mut shown, mut denied) = (0, 0);
        for light in [Light::Red, Light::Yellow, Light::Grey, Light::Green, Light::Purple] {
            if shown >= EACH {
                break;
            }
            let limit = (EACH - shown) as u64;
            let page = self.view.reader.measures(&MeasureQuery { light: Some(light), limit, ..of.clone() })?;
            for row in page.rows {
                // What runs on and is kept waits for nobody.
                let Some(item) = self.view.item(row.id.into())?.filter(|_| light != Light::Purple) else {
                    denied += 1;
                    continue;
                };
                match self.measure(chore, row.id, row.due) {
                    Some(line) if self.policy.may(action, &item) => {
                        shown += 1;
                        self.queue.lines.push(line);
                    }
                    _ => denied += 1,
                }
            }
        }
        more(&mut self.queue.more, chore, total.saturating_sub((shown + denied) as u64));
        Ok(())
    }

    /// A line about a measure, unless it is not yet to be worked on.
    fn measure(&self, chore: Chore, id: MeasureId, due: Option<Date>) -> Option<Waiting> {
        let state = self.view.states().measure(id)?;
        let at_work =
            |id: &FindingId| self.view.states().finding(*id).is_some_and(|finding| finding.status.is_at_work());
        if chore == Chore::Report && !state.findings.iter().any(at_work) {
            return None;
        }
        let milestone = state.milestones.iter().filter(|milestone| milestone.is_open()).map(|m| m.due).min();
        let place = state.content.unit.map(|unit| self.view.named(unit));
        Some(Waiting {
            chore,
            of: id.into(),
            words: state.content.statement.clone(),
            by: milestone.into_iter().chain(due).min(),
            since: state.worked_on.or(Some(state.registered_on)),
            light: self.view.measure_lit(id),
            why: None,
            place: place.or_else(|| Some(self.view.named(state.campaign))),
            many: None,
        })
    }

    fn extensions(&mut self, level: &str, query: MeasureQuery) -> Result<(), Failure> {
        if query.sight.is_empty() {
            return Ok(());
        }
        let total = self.view.reader.count_measures(&query)?;
        let (mut shown, mut denied) = (0, 0);
        for row in self.view.reader.measures(&MeasureQuery { limit: EACH as u64, ..query })?.rows {
            let Some(item) = self.view.item(row.id.into())? else { continue };
            if !self.policy.may(Action::DecideExtension, &item.at(level)) {
                denied += 1;
                continue;
            }
            let Some(mut line) = self.measure(Chore::Extension, row.id, row.due) else { continue };
            if let Some(asked) = self.view.states().measure(row.id).and_then(|state| state.pending_extension().cloned())
            {
                let to = asked.to;
                line.why = Some(Bilingual::new(format!("申请延至 {to}"), format!("asks for an extension to {to}")));
            }
            shown += 1;
            self.queue.lines.push(line);
        }
        more(&mut self.queue.more, Chore::Extension, total.saturating_sub(shown + denied));
        Ok(())
    }

    /// Drafts, a line a campaign: they are confirmed together.
    fn drafts(&mut self) -> Result<(), Failure> {
        let sight = self.policy.reach(Action::Keep, "");
        if sight.is_empty() {
            return Ok(());
        }
        let campaigns = self.view.all::<CampaignId>()?;
        let query =
            |id: CampaignId| FindingQuery { campaign: Some(id), ..self.waiting(Waits::Registering, sight.clone()) };
        let queries: Vec<FindingQuery> = campaigns.iter().map(|(id, _)| query(*id)).collect();
        let counts = self.view.counts(&queries)?.unwrap_or_default();
        for ((id, _), count) in campaigns.iter().zip(counts).filter(|(_, count)| *count > 0) {
            self.queue.lines.push(Waiting {
                chore: Chore::Register,
                of: (*id).into(),
                words: self.view.name_of(*id),
                by: None,
                since: None,
                light: None,
                why: None,
                place: None,
                many: Some(count),
            });
        }
        Ok(())
    }

    fn hand_overs(&mut self, person: ledger::PersonId) -> Result<(), Failure> {
        for (id, state) in self.view.all::<HandOverId>()? {
            let State::HandOver(state) = state else { continue };
            if state.to != person || state.status != hand_over::Status::Proposed {
                continue;
            }
            let (post, from) = (self.view.name_of(state.post), self.view.name_of(state.from));
            let items = state.items.len();
            self.queue.lines.push(Waiting {
                chore: Chore::TakeOver,
                of: id.into(),
                words: post,
                by: None,
                since: Some(self.view.app().day(state.proposed.at)),
                light: None,
                why: Some(Bilingual::new(
                    format!("{from}移交，未完成事项 {items} 件"),
                    format!("handed over by {from} with {}", ledger::count(items, "open item")),
                )),
                place: None,
                many: None,
            });
        }
        Ok(())
    }
}

fn more(all: &mut Vec<(Chore, u64)>, chore: Chore, count: u64) {
    if count == 0 {
        return;
    }
    match all.iter_mut().find(|(known, _)| *known == chore) {
        Some((_, known)) => *known += count,
        None => all.push((chore, count)),
    }
}
