//! Text as HTML.

/// `text` with the characters that HTML gives a meaning escaped, forced breaks as `<br>`, and control
/// characters, which HTML does not allow, left out. Fit for element content and quoted attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br>"),
            '\t' => out.push('\t'),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_gets_out() {
        assert_eq!(escaped("<a href='x' \"&\">\n\u{0}"), "&lt;a href=&#39;x&#39; &quot;&amp;&quot;&gt;<br>");
    }
}
