//! The charts of one run.

mod fifths;
mod picture;
mod plane;
mod ridges;
mod trajectories;

use super::schools::SchoolFigures;
use super::summary::Facts;
use crate::table::{TableSpec, Values};

pub use picture::Picture;

/// A chart and the stem of its files' names.
#[derive(Clone, Debug)]
pub struct NamedChart {
    /// Stem of the files' names.
    pub name: &'static str,
    /// What to draw.
    pub picture: Picture,
    /// What to look for, in a sentence or two.
    pub caption: String,
}

/// A chart that cannot be drawn from a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Stem of the files' names.
    pub name: &'static str,
    /// Why, as the end of a sentence without its full stop.
    pub reason: String,
}

/// The charts that a run allows, and those that it does not, both in the order of a report.
#[derive(Clone, Debug, Default)]
pub struct RunCharts {
    /// What can be drawn.
    pub charts: Vec<NamedChart>,
    /// What cannot.
    pub left_out: Vec<LeftOut>,
}

/// The charts of a run, from the nation's rows of all replicates and what was kept of its schools.
pub fn run_charts(
    spec: &TableSpec,
    nation: &[Values],
    schools: &SchoolFigures,
    facts: &Facts,
) -> RunCharts {
    let mut all = trajectories::trajectories(spec, nation, facts);
    all.push(plane::plane(spec, nation, facts));
    all.push(ridges::ridge(&ridges::AT_16, &schools.progress_16, facts));
    all.push(ridges::ridge(&ridges::AT_11, &schools.progress_11, facts));
    all.push(fifths::fifths(&schools.fifths, facts));
    let mut run = RunCharts::default();
    for chart in all {
        match chart {
            Ok(chart) => run.charts.push(chart),
            Err(left_out) => run.left_out.push(left_out),
        }
    }
    run
}
