//! x
use crate::Shared;
use document::{Document, Lang};
/// A paper.
#[derive(Debug, Clone, Copy)]
pub struct Side<'d> {
    /// Name.
    pub name: &'d str,
    /// doc
    pub document: &'d Document,
}
/// x
#[must_use]
pub fn html(_a: &Side<'_>, _b: &Side<'_>, _shared: &Shared, _lang: Lang) -> String {
    String::new()
}
