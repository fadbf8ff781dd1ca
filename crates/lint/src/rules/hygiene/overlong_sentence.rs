//! H414: sentences and paragraphs that nobody reads to the end.

use document::{Bilingual, Role, Severity, Span};

use crate::{
    Paper, Quantity, Report, Rule, Threshold,
    text::{is_chinese, length},
};

pub static RULE: Rule = Rule {
    code: "H414",
    name: "overlong-sentence",
    severity: Severity::Note,
    since: "0.1.0",
    summary: Bilingual::fixed("句子或段落过长", "overlong sentences or paragraphs"),
    page: include_str!("overlong_sentence.md"),
    thresholds: &[&MOST_OF_SENTENCE, &MOST_OF_PARAGRAPH],
    check,
};

/// Characters of a sentence.
static MOST_OF_SENTENCE: Threshold = Threshold {
    key: "most-characters-of-sentence",
    default: 160.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("一句最多多少字", "characters of a sentence"),
    source: Bilingual::fixed(
        "自定：公文一行28字，一句近六行已难读懂",
        "own default: close to six lines of 28 characters, the width of an official paper",
    ),
};

/// Characters of a paragraph.
static MOST_OF_PARAGRAPH: Threshold = Threshold {
    key: "most-characters-of-paragraph",
    default: 616.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("一段最多多少字", "characters of a paragraph"),
    source: Bilingual::fixed(
        "自定：公文一页22行、每行28字（GB/T 9704-2012），一段不宜超过一页",
        "own default: a page of 22 lines of 28 characters (GB/T 9704-2012)",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let (sentence, paragraph) = (report.count(&MOST_OF_SENTENCE), report.count(&MOST_OF_PARAGRAPH));
    let paras = || paper.outside_tables().filter(|p| p.paragraph.role != Role::Title && is_chinese(p.text()));
    let sentences: Vec<(Span, usize)> = paras()
        .flat_map(|p| p.sentences().map(|(span, text)| (span, length(text))).collect::<Vec<_>>())
        .filter(|(_, n)| *n > sentence)
        .collect();
    let paragraphs: Vec<(Span, usize)> =
        paras().map(|p| (p.whole(), length(p.text()))).filter(|(_, n)| *n > paragraph).collect();
    say(&sentences, sentence, ("句", "sentences"), report);
    say(&paragraphs, paragraph, ("段", "paragraphs"), report);
}

/// One diagnostic at the longest.
fn say(found: &[(Span, usize)], most: usize, unit: (&str, &str), report: &mut Report<'_>) {
    let Some((span, longest)) = found.iter().max_by_key(|(span, n)| (*n, std::cmp::Reverse(*span))) else { return };
    let more: Vec<Span> = found.iter().map(|(s, _)| *s).filter(|s| s != span).collect();
    let count = found.len();
    let said = report.at(*span).say(
        format!("有{count}{}超过{most}字，最长的{longest}字", unit.0),
        format!("{count} {} of more than {most} characters, the longest of {longest}", unit.1),
    );
    said.also(&more);
}
