//! What a campaign publishes, who composes it, who reads it, and how it is verified.

#[cfg(test)]
#[path = "support/site.rs"]
mod common;

use common::{Browser, Demo, demo};
use demo::Role;
use ledger::campaign::publication::Edition;
use ledger::finding::Scope;
use ledger::{CampaignId, FindingId};

const C: CampaignId = CampaignId(1);

/// The form as the page proposes it: what is listed, told, and why the rest is withheld.
#[cfg(test)]
fn proposed(demo: &Demo, edition: Edition) -> Vec<(String, String)> {
    let mut fields = vec![
        ("edition".to_owned(), edition.name().to_owned()),
        ("text".to_owned(), "现将整改情况公开如下，请监督。".to_owned()),
    ];
    for candidate in demo.app().view().unwrap().candidates(C, edition).unwrap() {
        fields.push(("listed".to_owned(), candidate.id.to_string()));
        match candidate.reason {
            None => fields.push(("told".to_owned(), candidate.id.to_string())),
            Some(reason) => fields.push((format!("why-{}", candidate.id), reason.zh.into_owned())),
        }
    }
    fields
}

#[cfg(test)]
fn send(browser: &Browser<'_>, fields: &[(String, String)]) -> common::Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("/campaigns/{C}/publish"), &fields)
}

#[cfg(test)]
fn scope(demo: &Demo, id: FindingId) -> Option<Scope> {
    demo.app().view().unwrap().finding_state(id).unwrap().unwrap().content.scope
}

#[test]
fn the_office_publishes_and_anybody_reads_and_verifies() {
    let demo = demo();
    let office = demo.sign_in(Role::Office);
    let form = office.get(&format!("/campaigns/{C}/publish"));
    assert_eq!(form.status, 200, "{}", form.words());
    let fields = proposed(&demo, Edition::Society);
    let sent = send(&office, &fields);
    assert_eq!(sent.status, 303, "{}", sent.words());
    assert!(office.follow(&sent).says("向社会公开"));

    let visitor = demo.visitor();
    let list = visitor.get("/public");
    assert!(list.says(&format!("/public/{C}")), "{}", list.words());
    let page = visitor.get(&format!("/public/{C}"));
    let view = demo.app().view().unwrap();
    for candidate in view.candidates(C, Edition::Society).unwrap() {
        let personal = matches!(scope(&demo, candidate.id), Some(Scope::OnePerson | Scope::SomeMembers));
        assert_eq!(page.says(&candidate.statement), !personal, "{} {}", candidate.id, candidate.statement);
    }

    let number = view.publications_of(C).unwrap().last().unwrap().number;
    let receipt = visitor.get(&format!("/public/{C}/{number}/receipt"));
    assert!(receipt.text.starts_with("c2sp.org/tlog-proof@"));
    visitor.get("/public/verify");
    let verified = visitor.post("/public/verify", &[("receipt", &receipt.text.replace('\n', "\r\n"))]);
    assert_eq!(verified.status, 200, "{}", verified.words());
    assert!(verified.says("核对通过") && verified.says("前面的没有改动"), "{}", verified.words());

    let forged = receipt.text.replacen('A', "B", 1);
    let refused = visitor.post("/public/verify", &[("receipt", &forged)]);
    assert_eq!(refused.status, 422);
    assert!(!refused.says("核对通过") && refused.says("没有办成"), "{}", refused.words());
}

#[test]
fn a_later_publication_supersedes_and_the_old_stays() {
    let demo = demo();
    let office = demo.sign_in(Role::Office);
    office.get("/campaigns");
    let before = demo.app().view().unwrap().publications_of(C).unwrap().len();
    let mut fields = proposed(&demo, Edition::Society);
    assert_eq!(send(&office, &fields).status, 303);
    fields[1].1 = "第二次公开。".to_owned();
    fields.push(("key".to_owned(), "another".to_owned()));
    assert_eq!(send(&office, &fields).status, 303);
    let visitor = demo.visitor();
    let (old, new) = (before + 1, before + 2);
    assert!(visitor.get(&format!("/public/{C}")).says("第二次公开。"));
    let old = visitor.get(&format!("/public/{C}/{old}"));
    assert!(old.says("已由新的代替") && old.says("请监督。") && !old.says("第二次公开。"), "{}", old.words());
    assert_eq!(visitor.get(&format!("/public/{C}/{}", new + 1)).status, 404);
}

