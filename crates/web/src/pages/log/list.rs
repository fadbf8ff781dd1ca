//! The entries, the newest first.

use app::history::Line;
use app::view::EntryQuery;
use askama::Template;
use ledger::{Bilingual, PersonId, Stream};

use super::reads;
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::named::{self, Choice};
use crate::trouble::Trouble;

/// Entries on a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "log.html")]
struct Page<'a> {
    f: Frame<'a>,
    rows: Vec<Row>,
    kinds: Vec<(&'static str, Bilingual)>,
    people: Vec<Choice>,
    next: Option<String>,
    filtered: bool,
    size: u64,
    published: Vec<u64>,
    wrong: Vec<Bilingual>,
}

pub(super) struct Row {
    pub line: Line,
    /// The page of what it is about.
    pub to: String,
    pub reads: bool,
}

impl Row {
    pub(super) fn of(call: &Call<'_>, line: Line) -> Self {
        Self { to: named::address(line.stream), reads: reads(call, line.stream), line }
    }
}

/// What entries are about.
const KINDS: [&str; 14] = [
    "finding",
    "measure",
    "cause",
    "evidence",
    "paper",
    "campaign",
    "regulation",
    "unit",
    "person",
    "post",
    "hand_over",
    "calendar",
    "log",
    ACCOUNT,
];
const ACCOUNT: &str = "account";

pub(super) fn list(call: &Call<'_>) -> Result<Answer, Trouble> {
    let asked = call.query();
    let mut wrong = Vec::new();
    let mut query = EntryQuery { limit: PAGE, ..EntryQuery::default() };
    query.before = asked.given("before").and_then(|before| before.parse().ok());
    query.kind = asked.given("kind").filter(|kind| KINDS.contains(kind)).map(|kind| format!("{kind}."));
    // Sign-ins are many, and say nothing of the work: whoever wants them asks for them.
    query.without = query.kind.is_none().then_some("account.");
    query.day = asked.given("day").and_then(|day| day.parse().ok());
    if let Some(text) = asked.given("item") {
        query.without = None;
        query.stream = text.to_uppercase().parse::<Stream>().ok();
        if query.stream.is_none() {
            wrong.push(Bilingual::new(
                format!("“{text}”不是编号，编号如 F12、M3"),
                format!("`{text}` is no id; ids look like F12, M3"),
            ));
        }
    }
    if let Some(text) = asked.given("person") {
        match call.view.find::<PersonId>(text)? {
            Ok(person) => query.actor = Some(format!("{person}@")),
            Err(error) => wrong.push(error.message()),
        }
    }
    let page = call.view.entries(&query)?;
    let next = page.next.map(|next| asked.address(&[("before", &next.to_string())]));
    let filtered = ["kind", "day", "item", "person"].iter().any(|name| asked.given(name).is_some());
    let page = Page {
        f: call.frame("log-title"),
        rows: page.lines.into_iter().map(|line| Row::of(call, line)).collect(),
        kinds: KINDS.iter().map(|kind| (*kind, app::names::kind(kind))).collect(),
        people: named::people(&call.view)?,
        next,
        filtered,
        size: call.view.head()?.size,
        published: call.view.published_sizes()?.into_iter().take(20).collect(),
        wrong,
    };
    Answer::page(&page)
}
