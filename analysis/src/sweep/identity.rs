//! What the rows of a sweep depend on, beside the plan.

use std::ops::Range;

use sha2::{Digest as _, Sha256};
use sim::catalogue::catalogue;
use sim::mechanism::MECHANISMS;
use sim::process::TIMETABLE;

use super::columns::{outcome_columns, plan_rows};
use super::plan::Plan;
use crate::store::{digest_of_rows, hex, push_text};
use crate::table::TableError;

/// Version of the files of a sweep.
const FORMAT: &str = "risingtide sweep 1";
/// Hexadecimal digits of the hash in the name of a part.
const DIGITS: usize = 16;

/// What the rows depend on, beside the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Hash of the program's own text.
    pub build: String,
    /// Hash of the model: every number that a scenario may name, every process and mechanism.
    pub model: String,
    /// Hashes of the resolved scenarios and of the populations that they read from files.
    pub scenarios: Vec<String>,
}

/// SHA-256 over every number, process and mechanism that the model declares.
pub fn model_hash() -> String {
    let mut bytes = Vec::new();
    for entry in catalogue() {
        push_text(&mut bytes, entry.path);
        for number in [entry.default, entry.min, entry.max] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        push_text(&mut bytes, &entry.prior.in_words());
    }
    TIMETABLE.iter().for_each(|process| push_text(&mut bytes, process.name));
    MECHANISMS.iter().for_each(|mechanism| push_text(&mut bytes, mechanism.name));
    hex(&Sha256::digest(&bytes))
}

impl Identity {
    /// The file name of a part: its first and last run, and the start of a hash of everything on which
    /// its rows depend.
    ///
    /// # Errors
    /// Only if two factors had one name.
    pub fn part_name(&self, plan: &Plan, runs: &Range<usize>) -> Result<String, TableError> {
        let mut bytes = Vec::new();
        for text in [FORMAT, &self.build, &self.model] {
            push_text(&mut bytes, text);
        }
        self.scenarios.iter().for_each(|text| push_text(&mut bytes, text));
        let spec = outcome_columns(plan)?;
        spec.columns.iter().for_each(|column| push_text(&mut bytes, &column.name));
        if let Ok(digest) = digest_of_rows(&plan_rows(plan, runs.clone())) {
            bytes.extend_from_slice(&digest);
        }
        let key = hex(&Sha256::digest(&bytes));
        Ok(format!("part-{}-{}-{}.parquet", runs.start, runs.end - 1, &key[..DIGITS]))
    }

    /// The hash of a whole sweep but for its number of replicates: what a folder may go on with.
    ///
    /// # Errors
    /// Only if two factors had one name.
    pub fn of_sweep(&self, plan: &Plan) -> Result<String, TableError> {
        let first = Plan { replicates: 1, ..plan.clone() };
        let name = self.part_name(&first, &(0..first.runs()))?;
        let text = format!("{name}\n{}", plan.part_runs);
        Ok(hex(&Sha256::digest(text.as_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan::tests::small;
    use super::*;

    fn identity() -> Identity {
        Identity { build: "a".into(), model: "b".into(), scenarios: vec!["c".into(), "d".into()] }
    }

    #[test]
    fn a_part_has_another_name_when_anything_is_different_on_which_it_depends() {
        let (plan, base) = (small(), identity());
        let name = |identity: &Identity, plan: &Plan| identity.part_name(plan, &(0..4)).unwrap();
        let usual = name(&base, &plan);
        assert!(usual.starts_with("part-0-3-") && usual.ends_with(".parquet"));
        assert_eq!(usual, name(&base, &Plan { replicates: 9, part_runs: 2, ..small() }));
        let others = [
            (Identity { build: "x".into(), ..identity() }, small()),
            (Identity { model: "x".into(), ..identity() }, small()),
            (Identity { scenarios: vec!["c".into(), "x".into()], ..identity() }, small()),
            (identity(), Plan { seed: 8, ..small() }),
            (identity(), Plan { values: vec![0.1, 0.5, 0.8], ..small() }),
        ];
        for (identity, plan) in &others[..4] {
            assert_ne!(usual, name(identity, plan));
        }
        // The last point is not in this part.
        assert_eq!(usual, name(&others[4].0, &others[4].1));
        assert_ne!(base.of_sweep(&plan), base.of_sweep(&others[4].1));
        assert_eq!(base.of_sweep(&plan), base.of_sweep(&Plan { replicates: 9, ..small() }));
    }

    #[test]
    fn the_hash_of_the_model_has_64_digits() {
        assert_eq!(model_hash().len(), 64);
    }
}
