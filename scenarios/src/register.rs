//! The government's register of schools: from a file to rows for a population.

mod account;
mod bytes;
mod columns;
mod error;
mod row;

use std::collections::BTreeSet;
use std::path::Path;

use csv::{Reader, ReaderBuilder, StringRecord};
use sim::population::{RegisterRow, SchoolGroup};

use columns::Columns;
use row::{Outcome, Why};

pub use account::{Account, Emptied, LeftOut};
pub use error::RegisterError;

/// Line breaks in one row beyond which a quotation mark was left open.
const LINES_IN_A_ROW: u64 = 50;

/// The schools of a register that the model can use, and an account of the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Register {
    /// The schools, in the order of the file.
    pub rows: Vec<RegisterRow>,
    /// Trusts and federations to which the rows refer by position.
    pub groups: Vec<SchoolGroup>,
    /// What was used, left out, emptied and filled.
    pub account: Account,
}

/// Reads a register: a CSV file with the register's column names, plain or packed with gzip.
///
/// # Errors
/// If the file cannot be read or unpacked, is no register, holds no school that can be used, or
/// more than half of its rows are damaged.
pub fn read_register(path: impl AsRef<Path>) -> Result<Register, RegisterError> {
    let path = path.as_ref();
    let text = bytes::text(path)?;
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let columns = Columns::find(&header).map_err(|lacking| RegisterError::NoRegister {
        path: path.to_path_buf(),
        lacking,
        found: header.iter().map(str::to_owned).collect(),
    })?;
    let register = rows(&mut reader, &columns)
        .map_err(|line| RegisterError::OpenQuote { path: path.to_path_buf(), line })?;
    usable(path, register)
}

/// All rows, or the line at which a quotation mark was left open.
fn rows(reader: &mut Reader<&[u8]>, columns: &Columns) -> Result<Register, u64> {
    let mut register = Register { rows: Vec::new(), groups: Vec::new(), account: Account::new() };
    let mut seen = BTreeSet::new();
    let mut record = StringRecord::new();
    loop {
        let line = reader.position().line();
        let Ok(more) = reader.read_record(&mut record) else {
            register.account.leave_out(Why::Damaged, line);
            continue;
        };
        if !more {
            return Ok(register);
        }
        let line = record.position().map_or(line, csv::Position::line);
        if reader.position().line().saturating_sub(line) > LINES_IN_A_ROW {
            return Err(line);
        }
        match row::read(&record, columns) {
            Outcome::Row(row, _) if !seen.insert(row.urn) => {
                register.account.leave_out(Why::Duplicate, line);
            }
            Outcome::Row(row, gaps) => {
                register.account.use_row(&gaps);
                register.rows.push(row);
            }
            Outcome::LeftOut(why) => register.account.leave_out(why, line),
        }
    }
}

/// The register, when enough of it can be used.
fn usable(path: &Path, register: Register) -> Result<Register, RegisterError> {
    let account = &register.account;
    let path = path.to_path_buf();
    if account.read == 0 {
        return Err(RegisterError::NoRows { path });
    }
    let damaged = account.damaged();
    if damaged.count * 2 > account.read {
        let (read, lines) = (account.read, damaged.first_lines.clone());
        return Err(RegisterError::Damaged { path, damaged: damaged.count, read, lines });
    }
    if register.rows.is_empty() {
        return Err(RegisterError::NoneUsed { path, account: register.account });
    }
    Ok(register)
}
