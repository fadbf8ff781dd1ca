//! Rhythms in Chinese wordings: 每月, 逐周, 隔日, 一年两次.

use std::ops::Range;

use document::finder::Finder;
use document::{finder, numbering};

use super::quantity::count;

/// A rhythm: its rule and where it stands.
pub(super) struct Rhythm {
    pub(super) rule: String,
    pub(super) range: Range<usize>,
    /// 早晚各1次: how often the quantity counts.
    pub(super) times: f64,
}

pub(super) fn rule(freq: &str, interval: u32, by_day: &str) -> String {
    let interval = if interval > 1 { [";INTERVAL=", &interval.to_string()].concat() } else { String::new() };
    let by_day = if by_day.is_empty() { ["", ""] } else { [";BYDAY=", by_day] }.concat();
    ["FREQ=", freq, &interval, &by_day].concat()
}

/// Characters with which a rhythm may begin.
static STARTS: Finder = finder!(["每", "隔", "双", "逐", "按", "一", "1", "１", "早", "日", "月", "天", "周"]);

/// Words that say at which times of a day each: the first at three, the others at two.
static A_DAY: Finder = finder!(["早中晚各", "早晚各", "早、晚各", "上下午各", "上午、下午各", "班前班后各"]);

/// The first rhythm in `words`.
pub(super) fn recurrence(words: &str) -> Option<Rhythm> {
    for (at, c) in STARTS.starts(words) {
        let rest = words.get(at..)?;
        let found = match c {
            '每' => every(rest),
            '隔' | '双' if !words.get(..at).is_some_and(|b| b.ends_with(['间', '阻', '相'])) => alternate(rest, c),
            '逐' | '按' => by_unit(rest, c),
            '一' | '1' | '１'
                if !words
                    .get(..at)
                    .is_some_and(|b| b.ends_with(['十', '第', '统', '每', '近', '满', '同', '上', '去', '前'])) =>
            {
                a_year(rest)
            }
            '早' if rest.starts_with("早晚各") || rest.starts_with("早中晚各") => {
                Some((rule("DAILY", 1, ""), "早晚".len()))
            }
            '日' if rest.starts_with("日常态化") => None,
            '月' if rest.starts_with("月月") => Some((rule("MONTHLY", 1, ""), "月月".len())),
            '天' if rest.starts_with("天天") => Some((rule("DAILY", 1, ""), "天天".len())),
            '周' if rest.starts_with("周周") => Some((rule("WEEKLY", 1, ""), "周周".len())),
            _ => None,
        };
        let Some((rule, bytes)) = found else { continue };
        if c != '每' && is_modifier(rest.get(bytes..).unwrap_or("")) {
            continue;
        }
        let times = match A_DAY.all(words).map(|found| found.word).min() {
            Some(0) => 3.0,
            Some(_) => 2.0,
            None => 1.0,
        };
        return Some(Rhythm { rule, range: at..at + bytes, times });
    }
    None
}

/// 按月度的…: describes, does not promise.
pub(super) fn is_modifier(after: &str) -> bool {
    after.starts_with(['的', '份'])
}

/// Units of 每, each with its frequency and interval.
const EVERY: [(&str, &str, u32); 28] = [
    ("季度末", "MONTHLY", 3),
    ("季度初", "MONTHLY", 3),
    ("季度", "MONTHLY", 3),
    ("季末", "MONTHLY", 3),
    ("季", "MONTHLY", 3),
    ("半年", "MONTHLY", 6),
    ("学期", "MONTHLY", 6),
    ("学年", "YEARLY", 1),
    ("半个月", "DAILY", 15),
    ("半月", "DAILY", 15),
    ("月末", "MONTHLY", 1),
    ("月底", "MONTHLY", 1),
    ("月初", "MONTHLY", 1),
    ("月度", "MONTHLY", 1),
    ("月", "MONTHLY", 1),
    ("工作日", "DAILY", 1),
    ("日", "DAILY", 1),
    ("天", "DAILY", 1),
    ("晚", "DAILY", 1),
    ("早", "DAILY", 1),
    ("旬", "DAILY", 10),
    ("年度", "YEARLY", 1),
    ("年", "YEARLY", 1),
    ("星期", "WEEKLY", 1),
    ("周", "WEEKLY", 1),
    ("双月", "MONTHLY", 2),
    ("小时", "HOURLY", 1),
    ("双周", "WEEKLY", 2),
];

static EVERY_FINDER: Finder = finder!({
    let mut words = [""; EVERY.len()];
    let mut at = 0;
    while at < EVERY.len() {
        words[at] = EVERY[at].0;
        at += 1;
    }
    words
});

