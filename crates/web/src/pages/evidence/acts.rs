//! What is said of a file, and that it shows nothing.

use app::view::Evidence;
use ledger::evidence::{Command as Do, Content, Handling, Period};
use ledger::profile::EvidenceKind;
use ledger::{Command, EvidenceId};

use crate::answer::Answer;
use crate::call::Call;
use crate::pages::ask::Ask;
use crate::pages::ask::read::Read;
use crate::trouble::Trouble;

/// Who may see a file, each by its name.
pub const HANDLINGS: [(&str, Handling); 3] = [
    (Handling::Public.name(), Handling::Public),
    (Handling::Internal.name(), Handling::Internal),
    (Handling::Restricted.name(), Handling::Restricted),
];

/// What a file may be, each by its name.
pub fn kinds() -> impl Iterator<Item = (&'static str, EvidenceKind)> {
    EvidenceKind::ALL.iter().map(|kind| (kind.name(), *kind))
}

/// Says something else of it.
pub fn correct(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id::<EvidenceId>()?;
    let read = Read::new(call);
    let mut content = call.view.evidence_content(id)?.ok_or(Trouble::Missing)?;
    content.name = read.words("name");
    content.dated = read.due("dated");
    said(&read, &mut content);
    let reason = read.words("reason");
    read.settle()?;
    let done = call.command(Command::Evidence(id, Do::Correct { content, reason }))?;
    call.done(&done, format!("/evidence/{id}"))
}

/// What is said of a file beside its name and date, as it was filled in.
pub fn said(read: &Read<'_, '_>, content: &mut Content) {
    content.period = match (read.day("period-from"), read.day("period-to")) {
        (None, None) => None,
        (from, to) => {
            Some(Period { from: from.or(to).unwrap_or(content.dated), to: to.or(from).unwrap_or(content.dated) })
        }
    };
    content.kind = read.choice("what", kinds()).unwrap_or_default();
    content.handling = read.choice("handling", HANDLINGS).unwrap_or_default();
    content.note = read.text("shows");
}

/// Says that it shows nothing.
pub fn withdraw(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id::<EvidenceId>()?;
    let reason = call.words("reason");
    let done = call.command(Command::Evidence(id, Do::Withdraw { reason }))?;
    call.done(&done, format!("/evidence/{id}"))
}

/// The forms of both.
pub fn asks(call: &Call<'_>, of: &Evidence) -> Vec<Ask> {
    let to = |act: &str| format!("/evidence/{}/{act}", of.id);
    let day = (of.supports_from, of.supports_to);
    let period = Some(day).filter(|(from, to)| (*from, *to) != (of.dated, of.dated));
    let chosen = |all: Vec<(&'static str, ledger::Bilingual)>| {
        all.into_iter().map(|(name, label)| (name.to_owned(), label.get(call.lang).to_owned())).collect::<Vec<_>>()
    };
    let correct = Ask::begin(call, "evidence-correct", to("correct"))
        .hint("evidence-correct-hint")
        .line("name", &of.name)
        .need()
        .day("dated", Some(of.dated))
        .need()
        .day("period-from", period.map(|(from, _)| from))
        .day("period-to", period.map(|(_, to)| to))
        .choice("what", chosen(kinds().map(|(name, kind)| (name, kind.label())).collect()), of.kind.name)
        .choice("handling", chosen(HANDLINGS.map(|(name, one)| (name, one.label())).to_vec()), of.handling.name)
        .area("shows", of.note.clone().unwrap_or_default())
        .called("evidence-note")
        .area("reason", "")
        .need();
    let withdraw = Ask::begin(call, "evidence-withdraw", to("withdraw"))
        .hint("evidence-withdraw-hint")
        .danger()
        .area("reason", "")
        .need();
    vec![correct.done(), withdraw.done()]
}
