//! What a cell holds, told apart from how it is written: the same value gives the same text, whatever the language of the
//! sheet, the format of a date, or the order of a list.

use extract::{Kind, TimeLimit, time_limit};
use jiff::civil::Date;

use super::column::Column;

/// Why a cell says nothing that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It names no day.
    Day,
    /// It is none of the words that its column knows.
    Word,
    /// It is no id of what stands in its column.
    Id,
}

/// The value of `text` in `column`; empty for white space alone. What counts from a day, such as 6月底, counts from
/// `today`.
pub(super) fn value(column: Column, text: &str, today: Date) -> Result<String, Unreadable> {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    match column {
        Column::FindingId => id(text, 'F').ok_or(Unreadable::Id),
        Column::MeasureId => id(text, 'M').ok_or(Unreadable::Id),
        Column::CauseId => id(text, 'R').ok_or(Unreadable::Id),
        Column::CauseFindings => ids(text),
        Column::Kind | Column::Scope => code(column, text).ok_or(Unreadable::Word),
        Column::Deadline => deadline(text, today).ok_or(Unreadable::Day),
        // What nobody may change need not be understood.
        Column::FirstDeadline => Ok(deadline(text, today).unwrap_or_else(|| text.to_owned())),
        Column::Stamp => Ok(text.trim().to_owned()),
        _ => Ok(plain(column, text.to_owned())),
    }
}

/// `text` of the ledger in the form that it has when it is read from a cell.
pub(super) fn plain(column: Column, text: String) -> String {
    match column {
        _ if text.trim().is_empty() => String::new(),
        Column::CauseFindings => ids(&text).unwrap_or(text),
        _ if text.contains('\r') => text.replace("\r\n", "\n").replace('\r', "\n"),
        _ => text,
    }
}

fn deadline(text: &str, today: Date) -> Option<String> {
    let text = text.trim();
    // A cell that is a day may carry a time of day.
    let day = text.split_once(' ').filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    if let Some(code) = code(Column::Deadline, day) {
        return Some(code);
    }
    Some(match time_limit(day, Some(today))? {
        TimeLimit::Day(day) => day.to_string(),
        TimeLimit::Kind(Kind::Continuous) => "continuous".to_owned(),
        TimeLimit::Kind(Kind::Immediate) => "immediate".to_owned(),
        TimeLimit::Kind(Kind::Staged) => return None,
    })
}

fn code(column: Column, text: &str) -> Option<String> {
    let text = text.trim();
    let is = |word: &str| word.eq_ignore_ascii_case(text);
    let found = column.codes().iter().find(|(code, word)| is(code) || is(&word.zh) || is(&word.en));
    found.map(|(code, _)| (*code).to_owned())
}

/// `F12`, also in small or full-width letters and figures.
pub(super) fn id(text: &str, letter: char) -> Option<String> {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let text: String = text.trim().chars().map(|c| narrow(c).to_ascii_uppercase()).collect();
    let number: u64 = text.strip_prefix(letter).filter(|n| n.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    Some(format!("{letter}{number}"))
}

/// Ids of findings in the order of their numbers, parted by 、.
fn ids(text: &str) -> Result<String, Unreadable> {
    let parts = text.split(['、', '，', ',', '；', ';', '\n', ' ', '　']).filter(|part| !part.trim().is_empty());
    let mut ids: Vec<String> = parts.map(|part| id(part, 'F').ok_or(Unreadable::Id)).collect::<Result<_, _>>()?;
    ids.sort_by_key(|id| (id.len(), id.clone()));
    ids.dedup();
    Ok(ids.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn values_of_cells() {
        let cases = [
            (Column::FindingId, "ｆ０12 "),
            (Column::FindingId, "M12"),
            (Column::FindingId, "F1.5"),
            (Column::FindingId, "F99999999999999999999999"),
            (Column::MeasureId, "m7"),
            (Column::CauseFindings, "F10，F2\nf2"),
            (Column::CauseFindings, "F1至F3"),
            (Column::Kind, " 长期坚持"),
            (Column::Kind, "Staged"),
            (Column::Kind, "随时"),
            (Column::Scope, "部分成员"),
            (Column::Deadline, "2026-06-30"),
            (Column::Deadline, "2026-06-30 08:30"),
            (Column::Deadline, "2026/6/30"),
            (Column::Deadline, "2026年6月"),
            (Column::Deadline, "2026-06"),
            (Column::Deadline, "6月底前"),
            (Column::Deadline, "2026年起长期坚持"),
            (Column::Deadline, "即知即改"),
            (Column::Deadline, "46203"),
            (Column::Deadline, "尽快"),
            (Column::Deadline, "2026-02-30"),
            (Column::FirstDeadline, "尽快"),
            (Column::Finding, "  一行\r\n二行 "),
            (Column::Finding, " \n "),
        ];
        let shown = cases
            .map(|(column, text)| format!("{} {text:?} = {:?}", column.code(), value(column, text, date(2026, 3, 6))));
        insta::assert_snapshot!(shown.join("\n"));
    }
}
