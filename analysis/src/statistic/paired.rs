//! Two scenarios under the same seeds: differences within replicates.
//!
//! Both runs of a replicate share every draw that the change does not touch (common random numbers), so
//! that most of chance falls out of their difference. The interval is that of the paired t test: Student's
//! t on the differences, replicate by replicate (Student 1908, Biometrika 6(1); for simulation Law and
//! Kelton, *Simulation Modeling and Analysis*, sections 10.2 and 11.2).

use super::mean::{mean, standard_deviation};
use super::student::interval_of_mean_at;

/// What pairs of values say of the difference between them, in the values' unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// Pairs.
    pub pairs: usize,
    /// Mean of the first values.
    pub first: f64,
    /// Mean of the second values.
    pub second: f64,
    /// Mean of the differences, second less first.
    pub difference: f64,
    /// The interval that holds the true mean difference; none below two pairs.
    pub interval: Option<(f64, f64)>,
    /// How often the difference is above zero, and below (0 to 1).
    pub above_and_below: (f64, f64),
    /// Variance of the difference of two independent runs over that of a pair: a pair tells as much as
    /// so many unpaired runs of either side. None below two pairs, or where no difference varies.
    pub variance_ratio: Option<f64>,
}

/// Compares pairs of values, first and second, with this confidence (0 to 1); none without a pair.
pub fn paired(pairs: &[(f64, f64)], confidence: f64) -> Option<Paired> {
    let (first, second): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let differences: Vec<f64> = pairs.iter().map(|(first, second)| second - first).collect();
    let share = |holds: fn(&f64) -> bool| {
        differences.iter().copied().filter(holds).count() as f64 / pairs.len() as f64
    };
    let variance = |values: &[f64]| standard_deviation(values).map(|sd| sd * sd);
    let ratio = || {
        let own = variance(&differences).filter(|own| *own > 0.0)?;
        Some((variance(&first)? + variance(&second)?) / own)
    };
    Some(Paired {
        pairs: pairs.len(),
        first: mean(&first)?,
        second: mean(&second)?,
        difference: mean(&differences)?,
        interval: interval_of_mean_at(&differences, confidence),
        above_and_below: (share(|d| *d > 0.0), share(|d| *d < 0.0)),
        variance_ratio: ratio(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_have_the_answers_of_the_paired_t_test() {
        // scipy.stats.ttest_rel(second, first).confidence_interval(0.95) of SciPy 1.14.
        let first = [1.2, 0.7, 1.9, 1.1, 0.4];
        let second = [1.5, 0.9, 2.4, 1.2, 0.9];
        let pairs: Vec<(f64, f64)> = first.into_iter().zip(second).collect();
        let found = paired(&pairs, 0.95).unwrap();
        let (low, high) = found.interval.unwrap();
        assert!((found.difference - 0.32).abs() < 1e-12);
        assert!(
            (low - 0.097_885_2).abs() < 1e-6 && (high - 0.542_114_8).abs() < 1e-6,
            "{low} {high}"
        );
        assert_eq!((found.pairs, found.above_and_below), (5, (1.0, 0.0)));
    }

    #[test]
    fn values_that_move_together_are_worth_many_unpaired_runs() {
        let noise = [0.3, -0.8, 1.1, 0.2, -0.5, 0.9];
        let small = [0.01, -0.02, 0.0, 0.02, 0.01, -0.01];
        let pairs: Vec<(f64, f64)> =
            noise.iter().zip(small).map(|(n, s)| (*n, n + 0.1 + s)).collect();
        assert!(paired(&pairs, 0.95).unwrap().variance_ratio.unwrap() > 1000.0);
        // Unrelated values: a pair is worth about one run of each.
        let crossed: Vec<(f64, f64)> =
            (0..40).map(|i| (f64::from(i * 7 % 40), f64::from(i * 11 % 40))).collect();
        let ratio = paired(&crossed, 0.95).unwrap().variance_ratio.unwrap();
        assert!((0.6..1.7).contains(&ratio), "{ratio}");
    }

    #[test]
    fn a_change_that_does_nothing_has_no_ratio_and_no_width() {
        let found = paired(&[(1.0, 1.0), (2.0, 2.0), (3.0, 3.0)], 0.95).unwrap();
        assert_eq!((found.difference, found.interval), (0.0, Some((0.0, 0.0))));
        assert_eq!((found.variance_ratio, found.above_and_below), (None, (0.0, 0.0)));
        assert_eq!(paired(&[], 0.95), None);
        assert_eq!(paired(&[(1.0, 2.0)], 0.95).unwrap().interval, None);
    }
}
