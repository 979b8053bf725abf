//! Parts put together: one table in the order of the plan.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::columns::{Status, outcome_columns};
use super::error::SweepError;
use super::part::Part;
use super::plan::Plan;
use crate::export::{CsvWriter, ParquetWriter, read_parquet};
use crate::store::{digest_of_rows, hex};
use crate::table::Values;

/// Rows that are written together, however large the parts are: the file depends on the rows alone.
const GROUP: usize = 8192;
/// Missing parts that a message lists.
const LISTED: usize = 5;

/// What a merged table holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Rows.
    pub rows: usize,
    /// Rows of runs that failed or gave something that is no number.
    pub failed: usize,
    /// The first messages of such rows, each with its run.
    pub messages: Vec<String>,
    /// SHA-256 over the values, row by row.
    pub hash: String,
}

/// The parts that are not there yet. Looks twice at those that seem to be missing.
pub fn missing<'a>(folder: &Path, parts: &'a [Part]) -> Vec<&'a Part> {
    let first: Vec<&Part> = parts.iter().filter(|part| !part.is_there(folder)).collect();
    if first.is_empty() {
        return first;
    }
    // Reading a folder anew makes a network file system look for what is new.
    let _ = std::fs::read_dir(folder.join("parts")).map(Iterator::count);
    first.into_iter().filter(|part| !part.is_there(folder)).collect()
}

/// Writes all rows to `to` (Parquet) and, where wanted, to `csv`, reading no file but the parts that the
/// plan expects.
///
/// # Errors
/// Which parts are missing or damaged, and the disk's.
pub fn merge(
    folder: &Path,
    plan: &Plan,
    parts: &[Part],
    to: &Path,
    csv: Option<&Path>,
) -> Result<Merged, SweepError> {
    let absent = missing(folder, parts);
    if !absent.is_empty() {
        let words = |part: &&Part| format!("{} to {}", part.runs.start, part.runs.end - 1);
        let first = absent.iter().take(LISTED).map(words).collect();
        return Err(SweepError::Missing { count: absent.len(), all: parts.len(), first });
    }
    let spec = outcome_columns(plan)?;
    let mut parquet = ParquetWriter::create(to, &spec)?;
    let mut csv = csv.map(|path| CsvWriter::create(path, &spec)).transpose()?;
    let (mut merged, mut hasher) = (Merged::default(), Sha256::new());
    let mut waiting: Vec<Values> = Vec::new();
    let mut write = |rows: Vec<Values>| -> Result<(), SweepError> {
        if let Ok(digest) = digest_of_rows(&rows) {
            hasher.update(digest);
        }
        parquet.write(&rows)?;
        if let Some(csv) = &mut csv {
            csv.write(&rows)?;
        }
        Ok(())
    };
    for part in parts {
        let rows = read(folder, part, plan)?;
        note(&mut merged, &rows, plan);
        if waiting.is_empty() {
            waiting = rows;
        } else {
            for (column, more) in waiting.iter_mut().zip(rows) {
                column.append(more);
            }
        }
        while waiting.first().is_some_and(|column| column.len() >= GROUP) {
            let rest: Vec<Values> = waiting.iter_mut().map(|c| c.split_off(GROUP)).collect();
            write(std::mem::replace(&mut waiting, rest))?;
        }
    }
    if waiting.first().is_some_and(|column| !column.is_empty()) {
        write(waiting)?;
    }
    parquet.finish()?;
    csv.map_or(Ok(()), CsvWriter::finish)?;
    merged.hash = hex(&hasher.finalize());
    Ok(merged)
}

/// The rows of a part, which are those of its runs.
fn read(folder: &Path, part: &Part, plan: &Plan) -> Result<Vec<Values>, SweepError> {
    let path = part.path(folder);
    let damaged = |problem: String| SweepError::Damaged { path: path.clone(), problem };
    let (spec, rows) = read_parquet(&path).map_err(|error| damaged(error.to_string()))?;
    if spec.columns != outcome_columns(plan)?.columns {
        return Err(damaged("it has other columns than the plan".into()));
    }
    let expected: Vec<i64> = part.runs.clone().map(|run| run as i64).collect();
    match rows.first() {
        Some(Values::Int(runs)) if *runs == expected => Ok(rows),
        _ => Err(damaged("it holds other runs than its name says".into())),
    }
}

