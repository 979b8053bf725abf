//! Quantities of schools and of the nation in a school year, as they are compared between two runs.

use sim::records::{NationRows, Records, ResultRows, SchoolRows};
use sim::scenario::Scenario;

/// A quantity of schools in a school year.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// Its name: that of the recorded column where it is one.
    pub name: &'static str,
    /// Unit of its values.
    pub unit: &'static str,
    read: Read,
}

/// Where its values stand.
#[derive(Clone, Copy, Debug)]
enum Read {
    /// Among the rows of schools.
    School(fn(&SchoolRows, usize) -> Option<f64>),
    /// Among the results at an age.
    Result(i64, fn(&ResultRows, usize) -> Option<f64>),
}

impl Outcome {
    const fn school(
        name: &'static str,
        unit: &'static str,
        of: fn(&SchoolRows, usize) -> Option<f64>,
    ) -> Self {
        Self { name, unit, read: Read::School(of) }
    }

    const fn result(
        name: &'static str,
        age: i64,
        of: fn(&ResultRows, usize) -> Option<f64>,
    ) -> Self {
        Self { name, unit: "pupil SD", read: Read::Result(age, of) }
    }

    /// The value of every school in a school year (named by its summer), by the school's number; none
    /// for a school that was not there or has no such value.
    pub fn by_school(&self, records: &Records, year: i64) -> Vec<Option<f64>> {
        let (schools, results) = (&records.schools, &records.results);
        match self.read {
            Read::School(of) => {
                let rows = (0..schools.school_id.len()).filter(|i| schools.school_year[*i] == year);
                placed(rows.map(|i| (schools.school_id[i], of(schools, i))))
            }
            Read::Result(age, of) => {
                let at = |i: &usize| results.school_year[*i] == year && results.age[*i] == age;
                let rows = (0..results.school_id.len()).filter(at);
                placed(rows.map(|i| (results.school_id[i], of(results, i))))
            }
        }
    }
}

/// Values by the schools' numbers.
fn placed(values: impl Iterator<Item = (i64, Option<f64>)>) -> Vec<Option<f64>> {
    let mut all = Vec::new();
    for (school, value) in values {
        let school = school as usize;
        if all.len() <= school {
            all.resize(school + 1, None);
        }
        all[school] = value;
    }
    all
}

/// Mean true attainment at 11.
pub const ATTAINMENT_11: Outcome =
    Outcome::school("attainment_11", "pupil SD", |rows, i| rows.attainment_11[i]);
/// Measured progress at 11, in SD of pupils' progress.
pub const PROGRESS_11: Outcome = Outcome {
    name: "progress_11",
    unit: "SD of pupils' progress",
    read: Read::Result(11, |rows, i| Some(rows.progress[i])),
};
/// Measured progress at 16, in SD of pupils' progress.
pub const PROGRESS_16: Outcome = Outcome {
    name: "progress_16",
    unit: "SD of pupils' progress",
    read: Read::Result(16, |rows, i| Some(rows.progress[i])),
};
/// Mean true attainment at 16.
pub const ATTAINMENT_16: Outcome =
    Outcome::school("attainment_16", "pupil SD", |rows, i| rows.attainment_16[i]);
/// Mean measured attainment at 11 of all pupils.
pub const MEASURED_11: Outcome = Outcome::result("measured_11", 11, measured);
/// Mean measured attainment at 16 of all pupils.
pub const MEASURED_16: Outcome = Outcome::result("measured_16", 16, measured);
/// Mean measured attainment at 16 of disadvantaged pupils.
pub const MEASURED_16_DISADVANTAGED: Outcome =
    Outcome::result("measured_16_disadvantaged", 16, |rows, i| {
        (rows.pupils_disadvantaged[i] > 0.0).then(|| rows.measured_disadvantaged[i])
    });
/// Mean measured attainment at 16 of other pupils.
pub const MEASURED_16_OTHER: Outcome = Outcome::result("measured_16_other", 16, |rows, i| {
    (rows.pupils_other[i] > 0.0).then(|| rows.measured_other[i])
});

