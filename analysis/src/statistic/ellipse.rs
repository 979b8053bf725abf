//! The ellipse that holds a share of points in a plane.

use super::mean::{mean, sum};
use super::quantile::quantile;

/// An ellipse: all points `centre + c·first + s·second` with c² + s² = 1.
///
/// The two half-diameters need not be at right angles, so that an ellipse stays one when the two
/// axes of a chart have different scales.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ellipse {
    /// The middle, in the units of the two axes.
    pub centre: (f64, f64),
    /// A half-diameter, from the middle.
    pub first: (f64, f64),
    /// The half-diameter conjugate to it: the direction of the rim where the first one ends.
    pub second: (f64, f64),
}

/// The ellipse around the means of points, in the shape of their covariance, just large enough to
/// hold this share of them (0 to 1).
///
/// Nothing below three points, or where all lie on one line.
pub fn ellipse_of(points: &[(f64, f64)], share: f64) -> Option<Ellipse> {
    if points.len() < 3 {
        return None;
    }
    let (x, y): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    let centre = (mean(&x)?, mean(&y)?);
    let away: Vec<(f64, f64)> = points.iter().map(|p| (p.0 - centre.0, p.1 - centre.1)).collect();
    let moment = |of: fn(&(f64, f64)) -> f64| {
        sum(&away.iter().map(of).collect::<Vec<f64>>()) / (points.len() - 1) as f64
    };
    let (xx, xy, yy) = (moment(|p| p.0 * p.0), moment(|p| p.0 * p.1), moment(|p| p.1 * p.1));
    // The covariance is the square of a lower triangle: first (a, b), second (0, c).
    let a = xx.sqrt();
    let b = xy / a;
    let c = (yy - b * b).sqrt();
    if !(a.is_finite() && c > yy.sqrt() * 1e-6) {
        return None;
    }
    let distance = |(x, y): &(f64, f64)| {
        let along = x / a;
        let across = (y - b * along) / c;
        (along * along + across * across).sqrt()
    };
    let size = quantile(&away.iter().map(distance).collect::<Vec<f64>>(), share)?;
    Some(Ellipse { centre, first: (a * size, b * size), second: (0.0, c * size) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(ellipse: &Ellipse, (x, y): (f64, f64)) -> bool {
        let (dx, dy) = (x - ellipse.centre.0, y - ellipse.centre.1);
        let along = dx / ellipse.first.0;
        let across = (dy - ellipse.first.1 * along) / ellipse.second.1;
        along * along + across * across <= 1.0 + 1e-9
    }

    #[test]
    fn a_square_of_points_has_the_circle_through_them() {
        let square = [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)];
        let ellipse = ellipse_of(&square, 1.0).unwrap();
        assert_eq!(ellipse.centre, (0.0, 0.0));
        assert!((ellipse.first.0 - 2.0_f64.sqrt()).abs() < 1e-12 && ellipse.first.1 == 0.0);
        assert!((ellipse.second.1 - 2.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn the_ellipse_holds_its_share() {
        let points: Vec<(f64, f64)> = (0..101)
            .map(|i| (f64::from(i * 37 % 101), f64::from(i * 37 % 101) + f64::from(i * 53 % 101)))
            .collect();
        let ellipse = ellipse_of(&points, 0.9).unwrap();
        assert_eq!(points.iter().filter(|point| held(&ellipse, **point)).count(), 91);
    }

    #[test]
    fn too_few_points_or_a_line_have_no_ellipse() {
        assert_eq!(ellipse_of(&[(0.0, 0.0), (1.0, 2.0)], 0.9), None);
        assert_eq!(ellipse_of(&[(0.0, 0.0), (1.0, 2.0), (2.0, 4.0)], 0.9), None);
        assert_eq!(ellipse_of(&[(1.0, 1.0); 5], 0.9), None);
    }
}
