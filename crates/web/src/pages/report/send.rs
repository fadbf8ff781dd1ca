//! Sending a report.

use std::io::Cursor;

use app::{Failure, Plan};
use jiff::civil::Date;
use ledger::evidence::{Command as Enter, Content};
use ledger::measure::Command as Do;
use ledger::profile::EvidenceKind;
use ledger::{Bilingual, Command, EvidenceId, MeasureId, PersonId, Quantity};

use super::waiting::File;
use crate::answer::Answer;
use crate::call::Call;
use crate::pages::ask::read::Read;
use crate::pages::evidence::acts::said;
use crate::pages::evidence::viewer::shown_as;
use crate::trouble::Trouble;

/// What is reported.
struct Report {
    measure: MeasureId,
    words: String,
    on: Date,
    files: Vec<(File, Content)>,
    item: Option<u32>,
    milestones: Vec<u32>,
    check_ins: Vec<(u32, Option<Quantity>)>,
    done: bool,
}

/// Takes a report: its files, its words and all that it says was reached, together or not at all.
pub fn send(call: &Call<'_>) -> Result<Answer, Trouble> {
    let (measure, person) = (call.id::<MeasureId>()?, call.person()?);
    let (files, unfit) = received(call, person)?;
    let read = Read::new(call);
    let report = filled(call, &read, measure, files);
    for why in unfit {
        read.wrong("file", why);
    }
    let sure = read.ticked("anyway");
    read.settle()?;
    let mut notices = Vec::new();
    // A form that is sent twice was answered before anything is noticed: its own words are not said again.
    let done = call.act(|plan| {
        notices = if sure { Vec::new() } else { noticed(call, &report)? };
        if notices.is_empty() {
            report.enter(plan)
        } else {
            Err(Failure::Unfit { what: notices.clone(), advice: LOOK })
        }
    });
    if !notices.is_empty() {
        return Err(Trouble::Fields(notices.into_iter().map(|notice| ("anyway", notice)).collect()));
    }
    let done = done?;
    call.site.waiting.forget(person, call.form().get("key"));
    call.done(&done, format!("/measures/{measure}"))
}

/// The files that came now and with the form before it, kept; and why others could not be.
fn received(call: &Call<'_>, person: PersonId) -> Result<(Vec<File>, Vec<Bilingual>), Trouble> {
    let form = call.form();
    let mut files = call.site.waiting.of(person, form.get("kept"));
    // A form that is sent twice brings the same files twice.
    let mut unfit = Vec::new();
    for sent in &form.files {
        match call.app().keep(&sent.name, &mut Cursor::new(&sent.bytes)) {
            Ok(kept) => {
                files.retain(|file| file.kept != kept);
                let picture = shown_as(&sent.bytes).is_some_and(|kind| kind.starts_with("image/"));
                files.push(File { name: sent.name.clone(), kept, picture });
            }
            Err(failure @ Failure::Unfit { .. }) => unfit.extend(failure.reasons()),
            Err(failure) => return Err(failure.into()),
        }
    }
    let dropped: Vec<&str> = form.all("drop").collect();
    files.retain(|file| !dropped.contains(&file.kept.digest.to_string().as_str()));
    call.site.waiting.keep(person, form.get("key"), files.clone());
    Ok((files, unfit))
}

fn filled(call: &Call<'_>, read: &Read<'_, '_>, measure: MeasureId, files: Vec<File>) -> Report {
    let today = call.view.today;
    let words = read.words("words");
    if words.is_empty() {
        read.wrong("words", Bilingual::fixed("写明这次做了什么", "say what was done"));
    }
    let mut content = Content { dated: read.day("dated").unwrap_or(today), ..Content::default() };
    said(read, &mut content);
    let chosen = call.form().given("what").is_some();
    let content = |file: File| {
        let kind = if file.picture && !chosen { EvidenceKind::Photo } else { content.kind };
        let content = Content { name: file.name.clone(), kind, ..content.clone() };
        (file, content)
    };
    let numbers = |name: &str| call.form().all(name).filter_map(|n| n.parse().ok()).collect::<Vec<u32>>();
    let quantity = |number: u32| match call.form().given(&format!("quantity-{number}")).map(str::parse) {
        Some(Err(_)) => {
            read.wrong(
                "promised",
                Bilingual::fixed("数量写数字，如 2 或 95.5", "how many is a number, such as 2 or 95.5"),
            );
            None
        }
        given => given.and_then(Result::ok),
    };
    Report {
        measure,
        words,
        on: read.day("on").unwrap_or(today),
        files: files.into_iter().map(content).collect(),
        item: read.number("item"),
        milestones: numbers("milestone"),
        check_ins: numbers("promised").into_iter().map(|number| (number, quantity(number))).collect(),
        done: read.ticked("done"),
    }
}

const LOOK: Bilingual = Bilingual::fixed("看过再报", "look at it and send it again");

/// What somebody is told before it is sent, and sends all the same by a tick: words that were said before, files that are
/// used elsewhere.
fn noticed(call: &Call<'_>, report: &Report) -> Result<Vec<Bilingual>, Failure> {
    let mut notices = Vec::new();
    if call.view.says_again(report.measure, &report.words)? {
        let zh = "这些话以前报过。有新情况请写新情况；确实没有变化，勾选“仍然报送”";
        let en = "these words were reported before; say what is new, or tick “send it all the same”";
        notices.push(Bilingual::fixed(zh, en));
    }
    for (file, content) in &report.files {
        let Some((id, uses)) = call.view.evidence_by_digest(file.kept.digest)? else { continue };
        let list = |between: &str| uses.iter().map(ToString::to_string).collect::<Vec<_>>().join(between);
        let name = &content.name;
        let words = if uses.is_empty() {
            Bilingual::new(
                format!("“{name}”已存为 {id}；仍要用，勾选“仍然报送”"),
                format!("“{name}” is stored already as {id}; to use it, tick “send it all the same”"),
            )
        } else {
            Bilingual::new(
                format!("“{name}”已存为 {id}，用于 {}；这里也要用，勾选“仍然报送”", list("、")),
                format!("“{name}” is stored as {id} for {}; to use it here, tick “send it all the same”", list(", ")),
            )
        };
        notices.push(words);
    }
    Ok(notices)
}

impl Report {
    fn enter(&self, plan: &mut Plan<'_>) -> Result<(), Failure> {
        let mut evidence: Vec<EvidenceId> = Vec::new();
        for (file, content) in &self.files {
            let id = plan.next()?;
            let (digest, size) = (file.kept.digest, file.kept.size);
            plan.run(&Command::Evidence(id, Enter::Register { digest, size, content: content.clone() }))?;
            evidence.push(id);
        }
        let shown = evidence.iter().map(|id| Do::Attach { evidence: *id, item: self.item });
        let told = Do::Progress { words: self.words.clone() };
        let reached = self.milestones.iter().map(|number| Do::Reach { milestone: *number, on: self.on });
        let kept = self.check_ins.iter().map(|(number, quantity)| Do::CheckIn {
            commitment: *number,
            on: self.on,
            due: None,
            quantity: *quantity,
            note: self.words.clone(),
            evidence: evidence.clone(),
        });
        let complete = self.done.then(|| Do::Complete { note: self.words.clone() });
        let all = shown.chain([told]).chain(reached).chain(kept).chain(complete);
        all.into_iter().try_for_each(|command| plan.run(&Command::Measure(self.measure, command)))
    }
}
