//! Countable promises (承诺): what recurs, and what will be delivered so many times.
//!
//! Recurrences are RFC 5545 rules. 每季度 is `FREQ=MONTHLY;INTERVAL=3`, 每半年 and 每学期
//! `FREQ=MONTHLY;INTERVAL=6`, 每两周 `FREQ=WEEKLY;INTERVAL=2`.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use document::numbering;

use crate::dates::{self, english_number};
use crate::scan;

/// A promise found in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Promise {
    /// Its clause.
    pub(crate) range: Range<usize>,
    /// Its rule; `None` for a one-off.
    pub(crate) recurrence: Option<String>,
    /// How many a time.
    pub(crate) quantity: Option<f64>,
    /// Of what.
    pub(crate) unit: Option<String>,
}

/// Promises in `range` of `text`. With `done`, the text tells what was done already, so that only what
/// recurs and what is plainly still to come is promised.
pub(crate) fn find(text: &str, range: Range<usize>, done: bool) -> Vec<Promise> {
    let body = text.get(range.clone()).unwrap_or("");
    if scan::is_english(body) {
        return english(text, range, done);
    }
    let mut out = Vec::new();
    if !promises_at_all(body) {
        return out;
    }
    for sentence in scan::sentences(text, range) {
        let clauses = split_lists(text, scan::clauses(text, sentence.clone()));
        let mut inherited: Option<String> = None;
        for clause in clauses {
            let words = text.get(clause.clone()).unwrap_or("");
            match recurrence(words) {
                Some(found) => {
                    let quantity = quantity_of_recurrence(words, &found);
                    inherited = Some(found.rule.clone());
                    out.push(promise(clause, Some(found.rule), quantity));
                }
                None => {
                    // 每月听课不少于4节，评课不少于2次: the rhythm holds for the whole sentence only where the
                    // next clause counts with the same kind of bound.
                    if let (Some(rule), true) = (&inherited, bounded(words) && !is_condition(words))
                        && let Some(quantity) = quantities(words).into_iter().find(|q| !q.is_percent())
                    {
                        out.push(promise(clause, Some(rule.clone()), Some(quantity)));
                        continue;
                    }
                    inherited = None;
                    if let Some(quantity) = one_off(words, done) {
                        out.push(promise(without_date(text, clause), None, Some(quantity)));
                    }
                }
            }
        }
    }
    out
}

/// A quick look: a figure, a numeral or a rhythm.
fn promises_at_all(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) || SIGNS.as_ref().is_some_and(|signs| signs.is_match(text))
}

static SIGNS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let signs = [
        "每", "逐", "按", "隔", "双周", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "早",
        "月月", "天天", "周周", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９",
    ];
    AhoCorasick::new(signs).ok()
});

fn promise(range: Range<usize>, recurrence: Option<String>, quantity: Option<Quantity>) -> Promise {
    let (quantity, unit) = quantity.map_or((None, None), |q| (Some(q.value), Some(q.unit)));
    Promise { range, recurrence, quantity, unit }
}

/// A 、 between two promises with a rhythm each parts them: 每月检查1次、每季度演练1次.
fn split_lists(text: &str, clauses: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for clause in clauses {
        let words = text.get(clause.clone()).unwrap_or("");
        let mut start = clause.start;
        for (at, _) in words.match_indices('、') {
            let after = words.get(at + '、'.len_utf8()..).unwrap_or("");
            let before = text.get(start..clause.start + at).unwrap_or("");
            if recurrence(before).is_some() && recurrence(after).is_some_and(|r| r.range.start < 30) {
                out.push(start..clause.start + at);
                start = clause.start + at + '、'.len_utf8();
            }
        }
        out.push(start..clause.end);
    }
    out
}

/// A rhythm: its rule and where it stands.
struct Rhythm {
    rule: String,
    range: Range<usize>,
    /// 早晚各1次: how often the quantity counts.
    times: f64,
}

fn rule(freq: &str, interval: u32, by_day: &str) -> String {
    let mut rule = format!("FREQ={freq}");
    if interval > 1 {
        rule += &format!(";INTERVAL={interval}");
    }
    if !by_day.is_empty() {
        rule += &format!(";BYDAY={by_day}");
    }
    rule
}

