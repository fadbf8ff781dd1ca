//! Walks the tree of a paper: which part it is in, which items are aspects, findings, causes, measures.

use std::ops::Range;

use document::{Document, Role};
use jiff::civil::Date;

use crate::contract::{Extraction, Genre, Kind};
use crate::fields;
use crate::lexicon::{self, Field, Part};
use crate::tree::{self, Content, Key, Node};
use crate::{labels, scan, table, ties};
use problems::has_labels;
use titles::{about_problem, is_generic, is_short_title, names_area, states_fault};

mod causes;
mod measures;
mod problems;
mod record;
mod running;
mod titles;

/// What an item stands in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    part: Option<Part>,
    aspect: Option<usize>,
    /// First finding and first measure of the section whose problems and measures are interleaved.
    section: Option<(usize, usize)>,
    /// Findings that a heading names.
    tied: Vec<usize>,
    /// Whether the part tells what was done: 纠正措施和完成情况.
    done: bool,
    in_table: bool,
    /// Whether the part comes from a heading before this one that had nothing under it.
    passed_on: bool,
    /// 立行立改 and the like as a heading over items.
    kind: Option<Kind>,
    depth: usize,
}

pub(crate) struct Reader<'a> {
    pub(crate) document: &'a Document,
    pub(crate) out: Extraction,
    pub(crate) base: Option<Date>,
    /// Full numbers of the findings, such as `2.2.2`.
    pub(crate) labels: Vec<Option<String>>,
    /// Full numbers of titles over findings, and the findings under each.
    groups: Vec<(String, Range<usize>)>,
    /// Which measures are recommendations of outsiders.
    recommended: Vec<bool>,
    /// Texts in which a measure names what it answers, tied once all findings are known.
    pending: Vec<(usize, &'a str)>,
    default_part: Part,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(document: &'a Document, out: Extraction) -> Self {
        let default_part = match out.genre {
            Genre::SelfExamination | Genre::InspectionFeedback => Part::Problems,
            _ => Part::Report,
        };
        let base = out.date;
        Self {
            document,
            out,
            base,
            labels: Vec::new(),
            groups: Vec::new(),
            recommended: Vec::new(),
            pending: Vec::new(),
            default_part,
        }
    }

    /// Reads the whole paper.
    pub(crate) fn run(mut self) -> Extraction {
        let roots = tree::build(self.document);
        let mut context = Context::default();
        self.contents(&roots, &mut context);
        self.finish();
        self.out
    }

    fn text(&self, paragraph: usize) -> &'a str {
        self.document.paragraphs.get(paragraph).map_or("", |p| p.text.as_str())
    }

    /// Things that stand side by side.
    fn contents(&mut self, parts: &[Content], context: &mut Context) {
        let mut paragraphs: Vec<usize> = Vec::new();
        for part in parts {
            match part {
                Content::Paragraph(index) => paragraphs.push(*index),
                Content::Item(node) => {
                    // What stands before the items of a part about problems introduces them.
                    let introduces = context.part == Some(Part::Problems)
                        && context.aspect.is_none()
                        && paragraphs.iter().all(|i| self.first_field(*i).is_none());
                    if !introduces {
                        self.loose(&paragraphs, context);
                    }
                    paragraphs.clear();
                    self.item(node, context);
                }
                Content::Table(at) => {
                    self.loose(&paragraphs, context);
                    paragraphs.clear();
                    if let Some(found) = tree::table(self.document, *at) {
                        table::read(self, found, context.aspect);
                    }
                }
            }
        }
        self.loose(&paragraphs, context);
    }

    /// One item of the tree.
    fn item(&mut self, node: &Node, context: &mut Context) {
        if context.depth > 64 {
            return;
        }
        let text = self.text(node.paragraph);
        let own = text.get(node.body.clone()).unwrap_or("");
        let heading = node.heading || (node.has_items() && is_short_title(own));
        if heading
            && !matches!(node.key, Key::Keyed | Key::Ordinal)
            && let Some(part) = self.part_of(own, context, node)
        {
            // 努力方向 over headings of the same level: the part goes on to them.
            if node.parts.is_empty() && matches!(node.key, Key::Head(_)) {
                context.part = Some(part);
                context.passed_on = true;
                return;
            }
            let mut inner = context.clone();
            inner.part = Some(part);
            inner.passed_on = false;
            inner.depth += 1;
            if part == Part::Report || part == Part::Problems {
                inner.section = context.section;
            }
            if part == Part::Measures {
                inner.tied = self.heading_ties(own);
                inner.done = ["完成情况", "落实情况", "整改情况", "进展情况"].iter().any(|w| own.contains(w));
            }
            self.contents(&node.parts, &mut inner);
            return;
        }
        match context.part {
            Some(Part::Apart) => {}
            Some(Part::Causes) => self.causes(node, context),
            Some(Part::Measures) => self.measures(node, context),
            Some(part) => self.problems(node, context, part, false),
            None => self.unknown(node, context, heading),
        }
    }

    /// The part that a heading opens, where it opens one.
    fn part_of(&self, own: &str, context: &Context, node: &Node) -> Option<Part> {
        let bare = fields::clean(own);
        let length = bare.chars().take(61).count();
        if length > if scan::is_english(bare) { 60 } else { 40 } || about_problem(bare).is_some() {
            return None;
        }
        let part = lexicon::part(bare)?;
        if names_area(bare)
            && !["需要", "有待", "仍需", "还需"].iter().any(|w| bare.contains(w))
            && context.part != Some(Part::Measures)
            && !bare.contains("原因")
            && !bare.contains("措施")
        {
            return None;
        }
        // What an inspector demands is advice; what a plan demands of its own units is none.
        if bare.contains("整改要求") && self.out.genre != Genre::InspectionFeedback {
            return Some(Part::Apart);
        }
        let top = context.part.is_none() || context.passed_on;
        let generic = || is_generic(bare);
        let leaf = node.parts.is_empty();
        match context.part {
            _ if matches!(part, Part::Report) && self.answers_only(node) => Some(Part::Measures),
            // Inside measures a title such as 聚焦问题整改 is a measure's own.
            Some(Part::Measures) if !context.passed_on => {
                (matches!(part, Part::Causes | Part::Problems) && generic()).then_some(part)
            }
            Some(Part::Apart) if !context.passed_on => None,
            _ if leaf && !top => None,
            _ => (top || generic()).then_some(part),
        }
    }

    /// Whether a part named like a report holds only measures: the findings stand before it.
    fn answers_only(&self, node: &Node) -> bool {
        !self.out.findings.is_empty() && self.out.measures.is_empty() && !self.holds_findings(node, 0)
    }

    fn holds_findings(&self, node: &Node, depth: usize) -> bool {
        let text = self.text(node.paragraph);
        let own = text.get(node.body.clone()).unwrap_or("");
        if node.key == Key::Keyed
            || (depth > 0 && about_problem(own).is_some())
            || labels::holds(text, node.body.clone(), |field| field == Field::Finding)
        {
            return true;
        }
        depth < 32
            && node.parts.iter().any(|part| match part {
                Content::Item(kid) => self.holds_findings(kid, depth + 1),
                Content::Paragraph(index) => {
                    self.first_field(*index) == Some(Field::Finding) || about_problem(self.text(*index)).is_some()
                }
                Content::Table(_) => true,
            })
    }

    /// An item before any part was named.
    fn unknown(&mut self, node: &Node, context: &mut Context, heading: bool) {
        let own = self.text(node.paragraph).get(node.body.clone()).unwrap_or("");
        let inner_parts = node.parts.iter().any(|part| match part {
            Content::Item(kid) => lexicon::part(
                self.text(kid.paragraph).get(kid.body.clone()).unwrap_or("").split(['。', '：']).next().unwrap_or(""),
            )
            .is_some_and(|p| p != Part::Apart),
            _ => false,
        });
        let area = names_area(own.split(['。', '：', '，']).next().unwrap_or(""));
        let explicit =
            || matches!(node.key, Key::Keyed) || about_problem(own).is_some() || has_labels(self.document, node);
        let sectioned = heading && (area || (inner_parts && context.depth == 0));
        if sectioned || area || explicit() {
            let part = self.default_part;
            if sectioned && inner_parts {
                self.section(node, context, area);
            } else {
                self.problems(node, context, part, true);
            }
            return;
        }
        // A wrapper such as 第一部分, or a section of no known kind: look inside for items that speak for themselves.
        let mut inner = context.clone();
        inner.depth += 1;
        for part in &node.parts {
            if let Content::Item(kid) = part {
                self.item(kid, &mut inner);
            } else if let Content::Table(at) = part
                && let Some(found) = tree::table(self.document, *at)
            {
                table::read(self, found, inner.aspect);
            }
        }
    }

    /// A section about one area that holds its own problems, causes and measures.
    fn section(&mut self, node: &Node, context: &Context, area: bool) {
        let mut inner = context.clone();
        inner.depth += 1;
        let own = self.text(node.paragraph).get(node.body.clone()).unwrap_or("");
        if area || !states_fault(own) {
            inner.aspect = Some(self.aspect(node, node.body.clone()));
        }
        inner.section = Some((self.out.findings.len(), self.out.measures.len()));
        self.contents(&node.parts, &mut inner);
        self.tie_section(&inner);
    }

    /// Measures of an interleaved section answer all its findings.
    fn tie_section(&mut self, context: &Context) {
        let Some((findings, measures)) = context.section else { return };
        let all: Vec<usize> = (findings..self.out.findings.len()).collect();
        for measure in self.out.measures.iter_mut().skip(measures) {
            if measure.findings.is_empty() {
                measure.findings.clone_from(&all);
            }
        }
    }

    /// What can be done only when everything is read.
    fn finish(&mut self) {
        let answered = self.recommended.iter().any(|r| !r);
        if answered && self.out.genre != Genre::InspectionFeedback {
            let mut keep = self.recommended.iter().map(|r| !r);
            let kept: Vec<bool> = self.recommended.iter().map(|r| !r).collect();
            self.out.measures.retain(|_| keep.next().unwrap_or(true));
            let mut index = 0;
            let map: Vec<Option<usize>> = kept
                .iter()
                .map(|k| {
                    k.then(|| {
                        index += 1;
                        index - 1
                    })
                })
                .collect();
            self.pending =
                self.pending.iter().filter_map(|(i, t)| map.get(*i).copied().flatten().map(|i| (i, *t))).collect();
        }
        let mut names = ties::Names::default();
        for (index, text) in std::mem::take(&mut self.pending) {
            let named = ties::named(text, &self.out, &self.labels, &self.groups, &mut names);
            let Some(measure) = self.out.measures.get_mut(index) else { continue };
            // A section's or a heading's tie is narrowed by a name inside it; a block's own finding stays.
            let narrows = measure.findings.len() != 1 || measure.findings.is_empty();
            if !named.is_empty() && narrows {
                let inside: Vec<usize> = named.iter().copied().filter(|f| measure.findings.contains(f)).collect();
                measure.findings = if measure.findings.is_empty() || inside.is_empty() { named } else { inside };
            }
        }
        self.out.suggestions = ties::suggest(&self.out);
    }
}

/// The title's words: of all paragraphs that follow each other where it was broken in several.
pub(crate) fn title(document: &Document) -> Option<String> {
    let from = document.paragraphs.iter().position(|p| p.role == Role::Title)?;
    let lines = document.paragraphs.get(from..)?.iter().take_while(|p| p.role == Role::Title);
    let mut title = String::new();
    for line in lines.map(|p| p.text.trim_start_matches(['#', ' ']).trim()) {
        if title.ends_with(|c: char| c.is_ascii()) && line.starts_with(|c: char| c.is_ascii()) {
            title.push(' ');
        }
        title.push_str(line);
    }
    Some(title)
}
