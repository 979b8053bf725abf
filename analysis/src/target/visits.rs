//! What follows a graded visit: the next grade (T10, X19), and schools that never do well (T16).
//!
//! All recorded years are looked at, not only the last four: visits to one school are years apart.

use sim::agent::Grade;

use super::Named;
use super::sample::{Sample, Visit, enough};
use crate::convention::Stage;
use crate::statistic::mean;

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("T10", "all", way_out),
    ("T16", "all", stuck_schools),
    ("T16", "secondary among them", secondary_among_stuck),
    ("X19", "outstanding", |s| after_exemption(s, Grade::Outstanding)),
    ("X19", "good", |s| after_exemption(s, Grade::Good)),
    ("X19", "requires improvement", |s| after_exemption(s, Grade::RequiresImprovement)),
    ("X19", "inadequate", |s| after_exemption(s, Grade::Inadequate)),
];

/// Years over which a school is stuck, the last one included.
const STUCK_YEARS: i64 = 13;
/// Fewest visits in these years.
const STUCK_VISITS: usize = 3;
/// Fewest years between the visits of a school that was spared them. The published mean is 13.
const SPARED_YEARS: i64 = 8;

/// The visits of one school after another.
fn by_school(sample: &Sample) -> impl Iterator<Item = &[Visit]> {
    sample.visits.chunk_by(|one, next| one.school == next.school)
}

/// Each visit with the next one to the same school; a school's last visit is in none as the first.
fn with_next(sample: &Sample) -> impl Iterator<Item = (&Visit, &Visit)> {
    by_school(sample).flat_map(|visits| visits.iter().zip(visits.iter().skip(1)))
}

/// Share of the visits of which something holds; none below 20.
fn share(holds: impl Iterator<Item = bool>) -> Option<f64> {
    mean(&enough(holds.map(|holds| f64::from(u8::from(holds))).collect())?)
}

/// T10: of visits that ended with Requires improvement, share with Good or better at the next.
fn way_out(sample: &Sample) -> Option<f64> {
    let required = with_next(sample).filter(|(one, _)| one.grade == Grade::RequiresImprovement);
    share(required.map(|(_, next)| next.grade <= Grade::Good))
}

/// X19: share with a grade at the visit of an Outstanding school that had none for years.
fn after_exemption(sample: &Sample, wanted: Grade) -> Option<f64> {
    let spared = |one: &Visit, next: &Visit| {
        one.grade == Grade::Outstanding && next.year - one.year >= SPARED_YEARS
    };
    let visits = with_next(sample).filter(|(one, next)| spared(one, next));
    share(visits.map(|(_, next)| next.grade == wanted))
}

/// For each school that is recorded in the last year, its position and whether it is stuck; none
/// without any visit, and before 13 years are recorded.
fn stuck(sample: &Sample) -> Option<Vec<(usize, bool)>> {
    let last = sample.years.last()?;
    let first = last.year - STUCK_YEARS + 1;
    let long_enough = sample.years.first().is_some_and(|year| year.year <= first);
    (long_enough && !sample.visits.is_empty()).then_some(())?;
    let mut stuck = vec![false; sample.schools.len()];
    for visits in by_school(sample) {
        let recent = || visits.iter().filter(|visit| visit.year >= first);
        let low = recent().all(|visit| visit.grade >= Grade::RequiresImprovement);
        if let Some(slot) = stuck.get_mut(visits[0].school) {
            *slot = low && recent().count() >= STUCK_VISITS;
        }
    }
    let there = (0..stuck.len()).filter(|school| last.row(*school).is_some());
    Some(there.map(|school| (school, stuck[school])).collect())
}

/// T16: share of all schools that are stuck.
fn stuck_schools(sample: &Sample) -> Option<f64> {
    share(stuck(sample)?.into_iter().map(|(_, stuck)| stuck))
}

/// T16: share of the stuck schools that are secondary schools.
fn secondary_among_stuck(sample: &Sample) -> Option<f64> {
    let stuck = stuck(sample)?.into_iter().filter(|(_, stuck)| *stuck);
    share(stuck.map(|(school, _)| sample.schools[school].is_plainly(Stage::Secondary)))
}

#[cfg(test)]
mod tests {
    use super::super::sample::Year;
    use super::super::sample::tests::{school, secondary};
    use super::*;
    use Grade::{Good, Inadequate, Outstanding, RequiresImprovement};
    use sim::records::SchoolRow;

