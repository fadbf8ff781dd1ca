//! A day of each role: what it comes for, and that what is not its own is neither shown nor reached.

use app::store::{FindingQuery, MeasureQuery};
use app::view::FindingStory;
use demo::Role;
use ledger::{FindingId, PersonId};
use serde_json::json;

use crate::support::{Served, User, apart};

/// Where everybody with an account can go.
const COMMON: [&str; 6] = ["首页", "台账", "专项", "单位人员", "制度", "日志"];

/// Somebody of the cast, signed in, before the page that they come to.
async fn morning(role: Role) -> (Served, User) {
    let served = Served::demo();
    let user = User::of(&served.origin).arrive().await;
    served.sign_in(&user, served.cast(role).person).await;
    (served, user)
}

/// The navigation leads to `own` places beside those of everybody, and nowhere else.
async fn leads_to(user: &User, own: &[&str]) {
    let script = "return [...document.querySelectorAll('nav.broad a')].map((link) => link.innerText.trim())";
    let ways = user.execute(script, json!([])).await;
    let ways: Vec<&str> = ways.as_array().unwrap().iter().filter_map(|way| way.as_str()).collect();
    for way in COMMON.iter().chain(own) {
        assert!(ways.contains(way), "no way to {way}: {ways:?}");
    }
    assert_eq!(ways.len(), COMMON.len() + own.len(), "{ways:?}");
}

/// Whoever types the address is told no, or that there is nothing.
async fn kept_from(user: &User, addresses: &[&str]) {
    for address in addresses {
        user.open(address).await;
        let status = user.status().await;
        assert!(status == 403 || status == 404, "{address} comes with {status}:\n{}", user.text().await);
        user.see("没有办成").await;
    }
}

/// The findings that stand so.
fn findings(served: &Served, status: &str) -> Vec<FindingStory> {
    apart(|| stories(served, status))
}

fn stories(served: &Served, status: &str) -> Vec<FindingStory> {
    let view = served.app().view().unwrap();
    let all = FindingQuery { limit: 500, ..FindingQuery::all(view.today) };
    let rows = view.findings(&all).unwrap().rows;
    let rows = rows.into_iter().filter(|row| row.status.name == status);
    rows.filter_map(|row| view.finding(row.id).unwrap()).collect()
}

/// A problem of a waterworks, which people of the departments have nothing to do with.
fn elsewhere(served: &Served) -> FindingId {
    let of = |story: &FindingStory| story.unit.as_ref().is_some_and(|unit| unit.name == "白鹭水厂");
    findings(served, "rectifying").into_iter().find(of).unwrap().id
}

/// A measure that somebody works on and has told of already.
fn told_before(served: &Served, owner: PersonId) -> String {
    apart(|| {
        let view = served.app().view().unwrap();
        let mine = MeasureQuery { owner: Some(owner), limit: 100, ..MeasureQuery::all(view.today) };
        let open = view.measures(&mine).unwrap().rows.into_iter().filter(|row| row.status.name == "open");
        let mut stories = open.filter_map(|row| view.measure(row.id).unwrap());
        stories.find(|story| !story.progress.is_empty()).unwrap().statement
    })
}

