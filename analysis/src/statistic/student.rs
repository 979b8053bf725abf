//! The interval that holds the true mean of a few replicates.

use super::mean::{mean, standard_error};

/// 97.5th percentile of Student's distribution for 1 to 30 degrees of freedom.
const QUANTILES: [f64; 30] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042,
];
/// The same for many degrees of freedom.
const MANY: f64 = 1.96;

/// Low and high end of the 95% interval of the mean, in the values' unit (Student's t).
///
/// Nothing below two values.
pub fn interval_of_mean(values: &[f64]) -> Option<(f64, f64)> {
    let (centre, error) = (mean(values)?, standard_error(values)?);
    let width = error * QUANTILES.get(values.len() - 2).copied().unwrap_or(MANY);
    Some((centre - width, centre + width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_values_have_a_wide_interval_and_one_has_none() {
        let (low, high) = interval_of_mean(&[1.0, 3.0]).unwrap();
        assert!((low - (2.0 - 12.706)).abs() < 1e-9 && (high - 14.706).abs() < 1e-9);
        assert_eq!(interval_of_mean(&[1.0]), None);
    }

    #[test]
    fn many_values_use_the_normal_distribution() {
        let values: Vec<f64> = (0..100).map(|i| f64::from(i % 2)).collect();
        let (low, high) = interval_of_mean(&values).unwrap();
        assert!((high - low - 2.0 * 1.96 * standard_error(&values).unwrap()).abs() < 1e-12);
    }
}
