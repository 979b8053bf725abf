//! The grades in force, and what they go with: T9, X15 to X18.
//!
//! A school counts while it has a grade. Selective schools are counted with all others, as in the
//! published figures. The published grades are those of July 2022 and the published progress is that of
//! 2018-19, the last before the pandemic: so the grade at the end of a year is set against the progress
//! three years before, and against the free meals of its own year.

use sim::agent::Grade;

use super::Named;
use super::fifths::{OuterFifths, outer_fifths};
use super::sample::{Sample, Year, enough, grade_of, mean_known};
use crate::convention::counted::counts;
use crate::convention::unit::PROGRESS_8_UNITS;
use crate::convention::{Selection, Stage};
use crate::statistic::{correlation, mean};

use Grade::{Good, Inadequate, Outstanding, RequiresImprovement};
use Stage::{Primary, Secondary};

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("T9", "outstanding, lowest fifth", |s| Some(by_fifth(s, Outstanding)?.lowest)),
    ("T9", "outstanding, highest fifth", |s| Some(by_fifth(s, Outstanding)?.highest)),
    ("T9", "requires improvement, lowest fifth", |s| {
        Some(by_fifth(s, RequiresImprovement)?.lowest)
    }),
    ("T9", "requires improvement, highest fifth", |s| {
        Some(by_fifth(s, RequiresImprovement)?.highest)
    }),
    ("X15", "primary outstanding", |s| stock(s, Primary, Outstanding)),
    ("X15", "primary good", |s| stock(s, Primary, Good)),
    ("X15", "primary requires improvement", |s| stock(s, Primary, RequiresImprovement)),
    ("X15", "primary inadequate", |s| stock(s, Primary, Inadequate)),
    ("X15", "secondary outstanding", |s| stock(s, Secondary, Outstanding)),
    ("X15", "secondary good", |s| stock(s, Secondary, Good)),
    ("X15", "secondary requires improvement", |s| stock(s, Secondary, RequiresImprovement)),
    ("X15", "secondary inadequate", |s| stock(s, Secondary, Inadequate)),
    ("X16", "secondary progress", |s| goes_with(s, Secondary, progress)),
    ("X16", "secondary free meals", |s| goes_with(s, Secondary, free_meals)),
    ("X16", "primary progress", |s| goes_with(s, Primary, progress)),
    ("X16", "primary free meals", |s| goes_with(s, Primary, free_meals)),
    ("X17", "outstanding", |s| progress_of(s, Outstanding)),
    ("X17", "good", |s| progress_of(s, Good)),
    ("X17", "requires improvement", |s| progress_of(s, RequiresImprovement)),
    ("X17", "inadequate", |s| progress_of(s, Inadequate)),
    ("X18", "outstanding", |s| years_since_visit(s, Outstanding)),
    ("X18", "good", |s| years_since_visit(s, Good)),
    ("X18", "requires improvement", |s| years_since_visit(s, RequiresImprovement)),
    ("X18", "inadequate", |s| years_since_visit(s, Inadequate)),
];

/// Years from the published progress to the published grades.
const LATER: i64 = 3;

/// The grade of a school and a number that goes with it.
type Pair = (Grade, f64);

/// A number for each graded school of a phase at the end of one year, where it has one.
fn graded(
    sample: &Sample,
    year: &Year,
    stage: Stage,
    of: impl Fn(usize) -> Option<f64>,
) -> Vec<Pair> {
    let schools = (0..sample.schools.len()).filter(|i| sample.schools[*i].is_plainly(stage));
    schools.filter_map(|i| Some((year.grade(i)?, of(i)?))).collect()
}

/// 1 for the grade wanted and 0 for any other.
fn is(grade: Grade, wanted: Grade) -> f64 {
    f64::from(u8::from(grade == wanted))
}

/// T9: share with a grade in the fifths of graded secondary schools with the fewest and the most free
/// meals, mean over years.
fn by_fifth(sample: &Sample, wanted: Grade) -> Option<OuterFifths> {
    let of_year = |year: &Year| {
        let schools = graded(sample, year, Secondary, |i| sample.free_meals(year, i));
        outer_fifths(schools.into_iter().map(|(grade, meals)| (meals, is(grade, wanted))).collect())
    };
    let fifths: Vec<Option<OuterFifths>> = sample.window().iter().map(of_year).collect();
    Some(OuterFifths {
        lowest: mean_known(fifths.iter().map(|ends| Some(ends.as_ref()?.lowest)))?,
        highest: mean_known(fifths.iter().map(|ends| Some(ends.as_ref()?.highest)))?,
    })
}

