//! Whole lives of findings, as many as are wanted, the same for the same seed: drafted, promised, worked on, shown, judged,
//! struck off, looked at again. Every step is decided by the domain, so that what a large ledger holds could have happened.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};

use super::furniture::morning;
use super::sample::{self, CAMPAIGNS, Dice, PERSONS, UNITS};
use crate::finding::{self, LookBackResult};
use crate::profile::{EvidenceKind, Grade, Kind, Step};
use crate::{
    Actor, CampaignId, Command, Digest, Event, EvidenceId, FindingId, Given, MeasureId, PersonId, PostId, Profile,
    State, States, Stream, UnitId, campaign, decide, evidence, measure, person, post, unit,
};

/// Whoever keeps the ledger.
pub const OFFICE: PersonId = PersonId(1);
/// Whoever leads all work.
pub const CHIEF: PersonId = PersonId(2);
/// Whoever judges evidence, and looks again.
pub const VERIFIER: PersonId = PersonId(3);
/// Somebody to lead a branch with the units below it.
pub const BRANCH_LEAD: PersonId = PersonId(5);
/// Somebody who answers for measures and holds a post.
pub const OWNER: PersonId = PersonId(77);
/// Somebody of another unit.
pub const MEMBER: PersonId = PersonId(140);

/// The first of those who approve, one a level.
const APPROVERS: u64 = 6;
/// The first day.
const FIRST: Date = date(2025, 5, 6);
/// Days until the last.
const DAYS: u64 = 420;
/// So many findings share a file that shows them.
const SHARE: u64 = 4;

/// A ledger in the making; what is over is forgotten.
#[derive(Debug, Clone)]
pub struct Lives {
    states: HashMap<Stream, State>,
    dice: Dice,
    all: u64,
    begun: u64,
    measures: u64,
    evidence: u64,
    made: Vec<(Stream, Event)>,
    at: Timestamp,
}

impl Lives {
    /// Of so many findings, none of which there is yet.
    #[must_use]
    pub fn new(all: u64) -> Self {
        Self {
            states: HashMap::new(),
            dice: Dice::new(11),
            all,
            begun: 0,
            measures: 0,
            evidence: 0,
            made: Vec::new(),
            at: morning(FIRST),
        }
    }

    /// Units, people, posts, and a campaign for each profile in turn.
    ///
    /// # Panics
    /// The domain refuses some of it, which it must not.
    pub fn organisation(&mut self, profiles: &[Profile]) -> Vec<(Stream, Event)> {
        let units = (1..=UNITS).map(|n| {
            let parent = sample::parent(UnitId(n));
            let register = unit::Command::Register { name: format!("第{n}部"), short: None, parent };
            Command::Unit(UnitId(n), register)
        });
        let people = (1..=PERSONS).map(|n| {
            let register =
                person::Command::Register { name: format!("职员{n}"), units: BTreeSet::from([of_person(n)]) };
            Command::Person(PersonId(n), register)
        });
        let posts = (1..=UNITS).flat_map(|n| {
            let title = format!("第{n}部主任");
            let create = post::Command::Create { unit: UnitId(n), title };
            let fill = post::Command::Fill { person: PersonId(owner(UnitId(n), 0)), from: FIRST };
            [Command::Post(PostId(n), create), Command::Post(PostId(n), fill)]
        });
        let campaigns = (1..=CAMPAIGNS).zip(profiles.iter().cycle()).map(|(n, profile)| {
            let content = campaign::Content {
                theme: format!("第{n}轮自查"),
                examiner: None,
                units: BTreeSet::from([UnitId(1)]),
                from: FIRST,
                until: None,
            };
            Command::Campaign(CampaignId(n), campaign::Command::Open { content, profile: Box::new(profile.clone()) })
        });
        for command in units.chain(people).chain(posts).chain(campaigns).collect::<Vec<_>>() {
            assert!(self.act(None, FIRST, &command), "{command:?} is refused");
        }
        std::mem::take(&mut self.made)
    }

