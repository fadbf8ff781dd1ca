//! Tags and the text between them.

/// A piece of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Characters, entities not yet resolved; the byte at which they begin.
    Text(&'a str, usize),
    /// A start tag: its name as written, and what stands behind it.
    Open { name: &'a str, attributes: &'a str },
    /// An end tag.
    Close(&'a str),
}

/// Elements whose content is no markup.
const RAW: [&str; 7] = ["script", "style", "textarea", "title", "xmp", "noembed", "iframe"];

/// Cuts a source into tokens; comments, declarations and the content of raw elements are left out.
pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    /// The raw element that was just opened.
    raw: Option<&'a str>,
    /// Set once no comment or raw element is closed any more, so that the end is searched for only once.
    unclosed: bool,
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(source: &'a str) -> Self {
        Self { source, at: 0, raw: None, unclosed: false }
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or("")
    }

    /// Passes over `mark` and all before it; to the end where it does not come.
    fn skip_past(&mut self, mark: &str) {
        let rest = self.rest();
        self.at += memchr::memmem::find(rest.as_bytes(), mark.as_bytes()).map_or(rest.len(), |n| n + mark.len());
    }

    /// Passes over the content of raw element `name`.
    fn skip_raw(&mut self, name: &str) {
        let bytes = self.rest().as_bytes();
        let closes = |at: &usize| {
            let tag = bytes.get(at + 2..at + 2 + name.len());
            bytes.get(at + 1) == Some(&b'/') && tag.is_some_and(|t| t.eq_ignore_ascii_case(name.as_bytes()))
        };
        self.at += memchr::memchr_iter(b'<', bytes).find(closes).unwrap_or(bytes.len());
    }

    /// The tag at the current position, which holds `<` and a letter or `/`.
    fn tag(&mut self) -> Token<'a> {
        let rest = self.rest();
        let close = rest.starts_with("</");
        let from = if close { 2 } else { 1 };
        let inner = rest.get(from..).unwrap_or("");
        let name_end = inner.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(inner.len());
        let name = inner.get(..name_end).unwrap_or("");
        let after = inner.get(name_end..).unwrap_or("");
        let end = tag_end(after);
        self.at += from + name_end + (end + 1).min(after.len());
        if close {
            return Token::Close(name);
        }
        if RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
            self.raw = Some(name);
        }
        Token::Open { name, attributes: after.get(..end).unwrap_or("") }
    }
}

/// The byte of the `>` that ends a tag, quoted ones passed over; a quote that is not closed in the tag counts
/// as an ordinary character.
fn tag_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(n) = bytes.get(at..).and_then(|b| memchr::memchr3(b'>', b'"', b'\'', b)) {
        at += n;
        match bytes.get(at) {
            Some(b'>') => return at,
            Some(quote) => {
                /// Longest value of an attribute.
                const LONGEST: usize = 64 << 10;
                let value = bytes.get(at + 1..bytes.len().min(at + LONGEST)).unwrap_or(&[]);
                at += memchr::memchr(*quote, value).map_or(1, |n| n + 2);
            }
            None => break,
        }
    }
    bytes.len()
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(name) = self.raw.take() {
            self.skip_raw(name);
        }
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            let after = rest.strip_prefix('<');
            match after.and_then(|a| a.chars().next()) {
                Some('!') if rest.starts_with("<!--") && !self.unclosed => {
                    self.at += 4;
                    let before = self.at;
                    self.skip_past("-->");
                    self.unclosed = self.at == self.source.len() && !self.source.ends_with("-->");
                    // A comment that is never closed is shown rather than all after it lost.
                    if self.unclosed {
                        self.at = before;
                    }
                }
                Some('!' | '?') => self.skip_past(">"),
                Some(c) if c.is_ascii_alphabetic() => return Some(self.tag()),
                Some('/')
                    if after.is_some_and(|a| {
                        a.get(1..).is_some_and(|a| a.starts_with(|c: char| c.is_ascii_alphabetic()))
                    }) =>
                {
                    return Some(self.tag());
                }
                _ => {
                    let skip = usize::from(after.is_some());
                    let end = rest.as_bytes().get(skip..).and_then(|b| memchr::memchr(b'<', b));
                    let end = end.map_or(rest.len(), |n| n + skip);
                    let start = self.at;
                    self.at += end;
                    return Some(Token::Text(rest.get(..end)?, start));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(source: &str) -> Vec<String> {
        Tokens::new(source)
            .map(|t| match t {
                Token::Text(text, at) => format!("{at} {text}"),
                Token::Open { name, attributes } => format!("<{name}|{attributes}>"),
                Token::Close(name) => format!("</{name}>"),
            })
            .collect()
    }

    #[test]
    fn forgiving() {
        assert_eq!(
            tokens("<p class='a>b'>甲<b>乙</b></p >"),
            ["<p| class='a>b'>", "15 甲", "<b|>", "21 乙", "</b>", "</p>"]
        );
        assert_eq!(tokens("1 < 2 <!-- <p> --> <![if !x]>3"), ["0 1 ", "2 < 2 ", "18  ", "29 3"]);
        assert_eq!(tokens("<script>if (a<b) '</p>'</SCRIPT>x"), ["<script|>", "</SCRIPT>", "32 x"]);
        assert_eq!(tokens("<p class=\"a>甲"), ["<p| class=\"a>", "12 甲"]);
        assert_eq!(tokens("<!-- 甲<p>"), ["4  甲", "<p|>"]);
        assert_eq!(tokens("<"), ["0 <"]);
        assert_eq!(tokens("<p"), ["<p|>"]);
    }
}
