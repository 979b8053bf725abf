//! Runs the replicates, several at a time, and hands them over in their order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};

use analysis::store::{Run, RunTables, run_tables};
use sim::Model;
use sim::draw::Seed;
use sim::population::Population;
use sim::scenario::Scenario;

use crate::problem::Problem;
use crate::signals::Stop;

/// A finished replicate: its number, and its tables or the fault that made them impossible.
type Finished = (u32, Result<RunTables, Problem>);

/// Runs every replicate on `threads` threads and gives them to `take` in the order of their numbers.
///
/// The first thread takes over the world of `first`. Rows of schools and their results are kept for
/// the replicates that `keep_schools` names. Each replicate has a world of its own, so that the
/// number of threads changes nothing but time.
pub(crate) fn replicates(
    scenario: &Scenario,
    population: &Population,
    first: Model,
    threads: u32,
    stop: &Stop,
    keep_schools: impl Fn(u32) -> bool + Sync,
    mut take: impl FnMut(u32, RunTables) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let all = scenario.run.replicates;
    let next = AtomicU32::new(0);
    let threads = threads.min(all);
    std::thread::scope(|scope| {
        let (sender, finished) = sync_channel::<Finished>(threads as usize);
        let mut first = Some(first);
        for _ in 0..threads {
            let model = first.take();
            let (sender, next, keep) = (sender.clone(), &next, &keep_schools);
            scope.spawn(move || work(scenario, population, model, next, stop, keep, &sender));
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        for wanted in 0..all {
            let tables = loop {
                if let Some(tables) = waiting.remove(&wanted) {
                    break tables;
                }
                // The threads hang up early only when they were asked to stop, or broke.
                let Ok((replicate, tables)) = finished.recv() else { return Err(given_up(stop)) };
                waiting.insert(replicate, tables);
            };
            // Dropping the receiver on the way out lets the threads end.
            take(wanted, tables?)?;
        }
        Ok(())
    })
}

fn given_up(stop: &Stop) -> Problem {
    if stop.asked() { Problem::stopped() } else { Problem::fault("a thread ended early") }
}

/// One thread: takes the next replicate until none is left.
fn work(
    scenario: &Scenario,
    population: &Population,
    mut model: Option<Model>,
    next: &AtomicU32,
    stop: &Stop,
    keep_schools: &(impl Fn(u32) -> bool + Sync),
    sender: &SyncSender<Finished>,
) {
    // One world a thread, set back for each replicate: its memory is found once.
    loop {
        let replicate = next.fetch_add(1, Ordering::Relaxed);
        if replicate >= scenario.run.replicates {
            return;
        }
        let Some(mut tables) = one(scenario, population, replicate, &mut model, stop) else {
            return;
        };
        if let Ok(tables) = &mut tables
            && !keep_schools(replicate)
        {
            // Hashed already, and too large to wait in memory for nothing.
            tables.schools = Vec::new();
            tables.results = Vec::new();
        }
        if sender.send((replicate, tables)).is_err() {
            return;
        }
    }
}

/// One replicate; none when asked to stop.
fn one(
    scenario: &Scenario,
    population: &Population,
    replicate: u32,
    model: &mut Option<Model>,
    stop: &Stop,
) -> Option<Result<RunTables, Problem>> {
    let seed = Seed(scenario.run.seed).of_replicate(replicate);
    let model = match model {
        Some(model) => {
            model.restart(scenario, population, seed);
            model
        }
        None => model.insert(Model::new(scenario, population, seed)),
    };
    while model.term() {
        if stop.asked() {
            return None;
        }
    }
    let run = Run { replicate, seed: seed.0, first_term: scenario.run.first_term() };
    Some(run_tables(model.take_records(), &run, population).map_err(Problem::fault))
}
