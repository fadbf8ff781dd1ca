//! Verifiable random samples for looking back (回头看抽查): nobody can choose what is drawn, and anybody can draw it again.
//!
//! First the candidates are fixed in the log. Then a checkpoint is published that covers that entry; its root hash did not
//! exist before, and it decides: each candidate gets the SHA-256 of `bihuan/sample/v1`, the root in Base64 and its own id,
//! a line each, every line ended; the smallest hashes are drawn. So `printf 'bihuan/sample/v1\n%s\n%s\n' ROOT F12 | sha256sum`
//! is all that a doubter needs.

use std::collections::BTreeSet;

use ledger::{Actor, Bilingual, CampaignId, Command, Event, FindingId, campaign, finding};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use store::FindingQuery;
use tlog::Digest;

use crate::{App, Failure};

/// The kind of the entries that fix candidates.
const KIND: &str = "campaign.sample_fixed";

/// What was drawn, and what it follows from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drawn {
    /// The campaign.
    pub campaign: CampaignId,
    /// The number of the sample in it, from 1.
    pub sample: usize,
    /// The entry of the log that fixed the candidates.
    pub entry: u64,
    /// The size of the checkpoint whose root decides: the first published one that covers that entry.
    pub size: u64,
    /// That root, in Base64.
    pub root: String,
    /// The candidates, in order.
    pub candidates: Vec<FindingId>,
    /// What is drawn, in the order of the hashes.
    pub drawn: Vec<Ticket>,
}

/// A candidate with the hash that it drew.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Ticket {
    /// SHA-256, hexadecimal.
    pub hash: String,
    /// The finding.
    pub finding: FindingId,
}

/// Draws `take` of `candidates` by a root hash.
#[must_use]
pub fn draw(root: Digest, candidates: &[FindingId], take: usize) -> Vec<Ticket> {
    let root = root.to_base64();
    let ticket = |finding: &FindingId| {
        let hash = Sha256::digest(format!("bihuan/sample/v1\n{root}\n{finding}\n"));
        Ticket { hash: hash.iter().map(|byte| format!("{byte:02x}")).collect(), finding: *finding }
    };
    let mut tickets: Vec<Ticket> = candidates.iter().map(ticket).collect();
    tickets.sort();
    tickets.truncate(take);
    tickets
}

impl App {
    /// Fixes all closed findings of `campaign` as candidates, publishes a checkpoint that covers that, and draws `take` of
    /// them.
    ///
    /// # Errors
    /// There are fewer; there is no such campaign; the database failed.
    pub fn draw_sample(
        &self,
        who: Actor,
        key: Option<&str>,
        campaign: CampaignId,
        take: u32,
    ) -> Result<Drawn, Failure> {
        let done = self.act(who, key, |plan| {
            let closed = [finding::Status::Closed, finding::Status::Settled];
            let query = FindingQuery {
                campaign: Some(campaign),
                status: closed.to_vec(),
                limit: u32::MAX.into(),
                ..FindingQuery::all(plan.given().today)
            };
            let rows = plan.reader().findings(&query)?.rows;
            let candidates: BTreeSet<FindingId> = rows.into_iter().map(|row| row.id).collect();
            plan.run(&Command::Campaign(campaign, campaign::Command::FixSample { candidates, take }))
        })?;
        let fixed = done.entries.iter().find(|entry| entry.kind == KIND).map_or(0, |entry| entry.seq);
        let reader = self.store.read()?;
        if !reader.checkpoints()?.iter().any(|checkpoint| checkpoint.size > fixed) {
            self.publish_checkpoint(who, None)?;
        }
        let samples = reader.history(&campaign.into())?.into_iter().filter(|entry| entry.kind == KIND);
        self.sample(campaign, samples.filter(|entry| entry.seq <= fixed).count())
    }

    /// Draws a sample again, from the log alone.
    ///
    /// # Errors
    /// There is no such sample, or no checkpoint that covers it was published.
    pub fn sample(&self, campaign: CampaignId, number: usize) -> Result<Drawn, Failure> {
        let reader = self.store.read()?;
        let mut samples = Vec::new();
        for entry in reader.history(&campaign.into())? {
            if entry.kind == KIND
                && let Event::Campaign(campaign::Event::SampleFixed { candidates, take, .. }) = entry.event()?
            {
                samples.push((entry.seq, candidates, take));
            }
        }
        let of = samples.len();
        let (entry, candidates, take) =
            number.checked_sub(1).and_then(|i| samples.into_iter().nth(i)).ok_or_else(|| {
                Failure::unfit(
                    Bilingual::new(
                        format!("{campaign} 没有第 {number} 次抽查（共 {of} 次）"),
                        format!("{campaign} has no sample {number} (there are {of})"),
                    ),
                    Bilingual::new(
                        format!("先抽一次：bihuan sample draw {campaign} --take 3"),
                        format!("draw one first: bihuan sample draw {campaign} --take 3"),
                    ),
                )
            })?;
        let published =
            reader.checkpoints()?.into_iter().find(|checkpoint| checkpoint.size > entry).ok_or_else(|| {
                Failure::unfit(
                    Bilingual::fixed(
                        "抽查所依据的检查点还没有公布",
                        "the checkpoint that decides was not published yet",
                    ),
                    Bilingual::fixed("先公布：bihuan log checkpoint", "publish one: bihuan log checkpoint"),
                )
            })?;
        let root = tlog::tree::root(self.store.algorithm(), published.size, &reader)?;
        let drawn = draw(root, &candidates, usize::try_from(take).unwrap_or(usize::MAX));
        let (size, root) = (published.size, root.to_base64());
        Ok(Drawn { campaign, sample: number, entry, size, root, candidates, drawn })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_follows_from_the_root_alone_and_anybody_can_do_it() {
        let candidates: Vec<FindingId> = (1..=40).map(FindingId).collect();
        let one = draw(Digest([7; 32]), &candidates, 5);
        assert_eq!(one, draw(Digest([7; 32]), &candidates, 5));
        assert_ne!(one, draw(Digest([8; 32]), &candidates, 5));
        // printf 'bihuan/sample/v1\n%s\n%s\n' 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=' F1 | sha256sum
        let first = draw(Digest([7; 32]), &[FindingId(1)], 1);
        assert_eq!(first[0].hash, "f20c1e3ddda32d296fee59c52ced6ccc8515c6d4cd2e9c0032ceefb29e4c8ead");
    }

    #[test]
    fn every_candidate_has_the_same_chance() {
        let candidates: Vec<FindingId> = (1..=10).map(FindingId).collect();
        let mut times = [0u32; 10];
        for seed in 0..=255 {
            for other in 0..8 {
                let mut root = [seed; 32];
                root[0] = other;
                for ticket in draw(Digest(root), &candidates, 3) {
                    times[usize::try_from(ticket.finding.0).unwrap() - 1] += 1;
                }
            }
        }
        // 2048 draws of 3 from 10: 614 each, give or take four standard deviations (√(2048 · 0.3 · 0.7) ≈ 21).
        assert!(times.iter().all(|n| (530..=700).contains(n)), "{times:?}");
    }
}
