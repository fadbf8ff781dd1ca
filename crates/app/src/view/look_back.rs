//! When to look back at what.

use jiff::civil::Date;
use ledger::CampaignId;
use store::{FindingQuery, Sight};

use super::{Finding, View};
use crate::Failure;

/// A finding that is to be looked back at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// On which day.
    pub day: Date,
    /// The finding.
    pub finding: Finding,
}

impl View<'_> {
    /// At most `limit` of the findings that are to be looked back at from the first to the last of `days`, by day, and how many
    /// there are.
    ///
    /// # Errors
    /// The database failed.
    pub fn look_backs(
        &self,
        days: (Date, Date),
        campaign: Option<CampaignId>,
        sight: Sight,
        limit: u64,
    ) -> Result<(Vec<Owed>, u64), Failure> {
        let query = FindingQuery { look_back: Some(days), campaign, sight, limit, ..FindingQuery::all(self.today) };
        let total = self.reader.count_findings(&query)?;
        let rows = self.reader.findings(&query)?.rows.into_iter();
        let mut owed: Vec<Owed> =
            rows.filter_map(|row| Some(Owed { day: row.look_back?, finding: self.finding_row(row) })).collect();
        owed.sort_by_key(|owed| (owed.day, owed.finding.id));
        self.sound((owed, total))
    }

    /// How many there are.
    ///
    /// # Errors
    /// The database failed.
    pub fn count_look_backs(
        &self,
        days: (Date, Date),
        campaign: Option<CampaignId>,
        sight: Sight,
    ) -> Result<u64, Failure> {
        let query = FindingQuery { look_back: Some(days), campaign, sight, ..FindingQuery::all(self.today) };
        Ok(self.reader.count_findings(&query)?)
    }
}
