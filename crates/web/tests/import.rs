//! Papers go in through the pages, and their drafts are checked, corrected and registered.
#![allow(clippy::unwrap_used)]

#[path = "support/site.rs"]
mod common;

use std::time::Duration;

use axum::http::StatusCode;
use common::{Browser, Page};
use demo::Role;

const PLAN: &str = "\
云岭水务集团关于窗口服务检查反馈问题的整改方案
2026年6月2日
一、整改任务
（一）窗口服务方面
1.问题：窗口排队时间长。周一上午平均等候42分钟。叫号机有两台损坏。
整改措施：增开两个窗口，修复叫号机。
责任单位：客户服务部；整改时限：2026年9月30日前。
2.问题：投诉回复不及时。上半年有6件超过5个工作日。
整改措施：投诉件5个工作日内回复，每月通报1次。
责任单位：客户服务部；整改时限：2026年8月31日前。
";

/// Sends papers and waits until they are read; the page that this leads to.
fn send(browser: &Browser<'_>, files: &[(&str, &[u8])]) -> (String, Page) {
    let files: Vec<(&str, &str, &[u8])> = files.iter().map(|(name, bytes)| ("papers", *name, *bytes)).collect();
    let begun = browser.upload("/import", &[("campaign", "C1"), ("key", files[0].1)], &files);
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.words());
    let at = begun.to.unwrap();
    for _ in 0..500 {
        let page = browser.get(&at);
        if page.to.is_some() || !page.says("data-events") {
            return (at, page);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("it is not read");
}

/// The first thing between `before` and a quotation mark.
fn after<'t>(text: &'t str, before: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("{before}"));
    rest.split_once('"').unwrap().0
}

/// The fields of the first draft, as its page shows them, with `value` in `field`.
fn fields(page: &Page, id: &str, field: &str, value: &str) -> Vec<(String, String)> {
    let area = |name: &str| {
        let (_, rest) = page.text.split_once(&format!("name=\"{id}.{name}\"")).unwrap();
        rest.split_once(">\n").unwrap().1.split_once("</textarea>").unwrap().0.to_owned()
    };
    let input = |name: &str| after(&page.text, &format!("name=\"{id}.{name}\" value=\"")).to_owned();
    let mut all = vec![
        ("statement", area("statement")),
        ("manifestations", area("manifestations")),
        ("aspect", input("aspect")),
        ("scope", String::new()),
        ("unit", input("unit")),
        ("base", input("base")),
    ];
    all.iter_mut().filter(|(name, _)| *name == field).for_each(|(_, old)| value.clone_into(old));
    all.into_iter().map(|(name, value)| (format!("{id}.{name}"), value)).collect()
}

fn act(browser: &Browser<'_>, at: &str, fields: &[(String, String)], wish: &str, key: &str) -> Page {
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.extend([("do", wish), ("key", key)]);
    browser.post(at, &all)
}

#[test]
fn a_paper_is_read_corrected_split_and_registered() {
    let demo = common::demo();
    let office = demo.sign_in(Role::Office);
    let (_, read) = send(&office, &[("窗口服务.txt", PLAN.as_bytes())]);
    let at = read.to.clone().unwrap();
    let page = office.get(&at);
    assert!(page.says("2 个问题等着登记"), "{}", page.words());
    let id = after(&page.text, "<article class=\"draft\" id=\"").to_owned();
    assert!(page.says(&format!("<mark class=\"of-{id}\" id=\"s-{id}\"><a href=\"#{id}\">窗口排队时间长")));

    let edit = fields(&page, &id, "aspect", "窗口建设");
    assert_eq!(act(&office, &at, &edit, "save", "a").status, StatusCode::SEE_OTHER);
    let page = office.get(&at);
    assert!(page.says("窗口建设"));

    let split = [(format!("{id}.split-sentence"), "叫号机有两台损坏。".to_owned())];
    act(&office, &at, &split, &format!("split:{id}"), "b");
    let page = office.get(&at);
    assert!(page.says("3 个问题等着登记") && page.says("叫号机有两台损坏。</a></mark>"));

    act(&office, &at, &[], "register", "c");
    let page = office.get(&at);
    assert!(page.says("3 个问题都已核对"), "{}", page.words());
    let again = act(&office, &at, &[], "register", "c");
    let told = office.follow(&again);
    assert!(told.says("登记；登记；登记") && !told.says("登记了 0 个"), "what it did the first time is told");
    assert!(!page.says(&format!("{id}.statement")), "what is registered is not changed here");
}

