//! The pages of the demonstration, asked in this process: no socket, no browser.
#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it cannot be set up")]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use app::accounts::SignedIn;
use app::{App, Clock, Config};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use demo::{Cast, Role};
use jiff::Timestamp;
use ledger::{Actor, PersonId};
use tower::ServiceExt as _;
use web::{Options, Site};

/// The time at which the demonstration stands still.
pub const NOW: &str = "2026-06-30T02:00:00Z";

/// Built once, copied for each test.
static MASTER: LazyLock<(tempfile::TempDir, Vec<Cast>)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let demo = demo::build_with(&folder.path().join("ledger"), now(), clock()).unwrap();
    (folder, demo.cast)
});

/// [`NOW`].
pub fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// A clock that stands still.
pub fn clock() -> Clock {
    Clock::new(now)
}

/// A copy of the demonstration, served to this test alone.
pub struct Demo {
    /// Deleted with it.
    pub folder: tempfile::TempDir,
    /// What all requests share.
    pub site: Arc<Site>,
    runtime: tokio::runtime::Runtime,
}

/// A copy of the demonstration.
pub fn demo() -> Demo {
    demo_with(Options::default())
}

/// The same, served in another way.
pub fn demo_with(options: Options) -> Demo {
    let folder = copied();
    let config = Config::read(folder.path()).unwrap();
    serve(App::open(&config, clock()).unwrap(), folder, options)
}

/// A copy of the demonstration's folder.
pub fn copied() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&MASTER.0.path().join("ledger"), folder.path());
    folder
}

/// The paper that the demonstration leaves for trying.
pub fn paper() -> demo::Paper {
    let today = NOW.split('T').next().unwrap().parse().unwrap();
    demo::papers(today).pop().unwrap()
}

/// The first of the cast in a role.
pub fn cast(role: Role) -> &'static Cast {
    casts(role).next().unwrap()
}

/// All of the cast in a role.
pub fn casts(role: Role) -> impl Iterator<Item = &'static Cast> {
    MASTER.1.iter().filter(move |cast| cast.role == role)
}

/// A ledger that has just begun.
pub fn empty() -> Demo {
    let folder = tempfile::tempdir().unwrap();
    let app = App::init(folder.path(), &app::Choices::default(), clock()).unwrap();
    serve(app, folder, Options::default())
}

/// A session of anybody with an account, begun without the page for it.
pub fn begin(app: &App, person: PersonId) -> SignedIn {
    let until = app.clock.now().checked_add(jiff::SignedDuration::from_hours(1)).unwrap();
    let token = app.sign_in_link(Actor::LOCAL, person, until, false).unwrap();
    app.sign_in_by_link(token.as_str(), "127.0.0.1").unwrap().unwrap()
}

fn serve(mut app: App, folder: tempfile::TempDir, options: Options) -> Demo {
    app.rules.hashing = app::accounts::Hashing::CHEAP;
    let site = Arc::new(Site::new(app, folder.path().to_owned(), options).unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    Demo { folder, site, runtime }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir_all(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).unwrap();
        }
    }
}

impl Demo {
    /// The ledger.
    pub fn app(&self) -> &App {
        &self.site.app
    }

    /// The first of the cast in a role.
    pub fn cast(&self, role: Role) -> &'static Cast {
        cast(role)
    }

    /// Somebody who did not sign in.
    pub fn visitor(&self) -> Browser<'_> {
        Browser { demo: self, cookies: RefCell::default(), csrf: RefCell::default() }
    }

    /// The first of the cast in a role, signed in.
    pub fn sign_in(&self, role: Role) -> Browser<'_> {
        self.sign_in_as(self.cast(role).person)
    }

    /// Anybody with an account, signed in.
    pub fn sign_in_as(&self, person: PersonId) -> Browser<'_> {
        let begun = begin(self.app(), person);
        let browser = self.visitor();
        browser.cookies.borrow_mut().insert("session".to_owned(), begun.token.as_str().to_owned());
        *browser.csrf.borrow_mut() = begun.session.csrf;
        browser
    }
}

/// Somebody's browser: keeps cookies.
pub struct Browser<'a> {
    demo: &'a Demo,
    /// The cookies.
    pub cookies: RefCell<BTreeMap<String, String>>,
    csrf: RefCell<String>,
}

/// An answer.
#[derive(Debug)]
pub struct Page {
    /// How HTTP calls it.
    pub status: StatusCode,
    /// Where it leads.
    pub to: Option<String>,
    /// Its headers.
    pub headers: header::HeaderMap,
    /// Its bytes as text.
    pub text: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Page {
    /// Whether it says `words`.
    pub fn says(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// What stands between tags, in one line: for snapshots.
    pub fn words(&self) -> String {
        let main = self.text.split_once("<main").map_or("", |(_, rest)| rest);
        let main = main.split_once("</main>").map_or(main, |(main, _)| main);
        let mut words = String::new();
        for part in main.split('<') {
            words.push(' ');
            words.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Browser<'_> {
    /// Opens a page.
    pub fn get(&self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty())
    }

    /// Opens a page, and the one that it leads to.
    pub fn follow(&self, page: &Page) -> Page {
        self.get(page.to.as_deref().expect("it leads nowhere"))
    }

    /// Sends a form, with the token that proves it to be ours.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let csrf = self.csrf.borrow().clone();
        let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("csrf", csrf.as_str())]).collect();
        self.post_bare(path, &fields)
    }

    /// Sends a form without it.
    pub fn post_bare(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = String::new();
        for (name, value) in fields {
            let of = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
            body.push_str(&format!("{}={}&", of(name), of(value)));
        }
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body))
    }

    /// Sends a form with files: field, name, bytes.
    pub fn upload(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Page {
        let csrf = self.csrf.borrow().clone();
        let mut body = Vec::new();
        for (name, value) in fields.iter().copied().chain([("csrf", csrf.as_str())]) {
            body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        for (field, name, bytes) in files {
            let head = format!("--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
            body.extend(head.bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        let request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        self.send(request, Body::from(body))
    }

    fn send(&self, request: axum::http::request::Builder, body: Body) -> Page {
        let cookies = self.cookies.borrow().iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
        let mut request = request.header(header::COOKIE, cookies).header(header::HOST, "127.0.0.1").body(body).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40_000))));
        let router = web::server::router(Arc::clone(&self.demo.site));
        let (head, bytes) = self.demo.runtime.block_on(async {
            let (head, body) = router.oneshot(request).await.unwrap().into_parts();
            (head, axum::body::to_bytes(body, usize::MAX).await.unwrap())
        });
        for cookie in head.headers.get_all(header::SET_COOKIE) {
            let (pair, attributes) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
            }
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((_, rest)) = text.split_once("name=\"csrf\" value=\"") {
            *self.csrf.borrow_mut() = rest.split('"').next().unwrap_or_default().to_owned();
        }
        let to = head.headers.get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        Page { status: head.status, to, headers: head.headers, text, bytes: bytes.to_vec() }
    }
}
