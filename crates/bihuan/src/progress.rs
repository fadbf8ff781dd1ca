//! The progress bar of long calls: on a terminal only, and only once a call turns out to be long.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use document::Lang;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a call must last before it shows a bar.
const PATIENCE: Duration = Duration::from_millis(400);

/// A bar on standard error that counts files.
pub struct Progress {
    total: u64,
    lang: Lang,
    since: Instant,
    bar: Option<ProgressBar>,
    wanted: bool,
}

impl Progress {
    /// A bar for `total` files.
    pub fn new(total: usize, lang: Lang) -> Self {
        let wanted = total > 1 && std::io::stderr().is_terminal();
        Self { total: total as u64, lang, since: Instant::now(), bar: None, wanted }
    }

    /// `done` files are done.
    pub fn at(&mut self, done: usize) {
        if !self.wanted || (self.bar.is_none() && self.since.elapsed() < PATIENCE) {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| bar(self.total, self.lang));
        bar.set_position(done as u64);
    }

    /// Does `act`, which prints, with the bar out of the way.
    pub fn aside<T>(&self, act: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(act),
            None => act(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64, lang: Lang) -> ProgressBar {
    let template = match lang {
        Lang::Zh => "{bar:30.cyan} {pos}/{len} 份，约剩 {eta}",
        Lang::En => "{bar:30.cyan} {pos}/{len} files, about {eta} left",
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    bar.set_style(style.progress_chars("━╸─"));
    bar
}

/// A bar on standard error for work that tells itself how far it has come.
pub struct Bar {
    lang: Lang,
    since: Instant,
    bar: Option<ProgressBar>,
    wanted: bool,
}

impl Bar {
    /// A bar that shows once the work turns out to be long.
    pub fn new(lang: Lang) -> Self {
        Self { lang, since: Instant::now(), bar: None, wanted: std::io::stderr().is_terminal() }
    }

    /// `done` of `total` are done of what is called `what`.
    pub fn at(&mut self, what: &str, done: u64, total: u64) {
        if !self.wanted || (self.bar.is_none() && self.since.elapsed() < PATIENCE) {
            return;
        }
        let lang = self.lang;
        let bar = self.bar.get_or_insert_with(|| {
            let template = match lang {
                Lang::Zh => "{msg} {bar:30.cyan} {pos}/{len}，约剩 {eta}",
                Lang::En => "{msg} {bar:30.cyan} {pos}/{len}, about {eta} left",
            };
            let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr()).with_style(style)
        });
        bar.set_message(what.to_owned());
        bar.set_length(total);
        bar.set_position(done);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
