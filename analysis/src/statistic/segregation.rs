//! How unevenly a group of pupils is spread over schools.

/// Gorard's index of schools' pupils and of those of them in the group: half the sum of
/// |F_i/F − n_i/N|; none without pupils in the group.
pub fn gorard(schools: &[(f64, f64)]) -> Option<f64> {
    let pupils: f64 = schools.iter().map(|(pupils, _)| pupils).sum();
    let group: f64 = schools.iter().map(|(_, group)| group).sum();
    let apart = |(all, own): &(f64, f64)| (own / group - all / pupils).abs();
    (group > 0.0).then(|| schools.iter().map(apart).sum::<f64>() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_shares_are_no_segregation_and_one_school_with_all_is_most() {
        assert_eq!(gorard(&[(100.0, 20.0), (100.0, 20.0)]), Some(0.0));
        // One of four schools holds all: half of (3/4 + 3·1/4).
        let four = [(100.0, 20.0), (100.0, 0.0), (100.0, 0.0), (100.0, 0.0)];
        assert_eq!(gorard(&four), Some(0.75));
        assert_eq!(gorard(&[(100.0, 0.0)]), None);
    }
}
