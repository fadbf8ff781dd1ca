//! So many of something: 12个, 两次, 不低于95%.

use document::finder;
use document::finder::Finder;
use document::numbering;

use super::rhythm::Rhythm;

/// So many of something.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    pub(super) value: f64,
    pub(super) unit: String,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) spelled: bool,
}

impl Quantity {
    pub(super) fn is_percent(&self) -> bool {
        self.unit == "%"
    }
}

/// Units that count acts; preferred where a rhythm says how often.
pub(super) const EVENTS: &[&str] =
    &["次", "场", "期", "轮", "遍", "回", "课时", "学时", "节课", "节", "堂", "个小时", "个学时", "个课时", "班次"];

/// Units that count things and people.
pub(super) const THINGS: &[&str] = &[
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
pub(super) fn count(text: &str) -> Option<(f64, usize)> {
    if let Some(c) = text.chars().next()
        && numbering::digit(c).is_some()
    {
        let mut bytes = 0;
        let mut digits = String::new();
        for c in text.chars() {
            match numbering::digit(c) {
                Some(d) => digits.extend(char::from_digit(d, 10)),
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

static UNITS: Finder = finder!(EVENTS, THINGS);

/// Characters with which a quantity may begin.
static NUMERALS: Finder = finder!([
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９", "一",
    "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百",
]);

/// Every quantity in `words` that counts acts, things or a share.
pub(super) fn quantities(words: &str) -> Vec<Quantity> {
    let mut out = Vec::new();
    let mut at = 0;
    for (start, c) in NUMERALS.starts(words) {
        if start < at {
            continue;
        }
        at = start;
        let figure = numbering::digit(c).is_some();
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
        let unit = percent.map(|u| ("%", u.len())).or_else(|| {
            let index = UNITS.prefix(tail)?;
            let unit = EVENTS.get(index).or_else(|| THINGS.get(index.checked_sub(EVENTS.len())?))?;
            Some((*unit, unit.len()))
        });
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
pub(super) fn false_unit(unit: &str, next: &str, figure: bool) -> bool {
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
pub(super) fn quantity_of_recurrence(words: &str, rhythm: &Rhythm) -> Option<Quantity> {
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
pub(super) fn bounded(words: &str) -> bool {
    BOUNDS.is_match(words)
}

pub(super) static BOUNDS: Finder = finder!([
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
]);

/// The quantity stands in a condition, a duration or a description, not in a promise.
pub(super) fn conditional(words: &str, q: &Quantity) -> bool {
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
