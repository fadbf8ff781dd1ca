//! What is published (公开).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
