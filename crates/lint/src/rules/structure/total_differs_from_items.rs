//! S108: the paper states a total of its findings, and has another number of them.

use document::{Bilingual, Severity, Span};
use extract::Status;

use crate::{Paper, Quantity, Report, Rule, Threshold};

pub static RULE: Rule = Rule {
    code: "S108",
    name: "total-differs-from-items",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("总数与写出的问题不符", "the stated total is not the number of findings"),
    page: include_str!("total_differs_from_items.md"),
    thresholds: &[&LEAST_STATED],
    check,
};

/// The share of findings that must say how far they have come before their states are counted.
static LEAST_STATED: Threshold = Threshold {
    key: "least-stated",
    default: 1.0,
    quantity: Quantity::Share,
    meaning: Bilingual::fixed(
        "写明整改状态的问题占到多大比例，才核对完成数",
        "the share of findings that must state how far they have come before the closed ones are counted",
    ),
    source: Bilingual::fixed(
        "本程序自定：有一个没写明就数不准",
        "own default: with one unstated the count is not sure",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let x = &paper.extraction;
    if x.findings.is_empty() {
        return;
    }
    found(paper, report);
    let stated = x.findings.iter().filter(|f| f.status.is_some()).count();
    if (stated as f64) < report.threshold(&LEAST_STATED) * x.findings.len() as f64 {
        return;
    }
    let of = |status| x.findings.iter().filter(|f| f.status == Some(status)).count();
    for (declared, status, zh, en) in [
        (x.declared.closed, Status::Closed, "已完成", "closed"),
        (x.declared.continuing, Status::Continuing, "长期坚持", "continuing"),
    ] {
        let Some((said, span)) = declared.and_then(|n| Some((n as usize, stated_at(paper, n)?))) else { continue };
        if said != of(status) {
            report.at(span).say(
                format!("说{zh}{said}个，逐条写明{zh}的有{}个", of(status)),
                format!("{said} are said to be {en}, and {} are marked so", of(status)),
            );
        }
    }
}

fn found(paper: &Paper<'_>, report: &mut Report<'_>) {
    let x = &paper.extraction;
    let Some(said) = x.declared.found else { return };
    let Some(span) = stated_at(paper, said) else { return };
    let sentence =
        x.declared.spans.iter().find(|s| s.paragraph == span.paragraph && s.range().contains(&(span.start as usize)));
    let words = sentence.map_or("", |s| paper.document.text(*s));
    // The paper sets out only some of them.
    let partial = ["剩余", "其余", "主要", "部分", "当场", "选取", "重点", "remaining", "main "]
        .iter()
        .any(|w| words.contains(w));
    // Findings without a number may be of another part (尚存在的不足).
    let numbered = x.findings.iter().filter(|f| f.number.is_some()).count();
    let (said, seen) = (said as usize, x.findings.len());
    if partial || said == seen || said == numbered {
        return;
    }
    report.at(span).say(
        format!("说共有{said}个问题，写出来的是{seen}个"),
        format!("{said} findings are stated, and {seen} are set out"),
    );
}

/// Where the number stands in the sentences that state totals.
fn stated_at(paper: &Paper<'_>, number: u32) -> Option<Span> {
    let spans = &paper.extraction.declared.spans;
    spans.iter().find_map(|span| {
        let text = paper.document.text(*span);
        let count = crate::counts::counts(text).into_iter().find(|c| c.value == number as usize)?;
        let at = span.start as usize;
        Some(Span::new(span.paragraph as usize, at + count.range.start..at + count.range.end))
    })
}
