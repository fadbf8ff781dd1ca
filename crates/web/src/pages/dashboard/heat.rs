//! The heat map: open findings by unit and aspect.

use app::view::{Heat, Whole};

use super::Rows;
use crate::call::Call;

/// The heat map.
pub(super) struct Map {
    pub aspects: Vec<String>,
    pub rows: Vec<Row>,
    pub sums: Vec<Cell>,
    pub all: Cell,
    /// Findings that name no unit.
    pub without_unit: Option<Cell>,
}

/// A unit.
pub(super) struct Row {
    /// What moves its name in, the deeper it stands.
    pub inset: String,
    pub name: String,
    /// The overview of it alone.
    pub to: String,
    pub cells: Vec<Cell>,
    pub sum: Cell,
}

/// A number.
pub(super) struct Cell {
    pub count: u64,
    pub late: bool,
    /// `h0` to `h5`.
    pub shade: u64,
    pub to: String,
}

impl Map {
    pub fn new(call: &Call<'_>, heat: &Heat, rows: &Rows, whole: &Whole) -> Self {
        let shade = |count: u64| (count * 5).div_ceil(heat.most.max(1)).min(5);
        let cell = |(open, red): (u64, u64), to: String| Cell { count: open, late: red > 0, shade: shade(open), to };
        let filters = |aspect: &str| {
            let value = if aspect.is_empty() { "none" } else { aspect };
            let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
            format!("status=open&aspect={value}")
        };
        let campaign = whole.campaign.map(|campaign| format!("campaign={campaign}&")).unwrap_or_default();
        let row = |of: &app::view::HeatRow| {
            let unit = of.unit.id.to_string();
            let cells = of.cells.iter().zip(&heat.aspects);
            Row {
                inset: "　".repeat(of.depth),
                name: of.unit.name.clone(),
                to: format!("/dashboard?{campaign}unit={unit}"),
                cells: cells.map(|(counts, aspect)| cell(*counts, rows.of_unit(&unit, &filters(aspect)))).collect(),
                sum: cell(of.sum, rows.of_unit(&unit, "status=open")),
            }
        };
        let total = heat.sums.iter().fold((0, 0), |(open, red), sum| (open + sum.0, red + sum.1));
        let words = |aspect: &String| if aspect.is_empty() { call.t("dashboard-no-aspect") } else { aspect.clone() };
        let without = whole.unit.is_none() && heat.without_unit > 0;
        Self {
            aspects: heat.aspects.iter().map(words).collect(),
            rows: heat.rows.iter().map(row).collect(),
            sums: heat
                .sums
                .iter()
                .zip(&heat.aspects)
                .map(|(sum, aspect)| cell(*sum, rows.of(&filters(aspect))))
                .collect(),
            all: cell(total, rows.of("status=open")),
            without_unit: without.then(|| cell((heat.without_unit, 0), rows.of_unit("none", "status=open"))),
        }
    }
}
