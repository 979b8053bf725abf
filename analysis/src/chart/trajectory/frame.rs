//! Where the data stand on the page, and the scales that place them.

use super::Trajectory;
use super::label::Labels;
use crate::chart::ChartError;
use crate::chart::across::range;
use crate::chart::font::{Weight, width};
use crate::chart::header::Header;
use crate::chart::sheet::{Frame, Point, block_height};
use crate::chart::style::{Measures, Size};
use crate::chart::tick::Ticks;

/// The vertical axis with its labels.
pub(super) struct Axis {
    pub(super) ticks: Ticks,
    pub(super) labels: Vec<String>,
    /// A sentence for the source line when the axis leaves out zero, or empty.
    pub(super) note: String,
}

/// Horizontal and vertical scales.
pub(super) struct Scales {
    pub(super) plot: Frame,
    x: (f64, f64),
    y: (f64, f64),
}

/// The page: its height and where the data stand.
pub(super) struct Page {
    pub(super) height: i32,
    pub(super) scales: Scales,
}

impl Axis {
    pub(super) fn new(chart: &Trajectory) -> Self {
        let drawn = chart.series.iter().flat_map(|series| {
            series.drawn(chart, &series.low).chain(series.drawn(chart, &series.high))
        });
        let zero = chart.zero_line.then_some(0.0);
        let (low, high) =
            range(drawn.map(|(_, value)| value).chain(zero).chain(chart.reach.iter().copied()));
        let ticks = Ticks::around(low, high);
        let labels = chart.y_axis.format.ticks(&ticks.values, ticks.step);
        let note = note(&ticks, &labels, &chart.y_axis.unit);
        Self { ticks, labels, note }
    }
}

fn note(ticks: &Ticks, labels: &[String], unit: &str) -> String {
    let (verb, label) = if ticks.low() > 0.0 {
        ("starts", labels.first())
    } else if ticks.high() < 0.0 {
        ("ends", labels.last())
    } else {
        return String::new();
    };
    let label = label.map_or("", String::as_str);
    // A percent sign closes up; other units stand apart.
    let space = if unit.is_empty() || unit == "%" { "" } else { " " };
    format!("Vertical axis {verb} at {label}{space}{unit}.")
}

impl Scales {
    /// A place along the horizontal axis; the middle when there is only one.
    pub(super) fn x(&self, x: f64) -> f64 {
        let (first, last) = self.x;
        let share = if last > first { (x - first) / (last - first) } else { 0.5 };
        self.plot.left + share * (self.plot.right - self.plot.left)
    }

    /// A value's height on the page.
    pub(super) fn y(&self, y: f64) -> f64 {
        let share = (y - self.y.0) / (self.y.1 - self.y.0);
        self.plot.bottom - share * (self.plot.bottom - self.plot.top)
    }

    pub(super) fn at(&self, (x, y): (f64, f64)) -> Point {
        (self.x(x), self.y(y))
    }

    /// Whether all data share one place along the axis.
    pub(super) fn single(&self) -> bool {
        self.x.0 >= self.x.1
    }
}

impl Page {
    /// Places the data; `strip` is height kept free above them.
    pub(super) fn new(
        chart: &Trajectory,
        axis: &Axis,
        header: &Header,
        labels: &Labels,
        m: &Measures,
        size: Size,
        strip: f64,
    ) -> Result<Self, ChartError> {
        let no_room = || ChartError::NoRoom { chart: chart.title.clone() };
        let left = left_of_plot(chart, axis, m);
        let right = f64::from(m.width) - m.margin - labels.width - label_gap(chart, m);
        if right - left < 0.22 * f64::from(m.width) {
            return Err(no_room());
        }
        let top = header.bottom(m) + 1.5 * m.tick + strip;
        let below = x_label_gap(m) + block_height(1, m.tick) + header.below(m);
        let least = labels.height().max(0.34 * f64::from(m.height));
        let height = f64::from(m.height).max(top + least + below);
        if height > f64::from(m.height) && !size.grows() {
            return Err(no_room());
        }
        let height = height.ceil();
        let plot = Frame { left, top, right, bottom: height - below };
        let x = range(places(chart));
        let y = (axis.ticks.low(), axis.ticks.high());
        Ok(Self { height: height as i32, scales: Scales { plot, x, y } })
    }
}

/// Every place that the horizontal axis must reach.
fn places(chart: &Trajectory) -> impl Iterator<Item = f64> {
    let drawn = chart.series.iter().flat_map(|s| s.drawn(chart, &s.median)).map(|(x, _)| x);
    let start = chart.policy().map(|(x, _)| x);
    drawn.chain(chart.x.iter().copied()).chain(start)
}

/// Gap between the data and their labels, with room for bars.
pub(super) fn label_gap(chart: &Trajectory, m: &Measures) -> f64 {
    1.15 * m.label + bars_room(chart, m)
}

/// Width that bars beside the lines' ends take.
pub(super) fn bars_room(chart: &Trajectory, m: &Measures) -> f64 {
    if chart.shows_bands() { 0.0 } else { bar_step(m) * chart.series.len() as f64 }
}

/// Distance between neighbouring bars.
pub(super) fn bar_step(m: &Measures) -> f64 {
    3.0 * m.line
}

/// Gap between the data and the labels of the horizontal axis.
pub(super) fn x_label_gap(m: &Measures) -> f64 {
    0.8 * m.tick
}

/// Gap between the labels of the vertical axis and the data.
pub(super) fn y_label_gap(m: &Measures) -> f64 {
    0.55 * m.tick
}

/// Room for the vertical axis' labels, and for half of the first label below.
fn left_of_plot(chart: &Trajectory, axis: &Axis, m: &Measures) -> f64 {
    let of = |words: &String| width(words, m.tick, Weight::Regular);
    let widest = axis.labels.iter().map(of).fold(0.0, f64::max);
    let half = chart.x_labels.first().map_or(0.0, |(_, words)| of(words) / 2.0);
    m.margin + (widest + y_label_gap(m)).max(half)
}
