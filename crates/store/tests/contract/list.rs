use jiff::civil::Date;
use ledger::finding::Status;
use ledger::light::Light;
use ledger::profile::Kind;
use ledger::{Actor, CampaignId, FindingId, PersonId, PostId, Stream, UnitId, finding, unit};
use store::{Cursor, FindingQuery, FindingRow, MeasureQuery, MeasureRow, Sort, Store};

use super::bench::Bench;
use crate::sample::{self, Dice};

const TODAY: Date = jiff::civil::date(2026, 9, 1);
const COUNT: u64 = 400;

fn stated(number: u64, statement: &str, of: Option<UnitId>) -> store::Append {
    let content = finding::Content { statement: statement.into(), unit: of, ..finding::Content::default() };
    let drafted = finding::Event::Drafted { campaign: CampaignId(1), content, sources: Vec::new() };
    sample::append(format!("stated-{number}"), vec![(Stream::Finding(FindingId(number)), drafted.into())])
}

fn numbers(store: &Store, query: &FindingQuery) -> Vec<u64> {
    store.read().unwrap().findings(query).unwrap().rows.iter().map(|row| row.id.0).collect()
}

pub fn words_are_found(bench: &dyn Bench) {
    let store = bench.create();
    let texts = [
        "整改落实不到位，以会议落实会议",
        "落实整改要求不力（ISO 9001）",
        "改进作风不够；iso14001 未更新",
        "Ａ类物资账实不符，差额 12.5%",
        "Łódź 来函未答复",
    ];
    for (n, text) in (1..).zip(texts) {
        store.append(stated(n, text, None)).unwrap();
    }
    let found = |text: &str| numbers(&store, &FindingQuery { text: Some(text.into()), ..FindingQuery::all(TODAY) });
    assert_eq!(found("整改"), [1, 2]);
    assert_eq!(found("落实"), [1, 2]);
    assert_eq!(found("整改落实"), [1], "together and in this order");
    assert_eq!(found("落实整改"), [2]);
    assert_eq!(found("落实 会议"), [1], "both words, wherever");
    assert_eq!(found("改"), [1, 2, 3], "one character");
    assert_eq!(found("ISO"), [2, 3], "whatever the case, by its beginning");
    assert_eq!(found("９００１"), [2], "whatever the width");
    assert_eq!(found("a类"), [4]);
    assert_eq!(found("łódź"), [5]);
    assert_eq!(found("廉政"), [0; 0]);
    assert_eq!(found("、。"), [1, 2, 3, 4, 5], "nothing but punctuation asks for nothing");
    // What no longer says it is not found any more.
    let content = finding::Content { statement: "另有表述".into(), ..finding::Content::default() };
    let edited = finding::Event::Edited { content, reason: "更正".into() };
    store.append(sample::append("edit".into(), vec![(Stream::Finding(FindingId(1)), edited.into())])).unwrap();
    assert_eq!(found("整改"), [2]);
    assert_eq!(found("表述"), [1]);
    drop(store);
    bench.is_sound();
}

pub fn look_backs_are_found_by_day(bench: &dyn Bench) {
    let store = bench.create();
    let (by, on) = (Actor::LOCAL, jiff::civil::date(2026, 3, 1));
    let day = |month: i8| jiff::civil::date(2026, month, 10);
    for n in 1..=6 {
        store.append(stated(n, "台账不全", None)).unwrap();
    }
    for (n, months) in [(2, vec![6, 12]), (3, vec![9]), (5, vec![])] {
        let look_backs = months.into_iter().map(day).collect();
        let closed = finding::Event::Closed { by, on, summary: "办结".to_owned(), look_backs };
        store
            .append(sample::append(format!("close-{n}"), vec![(Stream::Finding(FindingId(n)), closed.into())]))
            .unwrap();
    }
    let found =
        |from, to| numbers(&store, &FindingQuery { look_back: Some((day(from), day(to))), ..FindingQuery::all(TODAY) });
    assert_eq!((found(1, 12), found(6, 6), found(7, 12), found(10, 12)), (vec![2, 3], vec![2], vec![3], vec![]));
    let looked = finding::Event::LookedBack {
        by,
        due: Some(day(6)),
        on: day(6),
        result: finding::LookBackResult::Held,
        note: String::new(),
        evidence: Vec::new(),
        follow_up: None,
    };
    store.append(sample::append("looked".into(), vec![(Stream::Finding(FindingId(2)), looked.into())])).unwrap();
    assert_eq!((found(6, 6), found(12, 12)), (vec![], vec![2]), "the next one is owed then");
    drop(store);
    bench.is_sound();
}

