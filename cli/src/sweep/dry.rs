//! What a sweep would take, found by running one of its runs.

use std::fs;

use analysis::sweep::{outcome_columns, outcome_rows, publish};
use scenarios::BYTES_PER_SCHOOL;

use super::folder::{Sweep, problem};
use super::planned::Planned;
use super::runner::{Bench, Runner};
use crate::counted::counted;
use crate::problem::Problem;
use crate::signals::Stop;
use crate::timer::Timer;

/// Memory of the program without schools.
const BARE: f64 = 40e6;

/// Says how many runs, rows and parts there are, and what time, memory and disk they take.
pub(super) fn run(planned: &Planned, threads: u32) -> Result<String, Problem> {
    let folder = std::env::temp_dir().join(format!("risingtide-dry-run-{}", std::process::id()));
    let found = measured(planned, threads, &folder);
    let _ = fs::remove_dir_all(&folder);
    found
}

fn measured(planned: &Planned, threads: u32, folder: &std::path::Path) -> Result<String, Problem> {
    let stop = Stop::listen()?;
    let sweep = Sweep::planned(folder, planned, super::usual_elements())?;
    let runner = Runner::new(&sweep)?;
    let (mut bench, plan) = (Bench::default(), &sweep.plan);
    let go_on = || !stop.asked();
    let timer = Timer::start();
    let first = runner.run(plan.run(0), &mut bench, &go_on).ok_or_else(Problem::stopped)?;
    let with_settling = timer.seconds();
    let timer = Timer::start();
    runner.run(plan.run(0), &mut bench, &go_on).ok_or_else(Problem::stopped)?;
    let alone = timer.seconds();
    let spec = outcome_columns(plan).map_err(Problem::fault)?;
    let part = &sweep.parts[0];
    let outcomes = vec![first; part.runs.len()];
    let rows = outcome_rows(plan, part.runs.clone(), &outcomes);
    publish(folder, part, &spec, &rows).map_err(|error| problem(folder, &error))?;
    let part_bytes = fs::metadata(part.path(folder)).map_or(0, |file| file.len()) as f64;
    let settles_often = sweep.targets.iter().any(|target| target.changes_population())
        || sweep.scenarios.iter().any(|loaded| loaded.scenario.doubt.draw);
    let each = if settles_often { with_settling } else { alone };
    let once = if settles_often { 0.0 } else { with_settling - alone };
    let at_once = threads.min(sweep.parts.len() as u32);
    let seconds = once + each * plan.runs() as f64 / f64::from(at_once.max(1));
    let schools = sweep.scenarios.iter().map(|loaded| loaded.scenario.population.schools).max();
    let memory =
        BARE + f64::from(schools.unwrap_or(0)) * BYTES_PER_SCHOOL as f64 * f64::from(at_once + 1);
    // Parts and the merged table hold the same rows.
    let disk = 2.0 * part_bytes * sweep.parts.len() as f64;
    let settling = if settles_often {
        "every run settles a population of its own".to_owned()
    } else {
        format!("settling takes {} once for each population", time(with_settling - alone))
    };
    Ok(format!(
        "{}{}\n\nOne run takes {} here; {settling}.\nExpected time on {}: about {}\nMemory: about {:.1} GB; disk: about \
         {}\nRows: {} with {} columns\n\nNothing was written.\n",
        planned.in_words(),
        sweep.in_parts(),
        time(alone),
        counted(threads as usize, "thread"),
        time(seconds),
        memory / 1e9,
        size(disk),
        counted(plan.runs(), "row"),
        spec.columns.len()
    ))
}

/// A length of time in words.
pub(super) fn time(seconds: f64) -> String {
    match seconds {
        s if s < 1.0 => format!("{:.0} ms", s * 1e3),
        s if s < 120.0 => format!("{s:.0} s"),
        s if s < 7200.0 => format!("{:.0} min", s / 60.0),
        s if s < 48.0 * 3600.0 => format!("{:.1} h", s / 3600.0),
        s => format!("{:.1} days", s / 86400.0),
    }
}

/// Bytes in words.
fn size(bytes: f64) -> String {
    match bytes {
        b if b < 1e6 => format!("{:.0} kB", b / 1e3),
        b if b < 1e9 => format!("{:.0} MB", b / 1e6),
        b => format!("{:.1} GB", b / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_are_told_in_fitting_units() {
        assert_eq!(
            (time(0.04), time(75.0), time(600.0)),
            ("40 ms".into(), "75 s".into(), "10 min".into())
        );
        assert_eq!((time(36_000.0), time(864_000.0)), ("10.0 h".into(), "10.0 days".into()));
        assert_eq!(
            (size(2.4e5), size(3e7), size(2.5e9)),
            ("240 kB".into(), "30 MB".into(), "2.5 GB".into())
        );
    }
}
