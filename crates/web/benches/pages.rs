//! How long a person waits for each page, on the server: over the demonstration, and over a ledger of a million findings.
//!
//! `cargo bench -p web --bench pages`. Aims: 20 ms over the demonstration, 50 ms over the large ledger; the median of warm
//! requests counts, and the exit code is 1 where one is over its limit. What nobody got as a page is listed below each table.
//! `-- --findings N` makes the large ledger smaller (0: none), `-- --folder PATH` keeps it, `-- --only PATH` asks for the
//! pages whose address begins so.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::exit,
    reason = "a bench prints, and stops where it cannot go on"
)]

#[path = "pages/large.rs"]
mod large;
#[path = "pages/visit.rs"]
mod visit;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use app::store::{FindingQuery, MeasureQuery, Mine};
use app::{App, Clock};
use axum::http::Method;
use jiff::Timestamp;
use ledger::PersonId;
use ledger::finding::{Status, Waits};
use visit::{Server, Visitor};

/// The time at which both ledgers stand still.
const NOW: &str = "2026-06-30T02:00:00Z";
/// How often a page is asked for once it is warm.
const ASKED: usize = 31;
/// What is no page: files, and what is asked once.
const NO_PAGES: [&str; 6] = ["/export", "/file", "/assets/", "/sign-in", "/set-up", "/receipt"];
/// The same pages asked in other ways.
const ASKED_OTHERWISE: [&str; 12] = [
    "/findings?status=open&light=red&sort=due",
    "/findings?status=open&light=yellow&sort=updated&descending=1",
    "/findings?unit=U4&sort=slippage",
    "/findings?campaign=C3&status=draft",
    "/findings?mine=1&status=open&sort=due",
    "/findings?text=%E7%9B%98%E7%82%B9",
    "/findings?text=%E7%9B%98%E7%82%B9&light=red&sort=due",
    "/findings?mark=on-paper&status=open&status=done",
    "/findings?waits=verify",
    "/measures?mine=1&status=open&sort=due",
    "/dashboard?unit=U4",
    "/dashboard?campaign=C3",
];

/// A ledger with those who look at it.
struct Place<'a> {
    name: &'a str,
    server: &'a Server,
    limit: f64,
    people: &'a [(&'static str, PersonId)],
    only: &'a str,
}

fn main() {
    let argument = |name: &str| std::env::args().skip_while(|arg| arg != name).nth(1);
    let findings: u64 = argument("--findings").map_or(1_000_000, |text| text.parse().unwrap());
    let only = argument("--only").unwrap_or_default();
    let mut over = 0;

    let folder = tempfile::tempdir().unwrap();
    let demo = demo::build_with(&folder.path().join("demo"), now(), Clock::new(now)).unwrap();
    let cast = |role| demo.cast.iter().find(|cast| cast.role == role).unwrap().person;
    let people = [
        ("office", cast(demo::Role::Office)),
        ("lead", cast(demo::Role::Lead)),
        ("owner", cast(demo::Role::Owner)),
        ("verifier", cast(demo::Role::Verifier)),
        ("inspector", cast(demo::Role::Inspector)),
        ("member", cast(demo::Role::Member)),
        ("administrator", cast(demo::Role::Administrator)),
    ];
    let server = Server::new(demo.app.clone(), folder.path().join("demo"));
    over += Place { name: "demonstration", server: &server, limit: 20.0, people: &people, only: &only }.measure();
    drop((server, demo));

    if findings > 0 {
        let kept = argument("--folder").map(PathBuf::from);
        let place = kept.unwrap_or_else(|| folder.path().join("large"));
        let (app, people) = large::ledger(&place, findings);
        let before = resident();
        app.view().unwrap().count_findings(&FindingQuery::all(app.today())).unwrap();
        println!("counts of {findings} findings kept in memory: {} MB", (resident() - before) / 1024);
        let server = Server::new(app, place);
        let name = format!("{findings} findings");
        over += Place { name: &name, server: &server, limit: 50.0, people: &people, only: &only }.measure();
        println!("memory of the process: {} MB", resident() / 1024);
    }
    if over > 0 {
        println!("{over} over their limits");
        std::process::exit(1);
    }
}

/// [`NOW`].
pub fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// Memory of this process in KB (proc(5)).
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

