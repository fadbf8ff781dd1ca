//! Somebody before the screen. Each step waits until the page is ready for it, and fails with what is there instead.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::chromium::{Chromium, ELEMENT};
use super::files::{target, unbase64};
use super::quiet::disturbances;

/// How long a step waits before it fails.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the pages are looked at with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// 1280 × 900.
    Desktop,
    /// 390 × 844.
    Phone,
}

/// Who comes, with what.
pub struct Visit {
    pub origin: String,
    pub device: Device,
    pub language: &'static str,
    pub scripts: bool,
}

/// Somebody before the screen.
pub struct User {
    pub(super) chromium: Arc<Chromium>,
    pub(super) visit: Visit,
}

impl Device {
    pub const ALL: [Self; 2] = [Self::Desktop, Self::Phone];

    pub const fn width(self) -> u32 {
        match self {
            Self::Desktop => 1280,
            Self::Phone => 390,
        }
    }

    pub const fn height(self) -> u32 {
        match self {
            Self::Desktop => 900,
            Self::Phone => 844,
        }
    }

    pub const fn scale(self) -> u32 {
        match self {
            Self::Desktop => 1,
            Self::Phone => 2,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Phone => "phone",
        }
    }
}

impl Visit {
    pub fn on(self, device: Device) -> Self {
        Self { device, ..self }
    }

    pub fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }

    pub fn in_english(self) -> Self {
        Self { language: "en", ..self }
    }

    /// Opens the browser.
    pub async fn arrive(self) -> User {
        blocking(move || User { chromium: Arc::new(Chromium::start(&self)), visit: self }).await
    }
}

impl User {
    /// Of the pages at `origin`, as `http://127.0.0.1:8080`: at a desk, in Chinese, with scripts, unless told otherwise.
    pub fn of(origin: &str) -> Visit {
        let origin = origin.trim_end_matches('/').to_owned();
        Visit { origin, device: Device::Desktop, language: "zh-CN", scripts: true }
    }

    /// Goes to an address of the origin, as `/findings`.
    pub async fn open(&self, path: &str) {
        let url = format!("{}{path}", self.visit.origin);
        self.ask("POST", "/url", json!({"url": url}))
            .await
            .unwrap_or_else(|error| panic!("{url} does not open: {error}"));
    }

    /// Puts a choice of looks, or another cookie, into the browser.
    pub async fn wear(&self, name: &str, value: &str) {
        let cookie = json!({"cookie": {"name": name, "value": value, "path": "/"}});
        self.ask("POST", "/cookie", cookie).await.expect("a cookie can be put");
    }

    /// Takes it out again.
    pub async fn unwear(&self, name: &str) {
        self.ask("DELETE", &format!("/cookie/{name}"), Value::Null).await.expect("a cookie can be taken out");
    }

    /// With which status the page came.
    pub async fn status(&self) -> u64 {
        let script = "return performance.getEntriesByType('navigation')[0].responseStatus";
        self.execute(script, json!([])).await.as_u64().unwrap_or_default()
    }

