//! Dumbbell: two values of every group, most disadvantaged on top, and the change between them.

mod paint;

use super::check::{ends, numbers, refuse};
use super::number::NumberFormat;
use super::style::{Size, Theme};
use super::{ChartError, Drawing};

/// What to draw.
#[derive(Clone, Debug)]
pub struct Dumbbell {
    /// A finding with its number, or a question. More than two lines end in an ellipsis.
    pub title: String,
    /// Metric, unit, and what markers and bars mean. More than four lines end in an ellipsis.
    pub subtitle: String,
    /// The chart in words, for those who cannot see it.
    pub alt: String,
    /// The source line.
    pub source: String,
    /// Words below the axis, before an arrow; empty when the subtitle says it all.
    pub axis_title: String,
    /// How the axis writes its numbers.
    pub format: NumberFormat,
    /// Whether the axis writes the sign of positive numbers, as for distances from a mean.
    pub signed: bool,
    /// Whether the axis must reach zero and mark it.
    pub zero_line: bool,
    /// Values that the axis must reach, so that small changes look small.
    pub reach: Vec<f64>,
    /// Name of the first value, such as a year or a scenario; written once, above the first row.
    pub first: String,
    /// Name of the last value.
    pub last: String,
    /// Words above the column of changes; may be empty.
    pub change_heading: String,
    /// Decimals of the changes printed.
    pub decimals: usize,
    /// The rows from top to bottom: the most disadvantaged first, never sorted by change.
    pub rows: Vec<Row>,
}

/// One group, in the unit of the axis.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name at the left margin. More than two lines end in an ellipsis.
    pub name: String,
    /// The first value: a hollow grey marker.
    pub first: f64,
    /// The last value: a filled marker.
    pub last: f64,
    /// The middle 90% of replicates of the first value, as a pale bar.
    pub first_interval: Option<(f64, f64)>,
    /// The middle 90% of replicates of the last value, as a pale bar.
    pub last_interval: Option<(f64, f64)>,
    /// The change in print, where it is not the last value less the first, as with paired medians.
    pub change: Option<f64>,
}

impl Row {
    /// The change that is printed, in the unit of the axis.
    pub fn change(&self) -> f64 {
        self.change.unwrap_or(self.last - self.first)
    }
}

/// Lays a chart out at one size and draws it.
///
/// An error when the data cannot be drawn, or when text would be clipped, overlap, or leave the
/// data no room.
pub fn draw(chart: &Dumbbell, size: Size, theme: Theme) -> Result<Drawing, ChartError> {
    check(chart)?;
    let sheet = paint::paint(chart, size, theme)?;
    Ok(Drawing::new(sheet, size, &chart.title, &chart.alt))
}

fn check(chart: &Dumbbell) -> Result<(), ChartError> {
    let title = &chart.title;
    if chart.rows.is_empty() {
        return refuse(title, "it has no rows; give at least one".to_owned());
    }
    numbers(title, "the axis", &chart.reach)?;
    for row in &chart.rows {
        numbers(title, &row.name, &[row.first, row.last, row.change()])?;
        ends(title, &row.name, row.first_interval)?;
        ends(title, &row.name, row.last_interval)?;
    }
    Ok(())
}
