//! `validate`: whether the baseline reproduces what is measured in England.

mod done;
mod files;

use analysis::target::{self, Experiments, Sample, Target};
use scenarios::{Loaded, Overrides};
use sim::population::Population;

use crate::args::ValidateOptions;
use crate::folder::{self, Folder};
use crate::population;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::replicates::{Start, replicates, threads};
use crate::scenario;
use crate::signals::Stop;
use crate::timer::Timer;

use done::Done;

/// School years that are recorded unless others are asked for.
const YEARS: u64 = 20;
/// Replicates that are run unless others are asked for.
const REPLICATES: u64 = 8;

/// Runs the scenario and sets it against the targets; the text to print.
pub(crate) fn validate(options: &ValidateOptions) -> Result<String, Problem> {
    if let Some(out) = &options.out {
        folder::check_out(out, options.overwrite, folder::TARGETS)?;
    }
    let loaded = load(options)?;
    let targets = target::targets().map_err(Problem::fault)?;
    let stop = Stop::listen()?;
    let folder = options.out.as_ref().map(|out| Folder::start(out, &["charts"])).transpose()?;
    let progress = Progress::of(loaded.scenario.run.replicates, options.quiet);
    progress.doing("drawing the population");
    let mut drawn = population::draw(&loaded)?;
    drawn.warn();
    progress.doing("settling the population");
    let (population, settled) = drawn.settled(&loaded.scenario);
    if stop.asked() {
        return Err(Problem::stopped());
    }
    let threads = threads(options.threads);
    let values = values(&loaded, &population, settled, threads, &stop, &targets, &progress)?;
    let done = Done { loaded: &loaded, population: &population };
    let account = target::compare(targets, &values);
    if let Some(folder) = folder {
        progress.doing("writing tables and chart");
        files::write(&folder, options, &done, &account, threads)?;
        folder.finish()?;
    }
    Ok(if options.json {
        done.json(&account)
    } else if options.markdown {
        done.markdown(&account)
    } else {
        let notes = done.notes().join("\n");
        let place = options.out.as_ref().map_or_else(String::new, |out| {
            let report = out.join(folder::REPORT);
            format!(
                "The report is {}.\nThe comparison is in {}.\n",
                report.display(),
                out.display()
            )
        });
        format!("{}\n{}{notes}\n{place}", done.opening(), target::text(&account))
    })
}

/// The scenario with its processes switched off.
fn load(options: &ValidateOptions) -> Result<Loaded, Problem> {
    let named = &options.scenario;
    let without = options.without.iter().map(|name| {
        let known = scenarios::process_named(name);
        known.map_err(|error| Problem::input(format!("--without {name}: {error}")))
    });
    let without: Vec<&'static str> = without.collect::<Result<_, _>>()?;
    let overrides = Overrides {
        years: named.values.years.or(Some(YEARS)),
        replicates: named.values.replicates.or(Some(REPLICATES)),
        ..named.values.overrides()
    };
    let mut loaded = scenario::load_with(named, &overrides)?;
    if loaded.scenario.doubt.draw {
        return Err(Problem::input(
            "validate holds one set of parameters against England, but each replicate is to draw its own\n\
             leave --draw-parameters (run.draw_parameters) out",
        ));
    }
    for process in without {
        if !loaded.scenario.switched_off.contains(&process) {
            loaded.scenario.switched_off.push(process);
        }
    }
    Ok(loaded)
}

/// The value of every row of the targets, replicate by replicate: from the run itself, and from the paired
/// runs beside it.
fn values(
    loaded: &Loaded,
    population: &Population,
    settled: Option<sim::Model>,
    threads: u32,
    stop: &Stop,
    targets: &[Target],
    progress: &Progress,
) -> Result<Vec<Vec<Option<f64>>>, Problem> {
    let timer = Timer::start();
    let mut all = Vec::new();
    let scenario = &loaded.scenario;
    let experiments = Experiments::new(scenario, population);
    let again = |_: &sim::scenario::Scenario| population.clone();
    replicates(
        &Start { scenario, population, again: &again },
        settled,
        threads,
        stop,
        |run, records, world| {
            let mut sample = Sample::of_run(population, &records);
            drop(records);
            let effects = experiments.replicate(run.replicate, world, &|| !stop.asked());
            sample.effects = Some(effects.ok_or_else(Problem::stopped)?);
            Ok(target::values(targets, &sample))
        },
        |replicate, values| {
            all.push(values);
            progress.runs(replicate + 1, timer.elapsed());
            Ok(())
        },
    )?;
    Ok(all)
}
