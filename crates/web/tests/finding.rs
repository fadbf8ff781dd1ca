//! Findings, measures, reports, evidence and verdicts: who is shown what, what forms do, what is refused.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

#[path = "support/site.rs"]
mod common;

use app::store::{FindingQuery, MeasureQuery};
use axum::http::{StatusCode, header};
use common::{Demo, demo};
use demo::Role;
use ledger::finding::Status;
use ledger::profile::EvidenceKind;
use ledger::{EvidenceId, FindingId, MeasureId, Stream};

/// One white pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde";

fn finding(site: &Demo, status: Status) -> FindingId {
    let view = site.app().view().unwrap();
    let query = FindingQuery { status: vec![status], ..FindingQuery::all(view.today) };
    view.findings(&query).unwrap().rows.first().unwrap_or_else(|| panic!("no finding is {}", status.name())).id
}

/// An open measure of the owner among the cast.
fn own_measure(site: &Demo) -> MeasureId {
    let view = site.app().view().unwrap();
    let owner = Some(site.cast(Role::Owner).person);
    let query = MeasureQuery { owner, limit: 100, ..MeasureQuery::all(view.today) };
    view.measures(&query).unwrap().rows.iter().find(|row| row.status.name == "open").expect("the owner has work").id
}

fn last_evidence(site: &Demo, of: MeasureId) -> EvidenceId {
    let state = site.app().view().unwrap().measure_state(of).unwrap().unwrap();
    state.attachments.last().expect("something is shown").evidence
}

#[test]
fn acts_are_offered_to_those_who_may_do_them() {
    let site = demo();
    let id = finding(&site, Status::Rectifying);
    let page = site.sign_in(Role::Office).get(&format!("/findings/{id}"));
    assert_eq!(page.status, StatusCode::OK);
    for act in ["edit", "measures", "merge", "reject"] {
        assert!(page.says(&format!("action=\"/findings/{id}/{act}\"")), "the office may {act}");
    }
    let lead = site.sign_in(Role::Lead).get(&format!("/findings/{id}"));
    assert!(!lead.says(&format!("/findings/{id}/reject\"")), "a lead rejects nothing");
    let member = site.sign_in(Role::Member);
    let answer = member.post(&format!("/findings/{id}/reject"), &[("reason", "不是问题")]);
    assert!([StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&answer.status), "{}", answer.status);
    assert_eq!(site.app().view().unwrap().finding_state(id).unwrap().unwrap().status, Status::Rectifying);
}

