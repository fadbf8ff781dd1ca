//! Signing in, and what protects it.

#[path = "support/site.rs"]
mod common;

use axum::http::StatusCode;
use common::{demo, demo_with, empty};
use demo::Role;

#[test]
fn the_first_run_makes_the_administrator_and_nobody_a_second() {
    let site = empty();
    let visitor = site.visitor();
    let page = visitor.get("/");
    assert_eq!(page.to.as_deref(), Some("/sign-in?to=%2F"));
    let page = visitor.follow(&page);
    assert_eq!(page.to.as_deref(), Some("/set-up"));
    assert!(visitor.get("/set-up").says("设立系统管理员"));
    let form = [("name", "秦思源"), ("login", "qin"), ("password", "云岭水务的一句话"), ("again", "云岭水务的另一句")];
    let page = visitor.post("/set-up", &form);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("两次填写的密码不一样") && page.says("value=\"秦思源\""), "what was filled in stays: {page:?}");
    let form = [
        ("name", "秦思源"),
        ("login", "qin"),
        ("password", "云岭水务的一句话，好记"),
        ("again", "云岭水务的一句话，好记"),
    ];
    let page = visitor.post("/set-up", &form);
    assert_eq!(page.to.as_deref(), Some("/administration"), "{}", page.words());
    assert_eq!(visitor.follow(&page).status, StatusCode::OK);
    let another = site.visitor();
    another.get("/sign-in");
    assert_eq!(another.post("/set-up", &form).status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn passwords_open_sessions_and_too_many_failures_lock() {
    let site = demo();
    let person = site.cast(Role::Office).person;
    let link = site.app().reset_password(ledger::Actor::LOCAL, person).unwrap();
    let path = format!("/sign-in/link/{}", link.token.as_str());
    let browser = site.visitor();
    assert!(browser.get(&path).says("设置密码"));
    let password = [("password", "管用就行的一句话"), ("again", "管用就行的一句话")];
    let page = browser.post(&path, &password);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "eight characters are too few");
    let password = [("password", "管用就行的一句话，够长了"), ("again", "管用就行的一句话，够长了")];
    let page = browser.post(&path, &password);
    assert_eq!(page.to.as_deref(), Some("/"), "{}", page.words());
    assert_eq!(browser.get("/").status, StatusCode::OK);
    assert_eq!(site.visitor().get(&path).status, StatusCode::UNPROCESSABLE_ENTITY, "a link serves once");

    let other = site.visitor();
    other.get("/sign-in");
    let login = site.cast(Role::Office).login;
    for _ in 0..5 {
        let page = other.post("/sign-in", &[("login", login), ("password", "不是这一句，再试试")]);
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = other.post("/sign-in", &[("login", login), ("password", "管用就行的一句话，够长了")]);
    assert!(page.says("以后再试"), "{}", page.words());
    assert_eq!(browser.get("/").status, StatusCode::OK, "who is in stays in");

    let page = browser.post("/sign-out", &[]);
    assert_eq!(page.to.as_deref(), Some("/sign-in"));
    assert_eq!(browser.get("/").status, StatusCode::SEE_OTHER);
}

#[test]
fn a_form_without_its_token_does_nothing() {
    let site = demo();
    let admin = site.sign_in(Role::Administrator);
    let person = site.cast(Role::Member).person;
    let path = format!("/administration/accounts/{person}/grant");
    let fields = [("role", "office"), ("unit", "U1")];
    let before = site.app().log_status().unwrap().size;
    assert_eq!(admin.post_bare(&path, &fields).status, StatusCode::FORBIDDEN);
    let forged: Vec<_> = fields.into_iter().chain([("csrf", "somebody-elses")]).collect();
    assert_eq!(admin.post_bare(&path, &forged).status, StatusCode::FORBIDDEN);
    assert_eq!(site.app().log_status().unwrap().size, before);
    assert_eq!(admin.post(&path, &fields).to.as_deref(), Some(format!("/administration/accounts/{person}").as_str()));
    assert_eq!(site.app().log_status().unwrap().size, before + 1);
}

/// What stands in a field of a page.
fn field<'p>(page: &'p common::Page, name: &str) -> &'p str {
    let (_, rest) = page.text.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}"));
    rest.split('"').next().unwrap_or_default()
}

