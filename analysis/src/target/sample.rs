//! One replicate, or one set of real data, in the shape that the statistics read.

use std::collections::BTreeSet;

use sim::agent::{Grade, Phase, Region, Setting};
use sim::records::{NationRow, SchoolRow};

use super::experiment::Effects;
use crate::convention::counted::counts;
use crate::convention::window::{FEWEST_SCHOOLS, YEARS, years_for_lag};
use crate::convention::{Cell, Selection, Stage, group};

/// Schools and what is recorded of them, year by year.
///
/// Every list over schools has the length and order of `schools`. What is not known is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// What does not change.
    pub schools: Vec<School>,
    /// What does, in ascending order of years.
    pub years: Vec<Year>,
    /// Numbers of the federations: groups that are no trusts.
    pub federations: BTreeSet<u32>,
    /// Graded visits of all recorded years, in ascending order of schools, and of years in a school.
    pub visits: Vec<Visit>,
    /// What the paired runs of the replicate found; none where they were not run.
    pub effects: Option<Effects>,
}

/// A graded visit of inspectors; a school has at most one in a school year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Position of the school in [`Sample::schools`].
    pub school: usize,
    /// The school year, named by its summer.
    pub year: i64,
    /// How it ended.
    pub grade: Grade,
}

/// A school: what does not change during a run.
#[derive(Clone, Debug, PartialEq)]
pub struct School {
    /// Phase of education.
    pub phase: Phase,
    /// Lowest age taught.
    pub low_age: u8,
    /// Highest age taught.
    pub high_age: u8,
    /// Region.
    pub region: Region,
    /// Local authority: any number that is the authority's own.
    pub authority: u32,
    /// Small census area (MSOA): any number that is the area's own.
    pub neighbourhood: Option<u32>,
    /// Surroundings.
    pub setting: Option<Setting>,
    /// Kilometres east and north on the national grid.
    pub place: Option<(f64, f64)>,
    /// Places.
    pub capacity: Option<f64>,
    /// Free-meal share (0 to 1) at the start.
    pub free_meals: Option<f64>,
    /// Whether it chooses its pupils by attainment.
    pub selective: bool,
    /// Its trust at the start, where it is an academy: any number that is the trust's own.
    pub trust: Option<u32>,
}

/// One school year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Year {
    /// The year, named by its summer.
    pub year: i64,
    /// What is recorded of each school.
    pub rows: Vec<Option<SchoolRow>>,
    /// Leavers at 11 of each school with a result.
    pub at_11: Vec<Option<Leavers>>,
    /// Leavers at 16 of each school with a result.
    pub at_16: Vec<Option<Leavers>>,
    /// The nation's rows of the year, one a term.
    pub nation: Vec<NationRow>,
}

/// The pupils of a school who sat the tests of one age in one year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Leavers {
    /// Pupils with a result.
    pub pupils: f64,
    /// Their mean measured attainment; pupil SD, or any unit that is the same for all schools.
    pub attainment: Option<f64>,
    /// Progress of the school, SD of pupils' progress.
    pub progress: Option<f64>,
    /// Disadvantaged and other pupils apart, where they are known.
    pub groups: Option<[Cell; 2]>,
}

impl School {
    /// Whether the register's phase is that of the stage: neither a middle nor an all-through school.
    pub(crate) fn is_plainly(&self, stage: Stage) -> bool {
        match stage {
            Stage::Primary => self.phase == Phase::Primary,
            Stage::Secondary => self.phase == Phase::Secondary,
        }
    }
}

impl Year {
    /// Leavers of each school at the end of a stage.
    pub(crate) fn at(&self, stage: Stage) -> &[Option<Leavers>] {
        match stage {
            Stage::Primary => &self.at_11,
            Stage::Secondary => &self.at_16,
        }
    }

    /// Leavers of one school, if it has a result.
    pub(crate) fn leavers(&self, stage: Stage, school: usize) -> Option<&Leavers> {
        self.at(stage).get(school)?.as_ref()
    }

    /// Progress of one school, if it has a result.
    pub(crate) fn progress(&self, stage: Stage, school: usize) -> Option<f64> {
        self.leavers(stage, school)?.progress
    }

    /// What is recorded of one school.
    pub(crate) fn row(&self, school: usize) -> Option<&SchoolRow> {
        self.rows.get(school)?.as_ref()
    }

    /// Grade in force of one school at the end of the year.
    pub(crate) fn grade(&self, school: usize) -> Option<Grade> {
        grade_of(self.row(school)?.grade)
    }

    /// A yearly quantity of the nation, whichever term recorded it.
    pub(crate) fn yearly(&self, of: impl Fn(&NationRow) -> Option<f64>) -> Option<f64> {
        self.nation.iter().rev().find_map(of)
    }
}

impl Sample {
    /// The years at the end that a statistic without lag uses: four, or as many as there are.
    pub(crate) fn window(&self) -> &[Year] {
        &self.years[self.years.len().saturating_sub(YEARS)..]
    }

    /// The years at the end that a statistic with this lag uses; none when there are too few.
    pub(crate) fn window_for(&self, lag: usize) -> Option<&[Year]> {
        let years = years_for_lag(lag).min(self.years.len());
        (years > lag).then(|| &self.years[self.years.len() - years..])
    }

