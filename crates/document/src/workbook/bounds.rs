//! What a workbook may cost.

use crate::read::{Limits, ReadError};

/// Bytes of unpacked XML that a cell of a real workbook has at least, on the average.
const BYTES_A_CELL: u64 = 64;

/// Cells and text that may still be taken in. One shared string may stand in a million cells, and one cell be
/// repeated as often: what comes of a file must be bounded, not only what it unpacks to.
#[derive(Debug)]
pub(super) struct Budget {
    limit: u64,
    cells: u64,
    text: u64,
}

impl Budget {
    /// As `limits` allow: as much text as may be unpacked, and a cell for each 64 bytes of it.
    pub fn new(limits: Limits) -> Self {
        Self { limit: limits.unpacked, cells: limits.unpacked / BYTES_A_CELL, text: limits.unpacked }
    }

    /// Takes one cell with `text` bytes off.
    ///
    /// # Errors
    /// [`ReadError::Bomb`] where there is not so much left.
    pub fn spend(&mut self, text: usize) -> Result<(), ReadError> {
        let bomb = ReadError::Bomb { limit: self.limit };
        self.cells = self.cells.checked_sub(1).ok_or_else(|| bomb.clone())?;
        self.text = self.text.checked_sub(text as u64).ok_or(bomb)?;
        Ok(())
    }
}