#[test]
fn a_finding_shows_its_story_to_its_end_and_hands_out_its_receipt() {
    let site = demo();
    let id = finding(&site, Status::Closed);
    let office = site.sign_in(Role::Office);
    let page = office.get(&format!("/findings/{id}"));
    assert!(page.says("销号回执") && page.says("办理经过"), "{}", page.words());
    let receipt = office.get(&format!("/findings/{id}/receipt"));
    assert!(receipt.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
    let key = site.app().log_status().unwrap().key;
    let checked = app::log::check(&receipt.bytes, &key, &[], 0).unwrap();
    let entry = checked.entry.unwrap();
    assert_eq!(entry["stream"], id.to_string());
    assert_eq!(entry["kind"], "finding.closed");
    // The code on the page is of the same entry.
    assert!(page.says(entry["payload"].as_str().unwrap()), "the digest on the page is that of the receipt");

    let open = finding(&site, Status::Rectifying);
    let none = office.get(&format!("/findings/{open}/receipt"));
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn only_the_form_that_was_sent_comes_back_open_and_filled() {
    let site = demo();
    let id = finding(&site, Status::Rectifying);
    let office = site.sign_in(Role::Office);
    let form = [("statement", "改过的<b>问题</b>"), ("unit", "没有这个部"), ("reason", "核对原文")];
    let page = office.post(&format!("/findings/{id}/edit"), &form);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("没有单位“没有这个部”"), "{}", page.words());
    assert!(page.says("id=\"finding-edit\" open") && !page.says("id=\"finding-reject\" open"));
    assert!(page.says("改过的&#60;b&#62;问题") && !page.says("<b>问题"), "what was filled in is escaped");
    assert_eq!(page.text.matches("核对原文").count(), 1, "no other form takes the same words over");
}

#[test]
fn a_measure_is_promised_with_all_that_it_owes() {
    let site = demo();
    let id = finding(&site, Status::Rectifying);
    let office = site.sign_in(Role::Office);
    let owner = site.cast(Role::Owner);
    let mut form = vec![
        ("key", "k1"),
        ("statement", "逐车核对加油单据"),
        ("kind", "staged"),
        ("deadline", "2026-09-30"),
        ("owner", owner.name.as_str()),
        ("milestones", "2026-08-01 单据补齐\n随便写的一行"),
        ("checklist", "分车台账\n核对记录"),
        ("commitment", "每月核对一次"),
        ("every", "FREQ=MONTHLY"),
        ("quantity", "1"),
        ("of", "次"),
    ];
    let path = format!("/findings/{id}/measures");
    let page = office.post(&path, &form);
    assert!(page.says("随便写的一行"), "a milestone without a day is told");
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    form[5].1 = "2026-08-01 单据补齐";
    let page = office.post(&path, &form);
    assert_eq!(page.to, Some(format!("/findings/{id}")), "{}", page.words());
    let view = site.app().view().unwrap();
    let measures = &view.finding_state(id).unwrap().unwrap().measures;
    let state = view.measure_state(*measures.last().unwrap()).unwrap().unwrap();
    assert_eq!(state.content.owner, Some(owner.person));
    assert_eq!((state.milestones.len(), state.checklist.len(), state.commitments.len()), (1, 2, 1));
    assert_eq!(state.commitments[0].rhythm.as_ref().unwrap().to_string(), "FREQ=MONTHLY");
}

#[test]
fn a_report_is_one_act_with_its_evidence_and_is_taken_once() {
    let site = demo();
    let id = own_measure(&site);
    let owner = site.sign_in(Role::Owner);
    let path = format!("/measures/{id}/report");
    assert!(owner.get(&path).says("enctype=\"multipart/form-data\""));
    let before = site.app().view().unwrap().measure_state(id).unwrap().unwrap();
    let form = [("key", "k1"), ("words", "现场核对完 <3 处>"), ("dated", "2026-06-29")];
    let files: [(&str, &str, &[u8]); 2] =
        [("photo", "现场.png", PNG), ("file", "核对记录.csv", "车号,单据\n7,12\n".as_bytes())];
    for _ in 0..2 {
        let page = owner.upload(&path, &form, &files);
        assert_eq!(page.to, Some(format!("/measures/{id}")), "{}", page.words());
    }
    let view = site.app().view().unwrap();
    let after = view.measure_state(id).unwrap().unwrap();
    assert_eq!(after.progress.len(), before.progress.len() + 1, "sent twice, taken once");
    assert_eq!(after.attachments.len(), before.attachments.len() + 2);
    let kinds: Vec<_> = after.attachments[before.attachments.len()..]
        .iter()
        .map(|shown| view.evidence_content(shown.evidence).unwrap().unwrap())
        .map(|content| (content.kind, content.dated.to_string()))
        .collect();
    let dated = "2026-06-29".to_owned();
    assert_eq!(kinds, [(EvidenceKind::Photo, dated.clone()), (EvidenceKind::Other, dated)]);
    let page = owner.get(&format!("/measures/{id}"));
    assert!(page.says("现场核对完 &#60;3 处&#62;"), "{}", page.words());
}

#[test]
fn what_was_said_before_is_noticed_and_nothing_is_lost_meanwhile() {
    let site = demo();
    let id = own_measure(&site);
    let owner = site.sign_in(Role::Owner);
    let path = format!("/measures/{id}/report");
    let first = owner.upload(&path, &[("key", "k1"), ("words", "单据已补齐。")], &[("photo", "单据.png", PNG)]);
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.words());
    // The same words, and the same file.
    let again = owner.upload(&path, &[("key", "k2"), ("words", "单据已补齐")], &[("photo", "又是单据.png", PNG)]);
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.says("这些话以前报过") && again.says("“又是单据.png”已存为"), "{}", again.words());
    assert!(again.says("name=\"anyway\"") && again.says("name=\"kept\" value=\"k2\""));
    assert!(again.says(">单据已补齐</textarea>"));
    // The file need not be sent again, and nobody else can enter it.
    let shown = || site.app().view().unwrap().measure_state(id).unwrap().unwrap().attachments.len();
    let before = shown();
    let office = site.sign_in(Role::Office);
    let form = |key| [("key", key), ("kept", "k2"), ("words", "没有变化，照旧"), ("anyway", "yes")];
    assert_eq!(office.post(&path, &form("k3")).status, StatusCode::SEE_OTHER);
    assert_eq!(shown(), before, "what waits for one person is nobody else's");
    let other = [("key", "k4"), ("kept", "k2"), ("words", "仍是这一份"), ("anyway", "yes")];
    assert_eq!(owner.post(&path, &other).status, StatusCode::SEE_OTHER);
    assert_eq!(shown(), before + 1);
}

