//! Calibration: what the model simulates against what was measured, target by target.
//!
//! Differences are in units of each target's tolerance, so that unlike quantities share an axis;
//! the values in their own units stand beside. Misses are never left out.

mod frame;
mod paint;
mod point;

use super::check::{ends, numbers, refuse};
use super::style::{Size, Theme};
use super::{ChartError, Drawing};

/// Differences beyond this many tolerances are drawn at the edge, with an arrow and their number.
pub const FURTHEST: f64 = 6.0;

/// What to draw.
#[derive(Clone, Debug)]
pub struct Calibration {
    /// A finding with its number, or a question. More than two lines end in an ellipsis.
    pub title: String,
    /// What the axis, bar, shading and markers mean. More than four lines end in an ellipsis.
    pub subtitle: String,
    /// The chart in words, for those who cannot see it.
    pub alt: String,
    /// The source line.
    pub source: String,
    /// The words above the data.
    pub headings: Headings,
    /// The targets from top to bottom.
    pub rows: Vec<Row>,
}

/// The words above the data; any may be empty.
#[derive(Clone, Debug)]
pub struct Headings {
    /// Above the left of the axis.
    pub low: String,
    /// Above the shaded band.
    pub within: String,
    /// Above the right of the axis.
    pub high: String,
    /// Above the column of simulated values.
    pub simulated: String,
    /// Above the column of measured values.
    pub measured: String,
}

/// One target.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name with its unit. More than two lines end in an ellipsis.
    pub name: String,
    /// Simulated less measured, in tolerances.
    pub difference: f64,
    /// The middle 90% of replicates of the difference, in tolerances.
    pub interval: Option<(f64, f64)>,
    /// The simulated value in its own unit, as printed.
    pub simulated: String,
    /// The measured value in its own unit, as printed.
    pub measured: String,
    /// How the target counts.
    pub verdict: Verdict,
    /// Whether the target was kept out of the fit: its marker is hollow, and `held` stands beside
    /// its name.
    pub held: bool,
}

/// How a target counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Within tolerance: a circle.
    Hit,
    /// A little beyond it: a triangle.
    Near,
    /// Far beyond it: a diamond, with the row's words in its colour.
    Miss,
}

impl Verdict {
    /// A hit up to 1 tolerance, near up to `near` tolerances, and a miss beyond.
    pub fn of(difference: f64, near: f64) -> Self {
        match difference.abs() {
            away if away <= 1.0 => Verdict::Hit,
            away if away <= near => Verdict::Near,
            _ => Verdict::Miss,
        }
    }
}

impl Default for Headings {
    fn default() -> Self {
        Self {
            low: "Too low".to_owned(),
            within: "Within tolerance".to_owned(),
            high: "Too high".to_owned(),
            simulated: "Simulated".to_owned(),
            measured: "Measured".to_owned(),
        }
    }
}

/// Lays a chart out at one size and draws it. Its height grows with the rows, but not on a slide.
///
/// An error when the data cannot be drawn, or when text would be clipped, overlap, or leave the
/// data no room.
pub fn draw(chart: &Calibration, size: Size, theme: Theme) -> Result<Drawing, ChartError> {
    check(chart, size)?;
    let sheet = paint::paint(chart, size, theme)?;
    Ok(Drawing::new(sheet, size, &chart.title, &chart.alt))
}

/// More targets than a size has room for.
fn too_many(chart: &str, found: usize, size: Size) -> ChartError {
    let problem = format!(
        "its {found} targets do not fit at size `{}`; draw it at size `double`, which grows with \
         its rows",
        size.name()
    );
    ChartError::Data { chart: chart.to_owned(), problem }
}

/// Most rows at a size; at the width of a page there is no limit, on a slide names of two lines
/// may allow fewer.
fn most_rows(size: Size) -> usize {
    match size {
        Size::Single => 5,
        Size::Double => usize::MAX,
        Size::Slide => 11,
    }
}

fn check(chart: &Calibration, size: Size) -> Result<(), ChartError> {
    let title = &chart.title;
    if chart.rows.is_empty() {
        return refuse(title, "it has no targets; give at least one".to_owned());
    }
    if chart.rows.len() > most_rows(size) {
        return Err(too_many(title, chart.rows.len(), size));
    }
    for row in &chart.rows {
        numbers(title, &row.name, &[row.difference])?;
        ends(title, &row.name, row.interval)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_follows_the_difference_either_way() {
        assert_eq!(Verdict::of(-1.0, 2.0), Verdict::Hit);
        assert_eq!(Verdict::of(1.5, 2.0), Verdict::Near);
        assert_eq!(Verdict::of(-2.1, 2.0), Verdict::Miss);
        assert_eq!(Verdict::of(f64::INFINITY, 2.0), Verdict::Miss);
    }
}
