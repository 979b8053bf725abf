//! One run of a sweep repeated, and held against its row.

use analysis::export::read_parquet;
use analysis::metric::metrics;
use analysis::sweep::{outcome_columns, outcome_rows};
use analysis::table::Values;

use super::Answer;
use super::folder::Sweep;
use super::runner::{Bench, Runner};
use crate::args::RerunOptions;
use crate::problem::Problem;
use crate::signals::Stop;

/// Repeats a run and shows its numbers beside those of its row.
pub(super) fn rerun(options: &RerunOptions) -> Result<Answer, Problem> {
    let sweep = Sweep::open(&options.folder)?;
    let (row, runs) = (options.row, sweep.plan.runs());
    if row >= runs {
        return Err(Problem::input(format!(
            "there is no run {row}: expected a number from 0 to {}, as in the column `run`",
            runs - 1
        )));
    }
    let stop = Stop::listen()?;
    let runner = Runner::new(&sweep)?;
    let planned = sweep.plan.run(row);
    let outcome = runner
        .run(planned, &mut Bench::default(), &|| !stop.asked())
        .ok_or_else(Problem::stopped)?;
    let found = outcome_rows(&sweep.plan, row..row + 1, &[outcome]);
    let kept = kept(&sweep, row)?;
    let spec = outcome_columns(&sweep.plan).map_err(Problem::fault)?;
    let mut text = format!("Run {row} of {}\n", sweep.folder.display());
    let factors = sweep.plan.factors.iter().map(|factor| factor.path.as_str());
    let is_input: Vec<&str> = ["scenario", "point", "replicate", "seed", "status", "message"]
        .into_iter()
        .chain(factors)
        .collect();
    for (column, values) in spec.columns.iter().zip(&found) {
        if is_input.contains(&column.name.as_str()) {
            text += &format!("  {}: {}\n", column.name, cell(values, 0));
        }
    }
    let width = metrics().map(|metric| metric.name.len()).max().unwrap_or(0);
    let mut same = true;
    for (at, column) in spec.columns.iter().enumerate() {
        let now = cell(&found[at], 0);
        let before = kept.as_ref().map(|rows| cell(&rows[at], 0));
        let differs = before.as_ref().is_some_and(|before| *before != now);
        same &= !differs;
        if metrics().any(|metric| metric.name == column.name) {
            let note = match before {
                Some(before) if differs => format!("  in its row: {before}"),
                _ => String::new(),
            };
            text += &format!("{:width$}  {now} {}{note}\n", column.name, column.unit);
        }
    }
    text += match (&kept, same) {
        (None, _) => "Its part is not done yet: there is no row to compare it with.\n",
        (Some(_), true) => "Every number is that of its row.\n",
        (Some(_), false) => "Some numbers are not those of its row.\n",
    };
    if same {
        return Ok((text, 0));
    }
    Err(Problem::fault(format!("a run repeated gave other numbers\n{text}")))
}

/// The row of a run, from the part in which it is; none where that is not done.
fn kept(sweep: &Sweep, row: usize) -> Result<Option<Vec<Values>>, Problem> {
    let part = sweep.parts.iter().find(|part| part.runs.contains(&row));
    let Some(part) = part.filter(|part| part.is_there(&sweep.folder)) else { return Ok(None) };
    let (_, mut rows) = read_parquet(part.path(&sweep.folder)).map_err(Problem::input)?;
    for column in &mut rows {
        let mut rest = column.split_off(row - part.runs.start);
        rest.split_off(1);
        *column = rest;
    }
    Ok(Some(rows))
}

/// A cell in words, with every digit of a number.
fn cell(values: &Values, row: usize) -> String {
    let none = || "missing".to_owned();
    match values {
        Values::Int(v) => v[row].to_string(),
        Values::Real(v) => v[row].to_string(),
        Values::Text(v) => v[row].clone(),
        Values::Flag(v) => v[row].to_string(),
        Values::OptInt(v) => v[row].map_or_else(none, |value| value.to_string()),
        Values::OptReal(v) => v[row].map_or_else(none, |value| value.to_string()),
        Values::OptText(v) => v[row].clone().unwrap_or_else(none),
        Values::OptFlag(v) => v[row].map_or_else(none, |value| value.to_string()),
    }
}
