//! What happens to units, people, posts and hand-overs.

use ledger::{Bilingual, hand_over, person, post, unit};

use super::{Told, because, listed, two};

pub fn unit(told: Told<'_, '_>, event: &unit::Event) -> Bilingual {
    let place = |parent: &Option<ledger::UnitId>| {
        parent.map_or_else(
            || Bilingual::fixed("，在顶层", ", at the top"),
            |unit| {
                let name = told.name_of(unit);
                two(format!("，属 {unit} {name}"), format!(", below {unit} {name}"))
            },
        )
    };
    match event {
        unit::Event::Registered { name, parent, .. } => {
            let at = place(parent);
            two(format!("设立单位“{name}”{}", at.zh), format!("unit “{name}” entered{}", at.en))
        }
        unit::Event::Renamed { name, .. } => two(format!("改名为“{name}”"), format!("renamed “{name}”")),
        unit::Event::Moved { parent } => {
            let at = place(parent);
            two(format!("调整隶属{}", at.zh), format!("moved{}", at.en))
        }
        unit::Event::UnitJoined { unit } => two(format!("下设 {unit}"), format!("{unit} came below it")),
        unit::Event::UnitLeft { unit } => two(format!("不再下设 {unit}"), format!("{unit} left it")),
        unit::Event::Dissolved { successor, reason, .. } => {
            let (zh, en) =
                successor.map_or_else(Default::default, |to| (format!("，由 {to} 承接"), format!(", {to} takes over")));
            because(format!("撤销{zh}"), format!("dissolved{en}"), reason)
        }
    }
}

pub fn person(told: Told<'_, '_>, event: &person::Event) -> Bilingual {
    match event {
        person::Event::Registered { name, units } => {
            let (zh, en) = listed(units.iter().map(|unit| told.name_of(*unit)));
            if units.is_empty() {
                two(format!("录入人员 {name}"), format!("{name} entered"))
            } else {
                two(format!("录入人员 {name}，在{zh}"), format!("{name} entered, of {en}"))
            }
        }
        person::Event::Renamed { name } => two(format!("姓名改为 {name}"), format!("renamed {name}")),
        person::Event::Joined { unit } => {
            let name = told.name_of(*unit);
            two(format!("加入 {unit} {name}"), format!("joined {unit} {name}"))
        }
        person::Event::Left { unit } => {
            let name = told.name_of(*unit);
            two(format!("离开 {unit} {name}"), format!("left {unit} {name}"))
        }
    }
}

pub fn post(told: Told<'_, '_>, event: &post::Event) -> Bilingual {
    match event {
        post::Event::Created { unit, title } => {
            let name = told.name_of(*unit);
            two(format!("设立岗位“{title}”，在 {unit} {name}"), format!("post “{title}” made at {unit} {name}"))
        }
        post::Event::Filled { person, from } => {
            let name = told.name_of(*person);
            two(format!("{person} {name} 自 {from} 任职"), format!("held by {person} {name} from {from}"))
        }
        post::Event::Vacated { until, reason } => {
            because(format!("{until} 起空缺"), format!("vacant after {until}"), reason)
        }
        post::Event::Abolished { reason, .. } => because("撤销岗位", "abolished", reason),
        post::Event::HandOverProposed { hand_over } => {
            two(format!("提出交接 {hand_over}"), format!("hand-over {hand_over} proposed"))
        }
        post::Event::HandOverDeclined { hand_over } => {
            two(format!("交接 {hand_over} 退回"), format!("hand-over {hand_over} declined"))
        }
    }
}

pub fn hand_over(told: Told<'_, '_>, event: &hand_over::Event) -> Bilingual {
    match event {
        hand_over::Event::Proposed { post, from, to, items, note, .. } => {
            let (zh, en) = listed(items);
            let (old, new, title) = (told.name_of(*from), told.name_of(*to), told.name_of(*post));
            because(
                format!("{post} {title} 由 {old} 交 {new}，未完事项：{}", none(&zh, "无")),
                format!("{post} {title} from {old} to {new}, open items: {}", none(&en, "none")),
                note,
            )
        }
        hand_over::Event::Accepted { moved, note, .. } => {
            let (zh, en) = listed(moved);
            because(
                format!("接收，移交事项：{}", none(&zh, "无")),
                format!("accepted, items moved: {}", none(&en, "none")),
                note,
            )
        }
        hand_over::Event::Declined { reason, .. } => because("不接收", "declined", reason),
    }
}

const fn none<'a>(list: &'a str, word: &'a str) -> &'a str {
    if list.is_empty() { word } else { list }
}
