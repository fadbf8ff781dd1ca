//! Cell formats (ECMA-376 part 1, 18.8): of them, the number formats.

use std::{collections::HashMap, rc::Rc};

use super::super::{
    number_format::NumberFormat,
    xml::{Node, walk},
};
use crate::read::ReadError;

/// The number format of each cell format, in order; formats that are the same are kept once.
pub(super) fn styles(xml: &str) -> Result<Vec<Rc<NumberFormat>>, ReadError> {
    let mut known: HashMap<u16, Rc<NumberFormat>> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cell_formats = false;
    walk(xml, |node| {
        match node {
            Node::Start("numFmt", attributes) => {
                if let (Some(id), Some(code)) = (attributes.number("numFmtId"), attributes.get("formatCode")) {
                    known.insert(id, Rc::new(NumberFormat::parse(&code)));
                }
            }
            Node::Start("cellXfs", _) => in_cell_formats = true,
            Node::End("cellXfs") => in_cell_formats = false,
            Node::Start("xf", attributes) if in_cell_formats => {
                let id = attributes.number("numFmtId").unwrap_or(0);
                formats.push(Rc::clone(known.entry(id).or_insert_with(|| Rc::new(NumberFormat::built_in(id)))));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(formats)
}
