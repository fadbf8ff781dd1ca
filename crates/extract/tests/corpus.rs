//! The project's own labelled papers: how well they are read, with floors under it.
//!
//! Each paper of `corpus/` is of another layout, and a person labelled what it says. The floors are what
//! users are promised; papers that nobody here has seen must reach them too, so none is tuned to a paper.
#![allow(clippy::disallowed_methods, reason = "the papers are files")]

use std::path::Path;

use testkit::papers::labelled;
use testkit::score::Score;

/// Least F1 over all papers.
const FLOORS: [(&str, f64); 5] =
    [("findings", 0.95), ("causes", 0.95), ("measures", 0.95), ("manifestations", 0.90), ("commitments", 0.90)];

/// Least accuracy over all papers.
const ACCURATE: f64 = 0.95;

const FIELDS: [&str; 9] = ["aspect", "status", "owner", "lead", "deadline", "kind", "ties", "genre", "declared"];

/// Fewest papers that are a test of anything.
const FEWEST: usize = 20;

#[test]
fn papers_are_read_as_a_person_reads_them() {
    let (mut total, mut lines) = (Score::default(), Vec::new());
    let papers = labelled(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")).expect("labelled papers");
    assert!(papers.len() >= FEWEST, "only {} papers", papers.len());
    for paper in &papers {
        let bytes = std::fs::read(&paper.paper).expect("a paper");
        let document = document::read(&bytes, &paper.name()).expect("a paper that can be read");
        let read = extract::contract::json(&extract::extract(&document), &document);
        let score = Score::of(&paper.gold, &read);
        lines.push(format!("{}: {}", paper.name(), weak(&score).join(", ")));
        total += &score;
    }
    let weak = weak(&total);
    assert!(weak.is_empty(), "below the floor: {}\nby paper:\n{}", weak.join(", "), lines.join("\n"));
}

/// What lies below its floor.
fn weak(score: &Score) -> Vec<String> {
    let kinds = FLOORS.iter().map(|(kind, floor)| (*kind, score.kind(kind).f1(), *floor));
    let fields = FIELDS.iter().map(|field| (*field, score.field(field).accuracy(), ACCURATE));
    kinds.chain(fields).filter(|(_, got, floor)| got < floor).map(|(n, got, _)| format!("{n} {got:.2}")).collect()
}
