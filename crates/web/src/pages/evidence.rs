//! Files of evidence (佐证材料).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
