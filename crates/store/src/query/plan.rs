//! How a list is read: by what narrows it down most, or along the order that is wanted.
//!
//! PostgreSQL keeps statistics and chooses by itself. SQLite is told: of each condition that an index answers, the rows that it
//! leaves are counted, up to a limit. If one leaves few, these are fetched, tried and sorted. If all leave many, rows are
//! met soon enough along the index of the order, where all conditions are tried on each.

use super::{Cursor, Page, Sort};
use crate::StoreError;
use crate::engine::{Connection, Dialect, Row, Value};
use crate::search::{self, Wanted};
use crate::table::Table;

/// How many rows are few: fetching and sorting that many takes about as long as meeting a page of them along an order.
const FEW: i64 = 4_500;

/// A condition on rows of the list's table; `?` stands for its values, in their order.
#[derive(Clone)]
struct Condition {
    sql: String,
    values: Vec<Value>,
}

/// What is wanted of a table.
pub(super) struct Plan {
    table: &'static Table,
    text: &'static Table,
    /// Tried on each row, the cheapest first.
    tried: Vec<Condition>,
    /// Answered by an index.
    found: Vec<Found>,
}

/// A condition that an index answers.
struct Found {
    /// What is counted, after `FROM`: as many rows as the condition leaves, or more.
    counted: String,
    condition: Condition,
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

    /// All of `conditions`; what joins the next one.
    fn all(&mut self, first: &'static str, conditions: &[Condition]) -> &'static str {
        let mut joint = first;
        for condition in conditions {
            self.add(&format!("{joint}({})", condition.sql), &condition.values);
            joint = " AND ";
        }
        joint
    }
}

impl Plan {
    pub fn new(table: &'static Table, text: &'static Table) -> Self {
        Self { table, text, tried: Vec::new(), found: Vec::new() }
    }

    /// What is tried on each row.
    pub fn tried(&mut self, sql: impl Into<String>, values: Vec<Value>) {
        self.tried.push(Condition { sql: sql.into(), values });
    }

    /// What an index answers too.
    pub fn found(&mut self, sql: impl Into<String>, values: Vec<Value>) {
        let sql = sql.into();
        let counted = format!("{} WHERE {sql}", self.table.name);
        self.found_or_tried(counted, sql.clone(), sql, values);
    }

    /// What an index answers in one way, and is tried in another; `counted` stands after `FROM`.
    pub fn found_or_tried(
        &mut self,
        counted: impl Into<String>,
        found: impl Into<String>,
        tried: impl Into<String>,
        values: Vec<Value>,
    ) {
        let condition = Condition { sql: found.into(), values: values.clone() };
        self.found.push(Found { counted: counted.into(), condition });
        self.tried(tried, values);
    }

    /// What an index answers, of conditions that are there already.
    pub fn also_found(&mut self, sql: impl Into<String>, values: Vec<Value>) {
        let sql = sql.into();
        let counted = format!("{} WHERE {sql}", self.table.name);
        self.found.push(Found { counted, condition: Condition { sql, values } });
    }

    /// Nothing is wanted: no row meets all conditions.
    pub fn nothing(&mut self) {
        self.found("number < ?", vec![0i64.into()]);
    }

    /// Rows of `unit` and of all units below it.
    pub fn below(&mut self, unit: Option<u64>) {
        if let Some(unit) = unit {
            let below = "unit IN (WITH RECURSIVE below (number) AS (SELECT CAST(? AS bigint) UNION SELECT unit.number \
                         FROM unit JOIN below ON unit.parent = below.number) SELECT number FROM below)";
            self.found(below, vec![unit.into()]);
        }
    }

