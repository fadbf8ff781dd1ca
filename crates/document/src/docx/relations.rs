//! Relationships (ECMA-376 part 2, 6.5): which part is what.

use quick_xml::events::Event;

use super::{
    package::Package,
    xml::{self, attributes, local, unescaped},
};

/// One relationship.
pub(super) struct Relation {
    /// Its id, such as `rId3`.
    pub(super) id: String,
    /// The last step of its type, such as `styles`: the same in Transitional and Strict files.
    pub(super) kind: String,
    /// The part it points at, from the root of the package.
    pub(super) target: String,
}

/// The relationships of part `name`; of the package where `name` is empty. Missing ones are none.
pub(super) fn of(package: &mut Package<'_>, name: &str) -> Vec<Relation> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let separator = if folder.is_empty() { "" } else { "/" };
    let Ok(Some(mut part)) = package.part(&format!("{folder}{separator}_rels/{file}.rels")) else { return Vec::new() };
    part.finish();
    let relations = parse(&xml::decode(part.bytes()).0, folder);
    package.recycle(&mut part);
    relations
}

fn parse(xml: &str, folder: &str) -> Vec<Relation> {
    let mut reader = xml::reader(xml);
    let mut relations = Vec::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) if local(tag.name().0) == "Relationship" => {
                relations.extend(relation(tag.attributes_raw(), folder));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    relations
}

fn relation(raw: &str, folder: &str) -> Option<Relation> {
    let (mut id, mut kind, mut target) = (None, None, None);
    for (name, value) in attributes(raw) {
        match name {
            "Id" => id = Some(value),
            "Type" => kind = value.rsplit('/').next(),
            "Target" => target = Some(unescaped(value)),
            "TargetMode" if value == "External" => return None,
            _ => {}
        }
    }
    Some(Relation { id: id?.to_owned(), kind: kind?.to_owned(), target: absolute(folder, &target?) })
}

/// `target` as seen from `folder`, from the root of the package.
fn absolute(folder: &str, target: &str) -> String {
    if let Some(rooted) = target.strip_prefix('/') {
        return rooted.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
