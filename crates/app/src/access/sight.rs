//! What somebody sees of lists: the policies' answers about every unit, kept until roles or units change.

use std::collections::HashMap;
use std::sync::Arc;

use ledger::finding::Scope;
use store::Sight;

use super::{Access, Action, Item, Principal, Tree};
use crate::view::words::SCOPES;

/// Answers that were given, by who asked.
pub(super) type Seen = HashMap<Principal, (Arc<Tree>, Arc<Sight>)>;

/// How many answers are kept: more people than are at work at once.
const KEPT: usize = 1_000;

impl Access {
    /// What `who` sees of lists of findings.
    #[must_use]
    pub fn sight(&self, who: &Principal, tree: &Tree) -> Arc<Sight> {
        // A lock that is poisoned holds answers that are still true.
        let lock = || self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((known, sight)) = lock().get(who)
            && **known == *tree
        {
            return Arc::clone(sight);
        }
        let sight = Arc::new(self.look(who, tree));
        let mut seen = lock();
        if seen.len() >= KEPT {
            seen.clear();
        }
        seen.insert(who.clone(), (Arc::new(tree.clone()), Arc::clone(&sight)));
        sight
    }

    fn look(&self, who: &Principal, tree: &Tree) -> Sight {
        let units = || tree.0.keys().copied().map(Some).chain([None]);
        let sees = |unit, scope: Scope| {
            let item = Item { scope: Some(scope), ..Item::about(unit) };
            self.may(who, Action::See, &item, tree)
        };
        let scopes = SCOPES.map(|(_, scope)| (scope, units().filter(|unit| sees(*unit, scope)).collect::<Vec<_>>()));
        let all = 1 + tree.0.len();
        if scopes.iter().all(|(_, units)| units.len() == all) {
            return Sight::All;
        }
        Sight::Some { scopes: scopes.into(), person: who.person, posts: who.posts.iter().copied().collect() }
    }
}