#[tokio::test]
async fn the_administrator_opens_an_account_and_touches_no_problem() {
    let (served, user) = morning(Role::Administrator).await;
    leads_to(&user, &["系统管理"]).await;
    user.press("系统管理").await;
    user.press("账号和角色").await;
    user.choose("人员", "田雨禾（综合管理部）").await;
    user.fill("登录名", "tian").await;
    user.press("开账号，生成设密码的链接").await;
    user.see("只显示这一次").await;
    let link = user.execute("return document.querySelector('main .hash').textContent", json!([])).await;
    let link = link.as_str().unwrap().strip_prefix(&served.origin).expect("it leads here").to_owned();
    let problem = format!("/findings/{}", elsewhere(&served));
    kept_from(&user, &["/import", "/dashboard", "/look-back", &problem]).await;
    user.press(&served.cast(Role::Administrator).name).await;
    user.press("退出登录").await;
    user.pass("/findings").await;

    user.open(&link).await;
    user.fill("新密码", "白鹭洲上有三片云飘过").await;
    user.fill("再填一次", "白鹭洲上有三片云飘过").await;
    user.press("设置密码并进入").await;
    user.see("等我办的事").await;
    user.press("田雨禾").await;
    user.press("退出登录").await;
    user.fill("登录名", "tian").await;
    user.fill("密码", "白鹭洲上有两片云飘过").await;
    user.press("登录").await;
    user.see("登录名、密码或验证码不对").await;
    user.fill("密码", "白鹭洲上有三片云飘过").await;
    user.press("登录").await;
    user.see("等我办的事").await;
}

#[tokio::test]
async fn the_office_sorts_drafts_together_and_runs_no_system() {
    let (served, user) = morning(Role::Office).await;
    leads_to(&user, &["录入材料", "总览", "回头看"]).await;
    let drafts = findings(&served, "draft");
    user.press("台账").await;
    user.press("草稿").await;
    for draft in &drafts[..2] {
        user.tick(&format!("选择 {}", draft.id)).await;
    }
    user.see("已选 2").await;
    user.choose("怎么办", "改方面").await;
    user.fill("方面改为", "应急管理").await;
    user.fill("说明", "与检查组商定").await;
    user.press("批量办理").await;
    user.see("办好了").await;
    for draft in &drafts[..2] {
        let story = apart(|| served.app().view().unwrap().finding(draft.id).unwrap().unwrap());
        assert_eq!(story.aspect.as_deref(), Some("应急管理"));
    }
    user.fill("文字", "消防").await;
    user.see("文字：消防").await;
    kept_from(&user, &["/administration", "/administration/accounts"]).await;
}

#[tokio::test]
async fn the_lead_sees_the_whole_and_what_stands_behind_a_number() {
    let (served, user) = morning(Role::Lead).await;
    leads_to(&user, &["总览"]).await;
    user.press("总览").await;
    user.see("未销号问题在哪里").await;
    user.press_beside("逾期、漏报、退回、反弹", "红灯").await;
    user.see("整改台账").await;
    user.see("共").await;
    assert!(user.address().await.starts_with("/findings?"), "{}", user.address().await);
    let submitted = format!("/findings/{}/verify", findings(&served, "submitted")[0].id);
    kept_from(&user, &["/import", "/administration", "/campaigns/C1/publish", &submitted]).await;
}

#[tokio::test]
async fn the_owner_is_told_of_words_that_were_said_before_and_sees_nothing_of_others() {
    let (served, user) = morning(Role::Owner).await;
    leads_to(&user, &[]).await;
    let measure = told_before(&served, served.cast(Role::Owner).person);
    user.press_beside(&measure, "报进展").await;
    user.see("上次报的").await;
    let last = user.execute("return document.querySelector('.last .said').textContent", json!([])).await;
    user.fill("这次做了什么", last.as_str().unwrap()).await;
    user.press("报送").await;
    user.see("没有办成").await;
    user.tick("仍然报送").await;
    user.press("报送").await;
    user.see("办好了").await;

    let others = format!("/findings/{}", elsewhere(&served));
    kept_from(&user, &["/import", "/dashboard", "/administration", "/look-back", &others]).await;
}

#[tokio::test]
async fn the_verifier_sends_back_with_a_reason_and_strikes_nothing_off() {
    let (served, user) = morning(Role::Verifier).await;
    leads_to(&user, &["验收", "总览", "回头看"]).await;
    let waiting = findings(&served, "submitted").into_iter().find(|story| story.verifications.is_empty()).unwrap();
    user.press("验收").await;
    user.press_beside(&waiting.statement, "去验收").await;
    user.tick("部分整改").await;
    user.fill("退回理由", "只有照片，没有测试记录，请补近一个月的记录。").await;
    user.press("退回整改").await;
    user.see("办好了").await;
    user.open(&format!("/findings/{}", waiting.id)).await;
    user.see("只有照片，没有测试记录").await;
    let forms = user.execute("return [...document.forms].map((form) => form.getAttribute('action'))", json!([])).await;
    assert!(!forms.to_string().contains("/close"), "{forms}");
    kept_from(&user, &["/import", "/administration", "/campaigns/C1/publish"]).await;
}

