//! Styles, scripts and pictures, embedded. Their addresses hold a digest, so that browsers keep them for good.

use std::hash::{DefaultHasher, Hash, Hasher};

/// One file of them.
pub struct Asset {
    /// Its name.
    pub name: &'static str,
    /// Its media type.
    pub kind: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Its address.
    pub address: String,
}

/// All of them.
pub struct Assets(Vec<Asset>);

/// The style sheet's parts, in the order in which they are joined: later ones refine earlier ones.
const STYLES: [&str; 6] = [
    include_str!("../assets/css/tokens.css"),
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/layout.css"),
    include_str!("../assets/css/components.css"),
    include_str!("../assets/css/pages.css"),
    include_str!("../assets/css/print.css"),
];

impl Assets {
    /// Joins and addresses them.
    #[must_use]
    pub fn new() -> Self {
        Self(vec![
            asset("app.css", "text/css; charset=utf-8", STYLES.concat()),
            asset("app.js", "text/javascript; charset=utf-8", include_str!("../assets/app.js").to_owned()),
            asset("verify.js", "text/javascript; charset=utf-8", include_str!("../assets/verify.js").to_owned()),
            asset("icon.svg", "image/svg+xml", include_str!("../assets/icon.svg").to_owned()),
        ])
    }

    /// The file of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.0.iter().find(|asset| asset.name == name)
    }

    /// The address of the file of this name.
    #[must_use]
    pub fn address(&self, name: &str) -> &str {
        self.get(name).map_or("", |asset| &asset.address)
    }
}

impl Default for Assets {
    fn default() -> Self {
        Self::new()
    }
}

fn asset(name: &'static str, kind: &'static str, text: String) -> Asset {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let address = format!("/assets/{name}?{:016x}", hasher.finish());
    Asset { name, kind, bytes: text.into_bytes(), address }
}
