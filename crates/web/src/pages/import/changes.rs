//! What a later version of a paper says otherwise (新旧对照).

use app::review::{Line, Piece, papers};
use askama::Template;
use ledger::PaperId;

use super::review::{Tabs, seen};
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

/// How many paragraphs that stayed are shown around one that changed.
const AROUND: usize = 1;

#[derive(Template)]
#[template(path = "review/changes.html")]
struct Page<'a> {
    f: Frame<'a>,
    tabs: Tabs,
    earlier: String,
    changed: usize,
    rows: Vec<Row>,
}

/// A paragraph, or how many that stayed are left out.
enum Row {
    Line(Line),
    Left(usize),
}

/// Both versions, paragraph by paragraph.
///
/// # Errors
/// There is no such paper or it replaces none; a file cannot be read.
pub fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: PaperId = call.id()?;
    let now = seen(call, id)?;
    let earlier = now.paper.supersedes.ok_or(Trouble::Missing)?;
    let was = call.view.paper_state(earlier)?.ok_or(Trouble::Missing)?;
    let readings = &call.site.jobs.readings;
    let old = readings.of(call.app(), &was.content)?;
    let new = readings.of(call.app(), &now.paper.content)?;
    let lines = papers(&old.document, &new.document);
    let changed = lines.iter().filter(|line| !is_same(line)).count();
    let f = call.frame_titled(now.title());
    let tabs = Tabs::of(&now, new.diagnostics.len(), "changes");
    Answer::page(&Page { f, tabs, earlier: earlier.to_string(), changed, rows: rows(lines) })
}

const fn is_same(line: &Line) -> bool {
    matches!(line, Line::Same(..))
}

fn rows(lines: Vec<Line>) -> Vec<Row> {
    let same: Vec<bool> = lines.iter().map(is_same).collect();
    let near = |at: usize| {
        let around = at.saturating_sub(AROUND)..(at + AROUND + 1).min(same.len());
        same[around].iter().any(|same| !same)
    };
    let mut rows = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        if near(at) {
            rows.push(Row::Line(line));
        } else if let Some(Row::Left(left)) = rows.last_mut() {
            *left += 1;
        } else {
            rows.push(Row::Left(1));
        }
    }
    rows
}
