//! Units, people, posts, hand-overs (单位、人员、岗位、交接).

use crate::route::Route;

/// Its routes.
pub const ROUTES: &[Route] = &[];
