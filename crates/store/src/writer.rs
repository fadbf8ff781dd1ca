//! The one writer of a store: it gathers what is waiting and commits it together.
//!
//! In one transaction, in this order: the head is locked and read, commands applied before are found, the versions that
//! each append expects are checked, entries get their numbers, times and salts, their headers are hashed, and everything
//! that follows from them is written: the tree's new hashes, snapshots, projections, and the head with its signature. Then
//! the commit, and only then the answers.
//!
//! Whatever fails, fails for the group: nothing of it is in the database, each waiting caller gets the error, and
//! the next group starts afresh. An error that one append may have caused is looked for by committing each alone.

mod cache;
pub(crate) mod core;
pub(crate) mod erase;
pub(crate) mod group;
mod publish;

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

pub(crate) use self::core::Core;
use crate::{Append, AppendError, Appended, StoreError};

/// How many callers may wait before the next one waits to be let in.
const QUEUE: usize = 4096;
/// Most appends in one transaction, so that nobody waits for long.
const GROUP: usize = 512;

type Answer = Result<Appended, AppendError>;
type Task = Box<dyn FnOnce(&mut Core) + Send>;

/// An append on its way, with its payloads written out by the caller's thread.
pub(crate) struct Prepared {
    pub append: Append,
    pub payloads: Vec<String>,
}

enum Job {
    Append(Prepared, SyncSender<Answer>),
    Task(Task),
}

/// The thread that writes.
pub(crate) struct Writer {
    queue: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub fn start(core: Core) -> Result<Self, StoreError> {
        let (queue, jobs) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new().name("store-writer".into()).spawn(move || run(core, &jobs));
        let thread = thread
            .map_err(|error| StoreError::Engine { doing: "starting the writer's thread", cause: error.to_string() })?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    pub fn append(&self, append: Append) -> Answer {
        let payloads = append.events.iter().map(|(_, event)| payload(event)).collect::<Result<_, _>>()?;
        let (sender, receiver) = sync_channel(1);
        self.send(Job::Append(Prepared { append, payloads }, sender))?;
        receiver.recv().unwrap_or(Err(AppendError::Store(StoreError::Stopped)))
    }

    /// Runs `task` between two groups, on the writer's thread.
    pub fn run<T: Send + 'static>(
        &self,
        task: impl FnOnce(&mut Core) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (sender, receiver) = sync_channel(1);
        let task = move |core: &mut Core| {
            // A caller that no longer waits needs no answer.
            let _ = sender.send(task(core));
        };
        self.send(Job::Task(Box::new(task)))?;
        receiver.recv().unwrap_or(Err(StoreError::Stopped))
    }

    fn send(&self, job: Job) -> Result<(), StoreError> {
        let queue = self.queue.as_ref().ok_or(StoreError::Stopped)?;
        match queue.try_send(job) {
            Ok(()) => Ok(()),
            Err(TrySendError::Full(job)) => queue.send(job).map_err(|_| StoreError::Stopped),
            Err(TrySendError::Disconnected(_)) => Err(StoreError::Stopped),
        }
    }
}

/// Waits for what is under way.
impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A writer that panicked has told its callers by going.
            let _ = thread.join();
        }
    }
}

fn payload(event: &ledger::Event) -> Result<String, StoreError> {
    String::from_utf8(event.to_payload()).map_err(|_| StoreError::damaged("a payload is not UTF-8"))
}

fn run(mut core: Core, jobs: &Receiver<Job>) {
    let mut next = jobs.recv().ok();
    while let Some(job) = next.take() {
        match job {
            Job::Task(task) => task(&mut core),
            Job::Append(prepared, answer) => {
                let mut waiting = vec![(prepared, answer)];
                while waiting.len() < GROUP {
                    match jobs.try_recv() {
                        Ok(Job::Append(prepared, answer)) => waiting.push((prepared, answer)),
                        Ok(other) => {
                            next = Some(other);
                            break;
                        }
                        Err(_) => break,
                    }
                }
                let (prepared, answers): (Vec<_>, Vec<_>) = waiting.into_iter().unzip();
                for (result, answer) in core.commit(&prepared).into_iter().zip(answers) {
                    // As above: nobody waits for it.
                    let _ = answer.send(result);
                }
            }
        }
        if next.is_none() {
            next = jobs.recv().ok();
        }
    }
}