/// X15: share of the graded schools of a phase that have a grade, mean over years.
fn stock(sample: &Sample, stage: Stage, wanted: Grade) -> Option<f64> {
    mean_known(sample.window().iter().map(|year| {
        let schools = enough(graded(sample, year, stage, |_| Some(1.0)))?;
        mean(&schools.iter().map(|(grade, _)| is(*grade, wanted)).collect::<Vec<_>>())
    }))
}

/// The graded schools of a phase at the end of a year, with a number of each.
type Pairs = fn(&Sample, &Year, Stage) -> Vec<Pair>;

fn free_meals(sample: &Sample, year: &Year, stage: Stage) -> Vec<Pair> {
    graded(sample, year, stage, |i| sample.free_meals(year, i))
}

/// Progress three years before; schools with too few leavers then (K4) are left out.
fn progress(sample: &Sample, year: &Year, stage: Stage) -> Vec<Pair> {
    let Some(before) = sample.years.iter().find(|before| before.year + LATER == year.year) else {
        return Vec::new();
    };
    graded(sample, year, stage, |i| {
        let leavers = before.leavers(stage, i)?;
        let pupils = [Some(leavers.pupils)].into_iter();
        let counted = counts(stage, Selection::Included, sample.schools[i].selective, pupils);
        leavers.progress.filter(|_| counted)
    })
}

/// X16: correlation over graded schools of the grade (1 best to 4 worst) with a number, mean over years.
fn goes_with(sample: &Sample, stage: Stage, pairs: Pairs) -> Option<f64> {
    mean_known(sample.window().iter().map(|year| {
        let pairs = enough(pairs(sample, year, stage))?.into_iter();
        let (grades, values): (Vec<f64>, Vec<f64>) =
            pairs.map(|(grade, value)| (grade_number(grade), value)).unzip();
        correlation(&grades, &values)
    }))
}

/// A grade as a number, from 1 (Outstanding) to 4 (Inadequate).
pub(super) fn grade_number(grade: Grade) -> f64 {
    grade.index() as f64 + 1.0
}

/// X17: mean progress of secondary schools with a grade, schools and years pooled, Progress 8 units.
fn progress_of(sample: &Sample, wanted: Grade) -> Option<f64> {
    let pairs = sample.window().iter().flat_map(|year| progress(sample, year, Secondary));
    let of_grade = pairs.filter(|pair| pair.0 == wanted).map(|pair| pair.1);
    Some(mean(&enough(of_grade.collect())?)? * PROGRESS_8_UNITS)
}

/// X18: mean years since the last graded visit of schools of any phase with a grade, schools and years
/// pooled; none where no time is recorded.
fn years_since_visit(sample: &Sample, wanted: Grade) -> Option<f64> {
    let rows = || sample.window().iter().flat_map(|year| year.rows.iter().flatten());
    rows().any(|row| row.years_since_visit > 0.0).then_some(())?;
    let of_grade = rows().filter(|row| grade_of(row.grade) == Some(wanted));
    mean(&enough(of_grade.map(|row| row.years_since_visit).collect())?)
}

#[cfg(test)]
mod tests {
    use super::super::sample::School;
    use super::super::sample::tests::{leavers, school, secondary};
    use super::*;
    use sim::records::SchoolRow;

    /// Schools with these codes of grades at the end of 2033.
    fn sample(kind: School, grades: &[i64]) -> Sample {
        let row = |grade: &i64| Some(SchoolRow { grade: *grade, ..SchoolRow::default() });
        let rows = grades.iter().map(row).collect();
        Sample {
            schools: vec![kind; grades.len()],
            years: vec![Year { year: 2033, rows, ..Year::default() }],
            ..Sample::default()
        }
    }

    #[test]
    fn ungraded_schools_and_the_other_phase_are_no_part_of_the_stock() {
        // Ten schools have no grade; of the other 40, ten are Outstanding and thirty Good.
        let grades: Vec<i64> =
            (0..50).map(|i| if i < 10 { 0 } else { 1 + i64::from(i >= 20) }).collect();
        let sample = sample(school(), &grades);
        assert_eq!(stock(&sample, Primary, Outstanding), Some(0.25));
        assert_eq!(stock(&sample, Primary, Good), Some(0.75));
        assert_eq!(stock(&sample, Primary, Inadequate), Some(0.0));
        assert_eq!(stock(&sample, Secondary, Good), None);
    }

