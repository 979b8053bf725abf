//! Places for labels around points of a plane, where rows and columns give no order.

use super::circle::circle;
use super::sheet::{Frame, Point};

/// A rectangle of `width` and `height` near `at` that is `free`, and its distance.
///
/// Tries 36 angles, those nearest to the direction `toward` first, at distances that grow from
/// `gap` in half steps up to thirty times as far. Nothing when none is free.
pub(super) fn around(
    at: Point,
    (width, height): (f64, f64),
    toward: Point,
    gap: f64,
    free: impl Fn(&Frame) -> bool,
) -> Option<(Frame, f64)> {
    let mut angles: Vec<Point> = circle().step_by(2).collect();
    let along = |angle: &Point| angle.0 * toward.0 + angle.1 * toward.1;
    angles.sort_by(|a, b| along(b).total_cmp(&along(a)));
    let distances = (0..60).map(|step| gap * (1.0 + 0.5 * f64::from(step)));
    distances.flat_map(|far| angles.iter().map(move |angle| (far, *angle))).find_map(
        |(far, angle)| {
            let centre =
                (at.0 + angle.0 * (far + width / 2.0), at.1 + angle.1 * (far + height / 2.0));
            let frame = Frame {
                left: centre.0 - width / 2.0,
                top: centre.1 - height / 2.0,
                right: centre.0 + width / 2.0,
                bottom: centre.1 + height / 2.0,
            };
            free(&frame).then_some((frame, far))
        },
    )
}

/// Whether a straight line passes through a rectangle.
pub(super) fn crosses(frame: &Frame, from: Point, to: Point) -> bool {
    // The part of the line, from 0 to 1, that lies between both pairs of sides.
    let between = |low: f64, high: f64, start: f64, end: f64| {
        let (a, b) = ((low - start) / (end - start), (high - start) / (end - start));
        match (low..=high).contains(&start) {
            _ if start != end => (a.min(b), a.max(b)),
            true => (0.0, 1.0),
            false => (1.0, 0.0),
        }
    };
    let across = between(frame.left, frame.right, from.0, to.0);
    let down = between(frame.top, frame.bottom, from.1, to.1);
    across.0.max(down.0).max(0.0) <= across.1.min(down.1).min(1.0)
}

/// The point of a rectangle nearest to a point.
pub(super) fn nearest(frame: &Frame, at: Point) -> Point {
    (at.0.max(frame.left).min(frame.right), at.1.max(frame.top).min(frame.bottom))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { left: 0.0, top: 0.0, right: 10.0, bottom: 5.0 };

    #[test]
    fn lines_through_a_rectangle_are_found() {
        assert!(crosses(&FRAME, (-5.0, 2.0), (20.0, 2.0)));
        assert!(crosses(&FRAME, (5.0, -5.0), (5.0, 50.0)));
        assert!(crosses(&FRAME, (1.0, 1.0), (2.0, 2.0)), "a line inside");
        assert!(!crosses(&FRAME, (-5.0, 6.0), (20.0, 6.0)));
        assert!(!crosses(&FRAME, (-5.0, 2.0), (-1.0, 2.0)), "a line that ends before");
        assert!(!crosses(&FRAME, (9.0, -3.0), (14.0, 3.0)), "past the corner");
    }

    #[test]
    fn a_label_takes_the_wanted_side_where_it_is_free() {
        let (frame, far) = around((0.0, 0.0), (10.0, 4.0), (1.0, 0.0), 2.0, |_| true).unwrap();
        assert_eq!((frame.left, far), (2.0, 2.0));
        let left = |frame: &Frame| frame.right < 0.0;
        assert!(around((0.0, 0.0), (10.0, 4.0), (1.0, 0.0), 2.0, left).unwrap().0.right < 0.0);
        assert!(around((0.0, 0.0), (10.0, 4.0), (1.0, 0.0), 2.0, |_| false).is_none());
    }
}
