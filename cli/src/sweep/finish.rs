//! The end of a sweep: one table from its parts, and a word on what is in it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use analysis::sweep::{Merged, merge};
use serde_json::json;

use super::Answer;
use super::folder::{Sweep, moved, problem, whole_file};
use crate::counted::counted;
use crate::problem::Problem;

/// Merges the parts of a sweep; what to print.
pub(super) fn merged(sweep: &Sweep, csv: bool) -> Result<Answer, Problem> {
    // Two commands may merge one folder at the same time: each writes files of its own first.
    let (tables, own) = (sweep.folder.join("tables"), std::process::id());
    let partial = |end: &str| sweep.folder.join("tmp").join(format!("runs-{own}.{end}"));
    let (to, to_csv) = (partial("parquet"), csv.then(|| partial("csv")));
    let merged = merge(&sweep.folder, &sweep.plan, &sweep.parts, &to, to_csv.as_deref());
    let merged = merged.map_err(|error| problem(&sweep.folder, &error))?;
    let table = tables.join("runs.parquet");
    moved(&to, &table)?;
    to_csv.map_or(Ok(()), |csv| moved(&csv, &tables.join("runs.csv")))?;
    clear(&sweep.folder.join("tmp"));
    let facts = json!({
        "rows": merged.rows,
        "failed_rows": merged.failed,
        "result_hash": merged.hash,
    });
    whole_file(&sweep.folder.join("merged.json"), format!("{facts:#}\n").as_bytes())?;
    let text = words(sweep, &merged, &table.display().to_string());
    whole_file(&sweep.folder.join("summary.txt"), text.as_bytes())?;
    let code = if merged.failed == 0 { 0 } else { Problem::ROWS_FAILED };
    Ok((text, code))
}

/// Age from which a file in the making is one that nobody is making any more.
const FORGOTTEN: Duration = Duration::from_secs(3600);

/// Takes away what killed workers left.
fn clear(folder: &Path) {
    for left in fs::read_dir(folder).into_iter().flatten().flatten() {
        let changed = left.metadata().and_then(|about| about.modified()).ok();
        let age = changed.and_then(|changed| changed.elapsed().ok());
        if age.is_some_and(|age| age > FORGOTTEN) {
            let _ = fs::remove_file(left.path());
        }
    }
}

fn words(sweep: &Sweep, merged: &Merged, table: &str) -> String {
    let mut text = format!(
        "{}\n{}: {} × {} × {}.\n",
        sweep.title,
        counted(merged.rows, "run"),
        counted(sweep.plan.scenarios.len(), "scenario"),
        counted(sweep.plan.points, "point"),
        counted(sweep.plan.replicates as usize, "replicate")
    );
    if merged.failed > 0 {
        text += &format!(
            "{} of them failed; their rows say why, and the others are right:\n",
            counted(merged.failed, "run")
        );
        for message in &merged.messages {
            text += &format!("  {message}\n");
        }
    }
    text += &format!("Result hash {}\nThe table is {table}.\n", merged.hash);
    text
}
