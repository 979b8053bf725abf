//! What a treatment changed for the schools that got it.

use core::ops::RangeInclusive;

use sim::scenario::Scenario;

use crate::paired::{
    ATTAINMENT_11, ATTAINMENT_16, Both, MEASURED_11, MEASURED_16, Outcome, contrast, school_year,
};

/// Mean change in true attainment at 11 or 16 of some schools, with a treatment less without, over school
/// years of the run (the first is 1); pupil SD, every school and age counting alike. None without results.
pub fn learned(
    scenario: &Scenario,
    both: &Both,
    schools: &[usize],
    years: RangeInclusive<u32>,
) -> Option<f64> {
    over_both_ages(scenario, both, schools, years, [&ATTAINMENT_11, &ATTAINMENT_16])
}

/// The same of measured attainment.
pub fn measured(
    scenario: &Scenario,
    both: &Both,
    schools: &[usize],
    years: RangeInclusive<u32>,
) -> Option<f64> {
    over_both_ages(scenario, both, schools, years, [&MEASURED_11, &MEASURED_16])
}

fn over_both_ages(
    scenario: &Scenario,
    both: &Both,
    schools: &[usize],
    years: RangeInclusive<u32>,
    outcomes: [&Outcome; 2],
) -> Option<f64> {
    let mut got = vec![false; schools.iter().max().map_or(0, |last| last + 1)];
    schools.iter().for_each(|school| got[*school] = true);
    let (mut sum, mut values) = (0.0, 0.0);
    for year in years.map(|nth| school_year(scenario, nth)) {
        for outcome in outcomes {
            let of = |records| outcome.by_school(records, year);
            let (with, without) = (of(&both.with), of(&both.without));
            let found = contrast(&with, &without, |school| got.get(school) == Some(&true));
            if let Some(found) = found {
                sum += found.difference * found.schools as f64;
                values += found.schools as f64;
            }
        }
    }
    (values > 0.0).then(|| sum / values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::records::{Records, SchoolRow};

    fn records(shift: f64) -> Records {
        let mut records = Records::default();
        for (school_id, at_11, at_16) in
            [(0, Some(0.0), None), (1, None, Some(0.5)), (2, Some(1.0), Some(1.0))]
        {
            let more = shift * (school_id + 1) as f64;
            records.schools.push(SchoolRow {
                school_id,
                school_year: 2027,
                attainment_11: at_11.map(|value: f64| value + more),
                attainment_16: at_16.map(|value: f64| value + more),
                ..SchoolRow::default()
            });
        }
        records
    }

    #[test]
    fn every_school_and_age_counts_alike_and_nobody_else_does() {
        let both = Both { with: records(0.1), without: records(0.0) };
        let scenario = Scenario::default();
        let of = |schools: &[usize]| learned(&scenario, &both, schools, 1..=1);
        assert!((of(&[0, 1]).unwrap() - 0.15).abs() < 1e-12);
        assert!((of(&[0, 2]).unwrap() - (0.1 + 0.3 + 0.3) / 3.0).abs() < 1e-12);
        assert_eq!(of(&[]), None);
        assert_eq!(learned(&scenario, &both, &[0], 5..=6), None);
        assert_eq!(measured(&scenario, &both, &[0], 1..=1), None);
    }
}
