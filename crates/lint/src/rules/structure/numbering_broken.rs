//! S101: an item's number skips one, repeats one, or goes back.

use document::{Bilingual, Block, Form, Number, Role, Severity, Span};

use crate::{Paper, Para, Report, Rule, text};

pub static RULE: Rule = Rule {
    code: "S101",
    name: "numbering-broken",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("序号跳号、重号或倒退", "numbering skips, repeats or goes back"),
    page: include_str!("numbering_broken.md"),
    thresholds: &[],
    check,
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let mut lists = Lists::default();
    for block in &paper.document.body {
        let Block::Paragraph(index) = block else {
            lists.pause(Pause::Opening);
            continue;
        };
        let Some(para) = paper.para(Span::new(*index, 0..0)) else { continue };
        if matches!(para.paragraph.role, Role::Furniture(_)) {
            continue;
        }
        match para.paragraph.number.as_ref().filter(|n| n.form != Form::Bullet) {
            Some(number) => lists.number(paper, para, number, report),
            None => lists.pause(pause_of(para)),
        }
    }
}

/// What stood, unnumbered, since the last number of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pause {
    Nothing,
    Text,
    /// A heading, a line that introduces, or a table: after it a new list may begin.
    Opening,
}

fn pause_of(para: Para<'_>) -> Pause {
    let text = para.text().trim_end();
    let introduces = text.ends_with(['：', ':']);
    let heads =
        matches!(para.paragraph.role, Role::Heading | Role::Title) || !text.ends_with(['。', '；', '.', ';', '”']);
    if introduces || heads { Pause::Opening } else { Pause::Text }
}

/// A list that may go on.
#[derive(Debug)]
struct List<'a> {
    form: Form,
    last: &'a Number,
    index: usize,
    span: Span,
    pause: Pause,
}

/// Lists from the outermost to the innermost that is open, and where each form stood last.
#[derive(Debug, Default)]
struct Lists<'a> {
    open: Vec<List<'a>>,
    seen: Vec<(Form, u32)>,
}

impl<'a> Lists<'a> {
    fn pause(&mut self, pause: Pause) {
        for list in &mut self.open {
            list.pause = list.pause.max(pause);
        }
    }

    fn number(&mut self, paper: &Paper<'_>, para: Para<'a>, number: &'a Number, report: &mut Report<'_>) {
        let here = List {
            form: number.form,
            last: number,
            index: para.index,
            span: para.number_span(),
            pause: Pause::Nothing,
        };
        if let Some(depth) = self.open.iter().position(|list| list.form == number.form) {
            self.open.truncate(depth + 1);
            if let Some(list) = self.open.pop() {
                judge(paper, &list, &here, report);
            }
        } else {
            while self.open.last().is_some_and(|list| list.form > number.form) {
                self.open.pop();
            }
            self.judge_first(paper, &here, report);
        }
        self.seen.retain(|(form, _)| *form != number.form);
        self.seen.push((number.form, number.value));
        self.open.push(here);
    }

    /// The first number of a list is one, or counts on from a list of its form before (问题 numbered through).
    fn judge_first(&self, paper: &Paper<'_>, here: &List<'_>, report: &mut Report<'_>) {
        let number = here.last;
        let counts_on = self.seen.iter().any(|(form, value)| *form == number.form && value + 1 == number.value);
        // Dotted numbers and divisions name what they belong to; an excerpt of a paper may begin anywhere.
        let may_begin_anywhere = matches!(number.form, Form::Dotted(_) | Form::Division) || self.open.is_empty();
        let from = self.open.last().map_or(0, |list| list.index);
        if number.value < 2 || counts_on || may_begin_anywhere || stands_between(paper, number, from, here.index) {
            return;
        }
        let (seen, missing) = (&number.text, spelled(number, number.value - 1));
        report.at(here.span).say(
            format!("这一层从“{seen}”开始，前面没有“{missing}”"),
            format!("the list begins with \"{seen}\": \"{missing}\" is missing"),
        );
    }
}