#[tokio::test]
async fn the_inspector_draws_a_sample_that_anybody_can_draw_again() {
    let (_served, user) = morning(Role::Inspector).await;
    leads_to(&user, &["总览", "回头看"]).await;
    user.open("/campaigns/C1/samples").await;
    user.fill("抽几个", "2").await;
    user.press("抽查").await;
    user.see("自己重算一遍").await;
    user.see("个里抽 2 个").await;
    user.press("日志").await;
    user.see("日志").await;
    kept_from(&user, &["/import", "/administration", "/campaigns/C1/publish"]).await;
}

/// Filters change only parts of a page, and what leads on from elsewhere in it must change with them.
#[tokio::test]
async fn what_leads_on_from_a_list_takes_its_filters_along() {
    let (_served, user) = morning(Role::Inspector).await;
    let lists = [
        ("/findings", "文字：abc", "/findings/export?format=csv&text=abc"),
        ("/measures", "共 0 项措施", "/measures/export?text=abc"),
    ];
    for (list, shown, on) in lists {
        user.open(list).await;
        user.fill("文字", "abc").await;
        user.see(shown).await;
        leads_on(&user, on).await;
    }
    user.open("/look-back").await;
    let choose = "const [list] = document.getElementsByName('campaign'); list.value = 'C1'; \
                  list.dispatchEvent(new Event('input', { bubbles: true }))";
    user.execute(choose, json!([])).await;
    user.see("随机抽查").await;
    leads_on(&user, "/look-back?when=soon&campaign=C1").await;
    leads_on(&user, "/campaigns/C1/samples").await;
}

/// Something on the page, which was not loaded anew, leads to `address`.
async fn leads_on(user: &User, address: &str) {
    let script = "return [performance.getEntriesByType('navigation')[0].name, \
                  ...[...document.querySelectorAll('main a')].map((way) => way.getAttribute('href'))]";
    let ways = user.execute(script, json!([])).await;
    let ways: Vec<&str> = ways.as_array().unwrap().iter().filter_map(|way| way.as_str()).collect();
    assert!(!ways[0].contains('?'), "the page was loaded anew: {}", ways[0]);
    let fields =
        |way: &str| -> std::collections::BTreeSet<String> { way.split(['?', '&']).map(str::to_owned).collect() };
    assert!(ways.iter().any(|way| fields(way) == fields(address)), "no {address}: {ways:?}");
}

#[tokio::test]
async fn the_member_reads_what_the_unit_promised_and_changes_nothing() {
    let (served, user) = morning(Role::Member).await;
    leads_to(&user, &[]).await;
    user.press("台账").await;
    user.see("整改台账").await;
    user.miss("导出").await;
    user.miss("选择 F").await;
    let others = format!("/findings/{}", elsewhere(&served));
    kept_from(&user, &["/import", "/dashboard", "/administration", "/look-back", &others]).await;
}

#[tokio::test]
async fn the_visitor_is_asked_to_sign_in_and_reads_what_is_published() {
    let served = Served::demo();
    let user = User::of(&served.origin).arrive().await;
    for address in ["/", "/findings", "/dashboard", "/papers/D1", "/administration"] {
        user.open(address).await;
        user.see("本系统不得录入涉密信息").await;
    }
    user.press("公开页").await;
    user.see("整改公开").await;
    user.press("核对回执").await;
    user.see("不用本系统核对").await;
    assert_eq!(user.execute("return document.querySelectorAll('nav.broad').length", json!([])).await, 0);
}
