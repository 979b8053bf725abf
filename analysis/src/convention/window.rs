//! K1 and K7: which years and how many runs a statistic rests on.
//!
//! K1. Baseline levers, constant. Twenty years of burn-in or more, then eight recorded years or more;
//! a statistic uses the last four of them unless a lag needs more, and standing still is judged on
//! all. Its value is the mean over at least eight replicates of a population of at least 3,000
//! primary and 1,500 secondary schools; the SD over replicates stands beside it.
//!
//! K7. A school year is named by its summer. Rates of teachers and heads are of those in post in
//! November who are not in post the next November. The model's staff change once a year, after the
//! summer: who is in post in November of a year is in post in the next summer, so a rate recorded in
//! the summer of year t is the official rate from November t − 1 to November t.

/// Years at the end of a run that a statistic uses.
pub const YEARS: usize = 4;

/// Fewest replicates of which a value is the mean.
pub const REPLICATES: usize = 8;

/// Fewest primary schools with a year 6.
pub const PRIMARIES: usize = 3_000;

/// Fewest secondary schools.
pub const SECONDARIES: usize = 1_500;

/// Fewest schools of which a statistic is given at all.
pub const FEWEST_SCHOOLS: usize = 20;

/// Fewest recorded years on which standing still is judged.
pub const FEWEST_YEARS_FOR_A_TREND: usize = 5;

/// Years at the end of a run that a statistic with a lag of so many years uses.
pub fn years_for_lag(lag: usize) -> usize {
    YEARS.max(lag + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_long_lag_needs_more_than_the_last_four_years() {
        assert_eq!([0, 1, 3, 5].map(years_for_lag), [4, 4, 4, 6]);
    }
}
