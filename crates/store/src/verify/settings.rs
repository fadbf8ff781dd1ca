//! Settings, schema, and the file itself.

use std::collections::BTreeSet;

use tlog::Trust;

use super::{Place, Report};
use crate::engine::sqlite::Sqlite;
use crate::engine::{Connection, Dialect};
use crate::projection;
use crate::schema::{self, FOLD, Meta};
use crate::{Bilingual, StoreError};

/// That settings are what the program writes, and the key the one that is trusted.
pub(super) fn check(
    connection: &dyn Connection,
    meta: &Meta,
    trust: Option<&Trust>,
    report: &mut Report,
) -> Result<(), StoreError> {
    let rows = connection.rows("SELECT key, value FROM meta ORDER BY key", &[], |row| {
        Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned()))
    });
    let Some(rows) = report.note(Place::Settings, rows)? else { return Ok(()) };
    let expected = Meta { fold: FOLD, ..meta.clone() }.rows(schema::known());
    if !rows.iter().map(|(key, value)| (key.as_str(), value)).eq(expected.iter().map(|(key, value)| (*key, value))) {
        report.fault(
            Place::Settings,
            Bilingual::new(
                format!("设置应为 {expected:?}，却是 {rows:?}"),
                format!("settings should be {expected:?} and are {rows:?}"),
            ),
        );
    }
    if let Some(trust) = trust
        && (*trust.log() != meta.key || trust.algorithm() != meta.algorithm)
    {
        let (stated, trusted) = (&meta.key, trust.log());
        report.fault(
            Place::Settings,
            Bilingual::new(
                format!("台账自称的密钥 {stated} 不是可信的密钥 {trusted}"),
                format!("the ledger names the key {stated}, trusted is {trusted}"),
            ),
        );
    }
    Ok(())
}

/// That nothing else stands in the schema, and that the engine finds its file sound. The server of a PostgreSQL database
/// answers for its own files.
pub(super) fn structure(connection: &dyn Connection, report: &mut Report) -> Result<(), StoreError> {
    if connection.dialect() == Dialect::Postgres {
        return Ok(());
    }
    let expected = {
        let fresh = Sqlite::in_memory()?;
        schema::migrate(&fresh, 0)?;
        schema_of(&fresh)?
    };
    let found = schema_of(connection)?;
    for object in expected.symmetric_difference(&found) {
        report.fault(
            Place::Settings,
            Bilingual::new(format!("结构与程序不符：{object}"), format!("the schema is not the program's: {object}")),
        );
    }
    for complaint in connection.rows("PRAGMA integrity_check(20)", &[], |row| Ok(row.text(0)?.to_owned()))? {
        if complaint != "ok" {
            report.fault(
                Place::Database,
                Bilingual::new(
                    format!("SQLite 文件结构：{complaint}"),
                    format!("structure of the SQLite file: {complaint}"),
                ),
            );
        }
    }
    Ok(())
}

/// Everything that says what is where and how it is read. `quote` tells text from bytes and from nothing.
fn schema_of(connection: &dyn Connection) -> Result<BTreeSet<String>, StoreError> {
    let objects =
        "SELECT quote(type) || ' ' || quote(name) || ' ' || quote(tbl_name) || ' ' || quote(sql) FROM sqlite_schema";
    let numbers = "SELECT 'application_id ' || application_id || ', user_version ' || user_version \
                   FROM pragma_application_id, pragma_user_version";
    let config = |table: &str| format!("SELECT '{table} ' || quote(k) || ' ' || quote(v) FROM {table}_config");
    let configs = projection::TABLES.iter().filter(|p| p.is_text()).map(|p| config(p.table.name));
    let mut found = BTreeSet::new();
    for sql in [objects.to_owned(), numbers.to_owned()].into_iter().chain(configs) {
        found.extend(connection.rows(&sql, &[], |row| Ok(row.text(0)?.to_owned()))?);
    }
    Ok(found)
}