    /// When the last events came about.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// Some hundreds of findings more with all that becomes of them; empty once there are all.
    pub fn more(&mut self, count: u64) -> Vec<(Stream, Event)> {
        let day = FIRST.saturating_add((self.begun * DAYS / self.all.max(1)).cast_signed().days());
        self.at = morning(day).max(self.at);
        let last = self.all.min(self.begun + count);
        while self.begun < last {
            self.begun += 1;
            let _ = self.live(FindingId(self.begun), day);
        }
        // What is over is asked for no more.
        self.states.retain(|stream, _| !matches!(stream, Stream::Finding(_) | Stream::Measure(_)));
        std::mem::take(&mut self.made)
    }

    /// As far as this one comes; `None` once it stays where it is.
    fn live(&mut self, id: FindingId, day: Date) -> Option<()> {
        let content = sample::content(id.0, &mut self.dice);
        let unit = content.unit?;
        let campaign = CampaignId(1 + self.dice.below(CAMPAIGNS));
        let of = |command| Command::Finding(id, command);
        self.must(OFFICE, day, &of(finding::Command::Draft { campaign, content, sources: Vec::new() }))?;
        self.goes_on(94)?;
        self.must(OFFICE, day, &of(finding::Command::Register {}))?;
        self.goes_on(85)?;
        let answers = if self.dice.below(8) == 0 { 2 } else { 1 };
        let measures: Vec<MeasureId> = (0..answers).map_while(|_| self.promise(id, campaign, unit, day)).collect();
        for (by, level) in (APPROVERS..).zip(self.levels(campaign, Step::Plan)) {
            self.goes_on(97)?;
            let approve = finding::Command::Approve { step: Step::Plan, level: Some(level), note: String::new() };
            self.must(PersonId(by), day, &of(approve))?;
        }
        let (owner, later) = (PersonId(owner(unit, id.0)), day.saturating_add(20.days()));
        for measure in &measures {
            self.work(*measure, owner, later);
        }
        self.goes_on(45)?;
        for measure in &measures {
            self.show(*measure, owner, later)?;
        }
        self.must(owner, later, &of(finding::Command::Submit { note: "已逐项完成，请验收。".to_owned() }))?;
        self.goes_on(85)?;
        if self.dice.below(12) == 0 {
            return self.must(
                VERIFIER,
                later,
                &of(finding::Command::Return { reason: "佐证不足，请补充。".to_owned() }),
            );
        }
        let verify = finding::Command::Verify { grade: Grade::Done, note: "现场核对，情况属实。".to_owned() };
        self.must(VERIFIER, later, &of(verify))?;
        for (by, level) in (APPROVERS..).zip(self.levels(campaign, Step::Closing)) {
            self.goes_on(97)?;
            let approve = finding::Command::Approve { step: Step::Closing, level: Some(level), note: String::new() };
            self.must(PersonId(by), later, &of(approve))?;
        }
        self.goes_on(97)?;
        self.must(OFFICE, later, &of(finding::Command::Close { summary: "问题已解决，制度已补上。".to_owned() }))?;
        self.goes_on(30)?;
        let result = if self.dice.below(10) == 0 { LookBackResult::Rebounded } else { LookBackResult::Held };
        let on = later.saturating_add(90.days());
        let note = "回头看现场核对。".to_owned();
        let look = finding::Command::LookBack { due: None, on, result, note, evidence: Vec::new(), follow_up: None };
        self.must(VERIFIER, on, &of(look))
    }

    fn promise(&mut self, id: FindingId, campaign: CampaignId, unit: UnitId, day: Date) -> Option<MeasureId> {
        let number = MeasureId(self.measures + 1);
        let days = 30 + self.dice.below(300).cast_signed();
        let by_post = self.dice.below(10) == 0;
        let (statement, kind) = (sample::promise(&mut self.dice), *self.dice.pick(&[Kind::Immediate, Kind::Staged]));
        let content = measure::Content {
            statement,
            kind: Some(kind),
            lead: Some(PersonId(owner(sample::parent(unit).unwrap_or(unit), 0))),
            owner: (!by_post).then(|| PersonId(owner(unit, id.0))),
            owner_post: by_post.then_some(PostId(unit.0)),
            unit: Some(unit),
            ..measure::Content::default()
        };
        let deadline = Some(day.saturating_add(days.days()));
        let plan = Box::new(measure::Plan { content, deadline, ..measure::Plan::default() });
        let register = measure::Command::Register { campaign, findings: vec![id], plan, sources: Vec::new() };
        self.must(OFFICE, day, &Command::Measure(number, register))?;
        self.measures += 1;
        Some(number)
    }

