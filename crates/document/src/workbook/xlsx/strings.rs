//! Shared strings (ECMA-376 part 1, 18.4.9).

use super::super::xml::{Node, walk};
use crate::read::ReadError;

/// The strings in order. Phonetic guides are left out.
pub(super) fn strings(xml: &str) -> Result<Vec<String>, ReadError> {
    let mut all = Vec::new();
    let mut reader = RichText::default();
    walk(xml, |node| {
        match &node {
            Node::Start("si", _) => reader = RichText::default(),
            Node::End("si") => all.push(std::mem::take(&mut reader.text)),
            _ => reader.take(&node),
        }
        Ok(())
    })?;
    Ok(all)
}

/// Collects the text of a string made of runs.
#[derive(Debug, Default)]
pub(super) struct RichText {
    pub text: String,
    in_text: bool,
    in_phonetic: bool,
}

impl RichText {
    /// Takes a node of the string.
    pub fn take(&mut self, node: &Node<'_>) {
        match node {
            Node::Start("rPh", _) => self.in_phonetic = true,
            Node::End("rPh") => self.in_phonetic = false,
            Node::Start("t", _) => self.in_text = true,
            Node::End("t") => self.in_text = false,
            Node::Text(text) if self.in_text && !self.in_phonetic => self.text.push_str(&unescaped(text)),
            _ => {}
        }
    }
}

/// Replaces `_x000D_` and the like (ST_Xstring), by which Office writes characters that XML cannot hold.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let char = code.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        let (until, next) = if char.is_some() { (at, at + 7) } else { (at + 2, at + 2) };
        out.push_str(rest.get(..until).unwrap_or(""));
        // A carriage return always stands before a line feed.
        out.extend(char.filter(|c| *c != '\r'));
        rest = rest.get(next..).unwrap_or("");
    }
    out.push_str(rest);
    out
}
