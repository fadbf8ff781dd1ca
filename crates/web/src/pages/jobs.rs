//! Long work that is under way (进行中的工作): files that are read and taken in, one after another on a thread of their own, with
//! progress as server-sent events. In memory alone, and forgotten after an hour; what was taken in stands in the ledger.

mod work;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use app::import::Proposal;
use axum::body::Body;
use axum::extract::{ConnectInfo, Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use jiff::Timestamp;
use ledger::{Bilingual, CampaignId, PaperId};
use tokio::sync::watch;

use crate::call::{Asked, Call};
use crate::pages::import::{job, reading::Readings};
use crate::site::Site;
use crate::trouble::Trouble;
pub use work::{Order, begin};

/// For how many seconds work that ended is remembered.
const KEPT: i64 = 60 * 60;

/// Long work that is under way.
#[derive(Default)]
pub struct Jobs {
    all: Mutex<HashMap<String, Arc<Job>>>,
    /// Files are read one at a time, whoever sent them: papers take a moment, and pages go on being served.
    turn: Arc<Mutex<()>>,
    /// Papers that were read for pages.
    pub readings: Readings,
}

/// Papers on their way in.
pub struct Job {
    /// Its id.
    pub id: String,
    /// What stands for the form that began it: sent twice, it begins once.
    form: Option<String>,
    /// The session that began it.
    session: String,
    /// The campaign that the papers belong to.
    pub campaign: CampaignId,
    stop: AtomicBool,
    progress: watch::Sender<Progress>,
}

/// How far it has come.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    /// Every file by its name, with what became of it.
    pub files: Vec<(String, Fate)>,
    /// When it ended.
    pub ended: Option<Timestamp>,
}

/// What became of a file.
#[derive(Debug, Clone)]
pub enum Fate {
    /// It waits.
    Waits,
    /// It is being read.
    Reads,
    /// It was read, and is part of the ledger.
    In(Arc<Taken>),
    /// It was not taken in: why, and what to do.
    Refused {
        /// Each reason.
        why: Vec<Bilingual>,
        /// What to do.
        advice: Option<Bilingual>,
    },
    /// It was not looked at: the work was stopped before.
    Stopped,
}

/// A paper that was taken in.
#[derive(Debug)]
pub struct Taken {
    /// The paper.
    pub paper: PaperId,
    /// What was read, and what it changed.
    pub proposal: Proposal,
    /// How many things are to be said about it.
    pub diagnostics: usize,
}

impl Progress {
    /// How many files are done with.
    #[must_use]
    pub fn done(&self) -> usize {
        self.files.iter().filter(|(_, fate)| !matches!(fate, Fate::Waits | Fate::Reads)).count()
    }

    /// The paper to go on with, where it was one alone and went well.
    #[must_use]
    pub fn only(&self) -> Option<PaperId> {
        match self.files.as_slice() {
            [(_, Fate::In(taken))] if !taken.proposal.changes_nothing() => Some(taken.paper),
            _ => None,
        }
    }
}

impl Job {
    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress.borrow().clone()
    }

    /// Ends it behind the file that is being read.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

impl Jobs {
    /// Work that this session began.
    #[must_use]
    pub fn find(&self, id: &str, session: &str) -> Option<Arc<Job>> {
        self.lock().get(id).filter(|job| job.session == session).cloned()
    }

    /// All work of a session that has not ended.
    #[must_use]
    pub fn under_way(&self, session: &str) -> Vec<Arc<Job>> {
        let open = |job: &&Arc<Job>| job.session == session && job.progress.borrow().ended.is_none();
        self.lock().values().filter(open).cloned().collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Job>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget(&self, now: Timestamp) {
        let old = |job: &Job| job.progress.borrow().ended.is_some_and(|at| now.duration_since(at).as_secs() > KEPT);
        self.lock().retain(|_, job| !old(job));
    }
}

/// The work that the path names, for whoever may see it.
///
/// # Errors
/// There is none, it is somebody else's, or its campaign is no longer the caller's to work on.
pub fn of(call: &Call<'_>) -> Result<Arc<Job>, Trouble> {
    let session = call.session.as_ref().ok_or(Trouble::SignIn)?;
    let job = call.site.jobs.find(call.part("job"), &session.id).ok_or(Trouble::Missing)?;
    call.demand(app::access::Action::TakeIn, job.campaign)?;
    Ok(job)
}

/// The progress of one, a message whenever something became of a file.
pub async fn events(
    State(site): State<Arc<Site>>,
    ConnectInfo(peer): ConnectInfo<std::net::SocketAddr>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let asked = Asked::new(&parts, &site.options, peer, vec![("job".to_owned(), id)]);
    let shared = Arc::clone(&site);
    let found = tokio::task::spawn_blocking(move || {
        let call = Call::begin(&shared, &asked)?;
        crate::guard::check(&call, &job::SHOWN)?;
        Ok::<_, Trouble>((of(&call)?, call.lang))
    });
    let (job, lang) = match found.await {
        Ok(Ok(found)) => found,
        Ok(Err(trouble)) => return trouble.status().into_response(),
        Err(_) => return axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    let told = stream::unfold((job.progress.subscribe(), None), move |(mut progress, last)| {
        let (site, job) = (Arc::clone(&site), Arc::clone(&job));
        async move {
            match last {
                Some(true) => return None,
                Some(false) => progress.changed().await.ok()?,
                None => {}
            }
            let now = progress.borrow_and_update().clone();
            let message = job::message(&site.texts, lang, &job.id, &now);
            let sent = Ok::<_, std::convert::Infallible>(format!("data: {message}\n\n"));
            Some((sent, (progress, Some(now.ended.is_some()))))
        }
    });
    let mut response = Response::new(Body::from_stream(told));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}
