//! Items of the measures part.

use std::ops::Range;

use super::titles::{announces, heading_text, is_short_title};
use super::{Context, Reader};
use crate::block::{self, Reading};
use crate::contract::Genre;
use crate::lexicon::Field;
use crate::tree::{self, Content, Key, Node};
use crate::{courtesy, table, ties};

impl<'a> Reader<'a> {
    /// Items of the measures part: the whole item is read as one block.
    pub(super) fn measures(&mut self, node: &Node, context: &mut Context) {
        let text = self.text(node.paragraph);
        let own = text.get(node.body.clone()).unwrap_or("");
        let field = self.measure_field();
        let is_title =
            (node.heading && !node.parts.is_empty()) || (node.has_items() && (is_short_title(own) || announces(own)));
        let mut inner = context.clone();
        let tied = self.heading_ties(if is_title { own } else { "" });
        if !tied.is_empty() {
            inner.tied = tied;
        }
        let mut pieces = block::flatten(self.document, node, Some(field), None);
        if is_title {
            if let Some(first) = pieces.first_mut() {
                first.title = true;
            }
            let title = heading_text(own);
            for piece in pieces.iter_mut().skip(1).filter(|p| p.heading.is_none()) {
                piece.heading = Some(title);
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

    pub(super) fn measure_lines(&mut self, index: usize, range: Range<usize>, context: &Context, carry: Option<Field>) {
        let node = Node {
            key: Key::Ordinal,
            value: 0,
            label: None,
            paragraph: index,
            body: range,
            heading: false,
            parts: Vec::new(),
        };
        let pieces = block::flatten(self.document, &node, carry, None);
        let reading = block::read(self.document, &pieces, false);
        self.add(Reading { finding: Vec::new(), ..reading }, context, None, None);
    }

    /// What an outsider's paper asks for is a recommendation.
    pub(super) fn measure_field(&self) -> Field {
        if self.out.genre == Genre::InspectionFeedback { Field::Recommendation } else { Field::Measure }
    }

    /// Findings that a heading of measures names: 针对…方面的不符合项.
    pub(super) fn heading_ties(&self, own: &str) -> Vec<usize> {
        if own.is_empty() || self.out.findings.is_empty() {
            return Vec::new();
        }
        ties::named(own, &self.out, &self.labels, &self.groups, &mut ties::Names::default())
    }
}
