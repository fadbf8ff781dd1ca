//! The list of measures: the same in small.

use app::access::Action;
use app::store::{Cursor, MeasureQuery};
use app::view::Measure;
use askama::Template;
use ledger::measure::Status;
use ledger::profile::Step;
use ledger::{CampaignId, PersonId, UnitId};

use super::columns::sorts;
use super::filter::{Choice, Fields, campaigns, kinds, lights, units};
use super::{PAGE, Pager};
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

const STATUSES: [Status; 3] = [Status::Open, Status::Done, Status::Dropped];

/// What is asked for.
pub(super) struct Filter {
    pub query: MeasureQuery,
    wrong: Vec<String>,
}

#[derive(Template)]
#[template(path = "measures.html")]
struct Page<'a> {
    f: Frame<'a>,
    tabs: Vec<super::Tab>,
    wrong: Vec<String>,
    rows: Vec<Measure>,
    pager: Pager,
    campaigns: Vec<Choice>,
    units: Vec<Choice>,
    statuses: Vec<Choice>,
    lights: Vec<Choice>,
    kinds: Vec<Choice>,
    people: Vec<String>,
    sorts: Vec<(&'static str, String, &'static str)>,
    exports: bool,
    asked: String,
    filtered: bool,
}

impl Page<'_> {
    fn sort(&self, name: &str) -> &str {
        self.sorts.iter().find(|(known, ..)| *known == name).map_or("", |(_, address, _)| address)
    }

    fn sorted(&self, name: &str) -> &str {
        self.sorts.iter().find(|(known, ..)| *known == name).map_or("", |(_, _, sorted)| sorted)
    }
}

/// The filters of the address, within what the caller sees.
pub(super) fn read(call: &Call<'_>) -> Result<Filter, Trouble> {
    let mut fields = Fields { call, wrong: Vec::new() };
    let (sort, descending) = fields.sort();
    let levels = call.view.levels()?.into_iter().filter(|(step, _)| *step == Step::Extension);
    let levels: Vec<String> = levels.map(|(_, level)| level).collect();
    let query = MeasureQuery {
        campaign: fields.named::<CampaignId>("campaign")?,
        unit: fields.named::<UnitId>("unit")?,
        status: fields
            .many("status", |text| STATUSES.into_iter().find(|known| known.name() == text).map(|one| vec![one])),
        light: fields.light(),
        owner: fields.named::<PersonId>("owner")?,
        lead: fields.named::<PersonId>("lead")?,
        kind: fields.kind(),
        due_from: fields.day("due_from"),
        due_to: fields.day("due_to"),
        text: call.query().given("text").map(str::to_owned),
        mine: fields.mine(),
        extension: (call.query().get("waits") == "extension").then_some(levels),
        sight: call.sight()?,
        sort,
        descending,
        after: fields.one("after", Cursor::parse),
        limit: PAGE,
        ..MeasureQuery::all(call.view.today)
    };
    Ok(Filter { query, wrong: fields.wrong })
}

pub(super) fn list(call: &Call<'_>) -> Result<Answer, Trouble> {
    let Filter { query, wrong } = read(call)?;
    let list = call.view.measures_page(&query)?;
    let given: Vec<&str> = call.query().all("status").collect();
    let status = |status: Status| Choice {
        value: status.name().to_owned(),
        label: status.label().get(call.lang).to_owned(),
        on: given.contains(&status.name()),
    };
    let asked = call.query().address(&[("after", ""), ("at", "")]);
    Answer::page(&Page {
        tabs: tabs(call, &asked),
        wrong,
        pager: Pager::new(call, "/measures", list.rows.len(), list.total, list.next.as_deref()),
        rows: list.rows,
        campaigns: campaigns(call, query.campaign)?,
        units: units(call, query.unit)?,
        statuses: STATUSES.map(status).into(),
        lights: lights(call, query.light),
        kinds: kinds(call, query.kind),
        people: call.view.people()?.into_iter().map(|(_, name)| name).take(500).collect(),
        sorts: sorts(call, "/measures", call.query().get("sort")),
        exports: call.may_somewhere(Action::Export),
        filtered: !asked.is_empty(),
        asked,
        f: call.frame("ledger-measures"),
    })
}

fn tabs(call: &Call<'_>, asked: &str) -> Vec<super::Tab> {
    let tab = |key: &str, address: &str| super::Tab {
        words: call.t(key),
        to: if address.is_empty() { "/measures".to_owned() } else { format!("/measures?{address}") },
        count: None,
        here: asked == address,
    };
    vec![
        tab("ledger-tab-all", ""),
        tab("ledger-mine", "mine=1&status=open&sort=due"),
        tab("ledger-red", "light=red&status=open&sort=due"),
        tab("ledger-yellow", "light=yellow&status=open&sort=due"),
    ]
}
