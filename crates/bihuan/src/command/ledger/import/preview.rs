//! What taking in a paper would put on record, for the person who confirms it.

use std::collections::BTreeMap;

use app::import::{Change, FieldChange, Item, PaperChange, Proposal};
use app::view::{Facts, Named, Party};
use document::Lang;
use ledger::measure::Commitment;
use ledger::{Stream, count};

use crate::command::extract::words::promise;
use crate::screen::{Cell, Page, Table, listed, named, say};
use crate::terminal::Terminal;

/// What taking in a paper would do, as a page.
pub fn proposal(proposal: &Proposal, terminal: &Terminal) -> String {
    let mut page = Page::new(terminal);
    let title = proposal.title.clone().unwrap_or_default();
    page.bold(&format!("{}  {title}", proposal.name));
    let paper = match proposal.paper {
        PaperChange::New => terminal.tr("新材料", "a new paper").to_owned(),
        PaperChange::Same(id) if proposal.enrolled.is_empty() => format!(
            "{} {id}{}",
            terminal.tr("与", "the same as"),
            terminal.tr(" 一字不差，没有变化", ": nothing changes")
        ),
        PaperChange::Same(id) => format!(
            "{} {id}{}",
            terminal.tr("与", "the same as"),
            terminal.tr(" 一字不差，只登记名册里没有的", ": only whom the ledger does not know is entered")
        ),
        PaperChange::Earlier { paper, latest } => match terminal.lang {
            Lang::Zh => {
                format!("是旧版 {paper}，现行的是 {latest}；没有变化。确要退回这一版，请加 --replaces {latest}")
            }
            Lang::En => format!(
                "an earlier version, {paper}; {latest} holds now: nothing changes. To go back to it, add --replaces {latest}"
            ),
        },
        PaperChange::Version(id) => {
            format!("{} {id} {}", terminal.tr("材料", "a new version of"), terminal.tr("的新版", ""))
        }
    };
    page.indented(2, |page| page.line(paper.trim_end()));
    let mut out = page.finish();
    if !proposal.items.is_empty() {
        out.push('\n');
        out.push_str(&items(&proposal.items, &proposal.facts, terminal));
    }
    let mut page = Page::new(terminal);
    if !proposal.left_over.is_empty() {
        page.heading(terminal.tr("新版里没有了（台账不动）：", "No longer in the paper (the ledger keeps them):"));
        proposal.left_over.iter().for_each(|left| page.item(&left.id.to_string(), &left.text));
    }
    if !proposal.remarks.is_empty() {
        page.heading(terminal.tr("注意：", "Mind:"));
        proposal.remarks.iter().for_each(|remark| page.point(say(terminal.lang, remark)));
    }
    out.push_str(&page.finish());
    out
}

/// Items as a table: what happens to each, and what it would say beside its text, a row each.
pub fn items(items: &[Item], facts: &BTreeMap<Stream, Facts>, terminal: &Terminal) -> String {
    let heads = ["", "", terminal.tr("内容", "text"), terminal.tr("对应", "answers")];
    let mut table = Table::new(heads);
    for item in items {
        let (sign, more) = change(&item.change, terminal);
        let text = if more.is_empty() { item.text.clone() } else { format!("{}\n{more}", item.text) };
        let answers = item.findings.iter().map(Stream::to_string).collect::<Vec<_>>().join(" ");
        table.row([Cell::bold(item.id), sign.into(), text.into(), Cell::quiet(answers)]);
        // What does not change was confirmed before.
        let entered = matches!(item.change, Change::New | Change::Edited(_));
        for (label, fact) in
            facts.get(&item.id).filter(|_| entered).map(|of| rows(of, item, terminal)).unwrap_or_default()
        {
            table.row(["".into(), Cell::quiet(label), fact.into(), "".into()]);
        }
    }
    table.shown(terminal)
}

fn change<'t>(change: &Change, terminal: &'t Terminal) -> (&'t str, String) {
    match change {
        Change::New => (terminal.tr("＋新增", "+ new"), String::new()),
        Change::Same => (terminal.tr("＝不变", "= same"), String::new()),
        Change::Edited(fields) => {
            let of = |field: &FieldChange| {
                format!("{}{}{} → {}", say(terminal.lang, &field.field), terminal.tr("：", ": "), field.from, field.to)
            };
            (terminal.tr("～修改", "~ edit"), fields.iter().map(of).collect::<Vec<_>>().join("\n"))
        }
        Change::Kept(why) => {
            let why: Vec<&str> = why.iter().map(|why| say(terminal.lang, why)).collect();
            (terminal.tr("！不动", "! kept"), why.join("\n"))
        }
    }
}

