//! Lines that belong to pages and sites, and lines that look like them, in whole papers.

// A helper of a test may fail it as the test itself may.
#![allow(clippy::unwrap_used)]

use document::{Document, Role, read};
use proptest::prelude::*;

/// The lines of a paper that were set apart, each with its kind.
fn furniture(source: &str) -> String {
    let document = read(source.as_bytes(), "paper.txt").unwrap();
    let line = |p: &document::Paragraph| match p.role {
        Role::Furniture(kind) => Some(format!("{kind:?}: {}", p.text)),
        _ => None,
    };
    document.paragraphs.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

/// The lines of a paper that were kept.
fn kept(source: &str) -> Vec<String> {
    let document = read(source.as_bytes(), "paper.txt").unwrap();
    let own = |p: &&document::Paragraph| !matches!(p.role, Role::Furniture(_));
    document.paragraphs.iter().filter(own).map(|p| p.text.clone()).collect()
}

/// `noise` scattered over a paper: two lines at its head, the others one by one behind its items.
fn scattered(noise: &[&str]) -> String {
    const ITEMS: [&str; 8] = [
        "一、检查发现的主要问题",
        "（一）值班管理方面。值班记录漏填9天，交接双方没有签字。",
        "（二）设备管理方面。3号水泵振动超标，大修计划没有落实。",
        "1.抽查的20份巡检表中有6份字迹相同。",
        "二、整改措施",
        "（一）值班记录每日由班长复核签字，月底交综合科存档。",
        "责任单位：综合科　责任人：综合科科长",
        "（二）6月底前完成3号水泵大修并组织验收。",
    ];
    let mut out = String::new();
    let head = noise.len().min(2);
    let mut lines: Vec<&str> = noise[..head].to_vec();
    lines.push("河湾镇供水所检查问题整改方案");
    let mut left = noise[head..].iter();
    for item in ITEMS.iter().cycle().take(ITEMS.len().max(noise.len())) {
        lines.push(item);
        lines.extend(left.next());
    }
    for line in lines {
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[test]
fn page_numbers_and_running_titles() {
    let found = furniture(&scattered(&[
        "河湾镇供水所　　　　　　　　　　　　　　· 1 ·",
        "供水所整改方案　第2页",
        "当前第3页 / 共9页",
        "——第4页——",
        "—— 5 ——",
        "Page 6 of 9　第6页 共9页",
        "供水所整改方案 第7页 共9页",
        "河湾镇供水所　　　　— 8 —",
        "第 9 页（共 9 页）",
        "页码：10/12",
        "* 11 *",
        "【第12页】",
    ]));
    insta::assert_snapshot!(found);
}

#[test]
fn page_numbers_of_english_papers() {
    let found = furniture(
        "\
RIVER FERRY COMPANY - RESTRICTED
Audit of Gangway Checks: Report and Action Plan
Contents
Scope ............ 1
Findings ............ 2
CONFIDENTIAL                                   1
1. Scope
The review covered two gangways.
River Ferry Company - RF-AP-07 - Page 1 of 4
RIVER FERRY COMPANY - RESTRICTED
2. Findings
Finding 1: Checks were not signed
Page 2 | River Ferry Company
Action: The duty officer prints a name on every sheet.
Action owner: Harbour Master
CONFIDENTIAL                                   2
Printed copies of this report are not controlled - page 3
Target date: 30 June 2026
River Ferry Company | Page 4
Page 4 of 4 - River Ferry Company
Gangway checks                                 5
Finding 2: Logs were incomplete
Action: Logs are read each week.
Action owner: Duty Officer
Target date: 31 July 2026
Gangway checks                                 6
End of report",
    );
    insta::assert_snapshot!(found);
}

#[test]
fn lines_of_sites() {
    let found = furniture(&scattered(&[
        "首页 ＞ 资料中心 ＞ 自查报告 ＞ 正文",
        "作者：某某　　更新：3天前　　收藏（12）　　字号：大／中／小",
        "【字体：大 中 小】　【收藏】　【纠错】　来源：综合科",
        "日期：2026-02-03　信息来源：综合科　阅读量：98　【收藏】【打印本页】",
        "河湾镇供水所　网站首页　|　单位概况　|　联系我们",
        "相关推荐：供水所年度总结（通用3篇）",
        "猜你喜欢：班组长述职（精选8篇）　　查看更多>>",
        "推荐阅读：安全员自查（四篇）",
        "—— 本栏内容每季更新，过期作废 ——",
        "—— 本期责任编辑 综合科 ——",
        "上一篇：值班安排　　下一篇：没有了",
        "网站首页 » 通知公告 » 正文",
        "打印本页 | 关闭窗口 | 返回顶部",
        "发布时间：2026-02-03　　来源：综合科　　浏览次数：31",
        "登录 | 注册 | 帮助中心 | 收藏本站",
    ]));
    insta::assert_snapshot!(found);
}

#[test]
fn advertising_anywhere() {
    let found = furniture(&scattered(&[
        "（内部工作文件　请勿扩散）",
        "“溪石文库”会员下载　严禁二次传播",
        "扫码入群，海量模板免费领",
        "本站部分内容由用户上传，如涉侵权请联系客服处理",
        "声明：本站部分内容来自网友，若有侵权请与管理员联系。",
        "本文档由“溪石文库”提供下载",
        "资源整理不易，支持原创请认准溪石文库",
        "获取更多资料请搜索“溪石文库”",
        "溪石文库　　让材料好写一点",
        "关注即可领取写作大礼包",
        "更多范文请登录溪石文库",
        "免费获取本文完整版请添加微信",
        "本站资料均为会员整理，盗版必究",
        "扫码咨询　免费领取海量素材",
        "溪石文库提示：下载全文请先登录",
    ]));
    insta::assert_snapshot!(found);
}

#[test]
fn lines_that_repeat() {
    let found = furniture(
        "\
河湾镇供水所检查问题整改方案
溪石小札会员专供
一、检查发现的主要问题
（一）值班记录漏填9天。
（二）钥匙管理松散。
存在的不足之处
溪石小札会员专供
—— 内部讨论 ——
河湾镇供水所检查问题整改方案
二、整改措施
（一）值班记录每日复核。
存在的不足之处
（二）钥匙专人保管。
（三）每月通报一次。
—— 内部讨论 ——
河湾镇供水所检查问题整改方案
三、工作要求
各班组按时报送。
附件1
河湾镇供水所检查问题整改方案
溪石小札会员专供",
    );
    insta::assert_snapshot!(found);
}

#[test]
fn notices_behind_a_wrapped_item_are_not_glued_to_it() {
    let text = "\
河湾镇供水所检查问题整改方案
一、检查发现的主要问题
（一）值班管理方面。值班记录漏填9天，交接双方没有签字，带班
领导没有按规定到岗，抽查的20份巡检表中有6份字迹完全相同。
扫码入群，海量模板免费领
（二）设备管理方面。3号水泵振动超标，大修计划两年没有落实，备
用水泵长期不试车，需要时不能启动，影响高峰时段的正常供水了。
供水所整改方案　第1页
（三）药剂管理方面。出入库登记与实物不符，账面多出1.2吨，盘点
时间与记录相差8天，保管人员没有签字，也没有人复核这些差错。";
    assert_eq!(furniture(text), "Advertising: 扫码入群，海量模板免费领\nPageNumber: 供水所整改方案　第1页");
    assert_eq!(kept(text).len(), 5);
}

/// Lines that look like furniture and are the paper's own.
const OWN: [&str; 66] = [
    "一、值班管理方面",
    "【公共服务】",
    "【存在问题】",
    "◆ 仓储管理",
    "〖隐患1〗东侧库房消防通道堆放杂物",
    "存在的主要问题",
    "网站和公众号运营方面",
    "会员服务方面",
    "图书馆会员登记制度不落实",
    "会员资料登记不规范",
    "会员卡停用后没有及时清退，会员群无人管理",
    "扫码签到流于形式，个别班组代为扫码",
    "推行扫码巡检，每日上传巡检记录",
    "扫码关注公众号代替学习的现象仍然存在",
    "微信公众号长期不更新，群众留言没有人回复",
    "门户网站首页栏目更新不及时",
    "网站首页链接失效，办事指南下载不了",
    "网站“猜你喜欢”栏目存在错链",
    "下载的学习资料没有组织讨论",
    "学习资料从网上下载，范文套用现象突出",
    "整改报告照搬网上范文，存在抄袭",
    "版权登记制度未落实，图片使用存在侵权风险",
    "打印室管理松散，涉密文件打印未登记",
    "内部资料管理不严，个别文件未登记",
    "登录口令长期不更换，离职人员账号没有注销",
    "公示期间，如有意见请向综合科反映，联系电话：0000-1234567",
    "公示时间：2026年2月3日至2月9日　　联系人：综合科",
    "欢迎扫码填写问卷，每户一份，月底前由网格员收齐",
    "来源：群众来信",
    "问题来源：2025年专项督查　　责任单位：综合科",
    "数据来源：统计年鉴　　填报日期：2026年2月3日",
    "主办单位：综合科　　承办单位：工会",
    "责任领导：副所长　责任单位：综合科　责任人：综合科科长",
    "责任领导：副所长（分管设备）　　责任科室：设备科　　整改时限：2026年6月底前",
    "第一责任人：所长",
    "完成时限：2026年6月底前",
    "完成时限：立行立改",
    "整改期限：长期坚持　整改状态：整改中",
    "牵头领导：所长；牵头科室：综合科；完成时限：2026年三季度末",
    "填表人：某某　　审核人：某某",
    "编制单位：设备科　　编制日期：2026年4月10日",
    "检查时间：2026年3月2日　　检查地点：泵房",
    "联系人：某某　联系电话：0000-1234567",
    "抄送：镇安全生产办公室。　　　　　　　2026年3月6日印发",
    "河供水〔2026〕7号　　　　　　　　签发人：某某",
    "附件：1.问题整改清单",
    "附件2",
    "（征求意见稿）",
    "（2026年3月30日）",
    "——在所务会上的发言",
    "灭火器　　　　12",
    "水泵　　　　　3",
    "完成率　　　　1/3",
    "压力 > 0.5MPa 的管段共4处",
    "申请 → 审核 → 发放流程不清",
    "详见检查记录 第2页",
    "台账缺 第3页",
    "共3人",
    "2026",
    "Stores access",
    "See the pump log - page 3",
    "The signature is missing on page 2 of 3",
    "Owner: Duty Officer",
    "Report no. 26/07 - issued 2 April 2026 - CONFIDENTIAL",
    "河湾镇供水所",
    "2026年3月6日",
];

#[test]
fn what_looks_like_furniture_is_kept() {
    assert_eq!(furniture(&scattered(&OWN)), "");
    let reversed: Vec<&str> = OWN.iter().rev().copied().collect();
    assert_eq!(furniture(&scattered(&reversed)), "");
    // In a short paper every line stands near its head and its foot.
    for few in OWN.chunks(4) {
        assert_eq!(furniture(&scattered(few)), "");
    }
}

/// A paper of its own in blocks whose labels and owners repeat, between page numbers.
#[test]
fn labels_that_repeat_are_kept() {
    let mut text = String::from("河湾镇供水所问题整改清单\n");
    for page in 1..=4 {
        for item in ["值班记录漏填。", "钥匙管理松散。"] {
            text.push_str(&format!(
                "存在问题\n{item}\n整改措施\n每周复核一次。\n【责任部门】综合科\n责任单位：综合科\n"
            ));
        }
        text.push_str(&format!("— {page} —\n"));
    }
    text.push_str("河湾镇供水所\n2026年3月6日\n");
    assert_eq!(furniture(&text), "PageNumber: — 1 —\nPageNumber: — 2 —\nPageNumber: — 3 —\nPageNumber: — 4 —");
}

fn texts(document: &Document) -> Vec<&str> {
    document.paragraphs.iter().map(|p| p.text.as_str()).collect()
}

proptest! {
    /// Setting lines apart never drops or changes one.
    #[test]
    fn no_line_is_lost(picks in prop::collection::vec(0..OWN.len() + 6, 1..40)) {
        const NOISE: [&str; 6] =
            ["— 1 —", "OFFICIAL", "扫码入群，海量模板免费领", "CONFIDENTIAL      2", "首页 > 正文", "目录……1"];
        let lines: Vec<&str> = picks.iter().map(|i| OWN.get(*i).or_else(|| NOISE.get(i - OWN.len())).unwrap()).copied().collect();
        let document = read(lines.join("\n").as_bytes(), "paper.txt").unwrap();
        // Lines may be joined, and page numbers inside a sentence stand behind it: no character is lost.
        let bare = |texts: Vec<&str>| {
            let mut chars: Vec<char> = texts.concat().chars().filter(|c| !c.is_whitespace()).collect();
            chars.sort_unstable();
            chars
        };
        prop_assert_eq!(bare(texts(&document)), bare(lines));
    }

    /// A page number is one behind any organisation's name and in front of it.
    #[test]
    fn page_numbers_behind_any_name(name in "[镇湾河所站厂局]{3,12}", page in 1..999_u32) {
        for line in [format!("{name}　　　— {page} —"), format!("{name}　第{page}页"), format!("第{page}页 | {name}")] {
            let text = scattered(&["", "", &line]);
            prop_assert_eq!(furniture(&text), format!("PageNumber: {line}"));
        }
    }
}
