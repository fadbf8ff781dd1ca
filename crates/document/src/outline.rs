//! Decides what only a look at the neighbours can tell: which numbers are numbers, how deep each
//! numbered paragraph lies, what is a heading, and which paragraph is the title.

use std::collections::HashMap;

use crate::{Align, Document, Form, Label, Number, Paragraph, Role, numbering};

mod title;

pub(crate) use title::ends_like_a_title;

/// The longest heading, in characters.
const HEADING_CHARS: usize = 45;

/// Computes numbers, levels, headings and the title of the body's paragraphs.
pub(crate) fn settle(document: &mut Document) {
    let body: Vec<usize> = document
        .outside_tables()
        .filter(|&index| document.paragraphs.get(index).is_some_and(|p| !matches!(p.role, Role::Furniture(_))))
        .collect();
    number(&mut document.paragraphs, &body);
    title::mark(&mut document.paragraphs, &body);
    levels(&mut document.paragraphs, &body);
    unnumbered_headings(&mut document.paragraphs, &body);
}

/// Reads typed numbers; doubtful ones count only where they count on from a neighbour.
fn number(paragraphs: &mut [Paragraph], body: &[usize]) {
    let labels: Vec<Option<Label>> = body
        .iter()
        .map(|&i| paragraphs.get(i).filter(|p| p.number.is_none()).and_then(|p| numbering::parse(&p.text)))
        .collect();
    let mut last = Last::default();
    for (at, &index) in body.iter().enumerate() {
        let Some(paragraph) = paragraphs.get_mut(index) else { continue };
        if let Some(number) = &paragraph.number {
            last.saw(number.form, number.value, 0);
            continue;
        }
        let Some(label) = labels.get(at).copied().flatten() else { continue };
        let Some(label) = last.settle(label, &paragraph.text, labels.get(at + 1..).unwrap_or(&[])) else { continue };
        last.saw(label.form, label.value, label.parent);
        let text = paragraph.text.get(..label.seen).unwrap_or("").trim_end().to_owned();
        paragraph.number =
            Some(Number { text, form: label.form, value: label.value, typed: u32::try_from(label.bytes).unwrap_or(0) });
    }
}

/// The last value seen of each form that doubtful numbers can have.
#[derive(Default)]
struct Last {
    chinese: u32,
    decimal: u32,
    division: u32,
    letter: u32,
    dotted: (u32, u32),
    outer_dotted: u32,
}

impl Last {
    fn saw(&mut self, form: Form, value: u32, parent: u32) {
        match form {
            Form::Division => *self = Self { division: value, ..Self::default() },
            Form::Chinese => {
                *self = Self {
                    chinese: value,
                    division: self.division,
                    outer_dotted: self.outer_dotted,
                    ..Self::default()
                };
            }
            Form::ChineseParen => self.decimal = 0,
            Form::Decimal => self.decimal = value,
            Form::Dotted(2) => {
                self.dotted = (parent, value);
                self.outer_dotted = parent;
            }
            Form::Letter | Form::LetterParen => self.letter = value,
            _ => {}
        }
    }

    /// `3.1.5级土地` after item 2 of a plain list: item 3 that begins with a figure.
    fn begins_with_figure(&self, label: Label, text: &str) -> bool {
        let spaced = text.get(label.seen..).is_some_and(|t| t.starts_with([' ', '\t', '\u{3000}']));
        let counts_on = numbering::digits(text)
            .is_some_and(|(first, _)| self.decimal > 0 && (first == self.decimal || first == self.decimal + 1));
        matches!(label.form, Form::Dotted(3..)) && self.dotted == (0, 0) && counts_on && !spaced
    }