    fn work(&mut self, id: MeasureId, owner: PersonId, day: Date) {
        for _ in 0..self.dice.below(3) {
            let words = sample::done(&mut self.dice);
            self.act(Some(owner), day, &Command::Measure(id, measure::Command::Progress { words }));
        }
        if self.dice.below(25) == 0 {
            let (to, reason) = (date(2026, 12, 20), "配件未到货。".to_owned());
            self.act(Some(owner), day, &Command::Measure(id, measure::Command::RequestExtension { to, reason }));
        }
    }

    fn show(&mut self, id: MeasureId, owner: PersonId, day: Date) -> Option<()> {
        if self.evidence == 0 || self.dice.below(SHARE) == 0 {
            let number = self.evidence + 1;
            let mut digest = [7; 32];
            digest[..8].copy_from_slice(&number.to_be_bytes());
            let kind = *self.dice.pick(&[EvidenceKind::Photo, EvidenceKind::Record, EvidenceKind::Voucher]);
            let content = evidence::Content {
                name: format!("佐证{number}.pdf"),
                kind,
                dated: day,
                ..evidence::Content::default()
            };
            let register = evidence::Command::Register { digest: Digest(digest), size: 4096, content };
            self.must(owner, day, &Command::Evidence(EvidenceId(number), register))?;
            self.states.remove(&Stream::Evidence(EvidenceId(number.saturating_sub(1))));
            self.evidence = number;
        }
        let evidence = EvidenceId(self.evidence);
        self.must(owner, day, &Command::Measure(id, measure::Command::Attach { evidence, item: None }))?;
        self.must(owner, day, &Command::Measure(id, measure::Command::Complete { note: "已完成。".to_owned() }))
    }

    /// Whether chance lets it go on.
    fn goes_on(&mut self, percent: u64) -> Option<()> {
        (self.dice.below(100) < percent).then_some(())
    }

    fn levels(&self, campaign: CampaignId, step: Step) -> Vec<String> {
        let campaign = (self as &dyn States).campaign(campaign);
        campaign.map_or_else(Vec::new, |of| of.profile.levels(step).iter().map(|level| level.key.clone()).collect())
    }

    fn must(&mut self, who: PersonId, today: Date, command: &Command) -> Option<()> {
        self.act(Some(who), today, command).then_some(())
    }

    /// Whether the domain says yes.
    fn act(&mut self, person: Option<PersonId>, today: Date, command: &Command) -> bool {
        let actor = person.map_or(Actor::LOCAL, Actor::web);
        let Ok(events) = decide(self, command, &Given { actor, at: self.at, today }) else { return false };
        for (stream, event) in &events {
            let state = State::evolve(self.states.remove(stream), event, self.at);
            self.states.insert(*stream, state);
        }
        self.made.extend(events);
        true
    }
}

impl States for Lives {
    fn state(&self, stream: &Stream) -> Option<State> {
        self.states.get(stream).cloned()
    }
}

/// The unit of person `n`.
const fn of_person(n: u64) -> UnitId {
    UnitId(1 + n % UNITS)
}

/// One of those of a unit who answer for something: nobody who judges.
const fn owner(unit: UnitId, n: u64) -> u64 {
    let first = unit.0 - 1;
    let first = if first < 10 { first + UNITS } else { first };
    first + UNITS * (n % 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Status;
    use crate::testing::{lenient, strict};

    #[test]
    fn findings_come_to_every_end() {
        let mut lives = Lives::new(400);
        let mut states: HashMap<Stream, State> = HashMap::new();
        let mut events = lives.organisation(&[strict(), lenient()]);
        loop {
            for (stream, event) in events {
                let state = State::evolve(states.remove(&stream), &event, lives.at());
                states.insert(stream, state);
            }
            events = lives.more(50);
            if events.is_empty() {
                break;
            }
        }
        let count = |status: Status| {
            states.values().filter(|state| matches!(state, State::Finding(of) if of.status == status)).count()
        };
        assert_eq!(states.keys().filter(|stream| matches!(stream, Stream::Finding(_))).count(), 400);
        for status in [Status::Draft, Status::Registered, Status::Rectifying, Status::Submitted, Status::Closed] {
            assert!(count(status) >= 10, "{status:?}: {}", count(status));
        }
    }
}
