//! The design system by itself: contrast of its tokens, and every pattern of `docs/design.md`.

use std::collections::HashMap;

use document::Lang;
use web::assets::Assets;
use web::texts::Texts;

use crate::support::gallery::serve;
use crate::support::{Device, User};

#[tokio::test]
async fn every_pattern_is_for_everybody() {
    let origin = serve(&[]).await;
    for device in Device::ALL {
        let user = User::of(&origin).on(device).arrive().await;
        user.open("/").await;
        user.see("全部组件").await;
        user.photograph("components").await;
        user.audit().await;
    }
}

#[tokio::test]
async fn everything_opens_without_scripts() {
    let origin = serve(&[]).await;
    let user = User::of(&origin).on(Device::Phone).without_scripts().arrive().await;
    user.open("/").await;
    user.press("菜单").await;
    user.press("台账").await;
    user.see("全部组件").await;
    assert_eq!(user.address().await, "/findings");
    user.press("原因 2 条").await;
    user.see("派车单由驾驶员自己补填").await;
    user.choose("责任单位", "综合科").await;
    user.press("筛选").await;
    assert_eq!(user.address().await, "/findings?q=&unit=%E7%BB%BC%E5%90%88%E7%A7%91");
}

#[tokio::test]
async fn filters_take_over_the_table_without_loading_the_page() {
    const LEDGER: &str = "<h1>台账</h1><form class=\"filters\" method=\"get\" action=\"/ledger\" data-refresh>\
        <div class=\"field\"><label for=\"text\">文字</label><input id=\"text\" name=\"text\"></div><button class=\"button\">筛选</button></form>\
        <p class=\"sr\" role=\"status\" data-live-region></p><div id=\"rows\" data-swap><p data-said>问的是 {query}</p></div>";
    let origin = serve(&[("/ledger", LEDGER)]).await;
    let user = User::of(&origin).arrive().await;
    user.open("/ledger").await;
    user.execute("window.same = true", serde_json::json!([])).await;
    user.fill("文字", "abc").await;
    user.see("问的是 text=abc").await;
    assert_eq!(user.address().await, "/ledger?text=abc");
    assert_eq!(user.execute("return window.same === true", serde_json::json!([])).await, true);
    let told =
        user.execute("return document.querySelector('[data-live-region]').textContent", serde_json::json!([])).await;
    assert_eq!(told, "问的是 text=abc");
}

#[tokio::test]
async fn rows_are_selected_all_at_once_and_counted() {
    let origin = serve(&[]).await;
    let user = User::of(&origin).arrive().await;
    user.open("/").await;
    user.miss("批量办理").await;
    user.tick("全选本页").await;
    user.see("1 项已选").await;
    user.see("批量办理").await;
    user.tick("选择 F17").await;
    user.miss("批量办理").await;
}

#[tokio::test]
async fn progress_is_followed_to_its_end() {
    const WAITING: &str = "<h1>导入</h1><div class=\"progress\" data-events=\"/events\"><p data-words role=\"status\">准备</p>\
        <progress max=\"40\" value=\"0\" aria-label=\"进度\"></progress></div>";
    let origin = serve(&[("/import", WAITING), ("/done", "<h1>读完了，去核对</h1>")]).await;
    let user = User::of(&origin).arrive().await;
    user.open("/import").await;
    user.see("读完了，去核对").await;
    assert_eq!(user.address().await, "/done");
}

#[tokio::test]
async fn a_choice_of_looks_is_kept_to() {
    let origin = serve(&[]).await;
    let user = User::of(&origin).arrive().await;
    user.open("/").await;
    let ground =
        "document.documentElement.dataset.theme = arguments[0]; return getComputedStyle(document.body).backgroundColor";
    assert_eq!(user.execute(ground, serde_json::json!(["light"])).await, "rgb(246, 245, 241)");
    assert_eq!(user.execute(ground, serde_json::json!(["dark"])).await, "rgb(20, 23, 24)");
    let size = "document.documentElement.dataset.type = arguments[0]; return getComputedStyle(document.body).fontSize";
    assert_eq!(user.execute(size, serde_json::json!(["normal"])).await, "16px");
    assert_eq!(user.execute(size, serde_json::json!(["large"])).await, "20.8px");
}

/// Everywhere that the frame leads to, for whoever may go everywhere.
const WAYS: [&str; 11] = [
    "home",
    "ledger",
    "import",
    "verify",
    "dashboard",
    "look-back",
    "campaigns",
    "organisation",
    "regulations",
    "log",
    "administration",
];

#[tokio::test]
async fn the_frame_holds_many_ways_in_both_languages() {
    let origin = serve(&[]).await;
    let user = User::of(&origin).arrive().await;
    user.open("/").await;
    let script = "const [lang, type, words] = arguments; Object.assign(document.documentElement, { lang }).dataset.type = type; \
        document.querySelector('.nav ul').innerHTML = words.map((word) => `<li><a href=\"/\">${word}</a></li>`).join(''); \
        const band = document.querySelector('.top > div'); return [band.scrollWidth <= band.clientWidth, band.clientHeight]";
    let texts = Texts::new();
    let words = |lang| WAYS.map(|way| texts.get(lang, &format!("nav-{way}"), &[]));
    let one_row = user.execute(script, serde_json::json!(["zh-CN", "normal", words(Lang::Zh)])).await;
    assert_eq!(one_row, serde_json::json!([true, 56]));
    let two_rows = user.execute(script, serde_json::json!(["en", "normal", words(Lang::En)])).await;
    assert_eq!(two_rows, serde_json::json!([true, 100]));
    let large = user.execute(script, serde_json::json!(["zh-CN", "large", words(Lang::Zh)])).await;
    assert_eq!(large[0], true);
}

