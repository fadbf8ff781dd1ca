//! O602: a task of a superior, handed on in its own words.

use document::{Bilingual, Severity, Span};

use crate::{
    Paper, Para, Quantity, Report, Rule, Threshold, facts,
    overlap::{covered, rest, share, within},
    text::length,
};

pub static RULE: Rule = Rule {
    code: "O602",
    name: "directive-relayed",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("照转上级原话", "a superior's words handed on"),
    page: include_str!("directive_relayed.md"),
    thresholds: &[&SHORTEST, &SHARE, &MOST_OWN],
    check,
};

static SHORTEST: Threshold = Threshold {
    key: "shortest-task",
    default: 20.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("多少字以上的任务才查", "characters of the shortest task that is checked"),
    source: Bilingual::fixed(
        "自定：更短的多是共用的小标题、固定提法",
        "own default: shorter ones are shared headings and set phrases",
    ),
};

static SHARE: Threshold = Threshold {
    key: "relayed-share",
    default: 0.7,
    quantity: Quantity::Share,
    meaning: Bilingual::fixed("上级原话占一段多少算照转", "share of a paragraph in the superior's words"),
    source: Bilingual::fixed(
        "自定：换掉单位名称和几个词，仍有七成相同",
        "own default: with names and a few words changed seven tenths remain",
    ),
};

static MOST_OWN: Threshold = Threshold {
    key: "most-own-characters",
    default: 15.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("自己写的不超过多少字算没有内容", "characters of one's own that say nothing yet"),
    source: Bilingual::fixed(
        "自定：写清对象、做法至少要半行多",
        "own default: to name an object and a way takes more than half a line",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let spans: Vec<Span> = paper.shared.iter().filter(|p| p.superior).map(|p| p.span).collect();
    if spans.is_empty() {
        return;
    }
    let relayed: Vec<Span> =
        paper.running().filter(|para| is_relayed(*para, &spans, report)).map(|p| p.whole()).collect();
    let Some((first, more)) = relayed.split_first() else { return };
    let names = paper.shared.iter().filter(|p| p.superior && p.span.paragraph == first.paragraph);
    let other = names.map(|p| p.other_name.as_str()).next().unwrap_or_default();
    let count = relayed.len();
    let said = report.at(*first).say(
        format!("有{count}段照转“{other}”的原话，没有本单位的对象、数字和时间"),
        format!("{count} paragraphs hand on the words of {other} without an object, a number or a date of their own"),
    );
    said.also(more);
}

/// Whether `para` is the superior's but for words that say nothing of this organisation.
fn is_relayed(para: Para<'_>, spans: &[Span], report: &Report<'_>) -> bool {
    let ranges = covered(spans, para.index);
    let (all, shared) = (length(para.text()), within(para, &ranges));
    let own = rest(para, &ranges);
    let own = own.get(own_start(para, &ranges)..).unwrap_or(&own);
    all >= report.count(&SHORTEST)
        && share(shared, all) >= report.threshold(&SHARE)
        && length(own) <= report.count(&MOST_OWN)
        && !facts::has_fact(own)
}

/// Bytes of the paragraph's own number at the start of what is not shared: `1.` is no figure.
fn own_start(para: Para<'_>, ranges: &[std::ops::Range<usize>]) -> usize {
    let first = ranges.first().map_or(0, |r| r.start);
    para.paragraph.body_start().min(first)
}
