//! Finds out whether and how the lines of a file were wrapped.
//!
//! Lines that were wrapped have one width in common: each ends where the next word no longer fitted. So every
//! pair of lines of which the first ends in mid-sentence votes for the widths that would explain it, and the
//! width with the most votes wins, if hardly any line is wider. A file in which each line is a paragraph has
//! no such width, or its lines do not end in mid-sentence.

use super::{
    Gap, Line,
    shape::{self, End, Extent, Start},
};

/// Widest line that wrapping makes, in columns.
const WIDEST: usize = 200;

/// Narrowest, so that verse and lists are left alone.
const NARROWEST: u32 = 20;

/// What widths are counted in: programs wrap Chinese text by columns or by characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Columns,
    Characters,
}

/// How a file was wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrapping {
    kind: Kind,
    /// Paragraphs begin with an indent that their other lines lack.
    pub indented: bool,
    /// Indent of lines inside paragraphs.
    pub base: u32,
    /// A blank line stands after each line.
    pub double_spaced: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// At one width.
    Greedy { measure: Measure, width: u32 },
    /// Anywhere, as OCR does; the typical width of a broken line.
    Anywhere { typical: u32 },
    /// As each line itself says.
    Stated,
    /// Hardly: only what can be nothing else is joined.
    Seldom,
}

impl Wrapping {
    /// Whether `last`, which ends as `end` says, ends only because no more of `line` fitted in it. `running`
    /// tells that it is running text and cannot be a heading.
    pub(super) fn is_broken(&self, last: &Line<'_>, line: &Line<'_>, end: End, running: bool) -> bool {
        match self.kind {
            Kind::Greedy { measure, width } => {
                // Most lines that are broken are full, and the next one need not be looked at.
                let here = measure.of(extent_of(last));
                here >= width || here + measure.of(unit_of(last, line)) > width
            }
            Kind::Anywhere { typical } => {
                let width = extent_of(last).columns;
                // What is no running text yet may be a heading if it is short.
                let inside = end != End::Terminal && (running || width * 5 >= typical * 4);
                inside || (self.indented && line.indent <= self.base + 1 && width * 2 >= typical)
            }
            Kind::Stated | Kind::Seldom => false,
        }
    }
}

impl Measure {
    const fn of(self, extent: Extent) -> u32 {
        match self {
            Self::Columns => extent.columns,
            Self::Characters => extent.characters,
        }
    }
}

/// How wide `line` is with its indent; one of two full-width spaces is two characters.
fn extent_of(line: &Line<'_>) -> Extent {
    let Extent { columns, characters } = Extent::of(&line.text);
    Extent { columns: line.indent + columns, characters: line.indent / 2 + characters }
}

/// What of `line` would have had to fit at the end of `last`.
fn unit_of(last: &Line<'_>, line: &Line<'_>) -> Extent {
    let Extent { columns, characters } = shape::first_unit(&line.text);
    let narrow = |c: Option<char>| c.is_some_and(|c| !shape::is_wide(c));
    let space = u32::from(narrow(last.text.chars().next_back()) && narrow(line.text.chars().next()));
    Extent { columns: space + columns, characters: space + characters }
}

/// A pair of lines of which the first ends in mid-sentence.
struct Pair<'l, 'a> {
    last: &'l Line<'a>,
    line: &'l Line<'a>,
    /// The break is in the middle of a clause of running text, not merely without a mark.
    strong: bool,
    /// How wide `last` is.
    width: Extent,
    /// What of `line` did not fit.
    unit: Extent,
}

