//! H403: two marks where one belongs.

use std::ops::Range;

use document::{Bilingual, Severity};

use crate::{Paper, Para, Quantity, Report, Rule, Threshold, text};

pub static RULE: Rule = Rule {
    code: "H403",
    name: "doubled-punctuation",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("标点重复", "doubled punctuation"),
    page: include_str!("doubled_punctuation.md"),
    thresholds: &[&MOST_EMPHATIC],
    check,
};

/// How many question or exclamation marks may stand in a row.
static MOST_EMPHATIC: Threshold = Threshold {
    key: "most-emphatic-marks",
    default: 3.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("问号、叹号最多叠用几个", "how many question or exclamation marks may stand in a row"),
    source: Bilingual::fixed(
        "GB/T 15834-2011《标点符号用法》：问号、叹号最多叠用三个",
        "GB/T 15834-2011, use of punctuation marks: three at most",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    for para in paper.paras() {
        for range in text::runs(para.text(), is_stop) {
            judge(para, range, report);
        }
    }
}

const fn is_stop(c: char) -> bool {
    matches!(c, '。' | '，' | '、' | '；' | '：' | '？' | '！' | ',' | ';')
}

fn judge(para: Para<'_>, range: Range<usize>, report: &mut Report<'_>) {
    let most = report.count(&MOST_EMPHATIC);
    let marks: Vec<char> = para.text().get(range.clone()).unwrap_or("").chars().collect();
    let emphatic = marks.iter().all(|c| matches!(c, '？' | '！'));
    let ascii = marks.iter().all(char::is_ascii);
    let beside_han = text::before(para.text(), range.start).is_some_and(text::is_han);
    if marks.len() < 2 || (emphatic && marks.len() <= most) || (ascii && !beside_han) {
        return;
    }
    let (Some(first), Some(last)) = (marks.first().copied(), marks.last().copied()) else { return };
    let (span, seen) = (para.span(range), marks.iter().collect::<String>());
    if emphatic {
        let said = report.at(span).say(
            format!("“{seen}”叠用超过{most}个"),
            format!("more marks of emphasis in a row than {most}: \"{seen}\""),
        );
        said.suggest(span, marks.iter().take(most).collect::<String>());
    } else if last == '。' && marks.iter().rev().skip(1).all(|c| matches!(c, '，' | '、' | '；' | ',' | ';')) {
        let said = report.at(span).say(
            format!("句号前面多了“{}”", seen.trim_end_matches('。')),
            format!("a lesser mark before the full stop: \"{seen}\""),
        );
        said.safe_fix(span, last);
    } else if marks.iter().any(|c| *c != first) {
        let said =
            report.at(span).say(format!("“{seen}”几个标点连用"), format!("marks that exclude each other: \"{seen}\""));
        said.suggest(span, stronger(first, last));
    } else if first == '。' && marks.len() > 2 {
        let said = report
            .at(span)
            .say(format!("用“{seen}”代替省略号"), format!("full stops in place of an ellipsis: \"{seen}\""));
        said.suggest(span, "……");
    } else {
        let said = report.at(span).say(format!("连用了{}个“{first}”", marks.len()), format!("\"{first}\" is doubled"));
        // Beside Chinese the mark that stays is full-width (H406).
        said.safe_fix(span, wide(first));
    }
}

const fn wide(mark: char) -> char {
    match mark {
        ',' => '，',
        ';' => '；',
        _ => mark,
    }
}

/// Of two marks the one that ends more.
fn stronger(a: char, b: char) -> char {
    let rank = |c: char| match c {
        '。' | '？' | '！' => 3,
        '；' | ';' | '：' => 2,
        '，' | ',' => 1,
        _ => 0,
    };
    if rank(b) > rank(a) { b } else { a }
}
