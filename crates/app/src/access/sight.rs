//! What somebody sees of lists, and where somebody may do something: the policies' answers about every unit, kept until roles
//! or units change.

use std::collections::HashMap;
use std::sync::Arc;

use ledger::finding::Scope;
use store::Sight;

use super::{Access, Action, Item, Principal, Tree};
use crate::view::words::SCOPES;

/// Answers that were given, by who asked about what.
pub(super) type Seen = HashMap<(Principal, Action, String), (Arc<Tree>, Arc<Sight>)>;

/// How many answers are kept: more people than are at work at once.
const KEPT: usize = 4_000;

impl Access {
    /// What `who` sees of lists of findings.
    #[must_use]
    pub fn sight(&self, who: &Principal, tree: &Tree) -> Arc<Sight> {
        self.reach(who, Action::See, "", tree)
    }

    /// The items to which `who` may do `action` for what their units and scopes say; `level` is the level of approval that is
    /// asked for, if any. What a single item says more is to be asked of each.
    #[must_use]
    pub fn reach(&self, who: &Principal, action: Action, level: &str, tree: &Tree) -> Arc<Sight> {
        let key = (who.clone(), action, level.to_owned());
        // A lock that is poisoned holds answers that are still true.
        let lock = || self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((known, sight)) = lock().get(&key)
            && **known == *tree
        {
            return Arc::clone(sight);
        }
        let sight = Arc::new(self.look(who, action, level, tree));
        let mut seen = lock();
        if seen.len() >= KEPT {
            seen.clear();
        }
        seen.insert(key, (Arc::new(tree.clone()), Arc::clone(&sight)));
        sight
    }

    fn look(&self, who: &Principal, action: Action, level: &str, tree: &Tree) -> Sight {
        let units = || tree.0.keys().copied().map(Some).chain([None]);
        let may = |unit, scope: Scope| {
            let item = Item { scope: Some(scope), ..Item::about(unit) }.at(level);
            self.may(who, action, &item, tree)
        };
        let scopes = SCOPES.map(|(_, scope)| (scope, units().filter(|unit| may(*unit, scope)).collect::<Vec<_>>()));
        let all = 1 + tree.0.len();
        if scopes.iter().all(|(_, units)| units.len() == all) {
            return Sight::All;
        }
        // Whoever answers for something sees it; what else may be done with it is no matter of lists.
        let person = who.person.filter(|_| action == Action::See);
        let posts = if person.is_some() { who.posts.iter().copied().collect() } else { Vec::new() };
        Sight::Some { scopes: scopes.into(), person, posts }
    }
}
