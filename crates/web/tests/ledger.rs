//! Home, the ledger and the overview: what is shown to whom, that every number is that of the rows which it opens, and what
//! editing many at once does.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it cannot be set up")]

#[path = "support/site.rs"]
mod common;

use std::collections::BTreeSet;

use app::store::FindingQuery;
use axum::http::{StatusCode, header};
use common::{Browser, Page, demo};
use demo::Role;
use ledger::finding::Status;

/// Links of a page to the ledger's rows, each with the number that it shows.
fn numbered(page: &Page) -> Vec<(String, u64)> {
    let links = page.text.split("href=\"").skip(1).filter_map(|rest| {
        let (to, rest) = rest.split_once('"')?;
        let inside = rest.split_once('>')?.1.split_once("</a>")?.0;
        let shown: String = match inside.split_once("<strong>") {
            Some((_, rest)) => rest.split('<').next()?.to_owned(),
            None => inside.split('<').next()?.to_owned(),
        };
        Some((to.replace("&amp;", "&").replace("&#38;", "&"), shown.trim().parse().ok()?))
    });
    links.filter(|(to, _)| to.starts_with("/findings")).collect()
}

/// How many findings a page of the ledger says that there are.
fn total(page: &Page) -> u64 {
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    let (_, rest) = page.text.split_once("<span class=\"small muted\">共 ").expect("it tells how many");
    rest.split_once(" 个问题").expect("of findings").0.parse().unwrap()
}

/// The numbers in the first column.
fn rows(page: &Page) -> Vec<String> {
    page.text.split("<td class=\"id\">").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

#[test]
fn every_number_of_the_overview_opens_as_many_rows() {
    let site = demo();
    let browser = site.sign_in(Role::Lead);
    for path in ["/dashboard", "/dashboard?campaign=C2", "/dashboard?unit=U4"] {
        let page = browser.get(path);
        assert_eq!(page.status, StatusCode::OK, "{}", page.words());
        let links = numbered(&page);
        assert!(links.len() > 20, "{path} has {} numbers", links.len());
        for (to, count) in links {
            assert_eq!(total(&browser.get(&to)), count, "{path} → {to}");
        }
    }
}

#[test]
fn every_tab_tells_how_many_rows_it_has() {
    let site = demo();
    for role in [Role::Office, Role::Owner, Role::Verifier, Role::Member] {
        let browser = site.sign_in(role);
        let page = browser.get("/findings");
        let tabs: Vec<(String, u64)> = page
            .text
            .split("<li><a href=\"")
            .skip(1)
            .filter_map(|rest| {
                let (to, rest) = rest.split_once('"')?;
                let count = rest.split_once("</li>")?.0.split_once("<span class=\"count\">")?.1.split('<').next()?;
                Some((to.replace("&#38;", "&"), count.parse().ok()?))
            })
            .collect();
        assert_eq!(tabs.len(), 7, "{role:?}");
        for (to, count) in tabs {
            let page = browser.get(&to);
            assert_eq!(total(&page), count, "{role:?} {to}");
            let (_, tabs) = page.text.split_once("<nav class=\"tabs\"").unwrap();
            let tabs = tabs.split_once("</nav>").unwrap().0;
            assert_eq!(tabs.matches("aria-current=\"page\"").count(), 1, "{role:?} {to}");
        }
    }
}

#[test]
fn nobody_sees_in_lists_what_the_policies_hide() {
    let site = demo();
    let all: Vec<String> = {
        let view = site.app().view().unwrap();
        let query = FindingQuery { limit: 1_000, ..FindingQuery::all(view.today) };
        view.findings(&query).unwrap().rows.iter().map(|row| row.id.to_string()).collect()
    };
    for role in [Role::Owner, Role::Member, Role::Administrator] {
        let browser = site.sign_in(role);
        let mut seen = BTreeSet::new();
        let mut page = browser.get("/findings");
        loop {
            seen.extend(rows(&page));
            let Some((before, _)) = page.text.split_once("\" rel=\"next\"") else { break };
            let next = before.rsplit_once("href=\"").unwrap().1.replace("&#38;", "&");
            page = browser.get(&next);
        }
        for id in &all {
            let found = browser.get(&format!("/findings?text={id}"));
            if seen.contains(id) {
                assert_eq!(found.to.as_deref(), Some(format!("/findings/{id}").as_str()), "{role:?}");
            } else {
                assert_eq!(found.to, None, "{role:?} is led to {id}, which no list shows");
            }
        }
        assert!(seen.len() < all.len(), "{role:?} sees everything");
    }
}

#[test]
fn what_waits_can_be_done_by_whom_it_waits_for() {
    let site = demo();
    for role in [Role::Office, Role::Lead, Role::Owner, Role::Verifier, Role::Inspector] {
        let browser = site.sign_in(role);
        let page = browser.get("/");
        assert_eq!(page.status, StatusCode::OK);
        let lines: Vec<String> = page
            .text
            .split("<div class=\"what\"><a href=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&"))
            .collect();
        assert!(!lines.is_empty() && lines.len() <= 50, "{role:?} has {} lines", lines.len());
        assert_eq!(page.text.matches("button primary").count(), 1, "{role:?}: one thing comes first");
        for to in lines {
            let page = browser.get(&to);
            assert_eq!(page.status, StatusCode::OK, "{role:?} {to}: {}", page.words());
        }
    }
    let nothing = site.sign_in(Role::Member).get("/");
    assert!(nothing.says("没有等您办的事"), "{}", nothing.words());
    let administrator = site.sign_in(Role::Administrator).get("/");
    assert!(administrator.says("/administration") && !administrator.says("class=\"todo\""));
}