/// The first rhythm in `words`.
fn recurrence(words: &str) -> Option<Rhythm> {
    for (at, c) in words.char_indices() {
        if !matches!(c, '每' | '隔' | '双' | '逐' | '按' | '一' | '1' | '１' | '早' | '日' | '月' | '天' | '周')
        {
            continue;
        }
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
        let times = if words.contains("早中晚各") {
            3.0
        } else if ["早晚各", "早、晚各", "上下午各", "上午、下午各", "班前班后各"].iter().any(|w| words.contains(w))
        {
            2.0
        } else {
            1.0
        };
        return Some(Rhythm { rule, range: at..at + bytes, times });
    }
    None
}

/// 按月度的…: describes, does not promise.
fn is_modifier(after: &str) -> bool {
    after.starts_with(['的', '份'])
}

/// 每…: the rule and the bytes it takes. 每件, 每人 and the like are no rhythm.
fn every(rest: &str) -> Option<(String, usize)> {
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
    let units: [(&str, &str, u32); 28] = [
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
    let (word, freq, step) = units.into_iter().find(|(word, ..)| unit_words.starts_with(word))?;
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

fn weekday(text: &str) -> Option<(&'static str, usize)> {
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
fn alternate(rest: &str, c: char) -> Option<(String, usize)> {
    let tail = rest.get(c.len_utf8()..)?;
    let units = [("周", "WEEKLY"), ("月", "MONTHLY"), ("日", "DAILY"), ("天", "DAILY"), ("年", "YEARLY")];
    let (word, freq) = units.into_iter().find(|(word, _)| tail.starts_with(word))?;
    (c == '隔' || matches!(word, "周" | "月")).then(|| (rule(freq, 2, ""), c.len_utf8() + word.len()))
}

/// 逐月, 按月, 按季度.
fn by_unit(rest: &str, c: char) -> Option<(String, usize)> {
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
fn a_year(rest: &str) -> Option<(String, usize)> {
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

/// So many of something.
#[derive(Debug, Clone, PartialEq)]
struct Quantity {
    value: f64,
    unit: String,
    start: usize,
    end: usize,
    spelled: bool,
}

impl Quantity {
    fn is_percent(&self) -> bool {
        self.unit == "%"
    }
}

/// Units that count acts; preferred where a rhythm says how often.
const EVENTS: &[&str] =
    &["次", "场", "期", "轮", "遍", "回", "课时", "学时", "节课", "节", "堂", "个小时", "个学时", "个课时", "班次"];

/// Units that count things and people.
const THINGS: &[&str] = &[
    "批次",
    "人次",
    "名",
    "人",
    "家",
    "个",
    "项",
    "台",
    "套",
    "份",
    "篇",
    "门",
    "块",
    "张",
    "件",
    "条",
    "处",
    "间",
    "批",
    "户",
    "辆",
    "座",
    "本",
    "册",
    "部",
    "盏",
    "具",
    "只",
    "支",
    "组",
    "对",
    "位",
    "笔",
    "宗",
    "起",
    "例",
    "幅",
    "面",
    "棵",
    "株",
    "亩",
    "公里",
    "千米",
    "平方米",
    "立方米",
    "米",
    "吨",
    "种",
    "类",
    "所",
    "栋",
    "幢",
    "层",
    "段",
    "口",
    "眼",
    "顶",
    "把",
    "扇",
    "根",
    "卷",
    "盒",
    "箱",
    "枚",
    "副",
    "双",
    "架",
    "艘",
    "列",
    "柜",
    "瓶",
    "桶",
    "袋",
    "片",
    "道",
    "分",
    "小时",
];

/// A number at the start of `text`, in figures or Chinese words.
fn count(text: &str) -> Option<(f64, usize)> {
    if let Some(c) = text.chars().next()
        && numbering::digit(c).is_some()
    {
        let mut bytes = 0;
        let mut digits = String::new();
        for c in text.chars() {
            match numbering::digit(c) {
                Some(d) => digits += &d.to_string(),
                None if matches!(c, '.' | '．') && !digits.contains('.') => digits.push('.'),
                None if c == ','
                    && text.get(bytes + 1..).is_some_and(|t| t.starts_with(|d: char| d.is_ascii_digit())) => {}
                None => break,
            }
            bytes += c.len_utf8();
        }
        return digits.trim_end_matches('.').parse().ok().map(|v| (v, bytes));
    }
    numbering::chinese_numeral(text).map(|(value, bytes)| (f64::from(value), bytes))
}

/// Every quantity in `words` that counts acts, things or a share.
fn quantities(words: &str) -> Vec<Quantity> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = words.get(at..).and_then(|t| t.chars().next()) {
        let figure = numbering::digit(c).is_some();
        if !figure && !matches!(c, '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
        {
            at += c.len_utf8();
            continue;
        }
        let rest = words.get(at..).unwrap_or("");
        let previous = words.get(..at).and_then(|t| t.chars().next_back());
        let starts = previous
            .is_none_or(|p| !(numbering::digit(p).is_some() || matches!(p, '第' | '.' | '．' | '-' | '—' | '〔')));
        let Some((value, bytes)) = starts.then(|| count(rest)).flatten() else {
            at += c.len_utf8();
            continue;
        };
        let after = rest.get(bytes..).unwrap_or("");
        let plus = ["余", "多", "来"].into_iter().find(|w| after.starts_with(w)).map_or(0, str::len);
        let tail = after.get(plus..).unwrap_or("");
        let percent = ["%", "％"].into_iter().find(|w| tail.starts_with(w));
        let unit = percent
            .map(|u| ("%", u.len()))
            .or_else(|| EVENTS.iter().chain(THINGS).find(|u| tail.starts_with(**u)).map(|u| (*u, u.len())));
        if let Some((unit, unit_bytes)) = unit {
            let end = at + bytes + plus + unit_bytes;
            let next = words.get(end..).unwrap_or("");
            if !false_unit(unit, next, figure) {
                out.push(Quantity {
                    value,
                    unit: unit.trim_start_matches(if unit.len() > 6 { "个" } else { "" }).to_owned(),
                    start: at,
                    end,
                    spelled: !figure,
                });
            }
            at = end;
        } else {
            at += bytes;
        }
    }
    out
}

/// 2号楼, 3级, 一体, 三方, 五个月, 一次性: not counts.
fn false_unit(unit: &str, next: &str, figure: bool) -> bool {
    let time = unit == "个"
        && (next.starts_with('月')
            || next.starts_with("工作日")
            || next.starts_with("小时")
            || next.starts_with("季度")
            || next.starts_with("星期")
            || next.starts_with("学期")
            || next.starts_with("自然日")
            || next.starts_with("年度"));
    let once = unit == "次" && next.starts_with('性');
    let compound = match unit {
        "人" => next.starts_with(['民', '员', '事', '力']) && !figure,
        "分" => next.starts_with(['钟', '管', '阶', '步', '之', '级', '类', '局', '别', '析', '清', '工']),
        "节" => next.starts_with(['约', '点', '能', '假', '日', '水']),
        "期" => next.starts_with(['工', '间', '限', '末', '初']),
        "条" => next.starts_with(['龙', '例', '块', '件', '款']),
        "面" => next.starts_with(['向', '对']),
        "对" => next.starts_with(['一', '照', '标', '比', '应', '策', '接', '口', '外']),
        "道" => next.starts_with(['路', '德']),
        "部" => next.starts_with(['门', '署', '位']),
        "层" => next.starts_with(['级', '面', '次']),
        "口" => next.starts_with(['子', '径', '头']),
        "组" => next.starts_with(['织', '长', '合']),
        "起" => !figure,
        "位" => next.starts_with(['一', '置']),
        "本" => next.starts_with(['级', '单', '人', '年', '月', '科']),
        "把" | "支" | "类" | "种" | "段" | "片" => !figure,
        "所" => next.starts_with(['有', '需', '在', '属', '长']),
        _ => false,
    };
    time || once || compound
}

/// The quantity that a rhythm goes with.
fn quantity_of_recurrence(words: &str, rhythm: &Rhythm) -> Option<Quantity> {
    let found = quantities(words);
    let usable: Vec<&Quantity> = found
        .iter()
        .filter(|q| q.start >= rhythm.range.end || q.end <= rhythm.range.start)
        .filter(|q| !q.is_percent() || found.len() == 1)
        .filter(|q| q.unit != "分" && !conditional(words, q))
        .collect();
    let after = |q: &&&Quantity| q.start >= rhythm.range.end;
    let event = |q: &&&Quantity| EVENTS.contains(&q.unit.as_str());
    let promised = |q: &&&Quantity| !q.spelled || event(q) || bounded(words);
    let best = usable
        .iter()
        .filter(after)
        .find(event)
        .or_else(|| usable.iter().filter(after).find(promised))
        .or_else(|| usable.iter().find(event))?;
    Some(Quantity { value: best.value * rhythm.times, ..(**best).clone() })
}

/// 不少于, 不超过, 至少: the clause sets a bound.
fn bounded(words: &str) -> bool {
    BOUNDS.as_ref().is_some_and(|bounds| bounds.is_match(words))
}

static BOUNDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::new([
        "不少于",
        "不低于",
        "不超过",
        "不多于",
        "不得少于",
        "不得低于",
        "不得超过",
        "至少",
        "不高于",
        "最多",
        "控制在",
        "达到",
        "提高到",
        "提升到",
        "提升至",
        "提高至",
        "降至",
        "降低到",
        "压减",
        "压缩",
        "不小于",
    ])
    .ok()
});

/// The quantity stands in a condition, a duration or a description, not in a promise.
fn conditional(words: &str, q: &Quantity) -> bool {
    let before = words.get(..q.start).unwrap_or("");
    let after = words.get(q.end..).unwrap_or("");
    let led = [
        "超过", "连续", "满", "累计", "逾期", "提前", "滞后", "达到", "高于", "低于", "不足", "每", "超", "第", "前",
        "近", "上述", "这", "该", "以上", "同一", "上一", "下一", "另一", "任一", "任何", "某",
    ]
    .iter()
    .any(|w| before.ends_with(w));
    let led = led
        && ![
            "不超过",
            "不低于",
            "不高于",
            "不得超过",
            "不得低于",
            "提高到",
            "力争达到",
            "要达到",
            "不少于",
            "须达到",
            "必须达到",
        ]
        .iter()
        .any(|w| before.ends_with(w))
        && !(before.ends_with("达到") && q.is_percent());
    let tailed = !q.is_percent() && ["以上", "以下", "以内", "及以上", "之内"].iter().any(|w| after.starts_with(w));
    led || tailed
}

/// Whether a clause only names a condition: 连续两次排名末位的…, 单项超过20万元的….
fn is_condition(words: &str) -> bool {
    words.ends_with('的') || words.starts_with("如") || words.starts_with("对连续") || words.starts_with("凡")
}

/// Words that tell that an act is over.
static PAST_FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::new(["已", "了", "先后", "曾", "此前", "累计", "共计", "共有", "合计", "目前", "现有", "截至", "其中"])
        .ok()
});

/// Words that tell that it is still to come.
const FUTURE: &[&str] = &["力争", "底前", "日前", "月前", "年内", "下一步", "下步", "今后", "预计"];

/// 计划6月完成, 拟新建: a plan, not 实施计划.
fn plans(words: &str) -> bool {
    ["计划", "拟"].iter().any(|w| {
        words.starts_with(w)
            || words.find(w).and_then(|at| words.get(at + w.len()..)).is_some_and(|after| {
                after.starts_with(|c: char| numbering::digit(c).is_some() || "于在今明年本下新".contains(c))
            })
    })
}

/// The clause without a date at its start: 2026年10月底前修订制度6项.
fn without_date(text: &str, clause: Range<usize>) -> Range<usize> {
    match dates::find(text, clause.clone(), None).first() {
        Some(date) if date.range.start == clause.start && date.range.end < clause.end => {
            scan::trim_space(text, date.range.end..clause.end)
        }
        _ => clause,
    }
}

/// A one-off with a count of what will be delivered.
fn one_off(words: &str, done: bool) -> Option<Quantity> {
    let found = quantities(words);
    if found.is_empty() {
        return None;
    }
    let to_come = FUTURE.iter().any(|w| {
        words.find(w).is_some_and(|at| {
            *w != "年内" || !words.get(..at).is_some_and(|b| b.ends_with(['一', '两', '三', '五', '十']))
        })
    }) || plans(words);
    if is_condition(words)
        || words.starts_with('因')
        || words.ends_with("问题")
        || (done && !to_come && !found.iter().any(|q| q.is_percent() && bounded(words)))
    {
        return None;
    }
    if PAST_FINDER.as_ref().is_some_and(|past| past.is_match(words))
        && !words.contains("再")
        && !["将", "计划"].iter().any(|w| words.contains(w))
    {
        return None;
    }
    let good = |q: &&Quantity| !conditional(words, q) && !quoted(words, q) && !describes(words, q);
    let event = |q: &&Quantity| EVENTS.contains(&q.unit.as_str());
    found.iter().filter(good).find(event).or_else(|| found.iter().find(good)).cloned()
}

/// Inside quotation marks: “一件事”, “三个一”.
fn quoted(words: &str, q: &Quantity) -> bool {
    let before = words.get(..q.start).unwrap_or("");
    before.matches(['“', '《', '「', '‘']).count() > before.matches(['”', '》', '」', '’']).count()
}

/// The quantity describes something rather than counting what will be delivered.
fn describes(words: &str, q: &Quantity) -> bool {
    let after = words.get(q.end..).unwrap_or("");
    let before = words.get(..q.start).unwrap_or("");
    if matches!(q.unit.as_str(), "分" | "层" | "小时" | "口" | "道" | "段" | "类" | "种") && q.spelled {
        return true;
    }
    if q.unit == "分" || q.unit == "小时" {
        return true;
    }
    // 一个, 一名, 一套 are articles; 一次, 一轮, 一场 count.
    if q.spelled && q.value < 2.0 && !EVENTS.contains(&q.unit.as_str()) {
        return true;
    }
    // 开展一次…: an act; 慢性病患者一次排队办结 is none.
    let acts =
        ["展", "织", "行", "开", "办", "排", "施", "做", "搞", "成", "查", "训", "了", "面", "集中", "来", "少", "再"];
    if q.spelled && q.value < 2.0 && !acts.iter().any(|w| before.ends_with(w)) {
        return true;
    }
    if q.spelled
        && q.value < 2.0
        && (before.is_empty()
            || before.ends_with("实现")
            || before.ends_with(['新', '进', '这', '有', '同'])
            || before.ends_with("每")
            || after.starts_with(['到', '就', '都', '办', '跑']))
    {
        return true;
    }
    // 三项前置要件, 两个方面: parts of a description, spelled.
    let abstract_noun = [
        "方面", "维度", "环节", "阶段", "层面", "步骤", "原则", "要件", "要求", "关口", "条件", "渠道", "口子", "维护",
        "意识", "责任", "前置", "关键", "重点", "季度", "层级", "标准", "必须", "不", "统一", "到位",
    ];
    if q.spelled
        && matches!(q.unit.as_str(), "个" | "项" | "条" | "级" | "部" | "面" | "组")
        && abstract_noun.iter().any(|w| after.starts_with(w))
    {
        return true;
    }
    if q.spelled && !EVENTS.contains(&q.unit.as_str()) && (words.contains("以上") || !delivers(before)) {
        return true;
    }
    if q.is_percent() {
        // A share is promised where it is aimed at.
        return !(bounded(words)
            || ["达", "到", "为", "率", "完成", "覆盖", "至", "实现", "确保", "压降", "下降", "减少", "提高", "降低"]
                .iter()
                .any(|w| before.contains(w)));
    }
    false
}

/// Whether the words before a spelled count (两个, 三家) tell that so many will be delivered.
fn delivers(before: &str) -> bool {
    const VERBS: &[&str] = &[
        "建",
        "设",
        "立",
        "增",
        "聘",
        "进",
        "培养",
        "培育",
        "打造",
        "完成",
        "办",
        "制",
        "编",
        "印",
        "购",
        "配",
        "派",
        "选",
        "补",
        "换",
        "开",
        "签",
        "出台",
        "装",
        "推出",
        "录",
        "增加",
        "不少于",
        "至少",
        "不超过",
    ];
    VERBS.iter().any(|v| before.ends_with(v))
        || (before.ends_with(['了', '好', '成', '出', '到', '满', '齐', '添', '近', '的']) && !before.ends_with('的'))
}

/// English promises: a sentence or a clause with a rhythm, or with a count of what will be delivered.
fn english(text: &str, range: Range<usize>, done: bool) -> Vec<Promise> {
    let mut out = Vec::new();
    for sentence in scan::sentences(text, range) {
        for clause in english_clauses(text, sentence) {
            let Some(words) = text.get(clause.clone()) else { continue };
            let lower = words.to_ascii_lowercase();
            let tokens: Vec<&str> = lower
                .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '%' || c == '.' || c == ','))
                .map(|t| t.trim_matches(['.', ',']))
                .filter(|t| !t.is_empty())
                .collect();
            let clause = english_act(text, clause.clone());
            if let Some((rule, times, skip)) = english_rhythm(&tokens) {
                let (quantity, unit) = english_count(&tokens, &skip).map_or((None, None), |(n, u)| (Some(n), Some(u)));
                let (quantity, unit) = match (times, quantity) {
                    (Some(times), _) => (Some(times), unit.or(Some("times".into()))),
                    (None, q) => (q, unit),
                };
                let article = quantity.is_none().then(|| english_article(&tokens)).flatten();
                let quantity = quantity.or(article.as_ref().map(|_| 1.0));
                out.push(Promise { range: clause, recurrence: Some(rule), quantity, unit: unit.or(article) });
            } else if !done
                && let Some((n, unit)) = english_count(&tokens, &[])
                && !english_condition(&lower)
            {
                out.push(Promise { range: clause, recurrence: None, quantity: Some(n), unit: Some(unit) });
            }
        }
    }
    out
}

