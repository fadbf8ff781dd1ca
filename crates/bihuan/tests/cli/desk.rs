//! A folder of files to run the binary in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder of its own for one test, removed at its end.
pub struct Desk {
    folder: PathBuf,
}

impl Desk {
    /// An empty folder.
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("desk-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("a folder for the test");
        Self { folder }
    }

    /// A folder with the papers that the project ships.
    pub fn with_samples() -> Self {
        let desk = Self::new();
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
        for sample in ["self-examination.txt", "rectification-plan.docx", "hazard-ledger.xlsx"] {
            fs::copy(samples.join(sample), desk.path(sample)).expect("a sample");
        }
        desk
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Puts a file into the folder.
    pub fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
        self
    }

    /// A file's text.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text file")
    }

    /// Names of the files in the folder.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The binary, to be run in the folder by a Chinese user with 80 columns.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bihuan"));
        command.args(arguments).current_dir(&self.folder).stdin(Stdio::null());
        command.env("COLUMNS", "80").env("LC_ALL", "zh_CN.UTF-8").env_remove("NO_COLOR");
        command
    }

    /// Runs the binary.
    pub fn output(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the binary runs")
    }

    /// Runs the binary and shows all that a person sees.
    pub fn run(&self, arguments: &[&str]) -> String {
        shown(&self.output(arguments))
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // A folder left behind harms nothing.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Standard output, standard error where there is any, and the exit code.
pub fn shown(output: &Output) -> String {
    let mut shown = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let errors = String::from_utf8(output.stderr.clone()).expect("UTF-8");
    if !errors.is_empty() {
        shown.push_str("-- standard error --\n");
        shown.push_str(&errors);
    }
    match output.status.code() {
        Some(0) => {}
        code => shown.push_str(&format!("-- exit code {} --\n", code.map_or("none".into(), |c| c.to_string()))),
    }
    shown
}
