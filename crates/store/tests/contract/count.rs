//! Counting in memory, and the filters that counts open: both must be what rows say.

use jiff::civil::Date;
use ledger::evidence::Content as Said;
use ledger::finding::{Status, Waits};
use ledger::profile::EvidenceKind;
use ledger::{Actor, Digest, EvidenceId, FindingId, MeasureId, PersonId, Stream, evidence, finding, measure};
use store::{Cell, Census, FindingQuery, Mark, MeasureQuery, Mine, Store};

use super::bench::Bench;
use crate::sample::{self, Dice};

const TODAY: Date = jiff::civil::date(2026, 9, 1);
const COUNT: u64 = 90;

fn fill(store: &Store, between: &mut dyn FnMut(&Store)) {
    let mut dice = Dice::new(23);
    let mut world = ledger::testing::World::new();
    for (n, (command, given)) in ledger::testing::furniture().into_iter().enumerate() {
        if let Ok(events) = world.act(&command, &given) {
            store.append(sample::append(format!("furniture-{n}"), events)).unwrap();
        }
    }
    for n in 1..=COUNT {
        let id = Stream::Finding(FindingId(n));
        let mut events = sample::finding(n, &mut dice);
        if n % 3 != 0 {
            events.extend(sample::measure(n, &[n], &mut dice));
        }
        if n % 4 == 0 {
            events.push((id, finding::Event::Submitted { by: Actor::LOCAL, note: String::new() }.into()));
        }
        if n % 8 == 0 {
            let on = jiff::civil::date(2026, 8, 1);
            let look_backs = vec![jiff::civil::date(2026, 8, 20)];
            let closed = finding::Event::Closed { by: Actor::LOCAL, on, summary: "已办结".into(), look_backs };
            events.push((id, closed.into()));
        }
        if n % 16 == 0 {
            events.push((id, finding::Event::Rebounded { by: Actor::LOCAL, reason: "又有".into() }.into()));
        }
        if n % 10 == 0 {
            events.push((id, finding::Event::Returned { by: Actor::LOCAL, reason: "不足".into() }.into()));
        }
        store.append(sample::append(format!("fill-{n}"), events)).unwrap();
        if n % 9 == 0 {
            between(store);
        }
    }
}

/// Cells with their words instead of the places of these.
fn told(census: &Census) -> Vec<(Cell, &str, &str)> {
    let word = |place: u32| census.words[place as usize].as_str();
    let plain = |cell: &Cell| Cell { aspect: 0, waits: 0, ..cell.clone() };
    census.cells.iter().map(|cell| (plain(cell), word(cell.aspect), word(cell.waits))).collect()
}

fn afresh(store: &Store) -> Census {
    let mut census = Census::default();
    store.read().unwrap().count_anew(&mut census).unwrap();
    census
}

pub fn a_census_follows_what_happens(bench: &dyn Bench) {
    let store = bench.create();
    let mut census = Census::default();
    fill(&store, &mut |store| {
        store.read().unwrap().count_anew(&mut census).unwrap();
    });
    let edited = finding::Content { aspect: Some("新方面".into()), ..finding::Content::default() };
    let edited = finding::Event::Edited { content: edited, reason: "更正".into() };
    store.append(sample::append("edit".into(), vec![(Stream::Finding(FindingId(5)), edited.into())])).unwrap();
    store.read().unwrap().count_anew(&mut census).unwrap();
    assert_eq!(told(&census), told(&afresh(&store)), "followed, and counted afresh");
    let reader = store.read().unwrap();
    let rows = reader.findings(&FindingQuery { limit: 1_000, ..FindingQuery::all(TODAY) }).unwrap().rows;
    assert_eq!(rows.len(), census.cells.len());
    let day = |day: Option<Date>| day.map_or(99_991_231, |day| day.strftime("%Y%m%d").to_string().parse().unwrap());
    for (row, cell) in rows.iter().zip(&census.cells) {
        assert_eq!((row.id, row.status, row.light), (cell.id, cell.status, cell.light_on(20_260_901)), "{}", row.id);
        assert_eq!((row.campaign.0, row.unit.map_or(0, |u| u.0)), (cell.campaign.into(), cell.unit.into()));
        assert_eq!(row.aspect.as_deref().unwrap_or(""), census.words[cell.aspect as usize]);
        assert_eq!(
            (row.slips, row.slip_days, row.returns),
            (cell.slips.into(), cell.slip_days.into(), cell.returns.into())
        );
        assert_eq!((row.rebounds, row.papers, day(row.due)), (cell.rebounds.into(), cell.papers.into(), cell.due));
    }
    drop(reader);
    drop(store);
    bench.is_sound();
}

fn numbers(store: &Store, query: &FindingQuery) -> Vec<u64> {
    let query = FindingQuery { limit: 1_000, ..query.clone() };
    let reader = store.read().unwrap();
    let rows: Vec<u64> = reader.findings(&query).unwrap().rows.iter().map(|row| row.id.0).collect();
    assert_eq!(reader.count_findings(&query).unwrap(), rows.len() as u64);
    rows
}