#[tokio::test]
async fn paper_has_no_navigation() {
    let origin = serve(&[]).await;
    let user = User::of(&origin).arrive().await;
    user.open("/").await;
    user.print("components").await;
    user.as_printed(true).await;
    user.see("全部组件").await;
    for gone in ["搜索台账", "批量办理", "下一页", "存下再说"] {
        user.miss(gone).await;
    }
    user.as_printed(false).await;
    user.see("下一页").await;
}

#[tokio::test]
async fn keys_lead_through_the_pages() {
    let origin = serve(&[("/quiet", "<h1>安静</h1>")]).await;
    let user = User::of(&origin).arrive().await;
    user.open("/quiet").await;
    user.keys(&["g", "l"]).await;
    user.see("全部组件").await;
    assert_eq!(user.address().await, "/findings");
    user.open("/quiet").await;
    user.keys(&["/"]).await;
    assert_eq!(user.execute("return document.activeElement.id", serde_json::json!([])).await, "q");
    user.open("/quiet").await;
    user.keys(&["?"]).await;
    user.see("去哪里").await;
    user.fill("去哪里", "台账").await;
    user.press("台账 g l").await;
    user.see("全部组件").await;
}

#[test]
fn tokens_contrast_in_both_themes() {
    let tokens = tokens();
    let mut faults = Vec::new();
    let mut pairs = Vec::new();
    for ground in ["paper", "surface", "sunken", "accent-soft"] {
        pairs.extend(
            ["ink", "ink-2", "ink-3", "accent", "accent-deep"].map(|text| (text.to_owned(), ground.to_owned(), 4.5)),
        );
        pairs.push(("edge".to_owned(), ground.to_owned(), 3.0));
    }
    for hue in ["green", "yellow", "red", "blue", "purple", "grey"] {
        let soft = format!("{hue}-soft");
        pairs.extend(
            ["paper", "surface", "sunken", "accent-soft", &soft].map(|ground| (hue.to_owned(), ground.to_owned(), 4.5)),
        );
        pairs.extend(["ink", "ink-2", "ink-3", "accent"].map(|text| (text.to_owned(), soft.clone(), 4.5)));
    }
    let fixed =
        [("on-accent", "accent"), ("on-accent", "accent-deep"), ("on-red", "red"), ("ink", "mark"), ("ink", "mark-on")];
    let top = [("top-ink", "top"), ("top-ink-2", "top"), ("top-ink", "top-line"), ("top-ink-2", "top-line")];
    pairs.extend(fixed.into_iter().chain(top).map(|(text, ground)| (text.to_owned(), ground.to_owned(), 4.5)));
    pairs.extend((0..6).map(|shade| (format!("heat-ink-{shade}"), format!("heat-{shade}"), 4.5)));
    for (text, ground, least) in pairs {
        for (theme, name) in ["light", "dark"].iter().enumerate() {
            let ratio = contrast(tokens[&text][theme], tokens[&ground][theme]);
            if ratio < least {
                faults.push(format!("--{text} on --{ground} is {ratio:.2} in the {name} theme, less than {least}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Each colour with its light and its dark luminance.
fn tokens() -> HashMap<String, [f64; 2]> {
    let assets = Assets::new();
    let text = std::str::from_utf8(&assets.get("app.css").unwrap().bytes).unwrap();
    let declared = text.split(';').filter_map(|declaration| {
        let (name, value) = declaration
            .rsplit_once("--L, ")
            .map(|(before, value)| (before.rsplit("--").next().unwrap_or_default(), value))?;
        let name = name.split(':').next()?.trim();
        let (light, rest) = value.split_once(')')?;
        let dark = rest.split_once("--D, ")?.1.trim_end_matches(')');
        Some((name.to_owned(), [luminance(light)?, luminance(dark)?]))
    });
    let tokens: HashMap<_, _> = declared.collect();
    assert!(tokens.len() > 40, "the tokens are read: {:?}", tokens.keys());
    tokens
}

/// As WCAG 2 defines it.
fn luminance(hex: &str) -> Option<f64> {
    let value = u32::from_str_radix(hex.trim().strip_prefix('#')?, 16).ok()?;
    let [_, red, green, blue] = value.to_be_bytes().map(|byte| {
        let part = f64::from(byte) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue)
}

fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn contrast_is_computed_as_wcag_does() {
    let ratio = |one, other| contrast(luminance(one).unwrap(), luminance(other).unwrap());
    assert!((ratio("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((ratio("#767676", "#ffffff") - 4.54).abs() < 0.01);
}
