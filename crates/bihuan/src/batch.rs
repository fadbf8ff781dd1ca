//! Many files on all cores, their results in the order in which the files were given.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use document::{Bilingual, Lang};
use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Set by the first Ctrl-C; the second ends the program at once.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Whether the person pressed Ctrl-C.
pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

/// How far a batch came.
#[derive(Debug, Clone, Copy)]
pub struct Done {
    done: usize,
    total: usize,
}

impl Done {
    /// Where the person stopped the batch: says how far it came, and gives the exit code.
    pub fn stopped(self, terminal: &Terminal) -> Option<Exit> {
        let Self { done, total } = self;
        interrupted().then(|| {
            terminal.remark(&Bilingual::new(
                format!("已按 Ctrl-C 停下：{total} 个文件做完了 {done} 个。"),
                format!("Stopped by Ctrl-C: {done} of {total} files done."),
            ));
            Exit::Interrupted
        })
    }
}

/// Lets `work` do each of `items` on all cores and hands the results to `sink` in the order of the items,
/// as soon as they are there. A single item is done on this thread: starting others would cost more than it.
///
/// # Errors
/// The first error of `sink`, which ends the batch.
pub fn run<I, T>(
    items: &[I],
    lang: Lang,
    work: impl Fn(usize, &I) -> T + Sync,
    mut sink: impl FnMut(usize, T) -> Result<(), Failure>,
) -> Result<Done, Failure>
where
    I: Sync,
    T: Send,
{
    if let [item] = items {
        sink(0, work(0, item))?;
        return Ok(Done { done: 1, total: 1 });
    }
    listen();
    let stop = AtomicBool::new(false);
    let mut progress = Progress::new(items.len(), lang);
    let mut done = 0;
    let (to, from) = mpsc::sync_channel(64);
    let outcome = std::thread::scope(|scope| {
        let (stop, work) = (&stop, &work);
        scope.spawn(move || {
            items.iter().enumerate().par_bridge().for_each_with(to, |to, (index, item)| {
                if !stop.load(Ordering::Relaxed) && !interrupted() {
                    // Refused only where the receiver has stopped listening, and then nobody wants it.
                    let _ = to.send((index, work(index, item)));
                }
            });
        });
        let mut emit = |index, result| {
            done += 1;
            progress.at(done);
            progress.aside(|| sink(index, result))
        };
        let outcome = in_order(&from, &mut emit);
        stop.store(true, Ordering::Relaxed);
        drop(from);
        outcome
    });
    outcome.map(|()| Done { done, total: items.len() })
}

/// Emits what comes in rising order of its index, without holes while the batch runs; what is left after a
/// stop is emitted too, for it was done.
fn in_order<T>(
    from: &mpsc::Receiver<(usize, T)>,
    emit: &mut impl FnMut(usize, T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (index, result) in from {
        waiting.insert(index, result);
        while let Some(result) = waiting.remove(&next) {
            emit(next, result)?;
            next += 1;
        }
    }
    waiting.into_iter().try_for_each(|(index, result)| emit(index, result))
}

/// Takes over Ctrl-C. Where the system refuses, Ctrl-C ends the program as ever.
pub fn listen() {
    let _ = ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            #[expect(clippy::exit, reason = "the person insists; files are written whole or not at all anyway")]
            std::process::exit(130);
        }
    });
}
