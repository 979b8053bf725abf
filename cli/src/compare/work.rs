//! Runs the scenarios of a comparison, replicate by replicate.

use analysis::compare::before::{Checked, From, check, from};
use analysis::compare::{BySchool, Comparison, Differences, Measurements};
use analysis::metric::Measured;
use analysis::paired::{self, Arm};
use analysis::store::{Run, RunTables, run_tables};
use sim::Model;
use sim::draw::Seed;
use sim::population::Population;
use sim::records::Records;
use sim::scenario::Scenario;

use super::arms::Arms;
use super::tables::Tables;
use super::until::Until;
use crate::args::CompareOptions;
use crate::folder::Folder;
use crate::in_order::in_order;
use crate::population::settling_key;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::replicates::{given_up, threads};
use crate::signals::Stop;
use crate::timer::Timer;

/// What the replicates leave behind.
pub(super) struct Found {
    /// Every metric of every scenario.
    pub(super) comparison: Comparison,
    /// For each scenario but the first, what differs school by school.
    pub(super) by_school: Vec<BySchool>,
    /// For each scenario but the first, from when on it may differ, and values found equal before.
    checked: Vec<(From, u64)>,
    /// Tables in the making, and the hashes.
    pub(super) tables: Tables,
}

/// What one replicate gives.
struct Replicate {
    seed: u64,
    measured: Vec<Measurements>,
    tables: Vec<RunTables>,
    checked: Vec<Checked>,
    differences: Vec<Differences>,
}

/// Runs replicates until there are enough.
pub(super) fn work(
    arms: &Arms,
    options: &CompareOptions,
    until: &Until,
    folder: &Folder,
    stop: &Stop,
    progress: &Progress,
) -> Result<Found, Problem> {
    let others = arms.loaded.len() - 1;
    let first = &arms.loaded[0].scenario;
    let titles = arms.loaded.iter().map(|one| one.scenario.title.clone()).collect();
    let ways = arms.loaded[1..].iter().enumerate().map(|(at, other)| {
        let may =
            if arms.of[0] == arms.of[at + 1] { from(first, &other.scenario) } else { From::Start };
        (may, 0)
    });
    let mut found = Found {
        comparison: Comparison::new(arms.names.clone(), titles, arms.classes.classes.clone()),
        by_school: vec![BySchool::default(); others],
        checked: ways.collect(),
        tables: Tables::start(arms, options, folder)?,
    };
    let threads = threads(options.output.threads);
    let timer = Timer::start();
    let (mut look, mut done, mut wanted) = (1, 0, first.run.replicates);
    loop {
        let worlds: Vec<Option<Model>> = (0..threads.min(wanted - done)).map(|_| None).collect();
        let ways: Vec<From> = found.checked.iter().map(|(way, _)| *way).collect();
        let make = |replicate: u32, world: &mut Option<Model>| {
            one(arms, options, &ways, replicate, world, stop)
        };
        in_order(
            done..wanted,
            worlds,
            make,
            || given_up(stop),
            |replicate, made: Replicate| {
                let seconds = timer.seconds();
                let left = seconds / f64::from(replicate + 1) * f64::from(wanted - replicate - 1);
                progress.doing(&format!(
                    "{} of {wanted} pairs of runs, about {left:.0} s left",
                    replicate + 1
                ));
                found.add(arms, replicate, made)
            },
        )?;
        (done, found.comparison.confidence) = (wanted, until.confidence(look));
        match until.next(&found.comparison, look) {
            Some(next) => (wanted, look) = (next, look + 1),
            None => return Ok(found),
        }
    }
}

