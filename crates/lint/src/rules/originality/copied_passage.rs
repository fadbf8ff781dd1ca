//! O601: passages that stand in another paper of the same rank.

use std::collections::BTreeMap;

use document::{Bilingual, Severity, Span};

use crate::{
    Paper, Quantity, Report, Rule, Threshold,
    overlap::{percent, share, sizes},
    text::length,
};

pub static RULE: Rule = Rule {
    code: "O601",
    name: "copied-passage",
    severity: Severity::Error,
    since: "0.1.0",
    summary: Bilingual::fixed("与别的材料雷同", "passages shared with another paper"),
    page: include_str!("copied_passage.md"),
    thresholds: &[&SHORTEST, &WARNING_SHARE, &ERROR_SHARE],
    check,
};

static SHORTEST: Threshold = Threshold {
    key: "shortest-passage",
    default: 30.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("多少字以上的相同段落才算", "characters of the shortest passage that counts"),
    source: Bilingual::fixed(
        "自定：公文一行28字；更短的相同多是固定提法、文件名",
        "own default: a line holds 28 characters; shorter ones are set phrases and titles",
    ),
};

static WARNING_SHARE: Threshold = Threshold {
    key: "warning-share",
    default: 0.1,
    quantity: Quantity::Share,
    meaning: Bilingual::fixed("相同部分占全文多少时从提示升为警告", "share of the paper from which it is a warning"),
    source: Bilingual::fixed("自定：引用依据很少超过一成", "own default: quoting one's basis seldom takes a tenth"),
};

static ERROR_SHARE: Threshold = Threshold {
    key: "error-share",
    default: 0.3,
    quantity: Quantity::Share,
    meaning: Bilingual::fixed("相同部分占全文多少时升为错误", "share of the paper from which it is an error"),
    source: Bilingual::fixed(
        "自定：三成以上来自同一份材料，就是套用",
        "own default: with three tenths from one paper it was made from that paper",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let shortest = report.count(&SHORTEST);
    let (warning, error) = (report.threshold(&WARNING_SHARE), report.threshold(&ERROR_SHARE));
    let mut by_paper: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for passage in paper.shared.iter().filter(|p| !p.superior) {
        if length(paper.document.text(passage.span)) >= shortest {
            by_paper.entry(&passage.other_name).or_default().push(passage.span);
        }
    }
    for (other, mut spans) in by_paper {
        spans.sort_unstable();
        spans.dedup();
        let Some((first, more)) = spans.split_first() else { continue };
        let (all, shared) = sizes(paper, &spans);
        let (count, part) = (spans.len(), percent(shared, all));
        let severity = match share(shared, all) {
            s if s >= error => Severity::Error,
            s if s >= warning => Severity::Warning,
            _ => Severity::Note,
        };
        let said = report.at(*first).say(
            format!("与“{other}”有{count}处相同，共{shared}字，占全文{part}%"),
            format!(
                "{count} passage{} shared with {other}: {shared} characters, {part}% of this paper",
                if count == 1 { "" } else { "s" }
            ),
        );
        said.at_most(severity).also(more);
    }
}
