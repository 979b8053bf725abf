//! How progress and attainment go with free meals: X4, X5.

use sim::agent::Region;

use super::Named;
use super::sample::{Sample, Year, enough, mean_known};
use crate::convention::unit::{PROGRESS_8_UNITS, attainment_8_points};
use crate::convention::{Selection, Stage};
use crate::statistic::{correlation, group_means, less_group_mean, slope};

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("X4", "secondary", |s| over_years(s, Stage::Secondary, progress, all, plain)),
    ("X4", "secondary outside London", |s| {
        over_years(s, Stage::Secondary, progress, outside_london, plain)
    }),
    ("X4", "secondary London", |s| over_years(s, Stage::Secondary, progress, london, plain)),
    ("X4", "secondary within authorities", |s| {
        over_years(s, Stage::Secondary, progress, all, within_authorities)
    }),
    ("X4", "secondary slope within authorities", |s| {
        let slope = over_years(s, Stage::Secondary, progress, all, slope_within)?;
        Some(slope * PROGRESS_8_UNITS * POINT)
    }),
    ("X4", "secondary slope between authorities", |s| {
        let slope = over_years(s, Stage::Secondary, progress, all, slope_between)?;
        Some(slope * PROGRESS_8_UNITS * POINT)
    }),
    ("X4", "primary", |s| over_years(s, Stage::Primary, progress, all, plain)),
    ("X5", "secondary", |s| over_years(s, Stage::Secondary, attainment, all, plain)),
    ("X5", "secondary outside London", |s| {
        over_years(s, Stage::Secondary, attainment, outside_london, plain)
    }),
    ("X5", "secondary slope", |s| {
        let slope = over_years(s, Stage::Secondary, attainment, all, |rows| {
            slope(&rows.free_meals, &rows.outcome)
        })?;
        Some(slope * attainment_8_points() * POINT)
    }),
    ("X5", "primary", |s| over_years(s, Stage::Primary, attainment, all, plain)),
];

/// A percentage point as a share.
const POINT: f64 = 0.01;

/// Schools of one year, side by side.
#[derive(Default)]
struct Rows {
    /// Free-meal share.
    free_meals: Vec<f64>,
    /// Progress or attainment.
    outcome: Vec<f64>,
    /// Authority.
    authority: Vec<u32>,
}

fn all(_: Region) -> bool {
    true
}

fn london(region: Region) -> bool {
    region == Region::London
}

fn outside_london(region: Region) -> bool {
    region != Region::London
}

fn progress(year: &Year, stage: Stage, school: usize) -> Option<f64> {
    year.progress(stage, school)
}

fn attainment(year: &Year, stage: Stage, school: usize) -> Option<f64> {
    year.leavers(stage, school)?.attainment
}

/// A relation over the schools that count in the regions wanted, mean over the years of the window.
fn over_years(
    sample: &Sample,
    stage: Stage,
    outcome: fn(&Year, Stage, usize) -> Option<f64>,
    wanted: fn(Region) -> bool,
    relation: fn(&Rows) -> Option<f64>,
) -> Option<f64> {
    let years = sample.window();
    let schools = sample.counted(stage, Selection::LeftOut, years)?;
    let schools: Vec<usize> =
        schools.into_iter().filter(|i| wanted(sample.schools[*i].region)).collect();
    mean_known(years.iter().map(|year| {
        let pair = |i: &usize| Some((*i, sample.free_meals(year, *i)?, outcome(year, stage, *i)?));
        let mut rows = Rows::default();
        for (i, free_meals, outcome) in enough(schools.iter().filter_map(pair).collect())? {
            rows.free_meals.push(free_meals);
            rows.outcome.push(outcome);
            rows.authority.push(sample.schools[i].authority);
        }
        relation(&rows)
    }))
}

fn plain(rows: &Rows) -> Option<f64> {
    correlation(&rows.free_meals, &rows.outcome)
}

/// Free meals and outcome less the means of each authority.
fn without_authorities(rows: &Rows) -> [Vec<f64>; 2] {
    [&rows.free_meals, &rows.outcome].map(|values| less_group_mean(values, &rows.authority))
}

fn within_authorities(rows: &Rows) -> Option<f64> {
    let [free_meals, outcome] = without_authorities(rows);
    correlation(&free_meals, &outcome)
}

fn slope_within(rows: &Rows) -> Option<f64> {
    let [free_meals, outcome] = without_authorities(rows);
    slope(&free_meals, &outcome)
}

/// Slope over authorities' means, each as often as it has schools.
fn slope_between(rows: &Rows) -> Option<f64> {
    let [free_meals, outcome] =
        [&rows.free_meals, &rows.outcome].map(|values| group_means(values, &rows.authority));
    slope(&free_meals, &outcome)
}

#[cfg(test)]
mod tests {
    use super::super::sample::tests::{leavers, secondary};
    use super::*;

    /// Two authorities of thirty schools: within each, progress falls by 2 for a full share of free
    /// meals; the second has 0.3 more free meals and no less progress.
    fn sample() -> Sample {
        let mut sample =
            Sample { schools: vec![secondary(); 60], years: vec![Year::default()], effects: None };
        for i in 0..60 {
            let (authority, place) = (i / 30, (i % 30) as f64 / 100.0);
            sample.schools[i].authority = authority as u32;
            sample.schools[i].free_meals = Some(place + 0.3 * authority as f64);
            sample.years[0].at_16.push(leavers(100.0, -2.0 * place));
        }
        sample
    }

    #[test]
    fn authorities_are_removed_from_the_relation_within_them() {
        let of = |relation| over_years(&sample(), Stage::Secondary, progress, all, relation);
        assert!((of(within_authorities).unwrap() + 1.0).abs() < 1e-12);
        assert!((of(slope_within).unwrap() + 2.0).abs() < 1e-12);
        assert!(of(slope_between).unwrap().abs() < 1e-12);
        assert!(of(plain).unwrap() > -1.0);
    }

    #[test]
    fn a_part_of_the_country_without_schools_is_no_data() {
        let r = over_years(&sample(), Stage::Secondary, progress, london, plain);
        assert_eq!(r, None);
    }

    #[test]
    fn selective_schools_are_left_out() {
        let mut sample = sample();
        sample.years[0].at_16[0] = leavers(100.0, 50.0);
        sample.schools[0].selective = true;
        let r = over_years(&sample, Stage::Secondary, progress, all, within_authorities);
        assert!((r.unwrap() + 1.0).abs() < 1e-12);
    }
}