#[test]
fn what_is_published_inside_is_not_for_visitors() {
    let demo = demo();
    let office = demo.sign_in(Role::Office);
    office.get("/campaigns");
    assert_eq!(send(&office, &proposed(&demo, Edition::Inside)).status, 303);
    let number = demo.app().view().unwrap().publications_of(C).unwrap().last().unwrap().number;
    let visitor = demo.visitor();
    assert_eq!(visitor.get(&format!("/public/{C}/{number}")).status, 404);
    assert_eq!(visitor.get(&format!("/public/{C}/{number}/receipt")).status, 404);
    let inside = format!("/campaigns/{C}/publications/{number}");
    assert_eq!(visitor.get(&inside).status, 303, "they are asked to sign in");
    assert_eq!(demo.sign_in(Role::Member).get(&inside).status, 200);
}

#[test]
fn nothing_is_left_out_and_a_refusal_keeps_what_was_filled_in() {
    let demo = demo();
    let office = demo.sign_in(Role::Office);
    office.get("/campaigns");
    let mut fields = proposed(&demo, Edition::Society);
    let told = fields.iter().position(|(name, _)| name == "told").unwrap();
    let id = fields.remove(told).1;
    fields[1].1 = "一段写好的说明。".to_owned();
    let refused = send(&office, &fields);
    assert_eq!(refused.status, 422);
    assert!(
        refused.says(&format!("{id} 不公开，须写明理由")) && refused.says("一段写好的说明。"),
        "{}",
        refused.words()
    );
}

#[test]
fn who_may_not_publish_is_told_so() {
    let demo = demo();
    for role in [Role::Administrator, Role::Lead, Role::Owner, Role::Member] {
        let page = demo.sign_in(role).get(&format!("/campaigns/{C}/publish"));
        assert_eq!(page.status, 403, "{role:?}");
        assert!(
            !demo.sign_in(role).get(&format!("/campaigns/{C}")).says(&format!("/campaigns/{C}/publish")),
            "{role:?}"
        );
    }
}

#[test]
fn campaigns_and_profiles_say_what_they_demand() {
    let demo = demo();
    let office = demo.sign_in(Role::Office);
    let page = office.get(&format!("/campaigns/{C}"));
    let profile = demo.app().view().unwrap().campaign(C).unwrap().unwrap().profile.clone();
    assert!(page.says(&profile.title.zh) && page.says(&profile.lights.yellow.value.words().zh), "{}", page.words());
    assert!(page.says(&format!("/findings?campaign={C}")));
    for (name, _) in app::profile::SHIPPED {
        assert_eq!(office.get(&format!("/profiles/{name}")).status, 200, "{name}");
    }
    assert_eq!(office.get("/profiles/none").status, 404);
}

#[test]
fn a_campaign_is_opened_revised_and_concluded() {
    let demo = demo();
    let office = demo.sign_in(Role::Office);
    office.get("/campaigns/new");
    let refused = office.post("/campaigns", &[("theme", "食堂专项检查"), ("from", "2026-06-01")]);
    assert_eq!(refused.status, 422);
    assert!(refused.says("请选择模板") && refused.says("食堂专项检查"), "{}", refused.words());
    let opened = office.post("/campaigns", &[("theme", "食堂专项检查"), ("from", "2026-06-01"), ("profile", "audit")]);
    assert_eq!(opened.status, 303, "{}", opened.words());
    let at = opened.to.clone().unwrap();
    assert!(office.follow(&opened).says("食堂专项检查"));
    let fields =
        [("theme", "食堂专项检查"), ("from", "2026-06-01"), ("until", "2026-12-31"), ("reason", "上级统一延长")];
    assert_eq!(office.post(&format!("{at}/revise"), &fields).status, 303);
    assert_eq!(office.post(&format!("{at}/conclude"), &[("summary", "期满")]).status, 303);
    let page = office.get(&at);
    assert!(page.says("2026-12-31") && page.says("已结束") && page.says("期满"), "{}", page.words());
}

