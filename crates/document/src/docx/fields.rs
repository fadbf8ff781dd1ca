//! Fields (ECMA-376 part 1, 17.16): their results are text, their instructions are not.

/// What a field is for, as far as that matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A page number.
    Page,
    /// A table of contents.
    Contents,
    /// Anything else.
    Other,
}

impl Kind {
    fn of(instruction: &str) -> Self {
        let word = instruction.trim_start().split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if word.eq_ignore_ascii_case("PAGE") {
            Self::Page
        } else if word.eq_ignore_ascii_case("TOC") {
            Self::Contents
        } else {
            Self::Other
        }
    }
}

/// An open field.
#[derive(Debug)]
struct Field {
    instruction: String,
    in_result: bool,
    /// Its result is not shown.
    silent: bool,
    /// Paragraphs that lie in the result of a table of contents.
    paragraphs: Vec<usize>,
}

/// The open fields, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

/// Longest instruction that is kept: only its first word matters.
const INSTRUCTION: usize = 64;

/// How many fields may be open at once.
const DEPTH: usize = 64;

impl Fields {
    /// A field begins.
    pub(super) fn begin(&mut self) {
        if self.open.len() < DEPTH {
            self.open.push(Field {
                instruction: String::new(),
                in_result: false,
                silent: false,
                paragraphs: Vec::new(),
            });
        }
    }

    /// More of the instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.instruction.len() < INSTRUCTION) {
            field.instruction.push_str(text);
        }
    }

    /// The instruction ends and the result begins.
    pub(super) fn separate(&mut self) -> Kind {
        let Some(field) = self.open.last_mut() else { return Kind::Other };
        field.in_result = true;
        Kind::of(&field.instruction)
    }

    /// Leaves the result of the innermost field out.
    pub(super) fn silence(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.silent = true;
        }
    }

    /// The innermost field ends: what it was, whether it had a result, and the paragraphs of a table of contents.
    pub(super) fn end(&mut self) -> Option<(Kind, bool, Vec<usize>)> {
        self.open.pop().map(|field| (Kind::of(&field.instruction), field.in_result, field.paragraphs))
    }

    /// Whether text is shown here.
    pub(super) fn show(&self) -> bool {
        self.open.iter().all(|field| field.in_result && !field.silent)
    }

    /// An instruction does not go on in the next paragraph: one that is never closed would hide the rest.
    pub(super) fn end_of_paragraph(&mut self) {
        for field in &mut self.open {
            field.in_result = true;
        }
    }

    /// Whether a table of contents is open.
    pub(super) fn in_contents(&self) -> bool {
        self.open.iter().any(|field| field.in_result && Kind::of(&field.instruction) == Kind::Contents)
    }

    /// Notes that paragraph `index` lies in the open table of contents.
    pub(super) fn lies_in_contents(&mut self, index: usize) {
        let contents = self.open.iter_mut().find(|f| f.in_result && Kind::of(&f.instruction) == Kind::Contents);
        if let Some(field) = contents {
            field.paragraphs.push(index);
        }
    }
}
