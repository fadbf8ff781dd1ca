//! Campaigns, papers, causes, evidence and regulations.

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Bilingual, CampaignId, CauseId, Digest, EvidenceId, FindingId, PaperId, RegulationId, State, Stream};
use serde::Serialize;
use store::FindingQuery;

use super::{List, Named, Said, View, Word};
use crate::Failure;

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Campaign {
    /// Which.
    pub id: CampaignId,
    /// Its theme.
    pub theme: String,
    /// Who examines.
    pub examiner: Option<String>,
    /// The units that are examined.
    pub units: Vec<Named>,
    /// The day on which its findings were received.
    pub from: Date,
    /// The last day of the concentrated period.
    pub until: Option<Date>,
    /// Its profile: name.
    pub profile: String,
    /// Its profile: version.
    pub profile_version: String,
    /// Its profile: title.
    pub profile_title: Bilingual,
    /// How many findings it has, those merged or rejected among them.
    pub findings: u64,
    /// How many of these are struck off.
    pub closed: u64,
    /// Who concluded it.
    pub concluded: Option<Said>,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Which.
    pub id: PaperId,
    /// The file's name.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// Its own date.
    pub date: Option<Date>,
    /// The file's digest.
    pub digest: Digest,
    /// The file's size in bytes.
    pub size: u64,
    /// The campaign that it belongs to.
    pub campaign: Option<Named>,
    /// The earlier version that it replaces.
    pub supersedes: Option<PaperId>,
    /// The later version that replaces it.
    pub superseded_by: Option<PaperId>,
}

/// A cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cause {
    /// Which.
    pub id: CauseId,
    /// Why.
    pub statement: String,
    /// The findings that it explains.
    pub findings: Vec<FindingId>,
    /// Who withdrew it.
    pub withdrawn: Option<Said>,
}

/// A file of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Which.
    pub id: EvidenceId,
    /// The file's name.
    pub name: String,
    /// What it is.
    pub kind: Word,
    /// Its own date.
    pub dated: Date,
    /// The first day that it supports.
    pub supports_from: Date,
    /// The last day that it supports.
    pub supports_to: Date,
    /// Who may see it.
    pub handling: Word,
    /// What it shows.
    pub note: Option<String>,
    /// The file's digest.
    pub digest: Digest,
    /// The file's size in bytes.
    pub size: u64,
    /// When it was stored.
    pub stored: Timestamp,
    /// What it was shown for.
    pub shown_for: Vec<Stream>,
    /// Who withdrew it.
    pub withdrawn: Option<Said>,
}

/// A regulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Regulation {
    /// Which.
    pub id: RegulationId,
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: Option<String>,
    /// The unit that issued it.
    pub issuer: Option<Named>,
    /// Its text.
    pub text: Option<EvidenceId>,
    /// The day of its adoption.
    pub adopted: Date,
    /// The days on which it was amended.
    pub amended: Vec<Date>,
    /// The day of its abolition.
    pub abolished: Option<Date>,
    /// The findings that it answers.
    pub findings: Vec<Tie>,
}

/// How a regulation answers a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// The finding.
    pub finding: FindingId,
    /// The loophole that the finding showed.
    pub loophole: Option<String>,
    /// The clause that closes it.
    pub clause: Option<String>,
}