#[test]
fn the_log_shows_words_to_those_who_may_read_them_and_the_proof_to_all() {
    let demo = demo();
    let (office, member) = (demo.sign_in(Role::Office), demo.sign_in(Role::Member));
    let content = ledger::finding::Content {
        statement: "一名员工请假没有报备。".to_owned(),
        scope: Some(Scope::OnePerson),
        ..Default::default()
    };
    let draft = ledger::finding::Command::Draft { campaign: C, content, sources: Vec::new() };
    let who = ledger::Actor::web(demo.cast(Role::Office).person);
    let done = demo.app().act(who, None, |plan| {
        let id = plan.next::<FindingId>()?;
        plan.run(&ledger::Command::Finding(id, draft.clone()))
    });
    let personal: FindingId = done.unwrap().new().unwrap();
    let (words, view) = ("一名员工请假没有报备。", demo.app().view().unwrap());
    let line = view.history(personal.into()).unwrap().swap_remove(0);
    let path = format!("/log/{}", line.seq);
    let (shown, hidden) = (office.get(&path), member.get(&path));
    assert!(shown.says(words), "{}", shown.words());
    assert!(!hidden.says(words) && hidden.says("核对通过"), "{}", hidden.words());
    let list = member.get(&format!("/log?item={personal}"));
    assert!(!list.says(words) && list.says("不在您的查看范围内"));
    let receipts = [office.get(&format!("{path}/receipt")), member.get(&format!("{path}/receipt"))];
    let payload =
        |text: &str| app::log::check(text.as_bytes(), &demo.app().store.verifier().to_string(), &[], 0).unwrap();
    let checked = receipts.map(|receipt| payload(&receipt.text));
    assert!(checked.iter().all(|checked| checked.entry.as_ref().unwrap()["stream"] == personal.to_string()));
    assert_eq!(checked.map(|checked| checked.payload.is_some()), [true, false]);
}

#[test]
fn the_log_is_filtered_paged_and_shown_to_have_grown() {
    let demo = demo();
    let office = demo.sign_in(Role::Office);
    let size = demo.app().view().unwrap().head().unwrap().size;
    let page = office.get("/log");
    assert!(page.says("rel=\"next\""));
    assert!(office.get("/log?kind=account").says(&format!("/log/{}\"", size - 1)), "signing in came last");
    assert!(!page.says(&format!("/log/{}\"", size - 1)), "which the list leaves out");
    let closed = office.get("/log?kind=regulation");
    assert!(!closed.says("/findings/"), "{}", closed.words());
    let day = office.get("/log?day=2020-01-01");
    assert!(day.says("没有这样的记录"));
    let wrong = office.get("/log?item=nonsense");
    assert!(wrong.says("不是编号"));
    let growth = office.get(&format!("/log/growth?from=3&to={size}"));
    assert!(growth.says("核对通过") && growth.says(&format!("第 {size} 条时的日志，前 3 条")), "{}", growth.words());
    assert!(office.get(&format!("/log/growth?from=0&to={size}")).says("请填"));
    assert_eq!(office.get(&format!("/log/{size}")).status, 404);
    assert!(office.get("/log/checkpoint").says(&size.to_string()));
}

/// What the page shows step by step is what was verified: each chain of hashes ends in the signed root.
#[test]
fn the_steps_that_are_shown_lead_to_the_root() {
    let demo = demo();
    let view = demo.app().view().unwrap();
    let size = view.head().unwrap().size;
    for seq in (0..size).step_by(7).chain([size - 1]) {
        let proof = view.entry_proof(seq).unwrap().unwrap();
        let last = proof.steps.last().expect("a log of more than one entry").hash;
        assert!(proof.holds && last == proof.root, "entry {seq}");
    }
    for old in (1..size).step_by(97) {
        assert!(view.growth_between(old, size).unwrap().unwrap().holds, "from {old}");
    }
}

#[test]
fn the_demonstration_has_something_published() {
    let demo = demo();
    assert!(demo.visitor().get("/public").says("/public/C1"));
    let inside = demo.app().view().unwrap().publications_of(CampaignId(2)).unwrap();
    assert_eq!(inside.iter().map(|published| published.edition).collect::<Vec<_>>(), [Edition::Inside]);
}
