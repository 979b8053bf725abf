//! Writes the tables, charts and texts of a result.

use std::path::Path;

use analysis::chart::style::{Size, Theme};
use analysis::chart::trajectory;
use analysis::export::{CsvWriter, ExportError, ParquetWriter};
use analysis::report::{Facts, run_charts};
use analysis::table::{TableSpec, Values};

use crate::folder::Folder;
use crate::problem::Problem;

/// One table in the making, as Parquet and perhaps as CSV.
pub(crate) struct Table {
    name: String,
    parquet: ParquetWriter,
    csv: Option<CsvWriter>,
}

impl Table {
    /// Starts a table in the folder.
    pub(crate) fn start(folder: &Folder, spec: &TableSpec, csv: bool) -> Result<Self, Problem> {
        let path = |end: &str| folder.path(&format!("tables/{}.{end}", spec.name));
        let parquet =
            ParquetWriter::create(path("parquet"), spec).map_err(|e| export(&spec.name, &e))?;
        let csv = csv.then(|| CsvWriter::create(path("csv"), spec)).transpose();
        Ok(Self { name: spec.name.clone(), parquet, csv: csv.map_err(|e| export(&spec.name, &e))? })
    }

    /// Adds rows.
    pub(crate) fn write(&mut self, rows: &[Values]) -> Result<(), Problem> {
        self.parquet.write(rows).map_err(|e| export(&self.name, &e))?;
        match &mut self.csv {
            Some(csv) => csv.write(rows).map_err(|e| export(&self.name, &e)),
            None => Ok(()),
        }
    }

    /// Ends the table.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        self.parquet.finish().map_err(|e| export(&self.name, &e))?;
        self.csv.map_or(Ok(()), CsvWriter::finish).map_err(|e| export(&self.name, &e))
    }
}

fn export(table: &str, error: &ExportError) -> Problem {
    match error {
        ExportError::Write { source, .. } => Problem::disk(Path::new(table), source),
        other => Problem::fault(format!("table {table}: {other}")),
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

/// Draws every chart: SVG and PNG at print size, PNG at slide size.
pub(crate) fn charts(
    folder: &Folder,
    spec: &TableSpec,
    nation: &[Values],
    facts: &Facts,
) -> Result<(), Problem> {
    for named in run_charts(spec, nation, facts) {
        let fault = |error| Problem::fault(format!("chart {}: {error}", named.name));
        let print = trajectory::draw(&named.chart, Size::Double, Theme::Light).map_err(fault)?;
        let slide = trajectory::draw(&named.chart, Size::Slide, Theme::Light).map_err(fault)?;
        let svg = print.svg().map_err(fault)?;
        folder.write(&format!("charts/{}.svg", named.name), svg.as_bytes())?;
        folder.write(&format!("charts/{}.png", named.name), &print.png().map_err(fault)?)?;
        folder.write(&format!("charts/{}_slide.png", named.name), &slide.png().map_err(fault)?)?;
    }
    Ok(())
}
