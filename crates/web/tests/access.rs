//! Who may what: every route of the table, asked for by everybody, about what is their own and about what is others'.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it cannot be set up")]

#[path = "support/site.rs"]
mod common;

use std::collections::BTreeSet;

use app::access::{Principal, Role};
use app::store::FindingQuery;
use common::demo;
use ledger::finding::{Scope, Status};
use ledger::{FindingId, MeasureId, PersonId, UnitId};
use web::Site;
use web::guard::decide;
use web::route::{ALL, Needs, Route};
use web::trouble::Trouble;

/// What may be asked for by anybody, without a policy: what comes before signing in, and what is no page of the ledger.
const OPEN: [&str; 12] = [
    "/assets/{name}",
    "/health",
    "/ready",
    "/metrics",
    "/help",
    "/me/look",
    "/set-up",
    "/sign-in",
    "/sign-in/link/{token}",
    "/sign-out",
    "/{*missing}",
    "/public/verify",
];

#[test]
fn every_route_takes_a_permission_but_those_that_stand_before_the_door() {
    for route in ALL.iter().filter(|route| route.needs == Needs::Nothing) {
        assert!(OPEN.contains(&route.path), "{} {} takes no permission", route.method, route.path);
    }
    let mut seen = BTreeSet::new();
    for route in ALL.iter() {
        assert!(seen.insert((route.method.as_str().to_owned(), route.path)), "{} stands twice", route.path);
    }
}

/// A unit, a finding and a measure of it.
struct Place {
    unit: UnitId,
    finding: FindingId,
    measure: MeasureId,
}

/// Two places that have nothing to do with each other.
fn places(site: &Site) -> [Place; 2] {
    let view = site.app.view().unwrap();
    let tree = view.tree().unwrap();
    let query = FindingQuery { limit: 500, ..FindingQuery::all(view.today) };
    let mut places: Vec<Place> = Vec::new();
    for row in view.findings(&query).unwrap().rows {
        let Some(unit) = row.unit.as_ref().and_then(|unit| unit.id.to_string().parse::<UnitId>().ok()) else {
            continue;
        };
        let state = view.finding_state(row.id).unwrap().unwrap();
        let team = state.content.scope.is_none_or(|scope| scope == Scope::Team);
        let at_work = state.status == Status::Rectifying || state.status == Status::Submitted;
        let apart = |other: &Place| !tree.chain(unit).contains(&other.unit) && !tree.chain(other.unit).contains(&unit);
        let top = tree.tops().any(|top| top == unit);
        if team
            && at_work
            && !top
            && places.iter().all(apart)
            && let Some(measure) = state.measures.iter().next()
        {
            places.push(Place { unit, finding: row.id, measure: *measure });
        }
    }
    assert!(places.len() >= 2, "the demonstration has findings in several units");
    places.truncate(2);
    let other = places.pop().unwrap();
    [places.pop().unwrap(), other]
}

/// The parts of a route's path, about a place.
fn ids(route: &Route, place: &Place) -> Vec<(String, String)> {
    let parts = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let id = |kind: &str| match kind {
        "finding" => place.finding.to_string(),
        "measure" => place.measure.to_string(),
        "unit" => place.unit.to_string(),
        "campaign" => "C1".to_owned(),
        "paper" => "D1".to_owned(),
        "evidence" => "E1".to_owned(),
        "person" => "P1".to_owned(),
        "post" => "J1".to_owned(),
        "regulation" => "G1".to_owned(),
        "cause" => "R1".to_owned(),
        "hand_over" => "H1".to_owned(),
        _ => String::new(),
    };
    parts.map(|kind| (kind.to_owned(), id(kind))).collect()
}

fn shown(result: &Result<(), Trouble>) -> char {
    match result {
        Ok(()) => '●',
        Err(Trouble::SignIn) => '⎆',
        Err(Trouble::Missing) => '·',
        Err(Trouble::Denied(_)) => '×',
        Err(other) => panic!("{other:?}"),
    }
}

