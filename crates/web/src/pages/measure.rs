//! One measure, and what is done to it (措施).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
