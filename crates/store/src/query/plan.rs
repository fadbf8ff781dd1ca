//! How a list is read: by what narrows it down most, or along the order that is wanted.
//!
//! Of each condition that an index answers, the rows that it leaves are counted, up to a limit. If one leaves few, these are
//! fetched, tried and sorted. If all leave many, rows are met soon enough along the index of the order, where all conditions
//! are tried on each. Neither engine finds this by itself: SQLite keeps no statistics, and PostgreSQL takes what it does not
//! know of words and of conditions together for rare.

use super::{Cursor, Page, Sort};
use crate::StoreError;
use crate::engine::{Connection, Dialect, Row, Value};
use crate::search::{self, Wanted};
use crate::table::Table;

/// How many rows are few: fetching and sorting that many takes about as long as meeting a page of them along an order.
const FEW: i64 = 4_500;
/// The more is wanted, the later a row that has it all is met along an order: then so many are few.
const MOST: i64 = 2 * FEW;

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
    /// Where the index looks through all that it knows before it tells the first row: what the engine is asked about
    /// first, how many rows it expects.
    expected: Option<Condition>,
    condition: Condition,
    /// Which of the conditions that are tried says no more than this.
    same: Option<usize>,
}

/// In which order, from where, how many.
pub(super) struct Order<'q> {
    pub sort: Sort,
    pub descending: bool,
    pub after: Option<&'q Cursor>,
    pub limit: u64,
}

/// A unit and all below it; `?` stands for its number.
pub(super) const BELOW: &str = "WITH RECURSIVE below (number) AS (SELECT CAST(? AS bigint) UNION SELECT unit.number \
     FROM unit JOIN below ON unit.parent = below.number) SELECT number FROM below";

