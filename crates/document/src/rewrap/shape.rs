//! How a line begins and ends, and how wide it is.

use crate::{Form, Label, numbering};

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With a mark that ends a sentence or announces something.
    Terminal,
    /// With a mark inside a sentence: `，`, `、`.
    Pause,
    /// Without any mark.
    Inside,
}

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// With an item number that is certainly one.
    Item(Label),
    /// With what may be an item number or a quantity.
    Doubtful,
    /// With a short label and a colon; `known` for those that such papers use line by line.
    Labelled { known: bool },
    /// Otherwise.
    Other,
}

/// How wide a text is, in both measures that programs wrap by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Extent {
    /// A character beyond Latin, Greek and Cyrillic takes two.
    pub columns: u32,
    pub characters: u32,
}

impl Extent {
    /// The extent of `text`, counted from the bytes of UTF-8 without decoding them.
    pub(super) fn of(text: &str) -> Self {
        let (mut characters, mut wide) = (0_u32, 0_u32);
        for chunk in text.as_bytes().chunks(128) {
            // Small sums let the compiler use whole vector registers of bytes.
            let starts: u8 = chunk.iter().map(|b| u8::from((b & 0xC0) != 0x80)).sum();
            let wides: u8 = chunk.iter().map(|b| u8::from(*b >= 0xE0)).sum();
            characters += u32::from(starts);
            wide += u32::from(wides);
        }
        Self { columns: characters + wide, characters }
    }
}

/// Width in columns.
pub(super) fn columns(text: &str) -> u32 {
    Extent::of(text).columns
}

const CLOSERS: [char; 14] = ['”', '’', '」', '』', '）', ')', '】', ']', '》', '〉', '"', '\'', '〕', '％'];

/// Marks that may not begin a line in Chinese (GB/T 15834-2011, 5.1.1).
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '”'
            | '’'
            | '」'
            | '』'
            | '】'
            | '〉'
            | '…'
            | '％'
    )
}

fn is_opening(c: char) -> bool {
    matches!(c, '（' | '《' | '“' | '‘' | '「' | '『' | '【' | '〈' | '(' | '[')
}

/// Whether `c` takes two columns.
pub(super) fn is_wide(c: char) -> bool {
    c >= '\u{1100}' && !matches!(c, '‘' | '’' | '“' | '”' | '–' | '…' | '\u{2000}'..='\u{200F}')
}

/// How `text` ends.
pub(super) fn end(text: &str) -> End {
    // 【状态】正在推进: a boxed label with a few words is a value, not the middle of a sentence.
    if ends_in_box_or_value(text) {
        return End::Terminal;
    }
    // 「…。（责任单位：…）」: the bracket was opened after a sentence that had ended.
    if let Some(open) = text.strip_suffix(['）', ')']).and_then(|t| t.rfind(['（', '(']))
        && text.get(..open).is_some_and(|t| t.ends_with(['。', '；', '！', '？']))
    {
        return End::Terminal;
    }
    let bare = text.trim_end_matches(CLOSERS);
    match bare.chars().next_back() {
        None | Some('。' | '！' | '？' | '；' | '：' | '…' | '!' | '?' | ';' | ':' | '.' | '．') => {
            End::Terminal
        }
        Some('，' | '、' | ',') => End::Pause,
        Some(_) => End::Inside,
    }
}

/// Whether `text` holds a mark of a sentence between its number and its end, near enough to its start to tell
/// it from a heading.
pub(super) fn has_marks(text: &str) -> bool {
    let text = numbering::parse(text).and_then(|l| text.get(l.bytes..)).unwrap_or(text);
    let text = text.get(..text.floor_char_boundary(600)).unwrap_or(text);
    let inner = text.get(..text.len() - text.chars().next_back().map_or(0, char::len_utf8)).unwrap_or("");
    inner.contains(['，', '。', '；', '：', '、'])
        || inner.contains(", ")
        || inner.contains(". ")
        || inner.contains(": ")
}

/// Whether a sentence ends inside `text` and another begins that `text` does not end.
pub(super) fn has_sentence_and_tail(text: &str) -> bool {
    let bare = text.trim_end_matches(CLOSERS);
    memchr::memmem::find(bare.as_bytes(), "。".as_bytes()).is_some()
        || (bare.is_ascii() && bare.contains(". ") && bare.ends_with(|c: char| c.is_ascii_lowercase()))
}

