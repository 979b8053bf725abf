//! A table in CSV: its header, and its rows with their lines.

use std::path::Path;

use csv::{Reader, ReaderBuilder, StringRecord};

use super::RegisterError;
use crate::row_line::row_line;

/// Line breaks in one row beyond which a quotation mark was left open.
const LINES_IN_A_ROW: u64 = 50;

/// A table whose header was read.
pub(super) struct Table<'a> {
    path: &'a Path,
    text: &'a str,
    reader: Reader<&'a [u8]>,
    pub(super) header: StringRecord,
}

/// What was found of the next row.
pub(super) enum Next {
    /// The record holds the row that starts at this line.
    Row(u64),
    /// The row that starts at this line cannot be read.
    Damaged(u64),
    End,
}

impl<'a> Table<'a> {
    /// The table in the text of the file at `path`.
    pub(super) fn new(path: &'a Path, text: &'a str) -> Self {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        Self { path, text, reader, header }
    }

    /// Puts the next row into `record`.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Result<Next, RegisterError> {
        let line = row_line(self.text, self.reader.position(), None);
        let Ok(more) = self.reader.read_record(record) else { return Ok(Next::Damaged(line)) };
        if !more {
            return Ok(Next::End);
        }
        if self.reader.position().line().saturating_sub(line) > LINES_IN_A_ROW {
            return Err(RegisterError::OpenQuote { path: self.path.to_path_buf(), line });
        }
        Ok(Next::Row(line))
    }

    /// The names of the columns.
    pub(super) fn names(&self) -> Vec<String> {
        self.header.iter().map(str::to_owned).collect()
    }
}

/// The column of that name, whatever the case and the space around it.
pub(super) fn position(header: &StringRecord, name: &str) -> Option<usize> {
    header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name))
}

/// The cell of a column, without the space around it; empty where there is none.
pub(super) fn cell(record: &StringRecord, column: Option<usize>) -> &str {
    column.and_then(|column| record.get(column)).unwrap_or_default().trim()
}
