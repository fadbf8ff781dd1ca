//! Names, attributes and escapes of the XML that is put in.

/// How the elements of a part are named.
#[derive(Debug, Clone)]
pub(super) struct Naming {
    /// What stands before `:` in the names, colon included; what new elements are given.
    pub(super) prefix: String,
    /// A declaration that new elements need where the part binds no prefix.
    pub(super) declaration: String,
    /// The namespace of the part's elements.
    pub(super) namespace: String,
}

/// The usual namespace of WordprocessingML.
pub(super) const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

impl Naming {
    /// The naming of the part `xml`, by its root.
    pub(super) fn of(xml: &str) -> Self {
        let root = root(xml).unwrap_or("");
        let name = root.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or("");
        let prefix = name.find(':').and_then(|colon| name.get(..=colon)).unwrap_or("");
        let binding =
            if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{}", prefix.trim_end_matches(':')) };
        let namespace = attribute(root, &binding).unwrap_or(TRANSITIONAL).to_owned();
        if prefix.is_empty() {
            // Attributes need a prefix, and the default namespace gives none.
            return Self { prefix: "w:".into(), declaration: format!(" xmlns:w=\"{namespace}\""), namespace };
        }
        Self { prefix: prefix.to_owned(), declaration: String::new(), namespace }
    }

    /// Whether the part is of a Strict file (ISO/IEC 29500-1).
    pub(super) fn is_strict(&self) -> bool {
        self.namespace.contains("purl.oclc.org")
    }
}

/// What stands between `<` and `>` of the root of `xml`.
pub(super) fn root(xml: &str) -> Option<&str> {
    let mut rest = xml;
    loop {
        let (_, tail) = rest.split_once('<')?;
        let (tag, after) = tail.split_once('>')?;
        if !tag.starts_with(['?', '!']) {
            return Some(tag);
        }
        rest = after;
    }
}

/// The value of attribute `name`, prefix included, of the tag `tag`.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag.split_once(|c: char| c.is_ascii_whitespace())?.1;
    loop {
        let (key, tail) = rest.split_once('=')?;
        let tail = tail.trim_start();
        let quote = tail.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, tail) = tail.get(1..)?.split_once(quote)?;
        if key.trim() == name {
            return Some(value);
        }
        rest = tail;
    }
}

/// The local name of the tag `tag`.
pub(super) fn local_name(tag: &str) -> &str {
    let name = tag.split(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').next().unwrap_or("");
    name.rsplit(':').next().unwrap_or(name)
}

/// The start and empty-element tags of `xml`, without their brackets.
pub(super) fn tags(xml: &str) -> impl Iterator<Item = &str> {
    xml.split('<').skip(1).filter_map(|piece| piece.split('>').next()).filter(|tag| !tag.starts_with(['/', '?', '!']))
}

/// `text` as character data or the value of an attribute; characters that XML cannot hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            c => out.push(c),
        }
    }
    out
}

/// `tag`, a whole start tag, with `xml:space="preserve"`.
pub(super) fn preserving(tag: &str) -> String {
    if tag.contains("preserve") {
        return tag.to_owned();
    }
    let tag = tag.replace(" xml:space=\"default\"", "");
    let head = tag.trim_end_matches('>').trim_end_matches('/');
    format!("{head} xml:space=\"preserve\">")
}

/// The start tag with which `element` begins.
pub(super) fn start_tag(element: &str) -> &str {
    element.find('>').and_then(|end| element.get(..=end)).unwrap_or(element)
}

/// The end tag of `element`.
pub(super) fn end_tag(element: &str) -> String {
    let name = start_tag(element).trim_start_matches('<');
    let name = name.split(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').next().unwrap_or("");
    format!("</{name}>")
}
