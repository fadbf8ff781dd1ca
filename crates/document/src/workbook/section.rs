//! One section of a number format code: literals around a pattern of digits, or a date.

use super::{date::Parts, number_format::general};

/// A section.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Section {
    before: String,
    after: String,
    pattern: Pattern,
    date: Option<Parts>,
}

/// The digits of a number.
#[derive(Debug, Clone, PartialEq, Default)]
struct Pattern {
    /// The number as it is, or its text.
    general: bool,
    /// Nothing of the number: the literals alone.
    silent: bool,
    /// Zeros that the whole part has at least.
    whole: usize,
    /// Decimals at most, and at least.
    decimals: usize,
    least_decimals: usize,
    thousands: bool,
    /// Commas at the end: divide by a thousand each.
    scale: i32,
    percent: bool,
    /// Written with an exponent or as a fraction, which is given as a plain number instead.
    plain: bool,
}

impl Section {
    /// The sections of `code`.
    pub fn parse_all(code: &str) -> Vec<Self> {
        let mut sections = vec![Scanner::default()];
        let code = without_half_days(code);
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            if c == ';' {
                sections.push(Scanner::default());
                continue;
            }
            let Some(now) = sections.last_mut() else { break };
            match c {
                '"' => chars.by_ref().take_while(|c| *c != '"').for_each(|c| now.literal(c)),
                '\\' => chars.next().into_iter().for_each(|c| now.literal(c)),
                '_' | '*' => drop(chars.next()),
                '[' => now.bracket(&chars.by_ref().take_while(|c| *c != ']').collect::<String>()),
                _ => now.take(c),
            }
        }
        let mut sections: Vec<Self> = sections.into_iter().map(Scanner::finish).collect();
        if let [only] = sections.as_mut_slice()
            && *only == Self::silent()
        {
            only.pattern = Pattern { general: true, ..Pattern::default() };
        }
        sections
    }

    /// What an empty code gives: nothing is shown, which as the only section means the opposite.
    fn silent() -> Self {
        Self { pattern: Pattern { silent: true, ..Pattern::default() }, ..Self::default() }
    }

    /// What of a date it shows; `None` for a number.
    pub fn date(&self) -> Option<Parts> {
        self.date
    }

    /// `value` as the section shows it.
    pub fn show(&self, value: f64) -> String {
        format!("{}{}{}", self.before, self.pattern.show(value), self.after).trim().to_owned()
    }
}

