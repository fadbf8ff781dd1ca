//! Look-backs and samples (回头看).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
