//! What the program knows about who reads what it prints: a person's language, colours and width, or a program.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};

use document::{Bilingual, Lang};

use crate::failure::{Exit, Failure};

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// In a terminal only, and not where `NO_COLOR` is set (<https://no-color.org>).
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Language, colours and width.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Language of everything a person reads.
    pub lang: Lang,
    /// Colours of standard output.
    pub paint: Paint,
    errors: Paint,
    /// Whether failures are told as JSON.
    json: bool,
    /// Columns that standard output has.
    pub width: usize,
}

/// Columns of text where nobody says how wide the screen is.
const WIDTH: usize = 100;

impl Terminal {
    /// The terminal that standard output and standard error are connected to.
    pub fn new(lang: Lang, color: Color, json: bool) -> Self {
        let on = |is_terminal: bool| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        };
        Self {
            lang,
            paint: Paint { on: on(std::io::stdout().is_terminal()) },
            errors: Paint { on: on(std::io::stderr().is_terminal()) },
            json,
            width: width(),
        }
    }

    /// `sentence` in the language of the interface.
    pub fn say<'a>(&self, sentence: &'a Bilingual) -> &'a str {
        sentence.get(self.lang)
    }

    /// `zh` or `en`.
    pub fn tr<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        crate::cli::tr(self.lang, zh, en)
    }

    /// Prints a failure: for people to standard error, for programs as one line of JSON among the results.
    pub fn report(&self, failure: &Failure) {
        if self.json {
            let _ = std::io::stdout().write_all(format!("{}\n", failure.json()).as_bytes());
        } else {
            self.tell(failure);
        }
    }

    /// Prints a failure to standard error: which file, what, and what to do.
    pub fn tell(&self, failure: &Failure) {
        let refused = failure.exit() == Exit::Refused;
        let mut text =
            if refused { String::new() } else { self.errors.red(self.tr("错误：", "error: ")).into_owned() };
        if let Some(file) = failure.file() {
            text.push_str(&self.errors.bold(&clean(&file)));
            text.push_str(self.tr("：", ": "));
        }
        text.push_str(&clean(self.say(&failure.what())));
        text.push('\n');
        if let Some(advice) = failure.advice() {
            text.push_str(&self.errors.cyan(self.tr("  办法：", "  help: ")));
            text.push_str(&clean(self.say(&advice)));
            text.push('\n');
        }
        // Nobody is left to hear that standard error is closed.
        let _ = std::io::stderr().write_all(text.as_bytes());
    }

    /// Prints a remark to standard error.
    pub fn remark(&self, sentence: &Bilingual) {
        let _ = std::io::stderr().write_all(format!("{}\n", clean(self.say(sentence))).as_bytes());
    }
}

/// `COLUMNS` where set, else the terminal's, else [`WIDTH`]; from 40 up.
fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|c| c.parse::<usize>().ok());
    let seen = || {
        let out = std::io::stdout();
        terminal_size::terminal_size_of(out).map(|(terminal_size::Width(w), _)| usize::from(w))
    };
    asked.or_else(seen).unwrap_or(WIDTH).clamp(40, 1000)
}

/// `text` without control characters, which could drive the terminal of whoever reads a hostile paper.
pub fn clean(text: &str) -> Cow<'_, str> {
    // Only these bytes begin such a character in UTF-8. No early end: so many bytes are looked at in one step.
    let suspect = |b: u8| (b < b' ' && b != b'\n') | matches!(b, 0x7f | 0xc2 | 0xe2);
    let harmless = |c: char| c == '\n' || !(c.is_control() || is_direction(c));
    if !text.bytes().fold(false, |any, b| any | suspect(b)) || text.chars().all(harmless) {
        return text.into();
    }
    text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| harmless(*c)).collect::<String>().into()
}

/// Marks that turn the direction of what follows (Unicode Bidirectional Algorithm, UAX 9).
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Colours by ANSI escapes (ECMA-48 SGR), or plain text.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    /// Whether to colour.
    pub on: bool,
}

impl Paint {
    fn sgr<'t>(self, code: &str, text: &'t str) -> Cow<'t, str> {
        if self.on && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m").into() } else { text.into() }
    }

    /// Stands out.
    pub fn bold(self, text: &str) -> Cow<'_, str> {
        self.sgr("1", text)
    }

    /// Stands back.
    pub fn dim(self, text: &str) -> Cow<'_, str> {
        self.sgr("2", text)
    }

    /// Wrong.
    pub fn red(self, text: &str) -> Cow<'_, str> {
        self.sgr("1;31", text)
    }

    /// Doubtful.
    pub fn yellow(self, text: &str) -> Cow<'_, str> {
        self.sgr("33", text)
    }

    /// Done, promised.
    pub fn green(self, text: &str) -> Cow<'_, str> {
        self.sgr("32", text)
    }

    /// Done with, closed.
    pub fn blue(self, text: &str) -> Cow<'_, str> {
        self.sgr("34", text)
    }

    /// Long-term.
    pub fn magenta(self, text: &str) -> Cow<'_, str> {
        self.sgr("35", text)
    }

    /// A heading, a hint.
    pub fn cyan(self, text: &str) -> Cow<'_, str> {
        self.sgr("36", text)
    }
}
