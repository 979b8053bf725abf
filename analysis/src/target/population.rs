//! Free meals and places over schools: X10, X11.

use sim::agent::Setting;

use super::Named;
use super::areas::authority;
use super::sample::{Sample, Year, enough, mean_known};
use crate::convention::{Stage, plausible_occupancy};
use crate::population::nearest;
use crate::statistic::{correlation, mean, quantile, share_between, standard_deviation};

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("X10", "primary mean", |s| free_meals(s, Stage::Primary, mean)),
    ("X10", "primary SD", |s| free_meals(s, Stage::Primary, standard_deviation)),
    ("X10", "primary between authorities", |s| between_authorities(s, Stage::Primary)),
    ("X10", "primary nearest school", |s| nearest_school(s, Stage::Primary)),
    ("X10", "secondary mean", |s| free_meals(s, Stage::Secondary, mean)),
    ("X10", "secondary SD", |s| free_meals(s, Stage::Secondary, standard_deviation)),
    ("X10", "secondary between authorities", |s| between_authorities(s, Stage::Secondary)),
    ("X10", "secondary nearest school", |s| nearest_school(s, Stage::Secondary)),
    ("X11", "primary mean", |s| occupancy(s, Stage::Primary, false, mean)),
    ("X11", "primary SD", |s| occupancy(s, Stage::Primary, false, standard_deviation)),
    ("X11", "primary 10th percentile", |s| occupancy(s, Stage::Primary, false, tenth)),
    ("X11", "primary rural village mean", |s| occupancy(s, Stage::Primary, true, mean)),
    ("X11", "secondary mean", |s| occupancy(s, Stage::Secondary, false, mean)),
    ("X11", "secondary SD", |s| occupancy(s, Stage::Secondary, false, standard_deviation)),
    ("X11", "secondary 10th percentile", |s| occupancy(s, Stage::Secondary, false, tenth)),
    ("X11", "secondary rural village mean", |s| occupancy(s, Stage::Secondary, true, mean)),
];

fn tenth(values: &[f64]) -> Option<f64> {
    quantile(values, 0.1)
}

/// Position and free-meal share of the schools of the register's phase.
fn shares(sample: &Sample, year: &Year, stage: Stage) -> Option<Vec<(usize, f64)>> {
    let schools = (0..sample.schools.len()).filter(|i| sample.schools[*i].is_plainly(stage));
    enough(schools.filter_map(|i| Some((i, sample.free_meals(year, i)?))).collect())
}

/// X10: a number of the free-meal shares, mean over years.
fn free_meals(sample: &Sample, stage: Stage, of: fn(&[f64]) -> Option<f64>) -> Option<f64> {
    mean_known(sample.window().iter().map(|year| {
        let shares = shares(sample, year, stage)?;
        of(&shares.into_iter().map(|(_, share)| share).collect::<Vec<_>>())
    }))
}

/// X10: share of the variance of free meals between authorities, mean over years.
fn between_authorities(sample: &Sample, stage: Stage) -> Option<f64> {
    mean_known(sample.window().iter().map(|year| {
        let (schools, shares): (Vec<usize>, Vec<f64>) =
            shares(sample, year, stage)?.into_iter().unzip();
        let areas: Vec<u32> = schools.iter().map(|i| authority(&sample.schools[*i])).collect();
        share_between(&shares, &areas)
    }))
}

/// X10: correlation of free meals with the nearest school of the phase, mean over years.
fn nearest_school(sample: &Sample, stage: Stage) -> Option<f64> {
    mean_known(sample.window().iter().map(|year| {
        let placed = shares(sample, year, stage)?.into_iter();
        let (places, shares): (Vec<(f64, f64)>, Vec<f64>) =
            placed.filter_map(|(i, share)| Some((sample.schools[i].place?, share))).unzip();
        enough(places.clone())?;
        let neighbours: Vec<f64> = nearest(&places).into_iter().map(|i| shares[i]).collect();
        correlation(&shares, &neighbours)
    }))
}

/// X11: a number of roll over places, in all settings or villages alone, mean over years.
fn occupancy(
    sample: &Sample,
    stage: Stage,
    villages: bool,
    of: fn(&[f64]) -> Option<f64>,
) -> Option<f64> {
    mean_known(sample.window().iter().map(|year| {
        let ratio = |i: usize| {
            let school = &sample.schools[i];
            let there = !villages || school.setting == Some(Setting::Village);
            let places = school.capacity.filter(|places| *places > 0.0 && there)?;
            plausible_occupancy(year.row(i)?.roll as f64, places)
        };
        let schools = (0..sample.schools.len()).filter(|i| sample.schools[*i].is_plainly(stage));
        of(&enough(schools.filter_map(ratio).collect())?)
    }))
}

#[cfg(test)]
mod tests {
    use super::super::sample::tests::school;
    use super::*;
    use sim::records::SchoolRow;

    #[test]
    fn occupancy_leaves_out_what_cannot_be() {
        let mut sample =
            Sample { schools: vec![school(); 25], years: vec![Year::default()], effects: None };
        for (i, school) in sample.schools.iter_mut().enumerate() {
            school.capacity = if i == 0 { Some(1.0) } else { Some(100.0) };
        }
        let row = SchoolRow { roll: 90, ..SchoolRow::default() };
        sample.years[0].rows = vec![Some(row); 25];
        assert_eq!(occupancy(&sample, Stage::Primary, false, mean), Some(0.9));
        assert_eq!(occupancy(&sample, Stage::Primary, true, mean), None);
    }

    #[test]
    fn neighbours_alike_correlate() {
        let mut sample =
            Sample { schools: vec![school(); 40], years: vec![Year::default()], effects: None };
        for (i, school) in sample.schools.iter_mut().enumerate() {
            let pair = (i / 2) as f64;
            school.place = Some((10.0 * pair, (i % 2) as f64));
            school.free_meals = Some(pair / 20.0);
        }
        assert!((nearest_school(&sample, Stage::Primary).unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(nearest_school(&sample, Stage::Secondary), None);
    }
}
