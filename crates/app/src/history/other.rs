//! What happens to campaigns, papers, causes, evidence, regulations, holiday tables and the log itself.

use ledger::{Bilingual, campaign, cause, count, evidence, holidays, log, paper, regulation};

use super::{because, listed, two};

pub fn campaign(event: &campaign::Event) -> Bilingual {
    match event {
        campaign::Event::Opened { content, profile } => {
            let (theme, title, version) = (&content.theme, &profile.title, &profile.version);
            two(
                format!("启动专项“{theme}”，模板：{}（{version}）", title.zh),
                format!("campaign “{theme}” opened, profile: {} ({version})", title.en),
            )
        }
        campaign::Event::Revised { content, reason, .. } => {
            because(format!("改为“{}”", content.theme), format!("changed to “{}”", content.theme), reason)
        }
        campaign::Event::ProfileReplaced { profile, reason, .. } => because(
            format!("模板换为 {}（{}）", profile.title.zh, profile.version),
            format!("profile replaced by {} ({})", profile.title.en, profile.version),
            reason,
        ),
        campaign::Event::SampleFixed { candidates, take, .. } => two(
            format!("定下抽样范围：{} 个问题中抽 {take} 个", candidates.len()),
            format!("sample fixed: {take} of {}", count(candidates.len(), "finding")),
        ),
        campaign::Event::Published { edition, told, withheld, .. } => {
            let (told, withheld, label) = (told.len(), withheld.len(), edition.label());
            two(
                format!("{}整改情况：列出 {told} 个问题，不公开 {withheld} 个", label.zh),
                format!("published ({}): {} told, {withheld} withheld", label.en, count(told, "finding")),
            )
        }
        campaign::Event::Concluded { summary, .. } => because("结束", "concluded", summary),
    }
}

pub fn paper(event: &paper::Event) -> Bilingual {
    match event {
        paper::Event::Registered { content, supersedes } => {
            let (zh, en) =
                supersedes.map_or_else(Default::default, |old| (format!("，取代 {old}"), format!(", replaces {old}")));
            two(format!("收入材料 {}{zh}", content.name), format!("paper {} entered{en}", content.name))
        }
        paper::Event::Superseded { by } => two(format!("由 {by} 取代"), format!("replaced by {by}")),
        paper::Event::ItemAdded { item } => {
            two(format!("补充认定出处：{item}"), format!("{item} was read from it by hand"))
        }
    }
}

pub fn cause(event: &cause::Event) -> Bilingual {
    match event {
        cause::Event::Registered { statement, findings, .. } => {
            let (zh, en) = listed(findings);
            if findings.is_empty() {
                because("录入原因", "cause entered", statement)
            } else {
                because(format!("录入 {zh} 的原因"), format!("cause of {en} entered"), statement)
            }
        }
        cause::Event::Edited { statement, reason, .. } => {
            because(format!("改为“{statement}”"), format!("changed to “{statement}”"), reason)
        }
        cause::Event::SourceAdded { source } => {
            two(format!("出处：{}", source.paper), format!("read in {}", source.paper))
        }
        cause::Event::Tied { finding } => two(format!("解释 {finding}"), format!("explains {finding}")),
        cause::Event::Untied { finding } => two(format!("不再解释 {finding}"), format!("no longer explains {finding}")),
        cause::Event::Withdrawn { reason, .. } => because("撤回", "withdrawn", reason),
    }
}

pub fn evidence(event: &evidence::Event) -> Bilingual {
    match event {
        evidence::Event::Registered { content, size, .. } => two(
            format!("存入佐证 {}（{size} 字节），形成于 {}", content.name, content.dated),
            format!("file {} stored ({}), dated {}", content.name, count(*size, "byte"), content.dated),
        ),
        evidence::Event::Corrected { content, reason, .. } => because(
            format!("更正：{}，形成于 {}", content.name, content.dated),
            format!("corrected: {}, dated {}", content.name, content.dated),
            reason,
        ),
        evidence::Event::Withdrawn { reason, .. } => because("撤回", "withdrawn", reason),
    }
}

pub fn regulation(event: &regulation::Event) -> Bilingual {
    match event {
        regulation::Event::Adopted { content, on } => {
            two(format!("{on} 出台《{}》", content.title), format!("“{}” adopted on {on}", content.title))
        }
        regulation::Event::Amended { content, on, reason, .. } => because(
            format!("{on} 修订为《{}》", content.title),
            format!("amended on {on}, now “{}”", content.title),
            reason,
        ),
        regulation::Event::Abolished { on, reason, .. } => {
            because(format!("{on} 废止"), format!("abolished on {on}"), reason)
        }
        regulation::Event::Tied { finding, tie } => {
            let clause = tie.clause.as_deref().unwrap_or_default();
            because(format!("针对 {finding}"), format!("answers {finding}"), clause)
        }
        regulation::Event::Untied { finding } => {
            two(format!("不再针对 {finding}"), format!("no longer answers {finding}"))
        }
    }
}

pub fn calendar(event: &holidays::Event) -> Bilingual {
    let holidays::Event::YearReplaced { table, .. } = event;
    because(
        format!("更换 {} 年节假日表", table.year),
        format!("holiday table of {} replaced", table.year),
        &table.source,
    )
}

pub fn log(event: &log::Event) -> Bilingual {
    match event {
        log::Event::Erased { seq, reason, authority, .. } => because(
            format!("依法删除第 {seq} 条的内容（{authority}）"),
            format!("content of entry {seq} erased by law ({authority})"),
            reason,
        ),
        log::Event::Published { size, checkpoint, .. } => {
            // Beside the log's own signature, each line is one of a witness.
            let witnesses = checkpoint.rsplit("\n\n").next().map_or(0, |signatures| signatures.lines().count() - 1);
            if witnesses == 0 {
                two(format!("公布规模 {size} 的检查点"), format!("checkpoint of size {size} published"))
            } else {
                two(
                    format!("收下规模 {size} 的检查点，见证签名 {witnesses} 个"),
                    format!("checkpoint of size {size} kept; signatures of witnesses: {witnesses}"),
                )
            }
        }
    }
}
