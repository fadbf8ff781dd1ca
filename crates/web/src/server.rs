//! Serving: from a listening socket to a handler and back.

use std::cell::OnceCell;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::access::{AccessError, Principal};
use app::{App, Failure, View};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, RawPathParams, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use axum::routing::{MethodFilter, on};
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use ledger::{Bilingual, PersonId, Stream};

use crate::answer::{Answer, Cookie};
use crate::call::{Asked, Call, SESSION, TOLD};
use crate::form::{BadBody, Form, cookies};
use crate::guard;
use crate::journal::Line;
use crate::limits::Door;
use crate::pages;
use crate::route::{self, Route};
use crate::site::Site;
use crate::trouble::Trouble;

/// The cookie that forms are bound to before there is a session.
pub const VISIT: &str = "visit";

/// How a ledger is served.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Certificate chain and key in PEM files; without them plain HTTP, for a proxy in front or for one machine.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Whether a proxy in front says where requests come from and whether they came over TLS (`X-Forwarded-For`, `-Proto`, `-Host`).
    pub behind_proxy: bool,
    /// The most bytes of a form that takes no files.
    pub largest_form: usize,
    /// The most bytes of a form that takes files.
    pub largest_upload: usize,
    /// For how many days the log of requests is kept.
    pub keep_logs: u32,
    /// For how long requests that are under way may go on once the server is told to end.
    pub grace: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            tls: None,
            behind_proxy: false,
            largest_form: 4 << 20,
            largest_upload: 256 << 20,
            // 网络安全法 (Cybersecurity Law) article 21: network logs are kept for at least six months.
            keep_logs: 183,
            grace: Duration::from_secs(10),
        }
    }
}

/// Why a ledger is not served.
#[derive(Debug)]
pub enum ServeError {
    /// Policies cannot be used.
    Access(AccessError),
    /// Nothing can listen there.
    Listen(SocketAddr, std::io::Error),
    /// Certificate or key cannot be used.
    Tls(PathBuf, std::io::Error),
    /// The server ended.
    Ended(std::io::Error),
}

impl ServeError {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Access(error) => error.message(),
            Self::Listen(at, cause) => Bilingual::new(
                format!("在 {at} 上监听不了：{cause}。换一个端口：--listen 127.0.0.1:8081"),
                format!("cannot listen on {at}: {cause}; take another port: --listen 127.0.0.1:8081"),
            ),
            Self::Tls(path, cause) => Bilingual::new(
                format!("证书或私钥 {} 用不了：{cause}；要 PEM 格式的证书链和私钥", path.display()),
                format!("certificate or key {} cannot be used: {cause}; PEM files are wanted", path.display()),
            ),
            Self::Ended(cause) => Bilingual::new(format!("服务停了：{cause}"), format!("the server ended: {cause}")),
        }
    }
}

/// A server that listens and does not serve yet.
pub struct Listening {
    site: Arc<Site>,
    listener: TcpListener,
    /// Where it listens.
    pub at: SocketAddr,
    handle: Handle<SocketAddr>,
}

impl Listening {
    /// Listens.
    ///
    /// # Errors
    /// Policies cannot be used; nothing can listen there.
    pub fn new(app: App, folder: PathBuf, options: Options) -> Result<Self, ServeError> {
        let wanted = options.listen;
        let site = Site::new(app, folder, options).map_err(ServeError::Access)?;
        let listener = TcpListener::bind(wanted).map_err(|error| ServeError::Listen(wanted, error))?;
        let at = listener.local_addr().map_err(|error| ServeError::Listen(wanted, error))?;
        listener.set_nonblocking(true).map_err(|error| ServeError::Listen(wanted, error))?;
        Ok(Self { site: Arc::new(site), listener, at, handle: Handle::new() })
    }

    /// Where it is reached.
    #[must_use]
    pub fn address(&self) -> String {
        let scheme = if self.site.options.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.at)
    }

    /// What all requests share.
    #[must_use]
    pub fn site(&self) -> Arc<Site> {
        Arc::clone(&self.site)
    }

    /// Ends the server from another thread: requests that are under way go on for the grace of its options.
    pub fn stopper(&self) -> impl Fn() + Send + Sync + Clone + 'static {
        let (handle, grace) = (self.handle.clone(), self.site.options.grace);
        move || handle.graceful_shutdown(Some(grace))
    }

    /// Serves until it is told to end.
    ///
    /// # Errors
    /// Certificate or key cannot be used; the server ended by itself.
    pub fn run(self) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Ended)?;
        // Outlives the runtime: a place of evidence has one of its own, which must not be dropped within another.
        let _site = Arc::clone(&self.site);
        let result = runtime.block_on(self.serve());
        // What a request began on a thread of its own is finished: an act is never cut in half.
        runtime.shutdown_timeout(Duration::from_secs(30));
        result
    }

    async fn serve(self) -> Result<(), ServeError> {
        let tls = self.site.options.tls.clone();
        let service = router(self.site).into_make_service_with_connect_info::<SocketAddr>();
        let Some((certificate, key)) = tls else {
            let server = axum_server::from_tcp(self.listener).map_err(ServeError::Ended)?;
            return server.handle(self.handle).serve(service).await.map_err(ServeError::Ended);
        };
        // There may be one already: then that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let config = RustlsConfig::from_pem_file(&certificate, &key).await;
        let config = config.map_err(|error| ServeError::Tls(certificate, error))?;
        let server = axum_server::from_tcp_rustls(self.listener, config).map_err(ServeError::Ended)?;
        server.handle(self.handle).serve(service).await.map_err(ServeError::Ended)
    }
}

