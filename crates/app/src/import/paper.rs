//! The paper itself.

use ledger::{Command, PaperId, paper};

use super::{Incoming, Intake, PaperChange};
use crate::{Failure, Plan};

/// Enters the paper, as a new version where it is one.
pub(super) fn register(
    plan: &mut Plan<'_>,
    incoming: &Incoming,
    intake: &Intake,
    change: PaperChange,
) -> Result<PaperId, Failure> {
    let id = plan.next()?;
    let supersedes = if let PaperChange::Version(earlier) = change { Some(earlier) } else { None };
    let extraction = &incoming.extraction;
    let content = paper::Content {
        name: incoming.name.clone(),
        digest: incoming.digest,
        size: incoming.bytes.len() as u64,
        campaign: Some(intake.campaign),
        title: extraction.title.clone(),
        number: None,
        genre: genre(extraction.genre),
        date: extraction.date,
    };
    plan.run(&Command::Paper(id, paper::Command::Register { content, supersedes }))?;
    Ok(id)
}

const fn genre(genre: extract::Genre) -> paper::Genre {
    match genre {
        extract::Genre::SelfExamination => paper::Genre::SelfExamination,
        extract::Genre::InspectionFeedback => paper::Genre::InspectionFeedback,
        extract::Genre::RectificationPlan => paper::Genre::RectificationPlan,
        extract::Genre::RectificationReport => paper::Genre::RectificationReport,
        extract::Genre::AuditReport => paper::Genre::AuditReport,
        extract::Genre::Other => paper::Genre::Other,
    }
}
