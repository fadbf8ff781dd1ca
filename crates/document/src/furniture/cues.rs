//! Lines told by their wording. The wordings are data: `cues.txt`.

use super::fields;
use crate::finder::Finder;
use crate::lexicon::Words;
use crate::{Furniture, finder, numbering};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Ad,
    Nav,
    Mark,
    Paper,
}

/// Longest line in the middle of a paper that can be furniture by its wording, in bytes.
pub(super) const LONGEST_INSIDE: usize = 180;

const DATA: Words = Words::of(include_str!("cues.txt"));
const COUNT: usize = DATA.count(None);
static CUES: Finder = finder!(fold DATA.listed::<COUNT>(None));
/// What each wording means and weighs.
static MEANING: [(Kind, i32); COUNT] = {
    let mut meaning = [(Kind::Paper, 0); COUNT];
    let (mut data, mut at) = (DATA, 0);
    while let Some(cue) = data.take() {
        meaning[at] = match cue.list.as_bytes() {
            [b'a', b'd', b' ', weight] => (Kind::Ad, digit(*weight)),
            [b'n', b'a', b'v', b' ', weight] => (Kind::Nav, digit(*weight)),
            [b'm', b'a', b'r', b'k', b' ', weight] => (Kind::Mark, digit(*weight)),
            [b'p', b'a', b'p', b'e', b'r', b' ', weight] => (Kind::Paper, digit(*weight)),
            _ => panic!("no kind of wording"),
        };
        at += 1;
    }
    meaning
};

const fn digit(byte: u8) -> i32 {
    assert!(byte.is_ascii_digit(), "no weight");
    (byte - b'0') as i32
}

/// What the wordings of a line weigh.
#[derive(Debug, Default, PartialEq, Eq)]
struct Weight {
    ad: i32,
    nav: i32,
    mark: i32,
    paper: i32,
    /// The number of wordings that are enough by themselves.
    strong: i32,
    /// Whether it begins with a label of navigation, behind which titles of other papers stand.
    labelled: bool,
    /// Where the wordings stand, those of the paper included, in the line.
    places: Vec<(usize, Kind)>,
}

impl Weight {
    fn of(text: &str) -> Self {
        let mut weight = Self::default();
        let mut seen = Vec::new();
        for found in CUES.longest(text) {
            let Some(&(kind, points)) = MEANING.get(found.word) else { continue };
            weight.places.push((found.start, kind));
            // A wording counts once, however often a line repeats it.
            if seen.contains(&found.word) {
                continue;
            }
            seen.push(found.word);
            match kind {
                Kind::Ad => weight.ad += points,
                Kind::Nav => weight.nav += points,
                Kind::Mark => weight.mark += points,
                Kind::Paper => weight.paper += points,
            }
            let strong = kind != Kind::Paper && points >= 3;
            weight.strong += i32::from(strong);
            weight.labelled |= strong
                && found.start == 0
                && text.get(found.start..found.end).is_some_and(|w| w.ends_with(['：', ':']));
        }
        weight
    }

    const fn total(&self) -> i32 {
        self.ad + self.nav + self.mark
    }

    /// The kind that weighs most.
    fn kind(&self) -> Furniture {
        if self.nav > self.ad.max(self.mark) {
            Furniture::Navigation
        } else if self.mark > self.ad {
            Furniture::Header
        } else {
            Furniture::Advertising
        }
    }

    /// Whether `text` is a row of fields as sites set them: most bear a wording of theirs, and what the
    /// others hold does not speak for the paper.
    fn fills_fields(&self, text: &str) -> bool {
        if self.total() < 4 {
            return false;
        }
        let fields = fields::split(text);
        let in_field = |range: &std::ops::Range<usize>, of_paper: bool| {
            self.places.iter().any(|(at, kind)| range.contains(at) && (*kind == Kind::Paper) == of_paper)
        };
        let (of_site, others): (Vec<_>, Vec<_>) = fields.into_iter().partition(|field| in_field(field, false));
        of_site.len() > 1 && of_site.len() >= others.len() && !others.iter().any(|field| in_field(field, true))
    }
}

/// Marks of the end of a sentence with another behind it, weighed against furniture.
fn prose(text: &str) -> i32 {
    let sentences = i32::try_from(text.matches('。').count()).unwrap_or(i32::MAX);
    sentences.saturating_mul(2).saturating_add(i32::from(text.contains('；')) * 2)
}

/// The kind of furniture that `text`, a whole line, is by its wording. `edge` tells that it stands at the
/// head or the foot of the paper.
pub(super) fn kind(text: &str, edge: bool) -> Option<Furniture> {
    if is_marking(text) {
        return Some(Furniture::Header);
    }
    // In the middle of a paper only short lines come into question.
    if (!edge && text.len() > LONGEST_INSIDE) || is_item(text) {
        return None;
    }
    if fields::is_breadcrumb(text) {
        return Some(Furniture::Navigation);
    }
    let weight = Weight::of(text);
    let total = weight.total();
    let prose = prose(text);
    if fields::is_between_dashes(text) && prose == 0 && (total > 0 || text.contains('，')) {
        return Some(if total > 0 { weight.kind() } else { Furniture::Header });
    }
    if total < 3 {
        return None;
    }
    if prose == 0 && weight.fills_fields(text) {
        return Some(weight.kind());
    }
    // A sentence with others behind it is running text, and so is one that ends as sentences do.
    let against = prose.saturating_add(if weight.labelled { 0 } else { weight.paper });
    let enough = if edge || weight.labelled { 3 } else { 5 };
    // Light wordings count together in a row of fields, not in clauses.
    let lone = weight.strong == 0 && (against > 0 || !edge || text.contains('，'));
    // Wordings of the paper outweigh a lone cue: “会员资料登记不规范” is a finding.
    if lone || total.saturating_sub(against) < enough - i32::from(weight.strong > 1) {
        return None;
    }
    Some(weight.kind())
}

