//! The work itself: each file is read, checked and taken in, and something is told of each.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use app::import::{Incoming, Intake, PaperChange};
use app::review::Reading;
use app::{App, Clock, Failure};
use ledger::{Actor, Bilingual, PaperId};
use tokio::sync::watch;

use super::{Fate, Job, Progress, Taken};
use crate::call::Call;
use crate::form::Upload;
use crate::trouble::Trouble;

/// What is to be done.
pub struct Order {
    /// How the papers are to be taken in.
    pub intake: Intake,
    /// The papers.
    pub files: Vec<Upload>,
}

/// What a thread takes along.
struct Hand {
    app: App,
    who: Actor,
    intake: Intake,
    job: Arc<Job>,
    turn: Arc<Mutex<()>>,
}

/// Tells the end of the work, even where it ends by a bug.
struct Ending(Arc<Job>, Clock);

impl Drop for Ending {
    fn drop(&mut self) {
        let now = self.1.now();
        self.0.progress.send_modify(|progress| {
            for (_, fate) in &mut progress.files {
                match fate {
                    Fate::Waits => *fate = Fate::Stopped,
                    Fate::Reads => {
                        let why = vec![Bilingual::fixed(
                            "读取时出了内部错误，没有录入",
                            "an internal error came up while it was read; it was not taken in",
                        )];
                        let advice = Bilingual::fixed(
                            "请把文件另存为 .docx 后再试；仍不行请联系系统管理员",
                            "save it as .docx and try again; if that fails, ask an administrator",
                        );
                        *fate = Fate::Refused { why, advice: Some(advice) };
                    }
                    _ => {}
                }
            }
            progress.ended = Some(now);
        });
    }
}

/// Begins the work, unless the same form began it already.
///
/// # Errors
/// Nobody signed in; the system has no randomness or no thread.
pub fn begin(call: &Call<'_>, order: Order) -> Result<Arc<Job>, Trouble> {
    let jobs = &call.site.jobs;
    let session = call.session.as_ref().ok_or(Trouble::SignIn)?.id.clone();
    let form = call.act_key()?;
    jobs.forget(call.app().clock.now());
    let mut all = jobs.lock();
    let same = |job: &&Arc<Job>| job.session == session && job.form.is_some() && job.form == form;
    if let Some(same) = all.values().find(same) {
        return Ok(Arc::clone(same));
    }
    let files = order.files.iter().map(|file| (file.name.clone(), Fate::Waits)).collect();
    let job = Arc::new(Job {
        id: app::key()?,
        form,
        session,
        campaign: order.intake.campaign,
        stop: AtomicBool::new(false),
        progress: watch::Sender::new(Progress { files, ended: None }),
    });
    all.insert(job.id.clone(), Arc::clone(&job));
    drop(all);
    let hand = Hand {
        app: call.app().clone(),
        who: call.actor()?,
        intake: order.intake,
        job: Arc::clone(&job),
        turn: Arc::clone(&jobs.turn),
    };
    std::thread::spawn(move || hand.work(order.files));
    Ok(job)
}

impl Hand {
    fn work(self, files: Vec<Upload>) {
        let _ending = Ending(Arc::clone(&self.job), self.app.clock.clone());
        for (index, file) in files.into_iter().enumerate() {
            if self.job.is_stopped() {
                return;
            }
            let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
            self.tell(index, Fate::Reads);
            let fate = match self.take(&file) {
                Ok(taken) => Fate::In(Arc::new(taken)),
                Err(failure) => Fate::Refused { why: failure.reasons(), advice: failure.advice() },
            };
            drop(turn);
            self.tell(index, fate);
        }
    }

    fn tell(&self, index: usize, fate: Fate) {
        self.job.progress.send_modify(|progress| {
            if let Some((_, now)) = progress.files.get_mut(index) {
                *now = fate;
            }
        });
    }

    fn take(&self, file: &Upload) -> Result<Taken, Failure> {
        let reading = Reading::of(&file.name, &file.bytes)?;
        let diagnostics = reading.diagnostics.len();
        let incoming = Incoming::new(file.name.clone(), file.bytes.to_vec(), reading.document)?;
        let form = self.job.form.clone().unwrap_or_else(|| format!("web/{}/{}", self.who, self.job.id));
        let key = format!("{form}/{}", incoming.digest);
        let (proposal, done) = self.app.import(self.who, Some(&key), &incoming, &self.intake)?;
        let known = match proposal.paper {
            PaperChange::Same(paper) | PaperChange::Earlier { paper, .. } => Some(paper),
            _ => done.new::<PaperId>(),
        };
        let paper = known.ok_or_else(|| {
            let what = Bilingual::fixed("材料没有登记上", "the paper was not entered");
            Failure::Unfit { what: vec![what], advice: Bilingual::fixed("请再传一次", "send it again") }
        })?;
        Ok(Taken { paper, proposal, diagnostics })
    }
}
