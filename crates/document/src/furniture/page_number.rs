//! Page numbers in the forms that word processors and people give them, alone or beside a running title.

use crate::numbering;

/// Longest expression, and longest line with a running title, in bytes.
const LONGEST: usize = 70;
const LONGEST_LINE: usize = 240;

/// Marks that decorate page numbers: `— 1 —`, `· 1 ·`.
const DASHES: &[char] = &['-', '—', '－', '–', '―', '─', '·', '•', '~', '～', '−', '*', '=', '_'];

/// Marks between a running title and the page number.
const BARS: &[char] = &['|', '｜', '│', '¦'];

/// Whether `text`, a whole line, is a page number, alone or beside a running title.
pub(super) fn is(text: &str) -> bool {
    // Almost no line passes these first looks, which cost next to nothing.
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else { return false };
    if text.len() > LONGEST_LINE {
        return false;
    }
    (may_begin(first) && (is_alone(text) || before_a_name(text))) || (may_end(last) && behind_a_name(text))
}

fn may_begin(c: char) -> bool {
    numbering::digit(c).is_some()
        || DASHES.contains(&c)
        || matches!(c, 'P' | 'p' | '第' | '共' | '当' | '页' | '（' | '(' | '【' | '[')
}

fn may_end(c: char) -> bool {
    numbering::digit(c).is_some() || DASHES.contains(&c) || matches!(c, '页' | '）' | ')' | '】' | ']')
}

/// How a page number is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `第1页`, with the number of all pages or without.
    Chinese,
    /// `Page 1`; `of` with the number of all pages.
    English { of: bool },
    /// `— 1 —`
    Dashed,
    /// `1/3`
    Fraction,
}

/// Whether all of `text` is one page number, or the same in two languages.
fn is_alone(text: &str) -> bool {
    whole(text).is_some()
}

/// The style of the first of the page numbers that are all of `text`.
fn whole(text: &str) -> Option<Style> {
    if text.len() > LONGEST {
        return None;
    }
    let mut r = Reader::new(text);
    let first = expression(&mut r)?;
    if !r.done() {
        r.mark(BARS);
        let worded = |style| matches!(style, Style::Chinese | Style::English { .. });
        let second = expression(&mut r)?;
        if !worded(first) || !worded(second) {
            return None;
        }
    }
    r.done().then_some(first)
}

/// Takes one page number with its decoration.
fn expression(r: &mut Reader<'_>) -> Option<Style> {
    let before = r.marks(DASHES);
    let bracket = r.mark(&['（', '(', '【', '[']);
    let style = worded(r).or_else(|| {
        let mut ahead = *r;
        let page = ahead.number()?;
        let style = if ahead.mark(&['/', '／']) || ahead.word("of") {
            let all = ahead.number()?;
            (page > 0 && (page..=999).contains(&all)).then_some(Style::Fraction)?
        } else {
            (before > 0 && !bracket).then_some(Style::Dashed)?
        };
        *r = ahead;
        Some(style)
    })?;
    if bracket && !r.mark(&['）', ')', '】', ']']) {
        return None;
    }
    // A dash on one side only makes a list item or a range; behind `Page 1` it parts the running title.
    let after = if before > 0 { r.marks(DASHES) } else { 0 };
    (before <= 4 && after <= 4 && (before == 0) == (after == 0)).then_some(style)
}

fn worded(r: &mut Reader<'_>) -> Option<Style> {
    let mut ahead = *r;
    let style = if chinese(&mut ahead) {
        Style::Chinese
    } else {
        ahead = *r;
        Style::English { of: english(&mut ahead)? }
    };
    *r = ahead;
    Some(style)
}

/// `第 1 页`, `第1页，共3页`, `共 3 页 第 1 页`, `1页/共3页`, `当前第1页 / 共2页`, `第1/3页`, `页码：1/3`.
fn chinese(r: &mut Reader<'_>) -> bool {
    let labelled = r.word("当前") || r.word("页码") || r.word("页次");
    if labelled {
        r.mark(&['：', ':']);
    }
    let mut parts = 0;
    for place in 0..2 {
        let mut ahead = *r;
        let bracket = place > 0 && ahead.mark(&['（', '(']);
        if place > 0 {
            ahead.mark(&['，', ',', '/', '／', '、', '|', '；']);
        }
        let named = ahead.word("当前") || place == 0;
        let counted = ahead.word("第") || ahead.word("共");
        if !named && !counted {
            break;
        }
        if ahead.number().is_none() {
            break;
        }
        let fraction = ahead.mark(&['/', '／']) && ahead.number().is_some();
        if !ahead.word("页") {
            if !(labelled && place == 0) {
                break;
            }
            *r = ahead;
            return true;
        }
        if bracket {
            ahead.mark(&['）', ')']);
        }
        parts += u32::from(counted || fraction || labelled || place > 0);
        *r = ahead;
    }
    parts > 0
}