/// The kind of a line that stands there several times: less of its wording is enough then.
pub(super) fn kind_of_repeated(text: &str) -> Option<Furniture> {
    if text.len() > LONGEST_INSIDE || is_item(text) || prose(text) > 0 || text.contains('：') {
        return None;
    }
    let weight = Weight::of(text);
    // One light wording may be the subject of a heading: 公众号运营.
    if weight.paper == 0 && (weight.strong > 0 || weight.places.len() > 1) {
        return Some(weight.kind());
    }
    fields::is_between_dashes(text).then_some(Furniture::Header)
}

/// Whether wordings of the paper itself stand in `text`.
pub(super) fn speaks_for_the_paper(text: &str) -> bool {
    Weight::of(text).paper > 0
}

/// Whether `text` begins with the number of an item.
fn is_item(text: &str) -> bool {
    numbering::parse(text).is_some_and(|l| l.certain && !text.starts_with('【'))
}

/// English marks of handling, which stand at the top of pages, alone or beside the name of an organisation.
pub(super) fn is_marking(text: &str) -> bool {
    const MARKS: [&str; 9] = [
        "OFFICIAL-SENSITIVE",
        "OFFICIAL",
        "CONFIDENTIAL",
        "RESTRICTED",
        "INTERNAL USE ONLY",
        "FOR INTERNAL USE",
        "DRAFT",
        "IN CONFIDENCE",
        "NOT FOR DISTRIBUTION",
    ];
    if text.len() > 70 || text.bytes().any(|b| b.is_ascii_lowercase()) {
        return false;
    }
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let begins = |m: &&str| bare.strip_prefix(m).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()));
    let ends = |m: &&str| {
        let name = bare.strip_suffix(m).map(str::trim_end);
        // A date or an edition beside it makes it a line of the paper's own.
        name.is_some_and(|n| n.ends_with(['-', '–', '—', '|', '/', ':']) && !n.bytes().any(|b| b.is_ascii_digit()))
    };
    MARKS.iter().any(|m| (text.len() <= 40 && begins(m)) || ends(m))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_read() {
        let lines = include_str!("cues.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
        let told: Vec<&str> = lines.map(|line| line.split_once(": ").unwrap().1).collect();
        assert_eq!(DATA.listed::<COUNT>(None).as_slice(), told);
    }

    #[test]
    fn advertising_at_the_edge() {
        for text in [
            "仅供学习 请勿外传 用后删除",
            "【会员资料仅供内部交流，严禁外传】",
            "墨池文稿铺整理，完整版请咨询客服QQ123456",
            "扫码关注领取更多范文",
            "【免责声明】本文观点不代表本站，如有侵权请联系删除。",
            "登录即送100积分，VIP会员免费下载",
            "本文档由网友上传，版权归原作者所有",
            "【打击倒卖行为】",
        ] {
            assert_eq!(kind(text, true), Some(Furniture::Advertising), "{text}");
        }
    }

    #[test]
    fn navigation() {
        for text in [
            "当前位置：首页 > 信息公开 > 正文",
            "来源：办公室　阅读：1234 次　字号：大 中 小",
            "上一篇：关于开展检查的通知　下一篇：没有了",
            "扫一扫在手机打开当前页　分享到：",
            "主办单位：河湾镇人民政府　备案号：某ICP备00000000号",
            "【打印】【关闭】",
        ] {
            assert_eq!(kind(text, true), Some(Furniture::Navigation), "{text}");
        }
    }

    #[test]
    fn the_papers_own_sentences_are_kept() {
        for text in [
            "会员管理不规范，会员资料登记不全。",
            "图书馆会员服务大厅排队时间长",
            "在QQ工作群、微信公众号发布通知，代替入户走访。",
            "推行扫码巡检，每日上传巡检记录",
            "依托公众号每月更新便民信息",
            "网站“猜你喜欢”栏目长期不更新，存在错链。",
            "内部资料管理不严，个别文件未登记",
            "学习资料下载后未组织讨论",
            "责任单位：办公室",
            "来源：群众来信",
            "（二）扫码关注公众号代替学习",
            "数据来源：2025年统计年鉴",
        ] {
            assert_eq!(kind(text, true), None, "{text}");
            assert_eq!(kind(text, false), None, "{text}");
        }
    }

    #[test]
    fn markings() {
        assert!(is_marking("OFFICIAL - FINAL REPORT") && is_marking("CONFIDENTIAL"));
        assert!(!is_marking("OFFICIALLY OPENED") && !is_marking("Draft plan"));
    }
}
