//! The records of a sheet ([MS-XLS] 2.1.7.20.5).

use super::{
    super::{
        bounds::Budget,
        sheet::{Merge, Sheet},
    },
    globals::{Entry, Globals},
    records::{
        BOF, BOOL_ERR, COL_INFO, EOF, FILTER_MODE, FORMULA, LABEL, LABEL_SST, MERGE_CELLS, MUL_RK, NUMBER, R_STRING,
        RK, ROW, Record, Records, STRING,
    },
    strings::{long, rk},
};
use crate::{
    bytes::{f64_at, slice, u8_at, u16_at, u32_at},
    read::ReadError,
};

/// Reads the sheet of `entry`.
///
/// # Errors
/// [`ReadError::Bomb`] where it has more cells than the budget allows.
pub(super) fn read(stream: &[u8], entry: &Entry, globals: &Globals, budget: &mut Budget) -> Result<Sheet, ReadError> {
    let mut sheet = Sheet::new(entry.name.clone(), entry.hidden);
    sheet.broken = true;
    let mut reader = SheetReader { globals, sheet, hidden: Vec::new(), filtered: false, formula: None };
    // Charts inside the sheet have a beginning and an end of their own.
    let mut depth = 0_u32;
    for record in Records::new(stream, entry.at) {
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => {
                reader.sheet.broken = false;
                break;
            }
            EOF => depth -= 1,
            _ if depth == 0 => break,
            _ if depth > 1 || reader.sheet.hidden => {}
            _ => drop(reader.take(record, budget)?),
        }
    }
    Ok(reader.finish())
}

struct SheetReader<'g> {
    globals: &'g Globals,
    sheet: Sheet,
    hidden: Vec<u32>,
    /// A filter hides rows for the moment.
    filtered: bool,
    /// A formula whose text stands in the next record.
    formula: Option<(u32, u32)>,
}

impl SheetReader<'_> {
    /// Takes a record; `None` where it is too short.
    fn take(&mut self, record: Record<'_>, budget: &mut Budget) -> Result<Option<()>, ReadError> {
        let data = record.data;
        match record.kind {
            ROW => return Ok(self.row(data)),
            COL_INFO => return Ok(self.columns(data)),
            FILTER_MODE => self.filtered = true,
            MERGE_CELLS => return Ok(self.merges(data)),
            MUL_RK => return self.numbers(data, budget),
            STRING => {
                if let (Some((row, column)), Some(text)) = (self.formula.take(), long(data)) {
                    self.sheet.set(row, column, text, budget)?;
                }
            }
            _ => {
                let cell = u16_at(data, 0).zip(u16_at(data, 2)).zip(u16_at(data, 4));
                let Some(((row, column), xf)) = cell else { return Ok(None) };
                let (row, column) = (u32::from(row), u32::from(column));
                if let Some(text) = self.text(record, (row, column), xf) {
                    self.sheet.set(row, column, text, budget)?;
                }
            }
        }
        Ok(Some(()))
    }

    /// The text of a record that holds one cell.
    fn text(&mut self, record: Record<'_>, place: (u32, u32), xf: u16) -> Option<String> {
        let data = record.data;
        match record.kind {
            LABEL_SST => self.globals.strings.get(u32_at(data, 6)? as usize).cloned(),
            LABEL | R_STRING => long(data.get(6..)?),
            NUMBER => Some(self.globals.show(f64_at(data, 6)?, xf)),
            RK => Some(self.globals.show(rk(data, 6)?, xf)),
            BOOL_ERR => Some(bool_or_error(u8_at(data, 6)?, u8_at(data, 7)? != 0)),
            FORMULA => self.formula(data, place, xf),
            _ => None,
        }
    }

    /// The last result of a formula ([MS-XLS] 2.5.133).
    fn formula(&mut self, data: &[u8], place: (u32, u32), xf: u16) -> Option<String> {
        if u16_at(data, 12)? != 0xFFFF {
            return Some(self.globals.show(f64_at(data, 6)?, xf));
        }
        match u8_at(data, 6)? {
            0 => {
                self.formula = Some(place);
                None
            }
            1 => Some(bool_or_error(u8_at(data, 8)?, false)),
            2 => Some(bool_or_error(u8_at(data, 8)?, true)),
            _ => None,
        }
    }

    fn numbers(&mut self, data: &[u8], budget: &mut Budget) -> Result<Option<()>, ReadError> {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { return Ok(None) };
        for (n, at) in (4..data.len().saturating_sub(7)).step_by(6).enumerate() {
            let (Some(xf), Some(value)) = (u16_at(data, at), rk(data, at + 2)) else { return Ok(None) };
            let column = u32::from(first).saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
            self.sheet.set(u32::from(row), column, self.globals.show(value, xf), budget)?;
        }
        Ok(Some(()))
    }

    fn row(&mut self, data: &[u8]) -> Option<()> {
        if u16_at(data, 12)? & 0x20 != 0 {
            self.hidden.push(u32::from(u16_at(data, 0)?));
        }
        Some(())
    }

    fn columns(&mut self, data: &[u8]) -> Option<()> {
        if u16_at(data, 8)? & 1 != 0 {
            self.sheet.hidden_columns.add(u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?));
        }
        Some(())
    }

    fn merges(&mut self, data: &[u8]) -> Option<()> {
        for n in 0..usize::from(u16_at(data, 0)?) {
            let range = slice(data, 2 + 8 * n, 8)?;
            let edge = |at| u16_at(range, at).map(u32::from);
            let merge = Merge { top: edge(0)?, bottom: edge(2)?, left: edge(4)?, right: edge(6)? };
            if merge.top <= merge.bottom && merge.left <= merge.right {
                self.sheet.merges.push(merge);
            }
        }
        Some(())
    }

    fn finish(mut self) -> Sheet {
        let spans = if self.filtered { &mut self.sheet.filtered_rows } else { &mut self.sheet.hidden_rows };
        self.hidden.iter().for_each(|row| spans.add(*row, *row));
        self.sheet
    }
}

fn bool_or_error(value: u8, error: bool) -> String {
    let seen = match (error, value) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0F) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1D) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    };
    seen.into()
}
