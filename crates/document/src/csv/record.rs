//! Splits text into records and fields (RFC 4180), with a look at what people's files do: spaces around
//! quotes, a quotation mark inside a field, a quote that is never closed.

use std::borrow::Cow;

/// A field and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field<'a> {
    /// Its text, unquoted; line breaks as `\n`.
    pub text: Cow<'a, str>,
    /// Byte of the source at which its text begins.
    pub start: usize,
}

/// Bytes after which a quote that is closed in no proper way puts an end to quoting.
const LONGEST_MISTAKE: usize = 64 << 10;

/// Records from the start of a text.
pub(crate) struct Records<'a> {
    source: &'a str,
    at: usize,
    delimiter: char,
    /// Quotes that were left open: after one the file is read without quoting.
    trusts_quotes: bool,
}

impl<'a> Records<'a> {
    pub(crate) fn new(source: &'a str, delimiter: char) -> Self {
        Self { source, at: 0, delimiter, trusts_quotes: true }
    }

    /// Byte of the source at which the next record begins.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or("")
    }

    /// The field at the current position; leaves the position behind it, at the delimiter or the line's end.
    fn field(&mut self) -> Field<'a> {
        let rest = self.rest();
        let lead = rest.len() - rest.trim_start_matches(' ').len();
        if self.trusts_quotes
            && rest.get(lead..).is_some_and(|r| r.starts_with('"'))
            && let Some(field) = self.quoted(lead)
        {
            return field;
        }
        let end = self.plain_end(rest);
        let field = Field { text: Cow::Borrowed(rest.get(..end).unwrap_or("")), start: self.at };
        self.at += end;
        field
    }

    fn plain_end(&self, rest: &str) -> usize {
        let mut delimiter = [0; 4];
        let delimiter = self.delimiter.encode_utf8(&mut delimiter).as_bytes();
        let found = match delimiter {
            [one] => memchr::memchr3(*one, b'\n', b'\r', rest.as_bytes()),
            _ => rest.find([self.delimiter, '\n', '\r']),
        };
        found.unwrap_or(rest.len())
    }

    /// The quoted field behind `lead` spaces; `None` where its quote is not closed before a delimiter or the
    /// end of a line.
    fn quoted(&mut self, lead: usize) -> Option<Field<'a>> {
        let start = self.at + lead + 1;
        let (mut at, mut text) = (start, Cow::Borrowed(""));
        loop {
            let rest = self.source.get(at..)?;
            let Some(quote) = memchr::memchr(b'"', rest.as_bytes()) else {
                self.trusts_quotes = false;
                return None;
            };
            extend(&mut text, rest.get(..quote)?);
            at += quote + 1;
            let after = self.source.get(at..)?;
            if after.starts_with('"') {
                extend(&mut text, "\"");
                at += 1;
            } else {
                let blank = after.len() - after.trim_start_matches(' ').len();
                let closed =
                    after.get(blank..).is_some_and(|r| r.is_empty() || r.starts_with([self.delimiter, '\n', '\r']));
                if !closed {
                    // Not to be searched for again and again.
                    self.trusts_quotes = at - start < LONGEST_MISTAKE;
                    return None;
                }
                self.at = at + blank;
                return Some(Field { text: unify_breaks(text), start });
            }
        }
    }
}

/// Appends without copying as long as there is one piece only.
fn extend<'a>(text: &mut Cow<'a, str>, piece: &'a str) {
    if text.is_empty() {
        *text = Cow::Borrowed(piece);
    } else {
        text.to_mut().push_str(piece);
    }
}

fn unify_breaks(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { text }
}

impl<'a> Iterator for Records<'a> {
    type Item = Vec<Field<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.source.len() {
            return None;
        }
        let mut record = Vec::new();
        loop {
            record.push(self.field());
            let rest = self.rest();
            if let Some(after) = rest.strip_prefix(self.delimiter) {
                self.at += rest.len() - after.len();
                continue;
            }
            self.at += if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
            return Some(record);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<Vec<String>> {
        Records::new(text, ',').map(|r| r.into_iter().map(|f| f.text.into_owned()).collect()).collect()
    }

    #[test]
    fn quoting() {
        assert_eq!(records("a,\"b,\r\n\"\"c\"\"\" ,d\r\ne"), [vec!["a", "b,\n\"c\"", "d"], vec!["e"]]);
        assert_eq!(records("a,5\" pipe,c\n"), [["a", "5\" pipe", "c"]]);
        assert_eq!(records("\"open,b\nc,d\n"), [["\"open", "b"], ["c", "d"]]);
        assert_eq!(records("\"x\"y,z"), [["\"x\"y", "z"]]);
        assert_eq!(records(",\n\n,,"), [vec!["", ""], vec![""], vec!["", "", ""]]);
    }
}
