//! Which columns are shown, how dense, and what sorts them: in the address, and remembered by the browser.

use crate::answer::{Answer, Cookie};
use crate::call::Call;

/// A column that can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Campaign,
    Aspect,
    Unit,
    Kinds,
    Owner,
    Lead,
    Measures,
    Due,
    Slippage,
    Returns,
    Rebounds,
    Status,
    Light,
    Updated,
}

impl Column {
    const ALL: [Self; 15] = [
        Self::Number,
        Self::Campaign,
        Self::Aspect,
        Self::Unit,
        Self::Kinds,
        Self::Owner,
        Self::Lead,
        Self::Measures,
        Self::Due,
        Self::Slippage,
        Self::Returns,
        Self::Rebounds,
        Self::Status,
        Self::Light,
        Self::Updated,
    ];
    /// Those that are shown where nobody chose.
    const USUAL: [Self; 7] =
        [Self::Aspect, Self::Unit, Self::Owner, Self::Measures, Self::Due, Self::Status, Self::Light];

    const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Campaign => "campaign",
            Self::Aspect => "aspect",
            Self::Unit => "unit",
            Self::Kinds => "kinds",
            Self::Owner => "owner",
            Self::Lead => "lead",
            Self::Measures => "measures",
            Self::Due => "due",
            Self::Slippage => "slippage",
            Self::Returns => "returns",
            Self::Rebounds => "rebounds",
            Self::Status => "status",
            Self::Light => "light",
            Self::Updated => "updated",
        }
    }
}

/// How the table is laid out.
pub(super) struct Layout {
    shown: Vec<Column>,
    pub dense: bool,
    /// For each column that sorts: its name, the address that sorts by it, and how it sorts now.
    sorts: Vec<(&'static str, String, &'static str)>,
    /// What was sorted by, for forms.
    pub sort: String,
}

/// A column in the list of choices.
pub(super) struct Choosable {
    pub name: &'static str,
    pub on: bool,
}

const YEAR: i64 = 365 * 24 * 60 * 60;

impl Layout {
    pub fn read(call: &Call<'_>) -> Self {
        let cookie = |name: &str| call.asked.cookies.get(name).map(String::as_str).unwrap_or_default();
        let mut chosen: Vec<&str> = call.query().all("columns").collect();
        if chosen.is_empty() {
            chosen = cookie("columns").split('.').filter(|name| !name.is_empty()).collect();
        }
        let shown = if chosen.is_empty() {
            Column::USUAL.to_vec()
        } else {
            Column::ALL.into_iter().filter(|column| chosen.contains(&column.name())).collect()
        };
        let density = call.query().given("density").unwrap_or_else(|| cookie("density"));
        let sort = call.query().get("sort").to_owned();
        Self { shown, dense: density == "dense", sorts: sorts(call, "/findings", &sort), sort }
    }

    pub fn shows(&self, column: Column) -> bool {
        self.shown.contains(&column)
    }

    pub fn choices(&self) -> Vec<Choosable> {
        Column::ALL.into_iter().map(|column| Choosable { name: column.name(), on: self.shows(column) }).collect()
    }

    /// The address that sorts by a column.
    pub fn sort(&self, name: &str) -> &str {
        self.sorts.iter().find(|(known, ..)| *known == name).map_or("", |(_, address, _)| address)
    }

    /// `ascending`, `descending`, or nothing.
    pub fn sorted(&self, name: &str) -> &str {
        self.sorts.iter().find(|(known, ..)| *known == name).map_or("", |(_, _, sorted)| sorted)
    }

    /// Lets the browser remember what the address chose.
    pub fn remember(&self, call: &Call<'_>, mut answer: Answer) -> Answer {
        let (seconds, secure) = (Some(YEAR), call.asked.secure);
        if call.query().has("columns") {
            let shown = self.shown.iter().map(|column| column.name()).collect::<Vec<_>>().join(".");
            answer = answer.cookie(&Cookie { name: "columns", value: &shown, seconds, secure });
        }
        if call.query().has("density") {
            let value = if self.dense { "dense" } else { "roomy" };
            answer = answer.cookie(&Cookie { name: "density", value, seconds, secure });
        }
        answer
    }
}

/// The columns of the list at `path` that sort, while it is sorted by `sort`.
pub(super) fn sorts(call: &Call<'_>, path: &str, sort: &str) -> Vec<(&'static str, String, &'static str)> {
    let one = |name: &'static str, first_down: bool| {
        let (up, down) = (name.to_owned(), format!("-{name}"));
        let now = if sort == up || (sort.is_empty() && name == "number") {
            "ascending"
        } else if sort == down {
            "descending"
        } else {
            ""
        };
        let next = match now {
            "ascending" => down,
            "descending" => up,
            _ if first_down => down,
            _ => up,
        };
        (name, format!("{path}?{}", call.query().address(&[("sort", &next), ("after", ""), ("at", "")])), now)
    };
    vec![one("number", false), one("due", false), one("updated", true), one("slippage", true)]
}
