//! Regulations (制度).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
