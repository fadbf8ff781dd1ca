//! Units, people and posts from a workbook (单位人员导入): what is new is entered, what is known stays, and what cannot be
//! understood is told by sheet and cell while the rest goes in.

mod enter;
mod read;

use document::Lang;
use ledger::{Actor, Bilingual};

use crate::{App, Done, Failure};
pub use read::{Row, read, rows, text};

/// What became of a list, or would.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Units that are entered.
    pub units: Vec<String>,
    /// People who are entered, each with the unit.
    pub people: Vec<String>,
    /// Posts that are made, or filled.
    pub posts: Vec<String>,
    /// What was known already.
    pub known: usize,
    /// What was not taken over, or is worth knowing: where, whether something was lost, what.
    pub told: Vec<Told>,
}

/// Something that was not taken over, or is worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The cell, such as `人员!B7`.
    pub cell: String,
    /// Whether something that a person wrote was not taken over.
    pub lost: bool,
    /// What.
    pub what: Bilingual,
}

impl Outcome {
    /// Whether nothing is to be entered.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.units.is_empty() && self.people.is_empty() && self.posts.is_empty()
    }
}

impl App {
    /// What taking in a list would do. Nothing is recorded.
    ///
    /// # Errors
    /// The database failed.
    pub fn propose_roster(&self, who: Actor, rows: &[Row]) -> Result<Outcome, Failure> {
        self.rehearse(who, |plan| enter::all(plan, rows))
    }

    /// Takes in a list, as one act.
    ///
    /// # Errors
    /// The database failed, or others were faster too often.
    pub fn take_roster(&self, who: Actor, key: Option<&str>, rows: &[Row]) -> Result<(Outcome, Done), Failure> {
        let mut outcome = Outcome::default();
        let done = self.act(who, key, |plan| {
            outcome = enter::all(plan, rows)?;
            Ok(())
        })?;
        Ok((outcome, done))
    }
}

/// An empty list to fill in, with two rows that show how.
///
/// # Errors
/// The workbook cannot be written.
pub fn template(lang: Lang) -> Result<Vec<u8>, Failure> {
    let (name, head, example) = match lang {
        Lang::Zh => (
            "单位人员",
            ["单位", "上级单位", "姓名", "岗位"],
            [["示例中心", "", "", ""], ["综合科", "示例中心", "示例姓名", "综合科科长"]],
        ),
        Lang::En => (
            "People",
            ["Unit", "Parent unit", "Name", "Post"],
            [["Example Centre", "", "", ""], ["General Section", "Example Centre", "Example Name", "Head of section"]],
        ),
    };
    let rows: Vec<Vec<String>> = example.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    table(name, &head, &rows)
}

/// A plain table as the bytes of an `.xlsx` file.
///
/// # Errors
/// The workbook cannot be written.
pub fn table(name: &str, head: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, Failure> {
    report::table::xlsx(name, head, rows).map_err(|error| {
        Failure::unfit(error.message(), Bilingual::fixed("改短后再导出", "shorten it and export again"))
    })
}