/// Serves a ledger until the process is told to end: by Ctrl-C, or by SIGTERM as systemd sends it.
///
/// # Errors
/// As [`Listening`].
pub fn serve(listening: Listening) -> Result<(), ServeError> {
    let stop = listening.stopper();
    let waiting = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(signal())?;
        stop();
        Ok::<(), std::io::Error>(())
    });
    let result = listening.run();
    drop(waiting);
    result
}

async fn signal() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            _ = terminate.recv() => Ok(()),
            pressed = tokio::signal::ctrl_c() => pressed,
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// Everything that can be asked for.
pub fn router(site: Arc<Site>) -> Router {
    let mut router = Router::new();
    for route in route::ALL.iter() {
        let method = if route.method == Method::POST { MethodFilter::POST } else { MethodFilter::GET };
        let answer = move |State(site): State<Arc<Site>>,
                           ConnectInfo(peer): ConnectInfo<SocketAddr>,
                           ids: RawPathParams,
                           request: Request| {
            let ids = ids.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            dispatch(site, route, peer, ids, request)
        };
        router = router.route(route.path, on(method, answer));
    }
    router = router.route("/import/jobs/{job}/events", axum::routing::get(pages::jobs::events));
    let missing = |State(site): State<Arc<Site>>, ConnectInfo(peer): ConnectInfo<SocketAddr>, request: Request| {
        dispatch(site, &pages::MISSING, peer, Vec::new(), request)
    };
    router
        .fallback(missing)
        .method_not_allowed_fallback(missing)
        .layer(axum::extract::DefaultBodyLimit::disable())
        .with_state(site)
}

