//! H413: a paper longer than the rules against formalism allow.

use document::{Bilingual, Format, Severity};

use crate::{
    Paper, Quantity, Report, Rule, Threshold,
    text::{is_chinese, is_han},
};

pub static RULE: Rule = Rule {
    code: "H413",
    name: "too-long",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("篇幅超过规定", "longer than the rules allow"),
    page: include_str!("too_long.md"),
    thresholds: &[&MOST, &MOST_SPECIAL],
    check,
};

/// Characters of a paper.
static MOST: Threshold = Threshold {
    key: "most-characters",
    default: 5000.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("全文最多多少字", "characters of a paper"),
    source: Bilingual::fixed(
        "《整治形式主义为基层减负若干规定》（2024年8月6日公布）：政策性文件一般不超过5000字",
        "rules against formalism at the grassroots, published 2024-08-06: policy papers up to 5,000 characters",
    ),
};

/// Characters of a paper on one task.
static MOST_SPECIAL: Threshold = Threshold {
    key: "most-characters-of-special-task",
    default: 4000.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed(
        "部署专项工作的材料（标题有“专项”）最多多少字",
        "characters of a paper on a special task (专项 in its title)",
    ),
    source: Bilingual::fixed(
        "《整治形式主义为基层减负若干规定》（2024年8月6日公布）：部署专项工作或者具体任务的文件一般不超过4000字",
        "rules against formalism at the grassroots, published 2024-08-06: papers on special tasks up to 4,000",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    // Ledgers are no running text.
    if matches!(paper.document.format, Format::Xlsx | Format::Xls | Format::Ods | Format::Csv) {
        return;
    }
    let texts = || paper.outside_tables().map(|p| p.text());
    if !texts().any(is_chinese) {
        return;
    }
    let special = paper.extraction.title.as_deref().is_some_and(|t| t.contains("专项"));
    let most = report.count(if special { &MOST_SPECIAL } else { &MOST });
    let count: usize = texts().map(words).sum();
    if count > most {
        report
            .whole_file()
            .say(format!("正文约{count}字，超过{most}字"), format!("about {count} characters, more than {most}"));
    }
}

/// Characters as word processors count them (字数): each Chinese character and mark, each word of Latin letters,
/// each figure is one.
fn words(text: &str) -> usize {
    let mut count = 0;
    let mut within = false;
    for c in text.chars() {
        let joins = c.is_alphanumeric() && !is_han(c);
        let goes_on = joins && within;
        count += usize::from(!goes_on && !c.is_whitespace());
        within = joins;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_word_processors_do() {
        assert_eq!(words("共12个 items，ISO9001。"), 7);
        assert_eq!(words(" \u{3000}"), 0);
    }
}
