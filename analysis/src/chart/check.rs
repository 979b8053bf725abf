//! What every kind of chart asks of its data.

use super::ChartError;

/// Beyond this, numbers have more digits than an axis has room for.
const LARGEST: f64 = 1e15;

/// Whether a number can stand on an axis: finite, and within ±1e15.
pub(super) fn drawable(value: f64) -> bool {
    value.abs() <= LARGEST
}

/// Refuses a chart, by its title, with a sentence that says what is wrong.
pub(super) fn refuse(chart: &str, problem: String) -> Result<(), ChartError> {
    Err(ChartError::Data { chart: chart.to_owned(), problem })
}

/// Refuses a chart whose row has a number that cannot be drawn.
pub(super) fn numbers(chart: &str, row: &str, values: &[f64]) -> Result<(), ChartError> {
    match values.iter().find(|value| !drawable(**value)) {
        Some(value) => {
            refuse(chart, format!("`{row}` has the value {value}; expected a number within ±1e15"))
        }
        None => Ok(()),
    }
}

/// Refuses a chart whose interval is not in order, or holds a number that cannot be drawn.
pub(super) fn ends(chart: &str, row: &str, ends: Option<(f64, f64)>) -> Result<(), ChartError> {
    let Some((low, high)) = ends else { return Ok(()) };
    numbers(chart, row, &[low, high])?;
    if low > high {
        return refuse(
            chart,
            format!("`{row}` has an interval from {low} to {high}; expected low ≤ high"),
        );
    }
    Ok(())
}
