//! The settings of each paper: the `bihuan.toml` that lies nearest, then the options of the command line.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use document::{Bilingual, Lang};
use lint::{Settings, SettingsError};

use crate::cli;
use crate::command::rule::no_such;
use crate::failure::Failure;
use crate::input;

/// The name of the settings file.
const NAME: &str = "bihuan.toml";

/// Finds and reads settings, each file once.
pub struct Config {
    given: Option<PathBuf>,
    select: Vec<String>,
    ignore: Vec<String>,
    read: HashMap<PathBuf, Settings>,
}

impl Config {
    /// As the command line has it.
    ///
    /// # Errors
    /// Rules on the command line that do not exist.
    pub fn new(matches: &ArgMatches) -> Result<Self, Failure> {
        let list = |name| matches.get_many::<String>(name).unwrap_or_default().cloned().collect();
        let config = Self {
            given: cli::one_path(matches, "config").map(Path::to_owned),
            select: list("select"),
            ignore: list("ignore"),
            read: HashMap::new(),
        };
        config.with_options(Settings::default())?;
        Ok(config)
    }

    /// The settings of the paper at `path`.
    ///
    /// # Errors
    /// A settings file that cannot be read, or whose content is wrong.
    pub fn of(&mut self, path: &Path) -> Result<Settings, Failure> {
        let Some(file) = self.given.clone().or_else(|| nearest(path)) else {
            return self.with_options(Settings::default());
        };
        if let Some(settings) = self.read.get(&file) {
            return Ok(settings.clone());
        }
        let settings = Settings::from_toml(&input::text(&file)?, NAME).map_err(|error| wrong(&file, &error))?;
        let settings = self.with_options(settings)?;
        self.read.insert(file, settings.clone());
        Ok(settings)
    }

    /// What the command line selects replaces what the file selects; what it ignores is added.
    fn with_options(&self, mut settings: Settings) -> Result<Settings, Failure> {
        if !self.select.is_empty() {
            settings.select(&self.select).map_err(|unknown| no_such(&unknown))?;
        }
        settings.ignore(&self.ignore).map_err(|unknown| no_such(&unknown))?;
        Ok(settings)
    }
}

/// What is wrong with the settings, a line each.
fn wrong(file: &Path, error: &SettingsError) -> Failure {
    let lines = |lang| {
        let line = |fault: &lint::settings::Fault| {
            let (line, reason) = (fault.line, fault.reason.get(lang));
            match (lang, &fault.nearest) {
                (Lang::Zh, None) => format!("第 {line} 行：{reason}"),
                (Lang::Zh, Some(word)) => format!("第 {line} 行：{reason}；是不是“{word}”？"),
                (Lang::En, None) => format!("line {line}: {reason}"),
                (Lang::En, Some(word)) => format!("line {line}: {reason}; did you mean ‘{word}’?"),
            }
        };
        error.faults.iter().map(line).collect::<Vec<_>>().join("\n        ")
    };
    let advice = Bilingual::fixed(
        "改正设置；bihuan rule <代码> 说明每条规则可以调什么",
        "correct the settings; bihuan rule <CODE> says what can be set for each rule",
    );
    Failure::told_of(shorter(file), Bilingual::new(lines(Lang::Zh), lines(Lang::En)), advice)
}

/// The path from the current folder, where it leads down from there.
fn shorter(file: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    here.and_then(|here| file.strip_prefix(here).ok().map(Path::to_owned)).unwrap_or_else(|| file.to_owned())
}

/// The settings file in the folder of `path` or one above it, else in the current folder or one above it.
fn nearest(path: &Path) -> Option<PathBuf> {
    let here = std::env::current_dir().ok();
    let folder = path.parent().and_then(|folder| {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        fs::canonicalize(folder).ok()
    });
    [folder, here]
        .into_iter()
        .flatten()
        .find_map(|start| start.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file()))
}