fn drafts(browser: &Browser<'_>) -> Vec<String> {
    rows(&browser.get("/findings?status=draft"))
}

#[test]
fn many_are_edited_each_by_itself() {
    let site = demo();
    let office = site.sign_in(Role::Office);
    let before = drafts(&office);
    assert!(before.len() > 1, "the demonstration has drafts");
    let closed = rows(&office.get("/findings?status=closed"))[0].clone();
    let mut form: Vec<(&str, &str)> = before.iter().map(|id| ("id", id.as_str())).collect();
    form.extend([("id", closed.as_str()), ("what", "register"), ("key", "k1")]);
    let page = office.post("/findings/bulk?status=draft", &form);
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    assert!(page.says(&format!("<a href=\"/findings/{closed}\">{closed}</a>")), "what was refused is named");
    let after = drafts(&office);
    assert!(after.len() < before.len(), "the others were registered");
    assert!(page.says(&format!("办成 {} 件", before.len() - after.len())), "{}", page.words());

    // The same form again does nothing more, and a note is kept as the reason.
    let size = site.app().view().unwrap().head().unwrap().size;
    office.post("/findings/bulk?status=draft", &form);
    assert_eq!(site.app().view().unwrap().head().unwrap().size, size);
    let one = before.iter().find(|id| !after.contains(id)).unwrap().as_str();
    let form = [("id", one), ("what", "aspect"), ("aspect", "安全管理"), ("note", "归错了方面"), ("key", "k2")];
    let page = office.post("/findings/bulk", &form);
    assert!(page.to.is_some(), "{}", page.words());
    assert!(office.follow(&page).says("改方面 1 件"));
    let view = site.app().view().unwrap();
    let state = view.finding_state(one.parse().unwrap()).unwrap().unwrap();
    assert_eq!(state.content.aspect.as_deref(), Some("安全管理"));
    assert_ne!(state.status, Status::Draft);

    // Whoever goes back, chooses something else and sends the page again means that.
    let form = [("id", one), ("what", "aspect"), ("aspect", "资产管理"), ("note", "还是归资产"), ("key", "k2")];
    let page = office.post("/findings/bulk", &form);
    assert!(office.follow(&page).says("改方面 1 件"), "{}", page.words());
    let view = site.app().view().unwrap();
    let state = view.finding_state(one.parse().unwrap()).unwrap().unwrap();
    assert_eq!(state.content.aspect.as_deref(), Some("资产管理"), "it was done, and is no replay of the first");

    let nothing = office.post("/findings/bulk?status=open", &[("what", "register")]);
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.says("先在列表里勾选"));
}