/// Clauses at commas, semicolons and a co-ordinating `and` that opens a new act.
fn english_clauses(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for part in scan::clauses(text, sentence) {
        let words = text.get(part.clone()).unwrap_or("");
        let mut start = part.start;
        for (at, _) in words.match_indices(" and ") {
            let after = words.get(at + 5..).unwrap_or("");
            let opens_act = after.split(' ').take(7).any(|w| matches!(w, "will" | "be" | "shall"))
                || after.starts_with("will ")
                || starts_with_verb(after);
            let before = text.get(start..part.start + at).unwrap_or("");
            if opens_act && before.split(' ').count() > 3 {
                out.push(start..part.start + at);
                start = part.start + at + 5;
            }
        }
        out.push(start..part.end);
    }
    out.into_iter().map(|r| scan::trim(text, r, &['.', ';', ','])).filter(|r| !r.is_empty()).collect()
}

/// The act without its subject: `The team will send …`; passives keep theirs.
fn english_act(text: &str, clause: Range<usize>) -> Range<usize> {
    let words = text.get(clause.clone()).unwrap_or("");
    let words = words.strip_prefix("and ").unwrap_or(words);
    let start = clause.end - words.len();
    match words.find(" will ") {
        Some(at) if !words.get(at + 6..).is_some_and(|t| t.starts_with("be ")) => start + at + 6..clause.end,
        _ => start..clause.end,
    }
}

