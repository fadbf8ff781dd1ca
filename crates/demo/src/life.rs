//! Fourteen months: three campaigns, and what happened to the organisation meanwhile.

mod audit;
mod safety;
mod script;
mod self_examination;

use app::Failure;
use ledger::campaign::publication::{Edition, Shown};
use ledger::{CampaignId, Command, HandOverId, PersonId, PostId, hand_over, post, unit};

use crate::organisation::{
    self, FINANCE, HE, HEAD_OF_BAILU, HEAD_OF_QINGSHI, HEAD_OF_STORES, LI, LIU, PENG, REN, SHI, STORES, WANG, ZHENG,
};
use crate::stage::{Stage, actor};

/// The first day, before the one on which the demonstration is looked at.
pub(crate) const FIRST_DAY: i64 = -425;

/// All of it.
pub(crate) fn play(stage: &mut Stage) -> Result<(), Failure> {
    organisation::found(stage)?;
    self_examination::begin(stage)?;
    stage.play_until(-368)?;
    propose(stage, HandOverId(1), HEAD_OF_QINGSHI, (WANG, LI), "到龄退出领导岗位，未完成事项按清单移交。")?;
    stage.play_until(-363)?;
    accept(stage, HandOverId(1), LI, "清单已逐项核对，同意接收。")?;
    publish(stage)?;
    stage.play_until(-200)?;
    publish(stage)?;
    audit::begin(stage)?;
    stage.play_until(-101)?;
    dissolve_stores(stage)?;
    publish(stage)?;
    stage.play_until(-46)?;
    safety::begin(stage)?;
    stage.play_until(-25)?;
    // Fixes the candidates, publishes the checkpoint that decides, and draws.
    stage.app.draw_sample(actor(Some(ZHENG)), None, self_examination::CAMPAIGN, 3)?;
    stage.pause();
    tell(stage, self_examination::CAMPAIGN, Edition::Society, "现将对照检查问题整改情况向社会公开，请监督。")?;
    stage.play_until(-12)?;
    tell(stage, audit::CAMPAIGN, Edition::Inside, "现将审计整改情况通报如下，未完成的请抓紧办理。")?;
    stage.play_until(-4)?;
    propose(stage, HandOverId(2), HEAD_OF_BAILU, (LIU, PENG), "轮岗交流，白鹭水厂厂长由彭亮节接任。")?;
    stage.play_until(-1)?;
    publish(stage)
}

fn publish(stage: &Stage) -> Result<(), Failure> {
    stage.app.publish_checkpoint(actor(Some(HE)), None)?;
    stage.pause();
    Ok(())
}

/// Publishes a campaign: what is proposed to be told, and the rest withheld for the reasons that are proposed.
fn tell(stage: &Stage, campaign: CampaignId, edition: Edition, text: &str) -> Result<(), Failure> {
    let candidates = stage.app.view()?.candidates(campaign, edition)?.into_iter();
    let shown = candidates.map(|candidate| {
        let withheld = candidate.reason.map(|reason| Shown::Withheld(reason.zh.into_owned()));
        (candidate.id, withheld.unwrap_or(Shown::Told))
    });
    stage.app.publish_campaign(actor(Some(HE)), None, campaign, (edition, text), &shown.collect())?;
    stage.pause();
    Ok(())
}

/// The holder lists everything that is open, for the successor.
fn propose(
    stage: &mut Stage,
    id: HandOverId,
    post: PostId,
    (from, to): (PersonId, PersonId),
    note: &str,
) -> Result<(), Failure> {
    let items = stage.app.view()?.open_items(post)?;
    let propose = hand_over::Command::Propose { post, to, items, note: note.to_owned() };
    stage.act(Some(from), |plan| plan.run(&Command::HandOver(id, propose.clone())))
}

fn accept(stage: &mut Stage, id: HandOverId, by: PersonId, note: &str) -> Result<(), Failure> {
    let open = stage.app.view()?.open_items_of(id)?;
    let accept = hand_over::Command::Accept { open, note: note.to_owned() };
    stage.act(Some(by), |plan| plan.run(&Command::HandOver(id, accept.clone())))
}

/// The stores become part of the finance department, with what they had promised and the people that they had.
fn dissolve_stores(stage: &mut Stage) -> Result<(), Failure> {
    let open = stage.app.view()?.open_measures_of(STORES)?;
    let until = stage.app.today();
    stage.act(None, |plan| {
        let vacate = post::Command::Vacate { until, reason: "机构合并，岗位撤销".to_owned() };
        plan.run(&Command::Post(HEAD_OF_STORES, vacate))?;
        let abolish = post::Command::Abolish { reason: "机构合并".to_owned() };
        plan.run(&Command::Post(HEAD_OF_STORES, abolish))?;
        for person in [REN, SHI] {
            plan.run(&Command::Person(person, ledger::person::Command::Join { unit: FINANCE }))?;
            plan.run(&Command::Person(person, ledger::person::Command::Leave { unit: STORES }))?;
        }
        let reason = "物资仓储职能并入财务资产部".to_owned();
        let dissolve = unit::Command::Dissolve { successor: Some(FINANCE), open: open.clone(), reason };
        plan.run(&Command::Unit(STORES, dissolve))
    })
}
