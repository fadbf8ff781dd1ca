//! Requests in this process: no socket, no browser.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use app::App;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use ledger::{Actor, PersonId};
use tower::ServiceExt as _;
use web::{Options, Site};

/// A ledger that is served.
pub struct Server {
    /// What all requests share.
    pub site: Arc<Site>,
    router: Router,
    runtime: tokio::runtime::Runtime,
    /// Requests are counted by address, and nobody is to be told to come back later.
    address: AtomicU32,
}

/// Somebody who signed in.
pub struct Visitor<'a> {
    server: &'a Server,
    cookie: String,
}

/// An answer.
pub struct Answer {
    /// Whether it is a page that was asked for.
    pub is_page: bool,
    /// How long it took from request to last byte.
    pub milliseconds: f64,
    /// Its size.
    pub bytes: usize,
}

impl Server {
    pub fn new(app: App, folder: PathBuf) -> Self {
        let site = Arc::new(Site::new(app, folder, Options::default()).unwrap());
        let router = web::server::router(Arc::clone(&site));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        Self { site, router, runtime, address: AtomicU32::new(0x0a00_0001) }
    }

    pub fn sign_in(&self, person: PersonId) -> Visitor<'_> {
        let app = &self.site.app;
        let until = app.clock.now().checked_add(jiff::SignedDuration::from_hours(1)).unwrap();
        let token = app.sign_in_link(Actor::LOCAL, person, until, false).unwrap();
        let begun = app.sign_in_by_link(token.as_str(), "127.0.0.1").unwrap().unwrap();
        Visitor { server: self, cookie: format!("session={}", begun.token.as_str()) }
    }
}

impl Visitor<'_> {
    pub fn get(&self, address: &str) -> Answer {
        let from = self.server.address.fetch_add(1, Ordering::Relaxed);
        let request = Request::get(address).header(header::COOKIE, &self.cookie).header(header::HOST, "127.0.0.1");
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((from.to_be_bytes(), 40_000))));
        let router = self.server.router.clone();
        let begun = Instant::now();
        let (head, body) = self.server.runtime.block_on(async {
            let (head, body) = router.oneshot(request).await.unwrap().into_parts();
            (head, axum::body::to_bytes(body, usize::MAX).await.unwrap())
        });
        let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
        let kind = head.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let is_page = head.status == StatusCode::OK && kind.starts_with("text/html");
        Answer { is_page, milliseconds, bytes: body.len() }
    }
}
