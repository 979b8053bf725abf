//! K5: two measures of poverty, both kept.
//!
//! *Disadvantaged* pupils had free meals at some time in the last six years; the *free-meal share* is
//! the January snapshot. Disadvantaged = min(0.95, 1.35 × free meals): 0.22 becomes 0.30 in primary
//! schools, 0.19 becomes 0.26 in secondary schools. Regressions "on free meals" use the snapshot.

/// Disadvantaged pupils for each pupil with free meals today.
pub const EVER_FREE_MEALS: f64 = 1.35;

/// Largest share of disadvantaged pupils.
pub const MOST_DISADVANTAGED: f64 = 0.95;

/// Share of disadvantaged pupils in a school with this free-meal share (both 0 to 1).
pub fn disadvantaged(free_meals: f64) -> f64 {
    (EVER_FREE_MEALS * free_meals).min(MOST_DISADVANTAGED)
}

/// Free-meal share of a school with this share of disadvantaged pupils (both 0 to 1).
///
/// At the largest share of disadvantaged pupils it is 0.70, the smallest that fits.
pub fn free_meals(disadvantaged: f64) -> f64 {
    disadvantaged / EVER_FREE_MEALS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_shares_turn_into_each_other() {
        assert!((disadvantaged(0.22) - 0.30).abs() < 0.005);
        assert!((disadvantaged(0.19) - 0.26).abs() < 0.005);
        assert!((free_meals(disadvantaged(0.4)) - 0.4).abs() < 1e-12);
    }

    #[test]
    fn no_school_has_more_than_95_percent() {
        assert_eq!(disadvantaged(0.9), 0.95);
    }
}
