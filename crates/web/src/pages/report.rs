//! Reporting progress, on a phone (报进展).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
