//! Tables described once, as data: what the writer, the rebuild, the copy and the check all go by. A migration
//! creates them; a test holds both to each other.

/// What a column holds, in either engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    /// A signed integer of 64 bits.
    Int,
    /// UTF-8 text.
    Text,
    /// Bytes.
    Bytes,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub name: &'static str,
    pub kind: Type,
}

/// One table; its first `key` columns are its primary key.
#[derive(Debug)]
pub(crate) struct Table {
    pub name: &'static str,
    pub key: usize,
    pub columns: &'static [Column],
}

pub(crate) const fn int(name: &'static str) -> Column {
    Column { name, kind: Type::Int }
}

pub(crate) const fn text(name: &'static str) -> Column {
    Column { name, kind: Type::Text }
}

pub(crate) const fn bytes(name: &'static str) -> Column {
    Column { name, kind: Type::Bytes }
}

impl Table {
    /// `a, b, c`
    pub fn list(&self) -> String {
        self.columns.iter().map(|c| c.name).collect::<Vec<_>>().join(", ")
    }

    /// The names of the key's columns, `a, b`.
    pub fn key_list(&self) -> String {
        self.columns[..self.key].iter().map(|c| c.name).collect::<Vec<_>>().join(", ")
    }
}