    /// The label as it must be read here, or `None` where the text begins with no number.
    fn settle(&self, label: Label, text: &str, ahead: &[Option<Label>]) -> Option<Label> {
        // (v) after (u) is a letter.
        if matches!(label.form, Form::RomanParen | Form::Roman) {
            let c = text.chars().find(char::is_ascii_alphabetic)?.to_ascii_lowercase();
            let as_letter = c as u32 - 'a' as u32 + 1;
            if label.seen <= 4 && self.letter + 1 == as_letter && self.letter > 0 {
                let form = if label.form == Form::Roman { Form::Letter } else { Form::LetterParen };
                return Some(Label { form, value: as_letter, ..label });
            }
        }
        if label.certain && !self.begins_with_figure(label, text) {
            return Some(label);
        }
        let follows = |form: Form, value: u32| {
            ahead.iter().flatten().take(30).find(|l| l.form == form).is_some_and(|l| l.value == value + 1)
        };
        match label.form {
            Form::Dotted(2..) => {
                let counts_on = self.dotted == (label.parent, label.value.wrapping_sub(1))
                    || (label.value == 1
                        && label.parent > 0
                        && (label.parent == self.decimal || label.parent == self.outer_dotted + 1));
                let spaced = text.get(label.seen..).is_some_and(|t| t.starts_with([' ', '\t', '\u{3000}']));
                if counts_on && (spaced || self.dotted.1 > 0 || follows(Form::Dotted(2), 1)) {
                    return Some(label);
                }
                // `3.3号楼`: item 3 that begins with a figure.
                let mark = text.find(['.', '．', '﹒'])?;
                let width = text.get(mark..)?.chars().next()?.len_utf8();
                let (value, _) = numbering::digits(text)?;
                let again = label.form != Form::Dotted(2) && self.decimal == value;
                (self.decimal > 0 && (self.decimal + 1 == value || again)).then_some(Label {
                    form: Form::Decimal,
                    value,
                    parent: 0,
                    bytes: mark + width,
                    seen: mark + width,
                    certain: true,
                })
            }
            form => {
                // `2.2026年…`: only a number that counts on; `132.85万元` after a break is none.
                let previous = match form {
                    Form::Chinese => self.chinese,
                    Form::Decimal => self.decimal,
                    Form::Division => self.division,
                    _ => 0,
                };
                let counts_on = previous > 0 && previous + 1 == label.value;
                (counts_on || (label.value == 1 && follows(form, 1))).then_some(label)
            }
        }
    }
}

/// Depth by order of nesting: a form met inside another lies below it.
fn levels(paragraphs: &mut [Paragraph], body: &[usize]) {
    let mut open: Vec<Form> = Vec::new();
    for (at, &index) in body.iter().enumerate() {
        let next_form =
            body.get(at + 1).and_then(|&i| paragraphs.get(i)).and_then(|p| p.number.as_ref()).map(|n| n.form);
        let Some(paragraph) = paragraphs.get_mut(index) else { continue };
        if paragraph.role == Role::Title {
            continue;
        }
        let Some(number) = &paragraph.number else {
            if paragraph.role == Role::Heading && paragraph.level == Some(1) {
                open.clear();
            }
            continue;
        };
        let form = number.form;
        if let Some(depth) = open.iter().position(|f| *f == form) {
            open.truncate(depth + 1);
        } else {
            // A form of a higher rank than what is open closes it: 一、 after （一） that came first.
            while open.last().is_some_and(|top| rank(*top) > rank(form)) {
                open.pop();
            }
            open.push(form);
        }
        if form == Form::Bullet {
            continue;
        }
        if paragraph.level.is_none() || paragraph.role != Role::Heading {
            paragraph.level = u8::try_from(open.len()).ok();
        }
        let titles_deeper = next_form.is_some_and(|next| next != form && rank(next) > rank(form));
        if paragraph.role == Role::Body && is_heading_shaped(paragraph.body(), titles_deeper) {
            paragraph.role = Role::Heading;
        }
    }
}

/// Rank of a form where nothing else tells: the order of GB/T 9704-2012, 7.3.3.
const fn rank(form: Form) -> u8 {
    match form {
        Form::Division => 0,
        Form::Chinese | Form::Roman => 1,
        Form::ChineseParen => 2,
        Form::Dotted(parts) => 2 + parts,
        Form::Decimal => 3,
        Form::DecimalParen => 5,
        Form::DecimalHalfParen | Form::Letter => 6,
        Form::LetterParen => 7,
        Form::Circled | Form::RomanParen => 8,
        Form::Bullet => 9,
    }
}

