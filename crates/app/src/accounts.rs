//! stub
use crate::access::Role;
use crate::{App, Failure, View};
use jiff::Timestamp;
use ledger::{PersonId, UnitId};
/// S
#[derive(Debug, Clone)]
pub struct Session {
    /// .
    pub id: String,
    /// .
    pub person: PersonId,
    /// .
    pub login: String,
    /// .
    pub since: Timestamp,
    /// .
    pub seen: Timestamp,
    /// .
    pub from: String,
    /// .
    pub csrf: String,
}
impl App {
    /// .
    ///
    /// # Errors
    /// .
    pub fn session(&self, _token: &str) -> Result<Option<Session>, Failure> {
        Ok(None)
    }
}
impl View<'_> {
    /// .
    ///
    /// # Errors
    /// .
    pub fn roles_of(&self, _person: PersonId) -> Result<Vec<(Role, Option<UnitId>)>, Failure> {
        Ok(Vec::new())
    }
}
