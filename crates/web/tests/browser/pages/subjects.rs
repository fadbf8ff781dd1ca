//! What the pages are about: of everything in the demonstration, what has the most to show.

use std::collections::{BTreeMap, HashMap};

use app::import::{Incoming, Intake, Version};
use app::store::{FindingQuery, MeasureQuery};
use app::view::FindingStory;
use demo::{Paper, Role};
use ledger::campaign::publication::{Edition, Shown};
use ledger::{Actor, CampaignId};

use crate::common;
use crate::support::{Served, User, apart};

/// The id of each thing that the table names.
pub struct Subjects(HashMap<&'static str, String>);

impl Subjects {
    /// Publishes a campaign once more, takes a paper in and its new version through the pages, and looks the rest up.
    pub async fn of(served: &Served, user: &User) -> Self {
        let mut named = HashMap::new();
        apart(|| publish(served));
        let paper = apart(|| take_in(served));
        let address = revise(served, user, &paper).await;
        named.insert("job", address.rsplit('/').next().unwrap_or_default().to_owned());
        apart(|| look_up(served, &mut named));
        Self(named)
    }

    /// The address with what its braces name.
    pub fn fill(&self, address: &str) -> String {
        self.0.iter().fold(address.to_owned(), |address, (name, id)| address.replace(&format!("{{{name}}}"), id))
    }
}

/// The office tells society of the first campaign once more, so that what the demonstration published is an earlier word.
fn publish(served: &Served) {
    let (office, campaign) = (Actor::web(served.cast(Role::Office).person), CampaignId(1));
    let candidates = served.app().view().unwrap().candidates(campaign, Edition::Society).unwrap();
    let shown = candidates.into_iter().map(|one| match one.reason {
        Some(reason) => (one.id, Shown::Withheld(reason.zh.into_owned())),
        None => (one.id, Shown::Told),
    });
    let shown: BTreeMap<_, _> = shown.collect();
    let text = (Edition::Society, "现将整改情况再次公开如下，请监督。");
    served.app().publish_campaign(office, None, campaign, text, &shown).unwrap();
}

/// The paper that the demonstration leaves for trying.
fn take_in(served: &Served) -> Paper {
    let paper = common::paper();
    let document = document::read(&paper.bytes, paper.name).unwrap();
    let incoming = Incoming::new(paper.name.to_owned(), paper.bytes.clone(), document).unwrap();
    let intake = Intake { campaign: CampaignId(3), draft: true, enrol: false, likely: false, version: Version::New };
    served.app().import(Actor::web(served.cast(Role::Office).person), None, &incoming, &intake).unwrap();
    paper
}

/// The office drops a new version of it beside a file that says nothing, and stays on the page that tells what became of it.
async fn revise(served: &Served, user: &User, paper: &Paper) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(paper.name);
    let text = String::from_utf8(paper.bytes.clone()).unwrap();
    std::fs::write(&file, text.replace("抽查业务30件", "抽查业务60件").replace("接通率提高到90%", "接通率提高到95%"))
        .unwrap();
    served.seat(user, Some(Role::Office)).await;
    user.wear("lang", "zh").await;
    user.open("/import").await;
    let empty = folder.path().join("会议签到表.txt");
    std::fs::write(&empty, "会议签到表\n何静宜\n田雨禾\n").unwrap();
    user.upload("选材料，或拖到这里", &[&file, &empty]).await;
    user.choose("归入专项", "C3 安全生产大检查").await;
    user.press("开始读").await;
    user.see("读完了").await;
    user.address().await
}

fn look_up(served: &Served, named: &mut HashMap<&'static str, String>) {
    let view = served.app().view().unwrap();
    let person = |role| served.cast(role).person;
    let all = FindingQuery { limit: 500, ..FindingQuery::all(view.today) };
    let rows = view.findings(&all).unwrap().rows;
    let stories: Vec<FindingStory> = rows.iter().filter_map(|row| view.finding(row.id).unwrap()).collect();
    // The longest story of those that are as wanted.
    let mut name = |name, wanted: fn(&&FindingStory) -> bool| {
        let story = stories.iter().filter(wanted).max_by_key(|story| (story.history.len(), story.id));
        let story = story.unwrap_or_else(|| panic!("the demonstration has nothing {name}"));
        named.insert(name, story.id.to_string());
    };
    name("draft", |story| story.status.name == "draft");
    name("returned", |story| !story.returns.is_empty() && story.closings.is_empty());
    name("closed", |story| story.status.name == "closed" && !story.look_backs_due.is_empty());
    name("submitted", |story| story.status.name == "submitted" && story.verifications.is_empty());
    let mine = MeasureQuery { owner: Some(person(Role::Owner)), limit: 100, ..MeasureQuery::all(view.today) };
    let mine = view.measures(&mine).unwrap().rows;
    let told = mine.iter().filter(|row| row.status.name == "open").max_by_key(|row| {
        let story = view.measure(row.id).unwrap().unwrap();
        (story.commitments.len() + story.milestones.len(), story.progress.len(), story.id)
    });
    named.insert("measure", told.expect("the owner has work").id.to_string());
    let picture = view.evidence().unwrap().rows.into_iter().find(|one| one.name.ends_with(".png"));
    named.insert("evidence", picture.expect("there are photos").id.to_string());
    let paper = view.papers().unwrap().rows.pop().expect("there are papers");
    named.insert("paper", paper.id.to_string());
    named.insert("publication", "1".to_owned());
    named.insert("entry", (view.head().unwrap().size - 20).to_string());
    let link = served.link(person(Role::Owner));
    named.insert("link", link.rsplit('/').next().unwrap_or_default().to_owned());
}
