//! Quantiles by linear interpolation: type 7 of Hyndman and Fan (1996), as in R and NumPy.

/// The quantile at `share` (0 to 1) of a list in any order, in the values' unit.
///
/// Nothing for an empty list, or a share outside 0 to 1.
pub fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    quantile_of_sorted(&sorted, share)
}

/// The same for a list already in ascending order, to take several quantiles of one list.
pub fn quantile_of_sorted(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    if !(0.0..=1.0).contains(&share) {
        return None;
    }
    let place = last as f64 * share;
    let below = (place.floor() as usize).min(last);
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    // Equal neighbours come back as they are, without a rounding error between them.
    if low == high { Some(low) } else { Some(low + (high - low) * (place - below as f64)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_have_the_answers_worked_by_hand() {
        // Four values: the quarter lies at place 0.75, between 1 and 2.
        let values = [4.0, 1.0, 3.0, 2.0];
        assert_eq!(quantile(&values, 0.25), Some(1.75));
        assert_eq!(quantile(&values, 0.5), Some(2.5));
        assert_eq!(quantile(&values, 0.0), Some(1.0));
        assert_eq!(quantile(&values, 1.0), Some(4.0));
    }

    #[test]
    fn the_middle_ninety_percent_of_twenty_one_values_drops_one_at_each_end() {
        let values: Vec<f64> = (0..21).map(f64::from).collect();
        assert_eq!(quantile(&values, 0.05), Some(1.0));
        assert_eq!(quantile(&values, 0.95), Some(19.0));
    }

    #[test]
    fn one_value_is_every_quantile_and_none_has_none() {
        assert_eq!(quantile(&[7.0], 0.3), Some(7.0));
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[1.0], 1.5), None);
        assert_eq!(quantile(&[1.0], f64::NAN), None);
    }

    #[test]
    fn order_does_not_matter_and_quantiles_never_fall() {
        let (up, down) = ([1.0, 5.0, 9.0, 9.5], [9.5, 9.0, 5.0, 1.0]);
        let all: Vec<f64> = (0..=50).map(|p| quantile(&up, f64::from(p) / 50.0).unwrap()).collect();
        assert!(all.is_sorted());
        assert_eq!(quantile(&up, 0.37), quantile(&down, 0.37));
    }
}
