//! Schools' balances of income and spending: X27.

use super::Named;
use super::sample::{Sample, Year, enough, mean_known};
use crate::statistic::{correlation, mean, standard_deviation};

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("X27", "SD", spread),
    ("X27", "correlation with the next year", with_next_year),
    ("X27", "share below zero", below_zero),
];

/// Percent in a share of one.
const PERCENT: f64 = 100.0;

/// Income less spending of a school's year, % of income; none for a school without income.
fn balance(year: &Year, school: usize) -> Option<f64> {
    let row = year.row(school).filter(|row| row.income_gbp > 0.0)?;
    Some(row.balance_share * PERCENT)
}

/// The balances of all schools in one year; none where no school has any.
fn balances(year: &Year) -> Option<Vec<f64>> {
    let balances: Vec<f64> = (0..year.rows.len()).filter_map(|i| balance(year, i)).collect();
    balances.iter().any(|balance| *balance != 0.0).then_some(())?;
    enough(balances)
}

/// X27: SD over schools, mean over years, %.
fn spread(sample: &Sample) -> Option<f64> {
    mean_known(sample.window().iter().map(|year| standard_deviation(&balances(year)?)))
}

/// X27: correlation over schools with the balance of the next year, mean over pairs of years.
fn with_next_year(sample: &Sample) -> Option<f64> {
    mean_known(sample.window_for(1)?.windows(2).map(|pair| {
        let both = |school| Some((balance(&pair[0], school)?, balance(&pair[1], school)?));
        let known = (0..sample.schools.len()).filter_map(both);
        let (now, next): (Vec<f64>, Vec<f64>) = enough(known.collect())?.into_iter().unzip();
        correlation(&now, &next)
    }))
}

/// X27: share of schools that spend more than they have, mean over years.
fn below_zero(sample: &Sample) -> Option<f64> {
    mean_known(sample.window().iter().map(|year| {
        let below = balances(year)?.into_iter().map(|balance| f64::from(u8::from(balance < 0.0)));
        mean(&below.collect::<Vec<_>>())
    }))
}

#[cfg(test)]
mod tests {
    use super::super::sample::tests::school;
    use super::*;
    use sim::records::SchoolRow;

    /// Forty schools with these balances, as shares of income, in each of two years.
    fn sample(share: impl Fn(usize, usize) -> f64) -> Sample {
        let row = |i, t| SchoolRow {
            income_gbp: 1e6,
            balance_share: share(i, t),
            ..SchoolRow::default()
        };
        let rows = |t| (0..40).map(|i| Some(row(i, t))).collect();
        Sample {
            schools: vec![school(); 40],
            years: (0..2).map(|t| Year { rows: rows(t), ..Year::default() }).collect(),
            ..Sample::default()
        }
    }

    #[test]
    fn balances_are_spread_in_percent_and_a_quarter_are_below_zero() {
        let sample = sample(|i, _| if i % 4 == 0 { -0.03 } else { 0.01 });
        // Mean 0; squares 10·9 + 30·1 over 39 degrees.
        assert!((spread(&sample).unwrap() - (120.0_f64 / 39.0).sqrt()).abs() < 1e-12);
        assert_eq!(below_zero(&sample), Some(0.25));
    }

    #[test]
    fn a_school_is_compared_with_itself_a_year_later() {
        let plain = |i: usize| if i.is_multiple_of(2) { -0.01 } else { 0.01 };
        let turned = sample(|i, t| if t == 0 { plain(i) } else { -plain(i) });
        assert!((with_next_year(&turned).unwrap() + 1.0).abs() < 1e-12);
        // Half of each kind change sides.
        let mixed = sample(|i, t| if t == 1 && i % 4 < 2 { -plain(i) } else { plain(i) });
        assert!(with_next_year(&mixed).unwrap().abs() < 1e-12);
    }

    #[test]
    fn schools_without_income_and_balances_that_nobody_recorded_are_no_data() {
        let mut poor = sample(|i, _| i as f64);
        for row in poor.years.iter_mut().flat_map(|year| year.rows.iter_mut().flatten()) {
            row.income_gbp = 0.0;
        }
        let even = sample(|_, _| 0.0);
        for sample in [poor, even] {
            assert_eq!((spread(&sample), below_zero(&sample)), (None, None));
            assert_eq!(with_next_year(&sample), None);
        }
    }
}
