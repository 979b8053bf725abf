//! Runs the replicates, several at a time, and hands them over in their order.

use analysis::paired::{self, Arm};
use analysis::store::Run;
use sim::Model;
use sim::draw::Seed;
use sim::population::Population;
use sim::records::Records;
use sim::scenario::Scenario;

use crate::in_order::in_order;
use crate::problem::Problem;
use crate::signals::Stop;

/// The number of threads asked for; one for each processor when none was.
pub(crate) fn threads(asked: Option<u16>) -> u32 {
    let processors = || std::thread::available_parallelism().map_or(1, usize::from) as u32;
    asked.map_or_else(processors, u32::from)
}

/// What replicates start from.
pub(crate) struct Start<'a> {
    /// The scenario.
    pub(crate) scenario: &'a Scenario,
    /// The settled population.
    pub(crate) population: &'a Population,
    /// The population before it settled, under other parameters: for replicates that draw their own.
    pub(crate) again: &'a (dyn Fn(&Scenario) -> Population + Sync),
}

/// Runs every replicate on `threads` threads and gives what `make` makes of its records to `take`, in
/// the order of the replicates' numbers.
///
/// The first thread takes over the world of `first`, if there is one. `make` runs on the replicate's
/// own thread, and only what it gives back waits in memory; it may use the thread's world for runs of its
/// own. Each replicate has a world of its own, so
/// that the number of threads changes nothing but time.
pub(crate) fn replicates<T: Send>(
    start: &Start<'_>,
    mut first: Option<Model>,
    threads: u32,
    stop: &Stop,
    make: impl Fn(&Run, Records, &mut Option<Model>) -> Result<T, Problem> + Sync,
    take: impl FnMut(u32, T) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let all = start.scenario.run.replicates;
    // One world a thread, set back for each replicate: its memory is found once.
    let worlds = (0..threads.min(all)).map(|_| first.take()).collect();
    let make = |replicate: u32, model: &mut Option<Model>| {
        let (run, records) = one(start, replicate, model, stop)?;
        Some(make(&run, records, model))
    };
    in_order(0..all, worlds, make, || given_up(stop), take)
}

/// Why the threads hung up early.
pub(crate) fn given_up(stop: &Stop) -> Problem {
    if stop.asked() { Problem::stopped() } else { Problem::fault("a thread ended early") }
}

/// One replicate; none when asked to stop.
fn one(
    start: &Start<'_>,
    replicate: u32,
    model: &mut Option<Model>,
    stop: &Stop,
) -> Option<(Run, Records)> {
    let (scenario, population) = (start.scenario, start.population);
    let seed = Seed(scenario.run.seed).of_replicate(replicate);
    let go_on = || !stop.asked();
    let records = if scenario.doubt.draw {
        // The base year's constants follow the parameters: the population settles under its own.
        let scenario = &scenario.with_draws(seed);
        drop(model.take());
        let (population, world) = sim::burn_in_keeping_world((start.again)(scenario), scenario);
        *model = Some(world);
        paired::records(Arm { scenario, population: &population }, seed, model, &go_on)?
    } else {
        paired::records(Arm { scenario, population }, seed, model, &go_on)?
    };
    Some((Run { replicate, seed: seed.0, first_term: scenario.run.first_term() }, records))
}