#[test]
fn only_forms_that_take_files_may_be_as_large_as_files() {
    let site = demo_with(web::Options { largest_form: 2_000, largest_upload: 20_000, ..web::Options::default() });
    let large = "x".repeat(5_000);
    let file = [("file", "a.txt", large.as_bytes())];
    let visitor = site.visitor();
    visitor.get("/sign-in");
    for path in ["/sign-in", "/public/verify", "/me/look", "/nowhere", "/findings"] {
        assert_eq!(visitor.upload(path, &[], &file).status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert_eq!(visitor.post(path, &[("login", &large)]).status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
    let office = site.sign_in(Role::Office);
    assert_eq!(office.upload("/regulations", &[("title", "公章管理办法")], &file).status, StatusCode::SEE_OTHER);
    assert_eq!(office.upload("/units", &[("name", &large)], &[]).status, StatusCode::PAYLOAD_TOO_LARGE);
    let much = large.repeat(5);
    let page = office.upload("/regulations", &[("title", "公章管理办法")], &[("file", "a.txt", much.as_bytes())]);
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn files_are_taken_only_from_those_who_signed_in() {
    use web::route::{ALL, Needs};
    let taking = || ALL.iter().filter(|route| route.files);
    for route in taking() {
        assert!(matches!(route.needs, Needs::May(..)), "{} takes files from anybody", route.path);
    }
    let all = [
        "/administration/holidays",
        "/campaigns",
        "/campaigns/{campaign}/profile",
        "/findings/{finding}/look-back",
        "/import",
        "/measures/{measure}/report",
        "/organisation/import",
        "/regulations",
        "/regulations/{regulation}/amend",
    ];
    let taking: std::collections::BTreeSet<&str> = taking().map(|route| route.path).collect();
    assert_eq!(taking, all.into());
}

#[test]
fn a_form_that_is_shown_again_leads_back_to_its_page() {
    let site = demo();
    let office = site.sign_in(Role::Office);
    let form = office.get("/campaigns/new?from=home");
    assert_eq!(field(&form, "here"), "/campaigns/new?from=home");
    let refused = office.post("/campaigns", &[("theme", "食堂专项检查"), ("here", field(&form, "here"))]);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let looked = office.post("/me/look", &[("lang", "en"), ("here", field(&refused, "here"))]);
    assert_eq!(looked.to.as_deref(), Some("/campaigns/new?from=home"));
    assert_eq!(office.follow(&looked).status, StatusCode::OK);

    let listed = office.post("/findings/bulk?sort=due", &[("here", "/findings?sort=due")]);
    assert_eq!(listed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let ways: Vec<&str> = listed.text.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(ways.iter().any(|way| way.contains("after=")), "there are more rows than a page shows");
    assert!(
        ways.iter().all(|way| !way.starts_with('?')),
        "what leads on from here would lead on from the form: {ways:?}"
    );
    let by_hand = office.get("/findings/bulk");
    assert_eq!(by_hand.status, StatusCode::NOT_FOUND);
    assert!(by_hand.says("</html>"), "a page says that there is none: {}", by_hand.text);
}

#[test]
fn answers_carry_the_headers_that_protect_them() {
    let site = demo();
    let page = site.sign_in(Role::Office).get("/");
    let header = |name: &str| page.headers.get(name).map_or("", |value| value.to_str().unwrap());
    let policy = header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'self'"));
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(site.visitor().get("/findings/F1").to.as_deref(), Some("/sign-in?to=%2Ffindings%2FF1"));
    let filtered = site.visitor().get("/findings?status=open&text=%E6%B0%B4%E8%A1%A8+5");
    assert_eq!(
        filtered.to.as_deref(),
        Some("/sign-in?to=%2Ffindings%3Fstatus%3Dopen%26text%3D%25E6%25B0%25B4%25E8%25A1%25A8%2B5")
    );
    let looked = site.visitor();
    looked.get("/sign-in");
    let page = looked.post("/me/look", &[("lang", "en"), ("here", "//elsewhere.example/")]);
    assert_eq!(page.to.as_deref(), Some("/"), "no way leads to another host");
    assert!(looked.get("/sign-in").says("Sign in"));
}
