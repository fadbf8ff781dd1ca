//! A text file taken apart so that it can be written back in the encoding it came in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::encoding;

/// The text of a file, and what is needed to make the same bytes of it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText<'a> {
    /// The text, without a byte order mark, line ends as they are.
    pub text: Cow<'a, str>,
    mark: &'a [u8],
    encoding: &'static Encoding,
}

impl<'a> SourceText<'a> {
    /// Decodes `bytes`; `None` where the text would not give the same bytes again (bytes that are no
    /// character of the encoding), for then nothing may be written back.
    #[must_use]
    pub fn decode(bytes: &'a [u8]) -> Option<Self> {
        let (mark, rest) = bytes.split_at_checked(mark_length(bytes))?;
        let decoded = encoding::decode(bytes, None);
        let source = Self { text: decoded.text, mark, encoding: decoded.encoding };
        (!decoded.damaged && source.body(&source.text)? == rest).then_some(source)
    }

    /// The bytes of `text` in the encoding and with the mark of the file; `None` where the encoding cannot
    /// hold it.
    #[must_use]
    pub fn encode(&self, text: &str) -> Option<Vec<u8>> {
        Some([self.mark, &self.body(text)?].concat())
    }

    fn body(&self, text: &str) -> Option<Vec<u8>> {
        let utf16 = |bytes: fn(u16) -> [u8; 2]| Some(text.encode_utf16().flat_map(bytes).collect());
        match self.encoding {
            e if e == UTF_8 => Some(text.as_bytes().to_vec()),
            // The Encoding Standard decodes UTF-16 but does not encode it.
            e if e == UTF_16LE => utf16(u16::to_le_bytes),
            e if e == UTF_16BE => utf16(u16::to_be_bytes),
            e => {
                let (bytes, _, lost) = e.encode(text);
                (!lost).then(|| bytes.into_owned())
            }
        }
    }
}

fn mark_length(bytes: &[u8]) -> usize {
    // GB18030 has a mark of its own: U+FEFF in four bytes.
    let gb18030 = bytes.starts_with(&[0x84, 0x31, 0x95, 0x33]);
    if gb18030 { 4 } else { Encoding::for_bom(bytes).map_or(0, |(_, length)| length) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GB18030;

    const PAPER: &str = "一、存在的问题\r\n（一）窗口排队时间偏长，取号机经常缺纸。\r\n";

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn each_encoding_comes_back_as_it_was() {
        let marked = [&b"\xef\xbb\xbf"[..], PAPER.as_bytes()].concat();
        let utf16 = [&b"\xff\xfe"[..], &utf16(PAPER)].concat();
        for bytes in [PAPER.as_bytes().to_vec(), marked, GB18030.encode(PAPER).0.into_owned(), utf16] {
            let source = SourceText::decode(&bytes).expect("valid text");
            assert_eq!(source.text, PAPER);
            assert_eq!(source.encode(PAPER), Some(bytes.clone()));
            let changed = source.encode(&PAPER.replace('长', "短")).expect("an encodable text");
            assert_eq!(SourceText::decode(&changed).expect("valid text").text, PAPER.replace('长', "短"));
        }
    }

    #[test]
    fn damaged_bytes_are_not_written_back() {
        assert_eq!(SourceText::decode(b"\xe4\xb8\x80\xe3\x80\x81\xe5\xad\x98\xff\xe5\x9c\xa8"), None);
    }
}
