//! Lines told by their wording. The wordings are data: `cues.txt`.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::{Furniture, numbering};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Ad,
    Nav,
    Mark,
    Paper,
}

struct Cues {
    search: Option<AhoCorasick>,
    meaning: Vec<(Kind, i32)>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let cues: Vec<_> = include_str!("cues.txt").lines().filter_map(cue).collect();
    let search = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(cues.iter().map(|(_, _, wording)| wording))
        .ok();
    Cues { search, meaning: cues.iter().map(|(kind, weight, _)| (*kind, *weight)).collect() }
});

/// A line of the data file.
fn cue(line: &str) -> Option<(Kind, i32, &str)> {
    let (kind, rest) = line.split_once(' ')?;
    let (weight, wording) = rest.split_once(' ')?;
    let kind = match kind {
        "ad" => Kind::Ad,
        "nav" => Kind::Nav,
        "mark" => Kind::Mark,
        "paper" => Kind::Paper,
        _ => return None,
    };
    Some((kind, weight.parse().ok()?, wording))
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
}

fn weigh(text: &str) -> Weight {
    let mut weight = Weight::default();
    let Some(search) = &CUES.search else { return weight };
    let mut seen = Vec::new();
    for found in search.find_iter(text) {
        // A wording counts once, however often a line repeats it.
        if seen.contains(&found.pattern()) {
            continue;
        }
        seen.push(found.pattern());
        let Some(&(kind, points)) = CUES.meaning.get(found.pattern().as_usize()) else { continue };
        match kind {
            Kind::Ad => weight.ad += points,
            Kind::Nav => weight.nav += points,
            Kind::Mark => weight.mark += points,
            Kind::Paper => weight.paper += points,
        }
        let strong = kind != Kind::Paper && points >= 3;
        weight.strong += i32::from(strong);
        weight.labelled |=
            strong && found.start() == 0 && text.get(found.range()).is_some_and(|w| w.ends_with(['：', ':']));
    }
    weight
}

/// The kind of furniture that `text`, a whole line, is by its wording. `edge` tells that it stands at the
/// head or the foot of the paper.
pub(super) fn kind(text: &str, edge: bool) -> Option<Furniture> {
    if is_marking(text) {
        return Some(Furniture::Header);
    }
    // In the middle of a paper only short lines come into question.
    if (!edge && text.len() > 180) || numbering::parse(text).is_some_and(|l| l.certain && !text.starts_with('【')) {
        return None;
    }
    let weight = weigh(text);
    let total = weight.ad + weight.nav + weight.mark;
    if total < 3 {
        return None;
    }
    // A sentence with others behind it is running text, and so is one that ends as sentences do.
    let sentences = i32::try_from(text.matches('。').count()).unwrap_or(i32::MAX);
    let prose = sentences.saturating_mul(2).saturating_add(i32::from(text.contains('；')) * 2);
    let against = prose.saturating_add(if weight.labelled { 0 } else { weight.paper });
    let enough = if edge { 3 } else { 5 };
    let lone = weight.strong == 0 && (against > 0 || !edge);
    // Wordings of the paper outweigh a lone cue: “会员资料登记不规范” is a finding.
    if lone || total.saturating_sub(against) < enough - i32::from(weight.strong > 1) {
        return None;
    }
    Some(if weight.nav > weight.ad.max(weight.mark) {
        Furniture::Navigation
    } else if weight.mark > weight.ad {
        Furniture::Header
    } else {
        Furniture::Advertising
    })
}

/// English marks of handling, which stand at the top of pages.
pub(super) fn is_marking(text: &str) -> bool {
    const MARKS: [&str; 6] = ["OFFICIAL", "CONFIDENTIAL", "RESTRICTED", "INTERNAL USE ONLY", "DRAFT", "IN CONFIDENCE"];
    text.len() <= 40
        && !text.bytes().any(|b| b.is_ascii_lowercase())
        && MARKS
            .iter()
            .any(|m| text.strip_prefix(m).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_read() {
        let lines = include_str!("cues.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
        for line in lines {
            assert!(cue(line).is_some(), "{line}");
        }
        assert!(CUES.search.is_some());
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
