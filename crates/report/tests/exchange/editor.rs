//! Somebody at a spreadsheet program: reads a workbook with one library, and writes what became of it with another, so that
//! nothing is left of the file that we wrote but the cells.

#![allow(dead_code, reason = "each test does some of what can be done")]

use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Xlsx};
use rust_xlsxwriter::{Format, Formula, Workbook};

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Empty,
    Text(String),
    /// A day by its serial number.
    Day(f64),
    /// A formula that failed.
    Failed(String),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }
}

#[derive(Debug, Clone)]
pub struct Sheet {
    pub name: String,
    pub visible: SheetVisible,
    pub rows: Vec<Vec<Value>>,
    /// First row, first column, last row, last column.
    pub merges: Vec<(u32, u16, u32, u16)>,
}

#[derive(Debug, Clone)]
pub struct Editor {
    pub sheets: Vec<Sheet>,
}

impl Editor {
    pub fn open(bytes: Vec<u8>) -> Self {
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let metadata = book.sheets_metadata().to_vec();
        let sheets = metadata.into_iter().map(|meta| {
            let range = book.worksheet_range(&meta.name).unwrap();
            let (height, width) = range.end().unwrap_or((0, 0));
            let cell = |row, column| value(range.get_value((row, column)));
            let rows = (0..=height).map(|row| (0..=width).map(|column| cell(row, column)).collect()).collect();
            Sheet { name: meta.name, visible: meta.visible, rows, merges: Vec::new() }
        });
        Self { sheets: sheets.collect() }
    }

    pub fn ledger(&mut self) -> &mut Sheet {
        &mut self.sheets[0]
    }

    pub fn save(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let day = Format::new().set_num_format("yyyy/m/d");
        for sheet in &self.sheets {
            let out = book.add_worksheet();
            out.set_name(&sheet.name).unwrap();
            out.set_very_hidden(sheet.visible == SheetVisible::VeryHidden);
            for (top, left, bottom, right) in &sheet.merges {
                out.merge_range(*top, *left, *bottom, *right, "", &Format::new()).unwrap();
            }
            for (row, cells) in (0..).zip(&sheet.rows) {
                for (column, value) in (0..).zip(cells) {
                    match value {
                        Value::Empty => continue,
                        Value::Text(text) => out.write_string(row, column, text).unwrap(),
                        Value::Day(serial) => out.write_number_with_format(row, column, *serial, &day).unwrap(),
                        Value::Failed(formula) => {
                            out.write_formula(row, column, Formula::new(formula).set_result("#REF!")).unwrap()
                        }
                    };
                }
            }
        }
        book.save_to_buffer().unwrap()
    }
}

fn value(data: Option<&Data>) -> Value {
    match data {
        None | Some(Data::Empty) => Value::Empty,
        Some(Data::DateTime(day)) => Value::Day(day.as_f64()),
        Some(other) => other.to_string().as_str().into(),
    }
}

impl Sheet {
    /// The column below a heading.
    pub fn column(&self, heading: &str) -> usize {
        self.rows[1].iter().position(|cell| *cell == heading.into()).unwrap_or_else(|| panic!("no {heading}"))
    }

    /// The row, from 0, whose cell below `heading` is `text`, the `nth` of them from 0.
    pub fn row(&self, heading: &str, text: &str, nth: usize) -> usize {
        let column = self.column(heading);
        (2..self.rows.len()).filter(|row| self.rows[*row][column] == text.into()).nth(nth).unwrap()
    }

    pub fn set(&mut self, row: usize, heading: &str, value: impl Into<Value>) {
        let column = self.column(heading);
        self.rows[row][column] = value.into();
    }

    /// A new row at the end with these cells.
    pub fn add(&mut self, cells: &[(&str, &str)]) -> usize {
        self.rows.push(vec![Value::Empty; self.rows[1].len()]);
        let row = self.rows.len() - 1;
        cells.iter().for_each(|(heading, text)| self.set(row, heading, *text));
        row
    }

    /// A column of one's own before column `at`.
    pub fn insert_column(&mut self, at: usize, heading: &str) {
        for (number, row) in self.rows.iter_mut().enumerate() {
            row.insert(at, if number == 1 { heading.into() } else { "我的".into() });
        }
    }

    /// The columns in another order, given by the index each had before.
    pub fn reorder(&mut self, order: &[usize]) {
        for row in &mut self.rows {
            *row = order.iter().map(|at| row[*at].clone()).collect();
        }
    }
}
