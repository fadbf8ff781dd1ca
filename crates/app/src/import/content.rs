//! Three versions of one field: as the paper said it before, as the ledger says it now, as the paper says it now.

use ledger::Bilingual;

use super::proposal::FieldChange;

/// Gathers what becomes of an item's fields.
#[derive(Default)]
pub(super) struct Fields {
    /// What will be changed.
    pub changes: Vec<FieldChange>,
    /// What the paper changed and somebody else changed too.
    pub contested: Vec<Bilingual>,
}

impl Fields {
    /// Takes the paper's new words where only the paper changed them.
    pub fn merge<T: Clone + PartialEq>(
        &mut self,
        field: Bilingual,
        base: &T,
        ledger: &mut T,
        paper: &T,
        show: impl Fn(&T) -> String,
    ) {
        if paper == base || paper == ledger {
            return;
        }
        if ledger != base {
            let (ours, theirs) = (show(ledger), show(paper));
            self.contested.push(Bilingual::new(
                format!("{}：台账里已改为“{ours}”，材料里改为“{theirs}”，以台账为准", field.zh),
                format!(
                    "{}: changed to “{ours}” in the ledger and to “{theirs}” in the paper; the ledger's stands",
                    field.en
                ),
            ));
            return;
        }
        self.changes.push(FieldChange { field, from: show(ledger), to: show(paper) });
        *ledger = paper.clone();
    }
}

/// A field of text.
#[expect(clippy::ptr_arg, reason = "shows a field of that type")]
pub(super) fn text(value: &String) -> String {
    value.clone()
}

/// A field that may be empty.
pub(super) fn option(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

/// A field of several texts.
#[expect(clippy::ptr_arg, reason = "shows a field of that type")]
pub(super) fn list(values: &Vec<String>) -> String {
    values.join("；")
}
