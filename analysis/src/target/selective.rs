//! Kinds of school against each other: selective secondaries (X7), junior schools (X8).

use super::Named;
use super::sample::{Sample, School, enough};
use super::spread::mean_progress;
use crate::convention::{Selection, Stage};

/// What this file answers.
pub(super) const STATISTICS: &[Named] =
    &[("X7", "secondary", selective_schools), ("X8", "primary", junior_less_all_through)];

/// Highest age of a primary school that keeps its pupils to year 6.
const YEAR_6: u8 = 11;

/// X7: mean progress of selective secondaries over schools and years.
fn selective_schools(sample: &Sample) -> Option<f64> {
    let years = sample.window();
    let schools = sample.counted(Stage::Secondary, Selection::Only, years)?;
    mean_progress(years, Stage::Secondary, &schools)
}

/// X8: mean progress of junior schools less that of all-through primary schools.
fn junior_less_all_through(sample: &Sample) -> Option<f64> {
    Some(mean_of(sample, is_junior)? - mean_of(sample, is_all_through)?)
}

fn mean_of(sample: &Sample, wanted: fn(&School) -> bool) -> Option<f64> {
    let years = sample.window();
    let schools = sample.counted(Stage::Primary, Selection::LeftOut, years)?;
    let schools = schools.into_iter().filter(|i| wanted(&sample.schools[*i]));
    mean_progress(years, Stage::Primary, &enough(schools.collect())?)
}

fn is_junior(school: &School) -> bool {
    school.is_plainly(Stage::Primary) && school.low_age >= 7 && school.high_age == YEAR_6
}

fn is_all_through(school: &School) -> bool {
    school.is_plainly(Stage::Primary) && school.low_age <= 5 && school.high_age == YEAR_6
}

#[cfg(test)]
mod tests {
    use super::super::sample::tests::{leavers, primaries, secondary};
    use super::super::sample::{Sample, Year};
    use super::*;

    #[test]
    fn junior_schools_are_set_against_all_through_schools() {
        let progress: Vec<f64> = (0..60).map(|i| if i < 30 { -0.2 } else { 0.1 }).collect();
        let mut sample = primaries(30.0, &[progress.clone(), progress]);
        assert_eq!(junior_less_all_through(&sample), None, "there are no junior schools");
        for school in &mut sample.schools[..30] {
            school.low_age = 7;
        }
        assert!((junior_less_all_through(&sample).unwrap() + 0.3).abs() < 1e-12);
    }

    #[test]
    fn selective_schools_are_counted_alone() {
        let mut schools = vec![secondary(); 60];
        schools.iter_mut().take(25).for_each(|school| school.selective = true);
        let progress = |i: usize| if i < 25 { 0.5 } else { -0.1 };
        let at_16 = (0..60).map(|i| leavers(100.0, progress(i))).collect();
        let sample =
            Sample { schools, years: vec![Year { at_16, ..Year::default() }], effects: None };
        assert!((selective_schools(&sample).unwrap() - 0.5).abs() < 1e-12);
    }
}
