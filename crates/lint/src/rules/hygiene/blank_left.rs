//! H401: a blank that was to be filled in.

use std::{ops::Range, sync::LazyLock};

use document::{Bilingual, Role, Severity, Span};

use crate::{
    Paper, Para, Report, Rule,
    text::{self, Lexicon, after, before, is_han},
    words,
};

pub static RULE: Rule = Rule {
    code: "H401",
    name: "blank-left",
    severity: Severity::Error,
    since: "0.1.0",
    summary: Bilingual::fixed("留有没填的空", "a blank was left in"),
    page: include_str!("blank_left.md"),
    thresholds: &[],
    check,
};

/// Words that ask for something to be put in their place.
static REQUESTS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(&words::of_file(include_str!("../../../lexicon/requests.txt")).collect::<Vec<_>>()));

/// What a single blank stands before: the name of a place, an office, or a counted thing.
const AFTER_BLANK: &str = "年月日时分号省市县区州乡镇街村局委厅处科院校厂同个次名项条起件场期届万元亿％%";

/// What follows an X that is a name: X光, X射线, X轴, X染色体, X波段, X型, X证书.
const AFTER_LETTER_X: &str = "光射线轴染波型形证坐";

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    for para in paper.paras() {
        // A blank that a paragraph repeats is reported once.
        let mut alike: Vec<(&str, Vec<Span>)> = Vec::new();
        for range in blanks(paper, para) {
            let (seen, span) = (para.text().get(range.clone()).unwrap_or(""), para.span(range));
            match alike.iter_mut().find(|(text, _)| *text == seen) {
                Some((_, spans)) => spans.push(span),
                None => alike.push((seen, vec![span])),
            }
        }
        for (seen, spans) in alike {
            let Some((first, more)) = spans.split_first() else { continue };
            let times = spans.len();
            let (zh, en) = if times > 1 {
                (format!("，本段{times}处"), format!(", {times} times in this paragraph"))
            } else {
                (String::new(), String::new())
            };
            let said = report.at(*first);
            said.say(format!("“{seen}”是没有填的空{zh}"), format!("\"{seen}\" is a blank left in{en}")).also(more);
        }
    }
}

/// Blanks in order, not overlapping.
fn blanks(paper: &Paper<'_>, para: Para<'_>) -> Vec<Range<usize>> {
    let text = para.text();
    let markdown = paper.is_markdown();
    let mut found: Vec<Range<usize>> = Vec::new();
    found.extend(text::runs(text, is_x).filter(|r| r.start >= para.paragraph.body_start() && is_x_blank(text, r)));
    found.extend(text::runs(text, |c| matches!(c, '×' | '✕' | '╳')).filter(|r| is_cross_blank(text, r)));
    found.extend(text::runs(text, |c| matches!(c, '*' | '＊')).filter(|r| !markdown && is_star_blank(text, r)));
    found.extend(text::runs(text, |c| matches!(c, '_' | '＿')).filter(|r| is_line_blank(text, r)));
    found.extend(text::runs(text, |c| matches!(c, '○' | '〇' | '◯')).filter(|r| is_ring_blank(text, r)));
    found.extend(text::runs(text, |c| c == '某').filter(|r| is_certain_blank(para, r)));
    found.extend(requests(text));
    found.sort_by_key(|r| (r.start, r.end));
    join(text, found)
}

const fn is_x(c: char) -> bool {
    matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ')
}

/// XX, 20XX, X市; not XXL, XML, X光, 1+X证书, Chapter XX, 0x00.
fn is_x_blank(text: &str, range: &Range<usize>) -> bool {
    let (left, right) = (before(text, range.start), after(text, range.end));
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if letter(left) || letter(right) || is_roman(text, range) {
        return false;
    }
    let seen = text.get(range.clone()).unwrap_or("");
    if seen.chars().count() > 1 {
        return true;
    }
    if seen == "x" || right.is_some_and(|c| AFTER_LETTER_X.contains(c)) {
        return false;
    }
    let in_sum = |c: Option<char>| matches!(c, Some('+' | '＋'));
    let formula = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit()) || in_sum(c);
    let sum_of_blanks = in_sum(right) && text.get(range.end..).is_some_and(|t| t.chars().nth(1).is_some_and(is_x))
        || in_sum(left) && text.get(..range.start).is_some_and(|t| t.chars().nth_back(1).is_some_and(is_x));
    sum_of_blanks || (right.is_some_and(is_han) && !formula(left))
}

/// A Roman numeral: Part XX, Annex XXX, or at the end of an English heading.
fn is_roman(text: &str, range: &Range<usize>) -> bool {
    const HOLDERS: [&str; 9] =
        ["part", "chapter", "title", "article", "section", "annex", "volume", "appendix", "schedule"];
    let lead = text.get(..range.start).unwrap_or("").trim_end().to_ascii_lowercase();
    range.len() <= 3 && HOLDERS.iter().any(|word| lead.ends_with(word))
}

/// ××局, ×月; not 3×5, 长×宽.
fn is_cross_blank(text: &str, range: &Range<usize>) -> bool {
    let one = text.get(range.clone()).is_some_and(|s| s.chars().count() == 1);
    let (left, right) = (before(text, range.start), after(text, range.end));
    let factor = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '）' | ')' | '%'));
    if !one {
        return true;
    }
    let noun = right.is_some_and(|c| AFTER_BLANK.contains(c));
    // 单价×次数: a counted thing with 数 is a factor.
    let counted = text.get(range.end..).is_some_and(|t| matches!(t.chars().nth(1), Some('数' | '均')));
    noun && !counted && !factor(left)
}

