//! The outer fifths of a list of schools.

use super::sample::enough;
use crate::statistic::mean;

/// Means over the schools at both ends of an order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct OuterFifths {
    /// Over the lowest fifth.
    pub lowest: f64,
    /// Over the highest fifth.
    pub highest: f64,
}

/// Means of the second numbers over the fifths of schools with the lowest and the highest first
/// numbers, equal numbers of schools; none below 20 schools.
pub(super) fn outer_fifths(schools: Vec<(f64, f64)>) -> Option<OuterFifths> {
    let mut schools = enough(schools)?;
    schools.sort_by(|a, b| a.0.total_cmp(&b.0));
    let fifth = schools.len() / 5;
    let of = |schools: &[(f64, f64)]| mean(&schools.iter().map(|s| s.1).collect::<Vec<_>>());
    let (lowest, highest) = (of(&schools[..fifth])?, of(&schools[schools.len() - fifth..])?);
    Some(OuterFifths { lowest, highest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_taken_in_the_order_of_the_first_numbers() {
        // 0 to 24 backwards: the lowest five have 0 to 4, the highest 20 to 24.
        let schools = (0..25).rev().map(|i| (f64::from(i), f64::from(10 * i))).collect();
        assert_eq!(outer_fifths(schools), Some(OuterFifths { lowest: 20.0, highest: 220.0 }));
    }

    #[test]
    fn nineteen_schools_have_no_fifths() {
        assert_eq!(outer_fifths(vec![(0.0, 0.0); 19]), None);
    }
}