    /// Rows whose text holds all words of `text`. The index knows pairs; that they stand together, the text tells.
    pub fn says(&mut self, text: Option<&str>, dialect: Dialect) {
        let Some(wanted) = text.and_then(Wanted::new) else { return };
        let name = self.text.name;
        let condition = search::condition(self.text, dialect);
        let found = Condition {
            sql: format!("number IN (SELECT rowid FROM {name} WHERE {condition})"),
            values: vec![wanted.query(dialect).into()],
        };
        // Where many rows say it, reading the words of each is quicker than listing all that the index of SQLite knows.
        if wanted.latin || dialect == Dialect::Postgres {
            self.tried.push(found.clone());
        }
        let told = |word: &&String| dialect == Dialect::Sqlite || word.chars().nth(2).is_some();
        for word in wanted.words.iter().filter(told) {
            self.tried("words LIKE ?", vec![format!("%{word}%").into()]);
        }
        self.found.push(Found { counted: format!("{name} WHERE {condition}"), condition: found });
    }

    /// How many rows there are.
    pub fn count(&self, connection: &dyn Connection) -> Result<u64, StoreError> {
        let mut statement = Statement::new(format!("SELECT count(*) FROM {}", self.table.name));
        statement.all(" WHERE ", &self.tried);
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
        let (name, columns) = (self.table.name, self.table.list());
        if connection.dialect() == Dialect::Postgres {
            let mut statement = Statement::new(format!("SELECT {columns} FROM {name}"));
            self.ordered(&mut statement, " WHERE ", order);
            return Ok(statement);
        }
        if let Some(few) = self.few(connection)? {
            let mut statement = Statement::new(format!("SELECT {columns} FROM {name} NOT INDEXED"));
            statement.add(&format!(" WHERE number IN (SELECT number FROM {name} WHERE {})", few.sql), &few.values);
            self.ordered(&mut statement, " AND ", order);
            return Ok(statement);
        }
        // The numbers of the page along the index, and then their rows.
        let index = match order.sort {
            Sort::Number => "number",
            Sort::Due => "due",
            Sort::Updated => "updated",
            Sort::Slippage => "slippage",
        };
        let along = format!("SELECT number FROM {name} INDEXED BY {name}_by_{index}");
        let mut statement = Statement::new(format!("SELECT {columns} FROM {name} WHERE number IN ({along}"));
        self.ordered(&mut statement, " WHERE ", order);
        statement.add(&format!(") ORDER BY {}", sorted(order)), &[]);
        Ok(statement)
    }

    /// All conditions, where the page begins, its order, and its length.
    fn ordered(&self, statement: &mut Statement, first: &'static str, order: &Order<'_>) {
        let joint = statement.all(first, &self.tried);
        let sign = if order.descending { "<" } else { ">" };
        if let Some(Cursor { value, number }) = order.after {
            match (order.sort.column(), value) {
                (Some(column), Some(value)) => {
                    statement
                        .add(&format!("{joint}({column}, number) {sign} (?, ?)"), &[value.clone(), (*number).into()]);
                }
                _ => statement.add(&format!("{joint}number {sign} ?"), &[(*number).into()]),
            }
        }
        statement.add(&format!(" ORDER BY {} LIMIT ?", sorted(order)), &[(order.limit + 1).into()]);
    }

    /// The condition that leaves the fewest rows, if these are few.
    fn few(&self, connection: &dyn Connection) -> Result<Option<&Condition>, StoreError> {
        // The more is wanted, the later a row that has it all is met along an order.
        let few = if self.tried.len() > 2 { 2 * FEW } else { FEW };
        let mut fewest = None;
        for Found { counted, condition } in &self.found {
            let mut statement = Statement::new("SELECT count(*) FROM (SELECT 1 FROM ");
            statement.add(counted, &condition.values);
            let limit = fewest.map_or(few, |(count, _)| count);
            statement.add(" LIMIT ?)", &[limit.into()]);
            let count = connection.first(&statement.sql, &statement.values, |row| row.int(0))?.unwrap_or(limit);
            if count < limit {
                fewest = Some((count, condition));
            }
            if count == 0 {
                break;
            }
        }
        Ok(fewest.map(|(_, condition)| condition))
    }
}

fn sorted(order: &Order<'_>) -> String {
    let direction = if order.descending { " DESC" } else { "" };
    let column = order.sort.column().map(|column| format!("{column}{direction}, ")).unwrap_or_default();
    format!("{column}number{direction}")
}