/// **局; not 138****0000, **bold**, a row of stars.
fn is_star_blank(text: &str, range: &Range<usize>) -> bool {
    let (left, right) = (before(text, range.start), after(text, range.end));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let masked = digit(left) && digit(right);
    let alone = left.is_none() && right.is_none();
    let many = text.get(range.clone()).is_some_and(|s| s.chars().count() > 1);
    many && !masked && !alone && !is_emphasis(text, range)
}

/// One end of Markdown's `**bold**` in plain text: the words inside end like a sentence, or what follows
/// does not run on.
fn is_emphasis(text: &str, range: &Range<usize>) -> bool {
    const SHORTEST: usize = 4;
    let stars: Vec<Range<usize>> = text::runs(text, |c| c == '*').filter(|r| r.len() == 2).collect();
    stars.chunks_exact(2).any(|pair| {
        let [open, close] = pair else { return false };
        let inner = text.get(open.end..close.start).unwrap_or("");
        let closes = inner.ends_with(['。', '：', '；', '.', ':'])
            || after(text, close.end).is_none_or(|c| c.is_whitespace() || matches!(c, '。' | '，' | '：' | '、'));
        (open == range || close == range) && closes && inner.chars().count() >= SHORTEST
    })
}

/// A line to write on: `____`; not part of a name of a file or a rule across the page.
fn is_line_blank(text: &str, range: &Range<usize>) -> bool {
    let name = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (left, right) = (before(text, range.start), after(text, range.end));
    let alone = left.is_none() && right.is_none();
    text.get(range.clone()).is_some_and(|s| s.chars().count() > 1) && !alone && !(name(left) && name(right))
}

/// ○○局; not 二○○五年.
fn is_ring_blank(text: &str, range: &Range<usize>) -> bool {
    let numeral = |c: Option<char>| c.is_some_and(|c| "一二三四五六七八九十".contains(c));
    let many = text.get(range.clone()).is_some_and(|s| s.chars().count() > 1);
    many && after(text, range.end).is_some_and(is_han)
        && !numeral(before(text, range.start))
        && !numeral(after(text, range.end))
}

/// 某某; and 某 where it stands for the paper's own organisation: in the title, after 我 or 代表. Elsewhere
/// 某 keeps a name back, as an example may (某企业).
fn is_certain_blank(para: Para<'_>, range: &Range<usize>) -> bool {
    let text = para.text();
    if text.get(range.clone()).is_some_and(|s| s.chars().count() > 1) {
        return true;
    }
    let lead = text.get(..range.start).unwrap_or("");
    let own = ["代表", "我", "我们", "本", "中共"].iter().any(|word| lead.ends_with(word));
    let org = after(text, range.end).is_some_and(|c| "省市县区州乡镇街村局委厅处科院校厂".contains(c));
    org && (own || para.paragraph.role == Role::Title)
}

/// （待补充）, [填写], 【此处填写单位】; and where nothing else stands in a field: 责任人：待补充.
fn requests(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    REQUESTS.find(text).filter_map(|word| {
        let seen = text.get(word.clone())?;
        let Some(open) = before(text, word.start).filter(|c| "（(【[［〔".contains(*c)) else {
            return is_whole_field(text, &word).then_some(word);
        };
        let rest = text.get(word.end..)?;
        let close = rest.find(['）', ')', '】', ']', '］', '〕'])?;
        // （填写不规范） says something; [填写日期] asks.
        let asks = !seen.starts_with("填") || close == 0 || "【[［".contains(open);
        let end = word.end + close + after(text, word.end + close)?.len_utf8();
        asks.then(|| word.start - open.len_utf8()..end)
    })
}

/// Whether the request is all that a cell or a labelled field holds. 待定 may be meant: 时间待定.
fn is_whole_field(text: &str, word: &Range<usize>) -> bool {
    let seen = text.get(word.clone()).unwrap_or("");
    let begins = before(text, word.start).is_none_or(|c| matches!(c, '：' | ':' | '=' | ' '));
    let ends = after(text, word.end).is_none_or(|c| "，。；、,;. ".contains(c));
    let certain = seen.chars().all(|c| c.is_ascii_uppercase()) || matches!(seen, "待补充" | "待填" | "待填写");
    begins && ends && certain
}

/// Joins blanks of one expression (X+X+X, XX-XX, X年X月), and takes in the digits that belong to one (20XX) and the
/// brackets of a year (〔20XX〕).
fn join(text: &str, found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in found {
        let range = widen(text, range);
        match joined.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            Some(last) if is_joint(text.get(last.end..range.start)) => last.end = range.end,
            _ => joined.push(range),
        }
    }
    joined
}

fn is_joint(between: Option<&str>) -> bool {
    matches!(between, Some("+" | "＋" | "-" | "—" | "－" | "." | "/" | ":" | "年" | "月"))
}

fn widen(text: &str, range: Range<usize>) -> Range<usize> {
    let digits = |s: &str| s.len() - s.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let start = range.start - text.get(..range.start).map_or(0, digits);
    match (before(text, start), after(text, range.end)) {
        (Some('〔'), Some('〕')) => start - '〔'.len_utf8()..range.end + '〕'.len_utf8(),
        _ => start..range.end,
    }
}
