//! Policies, and the question.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Mutex;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicyId, PolicySet, Request,
    RestrictedExpression, Schema, ValidationMode, Validator,
};
use ledger::{PersonId, PostId, UnitId};

use super::sight::Seen;
use super::{AccessError, Action, Item, Role, TOP, Tree};
use crate::view::words::scope_name;

const SCHEMA: &str = include_str!("../../policies/bihuan.cedarschema");
const BUILT_IN: [(&str, &str); 2] = [
    ("read.cedar", include_str!("../../policies/read.cedar")),
    ("work.cedar", include_str!("../../policies/work.cedar")),
];

/// A file of policies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The file's name.
    pub file: String,
    /// What it says.
    pub text: String,
}

/// Somebody who asks, as policies see them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Principal {
    /// Who; `None` for a visitor.
    pub person: Option<PersonId>,
    /// The roles, and at which unit.
    pub roles: BTreeSet<(Role, Option<UnitId>)>,
    /// The units that the person belongs to.
    pub units: BTreeSet<UnitId>,
    /// The posts that the person holds.
    pub posts: BTreeSet<PostId>,
}

/// The policies in force.
pub struct Access {
    schema: Schema,
    set: PolicySet,
    types: Types,
    /// What they are, file by file.
    pub files: Vec<Policy>,
    /// Whether a policy speaks of some unit by its id.
    pub(super) names_units: bool,
    pub(super) seen: Mutex<Seen>,
}

/// The names of the schema's entities.
struct Types {
    unit: EntityTypeName,
    person: EntityTypeName,
    visitor: EntityTypeName,
    item: EntityTypeName,
    action: EntityTypeName,
}

impl Types {
    fn new() -> Result<Self, AccessError> {
        let name = |text: &str| text.parse().map_err(|error: cedar_policy::ParseErrors| asked(&error));
        Ok(Self {
            unit: name("Unit")?,
            person: name("Person")?,
            visitor: name("Visitor")?,
            item: name("Item")?,
            action: name("Action")?,
        })
    }

    fn id(of: &EntityTypeName, id: &str) -> EntityUid {
        EntityUid::from_type_name_and_id(of.clone(), EntityId::new(id))
    }

    fn unit(&self, unit: Option<UnitId>) -> EntityUid {
        Self::id(&self.unit, &unit.map_or_else(|| TOP.to_owned(), |unit| unit.to_string()))
    }

    fn person(&self, person: PersonId) -> EntityUid {
        Self::id(&self.person, &person.to_string())
    }
}

impl Access {
    /// The policies of `folder`, or those that come with the program where there is no such folder.
    ///
    /// # Errors
    /// A file cannot be read, is no Cedar, or does not fit the schema.
    pub fn open(folder: &Path) -> Result<Self, AccessError> {
        if !folder.is_dir() {
            let files = BUILT_IN.map(|(file, text)| Policy { file: file.to_owned(), text: text.to_owned() });
            return Self::new(files.into());
        }
        let read =
            |path: &Path, error: std::io::Error| AccessError::Read { path: path.to_owned(), cause: error.to_string() };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(|error| read(folder, error))? {
            let path = entry.map_err(|error| read(folder, error))?.path();
            if path.extension().is_some_and(|extension| extension == "cedar") {
                let text = std::fs::read_to_string(&path).map_err(|error| read(&path, error))?;
                let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                files.push(Policy { file, text });
            }
        }
        files.sort_by(|a, b| a.file.cmp(&b.file));
        Self::new(files)
    }

