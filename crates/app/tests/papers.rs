//! Papers go into the ledger, and what comes of them goes out: receipts, samples, backups, archives.

#![allow(clippy::unwrap_used)]

use std::io::Read as _;

use app::import::{Change, Incoming, Intake, PaperChange, Proposal, Version};
use app::keep::{self, Against};
use app::profile::shipped;
use app::store::{Location, StoreError, Watch};
use app::tlog::Signer;
use app::{App, Choices, Clock, Config, Failure, log};
use jiff::civil::date;
use ledger::{
    Actor, CampaignId, Command, FindingId, MeasureId, PaperId, State, Stream, UnitId, campaign, finding, unit,
};

const C1: CampaignId = CampaignId(1);
const INTAKE: Intake = Intake { campaign: C1, draft: false, enrol: true, likely: false, version: Version::Likely };

const PLAN: &str = "\
青澜县文化馆关于服务质量检查反馈问题的整改方案
2026年3月2日
一、整改任务
（一）场馆管理方面
1.问题：消防器材过期。二楼排练厅有6具灭火器过期。
整改措施：更换全部过期灭火器，建立器材台账。
责任单位：后勤部；责任人：祝言；整改时限：2026年4月30日前。
2.问题：培训报名不公开。少儿美术班名额未公示，群众意见大。
整改措施：每期名额在公众号公布，每季度通报1次。
责任单位：活动部；责任人：江见山；整改时限：2026年6月30日前。
二、工作要求
各部室主任负总责。
";

struct World {
    app: App,
    folder: tempfile::TempDir,
}

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::new(|| "2026-03-20T01:00:00Z".parse().unwrap());
    let app = App::init(&folder.path().join("data"), &Choices::default(), clock).unwrap();
    app.act(Actor::LOCAL, None, |plan| {
        let register = unit::Command::Register { name: "青澜县文化馆".into(), short: None, parent: None };
        plan.run(&Command::Unit(UnitId(1), register))?;
        let mut profile = shipped("self-examination").unwrap();
        // What is tried here is papers; other tests try what a profile wants.
        profile.finding_fields.clear();
        let content = campaign::Content {
            theme: "服务质量检查".into(),
            examiner: None,
            units: [UnitId(1)].into(),
            from: date(2026, 3, 1),
            until: None,
        };
        plan.run(&Command::Campaign(C1, campaign::Command::Open { content, profile: Box::new(profile) }))
    })
    .unwrap();
    World { app, folder }
}

fn incoming(name: &str, text: &str) -> Result<Incoming, Failure> {
    Incoming::new(name.into(), text.into(), document::read(text.as_bytes(), name).unwrap())
}

impl World {
    fn import(&self, text: &str) -> Proposal {
        self.app.import(Actor::LOCAL, None, &incoming("方案.txt", text).unwrap(), &INTAKE).unwrap().0
    }

    fn size(&self) -> u64 {
        self.app.log_status().unwrap().size
    }

    fn finding(&self, id: u64) -> finding::State {
        match self.app.view().unwrap().snapshot(FindingId(id).into()).unwrap().unwrap().state {
            State::Finding(state) => (*state).clone(),
            other => panic!("{other:?}"),
        }
    }

    fn measure(&self, id: u64) -> ledger::measure::State {
        match self.app.view().unwrap().snapshot(MeasureId(id).into()).unwrap().unwrap().state {
            State::Measure(state) => (*state).clone(),
            other => panic!("{other:?}"),
        }
    }
}

fn changes(proposal: &Proposal) -> Vec<String> {
    let change = |change: &Change| match change {
        Change::New => "new".to_owned(),
        Change::Same => "same".to_owned(),
        Change::Edited(fields) => {
            format!("edited {}", fields.iter().map(|f| f.field.en.to_string()).collect::<Vec<_>>().join(", "))
        }
        Change::Kept(why) => format!("kept {}", why.len()),
    };
    proposal.items.iter().map(|item| format!("{} {}", item.id, change(&item.change))).collect()
}

