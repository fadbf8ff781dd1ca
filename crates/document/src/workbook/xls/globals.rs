//! What all sheets of a workbook share ([MS-XLS] 2.1.7.20.3).

use std::{collections::HashMap, rc::Rc};

use super::{
    super::number_format::NumberFormat,
    records::{BOUND_SHEET, DATE_1904, EOF, FILE_PASS, FORMAT, Records, SST, XF},
    strings::{Chunks, long, shared, short},
};
use crate::{
    bytes::{u8_at, u16_at, u32_at},
    read::ReadError,
};

/// A sheet as the workbook names it.
#[derive(Debug)]
pub(super) struct Entry {
    pub name: String,
    pub hidden: bool,
    /// Where its records begin.
    pub at: usize,
}

/// The shared part.
#[derive(Debug, Default)]
pub(super) struct Globals {
    pub sheets: Vec<Entry>,
    pub strings: Vec<String>,
    pub since_1904: bool,
    formats: Vec<Rc<NumberFormat>>,
}

impl Globals {
    /// Reads the records up to the end of the shared part.
    ///
    /// # Errors
    /// [`ReadError::Encrypted`].
    pub fn read(stream: &[u8]) -> Result<Self, ReadError> {
        let mut globals = Self::default();
        let mut known: HashMap<u16, Rc<NumberFormat>> = HashMap::new();
        let mut cell_formats = Vec::new();
        let mut records = Records::new(stream, 0);
        while let Some(record) = records.next() {
            let data = record.data;
            match record.kind {
                EOF => break,
                FILE_PASS => return Err(ReadError::Encrypted),
                DATE_1904 => globals.since_1904 = u16_at(data, 0) == Some(1),
                BOUND_SHEET => globals.sheets.extend(entry(data)),
                SST => globals.strings = shared(Chunks::new(data, records.continued())),
                FORMAT => {
                    if let (Some(id), Some(code)) = (u16_at(data, 0), data.get(2..).and_then(long)) {
                        known.insert(id, Rc::new(NumberFormat::parse(&code)));
                    }
                }
                XF => cell_formats.push(u16_at(data, 2).unwrap_or(0)),
                _ => {}
            }
        }
        // Formats may stand behind the cell formats that use them.
        let format = |id: u16| Rc::clone(known.entry(id).or_insert_with(|| Rc::new(NumberFormat::built_in(id))));
        globals.formats = cell_formats.into_iter().map(format).collect();
        Ok(globals)
    }

    /// `value` as a cell with cell format `xf` shows it.
    pub fn show(&self, value: f64, xf: u16) -> String {
        match self.formats.get(usize::from(xf)) {
            Some(format) => format.show(value, self.since_1904),
            None => NumberFormat::default().show(value, self.since_1904),
        }
    }
}

/// A `BoundSheet8`; charts, macro sheets and modules hold no cells.
fn entry(data: &[u8]) -> Option<Entry> {
    Some(Entry {
        name: short(data.get(6..)?)?,
        hidden: u8_at(data, 4)? & 3 != 0,
        at: u32_at(data, 0).filter(|_| u8_at(data, 5) == Some(0))? as usize,
    })
}
