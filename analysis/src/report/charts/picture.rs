//! A chart of any kind.

use crate::chart::calibration::{self, Calibration};
use crate::chart::dumbbell::{self, Dumbbell};
use crate::chart::equity::{self, Equity};
use crate::chart::ridge::{self, Ridge, most_rows, spaced};
use crate::chart::trajectory::{self, Trajectory};
use crate::chart::{ChartError, Drawing, Size, Theme};

/// What to draw.
#[derive(Clone, Debug)]
pub enum Picture {
    /// Lines over years.
    Trajectory(Trajectory),
    /// Improvement against equity.
    Equity(Equity),
    /// Schools by year.
    Ridge(Ridge),
    /// Two values of every group.
    Dumbbell(Dumbbell),
    /// What is simulated against what is measured.
    Calibration(Calibration),
}

impl Picture {
    /// Draws the chart on white at a size. A ridge leaves out years where all would not fit.
    ///
    /// # Errors
    /// When the chart does not fit the size, or its data cannot be drawn.
    pub fn draw(&self, size: Size) -> Result<Drawing, ChartError> {
        let theme = Theme::Light;
        match self {
            Picture::Trajectory(chart) => trajectory::draw(chart, size, theme),
            Picture::Equity(chart) => equity::draw(chart, size, theme),
            Picture::Ridge(chart) => ridge(chart, size, theme),
            Picture::Dumbbell(chart) => dumbbell::draw(chart, size, theme),
            Picture::Calibration(chart) => calibration::draw(chart, size, theme),
        }
    }
}

/// A ridge with as many of its rows as fit beneath its words, and the first and the last among them.
fn ridge(chart: &Ridge, size: Size, theme: Theme) -> Result<Drawing, ChartError> {
    let mut most = most_rows(size).min(chart.rows.len());
    loop {
        let kept = spaced(chart.rows.len(), most);
        let rows = kept.iter().map(|row| chart.rows[*row].clone()).collect();
        match ridge::draw(&Ridge { rows, ..chart.clone() }, size, theme) {
            Err(ChartError::NoRoom { .. }) if most > 2 => most -= 1,
            drawn => return drawn,
        }
    }
}
