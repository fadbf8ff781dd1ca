//! The part that holds the comments: the one that is there, or a new one.

use std::fmt::Write as _;

use document::docx::Trace;

use super::{
    AnnotateError, Comment,
    package::Package,
    tags::{Naming, attribute, end_tag, escaped, local_name, root, tags},
};

const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The comments part in the making.
pub(super) struct Part {
    name: String,
    /// What it holds already; `None` for a new one.
    old: Option<String>,
    naming: Naming,
    next: u64,
    added: String,
}

impl Part {
    /// The comments part of `package`, whose main part is `trace`.
    pub(super) fn of(package: &mut Package<'_>, trace: &Trace) -> Result<Self, AnnotateError> {
        let main = Naming::of(&trace.xml);
        let named = package.related("comments").filter(|name| package.has(name));
        let old = match &named {
            Some(name) => Some(package.text(name)?),
            None => None,
        };
        let naming = old.as_deref().map_or_else(|| main.clone(), Naming::of);
        // Ids that the main part mentions without a comment are taken too.
        let ids = old.as_deref().into_iter().chain([trace.xml.as_str()]).flat_map(ids);
        let next = ids.max().map_or(0, |highest| highest + 1);
        let name = named.unwrap_or_else(|| package.free_name("comments"));
        Ok(Self { name, old, naming, next, added: String::new() })
    }

    /// Adds `comment` and returns its id.
    pub(super) fn add(&mut self, comment: &Comment) -> u64 {
        let id = self.next;
        self.next += 1;
        let Naming { prefix: w, declaration, .. } = &self.naming;
        let author = escaped(&comment.author);
        let _ = write!(self.added, "<{w}comment{declaration} {w}id=\"{id}\" {w}author=\"{author}\"");
        if let Some(date) = &comment.date {
            let _ = write!(self.added, " {w}date=\"{}\"", escaped(date));
        }
        let _ = write!(self.added, " {w}initials=\"{}\">", escaped(&comment.initials));
        for (n, line) in comment.text.split('\n').enumerate() {
            let mark = if n == 0 { format!("<{w}r><{w}annotationRef/></{w}r>") } else { String::new() };
            let text = escaped(line.trim_end_matches('\r'));
            let _ = write!(self.added, "<{w}p>{mark}<{w}r><{w}t xml:space=\"preserve\">{text}</{w}t></{w}r></{w}p>");
        }
        let _ = write!(self.added, "</{w}comment>");
        id
    }

    /// Puts the part, and what refers to it, into `package`.
    pub(super) fn store(self, package: &mut Package<'_>) -> Result<(), AnnotateError> {
        let Self { name, old, naming, added, .. } = self;
        if let Some(old) = old {
            let new = appended(&old, &added).ok_or_else(|| AnnotateError::Part(name.clone()))?;
            package.put(&name, new);
            return Ok(());
        }
        let (w, namespace) = (&naming.prefix, &naming.namespace);
        let binding = w.trim_end_matches(':');
        package.put(
            &name,
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<{w}comments xmlns:{binding}=\"{namespace}\">{added}</{w}comments>"
            ),
        );
        package.relate("comments", &name, naming.is_strict())?;
        package.declare(&name, CONTENT_TYPE)
    }
}

/// The ids of comments, and of marks of comments, in `xml`.
fn ids(xml: &str) -> impl Iterator<Item = u64> {
    let is_ours = |tag: &&str| {
        matches!(local_name(tag), "comment" | "commentRangeStart" | "commentRangeEnd" | "commentReference")
    };
    tags(xml).filter(is_ours).filter_map(|tag| {
        let name = tag.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or("");
        let prefix = name.find(':').and_then(|colon| name.get(..=colon)).unwrap_or("");
        let id = attribute(tag, &format!("{prefix}id")).or_else(|| attribute(tag, "w:id"))?;
        id.trim().parse().ok()
    })
}

/// `xml` with `added` as the last content of its root.
pub(super) fn appended(xml: &str, added: &str) -> Option<String> {
    let tag = root(xml)?;
    let head = xml.find(tag)? + tag.len();
    if let Some(open) = tag.strip_suffix('/') {
        let before = xml.get(..head - 1)?;
        let after = xml.get(head + 1..)?;
        return Some(format!("{before}>{added}{}{after}", end_tag(&format!("<{open}>"))));
    }
    let end = xml.rfind("</").filter(|end| *end > head)?;
    Some(format!("{}{added}{}", xml.get(..end)?, xml.get(end..)?))
}