    /// Waits until the page is none of those whose address begins so.
    pub async fn pass(&self, address: &str) {
        let begun = Instant::now();
        while self.address().await.starts_with(address) {
            assert!(
                begun.elapsed() < PATIENCE,
                "still at {}, which says:\n{}",
                self.address().await,
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until these words are on the page.
    pub async fn see(&self, words: &str) {
        self.until(&format!("see “{words}”"), |text| text.contains(words)).await;
    }

    /// Waits until these words are not on the page.
    pub async fn miss(&self, words: &str) {
        self.until(&format!("miss “{words}”"), |text| !text.contains(words)).await;
    }

    async fn until(&self, what: &str, holds: impl Fn(&str) -> bool) {
        let begun = Instant::now();
        loop {
            let text = self.text().await;
            if holds(&text) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "cannot {what} at {}, which says:\n{text}", self.address().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// All that can be read on the page.
    pub async fn text(&self) -> String {
        let text = self
            .execute("return document.body ? document.body.innerText.replace(/[^\\S\\n]+/g, ' ') : ''", json!([]))
            .await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Presses the link or button that says these words.
    pub async fn press(&self, words: &str) {
        self.click("press", words, None).await;
    }

    /// Presses the link or button that says `words`, of several the one nearest to the words `beside`.
    pub async fn press_beside(&self, beside: &str, words: &str) {
        self.click("press", words, Some(beside)).await;
    }

    /// Ticks the box, or picks the answer, of this label.
    pub async fn tick(&self, label: &str) {
        self.click("option", label, None).await;
    }

    /// The same of several, the one nearest to the words `beside`.
    pub async fn tick_beside(&self, beside: &str, label: &str) {
        self.click("option", label, Some(beside)).await;
    }

    async fn click(&self, kind: &str, words: &str, beside: Option<&str>) {
        let element = self.find(kind, words, beside).await;
        let clicked = self.ask("POST", &format!("/element/{element}/click"), json!({})).await;
        clicked.unwrap_or_else(|error| panic!("“{words}” cannot be pressed: {error}"));
    }

    /// Writes into the field of this label, in place of what stood there.
    pub async fn fill(&self, label: &str, text: &str) {
        self.write(label, None, text).await;
    }

    /// The same of several, the one nearest to the words `beside`.
    pub async fn fill_beside(&self, beside: &str, label: &str, text: &str) {
        self.write(label, Some(beside), text).await;
    }

    async fn write(&self, label: &str, beside: Option<&str>, text: &str) {
        let element = self.find("field", label, beside).await;
        let script = "const [field] = arguments; field.scrollIntoView({ block: 'center' }); return field.type";
        let kind = self.execute(script, json!([{ ELEMENT: element }])).await;
        if ["date", "month", "datetime-local", "time"].iter().any(|known| kind == *known) {
            // What is typed there depends on the language of the browser.
            let script = "const [field, text] = arguments; field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); field.dispatchEvent(new Event('change', { bubbles: true }))";
            self.execute(script, json!([{ ELEMENT: element }, text])).await;
            return;
        }
        self.ask("POST", &format!("/element/{element}/clear"), json!({}))
            .await
            .unwrap_or_else(|error| panic!("{label}: {error}"));
        self.send(&element, text).await;
    }

    /// Chooses an entry of the list of this label.
    pub async fn choose(&self, label: &str, entry: &str) {
        let element = self.find("field", label, None).await;
        let script = "const [list, entry] = arguments; const tidy = (text) => text.replace(/\\s+/g, ' ').trim(); \
                      return [...list.options].find((option) => tidy(option.text) === entry) ?? [...list.options].map((option) => tidy(option.text)).join(' | ')";
        let option = self.execute(script, json!([{ ELEMENT: element }, entry])).await;
        let id = option[ELEMENT].as_str().unwrap_or_else(|| panic!("{label} has no entry “{entry}”, but {option}"));
        self.ask("POST", &format!("/element/{id}/click"), json!({}))
            .await
            .unwrap_or_else(|error| panic!("{label}: {error}"));
    }

    /// Hands files to the file field of this label.
    pub async fn upload(&self, label: &str, files: &[&Path]) {
        let element = self.find("field", label, None).await;
        let paths: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
        self.send(&element, &paths.join("\n")).await;
    }

    /// Presses what says these words, and waits for the file that comes.
    pub async fn download(&self, words: &str) -> PathBuf {
        let before = self.downloads();
        self.press(words).await;
        let begun = Instant::now();
        loop {
            let ended = |file: &&PathBuf| file.extension().is_none_or(|kind| kind != "crdownload");
            if let Some(file) = self.downloads().difference(&before).find(ended) {
                return file.clone();
            }
            assert!(begun.elapsed() < PATIENCE, "at {}: “{words}” brings no file", self.address().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn downloads(&self) -> BTreeSet<PathBuf> {
        let files = std::fs::read_dir(self.chromium.downloads()).into_iter().flatten();
        files.filter_map(|file| Some(file.ok()?.path())).collect()
    }

    /// What stands in the field of this label.
    pub async fn value(&self, label: &str) -> String {
        let element = self.find("field", label, None).await;
        let value = self.execute("return arguments[0].value", json!([{ ELEMENT: element }])).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    async fn send(&self, element: &str, text: &str) {
        let sent = self.ask("POST", &format!("/element/{element}/value"), json!({"text": text})).await;
        sent.unwrap_or_else(|error| panic!("“{text}” cannot be written: {error}"));
    }

    /// Presses keys one after the other, as `["g", "h"]`; special ones by their WebDriver characters, as `"\u{e004}"` for Tab.
    pub async fn keys(&self, keys: &[&str]) {
        let actions: Vec<Value> =
            keys.iter().flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({"type": kind, "value": key}))).collect();
        let body = json!({"actions": [{"type": "key", "id": "keys", "actions": actions}]});
        self.ask("POST", "/actions", body).await.expect("keys can be pressed");
    }

    /// Where the browser is, without the origin.
    pub async fn address(&self) -> String {
        let url = self.ask("GET", "/url", Value::Null).await.unwrap_or_default();
        let url = url.as_str().unwrap_or_default();
        url.strip_prefix(&self.visit.origin).unwrap_or(url).to_owned()
    }

    /// What a script answers; for what nobody can see.
    pub async fn execute(&self, script: &str, arguments: Value) -> Value {
        let (chromium, text) = (Arc::clone(&self.chromium), script.to_owned());
        blocking(move || chromium.execute(&text, &arguments))
            .await
            .unwrap_or_else(|error| panic!("{error}\nin: {script}"))
    }

    /// Puts a picture of the whole page into `target/screenshots/<language>/<device>/<name>.png`.
    pub async fn photograph(&self, name: &str) {
        let chromium = Arc::clone(&self.chromium);
        let picture = blocking(move || {
            let size = chromium.command("Page.getLayoutMetrics", &json!({}))?["cssContentSize"].take();
            let clip = json!({"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1});
            chromium.command("Page.captureScreenshot", &json!({"captureBeyondViewport": true, "clip": clip}))
        });
        let picture = picture.await.expect("a picture can be taken");
        self.keep(&format!("{name}.png"), &picture["data"]);
    }

    /// Puts the page as paper, A4, beside the pictures as `<name>.pdf`.
    pub async fn print(&self, name: &str) {
        let body = json!({"page": {"width": 21.0, "height": 29.7}});
        let paper = self.ask("POST", "/print", body).await.expect("a page can be printed");
        self.keep(&format!("{name}.pdf"), &paper);
    }

    /// Shows the page with the styles of paper, so that `see` and `miss` tell what is on it.
    pub async fn as_printed(&self, printed: bool) {
        let chromium = Arc::clone(&self.chromium);
        let media = json!({"media": if printed { "print" } else { "" }});
        blocking(move || chromium.command("Emulation.setEmulatedMedia", &media)).await.expect("media can be emulated");
    }

    fn keep(&self, name: &str, data: &Value) {
        let language = self.visit.language.split('-').next().unwrap_or_default();
        let folder = target().join("screenshots").join(language).join(self.visit.device.name());
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        std::fs::write(folder.join(name), unbase64(data.as_str().expect("data in base64")))
            .expect("a picture can be written");
    }

    /// What was asked of other hosts and what went wrong in the console since the last time; leaving asks as well, and fails.
    pub async fn disturbances(&self) -> Vec<String> {
        let (chromium, origin) = (Arc::clone(&self.chromium), self.visit.origin.clone());
        blocking(move || disturbances(&chromium, &origin)).await
    }

    async fn find(&self, kind: &str, words: &str, beside: Option<&str>) -> String {
        let begun = Instant::now();
        loop {
            let mut answer = self.execute(include_str!("find.js"), json!([kind, words, beside])).await;
            if let Some(element) = answer["found"][ELEMENT].as_str() {
                return element.to_owned();
            }
            let lacks = answer["lacks"].take();
            assert!(begun.elapsed() < PATIENCE, "at {}: {}", self.address().await, lacks.as_str().unwrap_or_default());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub(super) async fn ask(&self, method: &'static str, path: &str, body: Value) -> Result<Value, String> {
        let (chromium, path) = (Arc::clone(&self.chromium), path.to_owned());
        blocking(move || chromium.call(method, &path, &body)).await
    }
}

impl Drop for User {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let found = disturbances(&self.chromium, &self.visit.origin);
        assert!(found.is_empty(), "while the pages were used:\n{}", found.join("\n"));
    }
}

/// The driver's calls block; the server under test may live in the same runtime.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
