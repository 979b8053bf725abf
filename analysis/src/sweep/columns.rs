//! The rows of a sweep: one a run, with its point of the design and what was measured in it.

use std::ops::Range;

use super::plan::Plan;
use crate::metric::metrics;
use crate::table::{ColumnDef, Kind, TableError, TableSpec, Values};

/// What became of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It ended, and everything measured is a number.
    Ok,
    /// It broke off.
    Failed,
    /// It ended, but something measured is infinite or not a number.
    NotFinite,
}

impl Status {
    /// The word in tables.
    pub fn name(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Failed => "failed",
            Status::NotFinite => "not_finite",
        }
    }
}

/// What one run gives: its status, and a value for every metric, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What became of it.
    pub status: Status,
    /// What went wrong; none where nothing did.
    pub message: Option<String>,
    /// School year, named by its summer, in which the metrics are taken.
    pub school_year: Option<i64>,
    /// The metrics of all schools in that year.
    pub values: Vec<Option<f64>>,
}

impl Outcome {
    /// A run that ended; it is not finite if one of its values is not.
    pub fn of(school_year: i64, values: Vec<Option<f64>>) -> Self {
        let wrong =
            metrics().zip(&values).find(|(_, value)| value.is_some_and(|value| !value.is_finite()));
        let message = wrong
            .map(|(metric, value)| format!("{} is {}", metric.name, value.unwrap_or(f64::NAN)));
        let status = if message.is_some() { Status::NotFinite } else { Status::Ok };
        let values = values.into_iter().map(|value| value.filter(|value| value.is_finite()));
        let values = values.collect();
        Self { status, message, school_year: Some(school_year), values }
    }

    /// A run that broke off with a message.
    pub fn failed(message: String) -> Self {
        let values = vec![None; metrics().count()];
        Self { status: Status::Failed, message: Some(message), school_year: None, values }
    }
}

/// Columns that say which run a row is.
fn run_columns(plan: &Plan) -> Vec<ColumnDef> {
    let mut columns = vec![
        ColumnDef::new("run", Kind::Int, "number", "Run, from 0, in the order of the plan."),
        ColumnDef::new("scenario", Kind::Text, "name", "Scenario."),
        ColumnDef::new("point", Kind::Int, "number", "Point of the design, from 0."),
        ColumnDef::new("replicate", Kind::Int, "number", "Replicate, from 0."),
        ColumnDef::new("seed", Kind::Int, "seed", "Seed of the run's draws."),
    ];
    columns.extend(plan.factors.iter().map(|factor| {
        let words = "Value of this factor of the design.";
        ColumnDef::new(&factor.path, Kind::Real, &factor.unit, words)
    }));
    columns
}

/// The columns of a plan.
///
/// # Errors
/// Only if two factors had one name.
pub(super) fn plan_columns(plan: &Plan) -> Result<TableSpec, TableError> {
    TableSpec::new("plan", run_columns(plan))
}

/// The columns of a sweep's results.
///
/// # Errors
/// Only if two factors had one name.
pub fn outcome_columns(plan: &Plan) -> Result<TableSpec, TableError> {
    let mut columns = run_columns(plan);
    let year =
        "School year, named by its summer, in which everything is measured: the last of the run.";
    columns.push(ColumnDef::new("school_year", Kind::Int, "year", year).nullable());
    let status = "What became of the run: ok, failed (it broke off) or not_finite.";
    columns.push(ColumnDef::new("status", Kind::Text, "name", status));
    let message = "What went wrong; missing where nothing did.";
    columns.push(ColumnDef::new("message", Kind::Text, "text", message).nullable());
    columns.extend(metrics().map(|metric| {
        ColumnDef::new(metric.name, Kind::Real, metric.unit, metric.sentence).nullable()
    }));
    TableSpec::new("runs", columns)
}

/// Rows that say which runs they are.
pub(super) fn plan_rows(plan: &Plan, runs: Range<usize>) -> Vec<Values> {
    let all = || runs.clone().map(|run| plan.run(run));
    let whole = |of: &dyn Fn(super::PlannedRun) -> i64| Values::Int(all().map(of).collect());
    let mut rows = vec![
        whole(&|run| run.run as i64),
        Values::Text(all().map(|run| plan.scenarios[run.scenario].clone()).collect()),
        whole(&|run| run.point as i64),
        whole(&|run| i64::from(run.replicate)),
        whole(&|run| run.seed as i64),
    ];
    for factor in 0..plan.factors.len() {
        rows.push(Values::Real(all().map(|run| plan.point(run.point)[factor]).collect()));
    }
    rows
}

/// The rows of some runs with what they gave, in the same order.
pub fn outcome_rows(plan: &Plan, runs: Range<usize>, outcomes: &[Outcome]) -> Vec<Values> {
    let mut rows = plan_rows(plan, runs);
    rows.push(Values::OptInt(outcomes.iter().map(|one| one.school_year).collect()));
    rows.push(Values::Text(outcomes.iter().map(|one| one.status.name().to_owned()).collect()));
    rows.push(Values::OptText(outcomes.iter().map(|one| one.message.clone()).collect()));
    for metric in 0..metrics().count() {
        rows.push(Values::OptReal(outcomes.iter().map(|one| one.values[metric]).collect()));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::plan::tests::small;
    use super::*;

    #[test]
    fn a_value_that_is_no_number_is_named_and_left_out() {
        let mut values = vec![Some(0.5); metrics().count()];
        assert_eq!(Outcome::of(2036, values.clone()).status, Status::Ok);
        values[1] = Some(f64::NAN);
        let found = Outcome::of(2036, values);
        assert_eq!((found.status, found.values[1]), (Status::NotFinite, None));
        assert_eq!(found.message.as_deref(), Some("attainment_16 is NaN"));
    }

    #[test]
    fn rows_fit_their_columns() {
        let plan = small();
        let fine = Outcome::of(2036, vec![Some(0.5); metrics().count()]);
        let outcomes = [fine, Outcome::failed("broke off".into())];
        let rows = outcome_rows(&plan, 2..4, &outcomes);
        assert_eq!(outcome_columns(&plan).unwrap().check(&rows), Ok(2));
        assert_eq!(plan_columns(&plan).unwrap().check(&plan_rows(&plan, 0..12)), Ok(12));
    }
}