async fn dispatch(
    site: Arc<Site>,
    route: &'static Route,
    peer: SocketAddr,
    ids: Vec<(String, String)>,
    request: Request,
) -> Response {
    let began = Instant::now();
    let (parts, body) = request.into_parts();
    let mut asked = Asked::new(&parts, &site.options, peer, ids);
    let door = match parts.headers.get(header::CONTENT_TYPE) {
        Some(kind) if kind.as_bytes().starts_with(b"multipart/") => Door::Upload,
        _ => Door::Any,
    };
    let body = if site.limits.take(door, &asked.from) {
        Form::read(Request::from_parts(parts, body), &site.options, route.files).await.map_err(|bad| match bad {
            BadBody::Large => Trouble::Large,
            BadBody::Malformed => Trouble::Malformed,
        })
    } else {
        Err(Trouble::Often)
    };
    let shared = Arc::clone(&site);
    let answered = tokio::task::spawn_blocking(move || {
        let body = body.map(|form| asked.form = form);
        let (answer, person) = answer(&shared, route, &asked, body);
        let took = began.elapsed();
        log(&shared, route, &asked, &answer, person, took);
        answer.into_response(asked.secure)
    });
    answered.await.unwrap_or_else(|_| {
        // A handler panicked: a bug, which must not take the server with it.
        let mut response = Response::new(Body::from("500"));
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}

fn log(site: &Site, route: &Route, asked: &Asked, answer: &Answer, person: Option<PersonId>, took: Duration) {
    let status = answer.status.as_u16();
    site.metrics.count(route.method.as_str(), route.path, status, took);
    let at = site.app.clock.now();
    // A link's secret stands in its path.
    let secret = route.path.contains("{token}");
    let line = Line {
        at,
        from: &asked.from,
        person: person.map(|person| person.to_string()),
        method: &asked.method,
        path: if secret { route.path } else { &asked.path },
        status,
        microseconds: u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
    };
    site.journal.write(site.app.day(at), &line);
}

/// Answers, and tells who asked.
fn answer(site: &Site, route: &Route, asked: &Asked, body: Result<(), Trouble>) -> (Answer, Option<PersonId>) {
    let call = match Call::begin(site, asked) {
        Ok(call) => call,
        Err(failure) => return (pages::errors::bare(asked.lang(), &Trouble::Failure(failure)), None),
    };
    let person = call.who.person;
    let result = body.and_then(|()| run(&call, route));
    let answer = match result {
        Ok(answer) => answer,
        Err(trouble) => troubled(call, route, trouble),
    };
    let answer = if asked.method == "GET" && answer.status == StatusCode::OK && asked.cookies.contains_key(TOLD) {
        answer.cookie(&Cookie { name: TOLD, value: "", seconds: Some(0), secure: asked.secure })
    } else {
        answer
    };
    (visited(answer, asked, person), person)
}

fn run(call: &Call<'_>, route: &Route) -> Result<Answer, Trouble> {
    if call.asked.method == "POST" {
        let sent = call.form().get("csrf");
        if sent.is_empty() || sent != call.csrf() {
            return Err(if route.needs == route::Needs::Nothing || call.who.person.is_some() {
                Trouble::Forged
            } else {
                Trouble::SignIn
            });
        }
    }
    guard::check(call, route)?;
    (route.run)(call)
}

/// The form again with what is wrong with it, or a page that says what happened.
fn troubled(mut call: Call<'_>, route: &Route, trouble: Trouble) -> Answer {
    let status = trouble.status();
    if matches!(trouble, Trouble::SignIn) && call.asked.method == "GET" {
        let back: String = form_urlencoded::byte_serialize(call.here().as_bytes()).collect();
        return Answer::to(format!("/sign-in?to={back}"));
    }
    let form = route.form.filter(|_| trouble.is_mendable());
    call.trouble = Some(trouble);
    let shown = form.and_then(|form| form(&call).ok());
    shown.unwrap_or_else(|| pages::errors::page(&call)).status(status)
}

/// With a cookie for forms to be bound to, where somebody has no session and none yet.
fn visited(answer: Answer, asked: &Asked, person: Option<PersonId>) -> Answer {
    let page = answer.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if person.is_some() || !page {
        return answer;
    }
    let Some(value) = asked.visit.as_deref() else { return answer };
    answer.cookie(&Cookie { name: VISIT, value, seconds: None, secure: asked.secure })
}

impl Asked {
    pub(crate) fn new(
        parts: &axum::http::request::Parts,
        options: &Options,
        peer: SocketAddr,
        ids: Vec<(String, String)>,
    ) -> Self {
        let header =
            |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let forwarded = |name: &str| if options.behind_proxy { header(name) } else { String::new() };
        // The last address was added by the proxy in front; those before it are what the client claims.
        let for_ = forwarded("x-forwarded-for")
            .rsplit(',')
            .next()
            .map(|last| last.trim().to_owned())
            .filter(|last| !last.is_empty());
        let host =
            Some(forwarded("x-forwarded-host")).filter(|host| !host.is_empty()).unwrap_or_else(|| header("host"));
        let path = parts.uri.path();
        let mut cookies = cookies(parts);
        // Forms of the first page are bound to the cookie that comes with it.
        let visit = (!cookies.contains_key(VISIT)).then(|| app::key().ok()).flatten();
        if let (Some(visit), false) = (&visit, cookies.contains_key(SESSION)) {
            cookies.insert(VISIT.to_owned(), visit.clone());
        }
        Self {
            method: parts.method.as_str().to_owned(),
            address: parts.uri.path_and_query().map_or("/", |address| address.as_str()).to_owned(),
            path: decode(path),
            ids,
            query: Form::parse(parts.uri.query().unwrap_or_default().as_bytes()),
            form: Form::default(),
            cookies,
            visit,
            from: for_.unwrap_or_else(|| peer.ip().to_string()),
            secure: options.tls.is_some() || forwarded("x-forwarded-proto") == "https",
            accepts: header("accept-language"),
            host,
        }
    }
}

/// A path with its percent signs undone.
fn decode(path: &str) -> String {
    // A plus sign in a path is a plus sign.
    let pair = format!("p={}", path.replace('+', "%2B").replace('&', "%26").replace(';', "%3B"));
    Form::parse(pair.as_bytes()).get("p").to_owned()
}

impl<'a> Call<'a> {
    /// Who asks, and the ledger at this moment.
    pub(crate) fn begin(site: &'a Site, asked: &'a Asked) -> Result<Self, Failure> {
        let session = asked.token().map(|token| site.app.session(token)).transpose()?.flatten();
        let view = site.app.view()?;
        let who = match &session {
            Some(session) => principal(&view, session.person)?,
            None => Principal::default(),
        };
        // An account that was closed, or that lost its person, is nobody's.
        let session = session.filter(|_| who.person.is_some());
        Ok(Self { site, view, who, session, lang: asked.lang(), asked, trouble: None, tree: OnceCell::new() })
    }
}

/// Somebody as policies see them.
fn principal(view: &View<'_>, person: PersonId) -> Result<Principal, Failure> {
    let Some(snapshot) = view.snapshot(Stream::Person(person))? else { return Ok(Principal::default()) };
    let ledger::State::Person(state) = &snapshot.state else { return Ok(Principal::default()) };
    let roles = view.roles_of(person)?.into_iter().collect();
    let posts = view.posts_of(person)?.into_iter().collect();
    Ok(Principal { person: Some(person), roles, units: state.units.clone(), posts })
}
