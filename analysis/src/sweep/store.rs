//! The plan of a sweep as files: the points for whoever runs it, and every run for whoever reads it.

use std::path::Path;

use super::columns::{plan_columns, plan_rows};
use super::error::SweepError;
use super::plan::{Axis, Plan};
use crate::export::{ParquetWriter, read_parquet};
use crate::table::{ColumnDef, Kind, TableSpec, Values};

/// Runs that are written together.
const GROUP: usize = 8192;

/// Writes every run of the plan, in order.
///
/// # Errors
/// The disk's.
pub fn write_plan(plan: &Plan, to: &Path) -> Result<(), SweepError> {
    let mut writer = ParquetWriter::create(to, &plan_columns(plan)?)?;
    for first in (0..plan.runs()).step_by(GROUP) {
        writer.write(&plan_rows(plan, first..(first + GROUP).min(plan.runs())))?;
    }
    Ok(writer.finish()?)
}

/// Writes the points of the design: one row a point.
///
/// # Errors
/// The disk's.
pub fn write_points(plan: &Plan, to: &Path) -> Result<(), SweepError> {
    let words = "Point of the design, from 0.";
    let mut columns = vec![ColumnDef::new("point", Kind::Int, "number", words)];
    columns.extend(plan.factors.iter().map(|factor| {
        let words = "Value of this factor of the design.";
        ColumnDef::new(&factor.path, Kind::Real, &factor.unit, words)
    }));
    let mut rows = vec![Values::Int((0..plan.points as i64).collect())];
    for factor in 0..plan.factors.len() {
        let value = |point: usize| plan.point(point)[factor];
        rows.push(Values::Real((0..plan.points).map(value).collect()));
    }
    let mut writer = ParquetWriter::create(to, &TableSpec::new("points", columns)?)?;
    writer.write(&rows)?;
    Ok(writer.finish()?)
}

/// The factors, and their values point after point; what is wrong with the file.
///
/// # Errors
/// The file cannot be read, or holds something else.
pub fn read_points(from: &Path) -> Result<(Vec<Axis>, Vec<f64>, usize), SweepError> {
    let damaged =
        |problem: &str| SweepError::Damaged { path: from.into(), problem: problem.into() };
    let (spec, columns) = read_parquet(from)?;
    let points = columns.first().map_or(0, Values::len);
    let axis = |column: &ColumnDef| Axis { path: column.name.clone(), unit: column.unit.clone() };
    let factors: Vec<Axis> = spec.columns.iter().skip(1).map(axis).collect();
    let mut values = vec![0.0; points * factors.len()];
    for (factor, column) in columns.iter().skip(1).enumerate() {
        let Values::Real(column) = column else { return Err(damaged("it holds no numbers")) };
        for (point, value) in column.iter().enumerate() {
            values[point * factors.len() + factor] = *value;
        }
    }
    Ok((factors, values, points))
}

#[cfg(test)]
mod tests {
    use super::super::plan::tests::small;
    use super::*;

    #[test]
    fn points_come_back_as_they_were() {
        let plan = small();
        let to = std::env::temp_dir().join(format!("risingtide-points-{}", std::process::id()));
        write_points(&plan, &to).unwrap();
        assert_eq!(read_points(&to).unwrap(), (plan.factors.clone(), plan.values.clone(), 3));
        write_plan(&plan, &to).unwrap();
        assert_eq!(read_parquet(&to).unwrap().1[0].len(), 12);
        std::fs::remove_file(&to).unwrap();
    }
}
