//! From a command to events, or to a refusal that lists everything that lacks.

use crate::aggregate::from_aggregates;
use crate::profile::Level;
use crate::{
    AccountId, Bilingual, CampaignId, CauseId, Event, EvidenceId, FindingId, Given, HandOverId, MeasureId, PaperId,
    PersonId, PostId, RegulationId, States, Stream, UnitId,
};

/// What somebody wants done, and to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// To a unit.
    Unit(UnitId, crate::unit::Command),
    /// To a person.
    Person(PersonId, crate::person::Command),
    /// To a post.
    Post(PostId, crate::post::Command),
    /// To a campaign.
    Campaign(CampaignId, crate::campaign::Command),
    /// To a paper.
    Paper(PaperId, crate::paper::Command),
    /// To a finding.
    Finding(FindingId, crate::finding::Command),
    /// To a cause.
    Cause(CauseId, crate::cause::Command),
    /// To a measure.
    Measure(MeasureId, crate::measure::Command),
    /// To a file of evidence.
    Evidence(EvidenceId, crate::evidence::Command),
    /// To a regulation.
    Regulation(RegulationId, crate::regulation::Command),
    /// To a hand-over.
    HandOver(HandOverId, crate::hand_over::Command),
    /// To an account.
    Account(AccountId, crate::account::Command),
    /// To the holiday tables.
    Calendar(crate::holidays::Command),
    /// To the log.
    Log(crate::log::Command),
}

/// Events, each with the stream that it is appended to, in order.
pub type Events = Vec<(Stream, Event)>;

/// The domain says no: everything that lacks, at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What lacks; never empty.
    pub reasons: Vec<Reason>,
}

/// One thing that lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There is no such thing.
    Missing(Stream),
    /// There is one already.
    Taken(Stream),
    /// The act rests on somebody's word, and nobody is named.
    Unnamed,
    /// This text is empty.
    Blank(Bilingual),
    /// That person approved the same already.
    ApprovedTwice(PersonId),
    /// That level comes first.
    OutOfTurn(Level),
    /// The profile has no such level for it.
    NoLevel(String),
    /// A unit says no.
    Unit(crate::unit::Refusal),
    /// A person says no.
    Person(crate::person::Refusal),
    /// A post says no.
    Post(crate::post::Refusal),
    /// A campaign says no.
    Campaign(crate::campaign::Refusal),
    /// A paper says no.
    Paper(crate::paper::Refusal),
    /// A finding says no.
    Finding(crate::finding::Refusal),
    /// A cause says no.
    Cause(crate::cause::Refusal),
    /// A measure says no.
    Measure(crate::measure::Refusal),
    /// A file of evidence says no.
    Evidence(crate::evidence::Refusal),
    /// A regulation says no.
    Regulation(crate::regulation::Refusal),
    /// A hand-over says no.
    HandOver(crate::hand_over::Refusal),
    /// An account says no.
    Account(crate::account::Refusal),
    /// The holiday tables say no.
    Calendar(crate::holidays::Refusal),
    /// The log says no.
    Log(crate::log::Refusal),
}

from_aggregates!(Reason of Refusal: Unit unit, Person person, Post post, Campaign campaign, Paper paper,
    Finding finding, Cause cause, Measure measure, Evidence evidence, Regulation regulation, HandOver hand_over,
    Account account, Calendar holidays, Log log);

/// What follows from `command`, or everything that lacks. A pure function: `states` is all that it reads.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, command: &Command, given: &Given) -> Result<Events, Refusal> {
    if let Some(person) = given.actor.person
        && states.person(person).is_none()
    {
        return Err(Reason::Missing(person.into()).into());
    }
    match command {
        Command::Unit(id, command) => crate::unit::decide(states, *id, command, given),
        Command::Person(id, command) => crate::person::decide(states, *id, command, given),
        Command::Post(id, command) => crate::post::decide(states, *id, command, given),
        Command::Campaign(id, command) => crate::campaign::decide(states, *id, command, given),
        Command::Paper(id, command) => crate::paper::decide(states, *id, command, given),
        Command::Finding(id, command) => crate::finding::decide(states, *id, command, given),
        Command::Cause(id, command) => crate::cause::decide(states, *id, command, given),
        Command::Measure(id, command) => crate::measure::decide(states, *id, command, given),
        Command::Evidence(id, command) => crate::evidence::decide(states, *id, command, given),
        Command::Regulation(id, command) => crate::regulation::decide(states, *id, command, given),
        Command::HandOver(id, command) => crate::hand_over::decide(states, *id, command, given),
        Command::Account(id, command) => crate::account::decide(states, *id, command, given),
        Command::Calendar(command) => crate::holidays::decide(states, command, given),
        Command::Log(command) => crate::log::decide(states, command, given),
    }
}

