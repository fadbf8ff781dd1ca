//! SpreadsheetML (ECMA-376 part 1, 18), `.xlsx`.

mod strings;
mod styles;
mod worksheet;

use super::{
    Extent, Sheets,
    bounds::Budget,
    package::Package,
    sheet::Sheet,
    xml::{Node, walk},
};
use crate::{
    Bilingual,
    read::{Limits, ReadError},
};
use strings::strings;
use styles::styles;

/// Reads the sheets of a package.
///
/// # Errors
/// [`ReadError::Damaged`] where there is no workbook in it.
pub(super) fn read(mut package: Package<'_>, limits: Limits, extent: Extent) -> Result<Sheets, ReadError> {
    let path = main_part(&mut package)?;
    let workbook = package.part(&path)?.ok_or_else(no_workbook)?;
    let (entries, since_1904) = entries(&workbook.text)?;
    let relations = relations(&mut package, &path)?;
    let target = |kind: &str| relations.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
    let shared = match target("sharedStrings") {
        Some(path) => package.part(&path)?.map_or_else(|| Ok(Vec::new()), |part| strings(&part.text))?,
        None => Vec::new(),
    };
    let formats = match target("styles") {
        Some(path) => package.part(&path)?.map_or_else(|| Ok(Vec::new()), |part| styles(&part.text))?,
        None => Vec::new(),
    };
    let context = worksheet::Context { shared, formats, since_1904 };
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for entry in entries {
        let relation = relations.iter().find(|r| r.id == entry.relation);
        // Sheets that hold a chart or a dialogue have no cells.
        let Some(relation) = relation.filter(|r| r.kind == "worksheet") else { continue };
        let mut sheet = Sheet::new(entry.name, entry.hidden);
        match package.part(&relation.target) {
            Ok(Some(part)) if !sheet.hidden || extent == Extent::Everything => {
                let whole = worksheet::read(&part.text, &context, &mut sheet, &mut budget)?;
                sheet.broken = !whole || !part.whole;
            }
            Ok(Some(_)) => {}
            Ok(None) | Err(ReadError::Damaged { .. }) => sheet.broken = true,
            Err(error) => return Err(error),
        }
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err(no_workbook()) } else { Ok(sheets) }
}

/// A sheet as the workbook names it.
struct Entry {
    name: String,
    hidden: bool,
    relation: String,
}

/// A relation of the workbook: id, the last part of its type, path of the part.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn entries(xml: &str) -> Result<(Vec<Entry>, bool), ReadError> {
    let (mut entries, mut since_1904) = (Vec::new(), false);
    walk(xml, |node| {
        match node {
            Node::Start("workbookPr", attributes) => since_1904 = attributes.on("date1904"),
            Node::Start("sheet", attributes) => entries.push(Entry {
                name: attributes.get("name").unwrap_or_default().into_owned(),
                hidden: attributes.get("state").is_some_and(|state| state != "visible"),
                relation: attributes.get("id").unwrap_or_default().into_owned(),
            }),
            _ => {}
        }
        Ok(())
    })?;
    Ok((entries, since_1904))
}

/// The path of the workbook part, which the package's own relations name.
fn main_part(package: &mut Package<'_>) -> Result<String, ReadError> {
    let mut path = None;
    if let Some(part) = package.part("_rels/.rels")? {
        path = read_relations(&part.text, "")?.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
    }
    Ok(path.filter(|path| package.has(path)).unwrap_or_else(|| "xl/workbook.xml".into()))
}

fn relations(package: &mut Package<'_>, path: &str) -> Result<Vec<Relation>, ReadError> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    package.part(&name)?.map_or_else(|| Ok(Vec::new()), |part| read_relations(&part.text, folder))
}

fn read_relations(xml: &str, folder: &str) -> Result<Vec<Relation>, ReadError> {
    let mut all = Vec::new();
    walk(xml, |node| {
        if let Node::Start("Relationship", attributes) = node {
            let kind = attributes.get("Type").unwrap_or_default();
            all.push(Relation {
                id: attributes.get("Id").unwrap_or_default().into_owned(),
                kind: kind.rsplit('/').next().unwrap_or("").to_owned(),
                target: resolve(folder, &attributes.get("Target").unwrap_or_default()),
            });
        }
        Ok(())
    })?;
    Ok(all)
}

/// `target` as a path from the root of the package; it counts from `folder` unless it begins with a slash.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

fn no_workbook() -> ReadError {
    ReadError::Damaged {
        detail: Bilingual::fixed("压缩包里没有工作簿或工作表", "there is no workbook or no sheet in the zip package"),
    }
}