#[test]
fn a_paper_becomes_findings_and_measures_with_who_answers_for_them() {
    let world = world();
    let proposal = world.import(PLAN);
    assert_eq!(changes(&proposal), ["F1 new", "F2 new", "M1 new", "M2 new"]);
    let (finding, measure) = (world.finding(1), world.measure(1));
    assert!(finding.measures.contains(&MeasureId(1)));
    assert_ne!(finding.status, finding::Status::Draft, "{:?}", proposal.remarks);
    assert_eq!(measure.first_deadline, Some(date(2026, 4, 30)));
    let view = world.app.view().unwrap();
    assert_eq!(view.name_of(measure.content.unit.unwrap()), "后勤部");
    assert_eq!(view.name_of(measure.content.owner.unwrap()), "祝言");
    let source = &finding.sources[0];
    let passage = source.passage.unwrap();
    let document = incoming("方案.txt", PLAN).unwrap().document;
    let text: String = document.paragraphs[passage.paragraph as usize].text.chars().collect();
    let words: String =
        text.chars().skip(passage.start as usize).take((passage.end - passage.start) as usize).collect();
    assert!(words.contains("灭火器过期"), "{words}");
}

#[test]
fn the_same_paper_again_changes_nothing() {
    let world = world();
    world.import(PLAN);
    let before = world.size();
    let again = world.import(PLAN);
    assert!(matches!(again.paper, PaperChange::Same(_)));
    assert_eq!(world.size(), before);
}

#[test]
fn an_edited_paper_updates_by_stable_id_and_says_what_differs() {
    let world = world();
    world.import(PLAN);
    let edited = PLAN
        .replace("有6具灭火器过期", "有6具灭火器过期，2具压力不足")
        .replace("2.问题：", "2.问题：道具库杂乱。道具没有登记，查找困难。\n整改措施：清点道具并编号。\n责任单位：活动部；整改时限：2026年5月31日前。\n3.问题：");
    let proposal = world.import(&edited);
    assert!(matches!(proposal.paper, PaperChange::Version(_)));
    assert_eq!(
        changes(&proposal),
        ["F1 edited statement", "F3 new", "F2 edited number", "M1 edited heading", "M3 new", "M2 same"]
    );
    assert!(world.finding(1).content.statement.contains("压力不足"));
    assert_eq!(world.finding(1).sources.len(), 2, "both versions stand behind it");
    let gone = PLAN.split("2.问题").next().unwrap();
    let proposal = world.import(gone);
    let left: Vec<String> = proposal.left_over.iter().map(|left| left.id.to_string()).collect();
    assert_eq!(left, ["F2", "F3", "M2", "M3"]);
    assert!(!world.finding(2).status.is_void(), "nothing is deleted");
}

#[test]
fn an_earlier_version_turns_nothing_back_unless_somebody_says_so() {
    let world = world();
    world.import(PLAN);
    world.import(&PLAN.replace("6具灭火器", "9具灭火器"));
    let before = world.size();
    let again = world.import(PLAN);
    assert_eq!(again.paper, PaperChange::Earlier { paper: PaperId(1), latest: PaperId(2) });
    assert!(again.changes_nothing());
    assert_eq!(world.size(), before);
    assert!(world.finding(1).content.statement.contains("9具灭火器"));
    let back = Intake { version: Version::Of(PaperId(2)), ..INTAKE };
    let paper = incoming("方案.txt", PLAN).unwrap();
    let (proposal, _) = world.app.import(Actor::LOCAL, None, &paper, &back).unwrap();
    assert_eq!(proposal.paper, PaperChange::Version(PaperId(2)));
    assert!(world.finding(1).content.statement.contains("6具灭火器"));
    // The same bytes stand for the first version and for the one that holds: what holds counts.
    assert_eq!(world.import(PLAN).paper, PaperChange::Same(PaperId(3)));
}

#[test]
fn whom_a_known_paper_names_can_be_entered_later() {
    let world = world();
    let paper = incoming("方案.txt", PLAN).unwrap();
    world.app.import(Actor::LOCAL, None, &paper, &Intake { enrol: false, ..INTAKE }).unwrap();
    let units = || world.app.view().unwrap().units().unwrap().rows.len();
    assert_eq!(units(), 1);
    let again = world.import(PLAN);
    assert_eq!(again.paper, PaperChange::Same(PaperId(1)));
    assert_eq!((again.enrolled.len(), units()), (4, 3), "{:?}", again.remarks);
    assert!(!again.changes_nothing() && again.items.is_empty());
    let size = world.size();
    assert!(world.import(PLAN).changes_nothing(), "they are known now");
    assert_eq!(world.size(), size);
}