/// `Page 2 of 6`, `Page 2`, `p. 2`, `Page 2/6`; whether the number of all pages is told.
fn english(r: &mut Reader<'_>) -> Option<bool> {
    if !(r.word("page") || r.word("p.") || r.word("pg.")) {
        return None;
    }
    r.mark(&[':', '：']);
    r.number()?;
    let of = r.word("of") || r.mark(&['/', '／']);
    (!of || r.number().is_some()).then_some(of)
}

/// What parts a running title from the page number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    /// One space.
    Narrow,
    /// ` - `
    Dash,
    /// White space that no sentence has.
    Wide,
    /// So much white space that the other edge of the page begins behind it.
    Far,
    Bar,
}

/// The gap that `text` ends with, or begins with for `from_start`, and `text` without it.
fn gap(text: &str, from_start: bool) -> (Gap, &str) {
    let is_gap = |c: char| c.is_whitespace() || BARS.contains(&c) || matches!(c, '-' | '–' | '—' | '·');
    let rest = if from_start { text.trim_start_matches(is_gap) } else { text.trim_end_matches(is_gap) };
    let taken = if from_start { text.get(..text.len() - rest.len()) } else { text.get(rest.len()..) };
    let taken = taken.unwrap_or("");
    let columns: usize = taken.chars().map(|c| if matches!(c, '\u{3000}' | '\t') { 2 } else { 1 }).sum();
    let kind = if taken.contains(BARS) {
        Gap::Bar
    } else if taken.contains(['-', '–', '—', '·']) {
        if columns > 3 { Gap::Wide } else { Gap::Dash }
    } else if columns > 3 {
        Gap::Far
    } else if columns > 1 {
        Gap::Wide
    } else if columns == 1 {
        Gap::Narrow
    } else {
        Gap::None
    };
    (kind, rest)
}

/// `河湾镇人民政府　　　　- 2 -`, `整改报告　第 2 页`, `Depot - Page 2 of 3`.
fn behind_a_name(text: &str) -> bool {
    let from = text.ceil_char_boundary(text.len().saturating_sub(LONGEST));
    let Some(tail) = text.get(from..) else { return false };
    let starts = tail.char_indices().filter(|(_, c)| c.is_whitespace() || BARS.contains(c) || *c == '·');
    starts.map(|(at, c)| from + at + c.len_utf8()).any(|at| {
        let (Some(name), Some(page)) = (text.get(..at), text.get(at..)) else { return false };
        // Each gap is looked at once, from its end.
        if page.starts_with(|c: char| c.is_whitespace() || BARS.contains(&c)) {
            return false;
        }
        let Some(style) = whole(page) else { return false };
        let (gap, name) = gap(name, false);
        is_running_title(name)
            && match style {
                Style::Chinese => gap >= Gap::Dash || (gap == Gap::Narrow && !points_at(name)),
                Style::English { of } => {
                    let titled = page.starts_with(|c: char| c.is_ascii_uppercase());
                    let marked = super::cues::is_marking(name);
                    gap >= Gap::Wide
                        || (gap == Gap::Dash && (of || !name.contains(':')))
                        || (gap == Gap::Narrow && ((of && titled) || marked))
                }
                Style::Dashed => gap >= Gap::Wide,
                Style::Fraction => gap == Gap::Bar,
            }
    })
}

/// `- 2 -　　　　河湾镇人民政府`, `Page 2 | Annual audit`.
fn before_a_name(text: &str) -> bool {
    let mut r = Reader::new(text);
    let Some(style) = expression(&mut r) else { return false };
    let (gap, name) = gap(r.0, true);
    is_running_title(name)
        && match style {
            Style::Fraction => false,
            Style::English { of: true } => gap >= Gap::Dash,
            _ => gap >= Gap::Far,
        }
}

/// Whether `name` may be the title or the organisation that runs along with the page numbers.
fn is_running_title(name: &str) -> bool {
    (2..=70).contains(&name.chars().take(71).count())
        && !name.contains(['。', '，', '；', '！', '？', ';'])
        && !points_at(name)
        && numbering::parse(name).is_none_or(|l| !l.certain)
}

/// Whether `name` points at a page of something: 详见台账, "see the form".
fn points_at(name: &str) -> bool {
    let head = name.get(..4).unwrap_or(name);
    ["见", "缺", "漏", "参照", "参阅"].iter().any(|w| name.contains(w))
        || head.eq_ignore_ascii_case("see")
        || head.eq_ignore_ascii_case("see ")
        || name.get(..5).is_some_and(|h| h.eq_ignore_ascii_case("refer"))
}

/// A running title with a bare number at its end or its start: `CONFIDENTIAL        2`. That it is a page
/// number only more such lines can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bare<'a> {
    pub name: &'a str,
    pub page: u32,
}

