//! What is to be looked back at, by day.

use app::access::Action;
use app::view::Owed;
use askama::Template;
use jiff::ToSpan;
use jiff::civil::Date;
use ledger::CampaignId;

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::named::Choice;
use crate::trouble::Trouble;

/// The most that a page lists.
const PAGE: u64 = 100;

#[derive(Template)]
#[template(path = "look-back.html")]
struct Page<'a> {
    f: Frame<'a>,
    tabs: Vec<Tab>,
    when: &'static str,
    rows: Vec<Row>,
    total: u64,
    campaigns: Vec<Choice>,
    campaign: String,
}

/// A stretch of days.
struct Tab {
    name: &'static str,
    words: String,
    to: String,
    count: u64,
}

struct Row {
    owed: Owed,
    /// Days since it was due.
    late: i32,
    may: bool,
}

const SPANS: [(&str, &str); 3] = [("due", "look-back-due"), ("soon", "look-back-soon"), ("later", "look-back-later")];

/// The first and the last day of a stretch.
fn span(name: &str, today: Date) -> (Date, Date) {
    let month = today.saturating_add(30.days());
    let after = |day: Date| day.tomorrow().unwrap_or(day);
    match name {
        "due" => (Date::MIN, today),
        "soon" => (after(today), month),
        _ => (after(month), today.saturating_add(10.years())),
    }
}

pub(super) fn schedule(call: &Call<'_>) -> Result<Answer, Trouble> {
    if !call.may_somewhere(Action::LookBack) && !call.may_somewhere(Action::Sample) {
        return Err(Trouble::Denied(Action::LookBack));
    }
    let today = call.view.today;
    let campaign = call.query().get("campaign").parse::<CampaignId>().ok();
    let wanted = call.query().get("when");
    let (when, _) = SPANS.into_iter().find(|(name, _)| *name == wanted).unwrap_or(SPANS[0]);
    let mut tabs = Vec::new();
    for (name, words) in SPANS {
        let count = call.view.count_look_backs(span(name, today), campaign, call.sight()?)?;
        let to = format!("/look-back?{}", call.query().address(&[("when", name)]));
        tabs.push(Tab { name, words: call.t(words), to, count });
    }
    let (owed, total) = call.view.look_backs(span(when, today), campaign, call.sight()?, PAGE)?;
    let row = |owed: Owed| Row {
        may: call.may_do(Action::LookBack, owed.finding.id),
        late: (today - owed.day).get_days(),
        owed,
    };
    let campaigns = call.view.all::<CampaignId>()?.into_iter();
    let campaigns = campaigns.map(|(id, state)| Choice { id: id.to_string(), name: app::names::title(&state) });
    let page = Page {
        f: call.frame("look-back-title"),
        tabs,
        when,
        rows: owed.into_iter().map(row).collect(),
        total,
        campaigns: campaigns.collect(),
        campaign: campaign.map(|id| id.to_string()).unwrap_or_default(),
    };
    Answer::page(&page)
}
