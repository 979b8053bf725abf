//! Inspection grades of synthetic schools: the published shares by free meals.
//!
//! Limits: a grade depends on free meals alone; what a school does shows in its grade only when it is
//! inspected in a run.

use super::super::Premises;
use super::super::quantile::part_at;
use crate::agent::Grade;
use crate::draw::{Purpose, Seed, purpose, uniform};

const GRADE: Purpose = purpose("population.grade");

/// Share of schools without a grade under their present number: maintained schools and academies,
/// primary and other.
const UNGRADED: [[f64; 2]; 2] = [[0.001, 0.0], [0.396, 0.225]];
/// Shares Outstanding, Good and Requires improvement by fifth of free meals, primary and other; the
/// rest are Inadequate.
const SHARES: [[[f64; 3]; 5]; 2] = [
    [
        [0.257, 0.706, 0.032],
        [0.160, 0.779, 0.057],
        [0.107, 0.808, 0.082],
        [0.087, 0.801, 0.106],
        [0.079, 0.777, 0.136],
    ],
    [
        [0.367, 0.580, 0.040],
        [0.185, 0.725, 0.086],
        [0.100, 0.712, 0.169],
        [0.094, 0.703, 0.193],
        [0.096, 0.604, 0.273],
    ],
];

/// Gives every school its grade.
pub(super) fn grade(schools: &mut [Premises], seed: Seed) {
    let mut draws = seed.draws(GRADE);
    for primary in [true, false] {
        let stage = usize::from(!primary);
        let is_one = |i: &usize| schools[*i].phase.is_primary() == primary;
        let mut members: Vec<usize> = (0..schools.len()).filter(is_one).collect();
        members.sort_by(|a, b| schools[*a].free_meals.total_cmp(&schools[*b].free_meals));
        for (rank, number) in members.iter().enumerate() {
            let [known, grade] = draws.at::<2>(*number as u32, 0, 0).map(uniform);
            let school = &mut schools[*number];
            let academy = usize::from(school.governance.is_academy());
            let graded = known >= UNGRADED[academy][stage];
            let place = (rank as f64 + 0.5) / members.len() as f64;
            school.grade = graded.then(|| at(&shares(stage, place), grade));
        }
    }
}

/// Shares at a place among the schools by free meals (0 to 1): straight lines between the middles of the
/// fifths, carried on to both ends.
fn shares(stage: usize, place: f64) -> [f64; 3] {
    let along = 5.0 * place - 0.5;
    let below = (along.max(0.0) as usize).min(3);
    let (low, high) = (&SHARES[stage][below], &SHARES[stage][below + 1]);
    let part = along - below as f64;
    core::array::from_fn(|grade| (low[grade] + part * (high[grade] - low[grade])).max(0.0))
}

/// The grade at share `u` of the schools.
fn at(shares: &[f64; 3], u: f64) -> Grade {
    part_at(*shares, u).map_or(Grade::Inadequate, |place| Grade::ALL[place])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_at_the_middle_of_a_fifth_are_the_published_ones() {
        for (stage, fifths) in SHARES.iter().enumerate() {
            for (fifth, expected) in fifths.iter().enumerate() {
                let found = shares(stage, 0.2 * fifth as f64 + 0.1);
                assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{found:?}");
            }
        }
    }

    #[test]
    fn what_no_share_covers_is_inadequate() {
        assert_eq!(at(&[0.2, 0.5, 0.2], 0.1), Grade::Outstanding);
        assert_eq!(at(&[0.2, 0.5, 0.2], 0.89), Grade::RequiresImprovement);
        assert_eq!(at(&[0.2, 0.5, 0.2], 0.95), Grade::Inadequate);
    }
}
