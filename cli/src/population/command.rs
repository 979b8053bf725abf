//! `population`: builds a population, settles it and writes it to a file.

use std::path::Path;

use analysis::export::ExportError;
use analysis::population_file::{Facts, PopulationWriter, Written};
use scenarios::Loaded;
use sim::population::Population;
use sim::scenario::Source;

use super::file::parameters;
use super::place;
use super::words::in_words;
use super::{Drawn, draw};
use crate::args::PopulationOptions;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::scenario;
use crate::signals::Stop;
use crate::timer::Timer;

/// Seconds that each part took.
struct Seconds {
    build: f64,
    settle: Option<f64>,
    write: f64,
}

/// Builds the scenario's population and writes it; the text to print.
pub(crate) fn population(options: &PopulationOptions) -> Result<String, Problem> {
    let named = &options.scenario;
    place::check(&options.out, options.overwrite)?;
    let loaded = scenario::load(named)?;
    if let Source::File(path) = &loaded.scenario.population.source {
        return Err(Problem::input(format!(
            "{path}: this is a population file already, and this command builds one\nexpected \
             synthetic schools (--schools) or a register (--register)"
        )));
    }
    let stop = Stop::listen()?;
    let progress = Progress::of(1, options.quiet);
    progress.doing("building the population");
    let timer = Timer::start();
    let drawn = draw(&loaded)?;
    let build = timer.seconds();
    go_on(&stop)?;
    let Drawn { population, account, .. } = drawn;
    let timer = Timer::start();
    let population = if options.unsettled {
        population
    } else {
        progress.doing("settling the population");
        sim::burn_in(population, &loaded.scenario)
    };
    let settle = (!options.unsettled).then(|| timer.seconds());
    go_on(&stop)?;
    progress.doing("writing the population");
    let timer = Timer::start();
    let facts = facts(&loaded, !options.unsettled, &account);
    let written = write(&options.out, &population, &facts, &stop)?;
    let seconds = Seconds { build, settle, write: timer.seconds() };
    drop(progress);
    if options.quiet {
        return Ok(String::new());
    }
    Ok(said(options, &population, &account, &seconds, &written))
}

fn go_on(stop: &Stop) -> Result<(), Problem> {
    if stop.asked() { Err(Problem::stopped()) } else { Ok(()) }
}

fn facts(loaded: &Loaded, settled: bool, account: &str) -> Facts {
    let scenario = &loaded.scenario;
    Facts {
        program_version: env!("CARGO_PKG_VERSION").into(),
        settled,
        start: scenario.run.start,
        values: parameters(scenario),
        without: scenario.switched_off.iter().map(|name| (*name).to_owned()).collect(),
        account: account.to_owned(),
    }
}

fn write(
    out: &Path,
    population: &Population,
    facts: &Facts,
    stop: &Stop,
) -> Result<Written, Problem> {
    let problem = |error: ExportError| match error {
        ExportError::Write { source, .. } => Problem::disk(out, source),
        other => Problem::fault(format!("{}: {other}", out.display())),
    };
    let mut writer = PopulationWriter::create(out, population, facts).map_err(problem)?;
    while writer.write_some().map_err(problem)? {
        go_on(stop)?;
    }
    writer.finish().map_err(problem)
}

/// What was built, how long it took, and how to use it.
fn said(
    options: &PopulationOptions,
    population: &Population,
    account: &str,
    seconds: &Seconds,
    written: &Written,
) -> String {
    let out = options.out.display();
    let account = if account.is_empty() { String::new() } else { format!("{account}\n") };
    let settled = match seconds.settle {
        Some(settle) => format!("settled in {settle:.1} s"),
        None => "not settled (every run settles it first)".into(),
    };
    format!(
        "{account}{}Built in {:.1} s, {settled}, written in {:.1} s.\n\
         Population hash {}\n\
         The file is {out} ({:.1} MB).\n\
         To run on it: risingtide run --population {out}\n\
         or in a scenario file:\n[population]\nsource = \"file\"\nfile = {}\n",
        in_words(population),
        seconds.build,
        seconds.write,
        written.hash,
        written.bytes as f64 / 1e6,
        serde_json::Value::from(out.to_string()),
    )
}
