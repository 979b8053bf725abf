//! Where the plane stands on the page, its scales, and the words in its corners.

use super::{Axis, Equity};
use crate::chart::ChartError;
use crate::chart::across::{Across, label_height, range};
use crate::chart::circle::circle;
use crate::chart::font::{Weight, width};
use crate::chart::header::{Block, Header};
use crate::chart::sheet::{Frame, LEADING, Point, Sheet, block_height};
use crate::chart::style::{Measures, Size, Theme};
use crate::chart::wrap::wrap_at_most;
use crate::statistic::Ellipse;

/// Each side of the origin has at least this share of an axis, so that its corners can be named.
const SIDE: f64 = 0.24;

/// The page: its height, the plane, and the scales that place data in it.
pub(super) struct Plane {
    pub(super) height: i32,
    pub(super) frame: Frame,
    pub(super) across: Across,
    pub(super) up: Across,
    corners: [(Block, Frame); 4],
}

impl Plane {
    pub(super) fn new(
        chart: &Equity,
        header: &Header,
        m: &Measures,
        size: Size,
        theme: Theme,
    ) -> Result<Self, ChartError> {
        let no_room = || ChartError::NoRoom { chart: chart.title.clone() };
        let across = axis(chart, &chart.attainment, |point| point.0);
        let up = axis(chart, &chart.narrowing, |point| point.1);
        let of = |words: &String| width(words, m.tick, Weight::Regular);
        let left = m.margin + up.labels.iter().map(of).fold(0.0, f64::max) + 0.6 * m.tick;
        let across = across.between(left, f64::from(m.width) - m.margin);
        if across.right - left < 0.4 * f64::from(m.width) {
            return Err(no_room());
        }
        let corners = corners(chart, &across, m, theme);
        let strips = strips(&corners, m);
        let top = header.bottom(m) + 0.9 * m.tick;
        let below = label_height(m) + LEADING * m.tick + header.below(m);
        let least = strips.0 + strips.1 + 0.3 * f64::from(m.height);
        let height = f64::from(m.height).max(top + least + below);
        if height > f64::from(m.height) && !size.grows() {
            return Err(no_room());
        }
        let height = height.ceil();
        let frame = Frame { left, top, right: across.right, bottom: height - below };
        let up = up.between(frame.bottom - strips.1, frame.top + strips.0);
        let corners = placed(corners, &frame, m);
        Ok(Self { height: height as i32, frame, across, up, corners })
    }

    /// Where a change of attainment and a narrowing of the gap stand.
    pub(super) fn at(&self, (x, y): (f64, f64)) -> Point {
        (self.across.at(x), self.up.at(y))
    }

    /// Corners of an ellipse's polygon on the page.
    pub(super) fn ellipse(&self, ellipse: &Ellipse) -> Vec<Point> {
        rim(ellipse).map(|point| self.at(point)).collect()
    }

    /// The rectangles that the words in the corners fill.
    pub(super) fn corners(&self) -> impl Iterator<Item = &Frame> {
        self.corners.iter().map(|(_, frame)| frame)
    }

    /// Writes the words in the corners, on the ground alone.
    pub(super) fn write_corners(&self, sheet: &mut Sheet) {
        for (block, frame) in &self.corners {
            if !block.lines.is_empty() {
                sheet.mask(&frame.grown(0.2 * block.size));
                block.write(sheet, frame.left, frame.top);
            }
        }
    }
}

fn rim(ellipse: &Ellipse) -> impl Iterator<Item = (f64, f64)> {
    let Ellipse { centre, first, second } = *ellipse;
    circle().map(move |(c, s)| {
        (centre.0 + c * first.0 + s * second.0, centre.1 + c * first.1 + s * second.1)
    })
}

/// A scale that shows all data and the origin, with room on both sides of it.
fn axis(chart: &Equity, axis: &Axis, of: fn((f64, f64)) -> f64) -> Across {
    let rims = chart.arrows.iter().filter_map(|arrow| arrow.ellipse).flat_map(|e| {
        let rim: Vec<(f64, f64)> = rim(&e).collect();
        rim
    });
    let points = chart.arrows.iter().map(|arrow| arrow.to).chain(rims).map(of);
    let (low, high) = range(points.chain([0.0, axis.reach.abs()]));
    let (low, high) = if high > low { (low, high) } else { (-1.0, 1.0) };
    let side = SIDE / (1.0 - SIDE);
    let (low, high) = (low.min(-side * high), high.max(-side * low));
    let room = 0.04 * (high - low);
    Across::within((low - room, high + room), axis.format, true)
}

/// The words of each corner, broken to the width of their side of the origin.
fn corners(chart: &Equity, across: &Across, m: &Measures, theme: Theme) -> [Block; 4] {
    let gap = 0.5 * m.tick;
    let zero = across.at(0.0);
    let (left, right) = (zero - across.left - 2.0 * gap, across.right - zero - 2.0 * gap);
    let words = &chart.corners;
    let all = [
        (&words.lower_narrower, left),
        (&words.higher_narrower, right),
        (&words.lower_wider, left),
        (&words.higher_wider, right),
    ];
    all.map(|(words, room)| Block {
        lines: wrap_at_most(words, m.tick, Weight::Regular, room, 3),
        size: m.tick,
        weight: Weight::Regular,
        colour: theme.muted(),
    })
}

/// Heights kept free of data above and below for the words in the corners.
fn strips(corners: &[Block; 4], m: &Measures) -> (f64, f64) {
    let height = |a: usize, b: usize| match corners[a].lines.len().max(corners[b].lines.len()) {
        0 => 0.0,
        lines => block_height(lines, m.tick) + 0.3 * m.tick,
    };
    (height(0, 1), height(2, 3))
}

/// The words at their corners: the upper hang from the top, the lower stand on the bottom.
fn placed(corners: [Block; 4], frame: &Frame, m: &Measures) -> [(Block, Frame); 4] {
    let mut place = 0;
    corners.map(|block| {
        let of = |line: &String| width(line, block.size, block.weight);
        let (wide, high) = (block.lines.iter().map(of).fold(0.0, f64::max), block.height());
        let gap = 0.35 * m.tick;
        let left = if place % 2 == 0 { frame.left + gap } else { frame.right - wide };
        let top = if place < 2 { frame.top } else { frame.bottom - high };
        place += 1;
        (block, Frame { left, top, right: left + wide, bottom: top + high })
    })
}
