//! How much of the spread of progress lies between authorities and regions: X9.

use super::Named;
use super::sample::{Sample, School, mean_known};
use crate::convention::{Selection, Stage};
use crate::statistic::share_between;

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("X9", "secondary by authority", |s| between(s, Stage::Secondary, authority)),
    ("X9", "secondary by region", |s| between(s, Stage::Secondary, region)),
    ("X9", "primary by authority", |s| between(s, Stage::Primary, authority)),
    ("X9", "primary by region", |s| between(s, Stage::Primary, region)),
];

/// A school's local authority.
pub(super) fn authority(school: &School) -> u32 {
    school.authority
}

fn region(school: &School) -> u32 {
    school.region.index() as u32
}

/// Share of the variance of progress between areas in one year, mean over years.
fn between(sample: &Sample, stage: Stage, area: fn(&School) -> u32) -> Option<f64> {
    let years = sample.window();
    let schools = sample.counted(stage, Selection::Included, years)?;
    let areas: Vec<u32> = schools.iter().map(|i| area(&sample.schools[*i])).collect();
    mean_known(years.iter().map(|year| {
        let progress: Option<Vec<f64>> = schools.iter().map(|i| year.progress(stage, *i)).collect();
        share_between(&progress?, &areas)
    }))
}

#[cfg(test)]
mod tests {
    use super::super::sample::tests::primaries;
    use super::*;

    #[test]
    fn schools_that_differ_by_authority_alone_lie_between_them() {
        let progress: Vec<f64> = (0..40).map(|i| if i < 20 { -1.0 } else { 1.0 }).collect();
        let mut sample = primaries(20.0, &[progress]);
        for school in &mut sample.schools[20..] {
            school.authority = 1;
        }
        let share = between(&sample, Stage::Primary, authority).unwrap();
        assert!((share - 1.0).abs() < 1e-12);
        assert_eq!(between(&sample, Stage::Primary, region), None, "all are in one region");
    }
}
