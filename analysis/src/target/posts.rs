//! Secondary schools that are not well staffed, by poverty: X23.
//!
//! The published shares are of heads who say so; the model has no such judgement. Instead the schools
//! with the most posts vacant or newly filled are taken, as many as heads said so on average. So only the
//! difference between the fifths is tested, not the level.

use super::Named;
use super::fifths::{OuterFifths, outer_fifths};
use super::sample::{Sample, Year, mean_known};
use crate::convention::Stage;

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("X23", "most deprived fifth", |s| mean_known(by_year(s).map(|ends| Some(ends?.highest)))),
    ("X23", "least deprived fifth", |s| mean_known(by_year(s).map(|ends| Some(ends?.lowest)))),
];

/// Share of all secondary schools that are not well staffed, the published mean over fifths.
const NOT_WELL_STAFFED: f64 = 0.21;

/// A secondary school in one year.
struct Staffed {
    /// Free-meal share.
    free_meals: f64,
    /// Teachers who went and posts that nobody applied for, over posts.
    unsettled: f64,
}

/// X23: share of the schools that are not well staffed in the outer fifths by free meals, year by year.
fn by_year(sample: &Sample) -> impl Iterator<Item = Option<OuterFifths>> {
    sample.window().iter().map(|year| {
        let mut schools = schools(sample, year);
        schools.iter().any(|school| school.unsettled > 0.0).then_some(())?;
        schools.sort_by(|a, b| b.unsettled.total_cmp(&a.unsettled));
        let most = (NOT_WELL_STAFFED * schools.len() as f64).round() as usize;
        let ill = |place: usize| f64::from(u8::from(place < most));
        let schools = schools.iter().enumerate();
        outer_fifths(schools.map(|(place, school)| (school.free_meals, ill(place))).collect())
    })
}

fn schools(sample: &Sample, year: &Year) -> Vec<Staffed> {
    let of = |i: usize| {
        let row = year.row(i).filter(|row| row.teachers > 0)?;
        let unsettled = (row.left + row.moved + row.vacant) as f64 / row.teachers as f64;
        Some(Staffed { free_meals: sample.free_meals(year, i)?, unsettled })
    };
    let schools = 0..sample.schools.len();
    let plain = schools.filter(|i| sample.schools[*i].is_plainly(Stage::Secondary));
    plain.filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::tests::secondary;
    use super::*;
    use sim::records::SchoolRow;

    /// A hundred secondary schools with rising free meals, and their rows.
    fn sample(row: impl Fn(usize) -> SchoolRow) -> Sample {
        let school = |i: usize| {
            let mut school = secondary();
            school.free_meals = Some(i as f64 / 100.0);
            school
        };
        Sample {
            schools: (0..100).map(school).collect(),
            years: vec![Year { rows: (0..100).map(|i| Some(row(i))).collect(), ..Year::default() }],
            ..Sample::default()
        }
    }

    fn fifths(sample: &Sample) -> Option<OuterFifths> {
        by_year(sample).next()?
    }

    #[test]
    fn as_many_schools_as_heads_said_are_not_well_staffed() {
        // Twenty-one schools stand out: 6 in the lowest fifth, 10 in the highest, 5 between.
        let worst = |i: usize| i < 6 || (40..45).contains(&i) || i >= 90;
        let row = |i: usize| SchoolRow {
            teachers: 50,
            left: 5,
            moved: 2,
            vacant: i64::from(worst(i)),
            ..SchoolRow::default()
        };
        assert_eq!(fifths(&sample(row)), Some(OuterFifths { lowest: 0.3, highest: 0.5 }));
    }

    #[test]
    fn teachers_who_go_are_counted_for_each_post() {
        // The poorest schools lose no more teachers than others, and have half as many.
        let row = |i: usize| SchoolRow {
            teachers: if i >= 80 { 25 } else { 50 },
            left: 3,
            moved: 3,
            ..SchoolRow::default()
        };
        assert_eq!(fifths(&sample(row)).unwrap().highest, 1.0);
    }

    #[test]
    fn schools_without_staff_or_turnover_are_no_data() {
        assert_eq!(fifths(&sample(|_| SchoolRow::default())), None);
        assert_eq!(fifths(&sample(|_| SchoolRow { teachers: 9, ..SchoolRow::default() })), None);
    }
}