/// One replicate of every scenario; none when asked to stop.
fn one(
    arms: &Arms,
    options: &CompareOptions,
    ways: &[From],
    replicate: u32,
    world: &mut Option<Model>,
    stop: &Stop,
) -> Option<Result<Replicate, Problem>> {
    let seed = Seed(arms.loaded[0].scenario.run.seed).of_replicate(replicate);
    let mut own: Option<(Vec<u64>, Population)> = None;
    let mut run = |at: usize| {
        let scenario = &arms.loaded[at].scenario;
        if !arms.draws() {
            let arm = Arm { scenario, population: arms.population_of(at) };
            let records = paired::records(arm, seed, world, &|| !stop.asked())?;
            return Some((scenario.clone(), records));
        }
        // Scenarios that differ in levers alone draw and settle the same.
        let scenario = scenario.with_draws(seed);
        let key = settling_key(&scenario);
        if own.as_ref().is_none_or(|(other, _)| *other != key) {
            *world = None;
            own = Some((key, sim::burn_in(arms.drawn.again(&scenario), &scenario)));
        }
        let population = &own.as_ref()?.1;
        let records =
            paired::records(Arm { scenario: &scenario, population }, seed, world, &|| {
                !stop.asked()
            })?;
        Some((scenario, records))
    };
    let first = run(0)?;
    let mut all = Replicate {
        seed: seed.0,
        measured: vec![measured(arms, &first.0, &first.1)],
        tables: Vec::new(),
        checked: Vec::new(),
        differences: Vec::new(),
    };
    let mut tables = Vec::new();
    for (at, way) in (1..arms.loaded.len()).zip(ways) {
        let other = run(at)?;
        all.measured.push(measured(arms, &other.0, &other.1));
        let before = match way {
            From::Start => first.0.run.first_term(),
            From::Policy(term) => *term,
            From::Never => first.0.run.first_term().plus(first.0.run.terms()),
        };
        all.checked.push(check(&first.1, &other.1, before));
        let last = i64::from(first.0.run.start) + i64::from(first.0.run.years);
        all.differences.push(BySchool::differences(&first.1, &other.1, last));
        tables.push(kept(arms, options, at, (replicate, seed), other));
    }
    tables.insert(0, kept(arms, options, 0, (replicate, seed), first));
    Some(
        tables.into_iter().collect::<Result<Vec<_>, _>>().map(|tables| Replicate { tables, ..all }),
    )
}

fn measured(arms: &Arms, scenario: &Scenario, records: &Records) -> Measurements {
    Measurements::of(&Measured::of(records, &arms.classes, scenario), &arms.classes)
}

/// The tables of a run, without the large ones that nobody wants.
fn kept(
    arms: &Arms,
    options: &CompareOptions,
    at: usize,
    (replicate, seed): (u32, Seed),
    (scenario, records): (Scenario, Records),
) -> Result<RunTables, Problem> {
    let run = Run { replicate, seed: seed.0, first_term: scenario.run.first_term() };
    let tables = run_tables(records, &run, arms.population_of(at), &scenario.policies);
    let mut tables = tables.map_err(Problem::fault)?;
    if !options.output.school_tables.has(replicate) {
        (tables.schools, tables.results) = (Vec::new(), Vec::new());
    }
    if !options.output.tie_tables.has(replicate) {
        tables.ties = Vec::new();
    }
    Ok(tables)
}

impl Found {
    fn add(&mut self, arms: &Arms, replicate: u32, made: Replicate) -> Result<(), Problem> {
        for (at, checked) in made.checked.iter().enumerate() {
            if let Some(place) = &checked.wrong {
                return Err(Problem::fault(format!(
                    "{} and {} differ before they can, in replicate {replicate}: {place}",
                    arms.names[0],
                    arms.names[at + 1]
                )));
            }
            self.checked[at].1 += checked.values;
        }
        for (sums, differences) in self.by_school.iter_mut().zip(&made.differences) {
            sums.add(differences);
        }
        if let Some(name) = made.measured.iter().find_map(Measurements::first_infinite) {
            return Err(Problem::fault(format!(
                "the metric {name} is infinite in replicate {replicate}"
            )));
        }
        self.comparison.add(made.seed, made.measured);
        self.tables.add(&arms.names, made.tables)
    }

    /// What was checked of a scenario, in a sentence.
    pub(super) fn checked_in_words(&self, scenario: usize, arms: &Arms) -> String {
        let (way, values) = self.checked[scenario - 1];
        let values = analysis::chart::number::number(values as f64, 0);
        let first = &arms.names[0];
        match way {
            From::Start if arms.of[0] != arms.of[scenario] => format!(
                "Parameters or processes differ, so that the two start from populations that settled apart: only the draws are the same \
                 as under {first}."
            ),
            From::Start => "They differ from the first term on.".to_owned(),
            From::Policy(term) => format!(
                "Checked: before {term}, the first term in which they may differ, all {values} recorded values are the same \
                 in every replicate."
            ),
            From::Never => {
                format!("Checked: all {values} recorded values are the same in every replicate.")
            }
        }
    }
}
