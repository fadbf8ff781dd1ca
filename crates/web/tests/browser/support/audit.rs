//! Whether everybody can use a page: axe-core's rules, and what we ask of every page beyond them.

use serde_json::{Value, json};

use super::chromium::Chromium;
use super::files::axe;
use super::user::{Device, User, blocking};

/// What is wrong with a page, a sentence each.
pub type Faults = Vec<String>;

/// How much is asked of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// That it fits into a narrow window.
    Width,
    /// Rules of axe in both themes, labels, ids, targets and width too.
    Rules,
    /// A walk by Tab through all of it too.
    Whole,
}

/// The narrowest window that pages must fit into (WCAG 1.4.10).
const NARROWEST: u32 = 320;
/// More stops than a page has; the walk ends before.
const STOPS: usize = 1500;

impl User {
    /// Fails with everything that is wrong with the page as it now is.
    pub async fn audit(&self) {
        let faults = self.faults().await;
        assert!(faults.is_empty(), "{} is not for everybody:\n{}", self.address().await, faults.join("\n"));
    }

    /// Everything that is wrong with the page as it now is: rules of axe in light and dark, labels, ids, targets, width, focus.
    pub async fn faults(&self) -> Faults {
        self.faults_of(Depth::Whole).await
    }

    /// As much of it as is asked.
    pub async fn faults_of(&self, depth: Depth) -> Faults {
        assert!(self.visit.scripts, "axe is a script: audit with scripts on");
        let chromium = std::sync::Arc::clone(&self.chromium);
        let device = self.visit.device;
        blocking(move || examine(&chromium, device, depth))
            .await
            .unwrap_or_else(|error| panic!("the audit itself failed: {error}"))
    }
}

fn examine(chromium: &Chromium, device: Device, depth: Depth) -> Result<Faults, String> {
    if depth == Depth::Width {
        return width(chromium, device);
    }
    let mut faults = rules(
        chromium,
        &json!({"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}),
    )?;
    let least = if device == Device::Phone { 44 } else { 24 };
    let ours = chromium.execute(include_str!("checks.js"), &json!([least]))?;
    faults.extend(sentences(&ours));

    let theme = set(chromium, "theme", "dark")?;
    let dark = rules(chromium, &json!({"type": "rule", "values": ["color-contrast"]}))?;
    faults.extend(dark.into_iter().map(|fault| format!("in the dark theme: {fault}")));
    set(chromium, "theme", &theme)?;

    faults.extend(width(chromium, device)?);
    if depth == Depth::Whole {
        faults.extend(focus(chromium)?);
    }
    Ok(faults)
}

/// Violations of axe's rules.
fn rules(chromium: &Chromium, which: &Value) -> Result<Faults, String> {
    // The source is a script of its own; it leaves `axe` in the window.
    chromium.execute(&format!("if (!window.axe) {{ {}\n }}", axe()), &json!([]))?;
    let script = "const [which, done] = arguments; \
        axe.run(document, { runOnly: which, resultTypes: ['violations'] }).then( \
        ({ violations }) => done(violations.flatMap((rule) => rule.nodes.map((node) => \
        `${node.target.join(' ')}: ${rule.help} (${rule.id}) ${node.failureSummary.replace(/\\s+/g, ' ')}`))), \
        (error) => done([`axe failed: ${error}`]));";
    let found = chromium.call("POST", "/execute/async", &json!({"script": script, "args": [which]}))?;
    Ok(sentences(&found))
}

/// Nothing may have to be moved sideways, with letters of either size.
fn width(chromium: &Chromium, device: Device) -> Result<Faults, String> {
    let mut faults = Vec::new();
    chromium.resize(device, NARROWEST);
    for size in ["normal", "large"] {
        let before = set(chromium, "type", size)?;
        let script = "const wide = document.documentElement.scrollWidth; if (wide <= innerWidth) return []; \
            const past = [...document.querySelectorAll('main *, header *, footer *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1 \
            && element.checkVisibility()).sort((one, other) => other.children.length === 0 ? 1 : -1); \
            return [`is ${wide} px wide in a window of ${innerWidth}: ${past.slice(0, 3).map((element) => element.outerHTML.slice(0, 90)).join(' … ')}`]";
        let found = chromium.execute(script, &json!([]))?;
        faults.extend(sentences(&found).into_iter().map(|fault| format!("with {size} letters the page {fault}")));
        set(chromium, "type", &before)?;
    }
    chromium.resize(device, device.width());
    Ok(faults)
}

/// Walks through the page by Tab: each stop must show that it is one, and must not be covered.
fn focus(chromium: &Chromium) -> Result<Faults, String> {
    let mut faults = Vec::new();
    chromium.execute("document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)", &json!([]))?;
    let tab = json!({"actions": [{"type": "key", "id": "keys", "actions": [{"type": "keyDown", "value": "\u{e004}"}, {"type": "keyUp", "value": "\u{e004}"}]}]});
    for _ in 0..STOPS {
        chromium.call("POST", "/actions", &tab)?;
        let stop = chromium.execute(include_str!("stop.js"), &json!([]))?;
        faults.extend(sentences(&stop["faults"]));
        if stop["last"] == true {
            return Ok(faults);
        }
    }
    faults.push(format!("Tab never comes to an end within {STOPS} stops"));
    Ok(faults)
}

/// Sets a choice of looks on the root, and says what it was.
fn set(chromium: &Chromium, name: &str, value: &str) -> Result<String, String> {
    let script = "const [name, value] = arguments; const { dataset } = document.documentElement; const before = dataset[name] ?? ''; dataset[name] = value; return before";
    let before = chromium.execute(script, &json!([name, value]))?;
    Ok(before.as_str().unwrap_or_default().to_owned())
}

fn sentences(value: &Value) -> Faults {
    value.as_array().into_iter().flatten().filter_map(|sentence| sentence.as_str().map(ToOwned::to_owned)).collect()
}
