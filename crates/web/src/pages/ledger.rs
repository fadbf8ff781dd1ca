//! The ledger (台账).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