fn starts_with_verb(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or("");
    matches!(
        first,
        "give"
            | "carry"
            | "report"
            | "review"
            | "check"
            | "hold"
            | "send"
            | "train"
            | "run"
            | "issue"
            | "publish"
            | "test"
            | "inspect"
            | "audit"
            | "install"
            | "replace"
            | "repeat"
            | "record"
            | "log"
            | "return"
            | "escalate"
            | "confirm"
            | "update"
            | "submit"
            | "circulate"
            | "present"
            | "verify"
            | "complete"
            | "close"
    )
}

/// Rule, how often in each period where said (`twice a year`), and the tokens that it takes.
fn english_rhythm(tokens: &[&str]) -> Option<(String, Option<f64>, Vec<usize>)> {
    let freq = |word: &str| -> Option<(&'static str, u32)> {
        Some(match word {
            "day" | "days" | "night" | "morning" | "evening" => ("DAILY", 1),
            "week" | "weeks" => ("WEEKLY", 1),
            "fortnight" => ("WEEKLY", 2),
            "month" | "months" => ("MONTHLY", 1),
            "quarter" | "quarters" => ("MONTHLY", 3),
            "year" | "years" | "annum" => ("YEARLY", 1),
            "term" | "semester" | "half-year" => ("MONTHLY", 6),
            _ => return None,
        })
    };
    let day = |word: &str| -> Option<&'static str> {
        Some(match word.trim_end_matches('s') {
            "monday" => "MO",
            "tuesday" => "TU",
            "wednesday" | "wedne" => "WE",
            "thursday" => "TH",
            "friday" => "FR",
            "saturday" => "SA",
            "sunday" => "SU",
            _ => return None,
        })
    };
    for (at, word) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).copied().unwrap_or("");
        let after = tokens.get(at + 2).copied().unwrap_or("");
        let adverb = match *word {
            "daily" => Some(("DAILY", 1)),
            "weekly" => Some(("WEEKLY", 1)),
            "fortnightly" | "bi-weekly" | "biweekly" => Some(("WEEKLY", 2)),
            "monthly" => Some(("MONTHLY", 1)),
            "bi-monthly" => Some(("MONTHLY", 2)),
            "quarterly" => Some(("MONTHLY", 3)),
            "half-yearly" | "biannually" | "semi-annually" | "semi-annual" | "six-monthly" | "biannual"
            | "bi-annually" => Some(("MONTHLY", 6)),
            "annually" | "yearly" | "annual" => Some(("YEARLY", 1)),
            _ => None,
        };
        if let Some((f, n)) = adverb {
            return Some((rule(f, n, ""), None, vec![at]));
        }
        if matches!(*word, "every" | "each") {
            if let Some(name) = day(next) {
                return Some((rule("WEEKLY", 1, name), None, vec![at, at + 1]));
            }
            if next == "other"
                && let Some((f, n)) = freq(after)
            {
                return Some((rule(f, n * 2, ""), None, vec![at, at + 1, at + 2]));
            }
            if let Some((f, n)) = freq(next) {
                return Some((rule(f, n, ""), None, vec![at, at + 1]));
            }
            let interval = next.parse::<u32>().ok().or_else(|| english_number(next));
            if let (Some(interval), Some((f, n))) = (interval, freq(after)) {
                return Some((rule(f, n * interval.max(1), ""), None, vec![at, at + 1, at + 2]));
            }
        }
        let times = match *word {
            "once" => Some(1.0),
            "twice" => Some(2.0),
            _ => (next == "times").then(|| word.parse().ok().or_else(|| english_number(word).map(f64::from))).flatten(),
        };
        if let Some(times) = times {
            let shift = usize::from(next == "times");
            let article = tokens.get(at + 1 + shift).copied().unwrap_or("");
            let period = tokens.get(at + 2 + shift).copied().unwrap_or("");
            if matches!(article, "a" | "per" | "each" | "every")
                && let Some((f, n)) = freq(period)
            {
                return Some((rule(f, n, ""), Some(times), (at..at + 3 + shift).collect()));
            }
        }
        if matches!(*word, "per" | "a")
            && let Some((f, n)) = freq(next)
            && (*word == "per"
                || tokens.get(at.wrapping_sub(1)).is_some_and(|w| w.ends_with('s') || w.parse::<u32>().is_ok()))
        {
            return Some((rule(f, n, ""), None, vec![at, at + 1]));
        }
    }
    None
}