/// A statement whose placeholders are numbered.
pub(super) struct Statement {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Statement {
    pub fn new(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), values: Vec::new() }
    }

    /// Adds `sql`, in which `?` stands for each of `values`.
    pub fn add(&mut self, sql: &str, values: &[Value]) {
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
    fn all<'c>(&mut self, first: &'static str, conditions: impl IntoIterator<Item = &'c Condition>) -> &'static str {
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
        let same = Some(self.tried.len());
        self.found.push(Found { counted: counted.into(), expected: None, condition, same });
        self.tried(tried, values);
    }

    /// What an index answers, of conditions that are there already.
    pub fn also_found(&mut self, sql: impl Into<String>, values: Vec<Value>) {
        let sql = sql.into();
        self.found_also(format!("{} WHERE {sql}", self.table.name), sql, values);
    }

    /// The same; `counted` stands after `FROM`.
    pub fn found_also(&mut self, counted: impl Into<String>, sql: impl Into<String>, values: Vec<Value>) {
        let condition = Condition { sql: sql.into(), values };
        self.found.push(Found { counted: counted.into(), expected: None, condition, same: None });
    }

    /// Rows whose `column` has one of `values`, by an index; none where there are no values.
    pub fn among(&mut self, column: &str, values: Vec<Value>) {
        if values.is_empty() {
            return self.nothing();
        }
        self.found(format!("{column} IN ({})", vec!["?"; values.len()].join(", ")), values);
    }

    /// Nothing is wanted: no row meets all conditions.
    pub fn nothing(&mut self) {
        self.found("number < ?", vec![0i64.into()]);
    }

    /// Rows of `unit` and of all units below it.
    pub fn below(&mut self, unit: Option<u64>, dialect: Dialect) {
        let Some(unit) = unit else { return };
        let among = match dialect {
            Dialect::Sqlite => format!("unit IN ({BELOW})"),
            Dialect::Postgres => format!("unit = ANY (ARRAY ({BELOW}))"),
        };
        self.found(among, vec![unit.into()]);
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
        // Where many rows say it, reading the words of each is quicker than listing all that the index knows.
        if wanted.latin {
            self.tried.push(found.clone());
        }
        let stand: Vec<Value> = wanted.words.iter().map(|word| format!("%{word}%").into()).collect();
        for word in &stand {
            self.tried("words LIKE ?", vec![word.clone()]);
        }
        let expected = (dialect == Dialect::Postgres).then(|| match stand.len() {
            0 => found.clone(),
            // Of texts it keeps a sample; pairs it takes for independent of each other.
            n => Condition { sql: vec!["words LIKE ?"; n].join(" AND "), values: stand },
        });
        self.found.push(Found { counted: format!("{name} WHERE {condition}"), expected, condition: found, same: None });
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
        let (name, columns, dialect) = (self.table.name, self.table.list(), connection.dialect());
        // The numbers of the page, and then their rows.
        let mut statement =
            Statement::new(format!("SELECT {columns} FROM {name} WHERE number IN (SELECT number FROM {name}"));
        let few = self.few(connection)?;
        match (few, dialect) {
            (Some(few), _) => {
                let numbers = format!("SELECT number FROM {name} WHERE {}", few.condition.sql);
                let among = match dialect {
                    Dialect::Sqlite => format!(" NOT INDEXED WHERE number IN ({numbers})"),
                    // The limit says that they are few, and that they are an array, that they come first.
                    Dialect::Postgres => format!(" WHERE number = ANY (ARRAY ({numbers} LIMIT {MOST}))"),
                };
                statement.add(&among, &few.condition.values);
            }
            (None, Dialect::Sqlite) => statement.add(&format!(" INDEXED BY {name}_by_{}", order.sort.index()), &[]),
            (None, Dialect::Postgres) => {}
        }
        self.ordered(&mut statement, few, order);
        statement.add(&format!(") ORDER BY {}", sorted(order)), &[]);
        Ok(statement)
    }

    /// All conditions that `few` leaves to be tried, where the page begins, its order, and its length.
    fn ordered(&self, statement: &mut Statement, few: Option<&Found>, order: &Order<'_>) {
        let same = few.and_then(|few| few.same);
        let left = self.tried.iter().enumerate().filter(|(i, _)| Some(*i) != same).map(|(_, condition)| condition);
        let joint = statement.all(if few.is_some() { " AND " } else { " WHERE " }, left);
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

    /// How many rows PostgreSQL expects; to ask costs next to nothing.
    fn expected(&self, connection: &dyn Connection, condition: &Condition) -> Result<i64, StoreError> {
        let mut statement = Statement::new(format!("EXPLAIN SELECT 1 FROM {}", self.table.name));
        statement.all(" WHERE ", [condition]);
        let plan = connection.first(&statement.sql, &statement.values, |row| Ok(row.text(0)?.to_owned()))?;
        let rows = plan.as_deref().and_then(|plan| plan.split_once(" rows=")?.1.split(' ').next()?.parse().ok());
        Ok(rows.unwrap_or_default())
    }

    /// The condition that leaves the fewest rows, if these are few.
    fn few(&self, connection: &dyn Connection) -> Result<Option<&Found>, StoreError> {
        let few = if self.tried.len() > 2 { MOST } else { FEW };
        let mut fewest = None;
        for found in &self.found {
            let Found { counted, expected, condition, .. } = found;
            if let Some(expected) = expected
                && self.expected(connection, expected)? > few
            {
                continue;
            }
            let mut statement = Statement::new("SELECT count(*) FROM (SELECT 1 FROM ");
            statement.add(counted, &condition.values);
            let limit = fewest.map_or(few, |(count, _)| count);
            statement.add(" LIMIT ?) AS counted", &[limit.into()]);
            let count = connection.first(&statement.sql, &statement.values, |row| row.int(0))?.unwrap_or(limit);
            if count < limit {
                fewest = Some((count, found));
            }
            if count == 0 {
                break;
            }
        }
        Ok(fewest.map(|(_, found)| found))
    }
}

fn sorted(order: &Order<'_>) -> String {
    let direction = if order.descending { " DESC" } else { "" };
    let column = order.sort.column().map(|column| format!("{column}{direction}, ")).unwrap_or_default();
    format!("{column}number{direction}")
}
