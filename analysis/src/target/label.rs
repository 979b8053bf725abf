//! What the grade Inadequate adds to the turnover of teachers: X22.
//!
//! Schools that fail differ from others before they are visited. So the change of each school's turnover
//! is compared, not its level: from the summer before the year of the visit to the summers of that year
//! and the next (a visit happens before the staff moves of its summer).

use sim::agent::Grade;

use super::Named;
use super::sample::{Sample, enough, grade_of};
use super::staff::turnover_rate;
use crate::convention::window::YEARS;
use crate::statistic::mean;

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[("X22", "after Inadequate", after_inadequate)];

/// Years before and after the year of a visit that are looked at.
const AROUND: usize = 1;

/// Changes of turnover of the schools visited in one year.
#[derive(Default)]
struct Changes {
    /// Of those that were judged Inadequate.
    inadequate: Vec<f64>,
    /// Of those that were judged Good or Requires improvement.
    others: Vec<f64>,
}

/// X22: change of turnover at schools judged Inadequate, less the mean change at schools visited in the
/// same year and judged Good or Requires improvement; mean over the schools of four years of visits.
fn after_inadequate(sample: &Sample) -> Option<f64> {
    let end = sample.years.len().saturating_sub(AROUND);
    let first = end.saturating_sub(YEARS).max(AROUND);
    let mut added = Vec::new();
    for visited in first..end {
        let changes = changes(sample, visited);
        let Some(usual) = mean(&changes.others) else { continue };
        added.extend(changes.inadequate.iter().map(|change| change - usual));
    }
    // Without any teacher who goes, nothing is known of what makes them go.
    added.iter().any(|change| *change != 0.0).then_some(())?;
    mean(&enough(added)?)
}

/// Mean turnover of the year of the visit and the next, less that of the year before.
fn changes(sample: &Sample, visited: usize) -> Changes {
    let rate = |year: usize, school| turnover_rate(sample.years[year].row(school)?);
    let change = |school| {
        let (then, next) = (rate(visited, school)?, rate(visited + AROUND, school)?);
        Some((then + next) / 2.0 - rate(visited - AROUND, school)?)
    };
    let mut changes = Changes::default();
    for school in 0..sample.schools.len() {
        let row = sample.years[visited].row(school);
        let Some(grade) = row.and_then(|row| grade_of(row.visit_grade)) else { continue };
        let list = match grade {
            Grade::Outstanding => continue,
            Grade::Good | Grade::RequiresImprovement => &mut changes.others,
            Grade::Inadequate => &mut changes.inadequate,
        };
        list.extend(change(school));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::super::sample::Year;
    use super::super::sample::tests::school;
    use super::*;
    use sim::records::SchoolRow;

    /// Sixty schools with 100 teachers, of which these leave in the years before, of and after a visit.
    fn sample(leave: impl Fn(usize) -> [i64; 3], grade: impl Fn(usize) -> i64) -> Sample {
        let row = |i: usize, t: usize| SchoolRow {
            teachers: 100,
            left: leave(i)[t],
            visit_grade: if t == 1 { grade(i) } else { 0 },
            ..SchoolRow::default()
        };
        let rows = |t| (0..60).map(|i| Some(row(i, t))).collect();
        Sample {
            schools: vec![school(); 60],
            years: (0..3).map(|t| Year { rows: rows(t), ..Year::default() }).collect(),
            ..Sample::default()
        }
    }

    #[test]
    fn the_label_adds_what_schools_of_other_grades_do_not_lose() {
        // Inadequate: 20, then 24 and 26; Good: 10, then 12 and 12; Outstanding does not count.
        let leave = |i: usize| match i % 3 {
            0 => [20, 24, 26],
            1 => [10, 12, 12],
            _ => [0, 90, 90],
        };
        let sample = sample(leave, |i| [4, 2, 1][i % 3]);
        assert!((after_inadequate(&sample).unwrap() - 0.03).abs() < 1e-12);
    }

    #[test]
    fn a_year_on_either_side_of_the_visit_is_needed() {
        let sample = |years: core::ops::Range<usize>| {
            let whole = sample(|_| [10, 12, 14], |i| [4, 2][i % 2]);
            Sample { years: whole.years[years].to_vec(), ..whole }
        };
        assert_eq!(after_inadequate(&sample(0..2)), None);
        assert_eq!(after_inadequate(&sample(1..3)), None);
    }

    #[test]
    fn nineteen_failures_and_schools_without_turnover_are_no_data() {
        let grade = |i: usize| if i < 19 { 4 } else { 3 };
        assert_eq!(after_inadequate(&sample(|i| [10, 12 + i as i64, 12], grade)), None);
        assert_eq!(after_inadequate(&sample(|_| [0; 3], |i| [4, 2][i % 2])), None);
    }
}
