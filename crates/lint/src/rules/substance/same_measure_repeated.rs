//! M304: one measure for several findings, word for word.

use document::{Bilingual, Severity, Span};
use extract::Measure;

use crate::{
    Paper, Quantity, Report, Rule, Threshold, items,
    likeness::{Profile, same_figures},
    text,
};

pub static RULE: Rule = Rule {
    code: "M304",
    name: "same-measure-repeated",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("同一条措施反复使用", "one measure used again and again"),
    page: include_str!("same_measure_repeated.md"),
    thresholds: &[&LEAST_LIKENESS, &SHORTEST],
    check,
};

/// From which likeness on two measures count as one.
static LEAST_LIKENESS: Threshold = Threshold {
    key: "least-likeness",
    default: 0.8,
    quantity: Quantity::Share,
    meaning: Bilingual::fixed(
        "两条措施相近到多少算雷同（0 到 1）",
        "from which likeness on two measures count as one (0 to 1)",
    ),
    source: Bilingual::fixed(
        "本程序自定：十处中有八处相同，只换了个别字",
        "own default: eight pairs of characters in ten are the same",
    ),
};

/// Shorter measures are not compared.
static SHORTEST: Threshold = Threshold {
    key: "shortest",
    default: 10.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("少于几个字的措施不比较", "measures of fewer characters are not compared"),
    source: Bilingual::fixed("本程序自定：短句容易碰巧相同", "own default: short words agree by chance"),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let (least, shortest) = (report.threshold(&LEAST_LIKENESS), report.count(&SHORTEST));
    let measures = paper.extraction.measures.iter();
    let measures = measures.filter(|m| text::length(&m.statement) >= shortest && !is_page_line(&m.statement));
    let mut groups: Vec<(Profile, Vec<&Measure>)> = Vec::new();
    for measure in measures {
        let profile = Profile::of(&measure.statement);
        match groups.iter_mut().find(|(first, group)| {
            let same = group.first().is_some_and(|m| same_figures(&m.statement, &measure.statement));
            same && first.dice(&profile) >= least
        }) {
            Some((_, group)) => group.push(measure),
            None => groups.push((profile, vec![measure])),
        }
    }
    for (_, group) in groups {
        say(&group, report);
    }
}

/// A running head with its page's number, which a text file may hold in the midst of an item.
fn is_page_line(text: &str) -> bool {
    let ends_in_number = text.trim_end_matches(|c: char| !c.is_alphanumeric()).ends_with(|c: char| c.is_ascii_digit());
    ends_in_number && !text.contains(['，', '。', '；', ',', ';'])
}

fn say(group: &[&Measure], report: &mut Report<'_>) {
    let mut places: Vec<Span> = group.iter().filter_map(|m| items::place(&m.spans)).collect();
    places.dedup();
    let (Some(first), Some((here, others))) = (group.first(), places.split_first()) else { return };
    // Measures of one finding said twice over are a slip of the pen; this rule is about several findings.
    let one_finding = !first.findings.is_empty() && group.iter().all(|m| m.findings == first.findings);
    if others.is_empty() || one_finding {
        return;
    }
    let (name, n) = (items::short(&first.statement), places.len());
    let mut said = report.at(*here).say(
        format!("「{name}」这条措施用了{n}次，几乎一字不差"),
        format!("the measure \"{name}\" is used {n} times, nearly word for word"),
    );
    for place in others.iter().take(5) {
        said = said.related(*place, "这里又用了一次", "used again here");
    }
}
