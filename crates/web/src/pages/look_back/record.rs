//! Recording a look-back.

use std::io::Cursor;

use app::access::Action;
use app::view::words::LOOK_BACKS;
use app::view::{FindingStory, words};
use askama::Template;
use ledger::finding::{Command as Do, LookBackResult};
use ledger::profile::EvidenceKind;
use ledger::{Bilingual, Command, EvidenceId, FindingId, evidence};

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::ask::read::Read;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "look-back-record.html")]
struct Page<'a> {
    f: Frame<'a>,
    id: FindingId,
    story: FindingStory,
    results: Vec<(&'static str, Bilingual, String)>,
    today: String,
}

pub(super) fn form(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: FindingId = call.id()?;
    let story = call.view.finding(id)?.ok_or(Trouble::Missing)?;
    let hint = |name: &str| call.t(&format!("look-back-{name}-hint"));
    let results = LOOK_BACKS.map(|(name, result)| (name, words::look_back(result), hint(name)));
    let today = call.view.today.to_string();
    Answer::page(&Page { f: call.frame("look-back-record"), id, story, results: results.into(), today })
}

pub(super) fn record(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: FindingId = call.id()?;
    let form = call.form();
    let read = Read::new(call);
    let result = read.choice("result", LOOK_BACKS);
    if result.is_none() {
        read.wrong("result", Bilingual::fixed("请选择回头看的结果", "say what the look-back found"));
    }
    let on = read.day_or_today("on");
    let follow_up = read.one::<FindingId>("follow_up")?;
    let note = read.words("note");
    read.settle()?;
    let Some(result) = result else { return Err(Trouble::Malformed) };
    if let Some(other) = follow_up {
        call.demand(Action::See, other)?;
    }
    let mut kept = Vec::new();
    for file in form.files.iter().filter(|file| file.field == "file") {
        kept.push((file.name.clone(), call.app().keep(&file.name, &mut Cursor::new(&file.bytes))?));
    }
    let done = call.act(|plan| {
        let mut shown = Vec::new();
        for (name, file) in &kept {
            let evidence = plan.next::<EvidenceId>()?;
            let content = evidence::Content {
                name: name.clone(),
                kind: EvidenceKind::Other,
                dated: on,
                ..evidence::Content::default()
            };
            let register = evidence::Command::Register { digest: file.digest, size: file.size, content };
            plan.run(&Command::Evidence(evidence, register))?;
            shown.push(evidence);
        }
        let follow_up = follow_up.filter(|_| result == LookBackResult::Changed);
        let look = Do::LookBack { due: None, on, result, note: note.clone(), evidence: shown, follow_up };
        plan.run(&Command::Finding(id, look))
    })?;
    call.done(&done, format!("/findings/{id}"))
}
