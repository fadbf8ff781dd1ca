//! Lines that are no sentence but a row of fields, and lines set between dashes.

use std::ops::Range;

/// Marks that part fields by themselves.
const BARS: &[char] = &['|', '｜', '│', '¦', '\t', '\u{3000}', '【', '】', '[', ']', '>', '＞', '»', '›'];

/// The fields of `text`: what wide white space, bars, arrows or brackets part. Empty ones are left out.
pub(super) fn split(text: &str) -> Vec<Range<usize>> {
    let mut fields = Vec::new();
    let mut from = 0;
    let mut spaces = 0;
    let mut add = |from: usize, to: usize| {
        if text.get(from..to).is_some_and(|field| !field.trim().is_empty()) {
            fields.push(from..to);
        }
    };
    for (at, c) in text.char_indices() {
        spaces = if c == ' ' { spaces + 1 } else { 0 };
        if BARS.contains(&c) || spaces > 1 {
            add(from, at);
            from = at + c.len_utf8();
        }
    }
    add(from, text.len());
    fields
}

/// Whether `text` tells where a page stands on its site: `首页 > 公开 > 正文`.
pub(super) fn is_breadcrumb(text: &str) -> bool {
    const ARROWS: &[char] = &['>', '＞', '»', '›'];
    if !text.contains(ARROWS) {
        return false;
    }
    let steps: Vec<&str> = text.split(ARROWS).map(str::trim).filter(|s| !s.is_empty()).collect();
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return false };
    let short = steps.iter().all(|s| s.chars().take(31).count() <= 30 && !s.contains(['，', '。', '；']));
    let home = first.ends_with("首页") || first.ends_with("主页") || first.eq_ignore_ascii_case("home");
    let page = ["正文", "浏览文章", "查看文章", "文章详情", "详情"].contains(last);
    short && ((home && steps.len() > 1) || (page && steps.len() > 2))
}

/// Whether `text` is set between dashes, as standing notices and ends of papers are: `—— 更新 ——`.
pub(super) fn is_between_dashes(text: &str) -> bool {
    const DASHES: &[char] = &['—', '－', '–', '―', '─', '-', '~', '～'];
    let inner = text.trim_start_matches(DASHES);
    let before = text.len() - inner.len();
    let bare = inner.trim_end_matches(DASHES);
    let after = inner.len() - bare.len();
    let words = bare.trim();
    before > 1
        && after > 1
        && (4..=60).contains(&words.chars().take(61).count())
        && crate::numbering::parse(words).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_a_line() {
        let fields = |text: &'static str| split(text).into_iter().map(|r| text[r].trim()).collect::<Vec<_>>();
        assert_eq!(fields("河湾供水　首页　|　联系我们"), ["河湾供水", "首页", "联系我们"]);
        assert_eq!(fields("【打印】【关闭】 来源：综合科"), ["打印", "关闭", "来源：综合科"]);
        assert_eq!(fields("One field of several words"), ["One field of several words"]);
        assert_eq!(fields("Home   News"), ["Home", "News"]);
        assert!(fields("").is_empty());
    }

    #[test]
    fn breadcrumbs() {
        for text in ["首页 > 公开", "网站首页＞材料＞正文", "Home » Reports » Audit", "您的位置：首页>公开>正文"]
        {
            assert!(is_breadcrumb(text), "{text}");
        }
        for text in ["压力 > 0.5", "首页更新不及时", "申请 > 审核 > 发放", "首页 > 打不开，群众反映多", ">", ""]
        {
            assert!(!is_breadcrumb(text), "{text}");
        }
    }

    #[test]
    fn between_dashes() {
        assert!(is_between_dashes("—— 本栏每季更换 ——") && is_between_dashes("--- end of record ---"));
        for text in ["——以河湾镇为例", "— 完 —", "—— 一、存在的问题 ——", "——", ""] {
            assert!(!is_between_dashes(text), "{text}");
        }
    }
}