/// 每…: the rule and the bytes it takes. 每件, 每人 and the like are no rhythm.
pub(super) fn every(rest: &str) -> Option<(String, usize)> {
    let mut at = '每'.len_utf8();
    let tail = rest.get(at..)?;
    let spaced = tail.len() - tail.trim_start().len();
    at += spaced;
    let tail = tail.trim_start();
    let (interval, taken) = numbering::digits(tail).or_else(|| numbering::chinese_numeral(tail)).unwrap_or((1, 0));
    // 每年2次 has no interval: the numeral must stand before the unit.
    let unit = tail.get(taken..)?;
    let skip_ge = unit.strip_prefix('个').map_or(0, |_| '个'.len_utf8());
    let unit_words = unit.get(skip_ge..)?;
    let head = at + taken + skip_ge;
    let (word, freq, step) = *EVERY.get(EVERY_FINDER.prefix(unit_words)?)?;
    let interval = interval.max(1).checked_mul(step)?;
    let mut bytes = head + word.len();
    let after = rest.get(bytes..)?;
    if freq == "HOURLY" && interval < 2 && taken == 0 {
        return None;
    }
    if matches!(word, "日" | "天") && after.starts_with("均") {
        return None;
    }
    let mut days = String::new();
    if freq == "WEEKLY" {
        let mut tail = after;
        while let Some((name, taken)) = weekday(tail) {
            if !days.is_empty() {
                days.push(',');
            }
            days += name;
            tail = tail.get(taken..)?;
            bytes += taken;
            let next = ["、周", "和周", "及周", "、星期", "、", "和"]
                .into_iter()
                .find(|w| tail.strip_prefix(w).is_some_and(|t| weekday(t).is_some()));
            let Some(joint) = next else { break };
            tail = tail.get(joint.len()..)?;
            bytes += joint.len();
        }
    }
    if word == "年" && after.starts_with(['级', '轻']) {
        return None;
    }
    Some((rule(freq, interval, &days), bytes))
}

pub(super) fn weekday(text: &str) -> Option<(&'static str, usize)> {
    let c = text.chars().next()?;
    let name = match c {
        '一' => "MO",
        '二' => "TU",
        '三' => "WE",
        '四' => "TH",
        '五' => "FR",
        '六' => "SA",
        '日' | '天' => "SU",
        _ => return None,
    };
    // 每周一次 is once a week, 每周二次 twice.
    let after = text.get(c.len_utf8()..)?;
    (!after.starts_with(['次', '场', '期', '轮', '个', '节', '小', '篇', '份', '遍', '回', '家', '名']))
        .then_some((name, c.len_utf8()))
}

/// 隔周, 隔日, 双周, 双月.
pub(super) fn alternate(rest: &str, c: char) -> Option<(String, usize)> {
    let tail = rest.get(c.len_utf8()..)?;
    let units = [("周", "WEEKLY"), ("月", "MONTHLY"), ("日", "DAILY"), ("天", "DAILY"), ("年", "YEARLY")];
    let (word, freq) = units.into_iter().find(|(word, _)| tail.starts_with(word))?;
    (c == '隔' || matches!(word, "周" | "月")).then(|| (rule(freq, 2, ""), c.len_utf8() + word.len()))
}

/// 逐月, 按月, 按季度.
pub(super) fn by_unit(rest: &str, c: char) -> Option<(String, usize)> {
    let tail = rest.get(c.len_utf8()..)?;
    let units = [
        ("季度", "MONTHLY", 3),
        ("季", "MONTHLY", 3),
        ("半年", "MONTHLY", 6),
        ("学期", "MONTHLY", 6),
        ("月", "MONTHLY", 1),
        ("周", "WEEKLY", 1),
        ("日", "DAILY", 1),
        ("天", "DAILY", 1),
        ("年", "YEARLY", 1),
        ("旬", "DAILY", 10),
    ];
    let (word, freq, interval) = units.into_iter().find(|(word, ..)| tail.starts_with(word))?;
    let after = tail.get(word.len()..)?;
    // 按日期, 按年龄, 按月薪, 按年初…原则 are no rhythms.
    let other = c == '按'
        && after
            .starts_with(['期', '龄', '薪', '初', '末', '底', '程', '照', '检', '限', '产', '租', '内', '度', '节'])
        && !after.starts_with("期公")
        || after.starts_with('度');
    (!other).then(|| (rule(freq, interval, ""), c.len_utf8() + word.len()))
}

/// 一年两次, 一月一次, 一季度一次.
pub(super) fn a_year(rest: &str) -> Option<(String, usize)> {
    let c = rest.chars().next()?;
    let tail = rest.get(c.len_utf8()..)?;
    let units = [
        ("季度", "MONTHLY", 3),
        ("季", "MONTHLY", 3),
        ("个季度", "MONTHLY", 3),
        ("年", "YEARLY", 1),
        ("个月", "MONTHLY", 1),
        ("月", "MONTHLY", 1),
        ("周", "WEEKLY", 1),
        ("星期", "WEEKLY", 1),
        ("日", "DAILY", 1),
        ("天", "DAILY", 1),
    ];
    let (word, freq, interval) = units.into_iter().find(|(word, ..)| tail.starts_with(word))?;
    let after = tail.get(word.len()..)?;
    // 一年两次, 一年采购两次: the count follows at once or behind a verb.
    let skip = after.char_indices().take(5).find(|(i, _)| after.get(*i..).and_then(count).is_some()).map(|(i, _)| i)?;
    let after = after.get(skip..)?;
    let (_, taken) = count(after)?;
    let classifier = after.get(taken..)?;
    let event = [
        "次", "轮", "回", "遍", "场", "期", "考", "报", "结", "查", "调度", "通报", "评", "检", "训", "清", "公示",
        "总结",
    ]
    .iter()
    .any(|w| classifier.starts_with(w));
    event.then(|| (rule(freq, interval, ""), c.len_utf8() + word.len()))
}
