//! The words of a script: what becomes of the findings of one campaign, day by day.

mod opening;

use jiff::civil::Date;
use ledger::finding::{Command as Finding, LookBackResult};
use ledger::measure::{Command as Measure, Milestone};
use ledger::profile::{Grade, Step};
use ledger::{Command, FindingId, PersonId, RegulationId, UnitId, regulation};

use crate::files::File;
use crate::organisation::{HE, JIANG, ZHENG};
use crate::stage::Stage;
use crate::turn::{Answer, Look, Turn, Who};

pub(super) use opening::Opening;

/// A campaign that is being written. Its findings are called by their numbers in its paper.
pub(super) struct Script<'s> {
    pub stage: &'s mut Stage,
    /// The number of its first finding, less one.
    base: u64,
    /// Who approves closings, the lowest level first.
    closing: [PersonId; 2],
    /// Who decides on extensions.
    extension: PersonId,
}

impl Script<'_> {
    /// The finding of that number in the paper.
    pub const fn finding(&self, number: u64) -> FindingId {
        FindingId(self.base + number)
    }

    /// A date to come, told in commands.
    pub fn date(&self, offset: i64) -> Date {
        self.stage.day(offset)
    }

    /// Somebody does something to a finding.
    pub fn by(&mut self, person: PersonId, day: i64, number: u64, command: Finding) {
        let command = Command::Finding(self.finding(number), command);
        self.stage.plan(day, Who::Person(person), Turn::Do(command));
    }

    fn owner(&mut self, day: i64, number: u64, turn: Turn) {
        self.stage.plan(day, Who::Owner(self.finding(number)), turn);
    }

    /// Somebody does something to each open measure of a finding.
    pub fn each(&mut self, person: PersonId, day: i64, number: u64, command: Measure) {
        self.stage.plan(day, Who::Person(person), Turn::Each(self.finding(number), command));
    }

    /// A dated target is set, in the plan.
    pub fn milestone(&mut self, day: i64, number: u64, text: &str, due: i64) {
        let milestone = Milestone { text: text.to_owned(), due: self.date(due), reached: None, dropped: false };
        self.each(HE, day, number, Measure::AddMilestone { milestone });
    }

    /// A piece of evidence is asked for, in the plan.
    pub fn owe(&mut self, day: i64, number: u64, item: &str) {
        self.each(HE, day, number, Measure::AddChecklistItem { item: item.to_owned() });
    }

    /// The plan of a finding is approved.
    pub fn approve_plan(&mut self, person: PersonId, day: i64, number: u64) {
        self.by(person, day, number, Finding::Approve { step: Step::Plan, level: None, note: String::new() });
    }

    /// The owner tells how it goes.
    pub fn report(&mut self, day: i64, number: u64, words: &str) {
        let progress = Measure::Progress { words: words.to_owned() };
        self.owner(day, number, Turn::Each(self.finding(number), progress));
    }

    /// The owner shows files.
    pub fn show(&mut self, day: i64, number: u64, files: &[File]) {
        for file in files {
            self.owner(day, number, Turn::Show(self.finding(number), *file));
        }
    }

    /// The owner reached a milestone on the day `on`.
    pub fn reach(&mut self, day: i64, number: u64, milestone: u32, on: i64) {
        let reach = Measure::Reach { milestone, on: self.stage.working_day(on) };
        self.owner(day, number, Turn::Each(self.finding(number), reach));
    }

    /// The owner counts some of what was promised once, and of which there is a number.
    pub fn count(&mut self, day: i64, number: u64, quantity: u32, note: &str) {
        let check_in = Measure::CheckIn {
            commitment: 1,
            on: self.stage.working_day(day),
            due: None,
            quantity: Some(ledger::Quantity::whole(quantity)),
            note: note.to_owned(),
            evidence: Vec::new(),
        };
        self.owner(day, number, Turn::Each(self.finding(number), check_in));
    }

    /// The owner keeps what is promised by the month, at the end of each.
    pub fn keep(&mut self, from: i64, to: i64, number: u64) {
        let (from, to) = (self.date(from), self.date(to));
        let mut last = from.last_of_month();
        while last <= to {
            let near = self.stage.working_day(self.offset(last) - 2);
            let finding = self.finding(number);
            self.stage.plan_on(near, Who::Owner(finding), Turn::Keep(finding, None));
            last = crate::stage::day(last, 1).last_of_month();
        }
    }

    /// The same by the week, on Thursdays or so.
    pub fn keep_weekly(&mut self, from: i64, to: i64, number: u64) {
        for day in (from..to).step_by(7) {
            self.owner(day, number, Turn::Keep(self.finding(number), None));
        }
    }

    /// The owner tells that a cap was exceeded.
    pub fn exceed(&mut self, day: i64, number: u64, count: u32) {
        self.owner(day, number, Turn::Keep(self.finding(number), Some(count)));
    }

    fn offset(&self, day: Date) -> i64 {
        i64::from((day - self.date(0)).get_days())
    }

    /// The owner shows files, and does all that is left.
    pub fn finish(&mut self, day: i64, number: u64, files: &[File], note: &'static str) {
        self.show(day, number, files);
        self.owner(day, number, Turn::Finish(self.finding(number), note));
    }

    /// The owner says that it is rectified.
    pub fn submit(&mut self, day: i64, number: u64, note: &str) {
        self.owner(
            day,
            number,
            Turn::Do(Command::Finding(self.finding(number), Finding::Submit { note: note.into() })),
        );
    }

    /// The verifier lets it pass.
    pub fn pass(&mut self, day: i64, number: u64, note: &str) {
        self.by(JIANG, day, number, Finding::Verify { grade: Grade::Done, note: note.to_owned() });
    }

    /// The verifier sends it back.
    pub fn send_back(&mut self, day: i64, number: u64, note: &str) {
        self.by(JIANG, day, number, Finding::Verify { grade: Grade::Partly, note: note.to_owned() });
    }

    /// The lower level approves the closing, or both do, four days apart.
    pub fn approve(&mut self, day: i64, number: u64, levels: usize) {
        let closing = self.closing;
        for (level, person) in (0..).zip(closing.iter().take(levels)) {
            let approve = Finding::Approve { step: Step::Closing, level: None, note: "同意销号".to_owned() };
            self.by(*person, day + 4 * level, number, approve);
        }
    }

    /// Everything from the submission to the closing, which takes sixteen days.
    pub fn close(&mut self, day: i64, number: u64, files: &[File], note: &'static str, summary: &str) {
        self.finish(day, number, files, note);
        self.submit(day, number, note);
        self.strike_off(day, number, summary);
    }

    /// The rest after a submission on `day`: passed, approved, closed.
    pub fn strike_off(&mut self, day: i64, number: u64, summary: &str) {
        self.pass(day + 5, number, "佐证与实际相符");
        self.approve(day + 8, number, 2);
        self.by(HE, day + 16, number, Finding::Close { summary: summary.to_owned() });
    }

    /// The inspector looked again, and it held.
    pub fn held(&mut self, day: i64, numbers: &[u64]) {
        for number in numbers {
            self.look(day, *number, Look { result: LookBackResult::Held, note: "", form: None, file: None });
        }
    }

    /// The same, with what shows it.
    pub fn held_as(&mut self, day: i64, number: u64, note: &'static str, file: File) {
        self.look(day, number, Look { result: LookBackResult::Held, note, form: None, file: Some(file) });
    }

    /// The inspector looked again, and it had come back, as this shows.
    pub fn rebounded(&mut self, day: i64, number: u64, note: &'static str, file: File) {
        self.look(day, number, Look { result: LookBackResult::Rebounded, note, form: None, file: Some(file) });
    }

    /// The inspector looked again, and it had taken another form, which becomes a finding.
    pub fn changed(&mut self, day: i64, number: u64, note: &'static str, form: &'static str) {
        self.look(day, number, Look { result: LookBackResult::Changed, note, form: Some(form), file: None });
    }

    fn look(&mut self, day: i64, number: u64, look: Look) {
        self.stage.plan(day, Who::Person(ZHENG), Turn::Look(self.finding(number), look));
    }

    /// The owner takes back what a file was to show.
    pub fn withdraw(&mut self, day: i64, number: u64, file: &File, reason: &'static str) {
        self.owner(day, number, Turn::Withdraw(file.name, reason));
    }

    /// The office has a measure promised for what stands without one.
    pub fn answer(&mut self, day: i64, number: u64, statement: &'static str, people: (PersonId, PersonId), due: i64) {
        let answer = Answer { statement, people, deadline: self.date(due) };
        self.stage.plan(day, Who::Person(HE), Turn::Answer(self.finding(number), answer));
    }

    /// The office records that a regulation was adopted: its title, number and issuer, and the file with its text.
    pub fn adopt(&mut self, day: i64, id: u64, said: (&str, &str, UnitId), file: &'static str) {
        self.stage.plan(day, Who::Person(HE), Turn::Adopt(RegulationId(id), content(said), file));
    }

    /// The office does something to a regulation.
    pub fn rule(&mut self, day: i64, id: u64, command: regulation::Command) {
        self.stage.plan(day, Who::Person(HE), Turn::Do(Command::Regulation(RegulationId(id), command)));
    }

    /// A regulation closes the loophole that a finding showed, with that clause.
    pub fn close_loophole(&mut self, day: i64, id: u64, number: u64, loophole: &str, clause: Option<&str>) {
        let tie = regulation::Tie { loophole: Some(loophole.to_owned()), clause: clause.map(str::to_owned) };
        let finding = self.finding(number);
        self.rule(day, id, regulation::Command::Tie { finding, tie });
    }

    /// The owner asks for a later deadline.
    pub fn ask(&mut self, day: i64, number: u64, to: i64, reason: &str) {
        let ask = Measure::RequestExtension { to: self.date(to), reason: reason.to_owned() };
        self.owner(day, number, Turn::Each(self.finding(number), ask));
    }

    /// It is granted.
    pub fn grant(&mut self, day: i64, number: u64, note: &str) {
        let grant = Measure::ApproveExtension { level: None, note: note.to_owned() };
        self.each(self.extension, day, number, grant);
    }

    /// It is refused.
    pub fn refuse(&mut self, day: i64, number: u64, reason: &str) {
        self.each(self.extension, day, number, Measure::RefuseExtension { reason: reason.to_owned() });
    }
}

/// What is said of a regulation: title, number, issuer.
pub(super) fn content((title, number, issuer): (&str, &str, UnitId)) -> regulation::Content {
    regulation::Content { title: title.to_owned(), number: Some(number.to_owned()), issuer: Some(issuer), text: None }
}
