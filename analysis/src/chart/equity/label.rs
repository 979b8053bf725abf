//! Names at the arrows' tips, where they cover neither arrows nor words.

use super::Equity;
use super::frame::Plane;
use crate::chart::around::{around, crosses, nearest};
use crate::chart::font::{Weight, width};
use crate::chart::sheet::{ASCENT, Anchor, Frame, LEADING, Point, Sheet, Text, block_height};
use crate::chart::style::{Measures, Rgb, Theme};
use crate::chart::wrap::wrap_at_most;

/// Most of the page's width that a name takes, and that the origin's name takes, which stands on
/// the narrow side of the plane more often than not.
const SHARE: f64 = 0.26;
const ORIGIN: f64 = 0.2;

/// A name to be placed.
struct Name {
    lines: Vec<String>,
    size: (f64, f64),
    at: Point,
    toward: Point,
    weight: Weight,
    colour: Rgb,
}

/// What names must not cover.
struct Taken<'a> {
    plane: &'a Plane,
    arrows: Vec<(Point, Point)>,
    frames: Vec<Frame>,
    gap: f64,
}

/// Writes all names; nothing when one finds no place.
pub(super) fn write(
    sheet: &mut Sheet,
    chart: &Equity,
    plane: &Plane,
    m: &Measures,
    theme: Theme,
) -> Option<()> {
    let origin = plane.at((0.0, 0.0));
    let tips: Vec<Point> = chart.arrows.iter().map(|arrow| plane.at(arrow.to)).collect();
    let arrows = tips.iter().map(|tip| (origin, *tip)).collect();
    let frames = plane.corners().map(|frame| frame.grown(0.3 * m.tick)).collect();
    let mut taken = Taken { plane, arrows, frames, gap: 0.25 * m.label };
    let mut names: Vec<Name> = chart
        .arrows
        .iter()
        .zip(&tips)
        .map(|(arrow, tip)| {
            let toward = direction(origin, *tip);
            let colour = theme.series_text(arrow.colour);
            Name::new(&arrow.name, (*tip, toward), SHARE, Weight::SemiBold, colour, m)
        })
        .collect();
    let colour = theme.muted();
    names.push(Name::new(
        &chart.origin,
        (origin, away(&names)),
        ORIGIN,
        Weight::Regular,
        colour,
        m,
    ));
    for name in names.iter().filter(|name| !name.lines.is_empty()) {
        let place = taken.place(name, true, m).or_else(|| taken.place(name, false, m));
        let (frame, far) = place?;
        if far > 1.6 * m.label {
            let end = nearest(&frame, name.at);
            taken.arrows.push((name.at, end));
            sheet.line(vec![name.at, end], name.colour, 0.6 * m.point);
        }
        name.write(sheet, &frame, m);
        taken.frames.push(frame);
    }
    Some(())
}

/// The unit vector from one point to another; up and right where they are one.
fn direction(from: Point, to: Point) -> Point {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = (x * x + y * y).sqrt();
    if length > 1.0 { (x / length, y / length) } else { (0.8, -0.6) }
}

/// The direction that most arrows do not take, and left rather than right.
fn away(names: &[Name]) -> Point {
    let sum =
        names.iter().fold((0.0, 0.0), |sum, name| (sum.0 + name.toward.0, sum.1 + name.toward.1));
    (-sum.0 - 1.5, -sum.1)
}

impl Taken<'_> {
    /// A free place near a name's point; off the zero lines too, and near, where that is asked.
    fn place(&self, name: &Name, strict: bool, m: &Measures) -> Option<(Frame, f64)> {
        let found = around(name.at, name.size, name.toward, 0.7 * m.label, |frame| {
            let grown = frame.grown(self.gap);
            let covers = self.frames.iter().any(|other| grown.overlaps(other))
                || self.arrows.iter().any(|(from, to)| crosses(&grown, *from, *to))
                || (strict && self.on_zero(&grown));
            !covers && self.inside(&grown) && self.leads(name, frame)
        });
        found.filter(|(_, far)| !strict || *far < 2.0 * m.label)
    }

    fn inside(&self, frame: &Frame) -> bool {
        let plane = &self.plane.frame;
        frame.left >= plane.left
            && frame.right <= plane.right + self.gap
            && frame.top >= plane.top
            && frame.bottom <= plane.bottom
    }

    fn on_zero(&self, frame: &Frame) -> bool {
        let (x, y) = self.plane.at((0.0, 0.0));
        (frame.left..=frame.right).contains(&x) || (frame.top..=frame.bottom).contains(&y)
    }

    /// Whether the line from a point to its name would pass no other name.
    fn leads(&self, name: &Name, frame: &Frame) -> bool {
        let end = nearest(frame, name.at);
        !self.frames.iter().any(|other| crosses(other, name.at, end))
    }
}

impl Name {
    fn new(
        words: &str,
        (at, toward): (Point, Point),
        share: f64,
        weight: Weight,
        colour: Rgb,
        m: &Measures,
    ) -> Self {
        let most = share * f64::from(m.width);
        let lines = wrap_at_most(words, m.label, weight, most, 3);
        let of = |line: &String| width(line, m.label, weight);
        let wide = lines.iter().map(of).fold(0.0, f64::max);
        let size = (wide, block_height(lines.len(), m.label));
        Self { lines, size, at, toward, weight, colour }
    }

    fn write(&self, sheet: &mut Sheet, frame: &Frame, m: &Measures) {
        for (index, line) in self.lines.iter().enumerate() {
            sheet.texts.push(Text {
                words: line.clone(),
                x: frame.left,
                baseline: frame.top + (ASCENT + index as f64 * LEADING) * m.label,
                size: m.label,
                weight: self.weight,
                colour: self.colour,
                anchor: Anchor::Start,
                halo: 1.5 * m.point,
            });
        }
    }
}