/// The first count of things, and what they are.
fn english_count(tokens: &[&str], skip: &[usize]) -> Option<(f64, String)> {
    for (at, word) in tokens.iter().enumerate() {
        if skip.contains(&at) {
            continue;
        }
        let percent = word.strip_suffix('%').and_then(|w| w.parse::<f64>().ok());
        if let Some(value) = percent {
            return Some((value, "%".into()));
        }
        let value = word.replace(',', "").parse::<f64>().ok().or_else(|| english_number(word).map(f64::from));
        let Some(value) = value.filter(|v| *v > 0.0) else { continue };
        let previous = tokens.get(at.wrapping_sub(1)).copied().unwrap_or("");
        let next = tokens.get(at + 1).copied().unwrap_or("");
        let year = (1990.0..=2100.0).contains(&value) && value.fract() == 0.0 && word.len() == 4;
        let time = matches!(
            next,
            "day"
                | "days"
                | "week"
                | "weeks"
                | "month"
                | "months"
                | "year"
                | "years"
                | "hour"
                | "hours"
                | "minutes"
                | "working"
                | "business"
                | "calendar"
                | "january"
                | "february"
                | "march"
                | "april"
                | "may"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
                | "degrees"
                | "o'clock"
                | "of"
                | "and"
                | "or"
        );
        let led = matches!(
            previous,
            "phase"
                | "step"
                | "section"
                | "finding"
                | "room"
                | "unit"
                | "level"
                | "within"
                | "over"
                | "above"
                | "than"
                | "exceeding"
                | "under"
                | "below"
                | "bay"
                | "line"
                | "no"
                | "number"
                | "clause"
                | "iso"
                | "nc"
                | "stage"
                | "q"
                | "building"
                | "page"
                | "version"
                | "appendix"
                | "store"
                | "of"
                | "which"
                | "every"
                | "january"
                | "february"
                | "march"
                | "april"
                | "may"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
        );
        let article = value < 2.0
            && english_number(word).is_some()
            && matches!(
                next,
                "of" | "or"
                    | "and"
                    | "central"
                    | "single"
                    | "by"
                    | "named"
                    | "person"
                    | "place"
                    | "location"
                    | "system"
                    | "owner"
            );
        if year
            || time
            || (led && !matches!(previous, "than"))
            || article
            || (previous == "than"
                && !tokens.get(at.wrapping_sub(2)).is_some_and(|w| matches!(*w, "less" | "fewer" | "more")))
        {
            continue;
        }
        let unit: Vec<&str> = tokens
            .get(at + 1..)
            .unwrap_or(&[])
            .iter()
            .copied()
            .take_while(|w| {
                !matches!(
                    *w,
                    "will"
                        | "for"
                        | "in"
                        | "to"
                        | "of"
                        | "at"
                        | "by"
                        | "with"
                        | "on"
                        | "from"
                        | "and"
                        | "that"
                        | "each"
                        | "every"
                        | "per"
                        | "a"
                        | "are"
                        | "is"
                        | "be"
                        | "who"
                        | "which"
                        | "before"
                        | "until"
                )
            })
            .take(3)
            .collect();
        if unit.is_empty() {
            continue;
        }
        return Some((value, unit.join(" ")));
    }
    None
}