    const LOW: Grade = RequiresImprovement;
    /// No visit.
    const NEVER: Seen = &[];

    /// Years and grades of the visits to one school.
    type Seen = &'static [(i64, Grade)];

    /// Primary schools that are recorded from 2030 to 2050, with the visits of each.
    fn sample(schools: &[Seen]) -> Sample {
        let rows = vec![Some(SchoolRow::default()); schools.len()];
        let year = |year| Year { year, rows: rows.clone(), ..Year::default() };
        let of = |(school, visits): (usize, &Seen)| {
            visits
                .iter()
                .map(move |(year, grade)| Visit { school, year: *year, grade: *grade })
                .collect::<Vec<_>>()
        };
        Sample {
            federations: Default::default(),
            schools: vec![school(); schools.len()],
            years: (2030..=2050).map(year).collect(),
            visits: schools.iter().enumerate().flat_map(of).collect(),
            effects: None,
        }
    }

    #[test]
    fn the_way_out_is_the_next_visit_to_the_same_school() {
        let out: Seen = &[(2031, RequiresImprovement), (2033, Good)];
        let back: Seen = &[(2031, Good), (2035, RequiresImprovement), (2037, RequiresImprovement)];
        let fallen: Seen = &[(2031, RequiresImprovement), (2033, Inadequate), (2034, Good)];
        let mut schools = vec![out; 20];
        schools.extend([back; 10]);
        schools.extend([fallen; 10]);
        assert_eq!(way_out(&sample(&schools)), Some(0.5));
        assert_eq!(way_out(&sample(&schools[..19])), None, "nineteen are too few");
    }

    #[test]
    fn a_school_is_stuck_that_was_low_at_three_visits_and_never_better() {
        let stuck: Seen = &[(2037, Good), (2040, LOW), (2043, Inadequate), (2046, LOW)];
        let better: Seen = &[(2039, LOW), (2040, LOW), (2043, Good), (2046, LOW)];
        let seldom: Seen = &[(2030, LOW), (2040, LOW), (2046, LOW)];
        let mut schools = vec![stuck; 25];
        schools.extend([better; 25]);
        schools.extend([seldom; 25]);
        schools.extend([NEVER; 25]);
        let mut sample = sample(&schools);
        for school in &mut sample.schools[..5] {
            *school = secondary();
        }
        assert_eq!(stuck_schools(&sample), Some(0.25));
        assert_eq!(secondary_among_stuck(&sample), Some(0.2));
        sample.years.drain(..8);
        assert_eq!(stuck_schools(&sample), Some(0.25), "thirteen years are left");
        sample.years.remove(0);
        assert_eq!(stuck_schools(&sample), None, "twelve years are left");
    }

    #[test]
    fn schools_that_are_gone_are_neither_stuck_nor_counted() {
        let visits: Seen = &[(2040, LOW), (2042, LOW), (2044, LOW)];
        let mut sample = sample(&vec![visits; 40]);
        sample.visits.retain(|visit| visit.school < 30);
        sample.years[20].rows[..10].fill(None);
        assert_eq!(stuck_schools(&sample), Some(20.0 / 30.0));
    }

    #[test]
    fn only_outstanding_schools_that_were_long_spared_are_visited_again() {
        let spared: Seen = &[(2031, Outstanding), (2039, Good)];
        let kept: Seen = &[(2031, Outstanding), (2045, Outstanding)];
        let soon: Seen = &[(2031, Outstanding), (2038, Inadequate)];
        let good: Seen = &[(2031, Good), (2041, Inadequate)];
        let mut schools = vec![spared; 15];
        schools.extend([kept; 5]);
        schools.extend([soon; 30]);
        schools.extend([good; 30]);
        let sample = sample(&schools);
        assert_eq!(after_exemption(&sample, Good), Some(0.75));
        assert_eq!(after_exemption(&sample, Outstanding), Some(0.25));
        assert_eq!(after_exemption(&sample, Inadequate), Some(0.0));
    }

    #[test]
    fn without_visits_there_is_no_data() {
        let sample = sample(&[NEVER; 40]);
        assert_eq!((way_out(&sample), stuck_schools(&sample)), (None, None));
        assert_eq!(after_exemption(&sample, Good), None);
    }
}
