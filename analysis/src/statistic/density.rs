//! Density of a list of numbers, by a Gaussian kernel.

use sim::math;

use super::mean::standard_deviation;
use super::quantile::quantile_of_sorted;

/// A kernel further away than so many bandwidths adds less than 0.0001 of its height.
const REACH: f64 = 4.3;

/// One over the square root of 2π.
const PEAK: f64 = 0.398_942_280_401_432_7;

/// The bandwidth of Silverman (1986, equation 3.31), in the values' unit: 0.9 × n^(−1/5) × the
/// standard deviation or the interquartile range over 1.34, whichever is smaller.
///
/// Where half of the values are one, the standard deviation serves; nothing without spread, or
/// below two values.
pub fn bandwidth(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let deviation = standard_deviation(&sorted)?;
    let middle = quantile_of_sorted(&sorted, 0.75)? - quantile_of_sorted(&sorted, 0.25)?;
    let spread = if middle > 0.0 { deviation.min(middle / 1.34) } else { deviation };
    let width = 0.9 * spread * math::pow(values.len() as f64, -0.2);
    (width > 0.0 && width.is_finite()).then_some(width)
}

/// The density at each of some places, per unit of the values: its area over all places is 1.
///
/// Zero everywhere for an empty list. The bandwidth must be above zero.
pub fn density(values: &[f64], bandwidth: f64, places: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let reach = REACH * bandwidth;
    let scale = PEAK / (bandwidth * values.len().max(1) as f64);
    let at = |place: &f64| {
        let first = sorted.partition_point(|value| *value < place - reach);
        let near = sorted[first..].iter().take_while(|value| **value <= place + reach);
        let kernel = |value: &f64| {
            let away = (place - value) / bandwidth;
            math::exp(-0.5 * away * away)
        };
        near.map(kernel).sum::<f64>() * scale
    };
    places.iter().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_has_the_normal_curve() {
        let found = density(&[2.0], 0.5, &[2.0, 2.5, 7.0]);
        assert!((found[0] - 0.797_884_560_802_865_4).abs() < 1e-12);
        assert!((found[1] - 0.483_941_449_038_286_7).abs() < 1e-12);
        assert_eq!(found[2], 0.0);
    }

    #[test]
    fn the_area_is_one_whatever_the_bandwidth() {
        let values = [-3.0, -1.0, 0.0, 0.2, 5.0];
        let places: Vec<f64> = (-4000..4000).map(|place| f64::from(place) * 0.005).collect();
        for width in [0.1, 0.5, 2.0] {
            let area = density(&values, width, &places).iter().sum::<f64>() * 0.005;
            assert!((area - 1.0).abs() < 1e-3, "{width}: {area}");
        }
    }

    #[test]
    fn the_bandwidth_has_the_answer_worked_by_hand() {
        // Deviation √2.5 = 1.581, quarters 2 and 4 over 1.34 = 1.493; 5^(−1/5) = 0.7248.
        let found = bandwidth(&[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
        assert!((found - 0.9 * 2.0 / 1.34 * 0.724_779_663_677_695_5).abs() < 1e-12);
        // Quarters both 0: the deviation, 0.5.
        let found = bandwidth(&[0.0, 0.0, 0.0, 1.0]).unwrap();
        assert!(found > 0.0);
    }

    #[test]
    fn no_spread_has_no_bandwidth() {
        assert_eq!(bandwidth(&[]), None);
        assert_eq!(bandwidth(&[1.0]), None);
        assert_eq!(bandwidth(&[1.0; 9]), None);
    }

    #[test]
    fn no_values_have_no_density() {
        assert_eq!(density(&[], 1.0, &[0.0, 1.0]), [0.0, 0.0]);
    }
}
