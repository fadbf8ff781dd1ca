//! Campaigns and profiles (专项、模板).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