/// Each row a route, each column somebody: first about their own unit, then about another's. ● may, × may not,
/// · is not even told that it is there, ⎆ must sign in first.
#[test]
fn the_matrix_of_routes_and_roles() {
    let site = demo();
    let [own, other] = places(&site.site);
    let person = PersonId(9_999);
    let at =
        |role: Role| Principal { person: Some(person), roles: [(role, Some(own.unit))].into(), ..Principal::default() };
    let columns: Vec<(&str, Principal)> = vec![
        ("visitor", Principal::default()),
        (
            "administrator",
            Principal { person: Some(person), roles: [(Role::Administrator, None)].into(), ..Principal::default() },
        ),
        ("office", at(Role::Office)),
        ("lead", at(Role::Lead)),
        ("verifier", at(Role::Verifier)),
        ("inspector", at(Role::Inspector)),
        ("member", Principal { person: Some(person), units: [own.unit].into(), ..Principal::default() }),
        ("stranger", Principal { person: Some(person), ..Principal::default() }),
    ];
    let mut table = String::from("own/other of: ");
    table.push_str(&columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" "));
    table.push('\n');
    let mut rows: Vec<String> = Vec::new();
    for route in ALL.iter().filter(|route| route.needs != Needs::Nothing) {
        let marks = columns.iter().map(|(_, who)| {
            let ask = |place: &Place| shown(&decide(&site.site, who.clone(), route, ids(route, place)));
            format!("{}{}", ask(&own), ask(&other))
        });
        let marks = marks.collect::<Vec<_>>().join(" ");
        rows.push(format!("{marks}  {:4} {}  {:?}\n", route.method.as_str(), route.path, route.needs));
    }
    rows.sort_by(|a, b| a[a.find("  ").unwrap()..].cmp(&b[b.find("  ").unwrap()..]));
    table.push_str(&rows.concat());
    insta::assert_snapshot!(table);
}

#[test]
fn nobody_judges_what_they_answer_for_whatever_the_role() {
    let site = demo();
    let view = site.app().view().unwrap();
    let [place, _] = places(&site.site);
    let finding = view.item(place.finding.into()).unwrap().unwrap();
    let owner = *finding.answerable.first().expect("somebody answers for it");
    let all = [Role::Office, Role::Lead, Role::Verifier, Role::Inspector];
    let top = view.tree().unwrap().tops().next();
    let who = Principal { person: Some(owner), roles: all.map(|role| (role, top)).into(), ..Principal::default() };
    let tree = view.tree().unwrap();
    use app::access::Action::{Close, LookBack, Report, See, Verify};
    for action in [Verify, Close, LookBack] {
        assert!(!site.site.access.may(&who, action, &finding, &tree), "{action:?}");
    }
    for action in [See, Report] {
        assert!(site.site.access.may(&who, action, &finding, &tree), "{action:?}");
    }
}

#[test]
fn lists_hold_what_policies_let_see_and_nothing_else() {
    let site = demo();
    let view = site.app().view().unwrap();
    let tree = view.tree().unwrap();
    let [own, _] = places(&site.site);
    let everything = FindingQuery { limit: 500, ..FindingQuery::all(view.today) };
    for cast in [demo::Role::Office, demo::Role::Owner, demo::Role::Member] {
        let person = site.cast(cast).person;
        let who = Principal {
            person: Some(person),
            roles: view.roles_of(person).unwrap().into_iter().collect(),
            units: [own.unit].into(),
            ..Principal::default()
        };
        let sight = (*site.site.access.sight(&who, &tree)).clone();
        let listed: BTreeSet<FindingId> = view
            .findings(&FindingQuery { sight, ..everything.clone() })
            .unwrap()
            .rows
            .iter()
            .map(|row| row.id)
            .collect();
        for row in view.findings(&everything).unwrap().rows {
            let item = view.item(row.id.into()).unwrap().unwrap();
            let sees = site.site.access.may(&who, app::access::Action::See, &item, &tree);
            // Whoever only answered for it once finds it by its number, not in lists.
            if sees
                && !item.owners.contains(&person)
                && !item.leaders.contains(&person)
                && item.answerable.contains(&person)
            {
                continue;
            }
            assert_eq!(listed.contains(&row.id), sees, "{} for {cast:?}", row.id);
        }
    }
}

