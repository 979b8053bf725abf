//! The interval that holds the true mean of a few replicates.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::mean::{mean, standard_error};

/// Low and high end of the 95% interval of the mean, in the values' unit (Student's t).
///
/// Nothing below two values.
pub fn interval_of_mean(values: &[f64]) -> Option<(f64, f64)> {
    interval_of_mean_at(values, 0.95)
}

/// Low and high end of the interval that holds the true mean with this confidence (0 to 1), in the
/// values' unit: Student's t, for values that are independent and nearly normal.
///
/// Nothing below two values.
pub fn interval_of_mean_at(values: &[f64], confidence: f64) -> Option<(f64, f64)> {
    let (centre, error) = (mean(values)?, standard_error(values)?);
    let width = error * quantile(values.len() - 1, confidence)?;
    Some((centre - width, centre + width))
}

/// How many standard errors the interval of this confidence reaches to either side.
fn quantile(freedom: usize, confidence: f64) -> Option<f64> {
    let distribution = StudentsT::new(0.0, 1.0, freedom as f64).ok()?;
    Some(distribution.inverse_cdf(0.5 + confidence / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_values_have_a_wide_interval_and_one_has_none() {
        let (low, high) = interval_of_mean(&[1.0, 3.0]).unwrap();
        assert!((low - (2.0 - 12.706_204_736)).abs() < 1e-6, "{low}");
        assert!((high - 14.706_204_736).abs() < 1e-6, "{high}");
        assert_eq!(interval_of_mean(&[1.0]), None);
    }

    #[test]
    fn quantiles_are_those_of_the_published_table() {
        // Degrees of freedom, confidence, quantile: NIST/SEMATECH e-Handbook, table 1.3.6.7.2.
        for (freedom, confidence, expected) in [
            (1, 0.90, 6.314),
            (4, 0.95, 2.776),
            (15, 0.95, 2.131),
            (15, 0.99, 2.947),
            (30, 0.95, 2.042),
            (31, 0.95, 2.040),
            (100, 0.95, 1.984),
            (100, 0.999, 3.390),
        ] {
            let found = quantile(freedom, confidence).unwrap();
            assert!((found - expected).abs() < 6e-4, "{freedom} {confidence}: {found}");
        }
    }

    #[test]
    fn more_confidence_is_a_wider_interval() {
        let values = [1.0, 2.0, 4.0, 7.0];
        let width = |confidence| {
            let (low, high) = interval_of_mean_at(&values, confidence).unwrap();
            high - low
        };
        assert!(width(0.9) < width(0.95) && width(0.95) < width(0.999));
    }

    #[test]
    fn values_that_are_all_alike_have_an_interval_without_width() {
        assert_eq!(interval_of_mean(&[2.0; 5]), Some((2.0, 2.0)));
    }
}