#[test]
fn what_somebody_changed_in_the_ledger_stands_against_the_paper() {
    let world = world();
    world.import(PLAN);
    let mut content = world.finding(1).content;
    content.statement = "二楼排练厅6具灭火器过期，台账缺失。".into();
    let edit = finding::Command::Edit { content, reason: "核实后改".into() };
    world.app.command(Actor::LOCAL, None, &Command::Finding(FindingId(1), edit)).unwrap();
    let proposal = world.import(&PLAN.replace("有6具灭火器过期", "有8具灭火器过期"));
    assert_eq!(changes(&proposal)[0], "F1 kept 1");
    assert_eq!(world.finding(1).content.statement, "二楼排练厅6具灭火器过期，台账缺失。");
}

#[test]
fn a_deadline_does_not_move_because_a_paper_says_so() {
    let world = world();
    world.import(PLAN);
    let proposal = world.import(&PLAN.replace("2026年4月30日", "2026年9月30日"));
    assert_eq!(world.measure(1).deadline, Some(date(2026, 4, 30)));
    assert!(proposal.remarks.iter().any(|remark| remark.zh.contains("延期")), "{:?}", proposal.remarks);
}

#[test]
fn classified_matter_is_refused() {
    let failure = incoming("方案.txt", &format!("机密★5年\n{PLAN}")).unwrap_err();
    assert!(failure.reasons()[0].zh.contains("机密★5年"));
}

#[test]
fn a_preview_records_nothing_and_a_key_is_used_once() {
    let world = world();
    let paper = incoming("方案.txt", PLAN).unwrap();
    let before = world.size();
    assert_eq!(changes(&world.app.propose(Actor::LOCAL, &paper, &INTAKE).unwrap()).len(), 4);
    assert_eq!(world.size(), before);
    let (_, first) = world.app.import(Actor::LOCAL, Some("k"), &paper, &INTAKE).unwrap();
    let (_, second) = world.app.import(Actor::LOCAL, Some("k"), &paper, &INTAKE).unwrap();
    assert!(second.replayed);
    assert_eq!(first.entries, second.entries);
}

#[test]
fn a_receipt_is_checked_without_the_ledger_and_not_by_another_key() {
    let world = world();
    world.import(PLAN);
    let drafted = world.app.store.read().unwrap().history(&Stream::Finding(FindingId(1))).unwrap()[0].clone();
    let receipt = world.app.receipt(drafted.seq, true).unwrap().to_string();
    let key = world.app.store.verifier().to_string();
    let checked = log::check(receipt.as_bytes(), &key, &[], 0).unwrap();
    assert_eq!(checked.entry.unwrap()["seq"], drafted.seq);
    assert!(checked.payload.unwrap().to_string().contains("灭火器过期"));
    let kept_back = world.app.receipt(drafted.seq, false).unwrap().to_string();
    assert_eq!(log::check(kept_back.as_bytes(), &key, &[], 0).unwrap().payload, None);
    let other = Signer::ed25519(world.app.store.verifier().name(), &[9; 32]).unwrap().verifier().to_string();
    assert!(log::check(receipt.as_bytes(), &other, &[], 0).is_err());
}

#[test]
fn a_witness_attests_what_only_grew_and_nothing_else() {
    let world = world();
    let publish = || world.app.publish_checkpoint(Actor::LOCAL, None).unwrap().to_string();
    let size = world.size();
    let first = publish();
    world.import(PLAN);
    let second = publish();
    let (_, path) = world.app.growth(size).unwrap();
    let (secret, witness) = log::new_witness("audit.example/witness").unwrap();
    let key = world.app.store.verifier().to_string();
    let (algorithm, at) = (world.app.store.algorithm(), "2026-03-21T00:00:00Z".parse().unwrap());
    let seen = Some((first.as_bytes(), path.as_slice()));
    let note = log::cosign(second.as_bytes(), &key, &secret, seen, algorithm, at).unwrap();
    let kept = world.app.keep_checkpoint(Actor::LOCAL, None, note.to_string().as_bytes()).unwrap();
    assert_eq!(kept.signatures().len(), 2);
    let receipt = world.app.receipt(0, false).unwrap().to_string();
    let checked = log::check(receipt.as_bytes(), &key, std::slice::from_ref(&witness), 1).unwrap();
    assert_eq!(checked.witnesses[0].0, "audit.example/witness");
    let fork = Some((first.as_bytes(), path.get(1..).unwrap_or_default()));
    assert!(log::cosign(second.as_bytes(), &key, &secret, fork, algorithm, at).is_err());
}

