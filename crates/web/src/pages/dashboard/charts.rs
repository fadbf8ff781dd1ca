//! Charts as SVG, each with the numbers that it draws.

use app::view::{Age, Month, Slipped};
use ledger::light::Light;

use super::{REGISTERED, Rows};
use crate::call::Call;

/// The drawing area of the burn-down, in units of its view box.
const LEFT: u64 = 40;
const RIGHT: u64 = 464;
const TOP: u64 = 16;
const BOTTOM: u64 = 180;
/// The longest bar.
const LONGEST: u64 = 290;

/// Open findings month by month, and as it was planned.
pub(super) struct Burn {
    pub title: String,
    /// Paths of SVG.
    pub real: String,
    pub area: String,
    pub plan: String,
    pub points: Vec<Point>,
    /// Lines across, each with its number.
    pub lines: Vec<(u64, u64)>,
    /// Months below: where, and which.
    pub ticks: Vec<(u64, String)>,
    pub rows: Vec<BurnRow>,
}

/// A month that has passed.
pub(super) struct Point {
    pub x: u64,
    pub y: u64,
    pub words: String,
    pub to: String,
}

/// The numbers of a month.
pub(super) struct BurnRow {
    pub month: String,
    pub open: Option<(u64, String)>,
    pub plan: u64,
}

impl Burn {
    /// `None` where nothing was registered yet.
    pub fn new(call: &Call<'_>, months: &[Month], rows: &Rows) -> Option<Self> {
        let most = months.iter().map(|month| month.plan.max(month.open.unwrap_or(0))).max().filter(|most| *most > 0)?;
        let steps = (months.len() as u64).saturating_sub(1).max(1);
        let x = |at: usize| LEFT + (RIGHT - LEFT) * at as u64 / steps;
        let y = |count: u64| BOTTOM - (BOTTOM - TOP) * count / most;
        let label = |month: &Month| month.month.strftime("%Y-%m").to_string();
        let past: Vec<(usize, &Month, u64)> =
            months.iter().enumerate().filter_map(|(at, month)| Some((at, month, month.open?))).collect();
        let line = |places: &mut dyn Iterator<Item = (u64, u64)>| {
            places.map(|(x, y)| format!("{x} {y}")).collect::<Vec<_>>().join("L")
        };
        let real = line(&mut past.iter().map(|(at, _, open)| (x(*at), y(*open))));
        let plan = line(&mut months.iter().enumerate().map(|(at, month)| (x(at), y(month.plan))));
        let last = past.last()?;
        let first = past.first()?;
        let every = months.len().div_ceil(6).max(1);
        let values = [("from", first.2.into()), ("to", last.2.into())];
        Some(Self {
            title: call.site.texts.get(call.lang, "dashboard-burn-title", &values),
            area: format!("M{real}V{BOTTOM}H{LEFT}Z"),
            real: format!("M{real}"),
            plan: format!("M{plan}"),
            points: past
                .iter()
                .map(|(at, month, open)| Point {
                    x: x(*at),
                    y: y(*open),
                    words: format!("{} {open}", label(month)),
                    to: rows.of(&format!("open_on={}", month.last)),
                })
                .collect(),
            lines: [0, most.div_ceil(2), most].into_iter().map(|count| (y(count), count)).collect(),
            ticks: months.iter().enumerate().step_by(every).map(|(at, month)| (x(at), label(month))).collect(),
            rows: months
                .iter()
                .map(|month| BurnRow {
                    month: label(month),
                    open: month.open.map(|open| (open, rows.of(&format!("open_on={}", month.last)))),
                    plan: month.plan,
                })
                .collect(),
        })
    }
}

/// Counts of groups, drawn as bars.
pub(super) struct Bars {
    pub title: String,
    pub bars: Vec<Bar>,
    pub height: usize,
}

/// A group.
pub(super) struct Bar {
    pub words: String,
    pub count: u64,
    /// How many of these are red, and how long that part is.
    pub red: u64,
    pub length: u64,
    pub red_length: u64,
    pub y: usize,
    pub to: String,
    /// The light that it counts, as its colour.
    pub light: &'static str,
}

impl Bars {
    pub fn of_lights(call: &Call<'_>, lights: &[(Light, u64)], rows: &Rows) -> Self {
        let groups = lights.iter().map(|(light, count)| {
            let words = format!("{} {}", light.shape(), light.label().get(call.lang));
            (words, *count, 0, rows.of(&format!("status=open&light={}", light.name())))
        });
        let mut bars = Self::new(call.t("dashboard-lights"), groups.collect());
        bars.bars.iter_mut().zip(lights).for_each(|(bar, (light, _))| bar.light = light.name());
        bars
    }

    pub fn of_ages(call: &Call<'_>, ages: &[Age], rows: &Rows) -> Self {
        let groups = ages.iter().map(|age| {
            let from = age.since.map(|day| format!("registered_from={day}&")).unwrap_or_default();
            let to = rows.of(&format!("status=open&{from}registered_to={}", age.until));
            (
                days(call, u64::from(age.from.unsigned_abs()), age.to.map(|to| u64::from(to.unsigned_abs()))),
                age.count,
                age.red,
                to,
            )
        });
        Self::new(call.t("dashboard-ages"), groups.collect())
    }

    pub fn of_slips(call: &Call<'_>, slips: &[Slipped], rows: &Rows) -> Self {
        let groups = slips.iter().map(|slip| {
            let to = slip.to.map(|to| format!("&slipped_to={to}")).unwrap_or_default();
            let to = rows.of(&format!("{REGISTERED}&slipped_from={}{to}&sort=-slippage", slip.from));
            (days(call, slip.from.into(), slip.to.map(u64::from)), slip.count, 0, to)
        });
        Self::new(call.t("dashboard-slips"), groups.collect())
    }

    fn new(name: String, groups: Vec<(String, u64, u64, String)>) -> Self {
        let most = groups.iter().map(|(_, count, ..)| *count).max().unwrap_or(0).max(1);
        let length = |count: u64| LONGEST * count / most;
        let told: Vec<String> = groups.iter().map(|(words, count, ..)| format!("{words} {count}")).collect();
        let height = 34 * groups.len() + 8;
        let bars = groups.into_iter().enumerate().map(|(at, (words, count, red, to))| Bar {
            words,
            count,
            red,
            length: length(count).max(u64::from(count > 0) * 2),
            red_length: length(red),
            y: 34 * at + 6,
            to,
            light: "",
        });
        Self { title: format!("{name}：{}", told.join("，")), bars: bars.collect(), height }
    }
}

/// From so many days to so many, in words.
fn days(call: &Call<'_>, from: u64, to: Option<u64>) -> String {
    match to {
        Some(to) if from == 0 => call.site.texts.get(call.lang, "dashboard-under", &[("days", (to + 1).into())]),
        Some(to) => call.site.texts.get(call.lang, "dashboard-days", &[("from", from.into()), ("to", to.into())]),
        None => call.site.texts.get(call.lang, "dashboard-over", &[("days", from.into())]),
    }
}
