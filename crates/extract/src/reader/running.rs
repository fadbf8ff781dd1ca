//! Paragraphs without a number, read by the part that they stand in.

use std::ops::Range;

use super::titles::{about_problem, announces};
use super::{Context, Reader};
use crate::block::{self, Piece};
use crate::lexicon::{Field, Part};
use crate::tree::{Key, Node};
use crate::{courtesy, enumerate, labels, scan};

impl<'a> Reader<'a> {
    /// Paragraphs without a number that stand together.
    pub(super) fn loose(&mut self, paragraphs: &[usize], context: &mut Context) {
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

    pub(super) fn first_field(&self, index: usize) -> Option<Field> {
        labels::first(self.text(index), self.body(index))
    }

    /// Labelled lines read as one item.
    pub(super) fn lines(&mut self, paragraphs: &[usize], context: &Context, carry: Option<Field>) {
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
                    heading: None,
                    title: false,
                    scope: 0,
                });
            }
        }
        let reading = block::read(self.document, &pieces, context.part == Some(Part::Report));
        self.add(reading, context, None, None);
    }

    pub(super) fn body(&self, index: usize) -> Range<usize> {
        self.document.paragraphs.get(index).map_or(0..0, |p| scan::trim_space(&p.text, p.body_start()..p.text.len()))
    }

    /// Running paragraphs, read by the part that they stand in.
    pub(super) fn plain(&mut self, paragraphs: &[usize], context: &mut Context) {
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
    pub(super) fn read_as(&mut self, index: usize, range: Range<usize>, context: &Context) {
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
    pub(super) fn report_paragraph(&mut self, index: usize, range: Range<usize>, context: &Context) {
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

    /// Whether a paragraph opens another part in running text: 下一步，重点抓好以下工作：
    pub(super) fn announcement(
        &self,
        text: &str,
        range: Range<usize>,
        context: &Context,
    ) -> Option<(Part, Option<Range<usize>>)> {
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
}
