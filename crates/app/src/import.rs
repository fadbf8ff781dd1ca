//! A paper becomes part of the ledger: what was read is shown as a proposal, and recorded once somebody confirms it.
//!
//! The same bytes again change nothing. An edited paper is compared item by item with what the ledger took from it before
//! (`matching`), so that ids stay with what they name; a field that the paper changed is changed here, unless somebody changed
//! it in the ledger meanwhile: then the ledger's words stand, and the proposal says so.

mod cause;
pub mod classified;
mod content;
mod finding;
pub(crate) mod known;
mod matching;
mod measure;
mod paper;
mod proposal;
mod roster;

use std::io::Cursor;

use document::Document;
use extract::Extraction;
use ledger::{Actor, Bilingual, CampaignId, Digest, PaperId};
use sha2::{Digest as _, Sha256};

use crate::view::facts;
use crate::{App, Done, Failure, Plan};
pub(crate) use finding::only_unit;
pub use proposal::{Change, FieldChange, Item, PaperChange, Proposal};

/// A file that was read, on its way into the ledger.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The file's name, without its folder.
    pub name: String,
    /// Its bytes, which are kept as the source of what is read from them.
    pub bytes: Vec<u8>,
    /// Their SHA-256, under which they are kept, whatever the log hashes with.
    pub digest: Digest,
    /// What it holds.
    pub document: Document,
    /// What that says.
    pub extraction: Extraction,
}

impl Incoming {
    /// Takes in a file that was read.
    ///
    /// # Errors
    /// [`Failure::Unfit`] for a paper with a classification mark: this is no place for it.
    pub fn new(name: String, bytes: Vec<u8>, document: Document) -> Result<Self, Failure> {
        classified::refuse(&name, &document)?;
        let extraction = extract::extract(&document);
        let digest = Digest(Sha256::digest(&bytes).into());
        Ok(Self { name, bytes, digest, document, extraction })
    }
}

/// How a paper is to be taken in.
#[derive(Debug, Clone, Copy)]
pub struct Intake {
    /// The campaign that it belongs to.
    pub campaign: CampaignId,
    /// Findings stay drafts, for somebody to register later.
    pub draft: bool,
    /// Units and people that the paper names and the ledger does not know are entered.
    pub enrol: bool,
    /// Measures are also tied to findings by likeness of wording, where the paper itself ties them to none.
    pub likely: bool,
    /// Which paper it is a new version of.
    pub version: Version,
}

/// Which earlier paper a paper is a new version of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Version {
    /// The one of the campaign with the same file name or title.
    #[default]
    Likely,
    /// This one.
    Of(PaperId),
    /// None.
    New,
}

impl App {
    /// What taking in `incoming` would do. Nothing is recorded.
    ///
    /// # Errors
    /// As [`import`](Self::import).
    pub fn propose(&self, who: Actor, incoming: &Incoming, intake: &Intake) -> Result<Proposal, Failure> {
        self.rehearse(who, |plan| plan_of(plan, incoming, intake))
    }

    /// Takes in `incoming`, whole or not at all: the paper, its findings, causes and measures, in one act. The file itself is
    /// kept beside the evidence.
    ///
    /// # Errors
    /// There is no such campaign, or it is concluded; the paper says nothing that a ledger could hold; the database or the
    /// place of evidence failed.
    pub fn import(
        &self,
        who: Actor,
        key: Option<&str>,
        incoming: &Incoming,
        intake: &Intake,
    ) -> Result<(Proposal, Done), Failure> {
        // Before the act: an entry must never name a file that is not there. A file that no entry names does no harm.
        self.blobs.put(&mut Cursor::new(&incoming.bytes))?;
        let mut proposal = None;
        let done = self.act(who, key, |plan| {
            proposal = Some(plan_of(plan, incoming, intake)?);
            Ok(())
        })?;
        // A replayed key never ran the plan: what it would do now is what it did not do again.
        let proposal = proposal.map_or_else(|| self.propose(who, incoming, intake), Ok)?;
        Ok((proposal, done))
    }
}

fn plan_of(plan: &mut Plan<'_>, incoming: &Incoming, intake: &Intake) -> Result<Proposal, Failure> {
    let extraction = &incoming.extraction;
    if extraction.findings.is_empty() && extraction.measures.is_empty() && extraction.causes.is_empty() {
        return Err(Failure::unfit(
            Bilingual::new(
                format!("{} 里没有读出问题、原因或措施", incoming.name),
                format!("{} says nothing of findings, causes or measures", incoming.name),
            ),
            Bilingual::fixed("用 bihuan read 看看读出了什么", "look with bihuan read at what was read"),
        ));
    }
    let mut proposal = Proposal::of(incoming);
    let known = known::of(plan, incoming, intake)?;
    proposal.paper = known.change;
    let mut roster = roster::Roster::of(plan, intake.enrol)?;
    if let PaperChange::Same(paper) | PaperChange::Earlier { paper, .. } = known.change {
        // Whom it names can be entered later than what it says.
        if intake.enrol && matches!(known.change, PaperChange::Same(_)) {
            let mut take = Take { plan, incoming, intake, paper, known: &known, proposal: &mut proposal };
            for measure in &extraction.measures {
                roster.people(&mut take, measure)?;
            }
            roster.tell(&mut proposal);
        }
        return Ok(proposal);
    }
    let paper = paper::register(plan, incoming, intake, known.change)?;
    let mut take = Take { plan, incoming, intake, paper, known: &known, proposal: &mut proposal };
    let findings = finding::all(&mut take)?;
    cause::all(&mut take, &findings)?;
    measure::all(&mut take, &findings, &mut roster)?;
    if !intake.draft {
        finding::register(&mut take)?;
    }
    proposal.left_over = known.left_over(&proposal.items);
    proposal.facts = proposal.items.iter().filter_map(|i| Some((i.id, facts::of(plan.states(), i.id)?))).collect();
    roster.tell(&mut proposal);
    Ok(proposal)
}

/// What the readers of each kind of item share.
struct Take<'t, 'p> {
    plan: &'t mut Plan<'p>,
    incoming: &'t Incoming,
    intake: &'t Intake,
    paper: PaperId,
    known: &'t known::Known,
    proposal: &'t mut Proposal,
}
