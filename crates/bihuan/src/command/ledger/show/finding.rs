//! The page of a finding.

use app::view::{Approval, FindingStory, Passage, Standing};

use super::lines_table;
use super::measure;
use crate::screen::{Page, listed, lit, named, named_or, said, say};
use crate::terminal::Terminal;

pub fn page(story: &FindingStory, terminal: &Terminal) -> String {
    let lang = terminal.lang;
    let tr = |zh, en| terminal.tr(zh, en);
    let mut page = Page::new(terminal);
    head(&mut page, story);
    if !story.manifestations.is_empty() {
        page.heading(tr("具体表现", "Manifestations"));
        story.manifestations.iter().for_each(|text| page.point(text));
    }
    if !story.sources.is_empty() {
        page.heading(tr("出处", "Read in"));
        story.sources.iter().for_each(|source| passage(&mut page, source, &story.statement));
    }
    if !story.causes.is_empty() {
        page.heading(tr("原因", "Causes"));
        story.causes.iter().for_each(|cause| page.item(&cause.id.to_string(), &cause.name));
    }
    if !story.measures.is_empty() {
        page.heading(tr("措施", "Measures"));
        story.measures.iter().for_each(|of| measure::part(&mut page, of));
    }
    if !story.regulations.is_empty() {
        page.heading(tr("制度", "Regulations"));
        for (regulation, tie) in &story.regulations {
            let clause = tie.clause.as_ref().map(|clause| format!("  {clause}")).unwrap_or_default();
            page.item(&regulation.id.to_string(), &format!("{}{clause}", regulation.name));
        }
    }
    approvals(&mut page, tr("方案审批", "Approval of the plan"), &story.plan);
    judgements(&mut page, story);
    approvals(&mut page, tr("销号审批", "Approval of the closing"), &story.closing);
    after_closing(&mut page, story);
    if !story.lacks.is_empty() {
        page.heading(tr("销号前还缺", "What lacks before closing"));
        story.lacks.iter().for_each(|lack| page.point(say(lang, lack)));
    }
    if story.next.is_some() {
        page.line("");
        page.next(story.next.as_ref());
    }
    page.heading(tr("经过", "History"));
    page.finish() + &lines_table(&story.history, false, terminal)
}

fn head(page: &mut Page<'_>, story: &FindingStory) {
    let terminal = page.terminal;
    let (lang, tr) = (terminal.lang, |zh, en| terminal.tr(zh, en));
    page.bold(&format!("{}  {}", story.id, story.statement));
    let why = story.light.why.as_ref().map(|why| say(lang, why)).unwrap_or_default();
    let label = say(lang, &story.light.label);
    let light = format!("{} {label}{}{why}", story.light.shape, tr("：", ": "));
    page.painted(&light, |line| lit(terminal.paint, story.light.light, line));
    page.fact(tr("状态", "status"), say(lang, &story.status.label));
    page.fact(tr("专项", "campaign"), &named(&story.campaign));
    page.fact(tr("单位", "unit"), &named_or(story.unit.as_ref()));
    page.fact(tr("方面", "aspect"), story.aspect.as_deref().unwrap_or_default());
    page.fact(tr("主体", "whose"), story.scope.as_ref().map(|scope| say(lang, &scope.label)).unwrap_or_default());
    page.fact(tr("材料序号", "number in the paper"), story.number.as_deref().unwrap_or_default());
    page.fact(tr("屡查屡犯，同", "repeats"), &named_or(story.repeats.as_ref()));
    page.fact(tr("并入了", "stands for"), &listed(lang, &story.absorbed, named));
    if let Some((into, act)) = &story.merged {
        page.fact(tr("并入", "merged into"), &format!("{}  {}", named(into), said(act, terminal)));
    }
    if let Some(act) = &story.rejected {
        page.fact(tr("不予采纳", "rejected"), &said(act, terminal));
    }
}

fn passage(page: &mut Page<'_>, source: &Passage, statement: &str) {
    let terminal = page.terminal;
    let place = match source.paragraph {
        Some(number) if terminal.lang == document::Lang::Zh => format!("{}  第 {number} 段", source.paper.name),
        Some(number) => format!("{}  paragraph {number}", source.paper.name),
        None => source.paper.name.clone(),
    };
    page.item(&source.paper.id.to_string(), &place);
    // What stands above already need not be read twice.
    if let Some(text) = source.text.as_ref().filter(|text| *text != statement) {
        page.indented(4, |page| page.quiet(text));
    }
}

fn approvals(page: &mut Page<'_>, heading: &str, approvals: &[Approval]) {
    let terminal = page.terminal;
    if approvals.is_empty() {
        return;
    }
    page.heading(heading);
    for approval in approvals {
        let mark = if approval.standing == Standing::Holds { "✓" } else { "·" };
        let who = approval.said.as_ref().map(|of| format!("  {}", said(of, terminal))).unwrap_or_default();
        let (title, standing) = (say(terminal.lang, &approval.title), approval.standing.label());
        page.item(mark, &format!("{title}{}{}{who}", terminal.tr("：", ": "), say(terminal.lang, &standing)));
    }
}

fn judgements(page: &mut Page<'_>, story: &FindingStory) {
    let terminal = page.terminal;
    let tr = |zh, en| terminal.tr(zh, en);
    if story.submitted.is_none() && story.verifications.is_empty() && story.returns.is_empty() {
        return;
    }
    page.heading(tr("验收", "Verification"));
    if let Some(act) = &story.submitted {
        page.fact(tr("提交", "submitted"), &said(act, terminal));
    }
    for verification in &story.verifications {
        page.fact(say(terminal.lang, &verification.grade.label), &said(&verification.said, terminal));
    }
    for act in &story.returns {
        page.fact(tr("退回", "sent back"), &said(act, terminal));
    }
}

fn after_closing(page: &mut Page<'_>, story: &FindingStory) {
    let terminal = page.terminal;
    let (lang, tr) = (terminal.lang, |zh, en| terminal.tr(zh, en));
    if story.closings.is_empty() {
        return;
    }
    page.heading(tr("销号与回头看", "Closing and look-backs"));
    for act in &story.closings {
        page.fact(tr("销号", "closed"), &said(act, terminal));
    }
    for look in &story.look_backs {
        let follow_up = look.follow_up.map(|id| format!(" → {id}")).unwrap_or_default();
        page.fact(&format!("{} {}{follow_up}", look.on, say(lang, &look.result.label)), &said(&look.said, terminal));
    }
    page.fact(tr("待回头看", "look-backs due"), &listed(lang, &story.look_backs_due, |day| day.to_string()));
}
