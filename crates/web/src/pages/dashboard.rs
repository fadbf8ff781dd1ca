//! The overview (总览): how many, who is late, what looks fake. Every number opens the rows behind it; units stand in the
//! order of their tree, and nobody is ranked.

mod charts;
mod heat;

use app::access::Action;
use app::view::Whole;
use askama::Template;
use jiff::ToSpan;
use ledger::{CampaignId, UnitId};

use super::ledger::filter::{Choice, Fields, campaigns, units};
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::route::{Needs, Of, Route};
use crate::trouble::Trouble;
use charts::{Bars, Burn};
use heat::Map;

/// Its routes.
pub const ROUTES: &[Route] = &[Route::get("/dashboard", Needs::May(Action::Export, Of::Whole), dashboard)];

#[derive(Template)]
#[template(path = "dashboard.html")]
struct Page<'a> {
    f: Frame<'a>,
    campaigns: Vec<Choice>,
    units: Vec<Choice>,
    wrong: Vec<String>,
    /// What is looked at, in words.
    scope: String,
    stand: Vec<Tile>,
    doubt: Vec<Tile>,
    rate: Option<String>,
    map: Map,
    burn: Option<Burn>,
    lights: Bars,
    ages: Bars,
    slips: Bars,
    drafts: Option<Tile>,
    is_empty: bool,
}

/// A number that opens its rows.
struct Tile {
    count: u64,
    words: String,
    small: String,
    /// The light that it counts, with its shape.
    light: Option<(&'static str, char)>,
    to: String,
}

/// Makes links to rows within what is looked at.
pub(super) struct Rows {
    base: String,
}

impl Rows {
    fn new(whole: &Whole) -> Self {
        let mut base = String::from("/findings?");
        if let Some(campaign) = whole.campaign {
            base += &format!("campaign={campaign}&");
        }
        if let Some(unit) = whole.unit {
            base += &format!("unit={unit}&");
        }
        Self { base }
    }

    /// Rows that answer `filters` too; `filters` are fields of an address, encoded.
    pub fn of(&self, filters: &str) -> String {
        format!("{}{filters}", self.base)
    }

    /// The same of another unit.
    pub fn of_unit(&self, unit: &str, filters: &str) -> String {
        let base: Vec<&str> = self.base["/findings?".len()..]
            .split('&')
            .filter(|part| !part.starts_with("unit=") && !part.is_empty())
            .collect();
        let base = base.into_iter().map(|part| format!("{part}&")).collect::<String>();
        format!("/findings?{base}unit={unit}&{filters}")
    }
}

/// Registered, whatever became of it.
const REGISTERED: &str = "status=open&status=done";

fn dashboard(call: &Call<'_>) -> Result<Answer, Trouble> {
    let mut fields = Fields { call, wrong: Vec::new() };
    let whole = Whole {
        campaign: fields.named::<CampaignId>("campaign")?,
        unit: fields.named::<UnitId>("unit")?,
        sight: call.sight()?,
    };
    let wrong = fields.wrong;
    let rows = Rows::new(&whole);
    let tally = call.view.tally(&whole)?;
    let yesterday = call.view.today.saturating_sub(1.day());
    let tile = |count: u64, key: &str, filters: &str| Tile {
        count,
        words: call.t(key),
        small: String::new(),
        light: None,
        to: rows.of(filters),
    };
    let said = |tile: Tile, key: &str, count: u64| {
        let small = call.site.texts.get(call.lang, key, &[("count", count.into())]);
        Tile { small, ..tile }
    };
    let lit = |tile: Tile, name: &'static str, shape: char, key: &str| Tile {
        light: Some((name, shape)),
        small: call.t(key),
        ..tile
    };
    let stand = vec![
        said(tile(tally.open, "dashboard-open", "status=open"), "dashboard-of", tally.all),
        lit(tile(tally.red, "dashboard-red", "status=open&light=red&sort=due"), "red", '✖', "dashboard-red-why"),
        tile(tally.overdue, "dashboard-overdue", &format!("status=open&due_to={yesterday}&sort=due")),
        lit(
            tile(tally.yellow, "dashboard-yellow", "status=open&light=yellow&sort=due"),
            "yellow",
            '▲',
            "dashboard-yellow-why",
        ),
        tile(tally.verifying, "dashboard-verifying", "waits=verify"),
        tile(tally.closing, "dashboard-closing", "waits=close"),
        tile(tally.closed, "dashboard-closed", "status=done"),
        tile(tally.look_back, "dashboard-look-back", "status=done&light=yellow"),
    ];
    let marked = |count: u64, name: &str| {
        let mut tile = tile(count, &format!("dashboard-{name}"), &format!("{REGISTERED}&mark={name}"));
        tile.small = call.t(&format!("dashboard-{name}-why"));
        tile
    };
    let doubt = vec![
        marked(tally.on_paper, "on-paper"),
        marked(tally.returned, "returned"),
        marked(tally.slipped, "slipped"),
        marked(tally.rebounded, "rebounded"),
    ];
    let rate = (tally.rebounded * 100).checked_div(tally.ever_closed).map(|percent| {
        let values =
            [("percent", percent.into()), ("rebounded", tally.rebounded.into()), ("closed", tally.ever_closed.into())];
        call.site.texts.get(call.lang, "dashboard-rate", &values)
    });
    let scope = match (whole.campaign, whole.unit) {
        (None, None) => call.t("dashboard-whole"),
        (campaign, unit) => {
            let names =
                campaign.map(|id| call.view.name_of(id)).into_iter().chain(unit.map(|id| call.view.name_of(id)));
            names.collect::<Vec<_>>().join("，")
        }
    };
    Answer::page(&Page {
        campaigns: campaigns(call, whole.campaign)?,
        units: units(call, whole.unit)?,
        wrong,
        scope,
        stand,
        doubt,
        rate,
        map: Map::new(call, &tally.heat, &rows, &whole),
        burn: Burn::new(call, &tally.months, &rows),
        lights: Bars::of_lights(call, &tally.lights, &rows),
        ages: Bars::of_ages(call, &tally.ages, &rows),
        slips: Bars::of_slips(call, &tally.slips, &rows),
        drafts: (tally.drafts > 0).then(|| tile(tally.drafts, "dashboard-drafts", "status=draft")),
        is_empty: tally.all == 0,
        f: call.frame("nav-dashboard"),
    })
}