/// Judges the number `here` after the number `list` of the same form and list.
fn judge(paper: &Paper<'_>, list: &List<'_>, here: &List<'_>, report: &mut Report<'_>) {
    let (last, number) = (list.last, here.last);
    let (before, seen) = (&last.text, &number.text);
    let counts_on = number.value == last.value + 1 || stands_between(paper, number, list.index, here.index);
    if counts_on || begins_anew(list, number) {
        return;
    }
    if number.value > last.value {
        let missing = spelled(number, last.value + 1);
        let said = report.at(here.span).say(
            format!("“{before}”之后是“{seen}”，缺“{missing}”"),
            format!("\"{seen}\" follows \"{before}\": \"{missing}\" is missing"),
        );
        said.related(list.span, "上一个序号在这里", "the number before it is here");
    } else if number.value == last.value {
        let said = report.at(here.span).say(format!("序号“{seen}”重复"), format!("\"{seen}\" is used twice"));
        said.related(list.span, "第一次用在这里", "it is used here first");
    } else {
        let said = report.at(here.span).say(
            format!("“{before}”之后又回到“{seen}”"),
            format!("the numbering goes back from \"{before}\" to \"{seen}\""),
        );
        said.related(list.span, "上一个序号在这里", "the number before it is here");
    }
}

/// Whether a new list begins: at one after what can open a list; or under another parent (`3.2`, `4.1`).
fn begins_anew(list: &List<'_>, number: &Number) -> bool {
    if matches!(number.form, Form::Dotted(_)) && parent(&number.text) != parent(&list.last.text) {
        return number.value == 1;
    }
    let enough = match number.form {
        // The outer levels run through a part of the paper; running text does not end them.
        Form::Division | Form::Chinese | Form::ChineseParen => Pause::Opening,
        _ if list.last.value == 1 => Pause::Opening,
        _ => Pause::Text,
    };
    number.value == 1 && list.pause >= enough
}

fn parent(dotted: &str) -> &str {
    let bare = dotted.trim_end_matches(['.', '．', '、', '﹒']);
    bare.rfind(['.', '．', '﹒']).and_then(|at| bare.get(..at)).unwrap_or("")
}

/// Whether the number before `number` stands in running text of the paragraphs `from` to `to`: items are
/// often set one after another in a paragraph, and only some at its start.
fn stands_between(paper: &Paper<'_>, number: &Number, from: usize, to: usize) -> bool {
    if number.value < 2 {
        return false;
    }
    let wanted = spelled(number, number.value - 1);
    let core = wanted.trim_matches(['、', '.', '．', '，', '：', ' ']);
    let between = paper.document.paragraphs.get(from..to).unwrap_or(&[]);
    between.iter().any(|p| {
        p.body().match_indices(core).any(|(at, _)| {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_numeric() || c == '.' || c == '．' || c == '十');
            let after = at + core.len();
            let mark = text::after(p.body(), after).filter(|c| matches!(c, '、' | '.' | '．'));
            // `2.5` is an amount.
            let amount = mark.is_some_and(|c| digit(text::after(p.body(), after + c.len_utf8())));
            let marked = core.ends_with(['）', ')']) || (mark.is_some() && !amount);
            let circled = core.chars().count() == 1 && number.form == Form::Circled;
            !digit(text::before(p.body(), at)) && (marked || circled || number.form == Form::Division)
        })
    })
}

/// `number` as it would be written with another value.
fn spelled(number: &Number, value: u32) -> String {
    let seen = number.text.as_str();
    let replace = |old: String, new: String| seen.replacen(&old, &new, 1);
    match number.form {
        Form::Circled => circled(value).map_or_else(|| value.to_string(), String::from),
        Form::Letter | Form::LetterParen => {
            let letter = |v: u32| char::from(b'a' + u8::try_from(v.saturating_sub(1) % 26).unwrap_or(0));
            let (old, new) = (letter(number.value), letter(value));
            let upper = seen.contains(old.to_ascii_uppercase());
            let cased = |c: char| if upper { c.to_ascii_uppercase() } else { c }.to_string();
            replace(cased(old), cased(new))
        }
        Form::Dotted(_) => format!("{}.{value}", parent(seen)),
        _ if seen.contains(&chinese(number.value)) => replace(chinese(number.value), chinese(value)),
        _ if seen.contains(&full_width(number.value)) => replace(full_width(number.value), full_width(value)),
        _ if seen.contains(&number.value.to_string()) => replace(number.value.to_string(), value.to_string()),
        _ => value.to_string(),
    }
}

fn circled(value: u32) -> Option<char> {
    (1..=20).contains(&value).then(|| char::from_u32(0x245F + value)).flatten()
}

fn full_width(value: u32) -> String {
    value.to_string().chars().filter_map(|c| char::from_u32(c as u32 + 0xFEE0)).collect()
}

/// A number below 100 in Chinese numerals; larger ones in digits.
fn chinese(value: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get(n as usize).copied().unwrap_or("");
    match value {
        1..=9 => digit(value).to_owned(),
        10..=19 => format!("十{}", digit(value - 10)),
        20..=99 => format!("{}十{}", digit(value / 10), digit(value % 10)),
        _ => value.to_string(),
    }
}
