//! One's own account (我的账号).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
