//! `validate`: whether the baseline reproduces what is measured in England.

use analysis::convention::window;
use analysis::target::{self, Account, Sample, Target};
use scenarios::{Loaded, Overrides};
use serde_json::{Value, json};
use sim::agent::Phase;
use sim::population::Population;

use crate::args::ValidateOptions;
use crate::population;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::replicates::{replicates, threads};
use crate::signals::Stop;
use crate::timer::Timer;

/// School years that are recorded unless others are asked for.
const YEARS: u64 = 20;
/// Replicates that are run unless others are asked for.
const REPLICATES: u64 = 8;
/// Recorded years below which the last four are too near the start.
const FEWEST_YEARS: u32 = 8;

/// Runs the scenario and sets it against the targets; the text to print.
pub(crate) fn validate(options: &ValidateOptions) -> Result<String, Problem> {
    let loaded = load(options)?;
    let targets = target::targets().map_err(Problem::fault)?;
    let stop = Stop::listen()?;
    let progress = Progress::of(loaded.scenario.run.replicates, options.quiet);
    progress.doing("drawing the population");
    let drawn = population::draw(&loaded)?.population;
    progress.doing("settling the population");
    let (population, settled) = sim::burn_in_keeping_world(drawn, &loaded.scenario);
    if stop.asked() {
        return Err(Problem::stopped());
    }
    let threads = threads(options.threads);
    let values = values(&loaded, &population, settled, threads, &stop, &targets, &progress)?;
    let done = Done { loaded: &loaded, population: &population };
    let account = target::compare(targets, &values);
    Ok(if options.json {
        done.json(&account)
    } else if options.markdown {
        format!("{}\n{}", target::markdown(&account), done.notes().join("\n") + "\n")
    } else {
        format!("{}\n{}{}\n", done.opening(), target::text(&account), done.notes().join("\n"))
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
        years: named.years.or(Some(YEARS)),
        replicates: named.replicates.or(Some(REPLICATES)),
        ..named.overrides()
    };
    let mut loaded =
        scenarios::load(&named.scenario, &named.sets, &overrides).map_err(Problem::input)?;
    for process in without {
        if !loaded.scenario.switched_off.contains(&process) {
            loaded.scenario.switched_off.push(process);
        }
    }
    Ok(loaded)
}

/// The value of every row of the targets, replicate by replicate.
fn values(
    loaded: &Loaded,
    population: &Population,
    settled: sim::Model,
    threads: u32,
    stop: &Stop,
    targets: &[Target],
    progress: &Progress,
) -> Result<Vec<Vec<Option<f64>>>, Problem> {
    let timer = Timer::start();
    let mut all = Vec::new();
    let scenario = &loaded.scenario;
    replicates(
        scenario,
        population,
        settled,
        threads,
        stop,
        |_, records| {
            let sample = Sample::of_run(population, &records);
            drop(records);
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

/// What was run.
struct Done<'a> {
    loaded: &'a Loaded,
    population: &'a Population,
}

impl Done<'_> {
    /// What was run, in a line or two.
    fn opening(&self) -> String {
        let scenario = &self.loaded.scenario;
        let run = &scenario.run;
        format!(
            "Rising Tide {}: {} against the targets; {} schools, {} school years, {} replicates, seed {}.\n\
             Reference system: England about 2019 to 2022. Statistics use the last {} years unless a lag \
             needs more.\n",
            env!("CARGO_PKG_VERSION"),
            scenario.name,
            self.population.len(),
            run.years,
            run.replicates,
            run.seed,
            window::YEARS,
        )
    }

    /// Switched-off processes, and what makes the run smaller than the conventions ask.
    fn notes(&self) -> Vec<String> {
        let scenario = &self.loaded.scenario;
        let mut notes = Vec::new();
        if !scenario.switched_off.is_empty() {
            notes.push(format!("Switched off: {}.", scenario.switched_off.join(", ")));
        }
        if !scenario.policies.is_empty() {
            notes.push("The scenario has policies: it is not a baseline.".into());
        }
        let (primaries, secondaries) = sizes(self.population);
        if primaries < window::PRIMARIES || secondaries < window::SECONDARIES {
            notes.push(format!(
                "Small population: {primaries} primary schools with a year 6 and {secondaries} secondary \
                 schools; the targets are defined for at least {} and {}.",
                window::PRIMARIES,
                window::SECONDARIES
            ));
        }
        let run = &scenario.run;
        if (run.replicates as usize) < window::REPLICATES || run.years < FEWEST_YEARS {
            notes.push(format!(
                "Short run: {} years and {} replicates; the targets are defined for at least {FEWEST_YEARS} \
                 and {}.",
                run.years,
                run.replicates,
                window::REPLICATES
            ));
        }
        notes
    }

    fn json(&self, account: &Account) -> String {
        let scenario = &self.loaded.scenario;
        let counts = account.counts();
        let rows = account.targets.iter().flat_map(|(target, rows)| {
            rows.iter().map(|compared| {
                let row = &compared.row;
                json!({
                    "id": target.id,
                    "part": row.part,
                    "held": !row.fitted,
                    "band": row.band.map(|(low, high)| [low, high]),
                    "simulated": compared.simulated,
                    "low": compared.interval.map(|(low, _)| low),
                    "high": compared.interval.map(|(_, high)| high),
                    "verdict": compared.verdict.word(),
                })
            })
        });
        let all = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "scenario": scenario.name,
            "seed": scenario.run.seed,
            "years": scenario.run.years,
            "replicates": scenario.run.replicates,
            "schools": self.population.len(),
            "without": scenario.switched_off,
            "targets": rows.collect::<Vec<Value>>(),
            "hits": {
                "targets": counts.targets,
                "targets_hit": counts.targets_hit,
                "rows": counts.rows,
                "rows_hit": counts.rows_hit,
                "rows_near": counts.rows_near,
                "must_hits_missed": account.must_hits_missed(),
            },
            "notes": self.notes(),
        });
        format!("{all:#}\n")
    }
}

/// Primary schools with a year 6, and secondary schools with a year 11.
fn sizes(population: &Population) -> (usize, usize) {
    let schools = &population.schools;
    let count = |phase: Phase, oldest: u8| {
        let fits = |i: &usize| schools.phase[*i] == phase && schools.ages[*i].high >= oldest;
        (0..population.len()).filter(fits).count()
    };
    (count(Phase::Primary, 11), count(Phase::Secondary, 16))
}