pub fn units_count_those_below(bench: &dyn Bench) {
    let store = bench.create();
    for (n, parent) in [(1, None), (2, Some(1)), (3, Some(2)), (4, Some(1)), (5, None)] {
        let event = unit::Event::Registered { name: format!("单位{n}"), short: None, parent: parent.map(UnitId) };
        store.append(sample::append(format!("unit-{n}"), vec![(Stream::Unit(UnitId(n)), event.into())])).unwrap();
        store.append(stated(n, "问题", Some(UnitId(n)))).unwrap();
    }
    let below = |n| numbers(&store, &FindingQuery { unit: Some(UnitId(n)), ..FindingQuery::all(TODAY) });
    assert_eq!(below(1), [1, 2, 3, 4]);
    assert_eq!(below(2), [2, 3]);
    assert_eq!(below(5), [5]);
    drop(store);
    bench.is_sound();
}

/// All rows, a page of seven at a time; no row twice and none left out.
fn all(store: &Store, query: &FindingQuery) -> Vec<FindingRow> {
    let reader = store.read().unwrap();
    let mut query = FindingQuery { limit: 7, ..query.clone() };
    let mut rows = Vec::new();
    loop {
        let page = reader.findings(&query).unwrap();
        assert!(page.rows.len() <= 7);
        rows.extend(page.rows);
        let Some(next) = page.next else { break };
        // Through its text, as an address carries it.
        query.after = Some(Cursor::parse(&next.to_string()).unwrap());
    }
    assert_eq!(reader.count_findings(&query).unwrap(), rows.len() as u64);
    rows
}