impl Command {
    /// The stream of what it is done to.
    #[must_use]
    pub const fn stream(&self) -> Stream {
        match self {
            Self::Unit(id, _) => Stream::Unit(*id),
            Self::Person(id, _) => Stream::Person(*id),
            Self::Post(id, _) => Stream::Post(*id),
            Self::Campaign(id, _) => Stream::Campaign(*id),
            Self::Paper(id, _) => Stream::Paper(*id),
            Self::Finding(id, _) => Stream::Finding(*id),
            Self::Cause(id, _) => Stream::Cause(*id),
            Self::Measure(id, _) => Stream::Measure(*id),
            Self::Evidence(id, _) => Stream::Evidence(*id),
            Self::Regulation(id, _) => Stream::Regulation(*id),
            Self::HandOver(id, _) => Stream::HandOver(*id),
            Self::Account(id, _) => Stream::Account(*id),
            Self::Calendar(_) => Stream::Calendar,
            Self::Log(_) => Stream::Log,
        }
    }
}

impl Reason {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Missing(stream) => Bilingual::new(format!("没有 {stream}"), format!("there is no {stream}")),
            Self::Taken(stream) => Bilingual::new(format!("{stream} 已存在"), format!("{stream} exists already")),
            Self::Unnamed => Bilingual::fixed("须写明由谁办理", "it must be said which person does this"),
            Self::Blank(field) => {
                Bilingual::new(format!("{}不能为空", field.zh), format!("the {} must not be empty", field.en))
            }
            Self::ApprovedTwice(person) => Bilingual::new(
                format!("{person} 已批准过，须由他人批准"),
                format!("{person} has approved already: somebody else must"),
            ),
            Self::OutOfTurn(level) => {
                Bilingual::new(format!("应先由“{}”批准", level.title.zh), format!("{} comes first", level.title.en))
            }
            Self::NoLevel(key) => Bilingual::new(format!("没有审批层级“{key}”"), format!("there is no level `{key}`")),
            Self::Unit(of) => of.message(),
            Self::Person(of) => of.message(),
            Self::Post(of) => of.message(),
            Self::Campaign(of) => of.message(),
            Self::Paper(of) => of.message(),
            Self::Finding(of) => of.message(),
            Self::Cause(of) => of.message(),
            Self::Measure(of) => of.message(),
            Self::Evidence(of) => of.message(),
            Self::Regulation(of) => of.message(),
            Self::HandOver(of) => of.message(),
            Self::Account(of) => of.message(),
            Self::Calendar(of) => of.message(),
            Self::Log(of) => of.message(),
        }
    }
}

impl Refusal {
    /// Everything that lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let all: Vec<_> = self.reasons.iter().map(Reason::message).collect();
        let join = |pick: fn(&Bilingual) -> &str, between| all.iter().map(pick).collect::<Vec<_>>().join(between);
        Bilingual::new(join(|b| &b.zh, "；"), join(|b| &b.en, "; "))
    }
}

impl<R: Into<Reason>> From<R> for Refusal {
    fn from(reason: R) -> Self {
        Self { reasons: vec![reason.into()] }
    }
}

/// Gathers everything that lacks before anything is decided.
#[derive(Debug, Default)]
pub struct Lacks(Vec<Reason>);

impl Lacks {
    /// Nothing lacks yet.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// This lacks.
    pub fn add(&mut self, reason: impl Into<Reason>) {
        self.0.push(reason.into());
    }

    /// This lacks where `condition` does not hold.
    pub fn unless(&mut self, condition: bool, reason: impl Into<Reason>) {
        if !condition {
            self.add(reason);
        }
    }

    /// This text must say something.
    pub fn text(&mut self, text: &str, field: Bilingual) {
        self.unless(!text.trim().is_empty(), Reason::Blank(field));
    }

    /// Something must be said of why.
    pub fn reason(&mut self, reason: &str) {
        self.text(reason, Bilingual::fixed("理由", "reason"));
    }

    /// What was found, which must be there.
    pub fn found<T>(&mut self, found: Option<T>, stream: impl Into<Stream>) -> Option<T> {
        if found.is_none() {
            self.add(Reason::Missing(stream.into()));
        }
        found
    }

    /// A stream that is about to begin must not have begun.
    pub fn free<T>(&mut self, found: Option<T>, stream: impl Into<Stream>) {
        if found.is_some() {
            self.add(Reason::Taken(stream.into()));
        }
    }

    /// The person who acts, who must be named.
    pub fn named(&mut self, given: &Given) -> Option<PersonId> {
        if given.actor.person.is_none() {
            self.add(Reason::Unnamed);
        }
        given.actor.person
    }

    /// Goes on where nothing lacks.
    ///
    /// # Errors
    /// Everything that lacks.
    pub fn pass(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal { reasons: self.0 }) }
    }
}
