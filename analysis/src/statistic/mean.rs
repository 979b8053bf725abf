//! Mean, standard deviation and standard error.

/// The sum from first to last, with the rounding error of each step carried along (Neumaier 1974).
pub fn sum(values: &[f64]) -> f64 {
    let (mut total, mut lost) = (0.0_f64, 0.0);
    for &value in values {
        let next = total + value;
        lost += if total.abs() >= value.abs() {
            (total - next) + value
        } else {
            (value - next) + total
        };
        total = next;
    }
    // Beyond the largest number the carried error means nothing.
    if total.is_finite() { total + lost } else { total }
}

/// The arithmetic mean, in the values' unit; nothing for an empty list.
pub fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() { None } else { Some(sum(values) / values.len() as f64) }
}

/// The sample standard deviation (divisor n − 1), in the values' unit; nothing below two values.
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    let centre = mean(values)?;
    if values.len() < 2 {
        return None;
    }
    let squares: Vec<f64> =
        values.iter().map(|value| (value - centre) * (value - centre)).collect();
    Some((sum(&squares) / (values.len() - 1) as f64).sqrt())
}

/// The standard error of the mean: standard deviation over √n; nothing below two values.
pub fn standard_error(values: &[f64]) -> Option<f64> {
    standard_deviation(values).map(|deviation| deviation / (values.len() as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_list_has_the_answers_worked_by_hand() {
        // Mean 5; squared distances 9 1 1 1 0 0 4 16 sum to 32; 32 / 7.
        let values = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        assert_eq!(mean(&values), Some(5.0));
        let deviation = standard_deviation(&values).unwrap();
        assert!((deviation - 2.138_089_935_299_395).abs() < 1e-15);
        let error = standard_error(&values).unwrap();
        assert!((error - (4.0_f64 / 7.0).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn lists_too_short_have_no_answer() {
        assert_eq!(
            (mean(&[]), standard_deviation(&[1.0]), standard_error(&[])),
            (None, None, None)
        );
        assert_eq!(mean(&[3.5]), Some(3.5));
    }

    #[test]
    fn equal_values_have_no_spread() {
        assert_eq!(standard_deviation(&[0.1; 7]), Some(0.0));
    }

    #[test]
    fn small_values_are_not_lost_beside_large_ones() {
        assert_eq!(sum(&[1.0, 1e100, 1.0, -1e100]), 2.0);
    }

    #[test]
    fn a_shift_moves_the_mean_and_leaves_the_spread() {
        let values = [1.0, 2.0, 4.0];
        let shifted = values.map(|value| value + 1000.0);
        assert_eq!(mean(&shifted).unwrap(), mean(&values).unwrap() + 1000.0);
        let spreads = (standard_deviation(&shifted).unwrap(), standard_deviation(&values).unwrap());
        assert!((spreads.0 - spreads.1).abs() < 1e-12);
    }
}
