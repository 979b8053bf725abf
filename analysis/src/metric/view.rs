//! The schools of a class in a school year, as a metric sees them.

use sim::records::{ResultRows, SchoolRows};

use super::history::History;
use crate::statistic::{mean, sum};

/// Pupil SD in a month of progress (EEF), and in a month of the gap at 11 and at 16 (EPI).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Months {
    /// In a month of progress, as the Education Endowment Foundation counts.
    pub eef: f64,
    /// In a month of the gap at 11, as the Education Policy Institute counts.
    pub epi_11: f64,
    /// The same at 16.
    pub epi_16: f64,
}

/// The schools of one class that were open in one school year.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Rows of schools, whichever year and class.
    pub(super) schools: &'a SchoolRows,
    /// Published results, whichever year and class.
    pub(super) results: &'a ResultRows,
    /// What earlier years of the run say of each row of schools.
    pub(super) history: &'a History,
    /// The class's rows of schools in this year.
    pub(super) rows: &'a [u32],
    /// The class's rows of results in this year, at 11 and at 16: of schools, and with their row there.
    pub(super) tested: [&'a [Tested]; 2],
    /// Position of the local authority of every school.
    pub(super) authority: &'a [u16],
    /// Fifth by disadvantage of every school, from 1.
    pub(super) fifth: &'a [u8],
    /// What a month is.
    pub(super) months: Months,
}

/// A row of results, and the row of the same school in the same year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tested {
    pub(super) result: u32,
    pub(super) school: u32,
}

impl View<'_> {
    /// Rows of schools.
    pub(super) fn rows(&self) -> impl Iterator<Item = usize> + Clone {
        self.rows.iter().map(|row| *row as usize)
    }

    /// Mean over schools, each counting once; those without a value are left out.
    pub(super) fn mean(&self, of: impl Fn(&SchoolRows, usize) -> Option<f64>) -> Option<f64> {
        mean(&self.rows().filter_map(|row| of(self.schools, row)).collect::<Vec<_>>())
    }

    /// Mean over schools weighted by pupils on roll.
    pub(super) fn by_pupil(&self, of: impl Fn(&SchoolRows, usize) -> f64) -> Option<f64> {
        let pupils = |row: usize| self.schools.roll[row] as f64;
        weighted(self.rows().map(|row| (of(self.schools, row), pupils(row))))
    }

    /// Share of schools of which something holds.
    pub(super) fn share(&self, holds: impl Fn(&SchoolRows, usize) -> bool) -> Option<f64> {
        self.mean(|rows, row| Some(f64::from(u8::from(holds(rows, row)))))
    }

    /// One total over another.
    pub(super) fn ratio(
        &self,
        part: impl Fn(&SchoolRows, usize) -> i64,
        whole: impl Fn(&SchoolRows, usize) -> i64,
    ) -> Option<f64> {
        let total = |of: &dyn Fn(&SchoolRows, usize) -> i64| -> i64 {
            self.rows().map(|row| of(self.schools, row)).sum()
        };
        let whole = total(&whole);
        (whole > 0).then(|| total(&part) as f64 / whole as f64)
    }

    /// The school's number in a row of schools.
    pub(super) fn number(&self, row: usize) -> usize {
        self.schools.school_id[row] as usize
    }

    /// Schools with results at an age (0: at 11, 1: at 16): the row of results and that of the school.
    pub(super) fn tested(&self, age: usize) -> impl Iterator<Item = (usize, usize)> + Clone {
        self.tested[age].iter().map(|one| (one.result as usize, one.school as usize))
    }

    /// Pupils with a result in a row.
    pub(super) fn pupils(&self, result: usize) -> f64 {
        self.results.pupils_disadvantaged[result] + self.results.pupils_other[result]
    }

    /// True attainment at an age of every tested school, and its pupils tested.
    pub(super) fn attainments(&self, age: usize) -> impl Iterator<Item = (f64, f64)> + Clone {
        let column = [&self.schools.attainment_11, &self.schools.attainment_16][age];
        self.tested(age).filter_map(move |(result, school)| {
            Some((column[school]?, self.pupils(result))).filter(|(_, pupils)| *pupils > 0.0)
        })
    }

    /// Measured attainment of disadvantaged or other pupils: mean over pupils.
    pub(super) fn measured(&self, age: usize, disadvantaged: bool) -> Option<f64> {
        let (pupils, value) = if disadvantaged {
            (&self.results.pupils_disadvantaged, &self.results.measured_disadvantaged)
        } else {
            (&self.results.pupils_other, &self.results.measured_other)
        };
        weighted(self.tested(age).map(|(result, _)| (value[result], pupils[result])))
    }
}

/// Weighted mean of values and weights; none without weight.
pub(super) fn weighted(values: impl Iterator<Item = (f64, f64)> + Clone) -> Option<f64> {
    let total = sum(&values.clone().map(|(_, weight)| weight).collect::<Vec<_>>());
    let products: Vec<f64> = values.map(|(value, weight)| value * weight).collect();
    (total > 0.0).then(|| sum(&products) / total)
}