/// What somebody names in a form must be theirs too, not only what stands in its address.
#[test]
fn whoever_keeps_a_part_gives_nothing_to_another_and_takes_nothing_from_it() {
    let site = demo();
    let [own, other] = places(&site.site);
    let person = site.cast(demo::Role::Administrator).person;
    let keeps = |unit: UnitId| site.app().grant(ledger::Actor::LOCAL, person, Role::Office, Some(unit)).unwrap();
    keeps(own.unit);
    let office = site.sign_in_as(person);
    let (ours, theirs) = (own.unit.to_string(), other.unit.to_string());

    office.get("/regulations");
    let sent = office.post("/regulations", &[("title", "公章管理办法"), ("issuer", &ours)]);
    let at = format!("{}/amend", sent.to.as_deref().unwrap_or_else(|| panic!("{}", sent.words())));
    let amend = |issuer: &str| {
        office
            .post(&at, &[("title", "公章管理办法"), ("issuer", issuer), ("number", "2号"), ("reason", "改文号")])
            .status
    };
    assert_eq!(amend(&theirs), 403);
    assert_eq!(amend(""), 403, "what no unit issued is about the whole");
    assert_eq!(amend(&ours), 303);

    let campaign = [("theme", "公章专项检查"), ("from", "2026-06-01"), ("reason", "扩大范围"), ("profile", "audit")];
    let (ours, theirs) = (("unit", ours.as_str()), ("unit", theirs.as_str()));
    let sent = office.post("/campaigns", &[&campaign[..], &[ours]].concat());
    let at = format!("{}/revise", sent.to.as_deref().unwrap_or_else(|| panic!("{}", sent.words())));
    let revise = |more: &[(&str, &str)]| office.post(&at, &[&campaign[..], more].concat()).status;
    assert_eq!(revise(&[theirs]), 403);
    assert_eq!(revise(&[ours, theirs]), 403);
    assert_eq!(revise(&[]), 403, "what examines no unit is about the whole");
    assert_eq!(revise(&[ours, ("examiner", "审计处")]), 303);

    let view = site.app().view().unwrap();
    let everything = (jiff::civil::Date::MIN, jiff::civil::Date::MAX);
    let owed = view.look_backs(everything, None, app::store::Sight::All, 500).unwrap().0;
    let apart = |unit: UnitId| !view.tree().unwrap().chain(other.unit).contains(&unit);
    let (closed, unit) = owed
        .iter()
        .find_map(|owed| {
            let unit: UnitId = owed.finding.unit.as_ref()?.id.to_string().parse().ok()?;
            apart(unit).then_some((owed.finding.id, unit))
        })
        .expect("a closed finding of another unit");
    if unit != own.unit {
        keeps(unit);
    }
    let at = format!("/findings/{closed}/look-back");
    office.get(&at);
    let look = |follow_up: FindingId| {
        let follow_up = follow_up.to_string();
        office.post(&at, &[("result", "changed"), ("note", "换了样子"), ("follow_up", &follow_up)])
    };
    assert_eq!(look(other.finding).status, 403);
    let page = look(own.finding);
    assert_eq!(page.status, 303, "{}", page.words());
}

#[test]
fn policies_of_a_folder_stand_in_place_of_the_built_in_ones_and_bad_ones_are_refused() {
    use app::access::{Access, AccessError, Action, Item, Policy, Tree};
    let policy = |text: &str| vec![Policy { file: "own.cedar".to_owned(), text: text.to_owned() }];
    let bad = Access::new(policy("permit (principal, action == Action::\"fly\", resource);"));
    assert!(matches!(bad, Err(AccessError::Schema { .. })));
    let bad = Access::new(policy("permit everything"));
    assert!(matches!(bad, Err(AccessError::Syntax { .. })));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.cedar"), "permit (principal is Person, action == Action::\"see\", resource);")
        .unwrap();
    let access = Access::open(folder.path()).unwrap();
    let who = Principal { person: Some(PersonId(1)), ..Principal::default() };
    assert!(access.may(&who, Action::See, &Item::default(), &Tree::default()));
    assert!(!access.may(&who, Action::Enter, &Item::default(), &Tree::default()));
}