#[test]
fn nobody_edits_many_that_may_not_edit_one() {
    let site = demo();
    let id = drafts(&site.sign_in(Role::Office))[0].clone();
    for role in [Role::Owner, Role::Member, Role::Administrator] {
        let browser = site.sign_in(role);
        browser.get("/findings");
        let size = site.app().view().unwrap().head().unwrap().size;
        let page =
            browser.post("/findings/bulk", &[("id", id.as_str()), ("what", "reject"), ("note", "不算"), ("key", "k")]);
        assert!(page.says("没有“登记和修改问题”的权限"), "{role:?}: {}", page.words());
        assert_eq!(site.app().view().unwrap().head().unwrap().size, size, "{role:?}");
    }
}

#[test]
fn what_is_seen_is_taken_away() {
    let site = demo();
    let office = site.sign_in(Role::Office);
    let page = office.get("/findings/export?format=csv&status=open&light=red");
    assert_eq!(page.status, StatusCode::OK);
    let lines: Vec<&str> = page.text.trim_start_matches('\u{feff}').lines().collect();
    let shown = rows(&office.get("/findings?status=open&light=red"));
    let taken: Vec<String> = lines[1..].iter().map(|line| line.split('"').nth(1).unwrap().to_owned()).collect();
    assert_eq!(taken, shown);
    let disposition = page.headers.get(header::CONTENT_DISPOSITION).unwrap().to_str().unwrap();
    assert!(disposition.starts_with("attachment;"), "{disposition}");
    let book = office.get("/findings/export?status=open&light=red");
    assert_eq!(book.status, StatusCode::OK);
    let read = document::read(&book.bytes, "a.xlsx").unwrap();
    let text: String = read.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert!(shown.iter().all(|id| text.contains(id.as_str())), "the workbook has the same findings");
    assert!(office.get("/measures/export?status=open").says("责任单位"));
    assert_eq!(site.sign_in(Role::Member).get("/findings/export").status, StatusCode::FORBIDDEN);
    assert_eq!(site.sign_in(Role::Member).get("/dashboard").status, StatusCode::FORBIDDEN);
}

#[test]
fn no_cell_of_a_file_is_run_as_a_formula() {
    let site = demo();
    let office = site.sign_in(Role::Office);
    let id = rows(&office.get("/findings?status=draft"))[0].clone();
    let form = [("id", id.as_str()), ("what", "aspect"), ("aspect", "=HYPERLINK(\"x\")"), ("key", "k")];
    office.post("/findings/bulk", &form);
    let page = office.get("/findings/export?format=csv&status=draft");
    assert!(page.says("\"'=HYPERLINK(\"\"x\"\")\""), "{}", page.text);
}

#[test]
fn views_are_kept_for_one_person() {
    let site = demo();
    let office = site.sign_in(Role::Office);
    office.get("/findings");
    let page = office.post("/findings/views?status=open&light=red&after=3.F3", &[("name", "盯红灯")]);
    assert_eq!(page.to.as_deref(), Some("/findings?status=open&light=red"), "{}", page.words());
    let page = office.follow(&page);
    assert!(page.says("盯红灯") && page.says("删除这个视图"));
    assert!(!site.sign_in(Role::Lead).get("/findings").says("盯红灯"));
    assert_eq!(office.post("/findings/views", &[("name", "")]).status, StatusCode::UNPROCESSABLE_ENTITY);
    office.post("/findings/views/forget", &[("name", "盯红灯")]);
    assert!(!office.get("/findings").says("盯红灯"));
}

#[test]
fn columns_and_density_are_remembered() {
    let site = demo();
    let office = site.sign_in(Role::Office);
    let usual = office.get("/findings");
    assert!(usual.says("措施办结</th>") && !usual.says("退回次数</th>"));
    let chosen = office.get("/findings?columns=returns&columns=lead&density=dense");
    assert!(chosen.says("退回次数</th>") && !chosen.says("措施办结</th>") && chosen.says("table dense"));
    let again = office.get("/findings?status=open");
    assert!(again.says("退回次数</th>") && again.says("table dense"));
}

#[test]
fn filters_that_mean_nothing_are_said_and_left_out() {
    let site = demo();
    let office = site.sign_in(Role::Office);
    let all = total(&office.get("/findings"));
    let page = office.get("/findings?light=pink&owner=%E6%9F%90&due_from=soon&after=zzz");
    assert_eq!(total(&page), all);
    assert!(page.says("没有用来筛选") && page.says("<li>pink</li>") && page.says("<li>soon</li>"));
    let none = office.get("/findings?text=%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    assert!(none.says("没有符合条件的问题") && !none.says("<script>alert"));
}
