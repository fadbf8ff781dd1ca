//! What can stand in a profile, section by section.

use std::collections::BTreeSet;

use ledger::Profile;
use ledger::profile::{
    Approvals, Deadlines, EvidenceDemands, EvidenceKind, Extensions, FindingField, Grade, Level, Lights, MeasureField,
    Sourced, Span,
};

use super::reader::{Reader, Section};

const HEADER: &str = "[KEY]";
const SPAN: &str = "KEY = { working-days = 5, source = \"…\" }";
const COUNT: &str = "KEY = { count = 1, source = \"…\" }";
const KINDS: &str = "KEY = { kinds = [\"minutes\"], source = \"…\" }";
const LEVELS: &str = "[[approval.KEY]]";

/// A unit, the most of it, and what it makes.
type Unit = (&'static str, u32, fn(u32) -> Span);

/// A century: nobody plans for longer, and more is a slip of the finger.
const UNITS: [Unit; 3] =
    [("days", 36_500, Span::Days), ("working-days", 25_000, Span::WorkingDays), ("months", MOST_MONTHS, Span::Months)];
const MOST_MONTHS: u32 = 1_200;
const MOST_COUNT: u32 = 100;

/// The whole profile. What is wrong is told to `read`, and stands here as nothing.
pub(super) fn profile(read: &mut Reader<'_>, root: &Section<'_>) -> Profile {
    let (required, deadline) = (read.optional(root, "required", HEADER), read.optional(root, "deadline", HEADER));
    let (light, check_in) = (read.section(root, "light", HEADER), read.section(root, "check-in", HEADER));
    let (approval, extension) = (read.optional(root, "approval", HEADER), read.section(root, "extension", HEADER));
    let (look_back, closing) = (read.section(root, "look-back", HEADER), read.section(root, "closing", HEADER));
    let evidence = read.section(root, "evidence", HEADER);
    let profile = Profile {
        name: read.key(root, "name"),
        version: read.text(root, "version"),
        title: read.label(root, "title"),
        aspects: read.labels(root, "aspects"),
        finding_fields: read.words(&required, "finding", FindingField::ALL, FindingField::name),
        measure_fields: read.words(&required, "measure", MeasureField::ALL, MeasureField::name),
        deadlines: Deadlines {
            immediate: optional_span(read, &deadline, "immediate"),
            staged: optional_span(read, &deadline, "staged"),
            continuous: optional_span(read, &deadline, "continuous"),
        },
        lights: Lights { yellow: span(read, &light, "yellow", 0), stalled: span(read, &light, "stalled", 1) },
        check_in_grace: span(read, &check_in, "grace", 0),
        approvals: Approvals {
            plan: levels(read, &approval, "plan"),
            closing: levels(read, &approval, "closing"),
            extension: levels(read, &approval, "extension"),
        },
        extensions: Extensions {
            most: count(read, &extension, "most"),
            ask_before: span(read, &extension, "ask-before", 0),
        },
        look_backs: look_backs(read, &look_back),
        closing_grades: Sourced {
            value: read.some_words(&closing, "grades", Grade::ALL, Grade::name),
            source: read.text(&closing, "source"),
        },
        evidence: EvidenceDemands { least: count(read, &evidence, "least"), weak: weak(read, &evidence) },
    };
    for section in
        [root, &required, &deadline, &light, &check_in, &approval, &extension, &look_back, &closing, &evidence]
    {
        read.nothing_else(section);
    }
    profile
}

fn optional_span(read: &mut Reader<'_>, section: &Section<'_>, key: &'static str) -> Option<Sourced<Span>> {
    let table = read.optional(section, key, SPAN);
    section.has(key).then(|| span_of(read, &table, 1))
}

fn span(read: &mut Reader<'_>, section: &Section<'_>, key: &'static str, least: u32) -> Sourced<Span> {
    let table = read.section(section, key, SPAN);
    span_of(read, &table, least)
}

/// `{ working-days = 20, source = "…" }`: one unit, and where the number comes from.
fn span_of(read: &mut Reader<'_>, table: &Section<'_>, least: u32) -> Sourced<Span> {
    let value = read.one_of(table, UNITS.map(|(unit, ..)| unit)).and_then(|unit| {
        let (_, most, span) = UNITS.into_iter().find(|(name, ..)| *name == unit)?;
        Some(span(read.number(table, unit, least..=most)))
    });
    let source = read.text(table, "source");
    read.nothing_else(table);
    Sourced { value: value.unwrap_or_default(), source }
}

/// `{ count = 1, source = "…" }`
fn count(read: &mut Reader<'_>, section: &Section<'_>, key: &'static str) -> Sourced<u32> {
    let table = read.section(section, key, COUNT);
    let value = read.number(&table, "count", 0..=MOST_COUNT);
    let source = read.text(&table, "source");
    read.nothing_else(&table);
    Sourced { value, source }
}

/// `{ kinds = ["minutes"], source = "…" }`
fn weak(read: &mut Reader<'_>, evidence: &Section<'_>) -> Sourced<BTreeSet<EvidenceKind>> {
    let table = read.section(evidence, "weak", KINDS);
    let value = read.words(&table, "kinds", EvidenceKind::ALL, EvidenceKind::name);
    let source = read.text(&table, "source");
    read.nothing_else(&table);
    Sourced { value, source }
}

fn look_backs(read: &mut Reader<'_>, section: &Section<'_>) -> Sourced<Vec<u32>> {
    let value = read.rising_numbers(section, "months", 1..=MOST_MONTHS);
    Sourced { value, source: read.text(section, "source") }
}

fn levels(read: &mut Reader<'_>, approval: &Section<'_>, step: &'static str) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for table in read.sections(approval, step, LEVELS) {
        let key = read.key(&table, "key");
        if levels.iter().any(|level| level.key == key && !key.is_empty()) {
            read.twice(&table, "key", &key);
        }
        levels.push(Level { key, title: read.label(&table, "title"), source: read.text(&table, "source") });
        read.nothing_else(&table);
    }
    levels
}
