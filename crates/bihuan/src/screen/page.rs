//! A page of facts under headings.

use std::borrow::Cow;

use app::view::Next;

use crate::table::{width, wrap};
use crate::terminal::{Terminal, clean};

/// Columns of the screen beyond which text is harder to read, not easier.
const WIDEST: usize = 120;

/// A page that is being written.
pub struct Page<'t> {
    /// Where it is shown.
    pub terminal: &'t Terminal,
    width: usize,
    indent: usize,
    out: String,
}

impl<'t> Page<'t> {
    /// An empty page.
    pub fn new(terminal: &'t Terminal) -> Self {
        Self { terminal, width: terminal.width.min(WIDEST), indent: 0, out: String::new() }
    }

    /// All that was written.
    pub fn finish(self) -> String {
        self.out
    }

    /// A line, broken where it is too long.
    pub fn line(&mut self, text: &str) {
        self.painted(text, |line| Cow::Borrowed(line));
    }

    /// A line that stands out.
    pub fn bold(&mut self, text: &str) {
        let paint = self.terminal.paint;
        self.painted(text, |line| paint.bold(line));
    }

    /// A line that stands back.
    pub fn quiet(&mut self, text: &str) {
        let paint = self.terminal.paint;
        self.painted(text, |line| paint.dim(line));
    }

    /// A line in some colour.
    pub fn painted(&mut self, text: &str, paint: impl for<'l> Fn(&'l str) -> Cow<'l, str>) {
        for line in wrap(&clean(text), self.width.saturating_sub(self.indent)) {
            self.out.push_str(&" ".repeat(self.indent));
            self.out.push_str(&paint(line));
            self.out.push('\n');
        }
    }

    /// A heading, with an empty line before it.
    pub fn heading(&mut self, text: &str) {
        let paint = self.terminal.paint;
        self.out.push('\n');
        self.painted(text, |line| paint.cyan(line));
    }

    /// A mark and a text that hangs behind it.
    pub fn item(&mut self, mark: &str, text: &str) {
        let paint = self.terminal.paint;
        self.hung(mark, text, |mark| paint.bold(mark));
    }

    /// A label that stands back, and its value; nothing where there is none.
    pub fn fact(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            let paint = self.terminal.paint;
            self.hung(label, value, |label| paint.dim(label));
        }
    }

    /// The same of a value that is to be copied whole: it is never broken.
    pub fn whole(&mut self, label: &str, value: &str) {
        let paint = self.terminal.paint;
        self.out.push_str(&format!("{}{}  {}\n", " ".repeat(self.indent), paint.dim(label), clean(value)));
    }

    /// A point of a list.
    pub fn point(&mut self, text: &str) {
        self.hung("·", text, |mark| Cow::Borrowed(mark));
    }

    fn hung(&mut self, mark: &str, text: &str, paint: impl for<'l> Fn(&'l str) -> Cow<'l, str>) {
        let column = width(mark) + if mark.is_empty() { 0 } else { 2 };
        let room = self.width.saturating_sub(self.indent + column).max(16);
        let hang = " ".repeat(column);
        let first = format!("{}{}", paint(mark), " ".repeat(column - width(mark)));
        for (at, line) in wrap(&clean(text), room).iter().enumerate() {
            let start = if at == 0 { &first } else { &hang };
            self.out.push_str(&" ".repeat(self.indent));
            self.out.push_str(format!("{start}{line}").trim_end());
            self.out.push('\n');
        }
    }

    /// What comes next.
    pub fn next(&mut self, next: Option<&Next>) {
        if let Some(next) = next {
            let (label, text) = (self.terminal.tr("下一步", "next"), super::next(next, self.terminal.lang));
            self.indented(2, |page| page.fact(label, &text));
        }
    }

    /// What `write` writes, further to the right.
    pub fn indented(&mut self, by: usize, write: impl FnOnce(&mut Self)) {
        self.indent += by;
        write(self);
        self.indent -= by;
    }
}
