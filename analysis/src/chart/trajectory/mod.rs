//! Trajectories: a median line and the band of the middle 90% of replicates, over years.

mod check;
mod frame;
mod label;
mod paint;
mod policy;

use super::number::NumberFormat;
use super::style::{Size, Theme};
use super::{ChartError, Drawing};

/// What to draw.
#[derive(Clone, Debug)]
pub struct Trajectory {
    /// A finding with its number, or a question. More than two lines end in an ellipsis.
    pub title: String,
    /// Metric, unit, and what line and band mean. More than four lines end in an ellipsis.
    pub subtitle: String,
    /// The chart in words, for those who cannot see it.
    pub alt: String,
    /// The source line. Where the axis leaves out zero, a sentence that says so is added.
    pub source: String,
    /// Places along the horizontal axis that it must reach, ascending; usually every year.
    pub x: Vec<f64>,
    /// Labels of places along the axis, ascending; every second or third is drawn where all
    /// would not fit.
    pub x_labels: Vec<(f64, String)>,
    /// The vertical axis.
    pub y_axis: ValueAxis,
    /// The baseline and the scenarios.
    pub series: Vec<Series>,
    /// Where a policy starts, and the words beside its line; not drawn outside the years shown.
    /// Where there is a baseline, scenarios
    /// are drawn from there only, because paired seeds make earlier paths identical.
    pub policy_start: Option<(f64, String)>,
    /// Whether the vertical axis must reach zero and mark it.
    pub zero_line: bool,
    /// Values that the vertical axis must reach, so that a quiet series is not blown up.
    pub reach: Vec<f64>,
}

/// The vertical axis.
#[derive(Clone, Debug)]
pub struct ValueAxis {
    /// Words above the axis, after an arrow; empty when the subtitle says it all.
    pub title: String,
    /// The unit as printed after a number, such as `months`; empty for none.
    pub unit: String,
    /// How numbers are written.
    pub format: NumberFormat,
}

/// What a series is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What scenarios are compared with: thin, solid, grey.
    Baseline,
    /// A scenario, by its place in the report's order of colours, from 0.
    Series(usize),
}

/// One line with its band. All lists have one length.
#[derive(Clone, Debug)]
pub struct Series {
    /// The name, written at the line's end.
    pub name: String,
    /// What it is.
    pub role: Role,
    /// Places along the horizontal axis, ascending.
    pub x: Vec<f64>,
    /// Medians.
    pub median: Vec<f64>,
    /// Lower ends of the band.
    pub low: Vec<f64>,
    /// Upper ends of the band.
    pub high: Vec<f64>,
    /// What is written beneath the name, such as `0.02 SD (−0.01 to 0.05)`.
    pub end_label: String,
}

/// Lays a chart out at one size and draws it.
///
/// An error when the data cannot be drawn, or when text would be clipped, overlap, or leave the
/// data no room.
pub fn draw(chart: &Trajectory, size: Size, theme: Theme) -> Result<Drawing, ChartError> {
    check::check(chart, size, theme)?;
    let sheet = paint::paint(chart, size, theme)?;
    Ok(Drawing::new(sheet, size, &chart.title, &chart.alt))
}

/// Most bands that can be told apart where they overlap.
pub const MOST_BANDS: usize = 3;

impl Trajectory {
    /// Whether series have bands. With more than [`MOST_BANDS`] series each has a bar beside its
    /// line's end instead, and the subtitle should say so.
    pub fn shows_bands(&self) -> bool {
        self.series.len() <= MOST_BANDS
    }

    /// Where the policy starts and the words for it, if that is within the years shown.
    fn policy(&self) -> Option<(f64, &str)> {
        let (start, words) = self.policy_start.as_ref()?;
        let places = || self.series.iter().flat_map(|series| &series.x).chain(&self.x);
        let within = places().any(|x| x <= start) && places().any(|x| x >= start);
        within.then_some((*start, words.as_str()))
    }
}

impl Series {
    /// The part that is drawn: from the last place at or before where the policy starts.
    fn drawn_from(&self, chart: &Trajectory) -> usize {
        let has_baseline = chart.series.iter().any(|series| series.role == Role::Baseline);
        match (chart.policy(), self.role) {
            (Some((start, _)), Role::Series(_)) if has_baseline => {
                self.x.iter().rposition(|x| *x <= start).unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// Drawn points of one of the series' lists.
    fn drawn<'a>(
        &'a self,
        chart: &Trajectory,
        values: &'a [f64],
    ) -> impl DoubleEndedIterator<Item = (f64, f64)> + 'a {
        let from = self.drawn_from(chart);
        self.x.iter().copied().zip(values.iter().copied()).skip(from)
    }
}