/// How the lines of a file were wrapped; `None` where nothing is to be joined.
pub(super) fn wrapping(lines: &[Line<'_>]) -> Option<Wrapping> {
    let pairs = pairs(lines);
    let kind = if lines.iter().any(|l| l.full == Some(true)) {
        Some(Kind::Stated)
    } else {
        greedy(lines, &pairs).or_else(|| anywhere(lines, &pairs))
    };
    let kind = match kind {
        Some(kind) => kind,
        None if lines.iter().skip(1).any(|l| shape::starts_inside(&l.text)) => Kind::Seldom,
        None => return None,
    };
    Some(style(kind, lines, &pairs))
}

/// The style of paragraphs, from the pairs that were broken.
fn style(kind: Kind, lines: &[Line<'_>], pairs: &[Pair<'_, '_>]) -> Wrapping {
    let mut wrapping = Wrapping { kind, indented: false, base: 0, double_spaced: false };
    let broken: Vec<_> = pairs
        .iter()
        .filter(|p| p.last.full.unwrap_or_else(|| wrapping.is_broken(p.last, p.line, End::Inside, true)))
        .collect();
    let mut indents: Vec<u32> = broken.iter().map(|p| p.line.indent).collect();
    indents.sort_unstable();
    wrapping.base = indents.get(indents.len() / 2).copied().unwrap_or(0);
    let first_lines = broken.iter().filter(|p| p.last.indent > p.line.indent + 1).count();
    let deeper = lines.iter().filter(|l| l.indent > wrapping.base + 1).count();
    wrapping.indented = first_lines > 0 && first_lines * 12 >= broken.len() && deeper * 30 >= lines.len();
    let blank = broken.iter().filter(|p| p.line.gap == Gap::Blank).count();
    wrapping.double_spaced = blank * 4 > broken.len() * 3;
    wrapping
}

/// All pairs of lines of which the first ends in mid-sentence and the second does not begin anew.
fn pairs<'l, 'a>(lines: &'l [Line<'a>]) -> Vec<Pair<'l, 'a>> {
    let open = |pair: &'l [Line<'a>]| -> Option<Pair<'l, 'a>> {
        let [last, line] = pair else { return None };
        let end = shape::end(&last.text);
        // Nearly all lines of ordinary files fail here.
        if end == End::Terminal || line.gap == Gap::Break || line.indent > last.indent + 1 {
            return None;
        }
        if !matches!(shape::start(&line.text), Start::Other | Start::Doubtful) {
            return None;
        }
        let running = shape::has_marks(&last.text) || shape::starts_small(&line.text);
        let strong = end == End::Inside && running;
        Some(Pair { last, line, strong, width: extent_of(last), unit: unit_of(last, line) })
    };
    lines.windows(2).filter_map(open).collect()
}

/// The width at which lines were wrapped, if they were wrapped at one.
fn greedy(lines: &[Line<'_>], pairs: &[Pair<'_, '_>]) -> Option<Kind> {
    let best = [Measure::Columns, Measure::Characters]
        .into_iter()
        .filter_map(|measure| vote(pairs, measure).map(|v| (measure, v)))
        .max_by_key(|(measure, v)| (v.votes, *measure == Measure::Columns))?;
    let (measure, Votes { width, votes, strong }) = best;
    let narrowest = if measure == Measure::Characters { NARROWEST / 2 } else { NARROWEST };
    // Marks may hang over the edge.
    let wider = lines.iter().filter(|l| measure.of(extent_of(l)) > width + 2).count();
    let many = votes >= 3 || (votes >= 2 && strong >= 2 && votes * 2 >= lines.len());
    let fits = width >= narrowest
        && many
        && strong * 5 >= votes * 2
        && votes * 5 >= pairs.len() * 2
        && votes * 8 >= lines.len()
        && wider * 5 <= votes + 2
        && wider * 25 <= lines.len() + 50;
    fits.then_some(Kind::Greedy { measure, width })
}

struct Votes {
    width: u32,
    votes: usize,
    strong: usize,
}

/// Each pair votes for the widths that explain it: wide enough for its first line, too narrow for more.
fn vote(pairs: &[Pair<'_, '_>], measure: Measure) -> Option<Votes> {
    let mut changes = vec![(0_i32, 0_i32); WIDEST + 1];
    for pair in pairs {
        let (from, unit) = (measure.of(pair.width) as usize, measure.of(pair.unit) as usize);
        let strong = i32::from(pair.strong);
        if from >= WIDEST {
            continue;
        }
        if let Some(change) = changes.get_mut(from) {
            *change = (change.0 + 1, change.1 + strong);
        }
        if let Some(change) = changes.get_mut((from + unit).min(WIDEST)) {
            *change = (change.0 - 1, change.1 - strong);
        }
    }
    let (mut votes, mut strong, mut best) = (0_i32, 0_i32, None::<(i32, i32, usize)>);
    for (width, change) in changes.iter().enumerate() {
        votes += change.0;
        strong += change.1;
        if best.is_none_or(|(most, ..)| votes > most) {
            best = Some((votes, strong, width));
        }
    }
    let (votes, strong, width) = best?;
    Some(Votes {
        width: u32::try_from(width).ok()?,
        votes: usize::try_from(votes).ok()?,
        strong: usize::try_from(strong).ok()?,
    })
}

/// Whether lines were broken in mid-sentence at no particular width.
fn anywhere(lines: &[Line<'_>], pairs: &[Pair<'_, '_>]) -> Option<Kind> {
    // A line in which one sentence ended and the next did not is no paragraph, heading or list item.
    let broken = pairs.iter().filter(|p| p.strong && shape::has_sentence_and_tail(&p.last.text));
    let mut widths: Vec<u32> = broken.map(|p| p.width.columns).collect();
    if widths.len() < 3 || widths.len() * 10 < lines.len() || widths.len() * 4 < pairs.len() {
        return None;
    }
    widths.sort_unstable();
    widths.get(widths.len() / 2).map(|typical| Kind::Anywhere { typical: *typical })
}
