//! How two lists go together: correlation and straight line.

use super::mean::{mean, sum};

/// Pearson's correlation of two lists of equal length (−1 to 1).
///
/// Nothing below two pairs, for lists of unequal length, or when either list does not vary.
pub fn correlation(xs: &[f64], ys: &[f64]) -> Option<f64> {
    let (xx, xy, yy) = products(xs, ys)?;
    (xx > 0.0 && yy > 0.0).then(|| xy / (xx.sqrt() * yy.sqrt()))
}

/// Slope of the least-squares line of `ys` on `xs`, in units of y for one unit of x.
///
/// Nothing below two pairs, for lists of unequal length, or when `xs` does not vary.
pub fn slope(xs: &[f64], ys: &[f64]) -> Option<f64> {
    let (xx, xy, _) = products(xs, ys)?;
    (xx > 0.0).then(|| xy / xx)
}

/// Sums of squares and products about the means: xx, xy, yy.
fn products(xs: &[f64], ys: &[f64]) -> Option<(f64, f64, f64)> {
    if xs.len() != ys.len() || xs.len() < 2 {
        return None;
    }
    let (x, y) = (mean(xs)?, mean(ys)?);
    let pairs = || xs.iter().zip(ys).map(|(a, b)| (a - x, b - y));
    let total = |of: fn((f64, f64)) -> f64| sum(&pairs().map(of).collect::<Vec<_>>());
    Some((total(|(a, _)| a * a), total(|(a, b)| a * b), total(|(_, b)| b * b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_list_has_the_answers_worked_by_hand() {
        // About the means 2 and 3: xx = 2, xy = 3, yy = 6.
        let (xs, ys) = ([1.0, 2.0, 3.0], [1.0, 4.0, 4.0]);
        assert!((slope(&xs, &ys).unwrap() - 1.5).abs() < 1e-12);
        assert!((correlation(&xs, &ys).unwrap() - 3.0 / 12.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_line_has_correlation_one_and_its_mirror_minus_one() {
        let xs = [1.0, 2.0, 5.0];
        assert!((correlation(&xs, &[3.0, 5.0, 11.0]).unwrap() - 1.0).abs() < 1e-12);
        assert!((correlation(&xs, &[-3.0, -5.0, -11.0]).unwrap() + 1.0).abs() < 1e-12);
    }

    #[test]
    fn lists_without_spread_or_of_unequal_length_have_no_answer() {
        assert_eq!(correlation(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(slope(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(correlation(&[1.0, 2.0, 3.0], &[1.0, 2.0]), None);
        assert_eq!(slope(&[1.0], &[1.0]), None);
    }
}
