//! The words of one cell or answer that say by when something is done.

use jiff::civil::Date;

use crate::{Kind, dates, fields};

/// By when something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeLimit {
    /// On this day at the latest.
    Day(Date),
    /// No day is named, but what the day would follow from: 立行立改, 长期坚持.
    Kind(Kind),
}

/// Words that stand around a date and add nothing to it.
const AROUND: [&str; 14] =
    ["整改完成", "完成整改", "完成", "完毕", "到位", "截止", "截至", "务必", "以前", "before", "by", "due", "前", "于"];

/// What `words` come to; `None` where they name no day and no kind, or say more than that. What counts from a day,
/// such as 三个月内 and 6月底, counts from `base`.
#[must_use]
pub fn time_limit(words: &str, base: Option<Date>) -> Option<TimeLimit> {
    let found = dates::find(words, 0..words.len(), base);
    if found.iter().any(|f| f.begins) || found.is_empty() {
        return fields::kind_of(words).map(TimeLimit::Kind);
    }
    let [only] = found.as_slice() else { return None };
    let outside = [words.get(..only.range.start)?, words.get(only.range.end..)?];
    let day = only.day.filter(|_| !only.conditional && outside.into_iter().all(is_filler))?;
    Some(TimeLimit::Day(day))
}

fn is_filler(text: &str) -> bool {
    let rest = AROUND.iter().fold(text.to_ascii_lowercase(), |text, word| text.replace(word, ""));
    !rest.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_kinds_and_what_is_neither() {
        let base = Some(date(2026, 3, 6));
        let cases = [
            "2026-06-30",
            "2026/6/30",
            "2026年6月30日前完成",
            "2026年6月底",
            "6月底前",
            "三个月内",
            "by 30 June 2026",
            "长期坚持",
            "2026年起长期坚持",
            "立行立改",
            "ongoing",
            "尽快",
            "2026年3月15日会议后再定",
            "2026-06-30或2026-07-31",
            "验收后20日内",
            "",
        ];
        let shown = cases.map(|words| format!("{words} = {:?}", time_limit(words, base)));
        insta::assert_snapshot!(shown.join("\n"));
    }
}
