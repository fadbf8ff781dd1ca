//! Which pages are looked at, by whom, about what.

use demo::Role::{self, Administrator, Inspector, Lead, Member, Office, Owner, Verifier};
use web::route::{ALL, Route};

/// Name of its picture, its address, and who looks; nobody is a visitor. What stands in braces is told by `subjects`.
pub const PAGES: &[(&str, &str, Option<Role>)] = &[
    ("sign-in", "/sign-in", None),
    ("sign-in-link", "/sign-in/link/{link}", None),
    ("public", "/public", None),
    ("public-campaign", "/public/C1", None),
    ("public-earlier", "/public/C1/{publication}", None),
    ("public-verify", "/public/verify", None),
    ("help", "/help", None),
    ("home", "/", Some(Owner)),
    ("report", "/measures/{measure}/report", Some(Owner)),
    ("me", "/me", Some(Owner)),
    ("second-step", "/me/second-step", Some(Owner)),
    ("home-member", "/", Some(Member)),
    ("missing", "/nowhere", Some(Member)),
    ("home-lead", "/", Some(Lead)),
    ("dashboard", "/dashboard", Some(Lead)),
    ("home-verifier", "/", Some(Verifier)),
    ("verify-queue", "/verify", Some(Verifier)),
    ("verify", "/findings/{submitted}/verify", Some(Verifier)),
    ("home-inspector", "/", Some(Inspector)),
    ("look-back", "/look-back", Some(Inspector)),
    ("look-back-record", "/findings/{closed}/look-back", Some(Inspector)),
    ("samples", "/campaigns/C1/samples", Some(Inspector)),
    ("sample", "/campaigns/C1/samples/1", Some(Inspector)),
    ("home-administrator", "/", Some(Administrator)),
    ("administration", "/administration", Some(Administrator)),
    ("accounts", "/administration/accounts", Some(Administrator)),
    ("account", "/administration/accounts/P14", Some(Administrator)),
    ("policies", "/administration/policies", Some(Administrator)),
    ("holidays", "/administration/holidays", Some(Administrator)),
    ("home-office", "/", Some(Office)),
    ("ledger", "/findings", Some(Office)),
    ("ledger-empty", "/findings?text=zzz", Some(Office)),
    ("measures", "/measures", Some(Office)),
    ("finding", "/findings/{returned}", Some(Office)),
    ("finding-draft", "/findings/{draft}", Some(Office)),
    ("finding-closed", "/findings/{closed}", Some(Office)),
    ("measure", "/measures/{measure}", Some(Office)),
    ("evidence", "/evidence/{evidence}", Some(Office)),
    ("import", "/import", Some(Office)),
    ("import-job", "/import/jobs/{job}", Some(Office)),
    ("papers", "/papers", Some(Office)),
    ("review", "/papers/{paper}", Some(Office)),
    ("check", "/papers/{paper}/check", Some(Office)),
    ("changes", "/papers/{paper}/changes", Some(Office)),
    ("campaigns", "/campaigns", Some(Office)),
    ("campaign-new", "/campaigns/new", Some(Office)),
    ("campaign", "/campaigns/C2", Some(Office)),
    ("campaign-revise", "/campaigns/C2/revise", Some(Office)),
    ("publish", "/campaigns/C2/publish", Some(Office)),
    ("publication", "/campaigns/C1/publications/{publication}", Some(Office)),
    ("profiles", "/profiles", Some(Office)),
    ("profile", "/profiles/audit", Some(Office)),
    ("organisation", "/organisation", Some(Office)),
    ("people", "/organisation/people", Some(Office)),
    ("organisation-import", "/organisation/import", Some(Office)),
    ("unit", "/units/U4", Some(Office)),
    ("person", "/people/P14", Some(Office)),
    ("post", "/posts/J12", Some(Office)),
    ("hand-over", "/hand-overs/H2", Some(Office)),
    ("regulations", "/regulations", Some(Office)),
    ("regulation", "/regulations/G1", Some(Office)),
    ("log", "/log", Some(Office)),
    ("log-entry", "/log/{entry}", Some(Office)),
    ("log-growth", "/log/growth?from=100&to=200", Some(Office)),
];

/// Looked at in the dark theme and in large type too.
pub const MAIN: [&str; 5] = ["home", "ledger", "review", "finding", "dashboard"];

/// What is no page: files to take away, what programs ask, and the very first page, which has a test of its own.
const NO_PAGES: &[&str] = &[
    "/assets/{name}",
    "/health",
    "/ready",
    "/metrics",
    "/findings/export",
    "/measures/export",
    "/findings/{finding}/receipt",
    "/evidence/{evidence}/file",
    "/papers/{paper}/file",
    "/campaigns/{campaign}/samples/{number}/json",
    "/campaigns/{campaign}/samples/{number}/xlsx",
    "/organisation/template.xlsx",
    "/log/checkpoint",
    "/log/{seq}/receipt",
    "/public/key",
    "/public/checkpoint",
    "/public/{campaign}/{number}/receipt",
    "/set-up",
];

/// The route that answers an address: of several the one with the most words of its own.
fn route(address: &str) -> Option<&'static Route> {
    let path = address.split('?').next().unwrap_or_default();
    let fits = |route: &&Route| {
        let (ours, theirs) = (path.split('/'), route.path.split('/'));
        route.method == "GET"
            && path.split('/').count() == route.path.split('/').count()
            && ours.zip(theirs).all(|(ours, theirs)| ours == theirs || theirs.starts_with('{'))
    };
    ALL.iter().filter(fits).max_by_key(|route| route.path.split('/').filter(|part| !part.starts_with('{')).count())
}

#[test]
fn every_route_is_looked_at() {
    let walked: Vec<&str> = PAGES.iter().filter_map(|(_, address, _)| Some(route(address)?.path)).collect();
    let pages = ALL.iter().filter(|route| route.method == "GET" && !NO_PAGES.contains(&route.path));
    let missed: Vec<&str> = pages.map(|route| route.path).filter(|path| !walked.contains(path)).collect();
    assert!(missed.is_empty(), "write lines for them into PAGES: {missed:?}");
    for path in NO_PAGES {
        assert!(ALL.iter().any(|route| route.path == *path), "{path} is no route any more");
    }
    let mut names: Vec<&str> = PAGES.iter().map(|(name, ..)| *name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "a name stands twice");
}
