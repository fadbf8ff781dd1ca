//! The page of a measure, and its part of a finding's page.

use app::view::{Commitment, Extension, Item, MeasureStory, Milestone};

use ledger::count;

use super::lines_table;
use crate::screen::{Page, listed, lit, named, named_or, said, say};
use crate::terminal::Terminal;

pub fn page(story: &MeasureStory, terminal: &Terminal) -> String {
    let tr = |zh, en| terminal.tr(zh, en);
    let mut page = Page::new(terminal);
    part(&mut page, story);
    if !story.findings.is_empty() {
        page.heading(tr("针对的问题", "Answers"));
        story.findings.iter().for_each(|finding| page.item(&finding.id.to_string(), &finding.name));
    }
    if story.next.is_some() {
        page.line("");
        page.next(story.next.as_ref());
    }
    page.heading(tr("经过", "History"));
    page.finish() + &lines_table(&story.history, false, terminal)
}

/// What stands of it on a finding's page.
pub fn part(page: &mut Page<'_>, story: &MeasureStory) {
    let terminal = page.terminal;
    let lang = terminal.lang;
    page.bold(&format!("{}  {}", story.id, story.statement));
    let why = story.light.why.as_ref().map(|why| say(lang, why)).unwrap_or_default();
    let light = format!("{} {}{}{why}", story.light.shape, say(lang, &story.light.label), terminal.tr("：", ": "));
    page.indented(2, |page| {
        page.painted(&light, |line| lit(terminal.paint, story.light.light, line));
        people(page, story);
        deadline(page, story);
        story.milestones.iter().for_each(|of| milestone(page, of));
        story.commitments.iter().for_each(|of| commitment(page, of));
        story.checklist.iter().for_each(|of| item(page, of));
        for shown in &story.other_evidence {
            page.fact(terminal.tr("佐证", "evidence"), &format!("{} {}", shown.evidence, shown.name));
        }
        for report in &story.progress {
            let again =
                if report.repeated { terminal.tr("（与以往雷同）", " (the same words as before)") } else { "" };
            page.fact(terminal.tr("进展", "progress"), &format!("{}{again}", said(&report.said, terminal)));
        }
        for (label, acts) in [
            (terminal.tr("完成", "done"), &story.completions),
            (terminal.tr("重新开展", "reopened"), &story.reopenings),
        ] {
            acts.iter().for_each(|act| page.fact(label, &said(act, terminal)));
        }
        if let Some(act) = &story.dropped {
            page.fact(terminal.tr("取消", "given up"), &said(act, terminal));
        }
    });
}

fn people(page: &mut Page<'_>, story: &MeasureStory) {
    let terminal = page.terminal;
    let (lang, tr) = (terminal.lang, |zh, en| terminal.tr(zh, en));
    let [lead, owner, cooperating] = &story.written;
    // As the paper writes it, where nobody of the ledger is known by that.
    let or =
        |of: String, written: &Option<String>| if of.is_empty() { written.clone().unwrap_or_default() } else { of };
    let owners = [&story.owner, &story.post, &story.unit].into_iter().flatten();
    let kind = story.kind.as_ref().map(|kind| say(lang, &kind.label)).unwrap_or_default();
    page.fact(tr("类型", "kind"), kind);
    page.fact(tr("牵头", "lead"), &or(named_or(story.lead.as_ref()), lead));
    page.fact(tr("责任", "owner"), &or(listed(lang, owners, named), owner));
    page.fact(tr("配合", "helps"), &or(listed(lang, &story.cooperating, named), cooperating));
}

fn deadline(page: &mut Page<'_>, story: &MeasureStory) {
    let terminal = page.terminal;
    let tr = |zh, en| terminal.tr(zh, en);
    let Some(deadline) = story.deadline else { return };
    let mut text = deadline.to_string();
    if let Some(words) = &story.deadline_words {
        text.push_str(&format!("{}{words}{}", tr("（", " ("), tr("）", ")")));
    }
    if let Some(first) = story.first_deadline.filter(|_| story.slips > 0) {
        let (times, days) = (story.slips, story.slip_days);
        let slipped = match terminal.lang {
            document::Lang::Zh => format!("，首次 {first}，延期 {times} 次共 {days} 天"),
            document::Lang::En => {
                format!(", first {first}, moved {}, {} in all", count(times, "time"), count(days, "day"))
            }
        };
        text.push_str(&slipped);
    }
    page.fact(tr("时限", "deadline"), &text);
    story.extensions.iter().for_each(|of| extension(page, of));
}

fn extension(page: &mut Page<'_>, of: &Extension) {
    let terminal = page.terminal;
    let outcome = say(terminal.lang, &of.outcome.label);
    let refused = of.refused.as_ref().map(|act| format!("  {}", said(act, terminal))).unwrap_or_default();
    let text = format!("{} → {}  {outcome}  {}{refused}", of.from, of.to, said(&of.asked, terminal));
    page.indented(2, |page| page.fact(terminal.tr("延期", "extension"), &text));
}

fn milestone(page: &mut Page<'_>, of: &Milestone) {
    let terminal = page.terminal;
    let tr = |zh, en| terminal.tr(zh, en);
    let state = match (of.reached, of.dropped) {
        (Some(day), _) => format!("✓ {day}"),
        (None, true) => tr("已取消", "given up").to_owned(),
        (None, false) => String::new(),
    };
    page.fact(
        &format!("{} {}", tr("节点", "milestone"), of.number),
        format!("{}  {}  {state}", of.due, of.text).trim_end(),
    );
}

fn commitment(page: &mut Page<'_>, of: &Commitment) {
    let terminal = page.terminal;
    let (lang, tr) = (terminal.lang, |zh, en| terminal.tr(zh, en));
    page.fact(&format!("{} {}", tr("承诺", "commitment"), of.number), &of.text);
    page.indented(2, |page| {
        if let (Some(due), Some(by)) = (of.next_due, of.next_by) {
            page.fact(tr("下一期截至", "next period ends"), &format!("{due}{}{by}", tr("，最迟报 ", ", say so by ")));
        }
        let done = listed(lang, &of.check_ins, |check_in| {
            let late = if check_in.late { tr("（补报）", " (late)") } else { "" };
            format!("{} ×{}{late}", check_in.on, check_in.quantity)
        });
        page.fact(tr("已兑现", "kept"), &done);
    });
}

fn item(page: &mut Page<'_>, of: &Item) {
    let terminal = page.terminal;
    let (lang, tr) = (terminal.lang, |zh, en| terminal.tr(zh, en));
    let shown = listed(lang, &of.evidence, |shown| {
        let withdrawn = if shown.withdrawn { tr("（已撤回）", " (withdrawn)") } else { "" };
        format!("{} {}{withdrawn}", shown.evidence, shown.name)
    });
    let mark = if of.evidence.iter().any(|shown| !shown.withdrawn) { "✓" } else { "·" };
    page.fact(&format!("{} {}", tr("佐证", "evidence"), of.number), format!("{mark} {}  {shown}", of.text).trim_end());
}