/// `an alarm test each week`: one.
fn english_article(tokens: &[&str]) -> Option<String> {
    const ACTS: &[&str] = &[
        "test",
        "report",
        "meeting",
        "review",
        "drill",
        "inspection",
        "check",
        "audit",
        "count",
        "workshop",
        "session",
        "exercise",
        "survey",
        "summary",
        "walk",
        "sample",
        "training",
        "briefing",
        "verification",
        "stocktake",
        "refresher",
        "cleaning",
        "calibration",
        "reconciliation",
    ];
    for (at, word) in tokens.iter().enumerate() {
        if matches!(*word, "a" | "an" | "one") {
            let noun = tokens.get(at + 1..).unwrap_or(&[]).iter().take(4).find(|w| ACTS.contains(w));
            if let Some(noun) = noun {
                return Some((*noun).to_owned());
            }
        }
    }
    None
}

fn english_condition(lower: &str) -> bool {
    lower.starts_with("if ")
        || lower.starts_with("where ")
        || lower.starts_with("when ")
        || ["has been", "have been", "was ", "were ", " had "].iter().any(|w| lower.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str, done: bool) -> String {
        let parts: Vec<String> = find(text, 0..text.len(), done)
            .into_iter()
            .map(|p| {
                format!(
                    "「{}」 {} {} {}",
                    &text[p.range],
                    p.recurrence.unwrap_or("once".into()),
                    p.quantity.map_or("-".into(), |q| q.to_string()),
                    p.unit.unwrap_or_default()
                )
            })
            .collect();
        if parts.is_empty() { "-".into() } else { parts.join(" | ") }
    }

    #[test]
    fn promises() {
        let cases = [
            "每月至少到车间巡查2次，每季度公布1次结果。",
            "队长每周五主持召开1次例会，每天早晚各测温1次。",
            "每两个月举办1场实操课；每半年委托专业机构开展1次检测。",
            "年内新增停车位30个，建立“一件事”清单。",
            "安装智能表计40块，对12名新工逐人制定计划。",
            "连续两次排名末位的单位书面说明。",
            "对超过15天未办结的件逐一说明，提前60天报检。",
            "开展一次大清查，设立一个专柜，统一由一个口子登记。",
            "考勤结果按月公示，按年度计划推进，按日期归档。",
            "一年两次综合演练，逐月通报。",
            "合格率不低于95%，完成率达到100%。",
            "3号楼两部电梯由2号库房供件，24小时值班。",
            "已培训2期，每月通报1次。",
            "每周二、周四各开放1次，每周一次例会。",
            "每件投诉3日内回访，每名班长签字。",
            "Safety checks will be done every week, and four workshops will be run.",
            "We will train all ten managers and send one report to directors every month.",
            "Review meetings will be held twice a year with each supplier.",
            "Records must be kept within 5 working days.",
            "Phase two will introduce labels for 3 stores on a quarterly basis.",
        ];
        let out: Vec<String> = cases.iter().map(|c| format!("{c}\n  {}", seen(c, false))).collect();
        insta::assert_snapshot!(out.join("\n"));
        assert_eq!(seen("更换护罩6台，每月检查1次。", true), "「每月检查1次」 FREQ=MONTHLY 1 次");
    }
}
