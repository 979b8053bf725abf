//! Writes the tables of a result.

use std::path::{Path, PathBuf};

use analysis::export::{CsvWriter, ExportError, ParquetWriter};
use analysis::table::{TableSpec, Values};

use crate::folder::Folder;
use crate::problem::Problem;

/// One table in the making, as Parquet and perhaps as CSV.
pub(crate) struct Table {
    /// Where its files will stand, without their endings.
    place: PathBuf,
    parquet: ParquetWriter,
    csv: Option<CsvWriter>,
}

impl Table {
    /// Starts a table in the folder.
    pub(crate) fn start(folder: &Folder, spec: &TableSpec, csv: bool) -> Result<Self, Problem> {
        let path = |end: &str| folder.path(&format!("tables/{}.{end}", spec.name));
        let place = folder.place(&format!("tables/{}", spec.name));
        let parquet = ParquetWriter::create(path("parquet"), spec)
            .map_err(|e| parquet_problem(&place, &e))?;
        let csv = csv.then(|| CsvWriter::create(path("csv"), spec)).transpose();
        let csv = csv.map_err(|e| csv_problem(&place, &e))?;
        Ok(Self { place, parquet, csv })
    }

    /// Adds rows.
    pub(crate) fn write(&mut self, rows: &[Values]) -> Result<(), Problem> {
        self.parquet.write(rows).map_err(|e| parquet_problem(&self.place, &e))?;
        match &mut self.csv {
            Some(csv) => csv.write(rows).map_err(|e| csv_problem(&self.place, &e)),
            None => Ok(()),
        }
    }

    /// Ends the table.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        self.parquet.finish().map_err(|e| parquet_problem(&self.place, &e))?;
        self.csv.map_or(Ok(()), CsvWriter::finish).map_err(|e| csv_problem(&self.place, &e))
    }
}

fn parquet_problem(place: &Path, error: &ExportError) -> Problem {
    problem(&place.with_extension("parquet"), error)
}

fn csv_problem(place: &Path, error: &ExportError) -> Problem {
    problem(&place.with_extension("csv"), error)
}

fn problem(file: &Path, error: &ExportError) -> Problem {
    match error {
        ExportError::Write { source, .. } => Problem::disk(file, source),
        other => Problem::fault(format!("{}: {other}", file.display())),
    }
}

/// Writes a table in one go.
pub(crate) fn table(
    folder: &Folder,
    spec: &TableSpec,
    rows: &[Values],
    csv: bool,
) -> Result<(), Problem> {
    let mut table = Table::start(folder, spec, csv)?;
    table.write(rows)?;
    table.finish()
}
