//! The views of the ledger that somebody keeps (视图): a name and the filters of an address. They are a convenience of one
//! person and no part of the record, so they stand in the vault.

use ledger::{Bilingual, PersonId};

use crate::{App, Failure};

/// The most views of one person.
const MOST: usize = 20;
/// The longest name, in characters.
const NAME: usize = 20;
/// The longest address, in bytes.
const ADDRESS: usize = 1_000;

impl App {
    /// The views that `person` keeps: name and filters, by name.
    ///
    /// # Errors
    /// The database failed.
    pub fn kept_views(&self, person: PersonId) -> Result<Vec<(String, String)>, Failure> {
        let prefix = prefix(person);
        let kept = self.vault.list(&prefix, self.clock.now())?;
        Ok(kept.into_iter().map(|kept| (kept.name[prefix.len()..].to_owned(), kept.value)).collect())
    }

    /// Keeps filters under a name, in the place of what had it.
    ///
    /// # Errors
    /// The name is empty or too long, the filters are too long, or there are too many; the database failed.
    pub fn keep_view(&self, person: PersonId, name: &str, filters: &str) -> Result<(), Failure> {
        let name = name.trim();
        let kept = self.kept_views(person)?;
        let unfit = if name.is_empty() {
            Some(Bilingual::fixed("没有写视图的名字", "the view has no name"))
        } else if name.chars().count() > NAME || name.chars().any(char::is_control) {
            Some(Bilingual::new(
                format!("视图的名字最多 {NAME} 个字"),
                format!("the name of a view has at most {NAME} characters"),
            ))
        } else if filters.len() > ADDRESS {
            Some(Bilingual::fixed("条件太多，存不下", "there are too many conditions to keep"))
        } else if kept.len() >= MOST && kept.iter().all(|(known, _)| known != name) {
            Some(Bilingual::new(format!("视图最多 {MOST} 个"), format!("at most {MOST} views are kept")))
        } else {
            None
        };
        if let Some(what) = unfit {
            let advice = Bilingual::fixed("改短，或删去用不着的视图", "shorten it, or forget a view that is of no use");
            return Err(Failure::Unfit { what: vec![what], advice });
        }
        Ok(self.vault.put(&(prefix(person) + name), filters, None)?)
    }

    /// Forgets a view.
    ///
    /// # Errors
    /// The database failed.
    pub fn forget_view(&self, person: PersonId, name: &str) -> Result<bool, Failure> {
        Ok(self.vault.delete(&(prefix(person) + name.trim()), self.clock.now())?)
    }
}

fn prefix(person: PersonId) -> String {
    format!("view:{person}:")
}
