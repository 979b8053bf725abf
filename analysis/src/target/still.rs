//! Whether the baseline stands still: X25.

use sim::records::{NationRow, SchoolRow};

use super::Named;
use super::sample::{Sample, mean_known};
use crate::convention::window::FEWEST_YEARS_FOR_A_TREND;
use crate::statistic::{slope, standard_deviation};

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("X25", "attainment at 11", |s| per_decade(s, |row| row.attainment_11)),
    ("X25", "attainment at 16", |s| per_decade(s, |row| row.attainment_16)),
    ("X25", "gap at 11", |s| per_decade(s, |row| row.gap_11)),
    ("X25", "gap at 16", |s| per_decade(s, |row| row.gap_16)),
    ("X25", "climate", |s| in_own_sd(s, |row| Some(row.climate), |row| Some(row.climate))),
    ("X25", "practice", |s| in_own_sd(s, |row| Some(row.practice), |row| Some(row.practice))),
    ("X25", "staff expertise", |s| {
        in_own_sd(s, |row| Some(row.staff_expertise), |row| Some(row.staff_expertise))
    }),
    ("X25", "strain", |s| in_own_sd(s, |row| Some(row.strain), |row| Some(row.strain))),
    ("X25", "trust", |s| in_own_sd(s, |row| row.tie_trust, |row| row.tie_trust)),
    ("X25", "ties for each school", |s| {
        in_own_sd(s, |row| row.partners, |row| Some(row.partners as f64))
    }),
];

/// Years in a decade.
const DECADE: f64 = 10.0;

/// Least-squares slope of a national quantity over all recorded years, for a decade.
///
/// None when fewer than five years have a value.
fn per_decade(sample: &Sample, of: impl Fn(&NationRow) -> Option<f64>) -> Option<f64> {
    let known = sample.years.iter().filter_map(|year| Some((year.year as f64, year.yearly(&of)?)));
    let (years, values): (Vec<f64>, Vec<f64>) = known.unzip();
    (years.len() >= FEWEST_YEARS_FOR_A_TREND).then(|| slope(&years, &values))?.map(|s| s * DECADE)
}

/// The same in SD over schools (mean over the years that have schools); none where they do not differ.
fn in_own_sd(
    sample: &Sample,
    nation: impl Fn(&NationRow) -> Option<f64>,
    school: impl Fn(&SchoolRow) -> Option<f64>,
) -> Option<f64> {
    let sd = mean_known(sample.years.iter().map(|year| {
        standard_deviation(&year.rows.iter().flatten().filter_map(&school).collect::<Vec<_>>())
    }))?;
    let slope = per_decade(sample, nation)?;
    (sd > 0.0).then(|| slope / sd)
}

#[cfg(test)]
mod tests {
    use super::super::sample::Year;
    use super::*;

    fn sample(years: i64) -> Sample {
        let year = |t: i64| {
            let own = |i: i64| SchoolRow { strain: 0.2 * (i % 2) as f64, ..SchoolRow::default() };
            let nation = NationRow {
                strain: 0.01 * t as f64,
                gap_16: Some(0.6 - 0.002 * t as f64),
                ..NationRow::default()
            };
            Year {
                year: 2030 + t,
                rows: (0..40).map(|i| Some(own(i))).collect(),
                nation: vec![nation],
                ..Year::default()
            }
        };
        Sample { years: (0..years).map(year).collect(), ..Sample::default() }
    }

    #[test]
    fn a_slope_is_given_for_a_decade() {
        let slope = per_decade(&sample(20), |row| row.gap_16).unwrap();
        assert!((slope + 0.02).abs() < 1e-12);
        assert_eq!(per_decade(&sample(20), |row| row.gap_11), None);
    }

    #[test]
    fn a_variable_is_measured_by_its_own_spread() {
        let sd = 0.1 * (40.0_f64 / 39.0).sqrt();
        let slope = in_own_sd(&sample(20), |row| Some(row.strain), |row| Some(row.strain)).unwrap();
        assert!((slope - 0.1 / sd).abs() < 1e-9);
        let none = in_own_sd(&sample(20), |row| Some(row.climate), |row| Some(row.climate));
        assert_eq!(none, None, "schools do not differ in what is not recorded");
    }

    #[test]
    fn four_years_are_no_trend() {
        assert_eq!(per_decade(&sample(4), |row| row.gap_16), None);
    }
}
