//! Fields of what is corrected: what each says, what was sent of it, and whether somebody changed it meanwhile.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::call::Call;

/// A field of the form.
pub struct Field {
    /// Its name, and its id in the page.
    pub name: String,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it.
    pub wrong: Option<String>,
}

impl Field {
    /// One that nobody else can have changed.
    #[must_use]
    pub fn plain(call: &Call<'_>, name: &str, value: &str) -> Self {
        let form = call.form();
        let value = if form.has(name) { form.get(name) } else { value };
        Self { name: name.to_owned(), value: value.to_owned(), wrong: None }
    }
}

/// The fields of one item, as the ledger has them and as they were sent.
pub struct Fields {
    /// The item's id: fields are called `F3.statement`.
    pub of: String,
    /// The number of the item's last entry.
    version: u64,
    /// Each by its last name, with what the ledger says.
    now: Vec<(&'static str, String)>,
    /// What was sent, where something was changed in it.
    sent: Option<Vec<String>>,
    /// Whether somebody else changed the item since the form was shown.
    pub crossed: bool,
}

impl Fields {
    /// Compares what was sent with what was shown before.
    #[must_use]
    pub fn new(call: &Call<'_>, of: String, version: u64, now: Vec<(&'static str, String)>) -> Self {
        let form = call.form();
        let name = |field: &str| format!("{of}.{field}");
        let whole = now.iter().all(|(field, _)| form.has(&name(field)));
        let sent: Vec<String> = now.iter().map(|(field, _)| form.get(&name(field)).to_owned()).collect();
        let base = form.get(&name("base"));
        let (shown, print) = base.split_once('-').unwrap_or_default();
        let touched = whole && print != fingerprint(&sent);
        let crossed = touched && shown != version.to_string();
        Self { version, now, sent: touched.then_some(sent), crossed, of }
    }

    /// Whether something was changed in them.
    #[must_use]
    pub const fn touched(&self) -> bool {
        self.sent.is_some()
    }

    /// What a field is to say.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        let Some(at) = self.now.iter().position(|(known, _)| *known == field) else { return "" };
        let sent = self.sent.as_ref().and_then(|sent| sent.get(at));
        sent.map_or_else(|| self.now.get(at).map_or("", |(_, value)| value.as_str()), String::as_str)
    }

    /// A field, to be shown.
    #[must_use]
    pub fn field(&self, field: &str, wrong: Option<String>) -> Field {
        Field { name: format!("{}.{field}", self.of), value: self.value(field).to_owned(), wrong }
    }

    /// What the form sends back, so that it is known what it showed.
    #[must_use]
    pub fn base(&self) -> String {
        // As it is sent back: without spaces around it.
        let now: Vec<String> =
            self.now.iter().map(|(_, value)| value.replace("\r\n", "\n").trim().to_owned()).collect();
        format!("{}-{}", self.version, fingerprint(&now))
    }
}

fn fingerprint(values: &[String]) -> String {
    let mut hasher = DefaultHasher::new();
    values.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
