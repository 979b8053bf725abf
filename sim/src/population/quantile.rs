//! Distributions given by published quantiles.

/// A distribution by its 5th, 10th, 25th, 50th, 75th, 90th and 95th percentile.
pub(crate) type Percentiles = [f64; 7];

/// Standard normal scores of the seven percentiles.
const SCORES: [f64; 7] = [
    -1.644_853_627,
    -1.281_551_566,
    -0.674_489_75,
    0.0,
    0.674_489_75,
    1.281_551_566,
    1.644_853_627,
];

/// The value at a standard normal score: straight lines between the percentiles, and the outermost
/// lines carried on beyond them to a score of 3.
pub(crate) fn at_score(percentiles: &Percentiles, score: f64) -> f64 {
    let score = score.clamp(-3.0, 3.0);
    let above = SCORES.iter().position(|s| score < *s).unwrap_or(SCORES.len() - 1);
    let upper = above.clamp(1, SCORES.len() - 1);
    let (low, high) = (SCORES[upper - 1], SCORES[upper]);
    let along = (score - low) / (high - low);
    percentiles[upper - 1] + along * (percentiles[upper] - percentiles[upper - 1])
}

/// The part at share `u` of a whole whose parts have these shares, in order; none beyond the last.
pub(crate) fn part_at(shares: impl IntoIterator<Item = f64>, u: f64) -> Option<usize> {
    let mut below = 0.0;
    shares.into_iter().position(|share| {
        below += share;
        u < below
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENS: Percentiles = [5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0];

    #[test]
    fn the_percentiles_themselves_come_back() {
        for (score, value) in SCORES.iter().zip(TENS) {
            assert!((at_score(&TENS, *score) - value).abs() < 1e-9);
        }
    }

    #[test]
    fn parts_follow_each_other_and_end() {
        let parts = [0.1, 0.6, 0.95].map(|u| part_at([0.5, 0.4], u));
        assert_eq!(parts, [Some(0), Some(1), None]);
    }

    #[test]
    fn tails_go_on_in_a_straight_line_and_end() {
        assert!(at_score(&TENS, 2.0) > 95.0);
        assert_eq!(at_score(&TENS, 9.0), at_score(&TENS, 3.0));
    }
}