/// Counts rows, and those that went wrong.
fn note(merged: &mut Merged, rows: &[Values], plan: &Plan) {
    let status = 6 + plan.factors.len();
    let (Some(Values::Int(runs)), Some(Values::Text(statuses)), Some(Values::OptText(messages))) =
        (rows.first(), rows.get(status), rows.get(status + 1))
    else {
        return;
    };
    merged.rows += runs.len();
    for ((run, status), message) in runs.iter().zip(statuses).zip(messages) {
        if status == Status::Ok.name() {
            continue;
        }
        merged.failed += 1;
        if merged.messages.len() < LISTED {
            let words = message.as_deref().unwrap_or("no message");
            merged.messages.push(format!("run {run}: {status}: {words}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan::tests::small;
    use super::super::{Identity, Outcome, outcome_rows, publish};
    use super::*;
    use crate::metric::metrics;
    use std::path::PathBuf;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("risingtide-sweep-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        for part in ["parts", "tmp"] {
            std::fs::create_dir_all(folder.join(part)).unwrap();
        }
        folder
    }

    fn parts(plan: &Plan) -> Vec<Part> {
        let identity =
            Identity { build: String::new(), model: String::new(), scenarios: Vec::new() };
        let part = |runs: std::ops::Range<usize>| {
            let name = identity.part_name(plan, &runs).unwrap();
            Part { runs, name }
        };
        plan.parts().into_iter().map(part).collect()
    }

    fn outcome(run: usize) -> Outcome {
        if run == 3 {
            return Outcome::failed("broke off".into());
        }
        Outcome::of(2036, vec![Some(run as f64); metrics().count()])
    }

    fn write(folder: &Path, plan: &Plan, part: &Part) {
        let outcomes: Vec<Outcome> = part.runs.clone().map(outcome).collect();
        let rows = outcome_rows(plan, part.runs.clone(), &outcomes);
        publish(folder, part, &outcome_columns(plan).unwrap(), &rows).unwrap();
    }

    #[test]
    fn the_merged_table_does_not_depend_on_the_parts_or_their_order() {
        let mut bytes = Vec::new();
        for (part_runs, backwards) in [(4, false), (4, true), (1, false), (100, true)] {
            let (folder, plan) = (folder("order"), Plan { part_runs, ..small() });
            let mut all = parts(&plan);
            if backwards {
                all.reverse();
            }
            all.iter().for_each(|part| write(&folder, &plan, part));
            let to = folder.join("runs.parquet");
            let merged = merge(&folder, &plan, &parts(&plan), &to, None).unwrap();
            assert_eq!((merged.rows, merged.failed), (12, 1));
            assert_eq!(merged.messages, ["run 3: failed: broke off"]);
            bytes.push(std::fs::read(&to).unwrap());
            std::fs::remove_dir_all(&folder).unwrap();
        }
        assert!(bytes.windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[test]
    fn a_missing_part_is_named_and_a_damaged_one_refused() {
        let (folder, plan) = (folder("missing"), small());
        let all = parts(&plan);
        all.iter().skip(1).for_each(|part| write(&folder, &plan, part));
        let to = folder.join("runs.parquet");
        let said = merge(&folder, &plan, &all, &to, None).unwrap_err().to_string();
        assert_eq!(said, "1 of 4 parts are missing; the first are runs 0 to 2");
        std::fs::write(all[0].path(&folder), b"PAR1").unwrap();
        let said = merge(&folder, &plan, &all, &to, None).unwrap_err().to_string();
        assert!(said.contains("is damaged") && said.contains("sweep resume"), "{said}");
        std::fs::copy(all[1].path(&folder), all[0].path(&folder)).unwrap();
        let said = merge(&folder, &plan, &all, &to, None).unwrap_err().to_string();
        assert!(said.contains("other runs than its name says"), "{said}");
        assert!(!to.exists());
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_part_that_is_found_twice_must_be_the_same() {
        let (folder, plan) = (folder("twice"), small());
        let all = parts(&plan);
        let rows = |value: f64| {
            let outcomes = vec![Outcome::of(2036, vec![Some(value); metrics().count()]); 3];
            outcome_rows(&plan, 0..3, &outcomes)
        };
        let spec = outcome_columns(&plan).unwrap();
        let again = |value| publish(&folder, &all[0], &spec, &rows(value));
        assert_eq!(again(1.0).unwrap(), super::super::Published::New);
        assert_eq!(again(1.0).unwrap(), super::super::Published::Already);
        assert!(matches!(again(2.0), Err(SweepError::Different { .. })));
        assert_eq!(std::fs::read_dir(folder.join("tmp")).unwrap().count(), 0);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
