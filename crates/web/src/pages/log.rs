//! The log (日志).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
