//! Standard output, and files written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use document::Bilingual;

use crate::failure::Failure;

/// Standard output, buffered.
pub struct Output {
    to: BufWriter<StdoutLock<'static>>,
    /// Somebody watches: what is there is shown at once.
    watched: bool,
}

impl Output {
    /// Takes standard output.
    pub fn new() -> Self {
        let watched = io::stdout().is_terminal();
        // Small: what is larger, most results of a paper are, goes out without a copy.
        Self { to: BufWriter::with_capacity(1 << 12, io::stdout().lock()), watched }
    }

    /// Writes `text`.
    ///
    /// # Errors
    /// [`Failure::Closed`] where the reader has gone, [`Failure::Output`] on any other error.
    pub fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.to.write_all(text.as_bytes()).map_err(refused)?;
        if self.watched { self.flush() } else { Ok(()) }
    }

    /// Hands on what is buffered, so that it stands before what comes on standard error.
    ///
    /// # Errors
    /// As [`print`](Self::print).
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.to.flush().map_err(refused)
    }
}

fn refused(error: io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe { Failure::Closed } else { Failure::Output(error) }
}

/// Refuses `out` where writing it would overwrite one of the `papers` that are read, or where its name ends in
/// none of `endings`: with the name of the output forgotten, an option takes the paper that follows it. A name
/// without an ending (`/dev/stdout`) will do.
///
/// # Errors
/// [`Failure::Told`].
pub fn spare<'a>(out: &Path, endings: &[&str], papers: impl IntoIterator<Item = &'a Path>) -> Result<(), Failure> {
    let told = |what, advice| Err(Failure::told_of(out, what, advice));
    if out.extension().is_some_and(|own| !endings.iter().any(|ending| own.eq_ignore_ascii_case(ending))) {
        let names: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
        return told(
            Bilingual::new(
                format!("要写的文件应当以 {} 结尾，没有写", names.join("、")),
                format!("the file to write must end in {}; nothing was written", names.join(" or ")),
            ),
            Bilingual::fixed("在选项后面写上结果的文件名", "name the file for the result right after the option"),
        );
    }
    let real = fs::canonicalize(out).ok();
    if real.is_some() && papers.into_iter().any(|paper| fs::canonicalize(paper).ok() == real) {
        return told(
            Bilingual::fixed(
                "会盖掉要读的材料，没有写",
                "this would overwrite a paper that is read; nothing was written",
            ),
            Bilingual::fixed("换一个文件名", "choose another name"),
        );
    }
    Ok(())
}

/// Refuses `out` where there is such a file already, unless `overwrite` says that it may go: somebody may have worked
/// in it since. What is no ordinary file (`/dev/stdout`) will do.
///
/// # Errors
/// [`Failure::Told`].
pub fn fresh(out: &Path, overwrite: bool) -> Result<(), Failure> {
    if overwrite || !out.is_file() {
        return Ok(());
    }
    Err(Failure::told_of(
        out,
        Bilingual::fixed("已有这个文件，没有覆盖", "there is such a file already; it was not overwritten"),
        Bilingual::fixed(
            "换个文件名；确实不要那个文件，就加 --overwrite",
            "choose another name, or add --overwrite to replace it",
        ),
    ))
}

/// Writes `bytes` to `path`: into a file beside it that then takes its name, so that nobody ever sees half a
/// file and what stood there before is kept until the new one is whole. A link is followed; permissions of
/// a file that is replaced are kept. What is no ordinary file (`/dev/stdout`) is written to directly.
///
/// # Errors
/// [`Failure::Unwritable`].
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    save_with(path, |file| file.write_all(bytes).map_err(|error| Failure::Unwritable(path.to_owned(), error)))
}

/// The same with what `write` writes, for what is too large to be held in memory.
///
/// # Errors
/// [`Failure::Unwritable`], and whatever `write` fails with: then what stood there before is as it was.
pub fn save_with(path: &Path, write: impl FnOnce(&mut File) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut failed = None;
    let replaced = replace(path, |file| {
        write(file).map_err(|failure| {
            failed = Some(failure);
            io::ErrorKind::Other.into()
        })
    });
    match (replaced, failed) {
        (Ok(()), _) => Ok(()),
        (Err(_), Some(failure)) => Err(failure),
        (Err(error), None) => Err(Failure::Unwritable(path.to_owned(), error)),
    }
}

fn replace(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&target).ok();
    if before.as_ref().is_some_and(|m| m.is_dir()) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if before.as_ref().is_some_and(|m| !m.is_file()) {
        return write(&mut File::options().write(true).open(&target)?);
    }
    // A rename would get round the write protection of the file itself.
    if before.as_ref().is_some_and(|m| m.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let beside = beside(&target);
    let written = File::create(&beside)
        .and_then(|mut file| write(&mut file))
        .and_then(|()| before.map_or(Ok(()), |m| fs::set_permissions(&beside, m.permissions())))
        .and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        // Best effort: the error that matters is the one returned.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Files written so far by this process.
static TURN: AtomicU32 = AtomicU32::new(0);

/// A name in the same folder (a rename must not cross file systems) that nobody else uses.
fn beside(target: &Path) -> std::path::PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    let turn = TURN.fetch_add(1, Ordering::Relaxed);
    name.push(format!(".{}-{turn}.part", std::process::id()));
    target.with_file_name(name)
}
