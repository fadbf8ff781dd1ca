//! S102: so many are announced, and another number follows.

use std::sync::LazyLock;

use document::{Bilingual, Form, Role, Severity, Span};

use crate::{
    Paper, Para, Report, Rule,
    counts::{Count, counts},
    enumeration, text,
    words::Words,
};

pub static RULE: Rule = Rule {
    code: "S102",
    name: "announced-count-differs",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("说几条，不是几条", "another number follows than was announced"),
    page: include_str!("announced_count_differs.md"),
    thresholds: &[],
    check,
};

static NOUNS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/announced.txt")));
static VERBS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/announcing.txt")));

/// What may stand between a number with its classifier and its noun: 三方面主要差距.
const BETWEEN: usize = 4;

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let mut told = Vec::new();
    for para in paper.outside_tables() {
        in_paragraph(para, report);
        told.extend(in_list(paper, para, report));
    }
    aspects(paper, &told, report);
}

/// 采取四条措施，…。一是…二是…
fn in_paragraph(para: Para<'_>, report: &mut Report<'_>) {
    let text = para.text();
    let mut from = 0;
    for run in enumeration::runs(text) {
        let first = enumeration::extent(&run).start;
        let lead = text.get(from..first).unwrap_or("");
        let Some(sentence) = text::sentences(lead).last() else { continue };
        let announced = announcement(lead.get(sentence.clone()).unwrap_or(""));
        from = enumeration::extent(&run).end;
        let Some(count) = announced.filter(|c| c.value != run.starts.len()) else { continue };
        let base = first - lead.len() + sentence.start;
        let last = text.get(from..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        say(report, para.span(base + count.range.start..base + count.range.end), text, count.value, run.starts.len())
            .related(para.span(from..from + last), "最后一条在这里", "the last item is here");
    }
}

/// A line that ends with a colon, and the numbered paragraphs right after it. Gives the place of a number that was
/// reported.
fn in_list(paper: &Paper<'_>, para: Para<'_>, report: &mut Report<'_>) -> Option<Span> {
    let text = para.text().trim_end();
    if !text.ends_with(['：', ':']) || para.paragraph.role == Role::Title {
        return None;
    }
    let sentence = text::sentences(text).last()?;
    let count = announcement(text.get(sentence.clone())?)?;
    let items = list_after(paper, para.index)?;
    let (last, seen) = (*items.last()?, items.len());
    let span = para.span(sentence.start + count.range.start..sentence.start + count.range.end);
    if seen == count.value {
        return None;
    }
    say(report, span, text, count.value, seen).related(last, "最后一条在这里", "the last item is here");
    Some(span)
}

/// The numbers of the list that begins right after the paragraph `index`: of one form, from one, as long as no
/// outer number, heading or table ends it.
fn list_after(paper: &Paper<'_>, index: usize) -> Option<Vec<Span>> {
    let mut paras = paper.outside_tables().skip_while(|p| p.index <= index);
    let first = paras.next().filter(|p| p.index == index + 1)?;
    let form = first.paragraph.number.as_ref().filter(|n| n.form != Form::Bullet && n.value == 1)?.form;
    let mut items = vec![first.number_span()];
    for para in paras {
        match para.paragraph.number.as_ref() {
            Some(number) if number.form == form && number.value == 1 => break,
            Some(number) if number.form == form => items.push(para.number_span()),
            Some(number) if number.form < form => break,
            None if para.paragraph.role == Role::Heading => break,
            _ => {}
        }
    }
    Some(items)
}

/// The paper says at its beginning that it looks at so many aspects.
fn aspects(paper: &Paper<'_>, told: &[Span], report: &mut Report<'_>) {
    let aspects = &paper.extraction.aspects;
    let Some(first) = aspects.first().map(|a| a.span).filter(|_| aspects.len() > 1) else { return };
    for para in paper.running().take_while(|p| p.index < first.paragraph as usize) {
        for (span, sentence) in para.sentences() {
            let Some(count) = aspect_count(sentence).filter(|c| c.value > 1 && c.value != aspects.len()) else {
                continue;
            };
            let start = span.start as usize;
            let at = para.span(start + count.range.start..start + count.range.end);
            let (said, seen) = (count.value, aspects.len());
            if !told.contains(&at) {
                report.at(at).say(
                    format!("说{said}个方面，后面写了{seen}个"),
                    format!("{said} aspects are announced and {seen} follow"),
                );
            }
            return;
        }
    }
}

/// 对照…等六个方面 with a word that says that they are examined.
fn aspect_count(sentence: &str) -> Option<Count> {
    let examines = ["查摆", "对照", "检查", "剖析", "查找", "自查", "反馈", "指出", "梳理", "督导", "检视"];
    let found = counts(sentence).into_iter().find(|c| {
        let rest = sentence.get(c.range.clone()).unwrap_or("");
        rest.ends_with("方面") || sentence.get(c.range.end..).is_some_and(|t| t.starts_with("方面"))
    })?;
    examines.iter().any(|word| sentence.contains(word)).then_some(found)
}

/// The number that `sentence` announces: 存在三方面差距, 采取四条措施, the following two findings.
fn announcement(sentence: &str) -> Option<Count> {
    counts(sentence).into_iter().rev().find(|count| {
        let (before, after) = (sentence.get(..count.range.start), sentence.get(count.range.end..));
        let (before, after) = (before.unwrap_or("").trim_end(), after.unwrap_or(""));
        let verb = VERBS.find(before).any(|r| r.end == before.len()) || before.is_empty();
        let classifier = sentence.get(count.range.clone()).unwrap_or("");
        let noun = NOUNS.first(after).is_some_and(|r| {
            let between = after.get(..r.start).unwrap_or("").trim();
            between.chars().count() <= BETWEEN && !between.contains(['的', '中', '，', '、'])
        });
        (1..=30).contains(&count.value) && verb && (noun || classifier.ends_with("方面"))
    })
}

fn say<'r>(report: &'r mut Report<'_>, span: Span, text: &str, said: usize, seen: usize) -> crate::report::Said<'r> {
    let words = text.get(span.range()).unwrap_or("");
    let zh = format!("说“{words}”，后面列了{seen}条");
    report.at(span).say(zh, format!("\"{words}\" announces {said}, and {seen} follow"))
}
