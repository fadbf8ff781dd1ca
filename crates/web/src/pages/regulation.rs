//! Regulations (制度).

use std::io::Cursor;

use app::access::Action;
use app::view::Regulation;
use askama::Template;
use jiff::civil::Date;
use ledger::profile::EvidenceKind;
use ledger::regulation::{Command as Do, Content, Tie};
use ledger::{Bilingual, Command, EvidenceId, FindingId, RegulationId, UnitId, evidence};

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::ask::read::Read;
use crate::pages::named::{self, Choice, Linked};
use crate::route::{Needs, Of, Route};
use crate::trouble::Trouble;

const REGULATE: Needs = Needs::May(Action::Regulate, Of::Path);

const WHICH: Bilingual = Bilingual::fixed("请填问题编号", "say which finding");

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/regulations", Needs::May(Action::Enter, Of::Whole), all),
    Route::post("/regulations", Needs::May(Action::Regulate, Of::Each), adopt).takes_files().shown_by(all),
    Route::get("/regulations/{regulation}", Needs::May(Action::Enter, Of::Path), one),
    Route::post("/regulations/{regulation}/amend", REGULATE, amend).takes_files().shown_by(one),
    Route::post("/regulations/{regulation}/abolish", REGULATE, abolish).shown_by(one),
    Route::post("/regulations/{regulation}/tie", REGULATE, tie).shown_by(one),
    Route::post("/regulations/{regulation}/untie", REGULATE, untie).shown_by(one),
];

#[derive(Template)]
#[template(path = "regulations.html")]
struct All<'a> {
    f: Frame<'a>,
    regulations: Vec<Regulation>,
    units: Vec<Choice>,
    may: bool,
}

#[derive(Template)]
#[template(path = "regulation.html")]
struct One<'a> {
    f: Frame<'a>,
    regulation: Regulation,
    issuer: Option<Linked>,
    issuer_id: String,
    number: String,
    ties: Vec<Answered>,
    text: Option<String>,
    units: Vec<Choice>,
    may: bool,
}

/// A finding that a regulation answers.
struct Answered {
    id: FindingId,
    /// What it says, where the caller may read that.
    statement: Option<String>,
    loophole: Option<String>,
    clause: Option<String>,
}

fn all(call: &Call<'_>) -> Result<Answer, Trouble> {
    let page = All {
        f: call.frame("regulation-title"),
        regulations: call.view.regulations()?.rows.into_iter().rev().collect(),
        units: named::units(&call.view)?,
        may: call.may_somewhere(Action::Regulate),
    };
    Answer::page(&page)
}

fn one(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: RegulationId = call.id()?;
    let regulation = call.view.regulations()?.rows.into_iter().find(|one| one.id == id).ok_or(Trouble::Missing)?;
    let answered = |tie: &app::view::Tie| Answered {
        id: tie.finding,
        statement: call.may_do(Action::See, tie.finding).then(|| call.view.name_of(tie.finding)),
        loophole: tie.loophole.clone(),
        clause: tie.clause.clone(),
    };
    let page = One {
        f: call.frame_titled(regulation.title.clone()),
        issuer: regulation.issuer.as_ref().map(Linked::of),
        issuer_id: regulation.issuer.as_ref().map(|unit| unit.id.to_string()).unwrap_or_default(),
        number: regulation.number.clone().unwrap_or_default(),
        ties: regulation.findings.iter().map(answered).collect(),
        text: regulation.text.filter(|text| call.may_do(Action::See, *text)).map(|text| named::address(text.into())),
        units: named::units(&call.view)?,
        may: regulation.abolished.is_none() && call.may_do(Action::Regulate, id),
        regulation,
    };
    Answer::page(&page)
}

/// A file with the text of a regulation, kept and ready to be entered.
struct Text(String, app::Kept, Date);

impl Text {
    fn of(call: &Call<'_>, on: Date) -> Result<Option<Self>, Trouble> {
        let Some(file) = call.form().file("file") else { return Ok(None) };
        let kept = call.app().keep(&file.name, &mut Cursor::new(&file.bytes))?;
        Ok(Some(Self(file.name.clone(), kept, on)))
    }

    fn enter(&self, plan: &mut app::Plan<'_>) -> Result<EvidenceId, app::Failure> {
        let Self(name, kept, dated) = self;
        let id = plan.next::<EvidenceId>()?;
        let kind = EvidenceKind::Regulation;
        let content = evidence::Content { name: name.clone(), kind, dated: *dated, ..evidence::Content::default() };
        let register = evidence::Command::Register { digest: kept.digest, size: kept.size, content };
        plan.run(&Command::Evidence(id, register))?;
        Ok(id)
    }
}

/// What a regulation is to say and from when on, by an issuer for whom the caller may regulate.
fn content(call: &Call<'_>, text: Option<EvidenceId>) -> Result<(Content, Date), Trouble> {
    let read = Read::new(call);
    let (issuer, on) = (read.one::<UnitId>("issuer")?, read.day_or_today("on"));
    let content = Content { title: read.words("title"), number: read.text("number"), issuer, text };
    read.settle()?;
    call.demand_about(Action::Regulate, issuer)?;
    Ok((content, on))
}

fn adopt(call: &Call<'_>) -> Result<Answer, Trouble> {
    let (content, on) = content(call, None)?;
    let text = Text::of(call, on.min(call.view.today))?;
    let done = call.act(|plan| {
        let text = text.as_ref().map(|text| text.enter(plan)).transpose()?;
        let id = plan.next::<RegulationId>()?;
        plan.run(&Command::Regulation(id, Do::Adopt { content: Content { text, ..content.clone() }, on }))
    })?;
    let begun = done.new::<RegulationId>().map(|id| format!("/regulations/{id}"));
    call.done(&done, begun.as_deref().unwrap_or("/regulations"))
}

fn amend(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: RegulationId = call.id()?;
    let before = call.view.regulation_content(id)?.unwrap_or_default();
    let (content, on) = content(call, before.text)?;
    let reason = call.words("reason");
    let text = Text::of(call, on.min(call.view.today))?;
    let done = call.act(|plan| {
        let mut content = content.clone();
        if let Some(text) = &text {
            content.text = Some(text.enter(plan)?);
        }
        plan.run(&Command::Regulation(id, Do::Amend { content, on, reason: reason.clone() }))
    })?;
    call.done(&done, format!("/regulations/{id}"))
}

fn act(call: &Call<'_>, command: Do) -> Result<Answer, Trouble> {
    let id: RegulationId = call.id()?;
    let done = call.command(Command::Regulation(id, command))?;
    call.done(&done, format!("/regulations/{id}"))
}

fn abolish(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let on = read.day_or_today("abolish_on");
    read.settle()?;
    act(call, Do::Abolish { on, reason: call.words("abolish_reason") })
}

fn tie(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let finding = read.need("finding", WHICH)?;
    let tie = Tie { loophole: read.text("loophole"), clause: read.text("clause") };
    read.settle()?;
    call.demand(Action::See, finding)?;
    act(call, Do::Tie { finding, tie })
}

fn untie(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let finding = read.need("untied", WHICH)?;
    read.settle()?;
    act(call, Do::Untie { finding })
}