    #[test]
    fn a_year_with_few_graded_schools_is_no_data() {
        let grades: Vec<i64> = (0..50).map(|i| if i < 19 { 2 } else { 0 }).collect();
        assert_eq!(stock(&sample(school(), &grades), Primary, Good), None);
    }

    #[test]
    fn fifths_are_taken_among_graded_secondary_schools() {
        // The five with the fewest free meals have no grade, so the lowest fifth are the next five.
        let grade = |i: usize| match i {
            0..5 => 0,
            5..9 => 1,
            28..30 => 3,
            _ => 2,
        };
        let mut sample = sample(secondary(), &(0..30).map(grade).collect::<Vec<i64>>());
        for (i, school) in sample.schools.iter_mut().enumerate() {
            school.free_meals = Some(i as f64 / 30.0);
        }
        let outstanding = by_fifth(&sample, Outstanding).unwrap();
        assert_eq!(outstanding, OuterFifths { lowest: 0.8, highest: 0.0 });
        let requires = by_fifth(&sample, RequiresImprovement).unwrap();
        assert_eq!(requires, OuterFifths { lowest: 0.0, highest: 0.4 });
    }

    /// Forty secondary schools, half Outstanding and half Requires improvement, with progress in 2030
    /// of 1 and −1, and the opposite in 2033.
    fn with_results() -> Sample {
        let half = |i: usize| if i.is_multiple_of(2) { 1.0 } else { -1.0 };
        let grades: Vec<i64> =
            (0..40).map(|i: usize| if i.is_multiple_of(2) { 1 } else { 3 }).collect();
        let mut sample = sample(secondary(), &grades);
        sample.years[0].at_16 = (0..40).map(|i| leavers(100.0, -half(i))).collect();
        let at_16 = (0..40).map(|i| leavers(100.0, half(i))).collect();
        sample.years.insert(0, Year { year: 2030, at_16, ..Year::default() });
        sample
    }

    #[test]
    fn grades_go_with_the_progress_of_three_years_before() {
        let sample = with_results();
        assert!((goes_with(&sample, Secondary, progress).unwrap() + 1.0).abs() < 1e-12);
        assert!((progress_of(&sample, Outstanding).unwrap() - PROGRESS_8_UNITS).abs() < 1e-12);
        let requires = progress_of(&sample, RequiresImprovement).unwrap();
        assert!((requires + PROGRESS_8_UNITS).abs() < 1e-12);
        assert_eq!(progress_of(&sample, Inadequate), None);
    }

    #[test]
    fn without_results_three_years_before_there_is_no_relation() {
        let mut sample = with_results();
        sample.years[0].year = 2031;
        assert_eq!(goes_with(&sample, Secondary, progress), None);
        assert_eq!(progress_of(&sample, Outstanding), None);
    }

    #[test]
    fn schools_with_few_leavers_are_left_out_and_selective_ones_are_not() {
        let mut sample = with_results();
        sample.years[0].at_16[0] = leavers(29.0, 50.0);
        let outstanding = |sample: &Sample| progress_of(sample, Outstanding);
        assert_eq!(outstanding(&sample), None, "nineteen are left");
        sample.years[0].at_16[0] = leavers(30.0, 1.0);
        sample.schools[0].selective = true;
        assert!((outstanding(&sample).unwrap() - PROGRESS_8_UNITS).abs() < 1e-12);
    }

    #[test]
    fn worse_grades_go_with_free_meals_of_the_same_year() {
        let mut sample = with_results();
        for (i, school) in sample.schools.iter_mut().enumerate() {
            school.free_meals = Some(if i.is_multiple_of(2) { 0.1 } else { 0.3 });
        }
        assert!((goes_with(&sample, Secondary, free_meals).unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(goes_with(&sample, Primary, free_meals), None);
    }

    #[test]
    fn the_time_since_a_visit_is_that_of_schools_with_the_grade() {
        let mut sample = sample(school(), &(0..50).map(|i| 1 + i / 25).collect::<Vec<i64>>());
        assert_eq!(years_since_visit(&sample, Good), None, "no time is recorded");
        for (i, row) in sample.years[0].rows.iter_mut().flatten().enumerate() {
            row.years_since_visit = if i < 25 { 8.0 } else { (i % 2) as f64 + 3.0 };
        }
        assert_eq!(years_since_visit(&sample, Outstanding), Some(8.0));
        assert!((years_since_visit(&sample, Good).unwrap() - 3.52).abs() < 1e-12);
        assert_eq!(years_since_visit(&sample, Inadequate), None);
    }
}
