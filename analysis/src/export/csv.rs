//! CSV: RFC 4180 quoting, UTF-8, line feeds, a header of column names.

use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::ExportError;
use super::sink::Sink;
use crate::table::{TableSpec, Values};

/// Writes a table as CSV, one chunk of rows after another.
///
/// Missing cells are empty; empty text is `""`. Real numbers are the shortest text that reads back
/// as the same number.
pub struct CsvWriter {
    spec: TableSpec,
    label: String,
    out: Option<BufWriter<Sink>>,
}

impl CsvWriter {
    /// Starts a file at `path`, which appears only on [`CsvWriter::finish`].
    pub fn create(path: impl AsRef<Path>, spec: &TableSpec) -> Result<Self, ExportError> {
        spec.check_columns()?;
        Self::start(Sink::file(path.as_ref())?, spec)
    }

    /// Starts a table on any writer; `label` names it in error messages.
    pub fn to_writer(
        writer: impl Write + Send + 'static,
        label: &str,
        spec: &TableSpec,
    ) -> Result<Self, ExportError> {
        spec.check_columns()?;
        Self::start(Sink::other(Box::new(writer), label), spec)
    }

    fn start(sink: Sink, spec: &TableSpec) -> Result<Self, ExportError> {
        let label = sink.label().to_owned();
        let mut writer = Self { spec: spec.clone(), label, out: Some(BufWriter::new(sink)) };
        let mut header = String::new();
        for (index, column) in spec.columns.iter().enumerate() {
            separate(&mut header, index);
            push_text(&mut header, &column.name);
        }
        header.push('\n');
        writer.put(&header)?;
        Ok(writer)
    }

    /// Adds rows: one [`Values`] per column, all of one length.
    pub fn write(&mut self, chunk: &[Values]) -> Result<(), ExportError> {
        let rows = self.spec.check(chunk)?;
        let mut line = String::new();
        for row in 0..rows {
            line.clear();
            for (index, values) in chunk.iter().enumerate() {
                separate(&mut line, index);
                push_cell(&mut line, values, row);
            }
            line.push('\n');
            self.put(&line)?;
        }
        Ok(())
    }

    /// Flushes and gives the file its name. Without it nothing is left at the path.
    pub fn finish(mut self) -> Result<(), ExportError> {
        let Some(out) = self.out.take() else {
            return Err(ExportError::GivenUp { path: self.label.clone() });
        };
        let sink = out.into_inner().map_err(|error| {
            let (source, buffer) = error.into_parts();
            drop(buffer.into_parts());
            ExportError::Write { path: self.label.clone(), source }
        })?;
        sink.commit()
    }

    fn put(&mut self, text: &str) -> Result<(), ExportError> {
        let Some(out) = &mut self.out else {
            return Err(ExportError::GivenUp { path: self.label.clone() });
        };
        out.write_all(text.as_bytes()).map_err(|source| {
            // Taking the buffer apart keeps its drop from writing to the failed place again.
            drop(self.out.take().map(BufWriter::into_parts));
            ExportError::Write { path: self.label.clone(), source }
        })
    }
}

fn separate(line: &mut String, index: usize) {
    if index > 0 {
        line.push(',');
    }
}

fn push_cell(line: &mut String, values: &Values, row: usize) {
    match values {
        Values::Int(v) => push_int(line, v[row]),
        Values::Real(v) => push_real(line, v[row]),
        Values::Text(v) => push_text(line, &v[row]),
        Values::Flag(v) => push_flag(line, v[row]),
        Values::OptInt(v) => v[row].iter().for_each(|&x| push_int(line, x)),
        Values::OptReal(v) => v[row].iter().for_each(|&x| push_real(line, x)),
        Values::OptText(v) => v[row].iter().for_each(|x| push_text(line, x)),
        Values::OptFlag(v) => v[row].iter().for_each(|&x| push_flag(line, x)),
    }
}

// Writing to a string cannot fail.

fn push_int(line: &mut String, value: i64) {
    let _ = write!(line, "{value}");
}

fn push_real(line: &mut String, value: f64) {
    let _ = write!(line, "{value:?}");
}

fn push_flag(line: &mut String, value: bool) {
    line.push_str(if value { "true" } else { "false" });
}

fn push_text(line: &mut String, text: &str) {
    let plain = !text.is_empty() && !text.contains([',', '"', '\n', '\r']);
    if plain && text.trim() == text {
        line.push_str(text);
    } else {
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    }
}
