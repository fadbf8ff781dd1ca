//! What taking in a paper would do, for a person to confirm.

use std::collections::BTreeMap;

use ledger::{Bilingual, PaperId, Stream};
use serde::Serialize;

use super::Incoming;
use crate::view::Facts;

/// What taking in a paper does, item by item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// The file's name.
    pub name: String,
    /// The paper's title.
    pub title: Option<String>,
    /// What the paper is to the ledger.
    pub paper: PaperChange,
    /// Its findings, causes and measures, in this order, each in the order of the paper.
    pub items: Vec<Item>,
    /// What they would say in the ledger beside their text.
    pub facts: BTreeMap<Stream, Facts>,
    /// What the ledger took from an earlier version and this one no longer says. Nothing is done to it.
    pub left_over: Vec<LeftOver>,
    /// Units and people that are entered because the paper names them.
    pub enrolled: Vec<Stream>,
    /// What a person should know before confirming.
    pub remarks: Vec<Bilingual>,
}

/// What a paper is to the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperChange {
    /// A new one.
    New,
    /// The same bytes as that one: nothing of what it says changes.
    Same(PaperId),
    /// The same bytes as an earlier version of a paper: nothing changes.
    Earlier {
        /// That version.
        paper: PaperId,
        /// The version that holds now.
        latest: PaperId,
    },
    /// A new version of that one.
    Version(PaperId),
}

/// One item of the paper.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Its id: of an item that is new, the one that it gets if nothing else is entered first.
    pub id: Stream,
    /// What happens to it.
    pub change: Change,
    /// What it says.
    pub text: String,
    /// The area or the heading that it stands under.
    pub group: Option<String>,
    /// What it hangs together with: of a measure and of a cause the findings.
    pub findings: Vec<Stream>,
}

/// What happens to an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is entered.
    New,
    /// Nothing: the ledger has it as it is.
    Same,
    /// These of its fields are changed.
    Edited(Vec<FieldChange>),
    /// The paper changed it, but the ledger keeps its own, for the reasons given.
    Kept(Vec<Bilingual>),
}

/// A change of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Which.
    pub field: Bilingual,
    /// What the ledger says.
    pub from: String,
    /// What it will say.
    pub to: String,
}

/// What the paper no longer says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOver {
    /// What it is.
    pub id: Stream,
    /// What it says.
    pub text: String,
}

impl Proposal {
    pub(super) fn of(incoming: &Incoming) -> Self {
        Self {
            name: incoming.name.clone(),
            title: incoming.extraction.title.clone(),
            paper: PaperChange::New,
            items: Vec::new(),
            facts: BTreeMap::new(),
            left_over: Vec::new(),
            enrolled: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Whether confirming it would change anything.
    #[must_use]
    pub fn changes_nothing(&self) -> bool {
        matches!(self.paper, PaperChange::Same(_) | PaperChange::Earlier { .. }) && self.enrolled.is_empty()
    }

    pub(super) fn remark(&mut self, zh: String, en: String) {
        self.remarks.push(Bilingual::new(zh, en));
    }
}