impl Place<'_> {
    /// Asks for everything as everybody; how many are over the limit.
    fn measure(&self) -> usize {
        println!("\n{}: limit {} ms\n", self.name, self.limit);
        println!(
            "{:<52} {:<13} {:>8} {:>8} {:>8} {:>8} {:>6}",
            "page", "role", "cold ms", "median", "p99", "KB", "ratio"
        );
        let (mut over, mut reached) = (0, BTreeSet::new());
        for (role, person) in self.people {
            let visitor = self.server.sign_in(*person);
            let ids = Ids::of(&self.server.site.app, *person);
            let mut seen = BTreeSet::new();
            for path in routes().filter(|path| !NO_PAGES.iter().any(|no| path.contains(no))).chain(ASKED_OTHERWISE) {
                if path.starts_with(self.only)
                    && seen.insert(path)
                    && let Some(is_over) = self.page(role, path, &visitor, &ids)
                {
                    reached.insert(path);
                    over += usize::from(is_over);
                }
            }
        }
        let missed = routes().filter(|path| path.starts_with(self.only) && !reached.contains(path));
        println!("\nnot measured: {}", missed.collect::<Vec<_>>().join(" "));
        over
    }

    /// Whether the page is over the limit; `None` where this role gets no page.
    fn page(&self, role: &str, path: &str, visitor: &Visitor<'_>, ids: &Ids) -> Option<bool> {
        let asked = ids.addresses(path).into_iter().map(|address| (visitor.get(&address), address));
        let (cold, address) = asked.into_iter().find(|(answer, _)| answer.is_page)?;
        let mut times: Vec<f64> = (0..ASKED).map(|_| visitor.get(&address).milliseconds).collect();
        times.sort_by(f64::total_cmp);
        let (median, p99) = (times[ASKED / 2], times[ASKED - 1 - ASKED / 100]);
        let is_over = median > self.limit;
        println!(
            "{address:<52} {role:<13} {:>8.2} {median:>8.2} {p99:>8.2} {:>8} {:>6.2}{}",
            cold.milliseconds,
            cold.bytes / 1024,
            median / self.limit,
            if is_over { "  OVER" } else { "" }
        );
        Some(is_over)
    }
}

/// Everything that can be asked for by GET.
fn routes() -> impl Iterator<Item = &'static str> {
    web::route::ALL.iter().filter(|route| route.method == Method::GET).map(|route| route.path)
}

/// What paths can name, for somebody: what is theirs first.
struct Ids {
    findings: Vec<String>,
    measures: Vec<String>,
}

impl Ids {
    fn of(app: &App, person: PersonId) -> Self {
        let view = app.view().unwrap();
        let few = FindingQuery { limit: 5, ..FindingQuery::all(view.today) };
        let mine = Some(Mine { person, posts: Vec::new(), leads: true });
        let queries = [
            FindingQuery { mine: mine.clone(), ..few.clone() },
            FindingQuery { waits: Some(vec![Waits::Verifying]), ..few.clone() },
            FindingQuery { status: vec![Status::Closed], ..few.clone() },
            FindingQuery { status: vec![Status::Rectifying], ..few },
        ];
        let findings =
            queries.iter().flat_map(|query| view.findings(query).unwrap().rows).map(|row| row.id.to_string()).collect();
        let few =
            MeasureQuery { limit: 5, status: vec![ledger::measure::Status::Open], ..MeasureQuery::all(view.today) };
        let queries = [MeasureQuery { mine, ..few.clone() }, few];
        let measures =
            queries.iter().flat_map(|query| view.measures(query).unwrap().rows).map(|row| row.id.to_string()).collect();
        Self { findings, measures }
    }

    /// Addresses that a path may stand for.
    fn addresses(&self, path: &str) -> Vec<String> {
        let few = |letter: &str| (1..=5).map(|n| format!("{letter}{n}")).collect::<Vec<_>>();
        let mut addresses = vec![path.to_owned()];
        for (name, ids) in [
            ("{finding}", self.findings.clone()),
            ("{measure}", self.measures.clone()),
            ("{campaign}", few("C")),
            ("{evidence}", few("E")),
            ("{paper}", few("D")),
            ("{unit}", vec!["U1".into(), "U4".into()]),
            ("{person}", few("P")),
            ("{post}", few("J")),
            ("{regulation}", few("G")),
            ("{hand_over}", few("H")),
            ("{number}", vec!["1".into()]),
            ("{seq}", vec!["1".into()]),
            ("{name}", vec!["audit".into()]),
        ] {
            if path.contains(name) {
                addresses = addresses.iter().flat_map(|of| ids.iter().map(|id| of.replace(name, id))).collect();
            }
        }
        addresses.retain(|address| !address.contains('{'));
        addresses
    }
}

/// Whether there is no ledger in a folder yet.
pub fn is_new(folder: &Path) -> bool {
    !folder.join("ledger.toml").exists()
}