    /// Positions of the schools that count in all of these years (K4); none below 20 schools.
    pub(crate) fn counted(
        &self,
        stage: Stage,
        selection: Selection,
        years: &[Year],
    ) -> Option<Vec<usize>> {
        let counted = (0..self.schools.len()).filter(|&school| {
            let leavers = years.iter().map(|year| Some(year.leavers(stage, school)?.pupils));
            let known = years.iter().all(|year| year.progress(stage, school).is_some());
            known && counts(stage, selection, self.schools[school].selective, leavers)
        });
        if years.is_empty() { None } else { enough(counted.collect()) }
    }

    /// Free-meal share of a school in a year: from its disadvantaged pupils where they are recorded
    /// (K5), else that of the start.
    pub(crate) fn free_meals(&self, year: &Year, school: usize) -> Option<f64> {
        match year.row(school) {
            Some(row) if row.disadvantaged > 0.0 => Some(group::free_meals(row.disadvantaged)),
            _ => self.schools[school].free_meals,
        }
    }

    /// Mean over the years of the window of a quantity of the nation.
    pub(crate) fn national(&self, of: impl Fn(&NationRow) -> Option<f64>) -> Option<f64> {
        mean_known(self.window().iter().map(|year| year.yearly(&of)))
    }
}

/// The grade of a code of the records, from 1 (Outstanding) to 4 (Inadequate); 0 is none.
pub(crate) fn grade_of(code: i64) -> Option<Grade> {
    Grade::ALL.get(usize::try_from(code).ok()?.checked_sub(1)?).copied()
}

/// The list, if it has as many schools as a statistic needs.
pub(crate) fn enough<T>(schools: Vec<T>) -> Option<Vec<T>> {
    (schools.len() >= FEWEST_SCHOOLS).then_some(schools)
}

/// Mean of what is known; none when nothing is.
pub(crate) fn mean_known(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    crate::statistic::mean(&values.flatten().collect::<Vec<_>>())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A primary school of a town.
    pub(crate) fn school() -> School {
        School {
            phase: Phase::Primary,
            low_age: 4,
            high_age: 11,
            region: Region::NorthEast,
            authority: 0,
            neighbourhood: None,
            setting: Some(Setting::Town),
            place: None,
            capacity: None,
            free_meals: None,
            selective: false,
            trust: None,
        }
    }

    /// A secondary school of a town.
    pub(crate) fn secondary() -> School {
        School { phase: Phase::Secondary, low_age: 11, high_age: 16, ..school() }
    }

    /// Leavers with this progress.
    pub(crate) fn leavers(pupils: f64, progress: f64) -> Option<Leavers> {
        Some(Leavers { pupils, progress: Some(progress), ..Leavers::default() })
    }

    /// A sample of primary schools with the same leavers each year: progress by year and school.
    pub(crate) fn primaries(pupils: f64, progress: &[Vec<f64>]) -> Sample {
        let year = |(i, values): (usize, &Vec<f64>)| Year {
            year: 2030 + i as i64,
            at_11: values.iter().map(|p| leavers(pupils, *p)).collect(),
            ..Year::default()
        };
        let schools = progress.first().map_or(0, Vec::len);
        Sample {
            schools: vec![school(); schools],
            years: progress.iter().enumerate().map(year).collect(),
            ..Sample::default()
        }
    }

    #[test]
    fn a_school_with_too_few_leavers_in_one_year_does_not_count() {
        let mut sample = primaries(20.0, &vec![vec![0.0; 25]; 5]);
        sample.years[4].at_11[3] = leavers(10.0, 0.0);
        sample.years[0].at_11[5] = leavers(10.0, 0.0);
        let counted = sample.counted(Stage::Primary, Selection::LeftOut, sample.window()).unwrap();
        assert_eq!(counted.len(), 24, "the first year is outside the window");
        assert!(!counted.contains(&3));
    }

    #[test]
    fn too_few_schools_are_no_data() {
        let sample = primaries(20.0, &[vec![0.0; 19]]);
        assert_eq!(sample.counted(Stage::Primary, Selection::LeftOut, sample.window()), None);
    }

    #[test]
    fn a_lag_that_the_years_do_not_hold_has_no_window() {
        let sample = primaries(20.0, &vec![vec![0.0; 3]; 5]);
        assert_eq!(sample.window_for(1).unwrap().len(), 4);
        assert_eq!(sample.window_for(4).unwrap().len(), 5);
        assert!(sample.window_for(5).is_none());
    }

    #[test]
    fn grades_are_counted_from_one_and_nothing_is_no_grade() {
        let grades = [0, 1, 4, 5, -1].map(grade_of);
        assert_eq!(grades, [None, Some(Grade::Outstanding), Some(Grade::Inadequate), None, None]);
    }

    #[test]
    fn free_meals_follow_the_disadvantaged_where_they_are_recorded() {
        let mut sample = primaries(20.0, &[vec![0.0]]);
        sample.schools[0].free_meals = Some(0.5);
        assert_eq!(sample.free_meals(&sample.years[0], 0), Some(0.5));
        let row = SchoolRow { disadvantaged: 0.27, ..SchoolRow::default() };
        sample.years[0].rows = vec![Some(row)];
        assert!((sample.free_meals(&sample.years[0], 0).unwrap() - 0.2).abs() < 1e-12);
    }
}
