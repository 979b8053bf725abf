//! The ridges' curves, the scale they share, and where the rows stand.

use super::Ridge;
use crate::chart::across::{Across, range};
use crate::statistic::{bandwidth, density, quantile, quantile_of_sorted};

/// Height of the tallest ridge in rows.
pub(super) const TALLEST: f64 = 1.8;

/// Places at which a density is drawn.
const PLACES: usize = 240;

/// The curves of all rows on one scale.
pub(super) struct Curves {
    /// Places along the axis, ascending.
    pub(super) places: Vec<f64>,
    /// Heights in rows, for each row and place.
    pub(super) heights: Vec<Vec<f64>>,
    /// Median of each row.
    pub(super) medians: Vec<f64>,
}

/// The axis without its place on the page, and the bandwidth that all rows share.
pub(super) fn scale(chart: &Ridge) -> (Across, f64) {
    let mut all: Vec<f64> = chart.rows.iter().flat_map(|row| row.values.iter().copied()).collect();
    all.sort_by(f64::total_cmp);
    let (low, high) = shown(&all);
    let ends = [low, high, chart.threshold.as_ref().map(|threshold| threshold.at)];
    let (low, high) = range(ends.into_iter().flatten());
    let width = shared_bandwidth(chart).unwrap_or_else(|| without_spread(low, high));
    let ends = (low - 2.5 * width, high + 2.5 * width);
    (Across::within(ends, chart.format, chart.signed), width)
}

/// The ends of what is shown of all values, which are sorted: without one in a thousand at either
/// end, and without any that are further from the middle half than four times its width.
fn shown(all: &[f64]) -> (Option<f64>, Option<f64>) {
    let end = |share| quantile_of_sorted(all, share);
    let (Some(low), Some(first), Some(third), Some(high)) =
        (end(0.001), end(0.25), end(0.75), end(0.999))
    else {
        return (None, None);
    };
    let width = third - first;
    if width > 0.0 {
        (Some(low.max(first - 4.0 * width)), Some(high.min(third + 4.0 * width)))
    } else {
        (Some(low), Some(high))
    }
}

/// The median of the rows' bandwidths, of those that have one.
fn shared_bandwidth(chart: &Ridge) -> Option<f64> {
    let widths: Vec<f64> = chart.rows.iter().filter_map(|row| bandwidth(&row.values)).collect();
    let largest = |row: &super::Row| row.values.iter().fold(0.0_f64, |most, v| most.max(v.abs()));
    let largest = chart.rows.iter().map(largest).fold(0.0, f64::max);
    // A spread of rounding errors alone is none.
    quantile(&widths, 0.5).filter(|width| *width > largest * 1e-9)
}

/// A bandwidth where no row has spread: a twentieth of what is shown, or of the values' size.
fn without_spread(low: f64, high: f64) -> f64 {
    let size = low.abs().max(high.abs());
    let shown = high - low;
    let width = if shown > size * 1e-9 { shown } else { size };
    if width > 0.0 { width / 20.0 } else { 0.05 }
}

impl Curves {
    pub(super) fn new(chart: &Ridge, axis: &Across, width: f64) -> Self {
        let step = (axis.high - axis.low) / PLACES as f64;
        let mut places: Vec<f64> =
            (0..=PLACES).map(|place| axis.low + step * place as f64).collect();
        // The tail ends exactly at the threshold.
        places.extend(chart.threshold.as_ref().map(|threshold| threshold.at));
        places.sort_by(f64::total_cmp);
        let mut heights: Vec<Vec<f64>> =
            chart.rows.iter().map(|row| density(&row.values, width, &places)).collect();
        let tallest = heights.iter().flatten().copied().fold(0.0, f64::max);
        let factor = if tallest > 0.0 { TALLEST / tallest } else { 0.0 };
        heights.iter_mut().flatten().for_each(|height| *height *= factor);
        let median = |row: &super::Row| quantile(&row.values, 0.5).unwrap_or_default();
        let medians = chart.rows.iter().map(median).collect();
        Self { places, heights, medians }
    }

    /// The height of a row's curve at a value, in rows.
    pub(super) fn height(&self, row: usize, value: f64) -> f64 {
        let after = self.places.partition_point(|place| *place < value);
        let Some(heights) = self.heights.get(row) else { return 0.0 };
        let (left, right) = (after.saturating_sub(1), after.min(self.places.len() - 1));
        let span = self.places[right] - self.places[left];
        let share = if span > 0.0 { (value - self.places[left]) / span } else { 0.0 };
        heights[left] + (heights[right] - heights[left]) * share.clamp(0.0, 1.0)
    }
}
