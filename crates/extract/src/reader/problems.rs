//! Items of the parts about problems: aspects, findings, and blocks that hold both a finding and what is done about it.

use std::ops::Range;

use document::{Document, Span};

use super::titles::{
    about_problem, announces, bare_label, ends_with_introducer, heading_text, is_generic, is_short_title, names_area,
    states_fault,
};
use super::{Context, Reader};
use crate::block::{self, Piece};
use crate::contract::Aspect;
use crate::fields;
use crate::lexicon::{self, Field, Part};
use crate::tree::{Content, Key, Node};
use crate::{enumerate, labels, scan};

impl<'a> Reader<'a> {
    pub(super) fn aspect(&mut self, node: &Node, range: Range<usize>) -> usize {
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
    pub(super) fn problems(&mut self, node: &Node, context: &mut Context, part: Part, strict: bool) {
        let text = self.text(node.paragraph);
        let own = text.get(node.body.clone()).unwrap_or("");
        let about = about_problem(own).is_some();
        let holds_items = node.parts.iter().any(|p| match p {
            Content::Item(kid) => {
                kid.key == Key::Keyed
                    || about_problem(self.text(kid.paragraph).get(kid.body.clone()).unwrap_or("")).is_some()
            }
            Content::Paragraph(index) => about_problem(self.text(*index)).is_some(),
            Content::Table(_) => false,
        });
        let lead = scan::sentences(text, node.body.clone()).next().unwrap_or(node.body.clone());
        let lead_words = fields::clean(text.get(lead.clone()).unwrap_or(""));
        let over_text = node.heading
            && !about
            && !states_fault(own)
            && !labels::holds(text, node.body.clone(), |_| true)
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
        } else if !holds_items && !over_text && has_labels(self.document, node) && !self.kids_hold_labels(node) {
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
    pub(super) fn lead_over_items(&mut self, node: &Node, context: &Context, _part: Part) {
        let text = self.text(node.paragraph);
        let own = text.get(node.body.clone()).unwrap_or("");
        if !own.trim_end().ends_with(['：', ':']) && enumerate::find(text, node.body.clone()).is_some() {
            self.statement(node.paragraph, node.body.clone(), context, true);
        }
    }

    /// A finding with paragraphs of its own under it.
    pub(super) fn finding_with_more(&mut self, node: &Node, context: &Context) {
        self.statement_of(node, context);
        for part in &node.parts {
            if let Content::Paragraph(index) = part {
                self.follow_up(*index, context);
            }
        }
    }

    /// A paragraph after a finding: its manifestation or more of it.
    pub(super) fn follow_up(&mut self, index: usize, context: &Context) {
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

    pub(super) fn add_manifestations(&mut self, index: usize, ranges: Vec<Range<usize>>) {
        let text = self.text(index);
        if let Some(finding) = self.out.findings.last_mut() {
            for range in ranges {
                finding.manifestations.push(text.get(range.clone()).unwrap_or("").to_owned());
                finding.manifestation_spans.push(Span::new(index, range));
            }
        }
    }

    pub(super) fn kids_hold_labels(&self, node: &Node) -> bool {
        let kids = || node.parts.iter().filter_map(|p| if let Content::Item(kid) = p { Some(kid) } else { None });
        let with_labels = kids().filter(|kid| {
            let first = labels::first(self.text(kid.paragraph), kid.body.clone());
            // A deeper item that is itself a label (（1）整改措施：) is a field of this one.
            (first.is_none() && has_labels(self.document, kid)) || first == Some(Field::Finding)
        });
        // Two of them, or the only one.
        let wanted = kids().take(2).count();
        wanted > 0 && with_labels.take(wanted).count() == wanted
    }

    /// Where the area's title ends, if the item begins with one: 窗口服务方面。…
    pub(super) fn area_lead(&self, node: &Node, lead: &Range<usize>, words: &str) -> Option<usize> {
        let text = self.text(node.paragraph);
        let whole = text.get(node.body.clone()).unwrap_or("");
        // What names an area holds this word: most texts are passed over at one look.
        if !whole.contains("方面") {
            return None;
        }
        if node.heading && (names_area(words) || names_area(whole)) {
            return Some(node.body.end);
        }
        let until = |mark: char| {
            let at = scan::marks(whole).find(|(_, c)| *c == mark)?.0;
            Some((whole.get(..at)?, node.body.start + at + mark.len_utf8()))
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
    pub(super) fn block(&mut self, node: &Node, context: &Context, part: Part) {
        let text = self.text(node.paragraph);
        let own = text.get(node.body.clone()).unwrap_or("");
        let about = about_problem(own);
        let heading = about.as_ref().map(|(_, heading)| {
            text.get(node.body.start + heading.start..node.body.start + heading.end)
                .unwrap_or("")
                .trim_end_matches(['。', '：'])
        });
        let mut pieces = block::flatten(self.document, node, None, heading);
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
            piece.heading = piece.heading.or(title);
            if labelled_finding && title.is_some() && n > 0 {
                piece.heading = title;
            }
        }
        let reading = block::read(self.document, &pieces, report);
        let value = (node.value > 0).then_some(node.value);
        self.add(reading, context, value, node.label.as_deref());
    }

    /// A numbered item that is a finding by itself.
    pub(super) fn statement_of(&mut self, node: &Node, context: &Context) {
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
    pub(super) fn statement(&mut self, paragraph: usize, range: Range<usize>, context: &Context, of_aspect: bool) {
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

    pub(super) fn one(
        &mut self,
        paragraph: usize,
        statement: Range<usize>,
        manifestations: Vec<Range<usize>>,
        context: &Context,
    ) {
        let spans: Vec<Span> = manifestations.into_iter().map(|r| Span::new(paragraph, r)).collect();
        if !statement.is_empty() {
            self.finding(&[Span::new(paragraph, statement)], &spans, context, None, None);
        }
    }

    /// A paragraph with labels in it that stands under no number.
    pub(super) fn labelled_paragraph(&mut self, paragraph: usize, segments: Vec<labels::Segment>, context: &Context) {
        let mut carry = None;
        let pieces: Vec<Piece<'_>> = segments
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
                    scope: 0,
                }
            })
            .collect();
        let reading = block::read(self.document, &pieces, true);
        self.add(reading, context, None, None);
    }
}

/// Splits the first piece of an item whose text reads 关于…的问题。… into finding and the rest.
pub(super) fn split_first(
    pieces: &mut Vec<Piece<'_>>,
    node: &Node,
    finding: &Range<usize>,
    heading: &Range<usize>,
    part: Part,
) {
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

/// Whether the item's own deeper items name parts (存在问题, 原因分析, 整改措施).
pub(super) fn is_sectioned(reader: &Reader<'_>, node: &Node) -> bool {
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

/// Whether labels of fields stand in the item.
pub(super) fn has_labels(document: &Document, node: &Node) -> bool {
    let in_paragraph = |index: usize, range: Range<usize>| {
        let text = document.paragraphs.get(index).map_or("", |p| p.text.as_str());
        labels::holds(text, range, |f| !matches!(f, Field::Ignored | Field::Manifestation | Field::Goal))
    };
    if in_paragraph(node.paragraph, node.body.clone()) {
        return true;
    }
    node.parts.iter().any(|part| match part {
        Content::Paragraph(index) => document.paragraphs.get(*index).is_some_and(|p| in_paragraph(*index, p.body_start()..p.text.len())),
        Content::Item(kid) => {
            let text = document.paragraphs.get(kid.paragraph).map_or("", |p| p.text.as_str());
            labels::first(text, kid.body.clone()).is_some_and(|f| f != Field::Ignored) || kid.parts.iter().any(|p| matches!(p, Content::Paragraph(i) if document.paragraphs.get(*i).is_some_and(|p| in_paragraph(*i, p.body_start()..p.text.len()))))
        }
        Content::Table(_) => false,
    })
}
