//! Where each visible character stands in the XML: what a program needs that writes into the file.

use std::ops::Range;

/// The main part and where its visible text stands in it.
#[derive(Debug, Default)]
pub struct Trace {
    /// Name of the main part, such as `word/document.xml`.
    pub part: String,
    /// Its text, byte for byte as in the file (UTF-8, without a byte order mark).
    pub xml: String,
    /// Each `w:p`, in document order: index n is [`Unit::Paragraph(n)`](crate::Unit::Paragraph).
    pub paragraphs: Vec<TracedParagraph>,
    /// The pieces of visible text, by paragraph and in its order.
    pub pieces: Vec<Piece>,
}

/// A `w:p`; byte positions are those of [`Trace::xml`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedParagraph {
    /// The whole element.
    pub element: Range<usize>,
    /// What stands between its properties and its end tag; empty, at the end, for an empty element.
    pub content: Range<usize>,
    /// The run of another paragraph in which it stands (a text box).
    pub host: Option<Range<usize>>,
    /// False where it is not part of what is read: deleted, or the fallback of something else.
    pub visible: bool,
}

/// A piece of visible text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Number of the `w:p`.
    pub paragraph: u32,
    /// Characters before it in its paragraph, white space at the start included.
    pub offset: u32,
    /// Characters that it shows.
    pub chars: u32,
    /// Its bytes in the XML: characters, a reference, or an element such as `<w:tab/>`.
    pub bytes: Range<usize>,
    /// Whether its bytes are plain characters, one shown for each.
    pub plain: bool,
    /// The `w:t` around it; `None` for an element.
    pub text: Option<Range<usize>>,
    /// The run that may be split at it, or the whole that may not (a formula, ruby).
    pub run: RunPlace,
}

/// The element that holds a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunPlace {
    /// The whole element.
    pub element: Range<usize>,
    /// Its properties (`w:rPr`), where it has some.
    pub props: Option<Range<usize>>,
    /// Whether it may be split.
    pub split: bool,
}

/// Collects a [`Trace`] while a document is read.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    trace: Trace,
    /// The paragraphs that are open.
    paragraphs: Vec<OpenParagraph>,
    /// The runs and formulas that are open.
    runs: Vec<OpenRun>,
    text: Option<(usize, usize)>,
}

#[derive(Debug)]
struct OpenParagraph {
    number: usize,
    /// Characters so far.
    chars: u32,
    /// Runs and formulas open in it.
    runs: u32,
}

#[derive(Debug)]
struct OpenRun {
    start: usize,
    props: Option<Range<usize>>,
    first_piece: usize,
    first_paragraph: usize,
    formula: bool,
}

impl Recorder {
    pub(super) fn finish(mut self, part: &str, xml: &str) -> Trace {
        part.clone_into(&mut self.trace.part);
        xml.clone_into(&mut self.trace.xml);
        // Text boxes are read before the paragraph around them.
        self.trace.pieces.sort_by_key(|piece| (piece.paragraph, piece.offset));
        self.trace
    }

    /// A `w:p` begins with the tag at `tag`, or is passed over.
    pub(super) fn paragraph(&mut self, tag: &Range<usize>, visible: bool) {
        let (element, content) = (tag.start..tag.end, tag.end..tag.end);
        let number = self.trace.paragraphs.len();
        self.trace.paragraphs.push(TracedParagraph { element, content, host: None, visible });
        if visible {
            self.paragraphs.push(OpenParagraph { number, chars: 0, runs: 0 });
        }
    }

    /// The properties of the innermost paragraph end at `end`.
    pub(super) fn paragraph_props(&mut self, end: usize) {
        if let Some(paragraph) = self.innermost() {
            paragraph.content = end..end;
        }
    }

    /// The innermost paragraph ends with the tag at `tag`.
    pub(super) fn end_paragraph(&mut self, tag: &Range<usize>) {
        if let Some(paragraph) = self.innermost() {
            paragraph.element.end = tag.end;
            paragraph.content.end = tag.start.max(paragraph.content.start);
        }
        self.paragraphs.pop();
    }

    fn innermost(&mut self) -> Option<&mut TracedParagraph> {
        self.trace.paragraphs.get_mut(self.paragraphs.last()?.number)
    }

    /// A run or a formula begins at `start`.
    pub(super) fn run(&mut self, start: usize, formula: bool) {
        let (first_piece, first_paragraph) = (self.trace.pieces.len(), self.trace.paragraphs.len());
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.runs += 1;
        }
        self.runs.push(OpenRun { start, props: None, first_piece, first_paragraph, formula });
    }

    /// The properties of the innermost run stand at `range`.
    pub(super) fn run_props(&mut self, range: Range<usize>) {
        if let Some(run) = self.runs.last_mut() {
            run.props.get_or_insert(range);
        }
    }

    /// The innermost run or formula ends at `end`.
    pub(super) fn end_run(&mut self, end: usize) {
        let Some(run) = self.runs.pop() else { return };
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        paragraph.runs = paragraph.runs.saturating_sub(1);
        if paragraph.runs > 0 {
            // Nested in ruby or a formula: the outermost takes all its pieces when it ends.
            return;
        }
        let number = u32::try_from(paragraph.number).unwrap_or(u32::MAX);
        let element = run.start..end;
        for piece in self.trace.pieces.iter_mut().skip(run.first_piece).filter(|p| p.paragraph == number) {
            piece.run.element = element.clone();
            piece.run.split = piece.run.split && !run.formula;
            piece.run.props.clone_from(&run.props);
        }
        for paragraph in self.trace.paragraphs.iter_mut().skip(run.first_paragraph) {
            // The outermost host ends last and wins.
            paragraph.host = Some(element.clone());
        }
    }

    /// A `w:t` begins with the tag at `tag`.
    pub(super) fn text(&mut self, tag: &Range<usize>) {
        self.text = Some((tag.start, self.trace.pieces.len()));
    }

    /// The open `w:t` ends at `end`.
    pub(super) fn end_text(&mut self, end: usize) {
        if let Some((start, first_piece)) = self.text.take() {
            for piece in self.trace.pieces.iter_mut().skip(first_piece) {
                piece.text = Some(start..end);
            }
        }
    }

    /// Visible characters `shown` that stand at `bytes`.
    pub(super) fn piece(&mut self, shown: &str, bytes: Range<usize>, plain: bool) {
        let Some(open) = self.paragraphs.last_mut() else { return };
        let chars = u32::try_from(shown.chars().count()).unwrap_or(u32::MAX);
        let run = RunPlace { element: bytes.clone(), props: None, split: open.runs == 1 };
        let paragraph = u32::try_from(open.number).unwrap_or(u32::MAX);
        let offset = open.chars;
        self.trace.pieces.push(Piece { paragraph, offset, chars, bytes, plain, text: None, run });
        open.chars = open.chars.saturating_add(chars);
    }
}
