//! Walks the tree of a paper: which part it is in, which items are aspects, findings, causes, measures.

use std::ops::Range;

use document::{Document, Role, Span};
use jiff::civil::Date;

use crate::block::{self, Piece, Reading, Unit};
use crate::contract::{Aspect, Cause, Commitment, Extraction, Finding, Genre, Kind, Measure, Status};
use crate::fields::{self, Fields};
use crate::lexicon::{self, Field, Part};
use crate::tree::{self, Content, Key, Node};
use crate::{commitments, courtesy, enumerate, labels, scan, table, ties};

/// What an item stands in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    part: Option<Part>,
    aspect: Option<usize>,
    heading: Option<String>,
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
    pending: Vec<(usize, String)>,
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
            inner.heading = None;
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
            || labels::segments(text, node.body.clone()).iter().any(|s| s.field == Some(Field::Finding))
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
            matches!(node.key, Key::Keyed) || about_problem(own).is_some() || has_labels(self.document, node);
        let sectioned = heading && (area || (inner_parts && context.depth == 0));
        if sectioned || explicit || area {
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

    fn aspect(&mut self, node: &Node, range: Range<usize>) -> usize {
        let title = self.text(node.paragraph).get(range.clone()).unwrap_or("");
        let title = fields::clean(title);
        self.out.aspects.push(Aspect {
            label: node.label.clone(),
            title: title.to_owned(),
            span: Span::new(node.paragraph, range),
        });
        self.out.aspects.len() - 1
    }

    /// An item of a part about problems, with or without what was done about them.
    fn problems(&mut self, node: &Node, context: &mut Context, part: Part, strict: bool) {
        let text = self.text(node.paragraph);
        let own = text.get(node.body.clone()).unwrap_or("");
        let labelled = has_labels(self.document, node);
        let about = about_problem(own).is_some();
        let holds_items = node.parts.iter().any(|p| match p {
            Content::Item(kid) => {
                kid.key == Key::Keyed
                    || about_problem(self.text(kid.paragraph).get(kid.body.clone()).unwrap_or("")).is_some()
            }
            Content::Paragraph(index) => about_problem(self.text(*index)).is_some(),
            Content::Table(_) => false,
        });
        let lead = scan::sentences(text, node.body.clone()).first().cloned().unwrap_or(node.body.clone());
        let lead_words = fields::clean(text.get(lead.clone()).unwrap_or(""));
        let over_text = node.heading
            && !about
            && !states_fault(own)
            && labels::segments(text, node.body.clone()).iter().all(|s| s.field.is_none())
            && matches!(node.parts.first(), Some(Content::Paragraph(index)) if matches!(self.first_field(*index), None | Some(Field::Finding)) && self.text(*index).chars().count() > 30);
        if node.key == Key::Keyed || (about && !holds_items) {
            self.block(node, context, part);
        } else if let Some(title_end) = self.area_lead(node, &lead, lead_words) {
            let mut inner = context.clone();
            inner.depth += 1;
            let section = is_sectioned(self, node);
            inner.aspect =
                Some(self.aspect(node, scan::trim(text, node.body.start..title_end, &['。', '：', ':', '，'])));
            inner.section = section.then_some((self.out.findings.len(), self.out.measures.len())).or(context.section);
            if section && part != Part::Problems {
                inner.part = None;
            }
            let rest = scan::trim(text, title_end..node.body.end, &['。', '：', ':', '，']);
            if !rest.is_empty() {
                self.statement(node.paragraph, rest, &inner, true);
            }
            if inner.part.is_none() {
                inner.part = Some(part);
            }
            self.contents(&node.parts, &mut inner);
            if section {
                self.tie_section(&inner);
            }
        } else if labelled && !holds_items && !over_text && !self.kids_hold_labels(node) {
            self.block(node, context, part);
        } else if node.parts.is_empty() {
            if strict && part == Part::Report {
                return;
            }
            if part == Part::Report {
                self.block(node, context, part);
            } else {
                self.statement_of(node, context);
            }
        } else if node.has_items() || is_short_title(own) {
            let kind = fields::kind_of(own).filter(|_| own.chars().count() < 20);
            let mut inner = context.clone();
            inner.depth += 1;
            inner.kind = kind.or(context.kind);
            let is_title = is_short_title(own);
            if is_title && context.aspect.is_none() && !states_fault(own) && kind.is_none() {
                inner.aspect = Some(self.aspect(node, node.body.clone()));
            } else if !is_title && !node.has_items() {
                self.statement_of(node, &inner);
            } else if !is_title {
                self.lead_over_items(node, &inner, part);
            }
            let before = self.out.findings.len();
            self.contents(&node.parts, &mut inner);
            if let Some(label) = node.label.as_ref().filter(|_| self.out.findings.len() > before) {
                self.groups.push((bare_label(label), before..self.out.findings.len()));
            }
        } else if part == Part::Report {
            self.block(node, context, part);
        } else {
            self.finding_with_more(node, context);
        }
    }

    /// A long text over deeper items: it announces them, or it is a finding that they detail.
    fn lead_over_items(&mut self, node: &Node, context: &Context, _part: Part) {
        let text = self.text(node.paragraph);
        let own = text.get(node.body.clone()).unwrap_or("");
        if !own.trim_end().ends_with(['：', ':']) && enumerate::find(text, node.body.clone()).is_some() {
            self.statement(node.paragraph, node.body.clone(), context, true);
        }
    }

    /// A finding with paragraphs of its own under it.
    fn finding_with_more(&mut self, node: &Node, context: &Context) {
        self.statement_of(node, context);
        for part in &node.parts {
            if let Content::Paragraph(index) = part {
                self.follow_up(*index, context);
            }
        }
    }

    /// A paragraph after a finding: its manifestation or more of it.
    fn follow_up(&mut self, index: usize, context: &Context) {
        let text = self.text(index);
        let range = self.body(index);
        if block::opens_with_introducer(text, range.clone()) {
            let (_, manifestations) = block::split_manifestations(text, range);
            self.add_manifestations(index, manifestations);
        } else if let Some(finding) =
            self.out.findings.last_mut().filter(|f| f.spans.iter().all(|s| s.paragraph as usize + 3 > index))
        {
            let (statement, manifestations) = block::split_manifestations(text, range);
            finding.statement.push_str(text.get(statement.clone()).unwrap_or(""));
            finding.spans.push(Span::new(index, statement));
            self.add_manifestations(index, manifestations);
        } else {
            self.statement(index, range, context, false);
        }
    }

    fn add_manifestations(&mut self, index: usize, ranges: Vec<Range<usize>>) {
        let text = self.text(index);
        if let Some(finding) = self.out.findings.last_mut() {
            for range in ranges {
                finding.manifestations.push(text.get(range.clone()).unwrap_or("").to_owned());
                finding.manifestation_spans.push(Span::new(index, range));
            }
        }
    }

    fn kids_hold_labels(&self, node: &Node) -> bool {
        let kids: Vec<&Node> =
            node.parts.iter().filter_map(|p| if let Content::Item(kid) = p { Some(kid) } else { None }).collect();
        let with_labels = kids.iter().filter(|kid| {
            let text = self.text(kid.paragraph);
            let first = labels::segments(text, kid.body.clone()).first().and_then(|s| s.field);
            // A deeper item that is itself a label (（1）整改措施：) is a field of this one.
            (first.is_none() && has_labels(self.document, kid)) || first == Some(Field::Finding)
        });
        with_labels.count() >= 2
            || (kids.len() == 1
                && kids.iter().all(|k| {
                    let first = labels::segments(self.text(k.paragraph), k.body.clone()).first().and_then(|s| s.field);
                    (first.is_none() && has_labels(self.document, k)) || first == Some(Field::Finding)
                }))
    }

    /// Where the area's title ends, if the item begins with one: 窗口服务方面。…
    fn area_lead(&self, node: &Node, lead: &Range<usize>, words: &str) -> Option<usize> {
        let text = self.text(node.paragraph);
        let whole = text.get(node.body.clone()).unwrap_or("");
        if node.heading && (names_area(words) || names_area(whole)) {
            return Some(node.body.end);
        }
        let until = |mark: char| {
            whole.find(mark).map(|at| (whole.get(..at).unwrap_or(""), node.body.start + at + mark.len_utf8()))
        };
        if names_area(words) && lead.end < node.body.end {
            // …方面存在差距：一是…
            return until('：')
                .filter(|(title, end)| *end < lead.end && names_area(title))
                .map(|(_, end)| end)
                .or(Some(lead.end));
        }
        if names_area(words) && !node.parts.is_empty() {
            return Some(node.body.end);
        }
        ['：', '，', ':']
            .into_iter()
            .filter_map(until)
            .filter(|(title, _)| names_area(title) && title.chars().count() <= 40)
            .map(|(_, end)| end)
            .min()
    }

    /// Reads an item with its fields: finding, causes, measures.
    fn block(&mut self, node: &Node, context: &Context, part: Part) {
        let text = self.text(node.paragraph);
        let own = text.get(node.body.clone()).unwrap_or("");
        let about = about_problem(own);
        let heading = about.as_ref().map(|(_, heading)| {
            text.get(node.body.start + heading.start..node.body.start + heading.end)
                .unwrap_or("")
                .trim_end_matches(['。', '：'])
                .to_owned()
        });
        let mut pieces = block::flatten(self.document, node, None, heading.as_deref());
        let labelled_finding =
            pieces.iter().any(|p| p.field == Some(Field::Finding) && p.labelled && !p.range.is_empty());
        let mut title = heading;
        if labelled_finding && about.is_none() {
            title = Some(heading_text(own));
        }
        if let Some((finding, heading)) = about {
            split_first(&mut pieces, node, &finding, &heading, part);
        }
        // What follows the finding without a label is what was done, in a report.
        let report = part == Part::Report;
        let first_own = pieces.first().map(|p| p.range.clone());
        let labelled_measure =
            pieces.iter().any(|p| matches!(p.field, Some(Field::Measure | Field::Progress | Field::Response)));
        for (n, piece) in pieces.iter_mut().enumerate() {
            if n > 0 && piece.field.is_none() && report && !labelled_finding && first_own.is_some() {
                let text = self.document.paragraphs.get(piece.paragraph).map_or("", |p| p.text.as_str());
                if block::opens_with_introducer(text, piece.range.clone()) {
                    piece.field = Some(Field::Manifestation);
                } else if !labelled_measure || n > 1 {
                    piece.field = Some(Field::Progress);
                }
            }
            piece.heading = piece.heading.take().or_else(|| title.clone());
            if labelled_finding && title.is_some() && n > 0 {
                piece.heading.clone_from(&title);
            }
        }
        let reading = block::read(self.document, &pieces, report);
        let value = (node.value > 0).then_some(node.value);
        self.add(reading, context, value, node.label.clone());
    }

    /// Takes a reading in: finding, causes, measures, tied to each other.
    fn add(&mut self, mut reading: Reading, context: &Context, number: Option<u32>, label: Option<String>) {
        let mut tied = Vec::new();
        let reports = matches!(self.out.genre, Genre::RectificationReport | Genre::AuditReport) && !context.in_table;
        // 完成时限：2026年底前，长期坚持: in a report the second half is the state.
        if reports && reading.fields.status.is_none() && reading.fields.kind == Some(Kind::Continuous) {
            let dated = reading
                .fields
                .deadline
                .as_deref()
                .is_some_and(|d| d.contains(|c: char| c.is_ascii_digit()) && d.contains('，'));
            reading.fields.status = dated.then_some(Status::Continuing);
        }
        if !reading.finding.is_empty() {
            let finding = self.finding(&reading.finding, &reading.manifestations, context, number, label);
            if let Some(f) = self.out.findings.get_mut(finding) {
                f.status = reading.fields.status;
            }
            tied.push(finding);
        }
        for span in &reading.causes {
            let statement = self.document.text(*span).to_owned();
            self.out.causes.push(Cause { statement, findings: tied.clone(), spans: vec![*span] });
        }
        let shared = reading.fields.clone();
        for unit in &mut reading.units {
            if tied.is_empty() {
                continue;
            }
            unit.fields.fill(&Fields { kind: None, status: None, ..shared.clone() });
            unit.fields.kind = unit.fields.kind.or(shared.kind).or(context.kind);
        }
        let paragraphs: Vec<usize> = reading.units.iter().map(|u| u.paragraph).collect();
        for unit in reading.units {
            let alone = paragraphs.iter().filter(|p| **p == unit.paragraph).count() == 1;
            self.measure(unit, tied.clone(), context, alone);
        }
    }

    fn finding(
        &mut self,
        spans: &[Span],
        manifestations: &[Span],
        context: &Context,
        number: Option<u32>,
        label: Option<String>,
    ) -> usize {
        let join = |spans: &[Span]| spans.iter().map(|s| self.document.text(*s)).collect::<String>();
        let statement = join(spans);
        let found = Finding {
            aspect: context.aspect,
            number,
            statement,
            manifestations: manifestations.iter().map(|s| self.document.text(*s).to_owned()).collect(),
            status: None,
            spans: spans.to_vec(),
            manifestation_spans: manifestations.to_vec(),
        };
        self.out.findings.push(found);
        self.labels.push(label.as_deref().map(bare_label));
        self.out.findings.len() - 1
    }

    fn measure(&mut self, unit: Unit, tied: Vec<usize>, context: &Context, alone: bool) {
        let text = self.text(unit.paragraph);
        let statement = text.get(unit.range.clone()).unwrap_or("").to_owned();
        // In a report what stands under a finding is done, save where it says otherwise.
        let reports = matches!(self.out.genre, Genre::RectificationReport | Genre::AuditReport)
            && !context.in_table
            && (!tied.is_empty() || context.done)
            && !tied.iter().any(|f| self.out.findings.get(*f).is_some_and(|f| f.status == Some(Status::Open)));
        let done = reports
            && matches!(unit.field, Field::Progress | Field::Result | Field::Measure)
            && !scan::is_english(&statement);
        let own = fields::own_deadline(text, unit.range.clone(), self.base);
        let labelled = unit.fields.deadline.clone();
        let (deadline_words, deadline) = match (labelled, own) {
            (Some(words), own) if unit.dated || own.is_none() => {
                let value = fields::deadline(&words, self.base);
                (Some(words), Some(value))
            }
            // A deadline written at the measure beats that of its item.
            (_, Some((words, value))) => (Some(words), Some(value)),
            (Some(words), None) => (Some(words.clone()), Some(fields::deadline(&words, self.base))),
            (None, None) => (None, None),
        };
        let promises = commitments::find(text, unit.range.clone(), done)
            .into_iter()
            .map(|p| Commitment {
                text: text.get(p.range.clone()).unwrap_or("").to_owned(),
                recurrence: p.recurrence,
                quantity: p.quantity,
                unit: p.unit,
                span: Span::new(unit.paragraph, p.range),
            })
            .collect();
        let index = self.out.measures.len();
        // Its own paragraph may name what it answers behind its words: （对应问题3；责任单位：…）.
        let whole = if alone { text.get(unit.range.start..).unwrap_or("").to_owned() } else { statement.clone() };
        self.pending.push((index, whole));
        let findings = if tied.is_empty() { context.tied.clone() } else { tied };
        self.recommended.push(unit.field == Field::Recommendation);
        self.out.measures.push(Measure {
            heading: unit.heading,
            statement,
            findings,
            lead: unit.fields.lead.clone(),
            owner: unit.fields.owner(),
            cooperating: unit.fields.coop.clone(),
            deadline,
            deadline_words,
            kind: unit.fields.kind.or(context.kind),
            commitments: promises,
            done,
            spans: vec![Span::new(unit.paragraph, unit.range)],
        });
    }

    /// A table's row, read.
    pub(crate) fn row(
        &mut self,
        reading: Reading,
        aspect: Option<usize>,
        number: Option<u32>,
        same: Option<usize>,
    ) -> Option<usize> {
        let context = Context { aspect, in_table: true, ..Context::default() };
        match same {
            None => {
                let before = self.out.findings.len();
                self.add(reading, &context, number, number.map(|n| n.to_string()));
                (self.out.findings.len() > before).then_some(before)
            }
            Some(finding) => {
                for unit in reading.units {
                    self.measure(unit, vec![finding], &context, false);
                }
                if let Some(status) = reading.fields.status
                    && let Some(f) = self.out.findings.get_mut(finding)
                {
                    f.status = f.status.or(Some(status));
                }
                Some(finding)
            }
        }
    }

    /// A numbered item that is a finding by itself.
    fn statement_of(&mut self, node: &Node, context: &Context) {
        let before = self.out.findings.len();
        self.statement(node.paragraph, node.body.clone(), context, false);
        if self.out.findings.len() == before + 1
            && let Some(finding) = self.out.findings.last_mut()
            && !matches!(node.key, Key::Ordinal)
        {
            finding.number = (node.value > 0).then_some(node.value);
            if let Some(slot) = self.labels.last_mut() {
                *slot = node
                    .label
                    .as_ref()
                    .map(|l| l.trim_matches(['（', '）', '(', ')', '、', '.', '．', ' ']).to_owned());
            }
        }
    }

    /// Findings in a stretch of running text: each item of an enumeration, or the whole.
    fn statement(&mut self, paragraph: usize, range: Range<usize>, context: &Context, of_aspect: bool) {
        let text = self.text(paragraph);
        let words = text.get(range.clone()).unwrap_or("");
        if words.chars().filter(|c| c.is_alphanumeric()).take(4).count() < 4 {
            return;
        }
        // A part of the paragraph may carry labels: 整改措施：… 责任单位：…
        let pieces = labels::segments(text, range.clone());
        if pieces.iter().any(|s| s.field.is_some_and(|f| !matches!(f, Field::Ignored | Field::Goal))) {
            self.labelled_paragraph(paragraph, pieces, context);
            return;
        }
        if let Some(run) = enumerate::find(text, range.clone()) {
            let lead = text.get(run.lead.clone()).unwrap_or("");
            let shows = block::split_manifestations(text, run.lead.clone());
            let in_item = !of_aspect && !shows.0.is_empty() && (!shows.1.is_empty() || ends_with_introducer(lead));
            if !in_item {
                for item in run.items {
                    let (statement, manifestations) = block::split_manifestations(text, item.range);
                    self.one(paragraph, statement, manifestations, context);
                }
                return;
            }
        }
        if announces(words) {
            return;
        }
        let (statement, manifestations) = block::split_manifestations(text, range.clone());
        if statement.is_empty() && !self.out.findings.is_empty() {
            self.add_manifestations(paragraph, manifestations);
            return;
        }
        self.one(paragraph, statement, manifestations, context);
    }

    fn one(&mut self, paragraph: usize, statement: Range<usize>, manifestations: Vec<Range<usize>>, context: &Context) {
        let spans: Vec<Span> = manifestations.into_iter().map(|r| Span::new(paragraph, r)).collect();
        if !statement.is_empty() {
            self.finding(&[Span::new(paragraph, statement)], &spans, context, None, None);
        }
    }

    /// A paragraph with labels in it that stands under no number.
    fn labelled_paragraph(&mut self, paragraph: usize, segments: Vec<labels::Segment>, context: &Context) {
        let mut carry = None;
        let pieces: Vec<Piece> = segments
            .into_iter()
            .map(|s| {
                let labelled = s.field.is_some();
                if let Some(f) = s.field.filter(|f| !f.is_short()) {
                    carry = Some(f);
                }
                Piece {
                    field: s.field.or(carry),
                    paragraph,
                    range: s.range,
                    labelled,
                    bracketed: s.bracketed,
                    heading: None,
                    title: false,
                }
            })
            .collect();
        let reading = block::read(self.document, &pieces, true);
        self.add(reading, context, None, None);
    }

    /// Paragraphs without a number that stand together.
    fn loose(&mut self, paragraphs: &[usize], context: &mut Context) {
        if paragraphs.is_empty() {
            return;
        }
        // Blocks of labelled lines without any number.
        let begins: Vec<usize> = (0..paragraphs.len())
            .filter(|n| paragraphs.get(*n).is_some_and(|i| self.first_field(*i) == Some(Field::Finding)))
            .collect();
        if !begins.is_empty() && !matches!(context.part, Some(Part::Apart)) {
            let first = *begins.first().unwrap_or(&0);
            self.plain(paragraphs.get(..first).unwrap_or(&[]), context);
            for (n, start) in begins.iter().enumerate() {
                let end = begins.get(n + 1).copied().unwrap_or(paragraphs.len());
                self.lines(paragraphs.get(*start..end).unwrap_or(&[]), context, None);
            }
            return;
        }
        self.plain(paragraphs, context);
    }

    fn first_field(&self, index: usize) -> Option<Field> {
        labels::segments(self.text(index), self.body(index)).first().and_then(|s| s.field)
    }

    /// Labelled lines read as one item.
    fn lines(&mut self, paragraphs: &[usize], context: &Context, carry: Option<Field>) {
        let mut carry = carry;
        let mut pieces = Vec::new();
        for index in paragraphs {
            for s in labels::segments(self.text(*index), self.body(*index)) {
                let labelled = s.field.is_some();
                if let Some(f) = s.field.filter(|f| !f.is_short()) {
                    carry = Some(f);
                }
                pieces.push(Piece {
                    field: s.field.or(carry),
                    paragraph: *index,
                    range: s.range,
                    labelled,
                    bracketed: s.bracketed,
                    heading: context.heading.clone(),
                    title: false,
                });
            }
        }
        let reading = block::read(self.document, &pieces, context.part == Some(Part::Report));
        self.add(reading, context, None, None);
    }

    fn body(&self, index: usize) -> Range<usize> {
        self.document.paragraphs.get(index).map_or(0..0, |p| scan::trim_space(&p.text, p.body_start()..p.text.len()))
    }

    /// Running paragraphs, read by the part that they stand in.
    fn plain(&mut self, paragraphs: &[usize], context: &mut Context) {
        let mut n = 0;
        while let Some(&index) = paragraphs.get(n) {
            n += 1;
            let text = self.text(index);
            let range = self.body(index);
            let words = text.get(range.clone()).unwrap_or("");
            if words.is_empty() || courtesy::closes(words) {
                continue;
            }
            if let Some((part, list)) = self.announcement(text, range.clone(), context) {
                context.part = Some(part);
                context.section = context.section.filter(|_| part != Part::Measures || context.section.is_some());
                if let Some(list) = list {
                    self.read_as(index, list, context);
                }
                continue;
            }
            self.read_as(index, range, context);
        }
    }

    /// Reads a running paragraph as the part of `context` says.
    fn read_as(&mut self, index: usize, range: Range<usize>, context: &Context) {
        let text = self.text(index);
        match context.part {
            None | Some(Part::Apart) => {}
            Some(Part::Causes) => self.cause(index, range, true),
            Some(Part::Measures) => {
                let words = text.get(range.clone()).unwrap_or("");
                let list = enumerate::find(text, range.clone()).is_some();
                if announces(words) && !list {
                    return;
                }
                let carry = Some(self.measure_field());
                self.measure_lines(index, range, context, carry);
            }
            Some(Part::Problems) => {
                if block::opens_with_introducer(text, range.clone()) && !self.out.findings.is_empty() {
                    let (_, manifestations) = block::split_manifestations(text, range);
                    self.add_manifestations(index, manifestations);
                } else {
                    self.statement(index, range, context, true);
                }
            }
            Some(Part::Report) => {
                let words = text.get(range.clone()).unwrap_or("");
                if about_problem(words).is_some()
                    || self.first_field(index).is_some()
                    || labels::segments(text, range.clone()).len() > 1
                    || context.aspect.is_some()
                {
                    self.report_paragraph(index, range, context);
                }
            }
        }
    }

    /// A paragraph of a report that is an item by itself.
    fn report_paragraph(&mut self, index: usize, range: Range<usize>, context: &Context) {
        let node = Node {
            key: Key::Ordinal,
            value: 0,
            label: None,
            paragraph: index,
            body: range,
            heading: false,
            parts: Vec::new(),
        };
        self.block(&node, context, Part::Report);
    }

    fn measure_lines(&mut self, index: usize, range: Range<usize>, context: &Context, carry: Option<Field>) {
        let node = Node {
            key: Key::Ordinal,
            value: 0,
            label: None,
            paragraph: index,
            body: range,
            heading: false,
            parts: Vec::new(),
        };
        let pieces = block::flatten(self.document, &node, carry, context.heading.as_deref());
        let reading = block::read(self.document, &pieces, false);
        self.add(Reading { finding: Vec::new(), ..reading }, context, None, None);
    }

    /// What an outsider's paper asks for is a recommendation.
    fn measure_field(&self) -> Field {
        if self.out.genre == Genre::InspectionFeedback { Field::Recommendation } else { Field::Measure }
    }

    /// Whether a paragraph opens another part in running text: 下一步，重点抓好以下工作：
    fn announcement(&self, text: &str, range: Range<usize>, context: &Context) -> Option<(Part, Option<Range<usize>>)> {
        if context.part.is_none() && context.depth == 0 {
            return None;
        }
        let run = enumerate::find(text, range.clone());
        let head = run.as_ref().map_or(range.clone(), |r| r.lead.clone());
        let words = text.get(head.clone()).unwrap_or("").trim_end();
        if !words.ends_with(['：', ':']) || words.chars().count() > 60 {
            return None;
        }
        let part = if ["下一步", "下步", "今后", "后续", "接下来", "下阶段"].iter().any(|w| words.contains(w))
            || (words.contains("措施") && !words.contains("问题"))
        {
            Part::Measures
        } else if words.contains("原因") {
            Part::Causes
        } else if ["不足", "差距", "问题", "短板"].iter().any(|w| words.contains(w))
            && context.part != Some(Part::Report)
            && context.part != Some(Part::Measures)
        {
            Part::Problems
        } else {
            return None;
        };
        let list = run.map(|r| r.items.first().map_or(range.start, |i| i.range.start)..range.end);
        Some((part, list.map(|_| range)))
    }

    /// Items of the causes part.
    fn causes(&mut self, node: &Node, context: &mut Context) {
        let text = self.text(node.paragraph);
        let own = text.get(node.body.clone()).unwrap_or("");
        if node.has_items() && (is_short_title(own) || announces(own)) {
            let mut inner = context.clone();
            inner.depth += 1;
            self.contents(&node.parts, &mut inner);
            return;
        }
        let mut spans = vec![Span::new(node.paragraph, node.body.clone())];
        for part in &node.parts {
            match part {
                Content::Paragraph(index) if !courtesy::closes(self.text(*index)) => {
                    spans.push(Span::new(*index, self.body(*index)))
                }
                Content::Paragraph(_) => {}
                Content::Item(kid) => self.spans_of(kid, &mut spans, 0),
                Content::Table(_) => {}
            }
        }
        let statement: String = spans.iter().map(|s| self.document.text(*s)).collect();
        self.push_cause(statement, spans, context);
    }

    fn spans_of(&self, node: &Node, spans: &mut Vec<Span>, depth: usize) {
        spans.push(Span::new(node.paragraph, node.body.clone()));
        if depth > 32 {
            return;
        }
        for part in &node.parts {
            match part {
                Content::Paragraph(index) => spans.push(Span::new(*index, self.body(*index))),
                Content::Item(kid) => self.spans_of(kid, spans, depth + 1),
                Content::Table(_) => {}
            }
        }
    }

    fn cause(&mut self, index: usize, range: Range<usize>, split: bool) {
        let text = self.text(index);
        let ranges = match enumerate::find(text, range.clone()).filter(|_| split) {
            Some(run) => run.items.into_iter().map(|i| i.range).collect(),
            None if announces(text.get(range.clone()).unwrap_or("")) => Vec::new(),
            None => vec![range],
        };
        for range in ranges {
            let statement = text.get(range.clone()).unwrap_or("").to_owned();
            self.push_cause(statement, vec![Span::new(index, range)], &Context::default());
        }
    }

    fn push_cause(&mut self, statement: String, spans: Vec<Span>, context: &Context) {
        if statement.chars().filter(|c| c.is_alphanumeric()).take(4).count() == 4 {
            let findings =
                context.section.map(|(first, _)| (first..self.out.findings.len()).collect()).unwrap_or_default();
            self.out.causes.push(Cause { statement, findings, spans });
        }
    }

    /// Items of the measures part: the whole item is read as one block.
    fn measures(&mut self, node: &Node, context: &mut Context) {
        let text = self.text(node.paragraph);
        let own = text.get(node.body.clone()).unwrap_or("");
        let heading = context.heading.clone();
        let field = self.measure_field();
        let is_title =
            (node.heading && !node.parts.is_empty()) || (node.has_items() && (is_short_title(own) || announces(own)));
        let mut inner = context.clone();
        let tied = self.heading_ties(if is_title { own } else { "" });
        if !tied.is_empty() {
            inner.tied = tied;
        }
        let mut pieces = block::flatten(self.document, node, Some(field), heading.as_deref());
        if is_title {
            if let Some(first) = pieces.first_mut() {
                first.title = true;
            }
            let title = heading_text(own);
            for piece in pieces.iter_mut().skip(1).filter(|p| p.heading.is_none()) {
                piece.heading = Some(title.clone());
            }
        }
        if pieces.first().is_some_and(|p| !p.labelled)
            && node.heading
            && node.parts.is_empty()
            && !own.ends_with(['。', '；', ';', '.'])
            && node.key == Key::Head(1)
        {
            return;
        }
        pieces.retain(|p| {
            p.labelled
                || !courtesy::closes(
                    self.document.paragraphs.get(p.paragraph).and_then(|x| x.text.get(p.range.clone())).unwrap_or(""),
                )
        });
        let reading = block::read(self.document, &pieces, false);
        self.add(Reading { finding: Vec::new(), ..reading }, &inner, None, None);
        for part in &node.parts {
            if let Content::Table(at) = part
                && let Some(found) = tree::table(self.document, *at)
            {
                table::read(self, found, None);
            }
        }
    }

    /// Findings that a heading of measures names: 针对…方面的不符合项.
    fn heading_ties(&self, own: &str) -> Vec<usize> {
        if own.is_empty() || self.out.findings.is_empty() {
            return Vec::new();
        }
        ties::named(own, &self.out, &self.labels, &self.groups, &mut ties::Names::default())
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
            self.pending = self
                .pending
                .iter()
                .filter_map(|(i, t)| map.get(*i).copied().flatten().map(|i| (i, t.clone())))
                .collect();
        }
        let mut names = ties::Names::default();
        for (index, text) in std::mem::take(&mut self.pending) {
            let named = ties::named(&text, &self.out, &self.labels, &self.groups, &mut names);
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

/// Splits the first piece of an item whose text reads 关于…的问题。… into finding and the rest.
fn split_first(pieces: &mut Vec<Piece>, node: &Node, finding: &Range<usize>, heading: &Range<usize>, part: Part) {
    let Some(first) = pieces.first_mut().filter(|p| p.paragraph == node.paragraph && !p.labelled) else { return };
    let start = node.body.start;
    let rest = start + heading.end..first.range.end;
    let mut rest_piece = first.clone();
    first.range = start + finding.start..start + finding.end;
    rest_piece.range = rest;
    if part != Part::Causes {
        rest_piece.field = Some(Field::Progress);
    }
    pieces.insert(1, rest_piece);
}

/// 关于“…”的问题, 针对…的问题，: the finding's words and the whole heading, as ranges of `text`.
pub(crate) fn about_problem(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let opener = ["关于", "针对", "对于", "反馈的", "反馈“"].into_iter().find(|w| text.starts_with(w))?;
    let start = if opener == "反馈“" { "反馈".len() } else { opener.len() };
    let sentence_end = text.find(['。', '\n']).unwrap_or(text.len());
    let scope = text.get(start..sentence_end)?;
    let quoted = scope.starts_with(['“', '"', '「', '‘', '『']);
    let close = quoted.then(|| scope.rfind(['”', '"', '」', '’', '』'])).flatten();
    // “…”的问题 / “…”问题 / …的问题 / …问题 at the end of a clause.
    let mut at = close.unwrap_or(0);
    loop {
        let found = scope.get(at..)?.find("问题").map(|f| at + f)?;
        let after = scope.get(found + "问题".len()..)?;
        let ends = after.is_empty()
            || after.starts_with(['，', '：', '；', ':', '（', '(', ',', ' ', '”', '的']) && !after.starts_with("的整")
            || after.starts_with("方面");
        if ends {
            let mut finding = scope.get(..found)?;
            if let Some(stem) = finding.strip_suffix('的') {
                finding = stem;
            }
            let trimmed = finding.trim_matches(['“', '”', '"', '「', '」', '‘', '’', '『', '』', ' ']);
            if trimmed.chars().count() < 4 || trimmed.contains(['：']) {
                return None;
            }
            // 针对问题3，…: a reference, not a statement.
            if document::numbering::digits(after).is_some() {
                return None;
            }
            let lead = start + (finding.len() - finding.trim_start_matches(['“', '"', '「', '‘', '『', ' ']).len());
            let mut end = start + found + "问题".len();
            end += text
                .get(end..)?
                .chars()
                .next()
                .filter(|c| matches!(c, '。' | '，' | '：' | ':' | '；' | ','))
                .map_or(0, char::len_utf8);
            return Some((lead..lead + trimmed.len(), 0..end));
        }
        at = found + "问题".len();
    }
}

/// A title such as 窗口服务质量方面: it names an area.
pub(crate) fn names_area(title: &str) -> bool {
    let bare = fields::clean(title);
    let bare = bare.trim_end_matches(['。', '：', '，']);
    let count = bare.chars().take(121).count();
    if count > 120 || count < 3 {
        return false;
    }
    [
        "方面",
        "方面的问题",
        "方面存在的问题",
        "方面存在问题",
        "方面问题",
        "方面存在的不足",
        "方面存在不足",
        "方面的不足",
        "方面存在的主要问题",
        "方面存在的差距",
        "方面情况",
        "方面的差距",
        "方面存在差距",
        "方面主要问题",
        "方面的主要问题",
        "方面存在的突出问题",
    ]
    .iter()
    .any(|end| bare.ends_with(end))
}

/// A heading that says what is wrong rather than where.
fn states_fault(title: &str) -> bool {
    [
        "不",
        "没有",
        "未",
        "缺乏",
        "缺少",
        "缺失",
        "薄弱",
        "滞后",
        "淡化",
        "弱化",
        "欠缺",
        "有差距",
        "松懈",
        "流于形式",
        "走过场",
        "脱节",
        "粗放",
        "混乱",
        "虚化",
        "差距",
    ]
    .iter()
    .any(|w| title.contains(w))
        && !title.contains("方面")
}

/// One short sentence that can title what follows.
fn is_short_title(text: &str) -> bool {
    let text = text.trim();
    let limit = if scan::is_english(text) { 90 } else { 40 };
    let inner = text.trim_end_matches(['。', '：', ':', '.', '；']);
    text.chars().take(limit + 1).count() <= limit && !inner.contains(['。', '；']) && !inner.is_empty()
}

/// A sentence that only says that items follow: 主要存在三方面差距：
pub(crate) fn announces(text: &str) -> bool {
    let text = text.trim();
    let short = text.chars().take(71).count() <= 70;
    (short && text.ends_with(['：', ':']))
        || (text.chars().take(51).count() <= 50
            && text.ends_with('。')
            && (["如下", "主要有以下", "以下几个方面", "以下方面", "以下问题", "以下不足"]
                .iter()
                .any(|w| text.contains(w)))
            && !text.contains('，'))
}

fn ends_with_introducer(lead: &str) -> bool {
    let bare = lead.trim_end_matches(['：', ':', '，']);
    lexicon::WORDS.introducer.iter().any(|w| bare.ends_with(w))
}

/// Whether labels of fields stand in the item.
fn has_labels(document: &Document, node: &Node) -> bool {
    let in_paragraph = |index: usize, range: Range<usize>| {
        let text = document.paragraphs.get(index).map_or("", |p| p.text.as_str());
        labels::segments(text, range)
            .iter()
            .any(|s| s.field.is_some_and(|f| !matches!(f, Field::Ignored | Field::Manifestation | Field::Goal)))
    };
    if in_paragraph(node.paragraph, node.body.clone()) {
        return true;
    }
    node.parts.iter().any(|part| match part {
        Content::Paragraph(index) => document.paragraphs.get(*index).is_some_and(|p| in_paragraph(*index, p.body_start()..p.text.len())),
        Content::Item(kid) => {
            let text = document.paragraphs.get(kid.paragraph).map_or("", |p| p.text.as_str());
            labels::segments(text, kid.body.clone()).first().is_some_and(|s| s.field.is_some_and(|f| f != Field::Ignored)) || kid.parts.iter().any(|p| matches!(p, Content::Paragraph(i) if document.paragraphs.get(*i).is_some_and(|p| in_paragraph(*i, p.body_start()..p.text.len()))))
        }
        Content::Table(_) => false,
    })
}

/// Whether the item's own deeper items name parts (存在问题, 原因分析, 整改措施).
fn is_sectioned(reader: &Reader<'_>, node: &Node) -> bool {
    let named = node
        .parts
        .iter()
        .filter_map(|part| match part {
            Content::Item(kid) => {
                let own = reader.text(kid.paragraph).get(kid.body.clone()).unwrap_or("");
                let title = own.split(['。', '：', ':']).next().unwrap_or("");
                (title.len() <= 60).then(|| lexicon::part(title)).flatten().filter(|_| is_generic(title))
            }
            Content::Paragraph(index) => match reader.first_field(*index) {
                Some(Field::Measure) => Some(Part::Measures),
                Some(Field::Cause) => Some(Part::Causes),
                _ => None,
            },
            Content::Table(_) => None,
        })
        .collect::<Vec<_>>();
    named.iter().any(|p| matches!(p, Part::Measures | Part::Causes))
}

/// A heading made of little but the words that name parts.
fn is_generic(title: &str) -> bool {
    if title.len() > 100 {
        return false;
    }
    const WORDS: &[&str] = &[
        "存在",
        "主要",
        "突出",
        "具体",
        "查摆",
        "检视",
        "反馈",
        "发现",
        "整改",
        "落实",
        "下一步",
        "下步",
        "今后",
        "努力",
        "改进",
        "方向",
        "措施",
        "举措",
        "打算",
        "计划",
        "思路",
        "对策",
        "问题",
        "不足",
        "差距",
        "短板",
        "原因",
        "分析",
        "剖析",
        "根源",
        "成因",
        "产生",
        "情况",
        "方面",
        "表现",
        "工作",
        "思想",
        "深层",
        "深刻",
        "清单",
        "安排",
        "建议",
        "意见",
        "症结",
        "及其",
        "的",
        "及",
        "和",
        "与",
        "出",
        "进展",
        "任务",
        "隐患",
        "薄弱环节",
        "需要",
        "几个",
        "自查",
        "检查",
        "对照",
        "中",
        "我",
        "主观",
        "有关",
        "以及",
        "、",
        "，",
        " ",
        "findings",
        "finding",
        "observations",
        "root",
        "causes",
        "cause",
        "corrective",
        "actions",
        "action",
        "and",
        "management",
        "responses",
        "response",
        "detailed",
        "agreed",
        "recommendations",
        "issues",
        "identified",
        "the",
        "of",
        "plan",
        "next",
        "steps",
        "improvement",
        "planned",
    ];
    let lower = title.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut left = 0;
    while !rest.is_empty() {
        if let Some(word) = WORDS.iter().filter(|w| rest.starts_with(**w)).max_by_key(|w| w.len()) {
            rest = rest.get(word.len()..).unwrap_or("");
        } else {
            let step = rest.chars().next().map_or(1, char::len_utf8);
            rest = rest.get(step..).unwrap_or("");
            left += 1;
        }
    }
    left <= 3
}

/// A heading without rating and marks: `Orders raised late (High)`.
fn heading_text(own: &str) -> String {
    let bare = fields::clean(own);
    let cut = bare
        .rfind([' '])
        .filter(|at| bare.get(*at + 1..).is_some_and(|t| t.starts_with('(') && t.ends_with(')') && t.len() < 24));
    cut.and_then(|at| bare.get(..at)).unwrap_or(bare).trim_end_matches(['。', '：']).to_owned()
}

/// A number without its marks: `（三）` is 三.
fn bare_label(label: &str) -> String {
    label.trim_matches(['（', '）', '(', ')', '、', '.', '．', ' ', '：']).to_owned()
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
