//! A stopping rule for runs that are added until an interval is narrow enough.
//!
//! Who looks again and again, and stops when it suits, is wrong more often than an interval's 95 in 100
//! says. So each look takes a share of the error rate of its own: the k-th look has the confidence
//! 1 − 0.05 / (k (k + 1)), and the shares of all looks, however many, add up to 0.05. By Bonferroni's
//! inequality the chance that the interval of *any* look misses the true mean is at most 5%, whatever
//! made one stop. Each interval is Student's t on the replicates so far, as in [`super::paired()`].

/// The chance that the interval at which one stops misses the true mean difference, at most.
pub const ERROR_RATE: f64 = 0.05;

/// Confidence of the interval of a look, counted from 1.
pub fn confidence_at(look: u32) -> f64 {
    let k = f64::from(look.max(1));
    1.0 - ERROR_RATE / (k * (k + 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistic::interval_of_mean_at;
    use sim::draw::{Purpose, Seed, normal, purpose};

    const TRIAL: Purpose = purpose("sequential.test");

    #[test]
    fn the_shares_of_all_looks_add_up_to_the_error_rate() {
        let all: f64 = (1..100_000).map(|look| 1.0 - confidence_at(look)).sum();
        assert!(all < ERROR_RATE + 1e-9 && all > ERROR_RATE - 1e-5, "{all}");
        assert!((confidence_at(1) - 0.975).abs() < 1e-12);
    }

    #[test]
    fn stopping_at_the_first_narrow_interval_misses_in_at_most_five_of_a_hundred_trials() {
        let (mut missed, mut missed_naively, trials) = (0, 0, 2000);
        for trial in 0..trials {
            let mut draws = Seed(11).draws(TRIAL);
            let mut value = |at: u32| {
                let [word] = draws.at::<1>(trial, 0, at);
                normal(word)
            };
            // Four values, then one more at each look, until half a standard deviation is reached.
            let stop = |values: &mut Vec<f64>, value: &mut dyn FnMut(u32) -> f64, own: bool| {
                for look in 1.. {
                    let confidence = if own { confidence_at(look) } else { 0.95 };
                    let (low, high) = interval_of_mean_at(values, confidence).unwrap();
                    if high - low <= 1.0 || look > 200 {
                        return low > 0.0 || high < 0.0;
                    }
                    values.push(value(values.len() as u32));
                }
                false
            };
            let start: Vec<f64> = (0..4).map(&mut value).collect();
            missed += u32::from(stop(&mut start.clone(), &mut value, true));
            missed_naively += u32::from(stop(&mut start.clone(), &mut value, false));
        }
        assert!(missed <= trials / 20, "{missed} of {trials}");
        assert!(missed_naively > trials / 20, "{missed_naively} of {trials}");
    }
}
