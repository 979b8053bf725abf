//! Each September pupils move up a year and new entrants arrive.
//!
//! A year group takes its intake, its lasting gain and its place outside school along; the passing
//! gain of the year before is gone. The number of disadvantaged entrants varies by chance.
//! Limits: a school's roll stays, and entrants start from their group's national mean of that age
//! plus the school's own level; parents' choices and feeder schools are not in the model yet.

use bevy_ecs::prelude::*;

use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::Entry;
use crate::draw::{Purpose, Seed, normal, purpose};
use crate::math;
use crate::parameters::parameters;
use crate::population::{Baseline, Layout, intake};
use crate::units::Share;

/// No lever acts here yet.
pub(crate) const READS: &[Entry] = &[];

const ENTRANTS: Purpose = purpose("enrolment.entrants");

parameters! {
    /// Moving up needs no parameter of its own.
    pub struct Parameters of "enrolment" {}
}

/// Every year group moves up a row; the lowest row is filled anew.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    layout: Res<Layout>,
    baseline: Res<Baseline>,
    parameters: Res<intake::Parameters>,
    schools: Query<(&SchoolId, &Disadvantaged, &IntakeLevel)>,
    mut cohorts: Query<(
        &YearGroup,
        &mut Pupils,
        &mut Intake,
        &mut Outside,
        &mut Lasting,
        &mut Passing,
    )>,
) {
    let Some((ids, disadvantaged, levels)) = rows(schools.contiguous_iter()) else { return };
    let Some((years, mut pupils, mut intakes, mut outside, mut lasting, mut passing)) =
        rows(cohorts.contiguous_iter_mut())
    else {
        return;
    };
    let pupils = pupils.bypass_change_detection();
    let intakes = intakes.bypass_change_detection();
    let outside = outside.bypass_change_detection();
    let lasting = lasting.bypass_change_detection();
    let mut draws = seed.draws(ENTRANTS);
    passing.bypass_change_detection().fill(Passing(0.0));
    for (school, id) in ids.iter().enumerate() {
        let range = layout.cohorts(school);
        let (first, stay) = (range.start, range.start..range.end - 1);
        // Entrants take the places of those who leave, so that the roll stays.
        let size: f64 = pupils[range.end - 1].0.iter().sum();
        pupils.copy_within(stay.clone(), first + 1);
        intakes.copy_within(stay.clone(), first + 1);
        outside.copy_within(stay.clone(), first + 1);
        lasting.copy_within(stay, first + 1);
        let [score] = draws.at::<1>(id.0, now.address(), 0).map(normal);
        pupils[first] = Pupils(entrants(size, disadvantaged[school].0, score));
        intakes[first] = Intake(levels[school].0);
        let gap = intake::gap_on_entry(&parameters, years[first].0);
        outside[first] = Outside(intake::around_the_mean(gap, baseline.disadvantaged));
        lasting[first] = Lasting(0.0);
    }
}

/// Entrants by group: `size` pupils, of whom a share is expected to be disadvantaged; `score` is the
/// standard normal score of this year's luck.
pub(crate) fn entrants(size: f64, disadvantaged: Share, score: f64) -> [f64; GROUPS] {
    let spread = (size * disadvantaged * (1.0 - disadvantaged)).sqrt();
    let poor = (size * disadvantaged + spread * score).round().clamp(0.0, size);
    let mut by_group = [0.0; GROUPS];
    by_group[DISADVANTAGED] = poor;
    by_group[OTHER] = size - poor;
    by_group
}

/// Pupils of year group number `row` of `rows`, when `roll` pupils are spread evenly.
pub(crate) fn cohort_size(roll: u32, row: u32, rows: u32) -> f64 {
    f64::from(roll / rows + u32::from(row < roll % rows))
}

/// Pupil-weighted share of disadvantaged pupils.
pub(crate) fn share_disadvantaged<'a>(pupils: impl Iterator<Item = &'a Pupils>) -> Share {
    let (mut poor, mut all) = (0.0, 0.0);
    for Pupils(by_group) in pupils {
        poor += by_group[DISADVANTAGED];
        all += by_group[DISADVANTAGED] + by_group[OTHER];
    }
    math::ratio(poor, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entrants_add_up_and_none_is_counted_below_zero() {
        for score in [-9.0, -1.0, 0.0, 2.0, 9.0] {
            let [poor, rest] = entrants(30.0, 0.2, score);
            assert!(poor >= 0.0 && rest >= 0.0 && poor + rest == 30.0);
        }
        assert_eq!(entrants(30.0, 0.2, 0.0), [6.0, 24.0]);
    }

    #[test]
    fn a_roll_is_spread_over_the_year_groups_without_loss() {
        let total: f64 = (0..7).map(|row| cohort_size(200, row, 7)).sum();
        assert_eq!(total, 200.0);
    }
}
