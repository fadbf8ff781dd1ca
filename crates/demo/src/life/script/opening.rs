//! How a campaign begins: it is opened, its paper is taken in, the drafts are confirmed.

use app::{Failure, Plan};
use ledger::campaign::{self, Content};
use ledger::finding::{self, Command as Finding, Scope};
use ledger::{CampaignId, Command, FindingId, PersonId, Profile, UnitId};

use super::Script;
use crate::organisation::{GROUP, HE};
use crate::papers::Template;
use crate::stage::Stage;

/// What a campaign begins with.
pub(in crate::life) struct Opening {
    pub id: CampaignId,
    pub profile: &'static str,
    pub theme: &'static str,
    pub examiner: &'static str,
    pub units: &'static [UnitId],
    /// Offsets of the first day, and of the last day of the concentrated period.
    pub span: (i64, i64),
    pub closing: [PersonId; 2],
    pub extension: PersonId,
}

impl<'s> Script<'s> {
    /// The office opens a campaign and takes in its paper three days later.
    pub fn open(stage: &'s mut Stage, opening: &Opening, paper: &Template) -> Result<Self, Failure> {
        let Opening { id, profile, theme, examiner, units, span, closing, extension } = *opening;
        let profile: Profile = app::profile::shipped(profile).unwrap_or_default();
        let content = Content {
            theme: theme.to_owned(),
            examiner: Some(examiner.to_owned()),
            units: units.iter().copied().collect(),
            from: stage.day(span.0),
            until: Some(stage.day(span.1)),
        };
        stage.act(Some(HE), |plan| {
            let open = campaign::Command::Open { content: content.clone(), profile: Box::new(profile.clone()) };
            plan.run(&Command::Campaign(id, open))
        })?;
        stage.play_until(span.0 + 3)?;
        let base = stage.app.store.read()?.next_number("finding")? - 1;
        paper.import(stage, id)?;
        Ok(Self { stage, base, closing, extension })
    }

    /// The office gives the drafts to the units that answer for them, says whose they are, and registers all but `kept`.
    pub fn confirm(
        &mut self,
        day: i64,
        count: u64,
        kept: &[u64],
        scope: impl Fn(u64) -> Option<Scope>,
    ) -> Result<(), Failure> {
        self.stage.play_until(day)?;
        let ids: Vec<(u64, FindingId)> = (1..=count).map(|number| (number, self.finding(number))).collect();
        self.stage.act(Some(HE), |plan| {
            for (number, id) in &ids {
                give(plan, *id, scope(*number))?;
                if !kept.contains(number) {
                    plan.run(&Command::Finding(*id, Finding::Register {}))?;
                }
            }
            Ok(())
        })
    }
}

/// The unit that answers for its first measure has the finding; the group has what nobody answers for.
fn give(plan: &mut Plan<'_>, id: FindingId, scope: Option<Scope>) -> Result<(), Failure> {
    let Some(state) = plan.states().finding(id) else { return Ok(()) };
    let unit = state.measures.first().and_then(|measure| plan.states().measure(*measure)?.content.unit);
    let content = finding::Content { unit: unit.or(Some(GROUP)), scope, ..state.content.clone() };
    if content == state.content {
        return Ok(());
    }
    plan.run(&Command::Finding(id, Finding::Edit { content, reason: String::new() }))
}