/// What an item says beside its text: label and value. Who answers for a measure and by when is told even where the paper
/// says nothing of it.
fn rows<'t>(facts: &Facts, item: &Item, terminal: &'t Terminal) -> Vec<(&'t str, String)> {
    let tr = |zh, en| terminal.tr(zh, en);
    match facts {
        Facts::Finding { aspect, scope, unit, manifestations } => {
            let shown_by = || match terminal.lang {
                Lang::Zh => format!("具体表现 {manifestations} 条"),
                Lang::En => count(*manifestations, "manifestation"),
            };
            let all = [
                aspect.clone(),
                scope.as_ref().map(|of| say(terminal.lang, &of.label).to_owned()),
                unit.as_ref().map(named),
                (*manifestations > 0).then(shown_by),
            ];
            let all = all.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            if all.is_empty() { Vec::new() } else { vec![(tr("归属", "under"), all)] }
        }
        Facts::Measure { owner, lead, cooperating, kind, deadline, deadline_words, commitments } => {
            let mut all = vec![(
                tr("责任", "owner"),
                party(owner, terminal).unwrap_or_else(|| tr("材料没有写", "not said").to_owned()),
            )];
            all.extend(party(lead, terminal).map(|lead| (tr("牵头", "lead"), lead)));
            all.extend(party(cooperating, terminal).map(|helps| (tr("配合", "helps"), helps)));
            let due = match (deadline, deadline_words) {
                (Some(day), Some(words)) if *words == day.to_string() => words.clone(),
                (Some(day), Some(words)) => format!("{day}{}{words}{}", tr("（", " ("), tr("）", ")")),
                (Some(day), None) => format!("{day}{}", tr("（材料没有写，按模板）", " (not said; by the profile)")),
                (None, Some(words)) => format!("{words}{}", tr("（没有日期）", " (no date)")),
                (None, None) => tr("材料没有写", "not said").to_owned(),
            };
            // The words mostly are the kind: 立行立改, 长期坚持.
            let kind = kind.as_ref().map(|kind| say(terminal.lang, &kind.label)).filter(|kind| !due.contains(kind));
            let kind = kind.map(|kind| format!(" · {kind}")).unwrap_or_default();
            all.push((tr("时限", "due"), format!("{due}{kind}")));
            all.extend(commitments.iter().map(|of| (tr("承诺", "promise"), promised(of, &item.text, terminal))));
            all
        }
    }
}

/// Somebody as the paper writes them, and whom the ledger takes that for; `None` where the paper says nobody.
fn party(party: &Party, terminal: &Terminal) -> Option<String> {
    let known = || listed(terminal.lang, &party.known, named);
    let written = party.written.as_deref().unwrap_or_default();
    match party.known.as_slice() {
        [] if written.is_empty() => None,
        [] => Some(format!("{written}  {}", terminal.tr("✖ 名册里没有", "✖ not known to the ledger"))),
        [Named { name, .. }] if written.is_empty() || written == name => Some(known()),
        _ => Some(format!("{written} → {}", known())),
    }
}

/// How often and how much, as it will be counted, and in which words unless they are those of the whole measure.
fn promised(of: &Commitment, measure: &str, terminal: &Terminal) -> String {
    let bare = |text: &'_ str| text.trim().trim_end_matches(['。', '；', ';', '.']).to_owned();
    let sign = if of.rhythm.is_some() { "↻" } else { "◇" };
    let rule = of.rhythm.as_ref().map(ToString::to_string);
    let counted = promise(rule.as_deref(), of.quantity, of.unit.as_deref(), terminal.lang);
    let counted = if of.at_most { format!("{} {counted}", terminal.tr("至多", "at most")) } else { counted };
    let words = if !counted.is_empty() && bare(&of.text) == bare(measure) { "" } else { of.text.as_str() };
    format!("{sign} {counted}  {words}").replace("   ", " ").trim_end().to_owned()
}
