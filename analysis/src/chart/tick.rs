//! Round ticks for a value axis.

/// Round, evenly spaced values that enclose the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The distance between neighbours.
    pub step: f64,
    /// The values, ascending; three to six of them.
    pub values: Vec<f64>,
}

impl Ticks {
    /// Three to six ticks around `low..=high`, with steps of 1, 2, 2.5 or 5 times a power of ten.
    ///
    /// Equal ends are spread a little, by the last digit that matters. Both ends must be finite.
    pub fn around(low: f64, high: f64) -> Self {
        let (low, high) = spread(low.min(high), low.max(high));
        let exponent = exponent_of(high - low);
        let candidates = (exponent - 2..=exponent + 1)
            .flat_map(|power| [1.0, 2.0, 2.5, 5.0].map(|digit| (digit, power)))
            .map(|(digit, power)| enclose(low, high, digit, power));
        candidates
            .filter(|ticks| (3..=6).contains(&ticks.values.len()))
            .min_by(|a, b| waste(a, low, high).total_cmp(&waste(b, low, high)))
            .unwrap_or_else(|| plain(low, high))
    }

    /// The lowest tick.
    pub fn low(&self) -> f64 {
        self.values.first().copied().unwrap_or(0.0)
    }

    /// The highest tick.
    pub fn high(&self) -> f64 {
        self.values.last().copied().unwrap_or(1.0)
    }
}

/// Widens a range too narrow for its numbers to be told apart.
fn spread(low: f64, high: f64) -> (f64, f64) {
    let size = low.abs().max(high.abs());
    let least = if size == 0.0 { 1.0 } else { size * 1e-9 };
    // Two equal values say nothing of scale, so a tenth of their size is shown around them.
    let room = if high > low { least } else { (size * 0.1).max(least) };
    if high - low >= room {
        return (low, high);
    }
    let centre = low / 2.0 + high / 2.0;
    (centre - room / 2.0, centre + room / 2.0)
}

/// The power of ten of a positive number's first digit.
fn exponent_of(value: f64) -> i32 {
    let text = format!("{value:e}");
    text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

/// `digit × 10^power`, exactly as written in decimals.
fn decimal(digit: f64, power: i32) -> f64 {
    format!("{digit}e{power}").parse().unwrap_or(digit)
}

/// The largest of 1, 2 and 5 times a power of ten that is not above a positive number; no power below the
/// millionth or above 10^9 is taken, and nothing lies below the first.
pub(crate) fn round_below(most: f64) -> Option<f64> {
    let power = exponent_of(most).min(9);
    let digit = [5.0, 2.0, 1.0].into_iter().find(|digit| decimal(*digit, power) <= most);
    digit.filter(|_| power >= -6).map(|digit| decimal(digit, power))
}

fn enclose(low: f64, high: f64, digit: f64, power: i32) -> Ticks {
    let step = decimal(digit, power);
    // A data value on a tick must not ask for one more because of its last binary digit.
    let (first, last) = ((low / step + 1e-9).floor(), (high / step - 1e-9).ceil());
    if last - first > 10.0 || last - first < 1.0 {
        return Ticks { step, values: Vec::new() };
    }
    let count = (last - first) as usize;
    let value = |index: usize| {
        let place = first + index as f64;
        // Written in decimals, three tenths is 0.3 and not 0.30000000000000004.
        format!("{}e{power}", place * digit).parse().unwrap_or(place * step)
    };
    Ticks { step, values: (0..=count).map(value).collect() }
}

/// How badly ticks fit: unused axis, few ticks, and unusual steps.
fn waste(ticks: &Ticks, low: f64, high: f64) -> f64 {
    let span = ticks.high() - ticks.low();
    let unused = 1.0 - (high - low) / span;
    let few = match ticks.values.len() {
        5 | 6 => 0.0,
        4 => 0.08,
        _ => 0.25,
    };
    let quarter = format!("{:e}", ticks.step).starts_with("2.5");
    unused + few + if quarter { 0.1 } else { 0.0 }
}

/// Three values when no round step fits, as at the ends of what a number can hold.
fn plain(low: f64, high: f64) -> Ticks {
    let step = high / 2.0 - low / 2.0;
    Ticks { step, values: vec![low, low + step, high] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_round_number_below_is_the_largest_that_fits() {
        for (most, round) in [(7.3, 5.0), (5.0, 5.0), (4.9, 2.0), (0.013, 0.01), (1e12, 5e9)] {
            assert_eq!(round_below(most), Some(round), "{most}");
        }
        assert_eq!(round_below(9e-7), None);
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(Ticks::around(14.8, 19.1).values, [14.0, 16.0, 18.0, 20.0]);
        assert_eq!(Ticks::around(0.0, 1.0).values, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(Ticks::around(0.0, 0.3).values, [0.0, 0.1, 0.2, 0.3]);
        assert_eq!(Ticks::around(-1.0, 3.0).values, [-1.0, 0.0, 1.0, 2.0, 3.0]);
    }

    #[test]
    fn three_to_six_ticks_enclose_any_range() {
        let mut low = -7.3e11_f64;
        for case in 0..4000 {
            low = -low * 0.973;
            let high = low + low.abs().max(1e-12) * (1.0 + f64::from(case)) * 1e-3;
            let ticks = Ticks::around(low, high);
            let slack = (high - low) * 1e-6;
            assert!((3..=6).contains(&ticks.values.len()), "{low} {high} {ticks:?}");
            assert!(ticks.low() <= low + slack && ticks.high() >= high - slack, "{ticks:?}");
            assert!(ticks.values.is_sorted(), "{ticks:?}");
        }
    }

    #[test]
    fn extreme_ranges_have_ticks() {
        let cases = [
            (0.0, 0.0),
            (5.0, 5.0),
            (-3.0, -3.0),
            (1e300, 1e300),
            (1.0, 1.0 + 1e-15),
            (0.0, 1e-300),
        ];
        for (low, high) in cases {
            let ticks = Ticks::around(low, high);
            assert!((3..=6).contains(&ticks.values.len()), "{low} {high} {ticks:?}");
            assert!(ticks.high() > ticks.low(), "{ticks:?}");
        }
    }
}
