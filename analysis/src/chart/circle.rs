//! Points around a circle, from constants alone: the standard library's sines differ by platform.

use super::sheet::Point;

/// Cosine and sine of five degrees.
const STEP: (f64, f64) = (0.996_194_698_091_745_5, 0.087_155_742_747_658_18);

/// Points on the circle of radius 1, every five degrees from the right, downwards on a page.
pub(super) fn circle() -> impl Iterator<Item = Point> {
    let turn = |(x, y): &Point| Some((x * STEP.0 - y * STEP.1, x * STEP.1 + y * STEP.0));
    std::iter::successors(Some((1.0, 0.0)), turn).take(72)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_circle_closes_and_keeps_its_radius() {
        let points: Vec<Point> = circle().collect();
        assert!(points.iter().all(|(x, y)| (x * x + y * y - 1.0).abs() < 1e-12));
        assert!((points[18].0).abs() < 1e-12 && (points[18].1 - 1.0).abs() < 1e-12);
        assert!((points[36].0 + 1.0).abs() < 1e-12);
    }
}
