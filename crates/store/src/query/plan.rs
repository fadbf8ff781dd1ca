//! How a list is read: by what narrows it down most, or along the order that is wanted.
//!
//! PostgreSQL keeps statistics and chooses by itself. SQLite is told: of each condition that has an index, the rows that it
//! leaves are counted, up to a limit. If one leaves few, these are fetched, filtered and sorted. If all leave many, rows are
//! met soon enough along the index of the order, and all conditions are tried on each.

use super::{Cursor, Page, Sort};
use crate::StoreError;
use crate::engine::{Connection, Dialect, Row, Value};
use crate::search::{self, Wanted};
use crate::table::Table;

/// How many rows are few: fetching and sorting that many takes about as long as meeting a page of them along an order.
const FEW: i64 = 3_000;

/// A condition on rows of the list's table; `?` stands for its values, in their order.
struct Condition {
    sql: String,
    values: Vec<Value>,
    /// Whether an index finds its rows.
    indexed: bool,
}

/// What is wanted of a table.
pub(super) struct Plan {
    table: &'static Table,
    text: &'static Table,
    conditions: Vec<Condition>,
}

/// In which order, from where, how many.
pub(super) struct Order<'q> {
    pub sort: Sort,
    pub descending: bool,
    pub after: Option<&'q Cursor>,
    pub limit: u64,
}

/// A statement whose placeholders are numbered.
struct Statement {
    sql: String,
    values: Vec<Value>,
}

impl Statement {
    fn new(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), values: Vec::new() }
    }

    fn add(&mut self, sql: &str, values: &[Value]) {
        let mut values = values.iter();
        for (i, part) in sql.split('?').enumerate() {
            if i > 0 {
                self.values.extend(values.next().cloned());
                self.sql.push_str(&format!("${}", self.values.len()));
            }
            self.sql.push_str(part);
        }
    }
}

impl Plan {
    pub fn new(table: &'static Table, text: &'static Table) -> Self {
        Self { table, text, conditions: Vec::new() }
    }

    /// What an index finds.
    pub fn found(&mut self, sql: impl Into<String>, values: Vec<Value>) {
        self.conditions.push(Condition { sql: sql.into(), values, indexed: true });
    }

    /// What is tried on each row.
    pub fn tried(&mut self, sql: impl Into<String>, values: Vec<Value>) {
        self.conditions.push(Condition { sql: sql.into(), values, indexed: false });
    }

    pub fn equals(&mut self, column: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.found(format!("{column} = ?"), vec![value]);
        }
    }

    pub fn one_of(&mut self, column: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.found(format!("{column} IN ({})", vec!["?"; values.len()].join(", ")), values);
        }
    }

    /// Rows of `unit` and of all units below it.
    pub fn below(&mut self, unit: Option<u64>) {
        if let Some(unit) = unit {
            let below = "unit IN (WITH RECURSIVE below (number) AS (SELECT CAST(? AS bigint) UNION SELECT unit.number \
                         FROM unit JOIN below ON unit.parent = below.number) SELECT number FROM below)";
            self.found(below, vec![unit.into()]);
        }
    }

    /// Rows whose text holds all words of `text`.
    pub fn says(&mut self, text: Option<&str>, dialect: Dialect) {
        let Some(wanted) = text.and_then(Wanted::new) else { return };
        let name = self.text.name;
        let condition = search::condition(self.text, dialect);
        let query = wanted.query(dialect).into();
        self.found(format!("number IN (SELECT rowid FROM {name} WHERE {condition})"), vec![query]);
        for word in wanted.words {
            self.tried("words LIKE ?", vec![format!("%{word}%").into()]);
        }
    }

    /// How many rows there are.
    pub fn count(&self, connection: &dyn Connection) -> Result<u64, StoreError> {
        let mut statement = Statement::new(format!("SELECT count(*) FROM {}", self.table.name));
        self.conditions(&mut statement, " WHERE ");
        let count = connection.first(&statement.sql, &statement.values, |row| row.count(0))?;
        Ok(count.unwrap_or_default())
    }

    /// One page.
    pub fn page<T>(
        &self,
        connection: &dyn Connection,
        order: &Order<'_>,
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Page<T>, StoreError> {
        let statement = self.statement(connection, order)?;
        let sorted = order.sort.column().and_then(|name| self.table.columns.iter().position(|c| c.name == name));
        let cursor = |row: &Row<'_>| {
            let value = sorted.map(|i| row.value(i)).transpose()?;
            Ok(Cursor { value, number: row.count(0)? })
        };
        let mut rows = connection
            .rows(&statement.sql, &statement.values, |row| Ok::<_, StoreError>((cursor(row)?, read(row)?)))?;
        // One more than a page was asked for, to know whether there is another.
        let limit = usize::try_from(order.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|(cursor, _)| cursor.clone());
        Ok(Page { rows: rows.into_iter().map(|(_, row)| row).collect(), next })
    }

    fn statement(&self, connection: &dyn Connection, order: &Order<'_>) -> Result<Statement, StoreError> {
        let name = self.table.name;
        let mut statement = Statement::new(format!("SELECT {} FROM {name}", self.table.list()));
        let mut joint = " WHERE ";
        if connection.dialect() == Dialect::Sqlite {
            if let Some(few) = self.few(connection)? {
                statement.add(&format!(" WHERE number IN (SELECT number FROM {name} WHERE {})", few.sql), &few.values);
                joint = " AND ";
            } else if let Some(column) = order.sort.column() {
                let index = if column == "slip_days" { "slippage" } else { column };
                statement.add(&format!(" INDEXED BY {name}_by_{index}"), &[]);
            } else {
                statement.add(" NOT INDEXED", &[]);
            }
        }
        joint = self.conditions(&mut statement, joint);
        let (sign, direction) = if order.descending { ("<", " DESC") } else { (">", "") };
        if let Some(Cursor { value, number }) = order.after {
            match (order.sort.column(), value) {
                (Some(column), Some(value)) => {
                    statement
                        .add(&format!("{joint}({column}, number) {sign} (?, ?)"), &[value.clone(), (*number).into()]);
                }
                _ => statement.add(&format!("{joint}number {sign} ?"), &[(*number).into()]),
            }
        }
        let sorted = order.sort.column().map(|column| format!("{column}{direction}, ")).unwrap_or_default();
        statement.add(&format!(" ORDER BY {sorted}number{direction} LIMIT ?"), &[(order.limit + 1).into()]);
        Ok(statement)
    }

    /// Adds all conditions; what joins the next one.
    fn conditions(&self, statement: &mut Statement, first: &'static str) -> &'static str {
        let mut joint = first;
        for condition in &self.conditions {
            statement.add(&format!("{joint}({})", condition.sql), &condition.values);
            joint = " AND ";
        }
        joint
    }

    /// The condition that leaves the fewest rows, if these are few.
    fn few(&self, connection: &dyn Connection) -> Result<Option<&Condition>, StoreError> {
        let mut fewest = None;
        for condition in self.conditions.iter().filter(|c| c.indexed) {
            let mut statement =
                Statement::new(format!("SELECT count(*) FROM (SELECT 1 FROM {} WHERE ", self.table.name));
            statement.add(&condition.sql, &condition.values);
            let limit = fewest.map_or(FEW, |(count, _)| count);
            statement.add(" LIMIT ?)", &[limit.into()]);
            let count = connection.first(&statement.sql, &statement.values, |row| row.int(0))?.unwrap_or(limit);
            if count < limit {
                fewest = Some((count, condition));
            }
        }
        Ok(fewest.map(|(_, condition)| condition))
    }
}
