//! What happens to measures.

use ledger::measure::{Commitment, Content, Event, Plan};
use ledger::profile::{MeasureField, Step};
use ledger::{Bilingual, State, Stream, UnitId};

use super::{Field, Told, because, changed, listed, same, two};

pub fn sentence(told: Told<'_, '_>, event: &Event) -> Bilingual {
    match event {
        Event::Registered { findings, plan, .. } => registered(plan, findings),
        Event::Edited { content, reason } => edited(told, content, reason),
        Event::DeadlineSet { deadline, .. } => two(format!("时限 {deadline}"), format!("due {deadline}")),
        Event::FindingTied { finding } => two(format!("对应 {finding}"), format!("answers {finding}")),
        Event::FindingUntied { finding, reason } => {
            because(format!("不再对应 {finding}"), format!("no longer answers {finding}"), reason)
        }
        Event::MilestoneAdded { milestone } => {
            because(format!("增加节点 {}", milestone.due), format!("a milestone by {}", milestone.due), &milestone.text)
        }
        Event::MilestoneReached { milestone, on, .. } => {
            two(format!("节点 {milestone} 于 {on} 完成"), format!("milestone {milestone} reached on {on}"))
        }
        Event::MilestoneDropped { milestone, reason } => {
            because(format!("取消节点 {milestone}"), format!("milestone {milestone} given up"), reason)
        }
        Event::CommitmentAdded { commitment } => promised(commitment),
        Event::CommitmentEnded { commitment, until, reason } => because(
            format!("承诺 {commitment} 止于 {until}"),
            format!("commitment {commitment} ends on {until}"),
            reason,
        ),
        Event::ChecklistItemAdded { item } => because("佐证清单增加", "one more item of evidence owed", item),
        Event::CheckedIn { commitment, on, quantity, note, .. } => because(
            format!("承诺 {commitment} 于 {on} 兑现 {quantity}"),
            format!("commitment {commitment} kept on {on}, {quantity}"),
            note,
        ),
        Event::Progressed { words, repeated: false, .. } => because("进展", "progress", words),
        Event::Progressed { words, repeated: true, .. } => {
            because("进展（与以往雷同）", "progress (the same words as before)", words)
        }
        Event::Attached { evidence, item, .. } => attached(told, *evidence, *item),
        Event::Detached { evidence, reason } => {
            because(format!("撤下佐证 {evidence}"), format!("evidence {evidence} taken back"), reason)
        }
        Event::ExtensionRequested { to, reason, .. } => {
            because(format!("申请延期到 {to}"), format!("extension to {to} asked"), reason)
        }
        Event::ExtensionApproved { level, note, .. } => {
            let level = told.level(Step::Extension, level);
            because(format!("{}批准延期", level.zh), format!("extension approved by {}", level.en), note)
        }
        Event::ExtensionGranted { to } => two(format!("准予延期到 {to}"), format!("deadline moved to {to}")),
        Event::ExtensionRefused { reason, .. } => because("不准延期", "extension refused", reason),
        Event::Completed { note, .. } => because("完成", "done", note),
        Event::Reopened { reason, .. } => because("重新开展", "opened again", reason),
        Event::Dropped { reason, .. } => because("取消", "given up", reason),
        Event::HandedOver { from, to, hand_over } => {
            let (old, new) = (told.name_of(*from), told.name_of(*to));
            two(
                format!("责任人由 {old} 交接给 {new}（{hand_over}）"),
                format!("handed over from {old} to {new} ({hand_over})"),
            )
        }
        Event::UnitSucceeded { from, to } => {
            let (old, new) = (told.name_of(*from), told.name_of(*to));
            two(format!("责任单位由 {old} 改为 {new}（承接）"), format!("{new} took over from {old} as its unit"))
        }
    }
}

fn edited(told: Told<'_, '_>, now: &Content, reason: &str) -> Bilingual {
    let Some(State::Measure(before)) = told.before() else { return because("修改", "changed", reason) };
    let was = &before.content;
    let name = |id: Option<Stream>| same(id.map(|id| told.name_of(id)).unwrap_or_default());
    let units = |units: &[UnitId]| same(units.iter().map(|unit| told.name_of(*unit)).collect::<Vec<_>>().join(" "));
    let kind = now.kind.map_or_else(|| same(""), |kind| kind.label());
    let label = |field: MeasureField| field.label();
    let fields = [
        (was.statement != now.statement, (Bilingual::fixed("措施", "statement"), same(&now.statement))),
        (
            was.heading != now.heading,
            (Bilingual::fixed("标题", "heading"), same(now.heading.clone().unwrap_or_default())),
        ),
        (was.kind != now.kind, (label(MeasureField::Kind), kind)),
        (was.lead != now.lead, (label(MeasureField::Lead), name(now.lead.map(Into::into)))),
        (was.owner != now.owner, (label(MeasureField::Owner), name(now.owner.map(Into::into)))),
        (
            was.owner_post != now.owner_post,
            (Bilingual::fixed("责任岗位", "post"), name(now.owner_post.map(Into::into))),
        ),
        (was.unit != now.unit, (label(MeasureField::Unit), name(now.unit.map(Into::into)))),
        (was.cooperating != now.cooperating, (label(MeasureField::Cooperating), units(&now.cooperating))),
    ];
    let fields: Vec<Field> = fields.into_iter().filter_map(|(differs, field)| differs.then_some(field)).collect();
    changed(&fields, reason)
}

fn registered(plan: &Plan, findings: &[ledger::FindingId]) -> Bilingual {
    let (zh, en) = listed(findings);
    let due = plan.deadline.map_or_else(Default::default, |day| (format!("，时限 {day}"), format!(", due {day}")));
    let to = if findings.is_empty() {
        ("提出措施".to_owned(), "promised".to_owned())
    } else {
        (format!("提出措施，对应 {zh}"), format!("promised, answers {en}"))
    };
    because(format!("{}{}", to.0, due.0), format!("{}{}", to.1, due.1), &plan.content.statement)
}

fn promised(commitment: &Commitment) -> Bilingual {
    because("增加承诺", "one more commitment", &commitment.text)
}

fn attached(told: Told<'_, '_>, evidence: ledger::EvidenceId, item: Option<u32>) -> Bilingual {
    let name = told.name_of(evidence);
    let (zh, en) = item.map_or_else(Default::default, |n| (format!("（清单第 {n} 项）"), format!(" for item {n}")));
    two(format!("佐证{zh}：{evidence} {name}"), format!("evidence{en}: {evidence} {name}"))
}