/// What is compared of schools between two runs.
pub const OUTCOMES: &[Outcome] = &[
    Outcome::school("value_added", "pupil SD a year", |rows, i| Some(rows.value_added[i])),
    ATTAINMENT_11,
    ATTAINMENT_16,
    MEASURED_11,
    MEASURED_16,
    Outcome::school("staff_expertise", "pupil SD a year", |rows, i| Some(rows.staff_expertise[i])),
    Outcome::school("strain", "share", |rows, i| Some(rows.strain[i])),
    Outcome::school("commitment", "share", |rows, i| Some(rows.commitment[i])),
    Outcome::school("leaving_or_moving", "share of teachers", |rows, i| {
        share(rows.left[i] + rows.moved[i], rows.teachers[i])
    }),
    Outcome::school("vacancies", "share of posts", |rows, i| {
        share(rows.vacant[i], rows.teachers[i])
    }),
    Outcome::school("climate", "SD of schools", |rows, i| Some(rows.climate[i])),
    Outcome::school("practice", "SD of schools", |rows, i| Some(rows.practice[i])),
    Outcome::school("reputation", "SD of schools", |rows, i| Some(rows.reputation[i])),
    Outcome::school("head_years", "years", |rows, i| Some(rows.head_years[i] as f64)),
    Outcome::school("roll", "pupils", |rows, i| Some(rows.roll[i] as f64)),
    Outcome::school("disadvantaged", "share of pupils", |rows, i| Some(rows.disadvantaged[i])),
    Outcome::school("quality", "SD of schools", |rows, i| Some(rows.quality[i])),
    Outcome::school("reported_quality", "SD of schools", |rows, i| Some(rows.reported_quality[i])),
    Outcome::school("grade", "grades, 1 best", |rows, i| {
        (rows.grade[i] > 0).then(|| rows.grade[i] as f64)
    }),
];

/// The outcome of that name among [`OUTCOMES`].
pub fn outcome(name: &str) -> Option<&'static Outcome> {
    OUTCOMES.iter().find(|outcome| outcome.name == name)
}

/// Both groups of pupils together.
fn measured(rows: &ResultRows, i: usize) -> Option<f64> {
    let (poor, other) = (rows.pupils_disadvantaged[i], rows.pupils_other[i]);
    let total = poor * rows.measured_disadvantaged[i] + other * rows.measured_other[i];
    (poor + other > 0.0).then(|| total / (poor + other))
}

fn share(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A quantity of the nation in a school year (named by its summer), whichever term recorded it.
pub fn nation(
    records: &Records,
    year: i64,
    of: impl Fn(&NationRows) -> &[Option<f64>],
) -> Option<f64> {
    let rows = &records.nation;
    let of = of(rows);
    (0..of.len()).rev().filter(|i| rows.school_year[*i] == year).find_map(|i| of[i])
}

/// The school year, named by its summer, that is the `nth` of a run; the first is 1.
pub fn school_year(scenario: &Scenario, nth: u32) -> i64 {
    i64::from(scenario.run.start) + i64::from(nth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::records::{NationRow, ResultRow, SchoolRow};

    fn records() -> Records {
        let mut records = Records::default();
        for (school_id, school_year, grade) in [(0, 2027, 2), (2, 2027, 0), (0, 2028, 3)] {
            let school = SchoolRow {
                school_id,
                school_year,
                grade,
                teachers: 10,
                left: 1,
                moved: 2,
                attainment_16: (school_id == 2).then_some(0.4),
                ..SchoolRow::default()
            };
            records.schools.push(school);
        }
        let result = ResultRow {
            school_id: 1,
            school_year: 2027,
            age: 16,
            pupils_disadvantaged: 10.0,
            pupils_other: 30.0,
            measured_disadvantaged: -0.2,
            measured_other: 0.2,
            ..ResultRow::default()
        };
        records.results.push(result);
        records
    }

    fn values(name: &str, year: i64) -> Vec<Option<f64>> {
        outcome(name).unwrap().by_school(&records(), year)
    }

    #[test]
    fn each_school_has_its_value_at_its_number() {
        assert_eq!(values("leaving_or_moving", 2027), [Some(0.3), None, Some(0.3)]);
        assert_eq!(values("attainment_16", 2027), [None, None, Some(0.4)]);
        assert_eq!(values("grade", 2027), [Some(2.0), None, None]);
        assert_eq!(values("grade", 2028), [Some(3.0)]);
        assert!(values("grade", 2029).is_empty());
    }

    #[test]
    fn measured_attainment_counts_each_pupil_once() {
        let all = values("measured_16", 2027);
        assert!(all[0].is_none() && (all[1].unwrap() - 0.1).abs() < 1e-12);
        assert!(values("measured_11", 2027).is_empty());
        assert_eq!(MEASURED_16_DISADVANTAGED.by_school(&records(), 2027)[1], Some(-0.2));
        assert_eq!(MEASURED_16_OTHER.by_school(&records(), 2027)[1], Some(0.2));
    }

    #[test]
    fn every_outcome_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<_> = OUTCOMES.iter().map(|one| one.name).collect();
        assert_eq!(names.len(), OUTCOMES.len());
    }

    #[test]
    fn a_quantity_of_the_nation_is_found_in_whichever_term_recorded_it() {
        let mut records = Records::default();
        for (school_year, gap_16) in [(2027, Some(0.5)), (2027, None), (2028, Some(0.6))] {
            records.nation.push(NationRow { school_year, gap_16, ..NationRow::default() });
        }
        let gap = |year| nation(&records, year, |rows| &rows.gap_16);
        assert_eq!((gap(2027), gap(2028), gap(2029)), (Some(0.5), Some(0.6), None));
        assert_eq!(school_year(&Scenario::default(), 1), 2027);
    }
}
