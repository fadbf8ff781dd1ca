//! What happens to findings.

use ledger::finding::{Content, Event, LookBackResult};
use ledger::profile::FindingField;
use ledger::{Bilingual, State};

use super::{Field, Told, because, changed, same, two};
use crate::view::words;

pub fn sentence(told: Told<'_, '_>, event: &Event) -> Bilingual {
    match event {
        Event::Drafted { content, .. } => because("记为草稿", "drafted", &content.statement),
        Event::Edited { content, reason } => edited(told, content, reason),
        Event::SourceAdded { source } => {
            let paper = told.name_of(source.paper);
            two(format!("出处：{} {paper}", source.paper), format!("read in {} {paper}", source.paper))
        }
        Event::Registered { .. } => Bilingual::fixed("登记", "registered"),
        Event::RepeatLinked { earlier } => two(format!("屡查屡犯：同 {earlier}"), format!("repeats {earlier}")),
        Event::MeasureTied { measure } => two(format!("有了措施 {measure}"), format!("answered by {measure}")),
        Event::MeasureUntied { measure, reason } => {
            because(format!("不再由 {measure} 对应"), format!("no longer answered by {measure}"), reason)
        }
        Event::CauseTied { cause } => two(format!("原因 {cause}"), format!("explained by {cause}")),
        Event::CauseUntied { cause } => two(format!("不再由 {cause} 解释"), format!("no longer explained by {cause}")),
        Event::Approved { step, level, note, .. } => {
            let (level, step) = (told.level(*step, level), step.label());
            because(format!("{}批准{}", level.zh, step.zh), format!("{} approved by {}", step.en, level.en), note)
        }
        Event::Started {} => Bilingual::fixed("开始整改", "work began"),
        Event::Submitted { note, .. } => because("提交验收", "submitted", note),
        Event::Verified { grade, note, .. } => {
            let grade = grade.label();
            because(format!("验收认定：{}", grade.zh), format!("verified as {}", grade.en), note)
        }
        Event::Returned { reason, .. } => because("退回", "sent back", reason),
        Event::Closed { summary, look_backs, .. } => {
            let (zh, en) = super::listed(look_backs);
            let closed = because("销号", "closed", summary);
            if look_backs.is_empty() {
                closed
            } else {
                two(format!("{}；回头看 {zh}", closed.zh), format!("{}; look back on {en}", closed.en))
            }
        }
        Event::LookedBack { on, result, note, follow_up, .. } => looked_back((on, *result, note), *follow_up),
        Event::Rebounded { .. } => Bilingual::fixed("重新整改", "open again"),
        Event::Settled {} => Bilingual::fixed("已巩固，不再回头看", "settled, nothing is owed any more"),
        Event::Merged { into, reason, .. } => because(format!("并入 {into}"), format!("merged into {into}"), reason),
        Event::Absorbed { from, .. } => two(format!("并入了 {from}"), format!("absorbed {from}")),
        Event::Rejected { reason, .. } => because("不予采纳", "rejected", reason),
    }
}

fn edited(told: Told<'_, '_>, now: &Content, reason: &str) -> Bilingual {
    let Some(State::Finding(before)) = told.before() else { return because("修改", "changed", reason) };
    let was = &before.content;
    let label = |field: FindingField| field.label();
    let text = |text: &Option<String>| same(text.clone().unwrap_or_default());
    let fields = [
        (was.statement != now.statement, (Bilingual::fixed("问题", "statement"), same(&now.statement))),
        (
            was.manifestations != now.manifestations,
            (label(FindingField::Manifestations), same(now.manifestations.join(" / "))),
        ),
        (was.aspect != now.aspect, (label(FindingField::Aspect), text(&now.aspect))),
        (was.scope != now.scope, (label(FindingField::Scope), now.scope.map_or_else(|| same(""), words::scope))),
        (
            was.unit != now.unit,
            (label(FindingField::Unit), same(now.unit.map(|unit| told.name_of(unit)).unwrap_or_default())),
        ),
        (was.number != now.number, (Bilingual::fixed("材料序号", "number in the paper"), text(&now.number))),
    ];
    let fields: Vec<Field> = fields.into_iter().filter_map(|(differs, field)| differs.then_some(field)).collect();
    changed(&fields, reason)
}

fn looked_back(
    (on, result, note): (&jiff::civil::Date, LookBackResult, &str),
    follow_up: Option<ledger::FindingId>,
) -> Bilingual {
    let label = words::look_back(result);
    let (zh, en) = follow_up.map_or_else(Default::default, |to| (format!("，另立 {to}"), format!(", now {to}")));
    because(format!("{on} 回头看：{}{zh}", label.zh), format!("looked back on {on}: {}{en}", label.en), note)
}