#[test]
fn what_somebody_else_changed_is_not_overwritten_and_nothing_typed_is_lost() {
    let demo = common::demo();
    let office = demo.sign_in(Role::Office);
    let (_, read) = send(&office, &[("窗口服务.txt", PLAN.as_bytes())]);
    let at = read.to.unwrap();
    let page = office.get(&at);
    let id = after(&page.text, "<article class=\"draft\" id=\"").to_owned();
    let theirs = fields(&page, &id, "statement", "窗口少，排队时间长。");
    let mine = fields(&page, &id, "statement", "排队时间太长。");
    act(&office, &at, &theirs, "save", "a");
    let again = act(&office, &at, &mine, "save", "b");
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.says("别人改过") && again.says("窗口少，排队时间长。") && again.says("排队时间太长。"));
    let known = fields(&again, &id, "", "");
    act(&office, &at, &known, "save", "c");
    assert!(office.get(&at).says("排队时间太长。"));
    let nobody = fields(&office.get(&at), &id, "unit", "没有这个部");
    let refused = act(&office, &at, &nobody, "save", "d");
    assert!(refused.says("没有单位“没有这个部”") && refused.says("value=\"没有这个部\""));
    let bare = act(&office, &at, &[], &format!("drop:{id}"), "e");
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.says(&format!("{id}：理由不能为空")));
}

#[test]
fn each_file_is_told_what_became_of_it_and_only_to_whoever_sent_it() {
    let demo = common::demo();
    let office = demo.sign_in(Role::Office);
    let secret = "机密★5年\n关于档案管理的整改方案\n一、问题\n1.问题：档案丢失。";
    let (at, page) = send(
        &office,
        &[
            ("窗口服务.txt", PLAN.as_bytes()),
            ("同一份.txt", PLAN.as_bytes()),
            ("涉密.txt", secret.as_bytes()),
            ("空.docx", b""),
            ("闲文.txt", "今天食堂供应面条。".as_bytes()),
        ],
    );
    let words = page.words();
    for said in ["新材料", "完全相同", "密级", "文件是空的", "没有读出问题、原因或措施"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(!words.contains("bihuan "), "nobody in a browser types commands: {words}");
    let events = office.get(&format!("{at}/events"));
    assert!(events.says("\"done\":5,\"total\":5") && events.says("\"then\":\"/import/jobs/"), "{}", events.text);
    let other = demo.sign_in(Role::Office);
    assert_eq!(other.get(&at).status, StatusCode::NOT_FOUND, "another session of the same person");
    assert_eq!(demo.visitor().get(&format!("{at}/events")).status, StatusCode::UNAUTHORIZED);
}

#[test]
fn a_paper_is_for_those_who_may_see_all_that_it_says() {
    let demo = common::demo();
    assert_eq!(demo.visitor().get("/papers/D1").status, StatusCode::SEE_OTHER);
    let worker = demo.sign_in(Role::Member);
    for path in ["/papers/D1", "/papers/D1/check", "/papers/D1/file"] {
        assert_eq!(worker.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(worker.get("/import").status, StatusCode::FORBIDDEN);
    let lead = demo.sign_in(Role::Lead);
    let page = lead.get("/papers/D1");
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.says("value=\"register\""), "a lead reads");
    assert_eq!(lead.post("/papers/D1", &[("do", "register"), ("key", "k")]).status, StatusCode::FORBIDDEN);
    assert_eq!(demo.sign_in(Role::Office).get("/papers/D1/changes").status, StatusCode::NOT_FOUND, "it replaces none");
}
