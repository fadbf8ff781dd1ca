//! The demonstration, served for real: a copy for each test, at a port of this machine.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use app::{App, Choices, Clock, Config};
use demo::{Cast, Role};
use jiff::{SignedDuration, Timestamp};
use ledger::{Actor, PersonId};
use serde_json::json;
use tempfile::TempDir;
use web::{Listening, Options};

use super::User;
use crate::common;

/// A server of this test alone; it ends with it.
pub struct Served {
    /// Where it is, as `http://127.0.0.1:8080`.
    pub origin: String,
    /// Let go before the runtime of the test is.
    app: Option<App>,
    /// One of each role, for what somebody began belongs to their session.
    sessions: Mutex<HashMap<Role, String>>,
    stop: Box<dyn Fn() + Send + Sync>,
    thread: Option<JoinHandle<()>>,
    _folder: TempDir,
}

impl Served {
    /// The demonstration on its last day; time goes on from there.
    pub fn demo() -> Self {
        let (app, folder) = apart(|| {
            let folder = common::copied();
            let config = Config::read(folder.path()).unwrap();
            (App::open(&config, clock()).unwrap(), folder)
        });
        Self::serve(app, folder)
    }

    /// A ledger that has just begun.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = apart(|| App::init(folder.path(), &Choices::default(), clock()).unwrap());
        Self::serve(app, folder)
    }

    fn serve(mut app: App, folder: TempDir) -> Self {
        app.rules.hashing = app::accounts::Hashing::CHEAP;
        let options = Options {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            grace: Duration::from_millis(50),
            ..Options::default()
        };
        let listening = Listening::new(app.clone(), folder.path().to_owned(), options).unwrap();
        let (origin, stop) = (listening.address(), Box::new(listening.stopper()));
        let thread = Some(std::thread::spawn(move || listening.run().unwrap()));
        Self { origin, app: Some(app), sessions: Mutex::default(), stop, thread, _folder: folder }
    }

    /// The ledger, to look things up in: [`apart`].
    pub fn app(&self) -> &App {
        self.app.as_ref().unwrap()
    }

    /// The first of the cast in a role.
    pub fn cast(&self, role: Role) -> &'static Cast {
        common::cast(role)
    }

    /// A photo that nobody has shown yet.
    pub fn photo(&self) -> Vec<u8> {
        let mut bytes = apart(|| {
            let shown = self.app().view().unwrap().evidence().unwrap().rows;
            let photo = shown.iter().find(|file| file.name.ends_with(".png")).unwrap();
            let mut bytes = Vec::new();
            self.app().fetch(photo.id, &mut bytes).unwrap();
            bytes
        });
        // What follows its end is not drawn, and makes it another file.
        bytes.extend(b"another");
        bytes
    }

    /// A link that signs somebody in, as the demonstration prints it.
    pub fn link(&self, person: PersonId) -> String {
        let until = self.app().clock.now().checked_add(SignedDuration::from_hours(1)).unwrap();
        let token = self.app().sign_in_link(Actor::LOCAL, person, until, true).unwrap();
        format!("/sign-in/link/{}", token.as_str())
    }

    /// Opens somebody's link and signs in by it.
    pub async fn sign_in(&self, user: &User, person: PersonId) {
        user.open(&self.link(person)).await;
        user.press("登录").await;
        user.pass("/sign-in").await;
    }

    /// Puts a session of the cast in a role into the browser, or of nobody: where signing in is not what is looked at.
    pub async fn seat(&self, user: &User, role: Option<Role>) {
        user.ask("DELETE", "/cookie", json!(null)).await.unwrap();
        let Some(role) = role else { return };
        let session = self.session(role);
        user.wear("session", &session).await;
    }

    fn session(&self, role: Role) -> String {
        let mut sessions = self.sessions.lock().unwrap();
        let begin = || common::begin(self.app(), self.cast(role).person).token.as_str().to_owned();
        sessions.entry(role).or_insert_with(begin).clone()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        (self.stop)();
        let (app, thread) = (self.app.take(), self.thread.take());
        apart(|| {
            drop(app);
            let _ = thread.map(JoinHandle::join);
        });
    }
}

/// Does what may block, as a ledger does where files are read, beside the runtime of the test.
pub fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join()).unwrap_or_else(|error| std::panic::resume_unwind(error))
}

/// From the last day of the demonstration on.
fn clock() -> Clock {
    let (from, began) = (common::now(), Instant::now());
    Clock::new(move || {
        let passed = SignedDuration::try_from(began.elapsed()).unwrap_or_default();
        from.checked_add(passed).unwrap_or(Timestamp::MAX)
    })
}
