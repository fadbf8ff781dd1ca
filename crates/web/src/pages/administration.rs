//! Administration (系统管理).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
