//! What a scenario changes school by school, over replicates.

use sim::population::Population;
use sim::records::Records;

use crate::paired::{OUTCOMES, Outcome};
use crate::table::{ColumnDef, Kind, TableError, TableSpec, Values};

/// Sums of the differences of one outcome in one school.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sum {
    pairs: u32,
    differences: f64,
    squares: f64,
}

/// The differences of every school in the last school year, added up replicate by replicate.
#[derive(Clone, Debug, Default)]
pub struct BySchool {
    /// Outcomes times schools.
    sums: Vec<Vec<Sum>>,
}

/// For each outcome, the difference of every school by its number; none where one side lacks it.
pub type Differences = Vec<Vec<Option<f64>>>;

impl BySchool {
    /// What differs between two runs of one replicate in a school year.
    pub fn differences(first: &Records, second: &Records, year: i64) -> Differences {
        let of = |outcome: &Outcome| {
            let (one, other) = (outcome.by_school(first, year), outcome.by_school(second, year));
            let pairs = one.into_iter().zip(other);
            pairs.map(|(one, other)| Some(other? - one?)).collect()
        };
        OUTCOMES.iter().map(of).collect()
    }

    /// Adds a replicate.
    pub fn add(&mut self, differences: &Differences) {
        self.sums.resize(OUTCOMES.len(), Vec::new());
        for (sums, differences) in self.sums.iter_mut().zip(differences) {
            if sums.len() < differences.len() {
                sums.resize(differences.len(), Sum::default());
            }
            for (sum, difference) in sums.iter_mut().zip(differences) {
                if let Some(difference) = difference {
                    sum.pairs += 1;
                    sum.differences += difference;
                    sum.squares += difference * difference;
                }
            }
        }
    }

    /// Rows of a scenario: one a school with a difference in some outcome.
    pub fn rows(&self, scenario: &str, population: &Population) -> Vec<Values> {
        let most = self.sums.iter().map(Vec::len).max().unwrap_or(0);
        let sum = |outcome: usize, school: usize| {
            self.sums[outcome].get(school).copied().unwrap_or_default()
        };
        let there: Vec<usize> = (0..most)
            .filter(|school| (0..OUTCOMES.len()).any(|outcome| sum(outcome, *school).pairs > 0))
            .collect();
        let urn = |school: &usize| {
            population.schools.urn.get(*school).and_then(|urn| urn.0.map(i64::from))
        };
        let mut rows = vec![
            Values::Text(vec![scenario.to_owned(); there.len()]),
            Values::Int(there.iter().map(|school| *school as i64).collect()),
            Values::OptInt(there.iter().map(urn).collect()),
        ];
        for outcome in 0..OUTCOMES.len() {
            let of = |what: fn(Sum) -> Option<f64>| {
                Values::OptReal(there.iter().map(|school| what(sum(outcome, *school))).collect())
            };
            rows.push(of(mean));
            rows.push(of(standard_error));
        }
        rows
    }
}

fn mean(sum: Sum) -> Option<f64> {
    (sum.pairs > 0).then(|| sum.differences / f64::from(sum.pairs))
}

fn standard_error(sum: Sum) -> Option<f64> {
    let n = f64::from(sum.pairs);
    let centre = mean(sum)?;
    let variance = (sum.squares / n - centre * centre).max(0.0) * n / (n - 1.0);
    (sum.pairs > 1).then(|| (variance / n).sqrt())
}

/// The columns of [`BySchool::rows`].
///
/// # Errors
/// Only if two outcomes had one name.
pub fn school_difference_columns() -> Result<TableSpec, TableError> {
    let against = "Scenario that is held against the first one.";
    let mut columns = vec![
        ColumnDef::new("scenario", Kind::Text, "name", against),
        ColumnDef::new("school_id", Kind::Int, "number", "Number of the school, from 0."),
        ColumnDef::new("urn", Kind::Int, "number", "Unique reference number in the register.")
            .nullable(),
    ];
    for outcome in OUTCOMES {
        let words = "Mean over replicates of the difference in the last school year.";
        columns.push(ColumnDef::new(outcome.name, Kind::Real, outcome.unit, words).nullable());
        let words = "Standard error of that mean over replicates; missing below two.";
        let name = format!("{}_error", outcome.name);
        columns.push(ColumnDef::new(&name, Kind::Real, outcome.unit, words).nullable());
    }
    TableSpec::new("school_differences", columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_averaged_over_replicates_with_their_error() {
        let mut all = BySchool::default();
        for value in [0.1, 0.3] {
            let mut differences: Differences = vec![vec![None, None]; OUTCOMES.len()];
            differences[0][1] = Some(value);
            all.add(&differences);
        }
        let rows = all.rows("b", &Population::default());
        assert_eq!(school_difference_columns().unwrap().check(&rows), Ok(1));
        let (Values::OptReal(mean), Values::OptReal(error)) = (&rows[3], &rows[4]) else {
            panic!("{rows:?}")
        };
        assert!((mean[0].unwrap() - 0.2).abs() < 1e-12 && (error[0].unwrap() - 0.1).abs() < 1e-9);
    }
}