#[test]
fn a_checkpoint_gathers_signatures_and_is_on_record() {
    let world = world();
    world.import(PLAN);
    let size = world.size();
    let published = world.app.publish_checkpoint(Actor::LOCAL, Some("once")).unwrap();
    let again = |key| world.app.publish_checkpoint(Actor::LOCAL, key).unwrap();
    assert_eq!((again(Some("once")), world.size()), (published.clone(), size + 1), "the same key publishes once");
    assert_eq!((again(None), world.size()), (published.clone(), size + 1), "nothing has happened since");
    let key = world.app.store.verifier().to_string();
    let (algorithm, at) = (world.app.store.algorithm(), "2026-03-21T00:00:00Z".parse().unwrap());
    let by = |name: &str| {
        let (secret, _) = log::new_witness(name).unwrap();
        log::cosign(published.to_string().as_bytes(), &key, &secret, None, algorithm, at).unwrap().to_string()
    };
    let (one, two) = (by("one.example/witness"), by("two.example/witness"));
    let keep = |note: &str| world.app.keep_checkpoint(Actor::LOCAL, None, note.as_bytes());
    keep(&one).unwrap();
    // The second witness has seen nothing of the first; both stay.
    assert_eq!(keep(&two).unwrap().signatures().len(), 3);
    assert_eq!(world.size(), size + 3);
    keep(&one).unwrap();
    assert_eq!(world.size(), size + 3, "nothing new, nothing recorded");
    assert_eq!(again(None).signatures().len(), 3, "what is handed out has all of them");
    let forged = one.replace(&format!("\n{size}\n"), &format!("\n{}\n", size - 1));
    assert!(matches!(keep(&forged), Err(Failure::Store(StoreError::Unfit { .. }))));
    let report = world.app.verify(&Against::default(), Watch::none()).unwrap();
    assert!(report.is_sound(), "{}", report.message().en);
    assert_eq!(report.checkpoints, 1);
}

#[test]
fn a_checkpoint_is_held_against_the_ledger_here() {
    let world = world();
    world.import(PLAN);
    let to = world.folder.path().join("backup");
    world.app.backup(&to, &Watch::none()).unwrap();
    let key = world.app.store.verifier().to_string();
    let checked = || {
        let note = world.app.publish_checkpoint(Actor::LOCAL, None).unwrap().to_string();
        log::check(note.as_bytes(), &key, &[], 0).unwrap()
    };
    let first = checked();
    world.import(&PLAN.replace("6具灭火器", "9具灭火器"));
    let later = checked();
    for (checked, size) in [(&first, world.size()), (&later, world.size())] {
        let here = world.app.compare(checked, &key).unwrap().unwrap();
        assert_eq!((here.size, here.fault), (size, None));
    }
    let other = Signer::ed25519(world.app.store.verifier().name(), &[9; 32]).unwrap().verifier().to_string();
    assert_eq!(world.app.compare(&first, &other).unwrap(), None, "another log's");
    // An old backup that is taken for the ledger; and one that went on by itself, so that two histories have one key.
    let config = Config::read(&world.folder.path().join("data")).unwrap();
    let clock = Clock::new(|| "2026-03-21T01:00:00Z".parse().unwrap());
    let old = world.folder.path().join("old");
    let old = keep::restore(&to, &old, &Choices::default(), config.key.clone(), clock, &Watch::none()).unwrap();
    let fault = |app: &App| app.compare(&later, &key).unwrap().unwrap().fault.map(|fault| fault.zh.into_owned());
    assert!(fault(&old).unwrap().contains("旧的备份"));
    while old.log_status().unwrap().size < later.size {
        let id = UnitId(old.log_status().unwrap().size);
        let register = unit::Command::Register { name: "后续单位".into(), short: None, parent: None };
        old.command(Actor::LOCAL, None, &Command::Unit(id, register)).unwrap();
    }
    assert!(fault(&old).unwrap().contains("分叉"));
    assert_eq!(old.compare(&first, &key).unwrap().unwrap().fault, None, "up to there they are one");
}

