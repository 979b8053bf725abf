//! Runs parts on several threads; each part is published when its last run has ended.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use analysis::sweep::{Outcome, Part, outcome_columns, outcome_rows, publish};
use analysis::table::TableSpec;

use super::folder::{Sweep, problem};
use super::panics::Quiet;
use super::runner::{Bench, Runner};
use crate::counted::counted;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::signals::Stop;
use crate::timer::Timer;

/// What the threads share.
struct Shop<'a> {
    sweep: &'a Sweep,
    runner: Runner<'a>,
    spec: TableSpec,
    parts: &'a [&'a Part],
    next: AtomicUsize,
    runs: AtomicUsize,
    published: AtomicUsize,
    /// The first thing that went wrong, and whether there is one.
    wrong: Mutex<Option<Problem>>,
    broken: AtomicBool,
    stop: &'a Stop,
    progress: &'a Progress,
    timer: Timer,
}

/// Runs the parts, in their order.
///
/// # Errors
/// The disk's; being asked to stop: what is published stays.
pub(super) fn work(
    sweep: &Sweep,
    parts: &[&Part],
    threads: u32,
    stop: &Stop,
    progress: &Progress,
) -> Result<(), Problem> {
    progress.doing("drawing the population");
    let shop = Shop {
        sweep,
        runner: Runner::new(sweep)?,
        spec: outcome_columns(&sweep.plan).map_err(Problem::fault)?,
        parts,
        next: AtomicUsize::new(0),
        runs: AtomicUsize::new(0),
        published: AtomicUsize::new(0),
        wrong: Mutex::new(None),
        broken: AtomicBool::new(false),
        stop,
        progress,
        timer: Timer::start(),
    };
    progress.doing("settling the population");
    let quiet = Quiet::start();
    std::thread::scope(|scope| {
        for _ in 0..threads.min(parts.len() as u32) {
            scope.spawn(|| shop.thread());
        }
    });
    drop(quiet);
    if let Some(wrong) = shop.wrong.into_inner().ok().flatten() {
        return Err(wrong);
    }
    let published = shop.published.load(Ordering::Relaxed);
    if published < parts.len() {
        return Err(stopped(sweep, parts.len() - published));
    }
    Ok(())
}

fn stopped(sweep: &Sweep, left: usize) -> Problem {
    let message = format!(
        "stopped before the end: {} of {} parts are done, and stay\ngo on with: risingtide sweep resume {}",
        sweep.parts.len() - left,
        sweep.parts.len(),
        sweep.folder.display()
    );
    Problem { code: Problem::STOPPED, message }
}

impl Shop<'_> {
    fn goes_on(&self) -> bool {
        !self.stop.asked() && !self.broken.load(Ordering::Relaxed)
    }

    /// Takes the next part until none is left.
    fn thread(&self) {
        let mut bench = Bench::default();
        while self.goes_on() {
            let Some(part) = self.parts.get(self.next.fetch_add(1, Ordering::Relaxed)) else {
                return;
            };
            let Some(outcomes) = self.outcomes(part, &mut bench) else { return };
            if let Err(wrong) = self.publish(part, &outcomes) {
                self.broken.store(true, Ordering::Relaxed);
                if let Ok(mut first) = self.wrong.lock() {
                    first.get_or_insert(wrong);
                }
                return;
            }
            self.published.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// What the runs of a part give; none when asked to stop.
    fn outcomes(&self, part: &Part, bench: &mut Bench) -> Option<Vec<Outcome>> {
        let mut outcomes = Vec::with_capacity(part.runs.len());
        for run in part.runs.clone() {
            let planned = self.sweep.plan.run(run);
            outcomes.push(self.runner.run(planned, bench, &|| self.goes_on())?);
            self.say(self.runs.fetch_add(1, Ordering::Relaxed) + 1);
        }
        Some(outcomes)
    }

    fn publish(&self, part: &Part, outcomes: &[Outcome]) -> Result<(), Problem> {
        let (folder, plan) = (&self.sweep.folder, &self.sweep.plan);
        let rows = outcome_rows(plan, part.runs.clone(), outcomes);
        publish(folder, part, &self.spec, &rows).map_err(|error| problem(folder, &error))?;
        Ok(())
    }

    fn say(&self, done: usize) {
        let all: usize = self.parts.iter().map(|part| part.runs.len()).sum();
        let left = self.timer.seconds() / done as f64 * (all - done) as f64;
        self.progress.doing(&format!(
            "{done} of {}, about {} left",
            counted(all, "run"),
            super::dry::time(left)
        ));
    }
}
