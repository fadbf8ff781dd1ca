//! O603: a paper much of which stands in others.

use std::collections::BTreeMap;

use document::{Bilingual, Severity, Span};

use crate::{
    Paper, Quantity, Report, Rule, Threshold,
    overlap::{percent, share, sizes},
};

pub static RULE: Rule = Rule {
    code: "O603",
    name: "mostly-copied",
    severity: Severity::Error,
    since: "0.1.0",
    summary: Bilingual::fixed("全文大部分来自别的材料", "much of the paper stands in others"),
    page: include_str!("mostly_copied.md"),
    thresholds: &[&SHARE],
    check,
};

static SHARE: Threshold = Threshold {
    key: "most-share",
    default: 0.5,
    quantity: Quantity::Share,
    meaning: Bilingual::fixed("来自别的材料的部分最多占多少", "share of the paper that may stand in others"),
    source: Bilingual::fixed(
        "自定：一半以上不是自己的，就不是自己的材料",
        "own default: a paper less than half one's own is not one's own",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let spans: Vec<Span> = paper.shared.iter().map(|p| p.span).collect();
    let (all, shared) = sizes(paper, &spans);
    if spans.is_empty() || share(shared, all) <= report.threshold(&SHARE) {
        return;
    }
    let mut by_paper: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for passage in paper.shared {
        by_paper.entry(&passage.other_name).or_default().push(passage.span);
    }
    let size = |spans: &[Span]| sizes(paper, spans).1;
    let Some((most, its)) = by_paper.iter().max_by_key(|(name, spans)| (size(spans), std::cmp::Reverse(**name))) else {
        return;
    };
    let (part, its_part, count) = (percent(shared, all), percent(size(its), all), by_paper.len());
    report.whole_file().say(
        format!("全文{part}%的文字也在别的材料里，共{count}份，最多的是“{most}”（{its_part}%）"),
        format!("{part}% of the text stands in {count} other papers, most of it in {most} ({its_part}%)"),
    );
}
