//! Judging evidence (验收).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
