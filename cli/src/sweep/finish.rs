//! The end of a sweep: one table from its parts, and a word on what is in it.

use analysis::sweep::{Merged, merge};
use serde_json::json;

use super::Answer;
use super::folder::{Sweep, problem, whole_file};
use super::planned::counted;
use crate::problem::Problem;

/// Merges the parts of a sweep; what to print.
pub(super) fn merged(sweep: &Sweep, csv: bool) -> Result<Answer, Problem> {
    let tables = sweep.folder.join("tables");
    let csv = csv.then(|| tables.join("runs.csv"));
    let to = tables.join("runs.parquet");
    let merged = merge(&sweep.folder, &sweep.plan, &sweep.parts, &to, csv.as_deref());
    let merged = merged.map_err(|error| problem(&sweep.folder, &error))?;
    // Every part is there: what killed workers left is of no use to anybody.
    for left in std::fs::read_dir(sweep.folder.join("tmp")).into_iter().flatten().flatten() {
        let _ = std::fs::remove_file(left.path());
    }
    let facts = json!({
        "rows": merged.rows,
        "failed_rows": merged.failed,
        "result_hash": merged.hash,
    });
    whole_file(&sweep.folder.join("merged.json"), format!("{facts:#}\n").as_bytes())?;
    let text = words(sweep, &merged, &to.display().to_string());
    whole_file(&sweep.folder.join("summary.txt"), text.as_bytes())?;
    let code = if merged.failed == 0 { 0 } else { Problem::ROWS_FAILED };
    Ok((text, code))
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
