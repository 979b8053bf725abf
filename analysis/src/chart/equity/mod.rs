//! Improvement against equity: a plane in which right is higher attainment and up a narrower gap.
//!
//! An arrow leads from what is compared with, at the origin, to the median of each scenario's
//! paired changes; a pale ellipse shows the middle 90% of replicates. A single run has one arrow,
//! from its first year to its last. The raw gap is never plotted: up would then be worse.

mod check;
mod frame;
mod label;
mod paint;

use super::number::NumberFormat;
use super::style::{Size, Theme};
use super::{ChartError, Drawing};
use crate::statistic::Ellipse;

/// What to draw.
#[derive(Clone, Debug)]
pub struct Equity {
    /// A finding with its number, or a question. More than two lines end in an ellipsis.
    pub title: String,
    /// Metrics, units, years, and what arrow and ellipse mean. More than four lines end in an
    /// ellipsis.
    pub subtitle: String,
    /// The chart in words, for those who cannot see it.
    pub alt: String,
    /// The source line.
    pub source: String,
    /// The horizontal axis: change of attainment.
    pub attainment: Axis,
    /// The vertical axis: narrowing of the gap.
    pub narrowing: Axis,
    /// What each corner means.
    pub corners: Corners,
    /// What stands at the origin: the baseline's name, or the first year of a run.
    pub origin: String,
    /// The scenarios, or the one run.
    pub arrows: Vec<Arrow>,
}

/// One axis of the plane. Its numbers are changes and carry their sign.
#[derive(Clone, Debug)]
pub struct Axis {
    /// Words with the unit; an arrow is added.
    pub title: String,
    /// How numbers are written.
    pub format: NumberFormat,
    /// The axis reaches at least this far to the better side, so that small changes look small;
    /// 0 for no such reach.
    pub reach: f64,
}

/// The words in the corners of the plane.
#[derive(Clone, Debug)]
pub struct Corners {
    /// Attainment lower, gap narrower.
    pub lower_narrower: String,
    /// Attainment higher, gap narrower.
    pub higher_narrower: String,
    /// Attainment lower, gap wider.
    pub lower_wider: String,
    /// Attainment higher, gap wider.
    pub higher_wider: String,
}

/// A scenario's change.
#[derive(Clone, Debug)]
pub struct Arrow {
    /// The name, written at the arrow's tip. More than three lines end in an ellipsis.
    pub name: String,
    /// Its place in the report's order of colours, from 0.
    pub colour: usize,
    /// Median change of attainment and median narrowing of the gap, in the units of the axes.
    pub to: (f64, f64),
    /// The middle 90% of replicates ([`crate::statistic::ellipse_of`]).
    pub ellipse: Option<Ellipse>,
}

impl Default for Corners {
    fn default() -> Self {
        Self {
            lower_narrower: "Lower attainment, narrower gap".to_owned(),
            higher_narrower: "Higher attainment, narrower gap".to_owned(),
            lower_wider: "Lower attainment, wider gap".to_owned(),
            higher_wider: "Higher attainment, wider gap".to_owned(),
        }
    }
}

/// Lays a chart out at one size and draws it.
///
/// An error when the data cannot be drawn, or when text would be clipped, overlap, or leave the
/// data no room.
pub fn draw(chart: &Equity, size: Size, theme: Theme) -> Result<Drawing, ChartError> {
    check::check(chart, size, theme)?;
    let sheet = paint::paint(chart, size, theme)?;
    Ok(Drawing::new(sheet, size, &chart.title, &chart.alt))
}
