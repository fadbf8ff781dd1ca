//! The lead's page (总览).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