impl Pattern {
    fn show(&self, value: f64) -> String {
        if self.silent {
            return String::new();
        }
        let value = value * if self.percent { 100.0 } else { 1.0 } / 1000_f64.powi(self.scale);
        if self.general || self.plain || !value.is_finite() || value.abs() >= 1e15 {
            return general(value) + if self.percent { "%" } else { "" };
        }
        let fixed = format!("{:.*}", self.decimals, half_up(value.abs(), self.decimals));
        let (whole, fraction) = fixed.split_once('.').unwrap_or((&fixed, ""));
        let spare = fraction.len() - fraction.trim_end_matches('0').len();
        let kept = (fraction.len() - spare).max(self.least_decimals.min(fraction.len()));
        let fraction = fraction.get(..kept).unwrap_or("");
        let whole = if whole == "0" && self.whole == 0 && !fraction.is_empty() { "" } else { whole };
        let whole = format!("{whole:0>width$}", width = self.whole);
        let whole = if self.thousands { grouped(&whole) } else { whole };
        let zero = whole.bytes().chain(fraction.bytes()).all(|b| matches!(b, b'0' | b','));
        let sign = if value < 0.0 && !zero { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        let percent = if self.percent { "%" } else { "" };
        format!("{sign}{whole}{point}{fraction}{percent}")
    }
}

/// `code` without the marks of morning and afternoon: times are given with 24 hours.
fn without_half_days(code: &str) -> String {
    ["AM/PM", "am/pm", "A/P", "a/p", "上午/下午"].iter().fold(code.to_owned(), |code, mark| code.replace(mark, ""))
}

/// `value` rounded as a spreadsheet does: halves go up, and 1.005 counts as a half.
fn half_up(value: f64, decimals: usize) -> f64 {
    let factor = 10_f64.powi(i32::try_from(decimals.min(15)).unwrap_or(0));
    let scaled = value * factor;
    let nudged = scaled + scaled * f64::EPSILON * 4.0;
    if scaled < 1e15 { (nudged + 0.5).floor() / factor } else { value }
}

fn grouped(whole: &str) -> String {
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Reads a section sign by sign.
#[derive(Debug, Default)]
struct Scanner {
    section: Section,
    /// Letters met so far, for words such as `General` and `AM/PM`.
    digits: bool,
    point: bool,
    commas: i32,
    letters: String,
    parts: Parts,
}

impl Scanner {
    fn literal(&mut self, c: char) {
        if c == '年' {
            self.parts.chinese = true;
        }
        if self.digits { self.section.after.push(c) } else { self.section.before.push(c) }
    }

    /// `[$¥-804]` is a currency, `[h]` a time that passes the day; colours and conditions are not seen.
    fn bracket(&mut self, inside: &str) {
        if let Some(currency) = inside.strip_prefix('$') {
            currency.split('-').next().unwrap_or("").chars().for_each(|c| self.literal(c));
        } else if !inside.is_empty() && inside.chars().all(|c| matches!(c, 'h' | 'H' | 'm' | 'M' | 's' | 'S')) {
            self.parts.elapsed = true;
            self.parts.time = true;
        }
    }

    fn take(&mut self, c: char) {
        let pattern = &mut self.section.pattern;
        match c {
            '0' | '#' | '?' => {
                if self.point {
                    pattern.decimals += 1;
                    pattern.least_decimals = if c == '0' { pattern.decimals } else { pattern.least_decimals };
                } else {
                    pattern.whole += usize::from(c == '0');
                    pattern.thousands |= self.commas > 0;
                }
                self.commas = 0;
                self.digits = true;
            }
            '.' if !self.parts.time => self.point = true,
            ',' if self.digits => self.commas += 1,
            '%' => {
                pattern.percent = true;
                self.digits = true;
            }
            '/' if self.digits => pattern.plain = true,
            // Of `E+00` and of `G/通用格式` nothing is seen as it stands.
            '+' | '-' if pattern.plain => {}
            '/' if self.letters == "g" => {}
            '@' => pattern.general = true,
            'A'..='Z' | 'a'..='z' => self.letter(c),
            '通' | '用' | '格' | '式' => self.word(c),
            _ => self.literal(c),
        }
    }

    /// What follows the word for "as it is" stands behind the number.
    fn word(&mut self, c: char) {
        self.letters.push(c.to_ascii_lowercase());
        if self.letters.ends_with("general") || self.letters.ends_with("通用格式") {
            self.section.pattern.general = true;
            self.digits = true;
        }
    }

    fn letter(&mut self, c: char) {
        self.word(c);
        match c.to_ascii_lowercase() {
            'y' | 'e' if !self.digits => self.parts.year = true,
            'd' | 'a' if !self.digits => self.parts.day = true,
            'm' => self.parts.month = true,
            'h' | 's' => self.parts.time = true,
            'e' => self.section.pattern.plain = true,
            _ => {}
        }
    }

    fn finish(mut self) -> Section {
        self.section.pattern.scale = self.commas;
        let general = self.letters.ends_with("general") || self.letters.ends_with("通用格式");
        self.section.pattern.silent = !(self.digits || self.point || self.section.pattern.general);
        let letters = self.letters.chars().any(|c| matches!(c, 'y' | 'm' | 'd' | 'h' | 's' | 'a' | 'e'));
        if letters && !general && !self.section.pattern.percent && (!self.digits || self.parts.time)
            || self.parts.elapsed
        {
            self.section.date = Some(self.parts.settled());
        }
        self.section
    }
}
