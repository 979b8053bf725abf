//! How far the lowest schools come back by themselves: T18.

use super::Named;
use super::sample::{Sample, mean_known};
use super::spread::mean_progress;
use crate::convention::{Selection, Stage};

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("T18", "primary 1 year", |s| recovery(s, Stage::Primary, 1)),
    ("T18", "primary 2 years", |s| recovery(s, Stage::Primary, 2)),
    ("T18", "secondary 1 year", |s| recovery(s, Stage::Secondary, 1)),
    ("T18", "secondary 2 years", |s| recovery(s, Stage::Secondary, 2)),
];

/// Schools of which the lowest one is taken: a tenth.
const LOWEST_OF: usize = 10;

/// 1 − (distance to the mean of schools `later` years on)/(distance at first), of the bottom tenth of
/// schools by progress, mean over first years.
fn recovery(sample: &Sample, stage: Stage, later: usize) -> Option<f64> {
    let years = sample.window_for(later)?;
    let schools = sample.counted(stage, Selection::LeftOut, years)?;
    mean_known(years.iter().zip(years.iter().skip(later)).map(|(first, then)| {
        let mut lowest = schools.clone();
        let progress = |i: &usize| first.progress(stage, *i).unwrap_or(f64::INFINITY);
        lowest.sort_by(|a, b| progress(a).total_cmp(&progress(b)));
        lowest.truncate(schools.len() / LOWEST_OF);
        let behind = |year| {
            let year = std::slice::from_ref(year);
            let own = mean_progress(year, stage, &lowest)?;
            Some(own - mean_progress(year, stage, &schools)?)
        };
        let start = behind(first).filter(|behind| *behind < 0.0)?;
        Some(1.0 - behind(then)? / start)
    }))
}

#[cfg(test)]
mod tests {
    use super::super::sample::tests::primaries;
    use super::*;

    #[test]
    fn schools_that_halve_their_distance_recover_by_half() {
        let first: Vec<f64> = (0..40).map(f64::from).collect();
        let then = first.iter().map(|p| p / 2.0).collect();
        let sample = primaries(20.0, &[first, then]);
        assert!((recovery(&sample, Stage::Primary, 1).unwrap() - 0.5).abs() < 1e-12);
        assert_eq!(recovery(&sample, Stage::Primary, 2), None);
    }

    #[test]
    fn schools_all_alike_have_nothing_to_recover() {
        let sample = primaries(20.0, &vec![vec![0.0; 40]; 3]);
        assert_eq!(recovery(&sample, Stage::Primary, 1), None);
    }
}