#[test]
fn all_that_is_wrong_with_a_report_is_told_at_once_and_its_files_stay() {
    let site = demo();
    let id = own_measure(&site);
    let owner = site.sign_in(Role::Owner);
    let path = format!("/measures/{id}/report");
    let form = [("key", "k1"), ("words", ""), ("dated", "昨天")];
    let page = owner.upload(&path, &form, &[("file", "记录.txt", "三车次".as_bytes()), ("file", "空.txt", b"")]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in ["写明这次做了什么", "日期写作", "文件是空的", "记录.txt"] {
        assert!(page.says(told), "{told}: {}", page.words());
    }
}

#[test]
fn files_are_handed_out_as_what_they_are_and_run_nothing() {
    let site = demo();
    let id = own_measure(&site);
    let owner = site.sign_in(Role::Owner);
    let path = format!("/measures/{id}/report");
    let send = |key: &str, words: &str, name: &str, bytes: &[u8]| {
        let page = owner.upload(&path, &[("key", key), ("words", words)], &[("file", name, bytes)]);
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words());
        last_evidence(&site, id)
    };
    let picture = send("k1", "照片", "现场.html", PNG);
    let page = "<html><script>alert(1)</script><p>会议要求</p>".as_bytes();
    let script = send("k2", "网页", "看着像照片.png", page);
    let shown = owner.get(&format!("/evidence/{picture}/file?view=1"));
    assert_eq!(shown.headers[header::CONTENT_TYPE], "image/png");
    assert!(shown.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("inline"));
    for (id, path) in [(picture, "file"), (script, "file"), (script, "file?view=1")] {
        let file = owner.get(&format!("/evidence/{id}/{path}"));
        assert_eq!(file.headers[header::CONTENT_TYPE], "application/octet-stream");
        assert!(file.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
        assert!(file.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().starts_with("sandbox"));
    }
    assert_eq!(owner.get(&format!("/evidence/{script}/file")).bytes, page);
    let view = owner.get(&format!("/evidence/{script}"));
    assert!(!view.says("<script>alert"));
}

#[test]
fn what_is_said_of_a_file_is_corrected_and_a_file_withdrawn_with_reasons() {
    let site = demo();
    let measure = own_measure(&site);
    let owner = site.sign_in(Role::Owner);
    let form = [("key", "k1"), ("words", "补交记录"), ("dated", "2026-06-20")];
    owner.upload(&format!("/measures/{measure}/report"), &form, &[("file", "记录.txt", "三车次".as_bytes())]);
    let id = last_evidence(&site, measure);
    let correct = format!("/evidence/{id}/correct");
    let fields = [("name", "记录.txt"), ("dated", "2026-06-21"), ("what", "record"), ("handling", "internal")];
    let page = owner.post(&correct, &fields);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is wanted");
    let fields: Vec<_> = fields.into_iter().chain([("reason", "日期看错了")]).collect();
    assert_eq!(owner.post(&correct, &fields).to, Some(format!("/evidence/{id}")));
    let content = site.app().view().unwrap().evidence_content(id).unwrap().unwrap();
    assert_eq!((content.kind, content.dated.to_string()), (EvidenceKind::Record, "2026-06-21".to_owned()));
    owner.post(&format!("/evidence/{id}/withdraw"), &[("reason", "不是这次的")]);
    let page = owner.get(&format!("/evidence/{id}"));
    assert!(page.says("已撤回") && page.says("不是这次的") && !page.says("/withdraw\""));
}

/// A submission that waits for the verifier's verdict.
fn waiting(site: &Demo) -> FindingId {
    let page = site.sign_in(Role::Verifier).get("/verify");
    let (_, rest) = page.text.split_once("href=\"/findings/").expect("something waits");
    rest.split_once("/verify").unwrap().0.parse().unwrap()
}

#[test]
fn the_queue_holds_what_somebody_may_judge_and_nothing_else() {
    let site = demo();
    let id = waiting(&site);
    let view = site.app().view().unwrap();
    assert_eq!(view.finding_state(id).unwrap().unwrap().status, Status::Submitted);
    assert!(site.sign_in(Role::Member).get("/verify").says("没有要验收的事"));
    // Nobody judges what they answer for.
    let state = view.finding_state(id).unwrap().unwrap();
    let measure = view.measure_state(*state.measures.first().unwrap()).unwrap().unwrap();
    let owner = ledger::answerable(&view, &measure).into_iter().next().unwrap();
    let item = view.item(id.into()).unwrap().unwrap();
    let tree = view.tree().unwrap();
    let mut who = app::access::Principal { person: Some(owner), ..Default::default() };
    who.roles.insert((app::access::Role::Verifier, None));
    assert!(!site.site.access.may(&who, app::access::Action::Verify, &item, &tree));
}

#[test]
fn a_verdict_answers_its_warnings_and_a_return_says_why() {
    let site = demo();
    let id = waiting(&site);
    let verifier = site.sign_in(Role::Verifier);
    let path = format!("/findings/{id}/verify");
    let page = verifier.get(&path);
    assert!(page.says("通过验收") && page.says("退回整改"), "{}", page.words());
    let page = verifier.post(&path, &[("verdict", "return"), ("grade", "partly")]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("写明为什么退回"));
    // A grade of the other form is none of this one's.
    let page = verifier.post(&path, &[("verdict", "pass"), ("grade", "not_done"), ("pass-note", "看过")]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let warnings = site.app().view().unwrap().warnings(id).unwrap();
    let silent = verifier.post(&path, &[("key", "k1"), ("verdict", "pass"), ("grade", "done")]);
    if warnings.is_empty() {
        assert_eq!(silent.to.as_deref(), Some("/verify"));
    } else {
        assert!(silent.says("请写明核实情况"), "{}", silent.words());
        let form = [("key", "k2"), ("verdict", "pass"), ("grade", "done"), ("pass-note", "到现场看过，属实")];
        assert_eq!(verifier.post(&path, &form).to.as_deref(), Some("/verify"));
    }
    let state = site.app().view().unwrap().finding_state(id).unwrap().unwrap();
    assert!(state.passed);
    assert!(!verifier.get("/verify").says(&format!("/findings/{id}/verify")), "it is asked once");
    assert!(verifier.get(&path).says("现在没有要验收的"));
}

#[test]
fn a_finding_that_is_sent_back_is_at_work_again() {
    let site = demo();
    let id = waiting(&site);
    let verifier = site.sign_in(Role::Verifier);
    let form = [("key", "k1"), ("verdict", "return"), ("grade", "partly"), ("return-note", "里程数对不上")];
    let page = verifier.post(&format!("/findings/{id}/verify"), &form);
    assert_eq!(page.to.as_deref(), Some("/verify"), "{}", page.words());
    let view = site.app().view().unwrap();
    let state = view.finding_state(id).unwrap().unwrap();
    assert_eq!(state.status, Status::Returned);
    let office = site.sign_in(Role::Office);
    let measure = *state.measures.first().unwrap();
    assert!(office.get(&format!("/findings/{id}")).says("里程数对不上"));
    assert!(office.get(&format!("/measures/{measure}/report")).says("退回意见：里程数对不上"));
}

#[test]
fn extensions_are_asked_by_owners_and_not_decided_by_them() {
    let site = demo();
    let view = site.app().view().unwrap();
    let owner = Some(site.cast(Role::Owner).person);
    let query = MeasureQuery { owner, limit: 100, ..MeasureQuery::all(view.today) };
    let rows = view.measures(&query).unwrap().rows;
    let id =
        rows.iter().find(|row| row.status.name == "open" && row.due.is_some()).expect("something has a deadline").id;
    let browser = site.sign_in(Role::Owner);
    let page = browser.post(&format!("/measures/{id}/extension"), &[("reason", "配件晚到")]);
    assert!(page.says("这一项必须填写"), "{}", page.words());
    let page = browser.post(&format!("/measures/{id}/extension/approve"), &[]);
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}

#[test]
fn pages_of_what_is_not_there_or_not_ones_own_are_missing() {
    let site = demo();
    let office = site.sign_in(Role::Office);
    for path in ["/findings/F99999", "/findings/M1", "/measures/M99999", "/evidence/E99999", "/measures/x/report"] {
        assert_eq!(office.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
    let id: Stream = finding(&site, Status::Rectifying).into();
    let page = site.visitor().get(&format!("/findings/{id}"));
    assert_eq!(page.status, StatusCode::SEE_OTHER, "visitors sign in first");
}
