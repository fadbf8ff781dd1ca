//! What somebody sees of a list: whoever decides about rights hands it in, and no row beyond it is read.

use ledger::finding::Scope;
use ledger::{PersonId, PostId, UnitId};

use super::plan::Plan;
use crate::engine::Value;
use crate::projection::scope;

/// The rows that somebody sees.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Sight {
    /// All of them.
    #[default]
    All,
    /// Those of some units, and those that the person answers for.
    Some {
        /// For each kind of problem the units whose problems of that kind are seen; `None` stands for those that name no unit.
        scopes: Vec<(Scope, Vec<Option<UnitId>>)>,
        /// Who answers for measures.
        person: Option<PersonId>,
        /// The posts that the person holds.
        posts: Vec<PostId>,
    },
}

/// What somebody answers for: by name, by the posts that are held, and as the one who leads where that counts too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mine {
    /// Who.
    pub person: PersonId,
    /// The posts that the person holds.
    pub posts: Vec<PostId>,
    /// Whether what the person leads is meant too.
    pub leads: bool,
}

impl Mine {
    pub(super) fn sql(&self) -> Sql {
        let mut sql = Sql::default();
        sql.own(Some(self.person), &self.posts, self.leads);
        sql
    }

    /// Findings with such a measure.
    pub(super) fn findings(&self, plan: &mut Plan) {
        let own = self.sql();
        let tie = "tie JOIN measure ON measure.number = tie.measure WHERE";
        let counted = format!("{tie} {}", own.text);
        let found = format!("number IN (SELECT tie.finding FROM {counted})");
        let tried = format!("EXISTS (SELECT 1 FROM {tie} tie.finding = finding.number AND {})", own.text);
        plan.found_or_tried(counted, found, tried, own.values);
    }

    /// Such measures.
    pub(super) fn measures(&self, plan: &mut Plan) {
        let own = self.sql();
        plan.found(own.text, own.values);
    }
}

/// SQL with its values.
#[derive(Default)]
pub(super) struct Sql {
    pub text: String,
    pub values: Vec<Value>,
}

impl Sql {
    fn add(&mut self, text: &str, values: impl IntoIterator<Item = Value>) {
        self.text.push_str(text);
        self.values.extend(values);
    }

    /// `column IN (…)`, or that there is none where `units` says so.
    fn among(&mut self, column: &str, units: &[Option<UnitId>]) {
        let known: Vec<Value> = units.iter().flatten().map(|unit| unit.0.into()).collect();
        // No unit has the number 0.
        let marks = if known.is_empty() { "0".to_owned() } else { vec!["?"; known.len()].join(", ") };
        let none = if units.contains(&None) { format!(" OR {column} IS NULL") } else { String::new() };
        self.add(&format!("({column} IN ({marks}){none})"), known);
    }

    /// That a measure is the person's own.
    fn own(&mut self, person: Option<PersonId>, posts: &[PostId], leads: bool) {
        // Nobody has the number 0.
        let person: Value = person.map_or(0, |person| person.0).into();
        self.add("(measure.owner = ?", [person.clone()]);
        if leads {
            self.add(" OR measure.lead = ?", [person]);
        }
        if !posts.is_empty() {
            let marks = vec!["?"; posts.len()].join(", ");
            self.add(&format!(" OR measure.post IN ({marks})"), posts.iter().map(|post| post.0.into()));
        }
        self.add(")", []);
    }
}

impl Sight {
    /// Whether problems of this kind are seen that name this unit, or none.
    #[must_use]
    pub fn has(&self, scope: Scope, unit: Option<UnitId>) -> bool {
        match self {
            Self::All => true,
            Self::Some { scopes, .. } => scopes.iter().any(|(of, units)| *of == scope && units.contains(&unit)),
        }
    }

    /// Whether nothing can be seen through it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Some { scopes, person: None, .. } if scopes.iter().all(|(_, units)| units.is_empty()))
    }

    /// Narrows a list of findings.
    pub(super) fn findings(&self, plan: &mut Plan) {
        let Self::Some { scopes, person, posts } = self else { return };
        let mut exact = Sql::default();
        for (of, units) in scopes {
            let team = if *of == Scope::Team { "scope IS NULL OR " } else { "" };
            exact.add(&format!("({team}scope = ?) AND "), [scope(*of).into()]);
            exact.among("unit", units);
            exact.add(" OR ", []);
        }
        exact.add("EXISTS (SELECT 1 FROM tie JOIN measure ON measure.number = tie.measure WHERE tie.finding = finding.number AND ", []);
        exact.own(*person, posts, true);
        exact.add(")", []);
        plan.tried(exact.text, exact.values);
        self.few(plan, "finding", "tie.finding");
    }

    /// Narrows a list of measures: those that answer for a problem of single people are seen by whoever sees these.
    pub(super) fn measures(&self, plan: &mut Plan) {
        let Self::Some { scopes, person, posts } = self else { return };
        let mut exact = Sql::default();
        exact.own(*person, posts, true);
        for (of, units) in scopes {
            exact.add(" OR (", []);
            exact.among("unit", units);
            // The gravest kind among the findings that it answers.
            let higher: Vec<Value> = [Scope::SomeMembers, Scope::OnePerson]
                .into_iter()
                .filter(|s| s > of)
                .map(|s| scope(s).into())
                .collect();
            if !higher.is_empty() {
                let marks = vec!["?"; higher.len()].join(", ");
                exact.add(
                    &format!(" AND NOT EXISTS (SELECT 1 FROM tie JOIN finding ON finding.number = tie.finding WHERE tie.measure = measure.number AND finding.scope IN ({marks}))"),
                    higher,
                );
            }
            exact.add(")", []);
        }
        plan.tried(exact.text, exact.values);
        self.few(plan, "measure", "tie.measure");
    }

    /// What an index finds of it, or more.
    fn few(&self, plan: &mut Plan, table: &str, tied: &str) {
        let Self::Some { scopes, person, posts } = self else { return };
        let mut units: Vec<Option<UnitId>> = scopes.iter().flat_map(|(_, units)| units.iter().copied()).collect();
        units.sort_unstable();
        units.dedup();
        let mut sql = Sql::default();
        sql.add(&format!("SELECT {table}.number FROM {table} WHERE "), []);
        sql.among("unit", &units);
        sql.add(&format!(" UNION ALL SELECT {tied} FROM tie JOIN measure ON measure.number = tie.measure WHERE "), []);
        sql.own(*person, posts, true);
        plan.found_also(format!("({}) AS sight", sql.text), format!("number IN ({})", sql.text), sql.values);
    }
}
