//! Tells what belongs to the page or the site from what belongs to the paper.

use crate::Document;

/// Marks page numbers, repeated headers and footers, advertising and navigation lines.
pub(crate) fn mark(_document: &mut Document) {}
