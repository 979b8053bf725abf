//! K6: what the chance of who sits the tests adds to the variance of schools' progress.

use crate::statistic::mean;

/// Sampling variance of schools' progress, in squared SD of pupils' progress: the mean over schools
/// of 1/n, with n the leavers of each. It is *not* 1 over the mean of n, which is smaller.
///
/// "Net" of sampling means a variance less this. None without schools, or with one without leavers.
pub fn sampling_variance(leavers: &[f64]) -> Option<f64> {
    if leavers.iter().any(|n| *n <= 0.0) {
        return None;
    }
    mean(&leavers.iter().map(|n| 1.0 / n).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_schools_weigh_more_than_in_one_over_the_mean() {
        assert!((sampling_variance(&[10.0, 40.0]).unwrap() - 0.0625).abs() < 1e-12);
    }

    #[test]
    fn no_schools_have_no_sampling_variance() {
        assert_eq!(sampling_variance(&[]), None);
        assert_eq!(sampling_variance(&[10.0, 0.0]), None);
    }
}
