//! What somebody sees of lists, and where somebody may do something: the policies' answers about every unit, kept until roles
//! or units change.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, MutexGuard, PoisonError};

use ledger::UnitId;
use ledger::finding::Scope;
use store::Sight;

use super::{Access, Action, Item, Principal, Tree};
use crate::view::words::SCOPES;

/// Answers that were given about one tree of units, by who asked about what.
#[derive(Default)]
pub(super) struct Seen {
    tree: Tree,
    answers: HashMap<(Principal, Action, String), Arc<Sight>>,
}

/// What tells units apart to policies: the unit itself, where anything knows it, and those above it that somebody has to do with.
type Class = (Option<UnitId>, Vec<UnitId>);

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
        if let Some(sight) = self.seen(tree).answers.get(&key) {
            return Arc::clone(sight);
        }
        let sight = Arc::new(self.look(who, action, level, tree));
        let mut seen = self.seen(tree);
        if seen.answers.len() >= KEPT {
            seen.answers.clear();
        }
        seen.answers.insert(key, Arc::clone(&sight));
        sight
    }

    /// The answers about `tree`; none where the last were about another.
    fn seen(&self, tree: &Tree) -> MutexGuard<'_, Seen> {
        // A lock that is poisoned holds answers that are still true.
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.tree != *tree {
            *seen = Seen { tree: tree.clone(), answers: HashMap::new() };
        }
        seen
    }

    fn look(&self, who: &Principal, action: Action, level: &str, tree: &Tree) -> Sight {
        let alike = self.alike(who, tree);
        let may = |unit, scope: Scope| {
            let item = Item { scope: Some(scope), ..Item::about(unit) }.at(level);
            self.may(who, action, &item, tree)
        };
        let scopes = SCOPES.map(|(_, scope)| {
            let allowed = alike.iter().filter(|units| units.first().is_some_and(|unit| may(*unit, scope)));
            let mut units: Vec<Option<UnitId>> = allowed.flatten().copied().collect();
            units.sort_unstable();
            (scope, units)
        });
        let all = 1 + tree.0.len();
        if scopes.iter().all(|(_, units)| units.len() == all) {
            return Sight::All;
        }
        // Whoever answers for something sees it; what else may be done with it is no matter of lists.
        let person = who.person.filter(|_| action == Action::See);
        let posts = if person.is_some() { who.posts.iter().copied().collect() } else { Vec::new() };
        Sight::Some { scopes: scopes.into(), person, posts }
    }

    /// All units, those together about which policies cannot but answer alike; `None` stands for what names no unit.
    ///
    /// Of a unit they know but what it is in, and of that only what `who` has to do with: two units below the same of those get
    /// the same answers. Where a policy names a unit itself, each is asked about.
    fn alike(&self, who: &Principal, tree: &Tree) -> Vec<Vec<Option<UnitId>>> {
        let own: BTreeSet<UnitId> =
            who.roles.iter().filter_map(|(_, unit)| *unit).chain(who.units.iter().copied()).collect();
        let mut alike: BTreeMap<Class, Vec<Option<UnitId>>> = BTreeMap::new();
        for unit in tree.0.keys() {
            let itself = Some(*unit).filter(|unit| self.names_units || own.contains(unit));
            let above = tree.chain(*unit).into_iter().filter(|above| own.contains(above)).collect();
            alike.entry((itself, above)).or_default().push(Some(*unit));
        }
        alike.into_values().chain([vec![None]]).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use ledger::PersonId;
    use proptest::prelude::*;

    use super::super::Role;
    use super::*;

    fn unit(of: usize) -> UnitId {
        UnitId(of as u64 + 1)
    }

    /// Ten units, each below an earlier one or at the top.
    fn tree() -> impl Strategy<Value = Tree> {
        prop::collection::vec(any::<prop::sample::Index>(), 10).prop_map(|above| {
            let above = above.iter().enumerate().map(|(at, index)| {
                let parent = index.index(at + 1);
                (unit(at), (parent < at).then(|| unit(parent)))
            });
            Tree(above.collect())
        })
    }

    fn somebody() -> impl Strategy<Value = Principal> {
        let role = (prop::sample::select(Role::ALL.to_vec()), prop::option::of((0usize..10).prop_map(unit)));
        let roles = prop::collection::btree_set(role, 0..3);
        let units = prop::collection::btree_set((0usize..10).prop_map(unit), 0..3);
        (roles, units).prop_map(|(roles, units)| Principal {
            person: Some(PersonId(1)),
            roles,
            units,
            ..Principal::default()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn what_is_asked_of_units_together_is_what_each_would_answer(tree in tree(), who in somebody()) {
            let access = Access::open(Path::new("no such folder")).unwrap();
            for (action, level) in [(Action::See, ""), (Action::Keep, ""), (Action::Report, ""), (Action::Approve, "office")] {
                let sight = access.reach(&who, action, level, &tree);
                for (scope, unit) in SCOPES.iter().flat_map(|(_, scope)| {
                    tree.0.keys().copied().map(Some).chain([None]).map(|unit| (*scope, unit))
                }) {
                    let item = Item { scope: Some(scope), ..Item::about(unit) }.at(level);
                    prop_assert_eq!(sight.has(scope, unit), access.may(&who, action, &item, &tree), "{:?} {:?} {:?}", action, scope, unit);
                }
            }
        }
    }

    #[test]
    fn where_a_policy_names_a_unit_each_is_asked_about() {
        let text = "permit (principal is Person, action == Action::\"see\", resource) when { resource.unit == Unit :: \"U2\" };";
        let policy = super::super::Policy { file: "own.cedar".to_owned(), text: text.to_owned() };
        let access = Access::new(vec![policy]).unwrap();
        let tree = Tree([(UnitId(1), None), (UnitId(2), None), (UnitId(3), None)].into());
        let who = Principal { person: Some(PersonId(1)), ..Principal::default() };
        let Sight::Some { scopes, .. } = (*access.sight(&who, &tree)).clone() else { panic!("not everything is seen") };
        assert!(scopes.iter().all(|(_, units)| *units == [Some(UnitId(2))]));
    }
}
