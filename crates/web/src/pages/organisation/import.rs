//! Units and people from a workbook.

use std::collections::BTreeSet;

use app::roster::{self, Outcome};
use askama::Template;
use ledger::{Bilingual, Stream};

use crate::answer::{Answer, XLSX};
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "organisation-import.html")]
struct Page<'a> {
    f: Frame<'a>,
    /// What would be entered, and the rows to be sent again.
    proposal: Option<(Outcome, String)>,
}

pub(super) fn form(call: &Call<'_>) -> Result<Answer, Trouble> {
    Answer::page(&Page { f: call.frame("organisation-import"), proposal: None })
}

pub(super) fn propose(call: &Call<'_>) -> Result<Answer, Trouble> {
    let file =
        call.form().file("file").ok_or_else(|| Trouble::field("file", "请选择 Excel 文件", "choose an Excel file"))?;
    let rows = roster::read(&file.bytes, &file.name)?;
    let outcome = call.app().propose_roster(call.actor()?, &rows)?;
    Answer::page(&Page { f: call.frame("organisation-import"), proposal: Some((outcome, roster::text(&rows))) })
}

pub(super) fn confirm(call: &Call<'_>) -> Result<Answer, Trouble> {
    let rows = roster::rows(call.form().get("rows"));
    let actor = call.actor()?;
    let key = call.act_key()?;
    let (_, done) = call.app().take_roster(actor, key.as_deref(), &rows)?;
    if done.entries.is_empty() {
        return Ok(call.told(&crate::pages::files::UNCHANGED, "/organisation"));
    }
    // By its entries: a list that is sent twice is told as it was the first time.
    let begun = |is: fn(&Stream) -> bool| done.begun().filter(is).count();
    let (units, posts) = (begun(|of| matches!(of, Stream::Unit(_))), begun(|of| matches!(of, Stream::Post(_))));
    let people = done.entries.iter().filter(|entry| matches!(entry.stream, Stream::Person(_)));
    let people = people.map(|entry| entry.stream).collect::<BTreeSet<Stream>>().len();
    let words = Bilingual::new(
        format!("录入单位 {units} 个、人员 {people} 人、岗位 {posts} 个"),
        format!("entered: {units} units, {people} people, {posts} posts"),
    );
    Ok(call.told(&words, "/organisation"))
}

pub(super) fn template(call: &Call<'_>) -> Result<Answer, Trouble> {
    let name = if call.lang == document::Lang::Zh { "单位人员.xlsx" } else { "people.xlsx" };
    Ok(Answer::download(XLSX, name, roster::template(call.lang)?))
}
