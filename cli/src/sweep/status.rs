//! How far a sweep is.

use analysis::chart::number::number;
use analysis::sweep::missing;
use serde_json::json;

use super::folder::Sweep;
use crate::args::StatusOptions;
use crate::counted::counted;
use crate::problem::Problem;

/// Parts that are named.
const LISTED: usize = 10;

/// Says how many parts and runs are done.
pub(super) fn status(options: &StatusOptions) -> Result<String, Problem> {
    let sweep = Sweep::open(&options.folder)?;
    let absent = missing(&sweep.folder, &sweep.parts);
    let runs_left: usize = absent.iter().map(|part| part.runs.len()).sum();
    let (all, runs) = (sweep.parts.len(), sweep.plan.runs());
    let merged = sweep.folder.join("merged.json").is_file();
    let numbers: Vec<usize> = absent
        .iter()
        .filter_map(|part| sweep.parts.iter().position(|one| one.name == part.name))
        .collect();
    if options.json {
        let status = json!({
            "parts": all,
            "parts_done": all - absent.len(),
            "runs": runs,
            "runs_done": runs - runs_left,
            "missing_parts": numbers,
            "merged": merged,
        });
        return Ok(format!("{status:#}\n"));
    }
    let mut text = format!(
        "{}\n{} of {} done, {} of {}.\n",
        sweep.title,
        number((all - absent.len()) as f64, 0),
        counted(all, "part"),
        number((runs - runs_left) as f64, 0),
        counted(runs, "run")
    );
    let folder = sweep.folder.display();
    if absent.is_empty() && merged {
        text += &format!("The table is {}.\n", sweep.folder.join("tables/runs.parquet").display());
    } else if absent.is_empty() {
        text += &format!("Put the parts together with: risingtide sweep merge {folder}\n");
    } else {
        let first: Vec<String> = numbers.iter().take(LISTED).map(usize::to_string).collect();
        let more = if numbers.len() > LISTED { ", …" } else { "" };
        text += &format!(
            "Missing parts: {}{more}.\nWhat is done can be read: {folder}/parts/*.parquet\nGo on with: risingtide sweep \
             resume {folder}\n",
            first.join(", ")
        );
    }
    Ok(text)
}