/// Reads `text` as a running title beside a bare number.
pub(super) fn bare(text: &str) -> Option<Bare<'_>> {
    let digit = |c: char| numbering::digit(c).is_some();
    let (first, last) = (text.chars().next()?, text.chars().next_back()?);
    if text.len() > LONGEST_LINE || digit(first) == digit(last) {
        return None;
    }
    let (number, gap, name) = if digit(last) {
        let before = text.trim_end_matches(digit);
        let (kind, name) = gap(before, false);
        (text.get(before.len()..)?, kind, name)
    } else {
        let after = text.trim_start_matches(digit);
        let (kind, name) = gap(after, true);
        (text.get(..text.len() - after.len())?, kind, name)
    };
    let (page, bytes) = numbering::digits(number)?;
    (bytes == number.len() && page > 0 && gap >= Gap::Wide && is_running_title(name)).then_some(Bare { name, page })
}

/// Reads `text` from the left.
#[derive(Clone, Copy)]
struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self(text.trim())
    }

    /// Takes one of `marks`.
    fn mark(&mut self, marks: &[char]) -> bool {
        let found = self.0.trim_start().strip_prefix(marks);
        if let Some(rest) = found {
            self.0 = rest;
        }
        found.is_some()
    }

    /// Takes all `marks` that follow and says how many.
    fn marks(&mut self, marks: &[char]) -> u32 {
        let mut taken = 0;
        while self.mark(marks) {
            taken += 1;
        }
        taken
    }

    fn word(&mut self, word: &str) -> bool {
        let rest = self.0.trim_start();
        let found = rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        if found {
            self.0 = rest.get(word.len()..).unwrap_or("");
        }
        found
    }

    /// Takes a number of at most four digits.
    fn number(&mut self) -> Option<u32> {
        let rest = self.0.trim_start();
        let end = rest.find(|c| numbering::digit(c).is_none()).unwrap_or(rest.len());
        let value = rest.get(..end)?.chars().filter_map(numbering::digit);
        let (value, digits) =
            value.fold((0_u32, 0), |(value, n), d| (value.saturating_mul(10).saturating_add(d), n + 1));
        self.0 = rest.get(end..)?;
        (1..=4).contains(&digits).then_some(value)
    }

    fn done(&self) -> bool {
        self.0.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{bare, is};

    #[test]
    fn page_numbers() {
        for text in [
            "— 1 —",
            "- 3 -",
            "－12－",
            "—1—",
            "—— 2 ——",
            "——第2页——",
            "第 1 页 共 3 页",
            "第1页",
            "第1页，共1页",
            "共 8 页 第 2 页",
            "第 2 页（共 8 页）",
            "第2/8页",
            "当前第1页 / 共2页",
            "页码：2/8",
            "第１页",
            "（第3页）",
            "Page 2 of 6",
            "PAGE 12",
            "Page: 12",
            "p. 4",
            "1/3",
            "2 of 6",
            "·5·",
            "* 5 *",
            "- 2 -",
            "－ ２ －",
            "Page 1 of 3　第1页 共3页",
            "第1页 | Page 1",
        ] {
            assert!(is(text), "{text}");
        }
    }

    #[test]
    fn page_numbers_beside_a_running_title() {
        for text in [
            "河湾镇人民政府　　　　　- 2 -",
            "河湾镇人民政府　　　　　· 2 ·",
            "河湾镇人民政府　　— 2 —",
            "河湾镇整改方案　第1页",
            "河湾镇整改方案 第1页 共3页",
            "整改台账      第 2 页",
            "Annual audit   Page 3 of 9",
            "Annual audit Page 3 of 9",
            "Annual audit | Page 3",
            "Page 3 | Annual audit",
            "Page 3 of 9 - Annual audit",
            "Copies of this form are not controlled - page 3",
            "River Ferry - RF-02 - Page 1 of 2",
            "RESTRICTED Page 2",
            "- 2 -　　　　河湾镇人民政府",
            "河湾镇人民政府 | 2/8",
        ] {
            assert!(is(text), "{text}");
        }
    }

    #[test]
    fn no_page_numbers() {
        for text in [
            "",
            "-",
            "1",
            "2026",
            "3、",
            "1.",
            "第1页缺盖章",
            "第一页",
            "- 更换灭火器",
            "2/5的设备",
            "— 完 —",
            "Page",
            "Page setup",
            "共3人",
            "第3条",
            "P2P平台",
            "2026-03-05",
            "-3",
            "3-4",
            "0/3",
            "5/3",
            "2号楼、3号楼",
            "联系电话：0000-1234567",
            "抽查台账，缺第 2 页",
            "台账缺 第2页",
            "详见检查记录 第2页",
            "一、总体情况　　第2页",
            "Pending 3",
            "See the log - page 3",
            "The signature is missing on page 2 of 3",
            "Signature missing: pump log - page 3",
            "灭火器　12",
            "完成率　1/3",
            "第3页　无签字",
        ] {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn bare_numbers() {
        assert_eq!(bare("CONFIDENTIAL        2").map(|b| (b.name, b.page)), Some(("CONFIDENTIAL", 2)));
        assert_eq!(bare("12 | 河湾镇整改报告").map(|b| (b.name, b.page)), Some(("河湾镇整改报告", 12)));
        for text in ["Pending 3", "2026", "完成时限，　　3", "- 3", "合计　　20260305", ""] {
            assert_eq!(bare(text), None, "{text}");
        }
    }
}