impl View<'_> {
    /// All campaigns.
    ///
    /// # Errors
    /// The database failed.
    pub fn campaigns(&self) -> Result<List<Campaign>, Failure> {
        let mut rows = Vec::new();
        for (id, state) in self.all::<CampaignId>()? {
            let State::Campaign(campaign) = state else { continue };
            let of = FindingQuery { campaign: Some(id), ..FindingQuery::all(self.today) };
            let closed = FindingQuery {
                status: vec![ledger::finding::Status::Closed, ledger::finding::Status::Settled],
                ..of.clone()
            };
            let (content, profile) = (&campaign.content, &campaign.profile);
            rows.push(Campaign {
                id,
                theme: content.theme.clone(),
                examiner: content.examiner.clone(),
                units: content.units.iter().map(|unit| self.named(*unit)).collect(),
                from: content.from,
                until: content.until,
                profile: profile.name.clone(),
                profile_version: profile.version.clone(),
                profile_title: profile.title.clone(),
                findings: self.reader.count_findings(&of)?,
                closed: self.reader.count_findings(&closed)?,
                concluded: campaign.concluded.as_ref().map(|act| self.said(act)),
            });
        }
        self.sound(List::of("campaigns", rows))
    }

    /// All papers.
    ///
    /// # Errors
    /// The database failed.
    pub fn papers(&self) -> Result<List<Paper>, Failure> {
        let rows = self.rows(|id: PaperId, state| {
            let State::Paper(paper) = state else { return None };
            let content = &paper.content;
            Some(Paper {
                id,
                name: content.name.clone(),
                title: content.title.clone(),
                date: content.date,
                digest: content.digest,
                size: content.size,
                campaign: content.campaign.map(|campaign| self.named(campaign)),
                supersedes: paper.supersedes,
                superseded_by: paper.superseded_by,
            })
        })?;
        self.sound(List::of("papers", rows))
    }

    /// All causes.
    ///
    /// # Errors
    /// The database failed.
    pub fn causes(&self) -> Result<List<Cause>, Failure> {
        let rows = self.rows(|id: CauseId, state| {
            let State::Cause(cause) = state else { return None };
            Some(Cause {
                id,
                statement: cause.statement.clone(),
                findings: cause.findings.iter().copied().collect(),
                withdrawn: cause.withdrawn.as_ref().map(|act| self.said(act)),
            })
        })?;
        self.sound(List::of("causes", rows))
    }

    /// All evidence, with what each file was shown for.
    ///
    /// # Errors
    /// The database failed.
    pub fn evidence(&self) -> Result<List<Evidence>, Failure> {
        let mut rows = Vec::new();
        for (id, state) in self.all::<EvidenceId>()? {
            let State::Evidence(evidence) = state else { continue };
            rows.push(self.evidence_row(id, &evidence)?);
        }
        self.sound(List::of("evidence", rows))
    }

    /// A file of evidence, with what it was shown for; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn evidence_of(&self, id: EvidenceId) -> Result<Option<Evidence>, Failure> {
        let Some(state) = self.states().evidence(id) else { return self.sound(None) };
        let evidence = self.evidence_row(id, &state)?;
        self.sound(Some(evidence))
    }

    fn evidence_row(&self, id: EvidenceId, evidence: &ledger::evidence::State) -> Result<Evidence, Failure> {
        let content = &evidence.content;
        let period = content.period.unwrap_or(ledger::evidence::Period { from: content.dated, to: content.dated });
        Ok(Evidence {
            id,
            name: content.name.clone(),
            kind: Word { name: content.kind.name(), label: content.kind.label() },
            dated: content.dated,
            supports_from: period.from,
            supports_to: period.to,
            handling: Word { name: content.handling.name(), label: content.handling.label() },
            note: content.note.clone(),
            digest: evidence.digest,
            size: evidence.size,
            stored: evidence.stored,
            shown_for: self.uses_of(id)?,
            withdrawn: evidence.withdrawn.as_ref().map(|act| self.said(act)),
        })
    }

    /// The evidence whose file has this digest, and what it was shown for: a file is stored once and used for many.
    ///
    /// # Errors
    /// The database failed.
    pub fn evidence_by_digest(&self, digest: Digest) -> Result<Option<(EvidenceId, Vec<Stream>)>, Failure> {
        let Some(id) = self.reader.evidence_by_digest(&digest)?.into_iter().next() else { return Ok(None) };
        Ok(Some((id, self.uses_of(id)?)))
    }

    /// What a file of evidence was shown for: measures, findings looked back at, regulations.
    pub(crate) fn uses_of(&self, id: EvidenceId) -> Result<Vec<Stream>, Failure> {
        let mut uses = self.reader.uses_of(id)?;
        for (regulation, state) in self.all::<RegulationId>()? {
            if matches!(state, State::Regulation(state) if state.content.text == Some(id)) {
                uses.push(regulation.into());
            }
        }
        Ok(uses)
    }

    /// All regulations.
    ///
    /// # Errors
    /// The database failed.
    pub fn regulations(&self) -> Result<List<Regulation>, Failure> {
        let rows = self.rows(|id: RegulationId, state| {
            let State::Regulation(regulation) = state else { return None };
            let content = &regulation.content;
            let tie = |(finding, tie): (&FindingId, &ledger::regulation::Tie)| Tie {
                finding: *finding,
                loophole: tie.loophole.clone(),
                clause: tie.clause.clone(),
            };
            Some(Regulation {
                id,
                title: content.title.clone(),
                number: content.number.clone(),
                issuer: content.issuer.map(|unit| self.named(unit)),
                text: content.text,
                adopted: regulation.adopted,
                amended: regulation.amendments.iter().map(|(day, _)| *day).collect(),
                abolished: regulation.abolished.as_ref().map(|(day, _)| *day),
                findings: regulation.ties.iter().map(tie).collect(),
            })
        })?;
        self.sound(List::of("regulations", rows))
    }
}
