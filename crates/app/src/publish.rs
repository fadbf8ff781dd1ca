//! Publishing (公开): what of a campaign is told to whom, fixed in the log and covered by a checkpoint that anybody may keep.

use std::collections::{BTreeMap, BTreeSet};

use ledger::campaign::publication::{Edition, MOST, Shown};
use ledger::{Actor, CampaignId, Command, FindingId, campaign, finding};
use store::{FindingQuery, Reader};

use crate::{App, Done, Failure};

/// The findings of a campaign of which a publication must tell, and one more than it may hold.
pub(crate) fn query(campaign: CampaignId, today: jiff::civil::Date) -> FindingQuery {
    let stands = |status: &finding::Status| *status != finding::Status::Draft && !status.is_void();
    FindingQuery {
        campaign: Some(campaign),
        status: finding::Status::ALL.into_iter().filter(stands).collect(),
        limit: MOST as u64 + 1,
        ..FindingQuery::all(today)
    }
}

/// The same, by number.
fn all(reader: &Reader<'_>, campaign: CampaignId, today: jiff::civil::Date) -> Result<BTreeSet<FindingId>, Failure> {
    Ok(reader.findings(&query(campaign, today))?.rows.into_iter().map(|row| row.id).collect())
}

impl App {
    /// Publishes what was promised and done in a campaign, and a checkpoint that covers that.
    ///
    /// # Errors
    /// The domain says no; the database failed.
    pub fn publish_campaign(
        &self,
        who: Actor,
        key: Option<&str>,
        campaign: CampaignId,
        (edition, text): (Edition, &str),
        findings: &BTreeMap<FindingId, Shown>,
    ) -> Result<Done, Failure> {
        let done = self.act(who, key, |plan| {
            let all = all(plan.reader(), campaign, plan.given().today)?;
            let (text, findings) = (text.to_owned(), findings.clone());
            plan.run(&Command::Campaign(campaign, campaign::Command::Publish { edition, text, findings, all }))
        })?;
        let last = done.entries.last().map_or(0, |entry| entry.seq);
        let covered = self.store.read()?.checkpoints()?.iter().any(|checkpoint| checkpoint.size > last);
        if !covered {
            self.publish_checkpoint(who, None)?;
        }
        Ok(done)
    }
}
