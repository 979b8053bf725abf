//! `list`: the built-in scenarios.

use crate::args::ListOptions;
use crate::problem::Problem;

/// One line a scenario: name, title and summary.
pub(crate) fn list(_: &ListOptions) -> Result<String, Problem> {
    let lines = scenarios::library()
        .into_iter()
        .map(|entry| format!("{:<20} {}\n{:<20} {}\n", entry.name, entry.title, "", entry.summary));
    Ok(lines.collect())
}