pub fn what_is_counted_is_found(bench: &dyn Bench) {
    let store = bench.create();
    fill(&store, &mut |_| {});
    let census = afresh(&store);
    let same = |query: FindingQuery, keep: &dyn Fn(&Cell) -> bool| {
        let expected: Vec<u64> = census.cells.iter().filter(|cell| keep(cell)).map(|cell| cell.id.0).collect();
        assert!(!expected.is_empty() && expected.len() < census.cells.len(), "{query:?} tells nothing apart");
        assert_eq!(numbers(&store, &query), expected, "{query:?}");
    };
    let query = || FindingQuery::all(TODAY);
    let place = |waits: &Waits| census.place(&waits.name()).unwrap();
    for waits in [Waits::Registering, Waits::Planning, Waits::Work, Waits::Verifying, Waits::LookBack] {
        let at = place(&waits);
        same(FindingQuery { waits: Some(vec![waits]), ..query() }, &|cell| cell.waits == at);
    }
    let two = [place(&Waits::Registering), place(&Waits::Verifying)];
    let both = vec![Waits::Registering, Waits::Verifying];
    assert_eq!(
        numbers(&store, &FindingQuery { waits: Some(Vec::new()), ..query() }),
        [0; 0],
        "nothing waits for nothing"
    );
    same(FindingQuery { waits: Some(both), ..query() }, &|cell| two.contains(&cell.waits));
    same(FindingQuery { marks: vec![Mark::Returned], ..query() }, &|cell| cell.returns > 0);
    same(FindingQuery { marks: vec![Mark::Rebounded], ..query() }, &|cell| cell.rebounds > 0);
    let (from, to) = (jiff::civil::date(2026, 3, 1), jiff::civil::date(2026, 7, 31));
    same(FindingQuery { registered_from: Some(from), registered_to: Some(to), ..query() }, &|cell| {
        (20_260_301..=20_260_731).contains(&cell.registered)
    });
    same(FindingQuery { open_on: Some(TODAY), ..query() }, &|cell| {
        (1..=20_260_901).contains(&cell.registered) && (cell.closed == 0 || cell.closed > 20_260_901)
    });
    // A look-back that is due turns what is closed yellow.
    let due = FindingQuery { status: vec![Status::Closed], light: Some(ledger::light::Light::Yellow), ..query() };
    same(due, &|cell| cell.status == Status::Closed);
    let reader = store.read().unwrap();
    let measures = reader.measures(&MeasureQuery { limit: 1_000, ..MeasureQuery::all(TODAY) }).unwrap().rows;
    let person = measures[0].owner.unwrap();
    let mine = |leads| Mine { person, posts: Vec::new(), leads };
    for leads in [false, true] {
        let is = |m: &&store::MeasureRow| m.owner == Some(person) || (leads && m.lead == Some(person));
        let own: Vec<u64> = measures.iter().filter(is).map(|m| m.id.0).collect();
        let query = MeasureQuery { mine: Some(mine(leads)), limit: 1_000, ..MeasureQuery::all(TODAY) };
        let found: Vec<u64> = reader.measures(&query).unwrap().rows.iter().map(|m| m.id.0).collect();
        assert_eq!(found, own);
        // Measure n answers finding n.
        same(FindingQuery { mine: Some(mine(leads)), ..FindingQuery::all(TODAY) }, &|cell| own.contains(&cell.id.0));
    }
    assert_eq!(reader.answered_by(&Mine { person: PersonId(9_999), posts: Vec::new(), leads: true }).unwrap(), []);
}

pub fn weak_evidence_is_told_and_mended(bench: &dyn Bench) {
    let store = bench.create();
    fill(&store, &mut |_| {});
    let on_paper = || numbers(&store, &FindingQuery { marks: vec![Mark::OnPaper], ..FindingQuery::all(TODAY) });
    assert_eq!(on_paper(), [0; 0]);
    let reader = store.read().unwrap();
    // A finding of a campaign whose profile calls something weak, with a measure.
    let strict = |id: u64| match reader.state(&FindingId(id).into()).unwrap() {
        Some((_, ledger::State::Finding(finding))) => match reader.state(&finding.campaign.into()).unwrap() {
            Some((_, ledger::State::Campaign(campaign))) => {
                !finding.measures.is_empty() && campaign.profile.is_weak([EvidenceKind::Minutes])
            }
            _ => false,
        },
        _ => false,
    };
    let number = (1..=COUNT).find(|id| strict(*id)).expect("the furniture has a strict profile");
    let said = |kind| Said { name: "会议记录.docx".into(), kind, dated: TODAY, ..Said::default() };
    let minutes = evidence::Event::Registered {
        digest: Digest::default(),
        size: 3,
        content: said(EvidenceKind::Minutes),
        on: TODAY,
    };
    let shown = measure::Event::Attached { evidence: EvidenceId(901), item: None, by: Actor::LOCAL, on: TODAY };
    let events =
        vec![(Stream::Evidence(EvidenceId(901)), minutes.into()), (Stream::Measure(MeasureId(number)), shown.into())];
    store.append(sample::append("show".into(), events)).unwrap();
    assert_eq!(on_paper(), [number]);
    let mut census = afresh(&store);
    let corrected =
        evidence::Event::Corrected {
            content: said(EvidenceKind::Record), reason: "是台账".into(), by: Actor::LOCAL
        };
    store
        .append(sample::append("correct".into(), vec![(Stream::Evidence(EvidenceId(901)), corrected.into())]))
        .unwrap();
    assert_eq!(on_paper(), [0; 0], "what a file is changes what it proves");
    store.read().unwrap().count_anew(&mut census).unwrap();
    assert!(census.cells.iter().all(|cell| cell.papers == 0));
    drop(reader);
    bench.is_sound();
}
