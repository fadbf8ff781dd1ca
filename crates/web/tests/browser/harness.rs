//! The harness finds what it is there to find: each page here has one fault.

use crate::support::gallery::serve;
use crate::support::{Device, User};

const PAGES: &[(&str, &str)] = &[
    ("/good", "<h1>好</h1><p>没有毛病。</p><a href=\"/good\">再来</a>"),
    ("/foreign", "<h1>外</h1><p>说</p><img alt=\"\" src=\"http://127.0.0.1:9/pixel.png\">"),
    ("/inline", "<h1>内</h1><p style=\"color: red\">红</p>"),
    ("/ids", "<h1>重</h1><p id=\"a\">一</p><p id=\"a\">二</p>"),
    ("/label", "<h1>标</h1><input type=\"text\" name=\"x\">"),
    (
        "/wide",
        "<h1>宽</h1><table><tbody><tr><td>一二三四五六七八九十</td><td>一二三四五六七八九十</td><td>一二三四五六七八九十</td><td>WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW</td><td>WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW</td></tr></tbody></table>",
    ),
    ("/headings", "<h1>跳</h1><h4>四</h4>"),
    (
        "/two",
        "<h1>二</h1><ul><li>甲 <a href=\"/good\">办理</a></li><li>乙 <a href=\"/two\">办理</a></li></ul>\
        <form><p>甲 <label><input type=\"radio\" name=\"a\"> 通过</label></p><p>乙 <label><input type=\"radio\" name=\"b\"> 通过</label></p></form>",
    ),
    (
        "/form",
        "<h1>表</h1><form method=\"get\" action=\"/form\"><label for=\"t\">措施<span class=\"need\">必填</span></label><textarea id=\"t\" name=\"t\"></textarea>\
        <label for=\"d\">时限</label><input type=\"date\" id=\"d\" name=\"d\"><label for=\"u\">单位</label><select id=\"u\" name=\"u\"><option>甲</option><option>乙</option></select>\
        <label><input type=\"radio\" name=\"r\" value=\"1\"> 通过</label><label for=\"f\">佐证</label><input type=\"file\" id=\"f\" name=\"f\"><button>送</button></form><p>收到 {query}</p>",
    ),
];

async fn faults(path: &str) -> Vec<String> {
    let user = User::of(&serve(PAGES).await).arrive().await;
    user.open(path).await;
    let faults = user.faults().await;
    let _ = user.disturbances().await;
    faults
}

#[tokio::test]
async fn a_good_page_has_no_faults() {
    assert_eq!(faults("/good").await, Vec::<String>::new());
}

#[tokio::test]
async fn faults_are_told_with_their_places() {
    let expected = [
        ("/inline", "has the attribute style"),
        ("/ids", "the id “a” stands twice"),
        ("/label", "a field without a label"),
        ("/wide", "px wide in a window of 320"),
        ("/headings", "(heading-order)"),
    ];
    for (path, sentence) in expected {
        let found = faults(path).await;
        assert!(
            found.iter().any(|fault| fault.contains(sentence)),
            "{path} should say “{sentence}”, but says {found:?}"
        );
    }
}

#[tokio::test]
async fn a_hidden_focus_is_seen() {
    let user = User::of(&serve(PAGES).await).arrive().await;
    user.open("/good").await;
    let script = "const sheet = new CSSStyleSheet(); sheet.replaceSync('a { outline: none !important }'); document.adoptedStyleSheets = [sheet]";
    user.execute(script, serde_json::json!([])).await;
    let found = user.faults().await;
    assert!(found.iter().any(|fault| fault.contains("does not show that it has the focus")), "{found:?}");
}

#[tokio::test]
async fn requests_to_others_and_errors_are_told() {
    let user = User::of(&serve(PAGES).await).arrive().await;
    user.open("/good").await;
    assert_eq!(user.disturbances().await, Vec::<String>::new());
    user.open("/foreign").await;
    let told = user.disturbances().await;
    assert!(told.iter().any(|fault| fault.contains("127.0.0.1:9")), "{told:?}");
    user.execute("setTimeout(() => { throw new Error('broken') })", serde_json::json!([])).await;
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let told = user.disturbances().await;
    assert!(told.iter().any(|fault| fault.contains("broken")), "{told:?}");
}

#[tokio::test]
async fn a_form_is_filled_by_its_words_with_and_without_scripts() {
    let origin = serve(PAGES).await;
    let file = tempfile::Builder::new().prefix("proof").suffix(".txt").tempfile().unwrap();
    for visit in [User::of(&origin), User::of(&origin).on(Device::Phone).without_scripts()] {
        let user = visit.arrive().await;
        user.open("/form").await;
        user.fill("措施", "abc").await;
        user.fill("时限", "2025-12-31").await;
        user.choose("单位", "乙").await;
        user.tick("通过").await;
        user.upload("佐证", &[file.path()]).await;
        assert_eq!(user.value("措施").await, "abc");
        user.press("送").await;
        user.see("收到 t=abc&d=2025-12-31&u=%E4%B9%99&r=1&f=proof").await;
    }
}

#[tokio::test]
async fn of_two_the_one_beside_the_words_is_pressed() {
    let user = User::of(&serve(PAGES).await).arrive().await;
    user.open("/two").await;
    user.tick_beside("乙", "通过").await;
    assert_eq!(user.execute("return document.querySelector(':checked').name", serde_json::json!([])).await, "b");
    user.press_beside("甲", "办理").await;
    user.see("没有毛病").await;
}

#[tokio::test]
async fn language_size_and_pictures_are_as_asked() {
    let origin = serve(PAGES).await;
    for device in Device::ALL {
        let user = User::of(&origin).on(device).in_english().arrive().await;
        user.open("/good").await;
        let seen = user.execute("return [innerWidth, navigator.language]", serde_json::json!([])).await;
        assert_eq!(seen, serde_json::json!([device.width(), "en"]));
        user.photograph("harness").await;
    }
}
