//! How unevenly pupils with free meals are spread over schools: T5.

use std::collections::BTreeMap;

use super::Named;
use super::sample::{Sample, Year, enough, mean_known};
use crate::convention::Stage;
use crate::statistic::{gorard, mean};

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("T5", "primary national", |s| over_years(s, Stage::Primary, national)),
    ("T5", "secondary national", |s| over_years(s, Stage::Secondary, national)),
    ("T5", "primary within authorities", |s| over_years(s, Stage::Primary, within)),
    ("T5", "secondary within authorities", |s| over_years(s, Stage::Secondary, within)),
];

/// Fewest schools of an authority whose segregation is reckoned.
const FEWEST_IN_AUTHORITY: usize = 5;

/// A school's authority, its pupils and those of them with free meals.
#[derive(Clone, Copy, Debug)]
struct Roll {
    authority: u32,
    pupils: f64,
    free_meals: f64,
}

fn over_years(sample: &Sample, stage: Stage, of: fn(&[Roll]) -> Option<f64>) -> Option<f64> {
    mean_known(sample.window().iter().map(|year| of(&enough(rolls(sample, year, stage))?)))
}

/// Schools of the register's phase with a roll and a free-meal share.
fn rolls(sample: &Sample, year: &Year, stage: Stage) -> Vec<Roll> {
    let roll = |i: usize| {
        let school = sample.schools[i].is_plainly(stage).then(|| &sample.schools[i])?;
        let pupils = year.row(i)?.roll as f64;
        let free_meals = pupils * sample.free_meals(year, i)?;
        (pupils > 0.0).then_some(Roll { authority: school.authority, pupils, free_meals })
    };
    (0..sample.schools.len()).filter_map(roll).collect()
}

/// Gorard's index over all schools.
fn national(rolls: &[Roll]) -> Option<f64> {
    gorard(&rolls.iter().map(|roll| (roll.pupils, roll.free_meals)).collect::<Vec<_>>())
}

/// Mean over authorities with enough schools.
fn within(rolls: &[Roll]) -> Option<f64> {
    let mut authorities: BTreeMap<u32, Vec<Roll>> = BTreeMap::new();
    for roll in rolls {
        authorities.entry(roll.authority).or_default().push(*roll);
    }
    let large = authorities.values().filter(|schools| schools.len() >= FEWEST_IN_AUTHORITY);
    mean(&large.filter_map(|schools| national(schools)).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roll(authority: u32, free_meals: f64) -> Roll {
        Roll { authority, pupils: 100.0, free_meals }
    }

    #[test]
    fn authorities_with_fewer_than_five_schools_do_not_count() {
        let mut rolls = vec![roll(0, 10.0), roll(0, 90.0)];
        assert_eq!(within(&rolls), None);
        rolls.extend([roll(1, 30.0); 5]);
        assert_eq!(within(&rolls), Some(0.0));
    }
}
