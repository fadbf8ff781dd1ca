//! XML as a row of nodes, told by their local names.

use std::borrow::Cow;

use quick_xml::{Reader, escape, events::Event};

use crate::read::ReadError;

/// A node.
pub(super) enum Node<'a> {
    /// A start tag: local name, and the text of its attributes. An empty element starts and ends.
    Start(&'a str, Attributes<'a>),
    /// An end tag.
    End(&'a str),
    /// Text, its references replaced.
    Text(Cow<'a, str>),
}

/// Hands the nodes of `xml` to `each`, and tells whether the XML was whole.
///
/// # Errors
/// The first error of `each`.
pub(super) fn walk(xml: &str, mut each: impl FnMut(Node<'_>) -> Result<(), ReadError>) -> Result<bool, ReadError> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => each(Node::Start(local(tag.name().as_ref()), Attributes(tag.attributes_raw())))?,
            Ok(Event::End(tag)) => each(Node::End(local(tag.name().as_ref())))?,
            Ok(Event::Text(text)) => each(Node::Text(text.xml10_content()))?,
            Ok(Event::CData(text)) => each(Node::Text(text.xml10_content()))?,
            Ok(Event::GeneralRef(reference)) => {
                let named = || escape::resolve_predefined_entity(&reference.xml10_content()).map(str::to_owned);
                let char = reference.resolve_char_ref().ok().flatten().map(String::from);
                each(Node::Text(Cow::Owned(char.or_else(named).unwrap_or_default())))?;
            }
            Ok(Event::Eof) => return Ok(true),
            Ok(_) => {}
            Err(_) => return Ok(false),
        }
    }
}

/// `name` without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The attributes of a tag.
#[derive(Clone, Copy)]
pub(super) struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    /// The value of attribute `name`, by its local name.
    pub fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.0;
        loop {
            let (key, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, next) = after.get(1..)?.split_once(quote)?;
            if local(key.trim()) == name {
                return Some(escape::unescape(value).unwrap_or(Cow::Borrowed(value)));
            }
            rest = next;
        }
    }

    /// Attribute `name` as a number.
    pub fn number<N: std::str::FromStr>(self, name: &str) -> Option<N> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether attribute `name` is switched on.
    pub fn on(self, name: &str) -> bool {
        self.get(name).is_some_and(|value| matches!(&*value, "1" | "true" | "on"))
    }
}
