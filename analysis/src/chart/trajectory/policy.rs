//! The dotted line where a policy starts, with its words where no data are.

use super::Trajectory;
use super::frame::Scales;
use crate::chart::font::{Weight, width};
use crate::chart::header::Block;
use crate::chart::sheet::{Frame, Shape, Sheet};
use crate::chart::style::{Measures, Theme};
use crate::chart::wrap::wrap_at_most;

/// The words beside the line.
pub(super) struct Policy {
    start: f64,
    block: Block,
    width: f64,
}

impl Policy {
    pub(super) fn new(chart: &Trajectory, m: &Measures, theme: Theme) -> Option<Self> {
        let (start, words) = chart.policy()?;
        let room = 0.5 * f64::from(m.width);
        let lines = wrap_at_most(words, m.label, Weight::Regular, room, 2);
        let of = |line: &String| width(line, m.label, Weight::Regular);
        let width = lines.iter().map(of).fold(0.0, f64::max);
        let block = Block { lines, size: m.label, weight: Weight::Regular, colour: theme.muted() };
        Some(Self { start, block, width })
    }

    /// Height of the strip above the data that the words need when they find no place inside.
    pub(super) fn strip(&self) -> f64 {
        self.block.height()
    }

    /// A place inside the plot where the words cover neither data nor gridlines.
    pub(super) fn inside(
        &self,
        chart: &Trajectory,
        scales: &Scales,
        grid: &[f64],
    ) -> Option<Frame> {
        let (plot, height) = (&scales.plot, self.block.height());
        let (gap, line) = (0.5 * self.block.size, scales.x(self.start));
        let below = plot.bottom - height - 0.6 * self.block.size;
        let above = plot.top + 0.6 * self.block.size;
        let (after, before) = (line + gap, line - gap - self.width);
        [(after, below), (after, above), (before, below), (before, above)]
            .map(|(left, top)| Frame { left, top, right: left + self.width, bottom: top + height })
            .into_iter()
            .find(|frame| {
                frame.left >= plot.left + gap
                    && frame.right <= plot.right
                    && free(frame, chart, scales, gap)
                    && !grid.iter().any(|y| (frame.top..=frame.bottom).contains(y))
            })
    }

    /// A place in the strip above the plot, beside the line where the page is wide enough.
    pub(super) fn above(&self, scales: &Scales, m: &Measures) -> Frame {
        let line = scales.x(self.start);
        let most = f64::from(m.width) - m.margin - self.width;
        let left = (line + 0.5 * self.block.size).min(most).max(m.margin);
        let bottom = scales.plot.top - 0.5 * m.tick;
        let top = bottom - self.block.height();
        Frame { left, top, right: left + self.width, bottom }
    }

    /// Draws the line. It reaches up beside the words where they stand above the data.
    pub(super) fn line(
        &self,
        sheet: &mut Sheet,
        scales: &Scales,
        words: &Frame,
        m: &Measures,
        theme: Theme,
    ) {
        let (x, reach) = (scales.x(self.start), 0.4 * m.tick);
        let beside = words.left > x || words.right < x;
        let top = scales.plot.top - reach;
        let top = if beside { top.min(words.top) } else { top.max(words.bottom) };
        let thin = 0.85 * m.point;
        sheet.shapes.push(Shape::Line {
            points: vec![(x, top), (x, scales.plot.bottom + reach / 2.0)],
            colour: theme.ink(),
            width: thin,
            dash: Some((1.6 * thin, 1.9 * thin)),
        });
    }

    /// Writes the words.
    pub(super) fn words(&self, sheet: &mut Sheet, frame: &Frame) {
        self.block.write(sheet, frame.left, frame.top);
    }
}

/// Whether nothing drawn passes through a rectangle, with a gap around it.
fn free(frame: &Frame, chart: &Trajectory, scales: &Scales, gap: f64) -> bool {
    let frame = frame.grown(gap / 2.0);
    chart.series.iter().all(|series| {
        let (low, high) = if chart.shows_bands() {
            (&series.low, &series.high)
        } else {
            (&series.median, &series.median)
        };
        let lows: Vec<_> = series.drawn(chart, low).map(|p| scales.at(p)).collect();
        let highs: Vec<_> = series.drawn(chart, high).map(|p| scales.at(p)).collect();
        (0..=40).all(|step| {
            let x = frame.left + (frame.right - frame.left) * f64::from(step) / 40.0;
            match (height_at(&lows, x), height_at(&highs, x)) {
                (Some(low), Some(high)) => low < frame.top || high > frame.bottom,
                _ => true,
            }
        })
    })
}

/// Height of a line at `x`, where it has one.
fn height_at(points: &[(f64, f64)], x: f64) -> Option<f64> {
    points.windows(2).find_map(|pair| {
        let ((left, from), (right, to)) = (pair[0], pair[1]);
        let inside = (left..=right).contains(&x) && right > left;
        inside.then(|| from + (to - from) * (x - left) / (right - left))
    })
}