fn is_heading_shaped(text: &str, titles_deeper: bool) -> bool {
    let text = text.trim_end();
    let short = text.chars().take(HEADING_CHARS + 1).count() <= HEADING_CHARS;
    let ends_like_a_sentence = text.ends_with(['。', '；', ';', '！', '？', '，', ',', '.']);
    short && !text.is_empty() && (!ends_like_a_sentence || (titles_deeper && !text.contains(['；', ';', ':', '：'])))
}

/// Headings without a number: a short line without the marks of a sentence, over longer ones.
fn unnumbered_headings(paragraphs: &mut [Paragraph], body: &[usize]) {
    let candidate = |paragraphs: &[Paragraph], at: usize| -> bool {
        let Some(p) = body.get(at).and_then(|&i| paragraphs.get(i)) else { return false };
        let bold = p.look.as_ref().is_some_and(|l| l.bold);
        let limit = if bold { HEADING_CHARS } else { 24 };
        let words = || p.text.split_whitespace().count();
        p.role == Role::Body
            && p.number
                .as_ref()
                .is_none_or(|n| n.form == Form::Bullet && !n.text.starts_with(['-', '*', '•', '·', '–']))
            && (3..=limit).contains(&p.text.chars().take(80).count().min(if p.text.is_ascii() {
                words() + 3
            } else {
                80
            }))
            && !p.text.contains(['。', '；', '：', ':', '，', '！', '？', '\t', '…', '|', '［', '@'])
            && !(p.text.is_ascii() && p.text.ends_with(['.', ',', ';', ')']))
            && !p.text.ends_with(['、', '）', ')', '日', '”'])
            && !p.text.starts_with(['（', '(', '—', '-', '附', '“'])
            && p.look.as_ref().is_none_or(|l| l.align != Some(Align::Right))
    };
    let is_heading: Vec<bool> = (0..body.len())
        .map(|at| {
            candidate(paragraphs, at)
                && body.get(at + 1..).unwrap_or(&[]).iter().take(4).any(|&i| {
                    paragraphs
                        .get(i)
                        .is_some_and(|p| p.text.chars().take(31).count() > 30 || p.text.contains(['。', '；']))
                })
        })
        .collect();
    // Headings that look alike are of one level; what stands right under another kind lies below it.
    let class = |p: &Paragraph| -> Option<String> {
        let first = p.text.chars().next()?;
        if matches!(first, '【' | '[' | '［' | '〖' | '◆' | '●' | '■' | '▲' | '★' | '▶' | '◇') {
            return Some(first.to_string());
        }
        let chars: Vec<char> = p.text.chars().collect();
        chars.len().checked_sub(2).and_then(|n| chars.get(n..)).map(|s| s.iter().collect())
    };
    let mut classes: HashMap<String, usize> = HashMap::new();
    for (at, &index) in body.iter().enumerate() {
        if is_heading.get(at) == Some(&true)
            && let Some(s) = paragraphs.get(index).and_then(class)
        {
            *classes.entry(s).or_default() += 1;
        }
    }
    // A class that is met right under another one lies below it.
    let mut below: Vec<String> = Vec::new();
    for (at, pair) in body.windows(2).enumerate() {
        let [upper, lower] = *pair else { continue };
        if is_heading.get(at) != Some(&true) || is_heading.get(at + 1) != Some(&true) {
            continue;
        }
        let of = |index: usize| paragraphs.get(index).and_then(class);
        if let (Some(upper), Some(lower)) = (of(upper), of(lower))
            && upper != lower
            && !below.contains(&upper)
            && !below.contains(&lower)
        {
            below.push(lower);
        }
    }
    for (at, &index) in body.iter().enumerate() {
        if is_heading.get(at) != Some(&true) {
            continue;
        }
        let Some(p) = paragraphs.get_mut(index) else { continue };
        let own = class(p);
        let repeats = own.as_ref().and_then(|s| classes.get(s)).is_some_and(|n| *n > 1);
        p.role = Role::Heading;
        if p.level.is_none() {
            p.level = Some(if repeats && own.is_some_and(|s| below.contains(&s)) { 2 } else { 1 });
        }
    }
}
