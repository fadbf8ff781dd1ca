//! The ledger (台账): findings and measures as tables, filtered by the address, edited many at once, taken away as files.

mod bulk;
mod columns;
mod export;
pub(super) mod filter;
mod measures;
mod views;

use app::access::Action;
use app::view::Row;
use askama::Template;
use ledger::{FindingId, MeasureId};

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::route::{Needs, Of, Route};
use crate::trouble::Trouble;
use bulk::{Deed, Outcome};
use columns::{Column, Layout};
use filter::{Choice, Filter};
use views::Tab;

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/findings", Needs::May(Action::Enter, Of::Whole), list),
    Route::post("/findings/bulk", Needs::May(Action::Enter, Of::Each), bulk::bulk).shown_by(list),
    Route::get("/findings/export", Needs::May(Action::Export, Of::Whole), export::findings),
    Route::post("/findings/views", Needs::May(Action::Enter, Of::Whole), views::save).shown_by(list),
    Route::post("/findings/views/forget", Needs::May(Action::Enter, Of::Whole), views::forget).shown_by(list),
    Route::get("/measures", Needs::May(Action::Enter, Of::Whole), measures::list),
    Route::get("/measures/export", Needs::May(Action::Export, Of::Whole), export::measures),
];

/// Rows of a page.
pub(super) const PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "ledger.html")]
struct Page<'a> {
    f: Frame<'a>,
    tabs: Vec<Tab>,
    filter: Filter,
    layout: Layout,
    rows: Vec<Row>,
    pager: Pager,
    deeds: Vec<Deed>,
    units: Vec<Choice>,
    aspects: Vec<String>,
    outcome: Option<Outcome>,
    exports: bool,
    takes_in: bool,
    /// The fields of the address, for links to the same rows.
    asked: String,
    /// The name under which these filters are kept, where they are.
    kept: Option<String>,
}

impl Page<'_> {
    fn shows(&self, column: Column) -> bool {
        self.layout.shows(column)
    }
}

/// Where a page stands in its list.
pub(super) struct Pager {
    pub from: u64,
    pub to: u64,
    pub total: u64,
    pub first: Option<String>,
    pub next: Option<String>,
}

impl Pager {
    /// `shown` rows of `total` of the list at `path`; the address tells how many came before.
    pub fn new(call: &Call<'_>, path: &str, shown: usize, total: u64, next: Option<&str>) -> Self {
        let before: u64 = call.query().get("at").parse().unwrap_or(0);
        let to = before + shown as u64;
        let paged = !call.query().get("after").is_empty();
        let link = |set: &[(&str, &str)]| format!("{path}?{}", call.query().address(set));
        Self {
            from: if shown == 0 { 0 } else { before + 1 },
            to,
            total,
            first: paged.then(|| link(&[("after", ""), ("at", "")])),
            next: next.map(|next| link(&[("after", next), ("at", &to.to_string())])),
        }
    }
}

fn list(call: &Call<'_>) -> Result<Answer, Trouble> {
    page(call, None)
}

/// The page; after many were edited with what became of each.
fn page(call: &Call<'_>, outcome: Option<Outcome>) -> Result<Answer, Trouble> {
    if let Some(address) = numbered(call) {
        return Ok(Answer::to(address));
    }
    let filter = Filter::read(call)?;
    let layout = Layout::read(call);
    let list = call.view.ledger(&filter.query)?;
    let (tabs, kept) = views::tabs(call, &filter.query.sight)?;
    let page = Page {
        tabs,
        pager: Pager::new(call, "/findings", list.rows.len(), list.total, list.next.as_deref()),
        rows: list.rows,
        deeds: bulk::deeds(call),
        units: filter::units(call, None)?,
        aspects: call.view.aspects()?,
        outcome,
        exports: call.may_somewhere(Action::Export),
        takes_in: call.may_somewhere(Action::TakeIn),
        asked: call.query().address(&[("after", ""), ("at", "")]),
        kept,
        f: call.frame("ledger-title"),
        filter,
        layout,
    };
    let answer = Answer::page(&page)?;
    Ok(page.layout.remember(call, answer))
}

/// Where whoever looked for a number is led: straight to what has it, if it may be seen.
fn numbered(call: &Call<'_>) -> Option<String> {
    let text = call.query().given("text")?.to_ascii_uppercase();
    let text: String = text.chars().map(|c| if ('０'..='９').contains(&c) { digit(c) } else { c }).collect();
    if let Ok(id) = text.parse::<FindingId>()
        && call.may_do(Action::See, id)
    {
        return Some(format!("/findings/{id}"));
    }
    let id = text.parse::<MeasureId>().ok()?;
    call.may_do(Action::See, id).then(|| format!("/measures/{id}"))
}

/// A full-width digit as people's input methods write it.
fn digit(c: char) -> char {
    char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
}
