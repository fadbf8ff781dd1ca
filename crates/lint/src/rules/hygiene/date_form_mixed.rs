//! H415: dates in several forms in one paper.

use document::{Bilingual, Severity, Span};

use crate::{
    Paper, Report, Rule,
    text::{after, before, is_chinese},
};

pub static RULE: Rule = Rule {
    code: "H415",
    name: "date-form-mixed",
    severity: Severity::Note,
    since: "0.1.0",
    summary: Bilingual::fixed("日期写法不统一", "dates in several forms"),
    page: include_str!("date_form_mixed.md"),
    thresholds: &[],
    check,
};

/// Forms of a date, the official one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// 2024年6月3日
    Words,
    /// 2024-06-03, 2024.6.3, 2024/6/3
    Figures(char),
    /// 二〇二四年六月三日
    Numerals,
}

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let mut found: Vec<(Written, Span)> = Vec::new();
    for para in paper.outside_tables().filter(|p| is_chinese(p.text())) {
        let text = para.text();
        for (at, c) in text.char_indices().filter(|(at, _)| *at >= para.paragraph.body_start()) {
            if let Some((form, length)) = date(text, at, c) {
                found.push((form, para.span(at..at + length)));
            }
        }
    }
    let usual = [Written::Words, Written::Numerals].into_iter().find(|f| found.iter().any(|(form, _)| form == f));
    let Some(usual) = usual.or(found.first().map(|(form, _)| *form)) else { return };
    let odd: Vec<Span> = found.iter().filter(|(form, _)| *form != usual).map(|(_, span)| *span).collect();
    let (Some((first, more)), Some((_, other))) = (odd.split_first(), found.iter().find(|(f, _)| *f == usual)) else {
        return;
    };
    let (seen, count) = (paper.document.text(*first), odd.len());
    let said = report.at(*first).say(
        format!("“{seen}”的写法与别处不同，共{count}处"),
        format!("\"{seen}\" is written in another form than other dates, {count} in all"),
    );
    said.related(*other, "别处这样写", "elsewhere it is written so").also(more);
}

/// The form and the bytes of a date that begins at `at` with `c`.
fn date(text: &str, at: usize, c: char) -> Option<(Written, usize)> {
    let rest = text.get(at..)?;
    if "一二".contains(c) {
        let year: String = rest.chars().take(4).collect();
        let tail = rest.get(year.len()..)?.strip_prefix('年')?;
        let numerals = year.chars().all(|c| "〇○零一二三四五六七八九".contains(c)) && year.chars().count() == 4;
        let day = tail.find('日').filter(|end| *end <= "十二月二十九".len())?;
        let month = tail.get(..day)?.contains('月');
        return (numerals && month).then(|| (Written::Numerals, rest.len() - tail.len() + day + '日'.len_utf8()));
    }
    let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '_');
    if !matches!(c, '1' | '2') || before(text, at).is_some_and(joins) {
        return None;
    }
    let (year, mark, mut end) = figure(rest, 0)?;
    let (month, second, next) = figure(rest, end + mark.len_utf8())?;
    end = next + second.len_utf8();
    let day = rest.get(end..)?.chars().take_while(char::is_ascii_digit).count();
    let sound = (1900..2200).contains(&year) && (1..=12).contains(&month) && (1..=2).contains(&day);
    let form = match (mark, second) {
        ('年', '月') if after(rest, end + day) == Some('日') => {
            return sound.then_some((Written::Words, end + day + '日'.len_utf8()));
        }
        ('.' | '-' | '/', s) if s == mark => Written::Figures(mark),
        _ => return None,
    };
    (sound && !after(rest, end + day).is_some_and(joins)).then_some((form, end + day))
}

/// The figure at byte `at`, the mark after it, and where that stands.
fn figure(text: &str, at: usize) -> Option<(u32, char, usize)> {
    let rest = text.get(at..)?;
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let value = rest.get(..digits).filter(|s| (1..=4).contains(&s.len()))?.parse().ok()?;
    Some((value, after(rest, digits)?, at + digits))
}
