//! Long work that is under way (进行中的工作), with its progress as server-sent events.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use crate::route::Route;
use crate::site::Site;

/// Its routes.
pub const ROUTES: &[Route] = &[];

/// Long work that is under way.
#[derive(Default)]
pub struct Jobs;

/// The progress of one.
pub async fn events(State(_site): State<Arc<Site>>, Path(_job): Path<String>) -> Response {
    axum::http::StatusCode::NOT_FOUND.into_response()
}
