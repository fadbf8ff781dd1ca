//! What the rules of format share: whether a file is an official paper (公文) in Word, its measures, its fonts.

use document::{Format, Look, Role};

use crate::{
    Paper, Para,
    text::{is_chinese, length},
};

/// Twips (twentieths of a point) of a millimetre.
const TWIPS_OF_MM: f64 = 1440.0 / 25.4;

/// Fonts by the names that Windows, WPS and free sets give them.
const FONTS: [(Font, &[&str]); 5] = [
    (Font::FangSong, &["仿宋", "fangsong", "stfangsong"]),
    (Font::KaiTi, &["楷体", "kaiti", "stkaiti"]),
    (Font::Hei, &["黑体", "simhei", "heiti"]),
    (Font::XiaoBiaoSong, &["小标宋", "xiaobiaosong", "fzxbs"]),
    (Font::Song, &["宋体", "simsun", "stsong", "书宋"]),
];

/// Fonts that GB/T 9704-2012 names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Font {
    /// 仿宋
    FangSong,
    /// 楷体
    KaiTi,
    /// 黑体
    Hei,
    /// 小标宋
    XiaoBiaoSong,
    /// 宋体
    Song,
}

impl Font {
    /// The font that `name` names; 仿宋_GB2312 is a 仿宋.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        FONTS.iter().find(|(_, names)| names.iter().any(|n| name.contains(n))).map(|(font, _)| *font)
    }

    /// Its Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FangSong => "仿宋",
            Self::KaiTi => "楷体",
            Self::Hei => "黑体",
            Self::XiaoBiaoSong => "小标宋",
            Self::Song => "宋体",
        }
    }
}

/// Whether the rules of format apply: a Word file, most of it Chinese running text. A form or a ledger in Word
/// is no official paper.
#[must_use]
pub fn is_official(paper: &Paper<'_>) -> bool {
    let size = |paras: &mut dyn Iterator<Item = Para<'_>>| paras.map(|p| length(p.text())).sum::<usize>();
    let outside = size(&mut paper.outside_tables());
    let chinese = size(&mut paper.outside_tables().filter(|p| is_chinese(p.text())));
    paper.document.format == Format::Docx && chinese * 2 > outside && outside * 2 > size(&mut paper.paras())
}

/// Paragraphs of running text: of two lines or more, or ending as a sentence does; not the addressee, the
/// signature, or the date.
pub fn running<'a>(paper: &Paper<'a>) -> impl Iterator<Item = (Para<'a>, &'a Look)> + use<'a> {
    /// A line of an official paper.
    const LINE: usize = 28;
    let is_text = |p: &Para<'_>| {
        let text = p.text().trim_end();
        is_chinese(text) && !text.ends_with(['：', ':']) && (length(text) > LINE || text.ends_with(['。', '；']))
    };
    paper.running().filter(move |p| is_text(p)).filter_map(looked_at)
}

/// Headings and titles of `role`, with their looks.
pub fn titled<'a>(paper: &Paper<'a>, role: Role) -> impl Iterator<Item = (Para<'a>, &'a Look)> + use<'a> {
    paper.outside_tables().filter(move |p| p.paragraph.role == role).filter_map(looked_at)
}

fn looked_at<'a>(para: Para<'a>) -> Option<(Para<'a>, &'a Look)> {
    para.paragraph.look.as_deref().map(|look| (para, look))
}

/// Points of a size in half-points.
#[must_use]
pub fn points(half_points: u16) -> f64 {
    f64::from(half_points) / 2.0
}

/// Millimetres of a length in twips.
#[must_use]
pub fn millimetres(twips: f64) -> f64 {
    twips / TWIPS_OF_MM
}

/// A length for people: at most one decimal.
#[must_use]
pub fn short(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_by_their_names() {
        let seen: Vec<_> = ["仿宋_GB2312", "FangSong", "方正小标宋简体", "SimSun", "楷体_GB2312", "黑体", "微软雅黑"]
            .into_iter()
            .map(|name| Font::of(name).map(Font::name))
            .collect();
        let expected = ["仿宋", "仿宋", "小标宋", "宋体", "楷体", "黑体"].map(Some);
        assert_eq!(seen, [&expected[..], &[None]].concat());
    }
}
