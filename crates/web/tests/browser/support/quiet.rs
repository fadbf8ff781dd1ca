//! What a browser did behind its user's back: requests to others, errors in the console.

use serde_json::Value;

use super::chromium::Chromium;

/// Everything of it since it was last asked, in sentences.
pub fn disturbances(chromium: &Chromium, origin: &str) -> Vec<String> {
    let mut documents = Vec::new();
    let mut found = Vec::new();
    for event in chromium.log("performance").iter().filter_map(event) {
        if event["method"] != "Network.requestWillBeSent" {
            continue;
        }
        let url = event["params"]["request"]["url"].as_str().unwrap_or_default();
        if event["params"]["type"] == "Document" {
            documents.push(url.to_owned());
        }
        let own = url.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']));
        if !own
            && !["data:", "blob:", "about:", "chrome:", "chrome-extension:"]
                .iter()
                .any(|scheme| url.starts_with(scheme))
        {
            found.push(format!("asked another host: {url} (from {})", event["params"]["documentURL"]));
        }
    }
    for entry in chromium.log("browser") {
        let message = entry["message"].as_str().unwrap_or_default();
        // A page that answers 403 or 404 with words is no error of the page.
        let answer = entry["source"] == "network" && documents.iter().any(|url| message.starts_with(&**url));
        if entry["level"] == "SEVERE" && !answer {
            found.push(format!("error in the console: {message}"));
        }
    }
    found
}

fn event(entry: &Value) -> Option<Value> {
    let mut told: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
    Some(told["message"].take())
}
