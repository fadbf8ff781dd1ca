//! Items of the causes part.

use std::ops::Range;

use document::Span;

use super::titles::{announces, is_short_title};
use super::{Context, Reader};
use crate::contract::Cause;
use crate::tree::{Content, Node};
use crate::{courtesy, enumerate};

impl<'a> Reader<'a> {
    /// Items of the causes part.
    pub(super) fn causes(&mut self, node: &Node, context: &mut Context) {
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

    pub(super) fn spans_of(&self, node: &Node, spans: &mut Vec<Span>, depth: usize) {
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

    pub(super) fn cause(&mut self, index: usize, range: Range<usize>, split: bool) {
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

    pub(super) fn push_cause(&mut self, statement: String, spans: Vec<Span>, context: &Context) {
        if statement.chars().filter(|c| c.is_alphanumeric()).take(4).count() == 4 {
            let findings =
                context.section.map(|(first, _)| (first..self.out.findings.len()).collect()).unwrap_or_default();
            self.out.causes.push(Cause { statement, findings, spans });
        }
    }
}
