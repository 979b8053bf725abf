//! A sheet to draw on: shapes and texts in drawing units, checked before they are drawn.

use super::ChartError;
use super::font::{Weight, width};
use super::marker::Marker;
use super::style::Rgb;

/// A point in drawing units, from the top left.
pub(crate) type Point = (f64, f64);

/// A rectangle in drawing units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Frame {
    pub(crate) fn overlaps(&self, other: &Frame) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(crate) fn grown(&self, by: f64) -> Frame {
        Frame {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }
}

/// Which end of a text its place is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) words: String,
    /// The anchor's place along the line.
    pub(crate) x: f64,
    /// The line that letters stand on.
    pub(crate) baseline: f64,
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) colour: Rgb,
    pub(crate) anchor: Anchor,
    /// Width of a rim in the colour of the ground, for text over data; 0 for none.
    pub(crate) halo: f64,
}

/// Height of tall letters above the baseline, in text sizes.
pub(crate) const ASCENT: f64 = 0.74;
/// Depth of letters below the baseline, in text sizes.
pub(crate) const DESCENT: f64 = 0.21;
/// Distance between baselines, in text sizes.
pub(crate) const LEADING: f64 = 1.2;

/// Height of so many lines, from the tallest letter to the deepest.
pub(crate) fn block_height(lines: usize, size: f64) -> f64 {
    match lines {
        0 => 0.0,
        _ => ((lines - 1) as f64 * LEADING + ASCENT + DESCENT) * size,
    }
}

impl Text {
    /// The rectangle the text fills.
    pub(crate) fn frame(&self) -> Frame {
        let width = width(&self.words, self.size, self.weight);
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        Frame {
            left,
            top: self.baseline - ASCENT * self.size,
            right: left + width,
            bottom: self.baseline + DESCENT * self.size,
        }
    }
}

/// A shape to draw.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// A line through points; `dash` is lengths of dash and gap.
    Line { points: Vec<Point>, colour: Rgb, width: f64, dash: Option<(f64, f64)> },
    /// A filled area.
    Area { points: Vec<Point>, colour: Rgb, opacity: f64 },
    /// A filled disc.
    Disc { centre: Point, radius: f64, colour: Rgb },
}

/// What is on a page.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) ground: Rgb,
    pub(crate) shapes: Vec<Shape>,
    pub(crate) texts: Vec<Text>,
}

impl Sheet {
    pub(crate) fn new(width: i32, height: i32, ground: Rgb) -> Self {
        Self { width, height, ground, shapes: Vec::new(), texts: Vec::new() }
    }

    pub(crate) fn line(&mut self, points: Vec<Point>, colour: Rgb, width: f64) {
        self.shapes.push(Shape::Line { points, colour, width, dash: None });
    }

    /// A marker with a rim in the colour of the ground, so that it stands out from lines.
    pub(crate) fn marker(&mut self, marker: Marker, at: Point, radius: f64, rim: f64, fill: Rgb) {
        for (reach, colour) in [(radius + rim, self.ground), (radius, fill)] {
            let corners = marker.corners();
            if corners.is_empty() {
                self.shapes.push(Shape::Disc { centre: at, radius: reach, colour });
            } else {
                let points =
                    corners.iter().map(|(x, y)| (at.0 + x * reach, at.1 + y * reach)).collect();
                self.shapes.push(Shape::Area { points, colour, opacity: 1.0 });
            }
        }
    }

    /// A marker as an outline, hollow inside, with a rim in the colour of the ground.
    pub(crate) fn hollow(
        &mut self,
        marker: Marker,
        at: Point,
        radius: f64,
        (rim, stroke): (f64, f64),
        colour: Rgb,
    ) {
        self.marker(marker, at, radius, rim, colour);
        self.marker(marker, at, (radius - stroke).max(0.0), 0.0, self.ground);
    }

    /// Covers what was drawn before with the ground.
    pub(crate) fn mask(&mut self, frame: &Frame) {
        let Frame { left, top, right, bottom } = *frame;
        let points = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        self.shapes.push(Shape::Area { points, colour: self.ground, opacity: 1.0 });
    }

    /// Refuses text that leaves the page inside `margin` or covers other text.
    pub(crate) fn check(&self, margin: f64) -> Result<(), ChartError> {
        // Drawing rounds to whole units.
        let slack = 1.0;
        let frames: Vec<Frame> = self.texts.iter().map(Text::frame).collect();
        for (text, frame) in self.texts.iter().zip(&frames) {
            let inside = frame.left >= margin - slack
                && frame.top >= margin - slack
                && frame.right <= f64::from(self.width) - margin + slack
                && frame.bottom <= f64::from(self.height) - margin + slack;
            if !inside {
                return Err(ChartError::Clipped { text: text.words.clone() });
            }
        }
        for (first, a) in frames.iter().enumerate() {
            for (second, b) in frames.iter().enumerate().skip(first + 1) {
                if a.grown(-slack).overlaps(b) {
                    return Err(ChartError::Overlap {
                        first: self.texts[first].words.clone(),
                        second: self.texts[second].words.clone(),
                    });
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(places: &[(f64, f64)]) -> Sheet {
        let mut sheet = Sheet::new(1000, 1000, (255, 255, 255));
        for &(x, baseline) in places {
            sheet.texts.push(Text {
                words: "Tide".to_owned(),
                x,
                baseline,
                size: 100.0,
                weight: Weight::Regular,
                colour: (0, 0, 0),
                anchor: Anchor::Start,
                halo: 0.0,
            });
        }
        sheet
    }

    #[test]
    fn text_with_room_passes() {
        assert_eq!(sheet(&[(50.0, 200.0), (50.0, 320.0)]).check(40.0), Ok(()));
    }

    #[test]
    fn text_beyond_the_margin_is_refused() {
        for place in [(30.0, 200.0), (900.0, 200.0), (50.0, 90.0), (50.0, 960.0)] {
            assert!(matches!(sheet(&[place]).check(40.0), Err(ChartError::Clipped { .. })));
        }
    }

    #[test]
    fn overlapping_texts_are_refused() {
        let found = sheet(&[(50.0, 200.0), (60.0, 260.0)]).check(40.0);
        assert!(matches!(found, Err(ChartError::Overlap { .. })));
    }
}
