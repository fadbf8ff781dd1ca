//! One finding's whole story, and what is done to it (问题).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
