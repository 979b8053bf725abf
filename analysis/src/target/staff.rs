//! Teachers: who leaves, how far classrooms differ, what experience adds: T6, X20 to X22.

use sim::records::SchoolRow;

use super::Named;
use super::fifths::outer_fifths;
use super::sample::{Sample, Year, mean_known};
use crate::convention::Stage;

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("T6", "first year", |s| s.national(|row| row.leaving_rate_year_1)),
    ("T6", "all teachers", |s| s.national(|row| row.leaving_rate)),
    ("T6", "lost after 3 years", |s| Some(lost(rates(s)?, 3))),
    ("T6", "lost after 5 years", |s| Some(lost(rates(s)?, 5))),
    ("X20", "all teachers", |s| s.national(|row| row.classroom_sd)),
    ("X20", "within schools", |s| s.national(|row| row.classroom_sd_within)),
    ("X21", "all", |s| s.national(|row| row.experience_gain)),
    ("X22", "free meals, top less bottom fifth", turnover_by_free_meals),
];

/// Leaving rates of years 1 to 5 after qualifying: those of years 2 and 3, and 4 and 5, are one rate.
fn rates(sample: &Sample) -> Option<[f64; 5]> {
    let second = sample.national(|row| row.leaving_rate_years_2_3)?;
    let fourth = sample.national(|row| row.leaving_rate_years_4_5)?;
    let first = sample.national(|row| row.leaving_rate_year_1)?;
    Some([first, second, second, fourth, fourth])
}

/// Share lost after so many years, by life table.
fn lost(rates: [f64; 5], years: usize) -> f64 {
    1.0 - rates[..years].iter().map(|rate| 1.0 - rate).product::<f64>()
}

/// X22: turnover of the top fifth of schools by free meals less that of the bottom fifth, within each
/// phase, mean over phases and years.
fn turnover_by_free_meals(sample: &Sample) -> Option<f64> {
    let years = sample.window();
    let phases = [Stage::Primary, Stage::Secondary];
    let pairs = years.iter().flat_map(|year| phases.map(|stage| (year, stage)));
    mean_known(pairs.map(|(year, stage)| {
        let schools = turnover(sample, year, stage);
        schools.iter().any(|school| school.1 > 0.0).then_some(())?;
        let fifths = outer_fifths(schools)?;
        Some(fifths.highest - fifths.lowest)
    }))
}

/// Teachers who leave or move at the end of a school's year, over teachers; none without teachers.
pub(super) fn turnover_rate(row: &SchoolRow) -> Option<f64> {
    (row.teachers > 0).then(|| (row.left + row.moved) as f64 / row.teachers as f64)
}

/// Free-meal share and turnover (leavers and movers over teachers) of each school of a phase.
fn turnover(sample: &Sample, year: &Year, stage: Stage) -> Vec<(f64, f64)> {
    let of = |i: usize| {
        let rate = turnover_rate(year.row(i)?)?;
        Some((sample.free_meals(year, i)?, rate))
    };
    let schools = 0..sample.schools.len();
    schools.filter(|i| sample.schools[*i].is_plainly(stage)).filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::tests::school;
    use super::*;
    use sim::records::NationRow;

    #[test]
    fn the_life_table_multiplies_those_who_stay() {
        let rates = [0.2, 0.1, 0.1, 0.5, 0.5];
        assert!((lost(rates, 3) - (1.0 - 0.8 * 0.9 * 0.9)).abs() < 1e-12);
        assert!((lost(rates, 5) - (1.0 - 0.8 * 0.81 * 0.25)).abs() < 1e-12);
    }

    #[test]
    fn national_rates_are_taken_from_the_term_that_has_them() {
        let row = |rate| NationRow { leaving_rate: rate, ..NationRow::default() };
        let year = |rate| Year { nation: vec![row(None), row(Some(rate))], ..Year::default() };
        let sample = Sample { years: vec![year(0.08), year(0.12)], ..Sample::default() };
        assert!((sample.national(|row| row.leaving_rate).unwrap() - 0.10).abs() < 1e-12);
        assert_eq!(rates(&sample), None);
    }

    #[test]
    fn turnover_is_compared_between_fifths_by_free_meals() {
        let mut sample = Sample { schools: vec![school(); 25], ..Sample::default() };
        for (i, school) in sample.schools.iter_mut().enumerate() {
            school.free_meals = Some(i as f64 / 25.0);
        }
        let row = |i: i64| SchoolRow { teachers: 10, left: i / 20, moved: 1, ..Default::default() };
        let rows = (0..25).map(|i| Some(row(i))).collect();
        sample.years = vec![Year { rows, ..Year::default() }];
        assert!((turnover_by_free_meals(&sample).unwrap() - 0.1).abs() < 1e-12);
    }
}