    /// The policies of `files`.
    ///
    /// # Errors
    /// One is no Cedar, or does not fit the schema.
    pub fn new(files: Vec<Policy>) -> Result<Self, AccessError> {
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA)
            .map_err(|error| AccessError::Syntax { file: "bihuan.cedarschema".to_owned(), cause: error.to_string() })?;
        let mut set = PolicySet::new();
        for Policy { file, text } in &files {
            let syntax = |cause: String| AccessError::Syntax { file: file.clone(), cause };
            let parsed: PolicySet =
                text.parse().map_err(|error: cedar_policy::ParseErrors| syntax(error.to_string()))?;
            for (number, policy) in parsed.policies().enumerate() {
                let policy = policy.new_id(PolicyId::new(format!("{file}:{}", number + 1)));
                set.add(policy).map_err(|error| syntax(error.to_string()))?;
            }
        }
        let result = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
        let faults: Vec<String> = result.validation_errors().map(ToString::to_string).collect();
        if !faults.is_empty() {
            return Err(AccessError::Schema { faults });
        }
        let types = Types::new()?;
        let names_units =
            set.policies().flat_map(cedar_policy::Policy::entity_literals).any(|of| *of.type_name() == types.unit);
        Ok(Self { schema, set, types, files, names_units, seen: Mutex::default() })
    }

    /// Whether `who` may do `action` to `item`. Denied where the question cannot be asked.
    #[must_use]
    pub fn may(&self, who: &Principal, action: Action, item: &Item, tree: &Tree) -> bool {
        let allowed = |item: &Item| self.ask(who, action, item, tree).is_ok_and(|decision| decision == Decision::Allow);
        allowed(item)
            || (action == Action::See && item.also.iter().any(|unit| allowed(&Item { unit: *unit, ..item.clone() })))
    }

    fn ask(&self, who: &Principal, action: Action, item: &Item, tree: &Tree) -> Result<Decision, AccessError> {
        let principal = match who.person {
            Some(person) => self.types.person(person),
            None => Types::id(&self.types.visitor, "visitor"),
        };
        let resource = Types::id(&self.types.item, "this");
        let mut entities = vec![self.item(&resource, item)?];
        self.units(&mut entities, item.unit, tree);
        entities.push(match who.person {
            Some(_) => self.person(&principal, who)?,
            None => Entity::with_uid(principal.clone()),
        });
        let entities = Entities::from_entities(entities, None).map_err(|error| asked(&error))?;
        let action = Types::id(&self.types.action, action.name());
        let action = Request::new(principal, action, resource, Context::empty(), Some(&self.schema));
        let request = match action {
            Ok(request) => request,
            // The schema has no such pair: a visitor who would work on the ledger.
            Err(_) => return Ok(Decision::Deny),
        };
        Ok(Authorizer::new().is_authorized(&request, &self.set, &entities).decision())
    }

    /// The unit of an item, and all above it: what `in` follows.
    fn units(&self, entities: &mut Vec<Entity>, unit: Option<UnitId>, tree: &Tree) {
        let Some(unit) = unit else {
            let tops: HashSet<EntityUid> = tree.tops().map(|top| self.types.unit(Some(top))).collect();
            entities.extend(tops.iter().map(|top| Entity::new_no_attrs(top.clone(), HashSet::new())));
            entities.push(Entity::new_no_attrs(self.types.unit(None), tops));
            return;
        };
        let chain = tree.chain(unit);
        for (at, unit) in chain.iter().enumerate() {
            let above = chain.get(at + 1).map(|above| self.types.unit(Some(*above)));
            entities.push(Entity::new_no_attrs(self.types.unit(Some(*unit)), above.into_iter().collect()));
        }
    }

    fn item(&self, uid: &EntityUid, item: &Item) -> Result<Entity, AccessError> {
        let people = |people: &BTreeSet<PersonId>| {
            let people = people.iter().map(|person| RestrictedExpression::new_entity_uid(self.types.person(*person)));
            RestrictedExpression::new_set(people)
        };
        let text = |text: &str| RestrictedExpression::new_string(text.to_owned());
        let attributes = HashMap::from([
            ("unit".to_owned(), RestrictedExpression::new_entity_uid(self.types.unit(item.unit))),
            ("owners".to_owned(), people(&item.owners)),
            ("leaders".to_owned(), people(&item.leaders)),
            ("answerable".to_owned(), people(&item.answerable)),
            ("named".to_owned(), people(&item.named)),
            ("scope".to_owned(), text(item.scope.map_or("team", scope_name))),
            ("handling".to_owned(), text(item.handling.name())),
            ("level".to_owned(), text(&item.level)),
        ]);
        Entity::new(uid.clone(), attributes, HashSet::new()).map_err(|error| asked(&error))
    }

    fn person(&self, uid: &EntityUid, who: &Principal) -> Result<Entity, AccessError> {
        let set = |units: &mut dyn Iterator<Item = Option<UnitId>>| {
            RestrictedExpression::new_set(units.map(|unit| RestrictedExpression::new_entity_uid(self.types.unit(unit))))
        };
        let at = |role: Role| set(&mut who.roles.iter().filter(|(held, _)| *held == role).map(|(_, unit)| *unit));
        let administers = who.roles.iter().any(|(role, _)| *role == Role::Administrator);
        let attributes = HashMap::from([
            ("administers".to_owned(), RestrictedExpression::new_bool(administers)),
            ("office".to_owned(), at(Role::Office)),
            ("leads".to_owned(), at(Role::Lead)),
            ("verifies".to_owned(), at(Role::Verifier)),
            ("inspects".to_owned(), at(Role::Inspector)),
            ("belongs".to_owned(), set(&mut who.units.iter().copied().map(Some))),
        ]);
        Entity::new(uid.clone(), attributes, HashSet::new()).map_err(|error| asked(&error))
    }
}

fn asked(error: &impl ToString) -> AccessError {
    AccessError::Asked { cause: error.to_string() }
}
