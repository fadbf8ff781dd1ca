//! What waits for whoever signed in (首页): one list, by date, with one button a line that leads to where it is done.

use app::access::{Action, Item};
use app::store::Sight;
use app::view::{Chore, Policy, Waiting};
use askama::Template;
use jiff::civil::Date;
use ledger::Stream;

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::route::{Needs, Of, Route};
use crate::trouble::Trouble;

/// Its routes.
pub const ROUTES: &[Route] = &[Route::get("/", Needs::May(Action::Enter, Of::Whole), home)];

#[derive(Template)]
#[template(path = "home.html")]
struct Page<'a> {
    f: Frame<'a>,
    groups: Vec<Group>,
    more: Vec<(String, String)>,
    /// Accounts that wait for a first password, for whoever runs the system.
    accounts: Option<usize>,
    total: usize,
}

/// What shows one light.
struct Group {
    light: &'static str,
    lines: Vec<Line>,
}

struct Line {
    waiting: Waiting,
    /// The day, for machines.
    on: String,
    /// The same for people.
    day: String,
    /// How long until then, or since.
    apart: String,
    title: String,
    to: String,
    button: String,
    /// `F17`, where it is one thing.
    id: String,
    /// Whether it is the first of all.
    first: bool,
}

/// The policies, asked for the caller.
struct Asked<'c, 'a>(&'c Call<'a>);

impl Policy for Asked<'_, '_> {
    fn may(&self, action: Action, item: &Item) -> bool {
        self.0.may(action, item)
    }

    fn reach(&self, action: Action, level: &str) -> Sight {
        let Ok(tree) = self.0.tree() else {
            return Sight::Some { scopes: Vec::new(), person: None, posts: Vec::new() };
        };
        (*self.0.site.access.reach(&self.0.who, action, level, tree)).clone()
    }
}

fn home(call: &Call<'_>) -> Result<Answer, Trouble> {
    let queue = call.view.queue(&call.who, &Asked(call))?;
    let accounts = if call.may_somewhere(Action::Administer) {
        let all = call.view.accounts()?.rows;
        Some(all.iter().filter(|account| !account.password && account.closed.is_none()).count())
    } else {
        None
    };
    let mut groups = ["red", "yellow", ""].map(|light| Group { light, lines: Vec::new() });
    let total = queue.lines.len();
    for waiting in queue.lines {
        let light = waiting.light.as_ref().map_or("", |light| light.light);
        let group = groups.iter().position(|group| group.light == light).unwrap_or(2);
        groups[group].lines.push(line(call, waiting));
    }
    if let Some(line) = groups.iter_mut().find_map(|group| group.lines.first_mut()) {
        line.first = true;
    }
    let more = queue.more.into_iter().map(|(chore, count)| {
        let words = call.site.texts.get(call.lang, &format!("home-more-{}", name(chore)), &[("count", count.into())]);
        (words, list(chore).to_owned())
    });
    Answer::page(&Page {
        more: more.collect(),
        groups: groups.into_iter().filter(|group| !group.lines.is_empty()).collect(),
        accounts,
        total,
        f: call.frame("home-title"),
    })
}

fn line(call: &Call<'_>, waiting: Waiting) -> Line {
    let chore = waiting.chore;
    let on = waiting.by.or(waiting.since);
    let title = match (chore, waiting.many) {
        (Chore::Register, Some(many)) => call.site.texts.get(
            call.lang,
            "home-drafts",
            &[("count", many.into()), ("campaign", waiting.words.clone().into())],
        ),
        (Chore::TakeOver, _) => call.site.texts.get(call.lang, "home-post", &[("post", waiting.words.clone().into())]),
        _ => waiting.words.clone(),
    };
    Line {
        on: on.map(|day| day.to_string()).unwrap_or_default(),
        day: on.map(|day| short(call, day)).unwrap_or_default(),
        apart: match (waiting.by, waiting.since) {
            (Some(by), _) => apart(call, by),
            (None, Some(_)) if chore == Chore::Report => call.t("home-undated"),
            (None, Some(_)) => call.t("home-since"),
            (None, None) => String::new(),
        },
        id: if waiting.many.is_some() || chore == Chore::TakeOver { String::new() } else { waiting.of.to_string() },
        to: address(chore, waiting.of),
        button: call.t(&format!("home-do-{}", name(chore))),
        title,
        first: false,
        waiting,
    }
}

/// A day of this year without the year.
fn short(call: &Call<'_>, day: Date) -> String {
    if day.year() != call.view.today.year() {
        return day.to_string();
    }
    let (month, day) = (i64::from(day.month()), i64::from(day.day()));
    call.site.texts.get(call.lang, "home-day", &[("month", month.into()), ("day", day.into())])
}

/// How far a day is from today.
fn apart(call: &Call<'_>, day: Date) -> String {
    let days = i64::from(call.view.today.until(day).map_or(0, |span| span.get_days()));
    let (key, days) = match days {
        0 => return call.t("home-today"),
        ..0 => ("home-late", -days),
        _ => ("home-left", days),
    };
    call.site.texts.get(call.lang, key, &[("days", days.into())])
}

const fn name(chore: Chore) -> &'static str {
    match chore {
        Chore::TakeOver => "take-over",
        Chore::Report => "report",
        Chore::Submit => "submit",
        Chore::Plan => "plan",
        Chore::ApprovePlan => "approve-plan",
        Chore::Verify => "verify",
        Chore::ApproveClosing => "approve-closing",
        Chore::Close => "close",
        Chore::Extension => "extension",
        Chore::LookBack => "look-back",
        Chore::Register => "register",
    }
}

/// Where it is done.
fn address(chore: Chore, of: Stream) -> String {
    match (chore, of) {
        (Chore::Report, Stream::Measure(id)) => format!("/measures/{id}/report"),
        (Chore::Verify, Stream::Finding(id)) => format!("/findings/{id}/verify"),
        (Chore::LookBack, Stream::Finding(id)) => format!("/findings/{id}/look-back"),
        (_, Stream::Campaign(id)) => format!("/findings?status=draft&campaign={id}"),
        (_, Stream::Measure(id)) => format!("/measures/{id}"),
        (_, Stream::HandOver(id)) => format!("/hand-overs/{id}"),
        (_, id) => format!("/findings/{id}"),
    }
}

/// Where all of the kind are listed.
const fn list(chore: Chore) -> &'static str {
    match chore {
        Chore::TakeOver => "/organisation",
        Chore::Report => "/measures?mine=1&status=open&sort=due",
        Chore::Submit => "/findings?mine=1&waits=submit",
        Chore::Plan => "/findings?waits=plan",
        Chore::ApprovePlan => "/findings?waits=approve-plan&sort=due",
        Chore::Verify => "/verify",
        Chore::ApproveClosing => "/findings?waits=approve-closing&sort=due",
        Chore::Close => "/findings?waits=close&sort=due",
        Chore::Extension => "/measures?waits=extension&sort=due",
        Chore::LookBack => "/look-back",
        Chore::Register => "/findings?status=draft",
    }
}
