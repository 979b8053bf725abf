//! The folder of a comparison with the targets: tables, chart and report.

use analysis::export::CsvWriter;
use analysis::report::page::{Page, Section, html};
use analysis::target::{self, Account};

use super::Done;
use crate::args::ValidateOptions;
use crate::folder::{self, Folder};
use crate::pictures::{self, Pictures};
use crate::problem::Problem;
use crate::report::{CITATION, command, missing};

/// Writes `targets.json`, `targets.md`, `targets.csv`, the chart and the report.
pub(super) fn write(
    folder: &Folder,
    options: &ValidateOptions,
    done: &Done<'_>,
    account: &Account,
    threads: u32,
) -> Result<(), Problem> {
    folder.write(folder::TARGETS, done.json(account).as_bytes())?;
    folder.write("targets.md", done.markdown(account).as_bytes())?;
    csv(folder, account)?;
    let chart = target::target_chart(account, &source(done), done.loaded.scenario.run.replicates);
    let chart: Vec<_> = chart.into_iter().collect();
    let drawn = pictures::draw(folder, &chart, threads)?;
    let page = page(options, done, account, drawn);
    folder.write(folder::REPORT, html(&page).as_bytes())
}

fn csv(folder: &Folder, account: &Account) -> Result<(), Problem> {
    const FILE: &str = "targets.csv";
    let (spec, rows) = target::target_rows(account).map_err(Problem::fault)?;
    let written = CsvWriter::create(folder.path(FILE), &spec).and_then(|mut csv| {
        csv.write(&rows)?;
        csv.finish()
    });
    written.map_err(|error| Problem::disk(&folder.place(FILE), error))
}

/// The line at the foot of the chart.
fn source(done: &Done<'_>) -> String {
    let scenario = &done.loaded.scenario;
    format!(
        "Source: Rising Tide {} simulation; scenario ‘{}’; {} replicates of {} school years, seed {}.",
        env!("CARGO_PKG_VERSION"),
        scenario.name,
        scenario.run.replicates,
        scenario.run.years,
        scenario.run.seed
    )
}

fn page(options: &ValidateOptions, done: &Done<'_>, account: &Account, drawn: Pictures) -> Page {
    let mut words: Vec<String> = drawn.left_out.iter().map(missing).collect();
    if drawn.figures.is_empty() && words.is_empty() {
        words.push("No figure has data in this run, so there is no chart.".into());
    }
    let section = |heading: &str| Section { heading: heading.into(), ..Section::default() };
    let chart = Section { words, figures: drawn.figures, ..section("Simulated against measured") };
    let rows = Section { tables: vec![target::target_table(account)], ..section("Every target") };
    let meanings = Section { tables: vec![target::definitions(account)], ..section("Definitions") };
    let repeat = Section {
        words: vec![
            format!("To cite the program: {}. {}.", CITATION.0, CITATION.1),
            format!("To run it again with Rising Tide {}:", env!("CARGO_PKG_VERSION")),
        ],
        commands: vec![command::validate(options)],
        ..section("How to repeat it")
    };
    let mut summary: Vec<String> = done.opening().lines().map(str::to_owned).collect();
    summary.extend(target::counted(account).lines().map(str::to_owned));
    summary.extend(done.notes());
    Page {
        title: "Does the model reproduce what is measured in England?".into(),
        subtitle: format!("{}, set against published figures", done.loaded.scenario.title),
        summary,
        sections: vec![chart, rows, meanings, repeat],
        facts: facts(done),
    }
}

fn facts(done: &Done<'_>) -> Vec<(String, String)> {
    let scenario = &done.loaded.scenario;
    let fact = |name: &str, value: String| (name.to_owned(), value);
    vec![
        fact("Version", env!("CARGO_PKG_VERSION").into()),
        fact("Scenario", scenario.name.clone()),
        fact("Seed", scenario.run.seed.to_string()),
        fact("Replicates", scenario.run.replicates.to_string()),
        fact("School years", scenario.run.years.to_string()),
        fact("Schools", done.population.len().to_string()),
    ]
}
