//! Items set one after another inside a paragraph: 一是…二是…, 第一，…第二，…, （1）…（2）…, ①…②….

use std::ops::Range;

use document::numbering;

use crate::text::before;

/// A run of items in one paragraph that counts up from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Where each item's mark begins, in bytes.
    pub starts: Vec<usize>,
}

/// How a mark is written; a run keeps to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// 一是, 二是
    Is,
    /// 第一，第二，
    Ordinal,
    /// 其一，其二，
    Among,
    /// （一）, （1）
    Paren,
    /// ①
    Circled,
}

/// The runs of two items or more in `text`, by their first item.
#[must_use]
pub fn runs(text: &str) -> Vec<Run> {
    let mut open: Vec<(Form, u32, Run)> = Vec::new();
    let mut done: Vec<Run> = Vec::new();
    for (at, _) in text.char_indices().filter(|(at, _)| may_begin(text, *at)) {
        let Some((form, value)) = mark(text.get(at..).unwrap_or("")) else { continue };
        let place = open.iter().position(|(f, ..)| *f == form);
        if value == 1 {
            if let Some(index) = place {
                done.push(open.remove(index).2);
            }
            open.push((form, 1, Run { starts: vec![at] }));
        } else if let Some((_, last, run)) = place.and_then(|index| open.get_mut(index)) {
            // A number that is skipped is another rule's business.
            if value > *last {
                *last = value;
                run.starts.push(at);
            }
        }
    }
    done.extend(open.into_iter().map(|(.., run)| run));
    done.retain(|run| run.starts.len() > 1);
    done.sort_by_key(|run| run.starts.first().copied());
    done
}

/// At the start, or after what ends a clause.
fn may_begin(text: &str, at: usize) -> bool {
    before(text, at).is_none_or(|c| {
        matches!(
            c,
            '。' | '，'
                | '；'
                | '：'
                | '！'
                | '？'
                | '”'
                | '）'
                | ')'
                | ';'
                | ':'
                | '.'
                | '\n'
                | ' '
                | '\u{3000}'
                | '’'
        )
    })
}

fn mark(rest: &str) -> Option<(Form, u32)> {
    let numeral = |form: Form, text: &str, ends: &[&str]| {
        let (value, bytes) = numbering::chinese_numeral(text)?;
        let tail = text.get(bytes..)?;
        ends.iter().any(|end| tail.starts_with(end)).then_some((form, value))
    };
    if let Some(ordinal) = rest.strip_prefix('第') {
        return numeral(Form::Ordinal, ordinal, &["，", "、", "："]);
    }
    if let Some(among) = rest.strip_prefix('其') {
        return numeral(Form::Among, among, &["，", "、", "："]);
    }
    if let Some(found) = numeral(Form::Is, rest, &["是", "要"]) {
        return Some(found);
    }
    let label = numbering::parse(rest)?;
    match label.form {
        numbering::Form::Circled => Some((Form::Circled, label.value)),
        numbering::Form::DecimalParen | numbering::Form::ChineseParen => Some((Form::Paren, label.value)),
        _ => None,
    }
}

/// A passage of each run: from its first mark to its last.
#[must_use]
pub fn extent(run: &Run) -> Range<usize> {
    run.starts.first().copied().unwrap_or(0)..run.starts.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_in_a_paragraph() {
        let counted = |text: &str| runs(text).iter().map(|r| r.starts.len()).collect::<Vec<_>>();
        assert_eq!(counted("存在三个问题：一是慢。二是散。三是软。"), [3]);
        assert_eq!(counted("一是慢，账目说不清一是一、二是二；二是散。"), [2]);
        assert_eq!(counted("第一，慢。第二，散。做到：①快；②准；③全。"), [2, 3]);
        assert_eq!(counted("一是慢。二是散。原因：一是懒。二是怕。三是等。"), [2, 3]);
        assert_eq!(counted("只有一是慢。"), [] as [usize; 0]);
    }
}
