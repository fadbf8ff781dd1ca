//! Brackets and how they pair.

use std::ops::Range;

use super::protected;

/// A bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracket {
    /// The byte at which it stands.
    pub at: usize,
    /// The character.
    pub mark: char,
}

impl Bracket {
    /// Its bytes.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.at..self.at + self.mark.len_utf8()
    }

    /// Whether it is an ASCII character.
    #[must_use]
    pub fn is_half(self) -> bool {
        self.mark.is_ascii()
    }
}

/// The brackets of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brackets {
    /// Opener and closer of one kind, their width apart, by their openers.
    pub pairs: Vec<(Bracket, Bracket)>,
    /// Opener and the closer of another kind that ends it, such as `〔…）`.
    pub crossed: Vec<(Bracket, Bracket)>,
    /// Openers that nothing closes, in order.
    pub unclosed: Vec<Bracket>,
    /// Closers that nothing opens, in order; not those of labels such as `1）`.
    pub unopened: Vec<Bracket>,
}

/// Pairs the brackets of `text` from byte `from` on; those of addresses and code are left out.
#[must_use]
pub fn brackets(text: &str, from: usize) -> Brackets {
    let keep = protected(text);
    let mut found = Brackets::default();
    let mut open: Vec<Bracket> = Vec::new();
    for (at, mark) in text.char_indices().filter(|(at, _)| *at >= from && !super::is_within(&keep, *at)) {
        let here = Bracket { at, mark };
        if closer_of(mark).is_some() {
            open.push(here);
        } else if let Some(kind) = opener_of(mark) {
            close(text, here, kind, &mut open, &mut found);
        }
    }
    found.unclosed.extend(open);
    found.unclosed.sort_by_key(|b| b.at);
    found.pairs.sort_by_key(|(open, _)| open.at);
    found
}

/// Brackets among which the opener of a closer is looked for, so that a text of brackets alone takes no longer.
const DEEPEST: usize = 64;

fn close(text: &str, here: Bracket, kind: char, open: &mut Vec<Bracket>, found: &mut Brackets) {
    let near = open.len().saturating_sub(DEEPEST);
    let matching = open.iter().skip(near).rposition(|b| wide(b.mark) == kind).map(|depth| near + depth);
    match (matching, open.last().copied()) {
        (Some(depth), _) => {
            found.unclosed.extend(open.drain(depth + 1..));
            found.pairs.extend(open.pop().map(|opener| (opener, here)));
        }
        (None, _) if is_label(text, here.at) => {}
        (None, Some(opener)) => {
            open.pop();
            found.crossed.push((opener, here));
        }
        (None, None) => found.unopened.push(here),
    }
}

/// The full-width form of a bracket; other characters as they are.
#[must_use]
pub const fn wide(mark: char) -> char {
    match mark {
        '(' => '（',
        ')' => '）',
        '[' => '［',
        ']' => '］',
        _ => mark,
    }
}

/// The closer of an opener.
#[must_use]
pub const fn closer_of(mark: char) -> Option<char> {
    Some(match wide(mark) {
        '（' => '）',
        '［' => '］',
        '【' => '】',
        '〔' => '〕',
        '《' => '》',
        '〈' => '〉',
        _ => return None,
    })
}

/// The full-width opener of a closer.
const fn opener_of(mark: char) -> Option<char> {
    Some(match wide(mark) {
        '）' => '（',
        '］' => '［',
        '】' => '【',
        '〕' => '〔',
        '》' => '《',
        '〉' => '〈',
        _ => return None,
    })
}

/// Whether the closer at `at` ends a label (`1）`, `a)`, `三）`).
fn is_label(text: &str, at: usize) -> bool {
    let lead = text.get(..at).unwrap_or("");
    let label = |c: char| c.is_alphanumeric() && (c.is_numeric() || c.is_ascii() || "一二三四五六七八九十".contains(c));
    let bare = lead.trim_end_matches(label);
    let length = lead.get(bare.len()..).unwrap_or("").chars().count();
    let begins = bare.is_empty() || bare.ends_with(|c: char| !c.is_alphanumeric());
    (1..=3).contains(&length) && begins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        let found = brackets(text, 0);
        let marks = |list: &[Bracket]| list.iter().map(|b| b.mark).collect::<String>();
        let both = |list: &[(Bracket, Bracket)]| {
            list.iter().map(|(a, b)| text[a.at..b.range().end].to_owned()).collect::<Vec<_>>().join("|")
        };
        format!(
            "{} / {} / {} / {}",
            both(&found.pairs),
            both(&found.crossed),
            marks(&found.unclosed),
            marks(&found.unopened)
        )
    }

    #[test]
    fn brackets_pair_by_kind_whatever_their_width() {
        assert_eq!(seen("甲（乙)丙《丁〔2〕》"), "（乙)|《丁〔2〕》|〔2〕 /  /  / ");
        assert_eq!(seen("甲（乙"), " /  / （ / ");
        assert_eq!(seen("甲（《乙）"), "（《乙） /  / 《 / ");
        assert_eq!(seen("甲〔2024）5号】"), " / 〔2024） /  / 】");
        assert_eq!(seen("1）甲；2)乙；见 https://a.example/(b"), " /  /  / ");
    }
}
