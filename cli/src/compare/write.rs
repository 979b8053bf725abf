//! Writes what a comparison found: tables, charts, report and manifest.

use analysis::compare::before::{From, from};
use analysis::compare::{
    comparison_charts, comparison_columns, comparison_rows, measured_columns, measured_rows,
    school_difference_columns,
};
use analysis::population_file::population_hash;
use analysis::store::{school_list, sha256_of_text};
use scenarios::resolved_toml;
use serde_json::{Value, json};
use sim::population::with_sites;

use super::arms::Arms;
use super::page;
use super::work::Found;
use crate::args::CompareOptions;
use crate::folder::{self, Folder};
use crate::outcome::{self, Table};
use crate::pictures;
use crate::problem::Problem;
use crate::replicates::threads;

/// Writes everything into the folder.
pub(super) fn write(
    folder: &Folder,
    arms: &Arms,
    options: &CompareOptions,
    found: Found,
    text: &str,
    spread: &[Vec<String>],
    (settled, run): (f64, f64),
) -> Result<(), Problem> {
    let Found { comparison, by_school, tables, .. } = &found;
    let csv = options.output.csv;
    let spec = comparison_columns().map_err(Problem::fault)?;
    outcome::table(folder, &spec, &comparison_rows(comparison), csv)?;
    let mut measured = Table::start(folder, &measured_columns().map_err(Problem::fault)?, csv)?;
    for replicate in 0..comparison.replicates() {
        measured.write(&measured_rows(comparison, replicate))?;
    }
    measured.finish()?;
    let spec = school_difference_columns().map_err(Problem::fault)?;
    let mut schools = Table::start(folder, &spec, csv)?;
    for (sums, name) in by_school.iter().zip(&arms.names[1..]) {
        schools.write(&sums.rows(name, arms.population()))?;
    }
    schools.finish()?;
    let sites = arms.loaded.iter().filter_map(|one| with_sites(arms.population(), &one.scenario));
    let largest = sites.map(|(all, _)| all).max_by_key(sim::population::Population::len);
    let (spec, rows) =
        school_list(largest.as_ref().unwrap_or(arms.population())).map_err(Problem::fault)?;
    outcome::table(folder, &spec, &rows, csv)?;
    for (at, loaded) in arms.loaded.iter().enumerate() {
        folder.write(&format!("scenarios/{at}.toml"), resolved_toml(loaded).as_bytes())?;
    }
    if !arms.drawn.account.is_empty() {
        folder.write("register.txt", arms.drawn.account.as_bytes())?;
    }
    let hashes: Vec<String> = tables.hashes.iter().map(|hash| hash.hex()).collect();
    let source = source(arms, comparison.replicates(), &hashes);
    let (charts, left_out) = comparison_charts(comparison, &source, first_policy(arms));
    let drawn = pictures::draw(folder, &charts, threads(options.output.threads))?;
    let page = page::html(arms, comparison, spread, &hashes, options, drawn, left_out);
    folder.write(folder::REPORT, page.as_bytes())?;
    folder.write("summary.txt", text.as_bytes())?;
    let manifest = manifest(arms, options, comparison.replicates(), &hashes, (settled, run));
    found.tables.finish()?;
    folder.write(folder::MANIFEST, format!("{manifest:#}\n").as_bytes())
}

/// The line at the foot of a chart.
fn source(arms: &Arms, replicates: usize, hashes: &[String]) -> String {
    let quoted: Vec<String> = arms.names.iter().map(|name| format!("‘{name}’")).collect();
    format!(
        "Source: Rising Tide {} simulation; scenarios {}; {replicates} paired replicates, seed {}; runs {}. Not a forecast.",
        env!("CARGO_PKG_VERSION"),
        quoted.join(", "),
        arms.loaded[0].scenario.run.seed,
        hashes.iter().map(|hash| &hash[..8]).collect::<Vec<_>>().join(", ")
    )
}

/// School year (by its summer) and name of the first policy in which a scenario differs from the first.
fn first_policy(arms: &Arms) -> Option<(i64, String)> {
    let first = &arms.loaded[0].scenario;
    let of = |other: &sim::scenario::Scenario| match from(first, other) {
        From::Policy(term) => {
            let differs =
                |one: &&sim::scenario::Policy| one.from == term && !first.policies.contains(one);
            let name = other.policies.iter().find(differs).map(|policy| policy.name.clone());
            Some((i64::from(term.school_year_start()) + 1, name.unwrap_or_default()))
        }
        From::Start | From::Never => None,
    };
    let all = arms.loaded[1..].iter().filter_map(|other| of(&other.scenario));
    all.min_by_key(|(year, _)| *year)
}

fn manifest(
    arms: &Arms,
    options: &CompareOptions,
    replicates: usize,
    hashes: &[String],
    (settled, run): (f64, f64),
) -> Value {
    let first = &arms.loaded[0].scenario;
    let scenarios: Vec<Value> = arms
        .loaded
        .iter()
        .enumerate()
        .map(|(at, loaded)| {
            json!({
                "name": arms.names[at],
                "title": loaded.scenario.title,
                "file": format!("scenarios/{at}.toml"),
                "scenario_hash": sha256_of_text(&resolved_toml(loaded)),
                "population": arms.of[at],
                "result_hash": hashes[at],
            })
        })
        .collect();
    let populations: Vec<String> = arms.populations.iter().map(population_hash).collect();
    json!({
        "program": "risingtide",
        "program_version": env!("CARGO_PKG_VERSION"),
        "comparison": scenarios,
        "population_hashes": populations,
        "population_seed": arms.population().seed,
        "seed": first.run.seed,
        "replicates": replicates,
        "until": options.until,
        "threads": threads(options.output.threads),
        "timings_s": { "population": rounded(settled), "run": rounded(run) },
        "platform": format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS),
        "result_hash": sha256_of_text(&hashes.join("\n")),
        "command": std::env::args().collect::<Vec<_>>(),
    })
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}