/// Whether `text` can only be the inside of a sentence: a mark stands first.
pub(super) fn starts_inside(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some(c @ ('，' | '。' | '、' | '；' | '！' | '？' | '）' | '》' | '”' | '％' | '%')) => {
            c != '。' || text.len() > 3
        }
        Some('.' | ',') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

/// The part of `text` that could not be parted from its first character by wrapping: a word, or a character
/// with the marks that may not begin a line.
pub(super) fn first_unit(text: &str) -> Extent {
    /// A longer word is broken anyway.
    const LONGEST: u32 = 24;
    let (mut columns, mut characters, mut inside) = (0, 0, false);
    let mut word = false;
    for c in text.chars() {
        let latin = !is_wide(c) && !c.is_whitespace();
        let goes_on = !inside || (word && latin) || is_closing(c);
        if !goes_on || columns >= LONGEST {
            break;
        }
        if !is_opening(c) && !inside {
            inside = true;
            word = latin;
        }
        columns += if is_wide(c) { 2 } else { 1 };
        characters += 1;
    }
    Extent { columns, characters }
}

/// Whether the line begins with the inside of a Latin word or sentence.
pub(super) fn starts_small(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Columns of the item number or bullet that `text` begins with, white space after it included.
pub(super) fn item_width(text: &str) -> Option<u32> {
    match start(text) {
        Start::Item(label) => Some(columns(text.get(..label.bytes)?)),
        Start::Labelled { .. } => Some(4),
        _ => None,
    }
}

/// Whether a box closes so near to the end of `text` that only a short value stands behind it.
fn ends_in_box_or_value(text: &str) -> bool {
    /// Longest value with the mark that closes the box, in bytes.
    const LONGEST: usize = 60;
    let tail = text.as_bytes().get(text.len().saturating_sub(LONGEST)..).unwrap_or(&[]);
    // Both marks begin with a byte that few characters begin with.
    memchr::memchr_iter(0xE3, tail).any(|at| {
        tail.get(at..).is_some_and(|rest| rest.starts_with("】".as_bytes()) || rest.starts_with("〗".as_bytes()))
    })
}

/// Whether a short box stands first: 【问题3】, 〖整改〗.
fn is_boxed(text: &str) -> bool {
    text.starts_with(['【', '〖', '［']) && text.chars().take(14).any(|c| matches!(c, '】' | '〗' | '］'))
}

/// How `text` begins.
pub(super) fn start(text: &str) -> Start {
    if is_boxed(text) {
        return Start::Labelled { known: true };
    }
    match numbering::parse(text) {
        // `10)` or `2.` before more digits, `A.` in a name: no line of running text begins so.
        Some(label) if label.certain && !is_accident(text, &label) => Start::Item(label),
        Some(_) => Start::Doubtful,
        None => label(text).map_or(Start::Other, |known| Start::Labelled { known }),
    }
}

/// Numbers that a wrapped line often begins with by chance: `一、二年级`, `12.`, `2025)`.
fn is_accident(text: &str, label: &Label) -> bool {
    let rest = text.get(label.bytes..).unwrap_or("");
    match label.form {
        Form::Decimal | Form::DecimalHalfParen => rest.is_empty() || label.value > 60,
        Form::DecimalParen | Form::ChineseParen => rest.starts_with(['项', '款', '目', '条', '号', '类', '级']),
        _ => false,
    }
}

/// Labels that such papers set line by line, by their first words.
const LABELS: [&str; 34] = [
    "责任",
    "牵头",
    "配合",
    "完成",
    "整改",
    "存在问题",
    "存在的问题",
    "问题",
    "具体表现",
    "问题表现",
    "主要表现",
    "原因",
    "主要原因",
    "产生原因",
    "分管",
    "联系",
    "填报",
    "填表",
    "附件",
    "抄送",
    "审核",
    "备注",
    "下一步",
    "验收",
    "销号",
    "时限",
    "目标",
    "措施",
    "进展",
    "工作措施",
    "督办",
    "公开",
    "监督电话",
    "邮政",
];

/// Whether a short label with a colon begins `text`; if so, whether it is a known one.
fn label(text: &str) -> Option<bool> {
    let head = text.get(..text.floor_char_boundary(48)).unwrap_or(text);
    let at = head.find(['：', ':'])?;
    let (name, rest) = (head.get(..at)?, text.get(at..)?);
    if name.is_ascii() {
        let words = name.split(' ').count();
        let upper = name.starts_with(|c: char| c.is_ascii_uppercase());
        let plain =
            name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-' | b'/' | b'&' | b'(' | b')'));
        let spaced = rest.get(1..).is_some_and(|r| r.is_empty() || r.starts_with(' '));
        return (upper && plain && spaced && words <= 4 && name.len() <= 32).then_some(true);
    }
    let short = name.chars().count() <= 9 && !name.contains(['，', '。', '、', '；', '“', '”', '《', '（']);
    short.then(|| LABELS.iter().any(|l| name.starts_with(l)))
}
