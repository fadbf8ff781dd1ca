//! One browser with one window: a session of the driver, in a profile of its own.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::driver::Driver;
use super::files::program;
use super::user::{Device, Visit};

/// The key under which WebDriver hands out elements.
pub const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Quits when it is dropped.
pub struct Chromium {
    driver: Arc<Driver>,
    session: String,
    profile: TempDir,
}

impl Chromium {
    pub fn start(visit: &Visit) -> Self {
        let driver = Driver::shared();
        let profile = tempfile::tempdir().expect("a temporary folder");
        let (language, width, height) = (visit.language, visit.device.width(), visit.device.height());
        let arguments = json!([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--force-prefers-reduced-motion",
            format!("--lang={language}"),
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", profile.path().display()),
        ]);
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"},
            "goog:chromeOptions": {
                "binary": program("chromium"),
                "args": arguments,
                "prefs": {
                    "intl.accept_languages": language,
                    "profile.managed_default_content_settings.javascript": if visit.scripts { 1 } else { 2 },
                },
            },
        }}});
        let begun = driver.call("POST", "/session", &wanted).expect("Chromium starts");
        let session = begun["sessionId"].as_str().expect("a session has an id").to_owned();
        let chromium = Self { driver, session, profile };
        let downloads = json!({"behavior": "allow", "downloadPath": chromium.downloads()});
        chromium.command("Browser.setDownloadBehavior", &downloads).expect("downloads can be allowed");
        chromium.resize(visit.device, visit.device.width());
        chromium
    }

    /// Where files go that pages hand out.
    pub fn downloads(&self) -> PathBuf {
        self.profile.path().join("downloads")
    }

    /// A call about this session.
    pub fn call(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        self.driver.call(method, &format!("/session/{}{path}", self.session), body)
    }

    /// What a script answers.
    pub fn execute(&self, script: &str, arguments: &Value) -> Result<Value, String> {
        self.call("POST", "/execute/sync", &json!({"script": script, "args": arguments}))
    }

    /// A command of Chrome's own protocol.
    pub fn command(&self, name: &str, parameters: &Value) -> Result<Value, String> {
        self.call("POST", "/goog/cdp/execute", &json!({"cmd": name, "params": parameters}))
    }

    /// As wide as this, as if the device were.
    pub fn resize(&self, device: Device, width: u32) {
        let metrics = json!({"width": width, "height": device.height(), "deviceScaleFactor": device.scale(), "mobile": device == Device::Phone});
        self.command("Emulation.setDeviceMetricsOverride", &metrics).expect("a window can be resized");
    }

    /// All entries of a log since it was last asked.
    pub fn log(&self, kind: &str) -> Vec<Value> {
        let mut entries = self.call("POST", "/se/log", &json!({"type": kind})).expect("the log can be read");
        entries.as_array_mut().map(std::mem::take).expect("the log is a list")
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.call("DELETE", "", &Value::Null);
    }
}
