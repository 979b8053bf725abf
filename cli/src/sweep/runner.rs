//! One run of a sweep: its scenario at its point, on its population, and what is measured of it.

use std::sync::{Arc, OnceLock};

use analysis::metric::{Classes, Measured, metrics};
use analysis::paired::{self, Arm};
use analysis::sweep::{Outcome, PlannedRun};
use sim::Model;
use sim::draw::Seed;
use sim::population::Population;
use sim::scenario::Scenario;

use super::folder::Sweep;
use super::panics::caught;
use crate::population::{self, Drawn, SettlingKey, settling_key};
use crate::problem::Problem;

/// What a settled population depends on.
type Key = SettlingKey;

/// A settled population, and how its schools are classed.
struct Settled {
    population: Population,
    classes: Classes,
}

/// What every run needs.
pub(super) struct Runner<'a> {
    sweep: &'a Sweep,
    /// Where schools come from.
    drawn: Vec<Drawn>,
    /// For each scenario, the position of where its schools come from.
    origins: Vec<usize>,
    /// Populations that many runs share: for each scenario, the position of its own.
    shared: Vec<Option<usize>>,
    settled: Vec<(Key, OnceLock<Arc<Settled>>)>,
}

/// What a thread keeps from one run to the next: its last population, and a world for it.
#[derive(Default)]
pub(super) struct Bench {
    last: Option<(Key, Arc<Settled>)>,
    model: Option<Model>,
}

impl<'a> Runner<'a> {
    /// Draws the populations of the scenarios, or reads them.
    pub(super) fn new(sweep: &'a Sweep) -> Result<Self, Problem> {
        let mut runner = Self {
            sweep,
            drawn: Vec::new(),
            origins: Vec::new(),
            shared: Vec::new(),
            settled: Vec::new(),
        };
        for at in 0..sweep.scenarios.len() {
            runner.find_origin(at)?;
        }
        // Runs draw their own anew; the schools of a file are those of the file.
        for drawn in runner.drawn.iter_mut().filter(|drawn| drawn.file.is_none()) {
            drawn.population = Population::default();
        }
        for at in 0..sweep.scenarios.len() {
            let shared = runner.place(at);
            runner.shared.push(shared);
        }
        Ok(runner)
    }

    /// Notes where a scenario's schools come from, and checks that its policies reach some of them.
    fn find_origin(&mut self, at: usize) -> Result<(), Problem> {
        let loaded = &self.sweep.scenarios[at];
        let same = |other: &usize| {
            let (one, other) = (&loaded.scenario, &self.sweep.scenarios[*other].scenario);
            one.population == other.population && one.run.seed == other.run.seed
        };
        let origin = match (0..at).find(same) {
            Some(other) => self.origins[other],
            None => {
                self.drawn.push(population::draw(loaded)?);
                self.drawn.len() - 1
            }
        };
        self.origins.push(origin);
        if !crate::scenario::reach_of_the_day(loaded) {
            crate::scenario::reached(loaded, &self.drawn[origin].population)?;
        }
        Ok(())
    }

    /// The position of the population that all runs of a scenario share; none where each has its own.
    fn place(&mut self, at: usize) -> Option<usize> {
        let scenario = &self.sweep.scenarios[at].scenario;
        let from_file = self.is_settled(at);
        let varies = self.sweep.targets.iter().any(|target| target.changes_population());
        if (varies || scenario.doubt.draw) && !from_file {
            return None;
        }
        let key = self.key(at, scenario);
        let known = self.settled.iter().position(|(other, _)| *other == key);
        Some(known.unwrap_or_else(|| {
            self.settled.push((key, OnceLock::new()));
            self.settled.len() - 1
        }))
    }

    /// Whether a scenario's population came settled from its file, and is taken as it is.
    fn is_settled(&self, at: usize) -> bool {
        self.drawn[self.origins[at]].file.as_ref().is_some_and(population::FromFile::settled)
    }

    /// What the settled population of a scenario depends on: where its schools come from, every parameter,
    /// the processes that run and the first year; levers and policies come after.
    fn key(&self, at: usize, scenario: &Scenario) -> Key {
        let mut key = vec![self.origins[at] as u64];
        if self.is_settled(at) {
            return key;
        }
        key.extend(settling_key(scenario));
        key
    }

    /// Runs one run; none when `go_on` says no.
    pub(super) fn run(
        &self,
        run: PlannedRun,
        bench: &mut Bench,
        go_on: &dyn Fn() -> bool,
    ) -> Option<Outcome> {
        match caught(|| self.one(run, bench, go_on)) {
            Ok(outcome) => outcome,
            Err(message) => {
                // Whatever it was doing, its world is not to be trusted.
                *bench = Bench::default();
                Some(Outcome::failed(message))
            }
        }
    }

    fn one(&self, run: PlannedRun, bench: &mut Bench, go_on: &dyn Fn() -> bool) -> Option<Outcome> {
        #[cfg(debug_assertions)]
        fail_on_purpose(run.run);
        let mut scenario = self.sweep.scenarios[run.scenario].scenario.clone();
        let point = self.sweep.plan.point(run.point);
        scenarios::apply(&self.sweep.targets, point, &mut scenario);
        let seed = Seed(run.seed);
        if scenario.doubt.draw {
            scenario = scenario.with_draws(seed);
        }
        let settled = self.population(run.scenario, &scenario, bench);
        let arm = Arm { scenario: &scenario, population: &settled.population };
        let records = paired::records(arm, seed, &mut bench.model, go_on)?;
        let last = i64::from(scenario.run.start) + i64::from(scenario.run.years);
        let measured = Measured::since(&records, &settled.classes, &scenario, last);
        let values = metrics().map(|metric| measured.value(metric, last, 0)).collect();
        Some(Outcome::of(last, values))
    }

    /// The settled population of a run: shared, or that of the thread's last run where it is the same, or
    /// settled anew.
    fn population(&self, at: usize, scenario: &Scenario, bench: &mut Bench) -> Arc<Settled> {
        if let Some(place) = self.shared[at] {
            let (key, settled) = &self.settled[place];
            let settled = settled.get_or_init(|| Arc::new(self.settle(at, scenario, bench)));
            bench.keep(key.clone(), settled);
            return Arc::clone(settled);
        }
        let key = self.key(at, scenario);
        if let Some((_, settled)) = bench.last.as_ref().filter(|(last, _)| *last == key) {
            return Arc::clone(settled);
        }
        let settled = Arc::new(self.settle(at, scenario, bench));
        bench.last = Some((key, Arc::clone(&settled)));
        settled
    }

    fn settle(&self, at: usize, scenario: &Scenario, bench: &mut Bench) -> Settled {
        let population = self.drawn[self.origins[at]].again(scenario);
        let population = if self.is_settled(at) {
            population
        } else {
            bench.model = None;
            let (population, model) = sim::burn_in_keeping_world(population, scenario);
            bench.model = Some(model);
            population
        };
        let classes = Classes::all_schools(&population);
        Settled { population, classes }
    }
}

impl Bench {
    /// Notes which population is in hand.
    fn keep(&mut self, key: Key, settled: &Arc<Settled>) {
        if self.last.as_ref().is_none_or(|(last, _)| *last != key) {
            self.last = Some((key, Arc::clone(settled)));
        }
    }
}

/// Breaks a run off where a test of the program asks for it; there is no such thing in a release.
#[cfg(debug_assertions)]
fn fail_on_purpose(run: usize) {
    let asked = std::env::var("RISINGTIDE_TEST_FAILING_RUN").ok();
    assert!(asked.is_none_or(|number| number != run.to_string()), "asked to fail");
}