#[test]
fn a_backup_is_verified_restored_and_goes_on() {
    let world = world();
    world.import(PLAN);
    let to = world.folder.path().join("backup");
    let done = world.app.backup(&to, &Watch::none()).unwrap();
    assert_eq!((done.entries, done.files), (world.size(), 1));
    let report =
        keep::check(&Location::Sqlite(to.join("ledger.db")), None, &Against::default(), Watch::none()).unwrap();
    assert!(report.is_sound(), "{}", report.message().en);
    let config = Config::read(&world.folder.path().join("data")).unwrap();
    let again = world.folder.path().join("again");
    let clock = Clock::new(|| "2026-03-21T01:00:00Z".parse().unwrap());
    let restored =
        keep::restore(&to, &again, &Choices::default(), config.key.clone(), clock.clone(), &Watch::none()).unwrap();
    assert_eq!(restored.log_status().unwrap().root, world.app.log_status().unwrap().root);
    assert!(restored.verify(&Against::default(), Watch::none()).unwrap().is_sound());
    let register = unit::Command::Register { name: "后续单位".into(), short: None, parent: None };
    restored.command(Actor::LOCAL, None, &Command::Unit(UnitId(9), register)).unwrap();
    // A damaged copy is refused, and nothing is left of the attempt.
    let mut bytes = std::fs::read(to.join("ledger.db")).unwrap();
    let at = bytes.windows(9).rposition(|window| window == "灭火器".as_bytes()).unwrap();
    bytes[at] ^= 1;
    std::fs::write(to.join("ledger.db"), bytes).unwrap();
    let third = world.folder.path().join("third");
    assert!(keep::restore(&to, &third, &Choices::default(), config.key.clone(), clock, &Watch::none()).is_err());
    assert!(!third.exists());
}

#[test]
fn erased_words_are_gone_and_the_log_is_whole() {
    let world = world();
    world.import(PLAN);
    let drafted = world.app.store.read().unwrap().history(&Stream::Finding(FindingId(1))).unwrap()[0].clone();
    world.app.erase(Actor::LOCAL, None, &[drafted.seq], "本人要求", "个人信息保护法").unwrap();
    let entry = world.app.store.read().unwrap().entries(drafted.seq, 1).unwrap()[0].clone();
    assert!(!entry.payload.contains("灭火器"));
    assert!(!world.finding(1).content.statement.contains("灭火器"));
    let report = world.app.verify(&Against::default(), Watch::none()).unwrap();
    assert!(report.is_sound(), "{}", report.message().en);
    assert_eq!(report.erased, 1);
    let again = world.app.erase(Actor::LOCAL, None, &[drafted.seq], "再来", "法");
    assert!(matches!(again, Err(Failure::Refused(_))), "{again:?}");
}

#[test]
fn a_sample_needs_closed_findings_and_an_archive_proves_itself() {
    let world = world();
    world.import(PLAN);
    let refused = world.app.draw_sample(Actor::LOCAL, None, C1, 1).unwrap_err();
    assert!(matches!(refused, Failure::Refused(_)), "{refused:?}");
    let config = Config::read(&world.folder.path().join("data")).unwrap();
    let (bytes, archived) = world.app.archive(C1, &config.key, document::Lang::Zh).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let catalogue = read("CATALOGUE");
    let note = app::tlog::Note::parse(&catalogue).unwrap();
    note.verify(&[config.key.verifier().clone()]).unwrap();
    let entries = String::from_utf8(read("entries.jsonl")).unwrap();
    assert_eq!(entries.lines().count(), archived.entries);
    let first: serde_json::Value = serde_json::from_str(entries.lines().next().unwrap()).unwrap();
    let receipt = read(&format!("receipts/{:06}.receipt", first["header"]["seq"].as_u64().unwrap()));
    let key = String::from_utf8(read("log.pub")).unwrap();
    assert!(log::check(&receipt, &key, &[], 0).is_ok());
}