pub fn pages_are_what_filters_say(bench: &dyn Bench) {
    let store = bench.create();
    let mut dice = Dice::new(11);
    let mut world = ledger::testing::World::new();
    for (n, (command, given)) in ledger::testing::furniture().into_iter().enumerate() {
        if let Ok(events) = world.act(&command, &given) {
            store.append(sample::append(format!("furniture-{n}"), events)).unwrap();
        }
    }
    for n in 1..=COUNT {
        let mut events = sample::finding(n, &mut dice);
        if n % 3 != 0 {
            events.extend(sample::measure(n, &[n, 1 + dice.below(n)], &mut dice));
        }
        if n % 5 == 0 {
            let returned = finding::Event::Returned { by: Actor::LOCAL, reason: "材料不足".into() };
            events.push((Stream::Finding(FindingId(n)), returned.into()));
        }
        store.append(sample::append(format!("fill-{n}"), events)).unwrap();
    }
    let every = all(&store, &FindingQuery::all(TODAY));
    assert_eq!(every.len() as u64, COUNT);
    let query = || FindingQuery::all(TODAY);
    let same = |query: FindingQuery, keep: &dyn Fn(&FindingRow) -> bool| {
        for (sort, descending) in [
            (Sort::Number, false),
            (Sort::Number, true),
            (Sort::Due, false),
            (Sort::Due, true),
            (Sort::Updated, true),
            (Sort::Slippage, true),
        ] {
            let found = all(&store, &FindingQuery { sort, descending, ..query.clone() });
            let mut expected: Vec<_> = every.iter().filter(|row| keep(row)).cloned().collect();
            expected.sort_by_key(|row| match sort {
                Sort::Number => (String::new(), 0, row.id),
                Sort::Due => (row.due.map_or("9999-12-31".into(), |d| d.to_string()), 0, row.id),
                Sort::Updated => (String::new(), row.updated.as_microsecond(), row.id),
                Sort::Slippage => (String::new(), row.slip_days as i64, row.id),
            });
            if descending {
                expected.reverse();
            }
            assert_eq!(found, expected, "{query:?} {sort:?} {descending}");
        }
    };
    same(query(), &|_| true);
    same(FindingQuery { campaign: Some(CampaignId(3)), ..query() }, &|row| row.campaign == CampaignId(3));
    same(FindingQuery { unit: Some(UnitId(5)), ..query() }, &|row| row.unit == Some(UnitId(5)));
    same(FindingQuery { status: vec![Status::Draft, Status::Returned], ..query() }, &|row| {
        matches!(row.status, Status::Draft | Status::Returned)
    });
    for light in Light::ALL {
        same(FindingQuery { light: Some(light), ..query() }, &|row| row.light == light);
    }
    same(FindingQuery { aspect: Some("安全".into()), ..query() }, &|row| row.aspect.as_deref() == Some("安全"));
    let (from, to) = (jiff::civil::date(2026, 5, 1), jiff::civil::date(2026, 8, 31));
    same(FindingQuery { due_from: Some(from), due_to: Some(to), ..query() }, &|row| {
        row.due.is_some_and(|due| from <= due && due <= to)
    });
    same(FindingQuery { due_from: Some(from), ..query() }, &|row| row.due.is_some_and(|due| from <= due));
    same(FindingQuery { text: Some("台账".into()), status: vec![Status::Registered], ..query() }, &|row| {
        row.status == Status::Registered && row.statement.contains("台账")
    });
    let measures = store.read().unwrap().measures(&MeasureQuery { limit: 1_000, ..MeasureQuery::all(TODAY) }).unwrap();
    let ties = |keep: &dyn Fn(&MeasureRow) -> bool| -> std::collections::BTreeSet<u64> {
        let reader = store.read().unwrap();
        let tied = measures.rows.iter().filter(|m| keep(m)).flat_map(|m| match reader.state(&m.id.into()).unwrap() {
            Some((_, ledger::State::Measure(state))) => state.findings.iter().map(|f| f.0).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        });
        tied.collect()
    };
    for person in [1, 7, 300].map(PersonId) {
        let tied = ties(&|m| m.owner == Some(person));
        same(FindingQuery { owner: Some(person), ..query() }, &|row| tied.contains(&row.id.0));
        let tied = ties(&|m| m.lead == Some(person));
        same(FindingQuery { lead: Some(person), ..query() }, &|row| tied.contains(&row.id.0));
    }
    let tied = ties(&|m| m.kind == Some(Kind::Immediate));
    same(FindingQuery { kind: Some(Kind::Immediate), campaign: Some(CampaignId(2)), ..query() }, &|row| {
        row.campaign == CampaignId(2) && tied.contains(&row.id.0)
    });
    let reader = store.read().unwrap();
    let of = |query: MeasureQuery| reader.measures(&MeasureQuery { limit: 1_000, ..query }).unwrap().rows;
    let some = measures.rows[0].clone();
    assert_eq!(
        of(MeasureQuery { owner: some.owner, ..MeasureQuery::all(TODAY) }),
        measures.rows.iter().filter(|m| m.owner == some.owner).cloned().collect::<Vec<_>>()
    );
    let mut dice = Dice::new(12);
    let mut by_post = sample::measure(COUNT + 1, &[1], &mut dice);
    if let ledger::Event::Measure(ledger::measure::Event::Registered { plan, .. }) = &mut by_post[0].1 {
        plan.content.owner_post = Some(PostId(2));
    }
    store.append(sample::append("by-post".into(), by_post)).unwrap();
    let later = store.read().unwrap();
    let found = later.measures(&MeasureQuery { post: Some(PostId(2)), ..MeasureQuery::all(TODAY) }).unwrap().rows;
    assert_eq!(found.iter().map(|m| m.id.0).collect::<Vec<_>>(), [COUNT + 1]);
    drop(later);
    assert!(of(MeasureQuery { finding: Some(FindingId(1)), ..MeasureQuery::all(TODAY) }).iter().any(|m| m.id.0 == 1));
    drop(reader);
    drop(store);
    bench.is_sound();
}
