//! Papers on their way in, and the review of what was read (录入、核对).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
