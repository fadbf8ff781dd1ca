//! Finds out how a text file is encoded and decodes it.
//!
//! Papers come in UTF-8, in GBK or GB18030 (GB 18030-2022), in UTF-16 from older editors, now and then in
//! Big5; with a byte order mark or without. Valid UTF-8 is taken as it is, without copying. What no rule
//! here settles is left to `chardetng`.

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

mod chinese;
mod utf;

/// A text and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding.
    pub encoding: &'static Encoding,
    /// True where some bytes fit no character and stand as U+FFFD.
    pub damaged: bool,
}

/// Decodes `bytes`. `declared` is what the file says of itself (HTML); it counts where it fits the bytes.
pub(crate) fn decode<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Decoded<'a> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or(&[]));
    }
    // GB18030 has a mark of its own: U+FEFF in four bytes.
    if let Some(rest) = bytes.strip_prefix(&[0x84, 0x31, 0x95, 0x33]) {
        return with(GB18030, rest);
    }
    // Bytes that make characters of several bytes in UTF-8 all through are nothing else; ASCII alone may be
    // half of UTF-16.
    let eight = simdutf8::basic::from_utf8(bytes).ok();
    if let Some(text) = eight.filter(|text| !text.is_ascii()) {
        return Decoded { text: Cow::Borrowed(text), encoding: UTF_8, damaged: false };
    }
    if let Some(encoding) = utf::sixteen(bytes) {
        return with(encoding, bytes);
    }
    if let Some(text) = eight {
        return Decoded { text: Cow::Borrowed(text), encoding: UTF_8, damaged: false };
    }
    if utf::mostly_eight(bytes) {
        return with(UTF_8, bytes);
    }
    with(guess(bytes, declared), bytes)
}

/// The encoding of bytes that are not UTF.
fn guess(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if let Some(encoding) = declared.filter(|e| *e != UTF_8 && !e.decode_without_bom_handling(bytes).1) {
        // GB2312 and GBK are read as the set that holds both.
        return if encoding == encoding_rs::GBK { GB18030 } else { encoding };
    }
    let (gb, big5) = (chinese::gb18030_likeness(bytes), chinese::big5_likeness(bytes));
    if gb.max(big5) >= chinese::LIKELY {
        return if gb >= big5 { GB18030 } else { BIG5 };
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    match detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny) {
        found if found == encoding_rs::GBK => GB18030,
        found => found,
    }
}

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, encoding, damaged }
}

/// The name of `encoding` as people know it.
pub(crate) fn name(encoding: &'static Encoding) -> &'static str {
    match encoding {
        e if e == UTF_16LE => "UTF-16 LE",
        e if e == UTF_16BE => "UTF-16 BE",
        e if e == GB18030 => "GB18030",
        e => e.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: &str = "整改方案";
    const LONG: &str = "一、存在的问题\r\n（一）窗口排队时间偏长，取号机经常缺纸。\r\n（二）值班记录漏填 3 次。\r\n";

    fn found(bytes: &[u8]) -> (&'static str, String) {
        let decoded = decode(bytes, None);
        (name(decoded.encoding), decoded.text.into_owned())
    }

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let units = text.encode_utf16();
        let head = mark.then_some(0xFEFF);
        head.into_iter().chain(units).flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn chinese_in_each_encoding() {
        for text in [SHORT, LONG] {
            assert_eq!(found(text.as_bytes()), ("UTF-8", text.into()));
            assert_eq!(found(format!("\u{feff}{text}").as_bytes()), ("UTF-8", text.into()));
            assert_eq!(found(&GB18030.encode(text).0), ("GB18030", text.into()));
            assert_eq!(found(&utf16(text, false, true)), ("UTF-16 LE", text.into()));
            assert_eq!(found(&utf16(text, true, true)), ("UTF-16 BE", text.into()));
        }
        for text in [LONG, "设备检查记录不完整，责任单位应于下月底前补齐。"] {
            assert_eq!(found(&utf16(text, false, false)), ("UTF-16 LE", text.into()));
            assert_eq!(found(&utf16(text, true, false)), ("UTF-16 BE", text.into()));
        }
    }

    #[test]
    fn very_short_gbk() {
        for text in ["好", "会议", "无。", "1、无", "附件2：清单"] {
            assert_eq!(found(&GB18030.encode(text).0), ("GB18030", text.into()));
        }
    }

    #[test]
    fn characters_beyond_the_first_plane() {
        let text = "村民𠮷某反映，𬭊元素检测设备未检定。";
        assert_eq!(found(text.as_bytes()).1, text);
        assert_eq!(found(&GB18030.encode(text).0), ("GB18030", text.into()));
        assert_eq!(found(&utf16(text, false, false)), ("UTF-16 LE", text.into()));
    }

    #[test]
    fn traditional_chinese_in_big5() {
        let text = "整改報告：設備檢查記錄不完整，責任單位應於下月底前補齊。";
        assert_eq!(found(&BIG5.encode(text).0), ("Big5", text.into()));
    }

    #[test]
    fn a_stray_byte_leaves_utf8_utf8() {
        let mut bytes = LONG.as_bytes().to_vec();
        bytes.insert(30, 0xB5);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.encoding, decoded.damaged), (UTF_8, true));
        assert!(decoded.text.contains("取号机经常缺纸"));
        let cut = SHORT.as_bytes().split_last().unwrap().1;
        assert_eq!(decode(cut, None).text, "整改方\u{fffd}");
    }

    #[test]
    fn western_text_is_not_taken_for_chinese() {
        let text = "The café’s naïve résumé — a “pilot” for the supplier’s façade.";
        let bytes = encoding_rs::WINDOWS_1252.encode(text).0;
        assert_eq!(found(&bytes), ("windows-1252", text.into()));
    }

    #[test]
    fn valid_utf8_is_not_copied() {
        assert!(matches!(decode(LONG.as_bytes(), None).text, Cow::Borrowed(_)));
    }

    #[test]
    fn a_declaration_counts_where_it_fits() {
        let bytes = encoding_rs::SHIFT_JIS.encode("是正報告").0;
        assert_eq!(decode(&bytes, Some(encoding_rs::SHIFT_JIS)).text, "是正報告");
        assert_eq!(decode(LONG.as_bytes(), Some(encoding_rs::GBK)).text, LONG);
    }
}
