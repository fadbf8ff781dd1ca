//! Signing in (登录).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
