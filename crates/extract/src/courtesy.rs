//! What opens and closes a paper without being part of it: courtesies, signatures, dates, distribution.

use crate::scan;

/// Courtesies, signatures, greetings at the end or start of a paper.
pub(crate) fn closes(text: &str) -> bool {
    let text = text.trim();
    let short = text.chars().take(61).count() <= 60;
    let courtesy = [
        "以上",
        "特此",
        "敬请",
        "请予审议",
        "请审议",
        "请批评",
        "请各位",
        "妥否",
        "不当之处",
        "抄送",
        "抄报",
        "主送",
        "联系人",
        "（联系",
        "（此件",
        "附件",
        "（盖章",
        "欢迎",
        "发：",
        "报：",
        "签发",
        "附：",
        "审核：",
    ];
    if short && courtesy.iter().any(|w| text.starts_with(w)) {
        return true;
    }
    if text.starts_with("欢迎广大")
        || text.starts_with("以上是我")
        || text.starts_with("以上对照")
        || text.starts_with("以上报告")
        || text.starts_with("以上汇报")
        || text.starts_with("以上材料")
    {
        return true;
    }
    if short && (text.contains("批评指正") || text.contains("批评帮助")) {
        return true;
    }
    if short
        && text.starts_with('请')
        && ["批评", "监督", "审议", "指正", "帮助", "审阅", "指导"].iter().any(|w| text.contains(w))
    {
        return true;
    }
    if short
        && [
            "汇报完毕",
            "报告完毕",
            "专此",
            "此致",
            "公示期间",
            "公示期内",
            "公示期满",
            "联系电话",
            "如有意见",
            "监督电话",
            "谢谢",
        ]
        .iter()
        .any(|w| text.starts_with(w))
    {
        return true;
    }
    if short && ["End of report", "END OF REPORT", "End of document"].iter().any(|w| text.starts_with(w)) {
        return true;
    }
    // Vows at the end: 以此次自查为新的起点，以实际行动为……作出贡献。
    let vow = ["新的起点", "以实际行动", "贡献力量", "作出新的", "再上新台阶", "谱写"]
        .iter()
        .filter(|w| text.contains(**w))
        .count();
    if vow >= 2 && text.chars().take(121).count() <= 120 && !text.chars().any(|c| c.is_ascii_digit()) {
        return true;
    }
    // 质量负责人：XXX
    if text.chars().take(21).count() <= 20
        && !text.contains('。')
        && text.rsplit_once(['：', ':']).is_some_and(|(_, value)| {
            !value.trim().is_empty()
                && value.trim().chars().all(|c| matches!(c, 'X' | '×' | '*' | '_' | ' ' | '\u{3000}' | 'x'))
        })
    {
        return true;
    }
    // A signature or a date by itself.
    let bare = text.trim_matches(['（', '）', '(', ')']);
    let unmarked = text.chars().take(26).count() <= 25
        && !text.contains(['。', '，', '；', '：', ':', '.', ','])
        && !scan::is_english(text);
    unmarked
        || short
            && !text.contains(['。', '，', '；', '：'])
            && (bare.ends_with('日') && bare.contains('月') || text.ends_with("（盖章）") || text.ends_with("(盖章)"))
}
