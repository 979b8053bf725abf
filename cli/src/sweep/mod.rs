//! `sweep`: thousands of runs over a design, in parts that stay when the program is killed.

mod dry;
mod finish;
mod folder;
mod manifest;
mod panics;
mod planned;
mod rerun;
mod runner;
mod status;
mod work;

use std::ops::Range;

use analysis::sweep::missing;

use crate::args::{
    MergeOptions, ResumeOptions, SweepCommand, SweepOptions, SweepPlanOptions, SweepRunOptions,
    WorkerOptions,
};
use crate::problem::Problem;
use crate::progress::Progress;
use crate::replicates::threads;
use crate::signals::Stop;

use folder::Sweep;
use planned::Planned;

/// A text to print, and an exit code.
type Answer = (String, u8);

/// Does what was asked with a sweep.
pub(crate) fn sweep(options: &SweepOptions) -> Result<Answer, Problem> {
    match &options.command {
        SweepCommand::Run(options) => run(options),
        SweepCommand::Plan(options) => plan(options),
        SweepCommand::Worker(options) => worker(options),
        SweepCommand::Status(options) => status::status(options).map(|text| (text, 0)),
        SweepCommand::Resume(options) => resume(options),
        SweepCommand::Merge(options) => merge(options),
        SweepCommand::Rerun(options) => rerun::rerun(options),
    }
}

/// An answer that nobody asked to hear.
fn unless(quiet: bool, (text, code): Answer) -> Answer {
    (if quiet { String::new() } else { text }, code)
}

fn run(options: &SweepRunOptions) -> Result<Answer, Problem> {
    let part_runs = options.part_runs.map(|runs| runs as usize);
    let planned = Planned::of(&options.experiment, &options.values, part_runs)?;
    if options.dry_run {
        return dry::run(&planned, threads(options.threads)).map(|text| (text, 0));
    }
    let folder = options.out.clone().unwrap_or_else(|| planned.usual_folder());
    let sweep = planned.written(&folder, usual_elements())?;
    let answer = whole(&sweep, options.threads, options.csv, options.quiet)?;
    Ok(unless(options.quiet, answer))
}

/// Parts of an element where nobody says otherwise.
fn usual_elements() -> u32 {
    100
}

fn plan(options: &SweepPlanOptions) -> Result<Answer, Problem> {
    let part_runs = options.part_runs.map(|runs| runs as usize);
    let planned = Planned::of(&options.experiment, &options.values, part_runs)?;
    let sweep = planned.written(&options.out, options.parts_per_element)?;
    let folder = sweep.folder.display();
    let text = format!(
        "{}{}\nThe plan is in {folder}.\n\nRun its parts, anywhere that folder can be reached:\n  risingtide sweep worker \
         --plan {folder} --range 0..{}\nand then put them together:\n  risingtide sweep merge {folder}\n",
        planned.in_words(),
        sweep.in_parts(),
        sweep.parts.len()
    );
    Ok(unless(options.quiet, (text, 0)))
}

fn worker(options: &WorkerOptions) -> Result<Answer, Problem> {
    let sweep = Sweep::open(&options.plan)?;
    let parts = match (&options.range, &options.element) {
        (Some(range), _) => sweep.range(range)?,
        (None, Some(element)) => sweep.element(element)?,
        (None, None) => 0..sweep.parts.len(),
    };
    let words = format!("parts {} to {}", parts.start, parts.end.saturating_sub(1));
    let done = some(&sweep, parts.clone(), options.threads, options.quiet)?;
    let there = parts.len() - done;
    let text = format!("{words}: {done} run now, {there} were there already.\n");
    Ok(unless(options.quiet, (text, 0)))
}

fn resume(options: &ResumeOptions) -> Result<Answer, Problem> {
    let sweep = Sweep::open(&options.folder)?;
    let answer = whole(&sweep, options.threads, options.csv, options.quiet)?;
    Ok(unless(options.quiet, answer))
}

fn merge(options: &MergeOptions) -> Result<Answer, Problem> {
    let sweep = Sweep::open(&options.folder)?;
    Ok(unless(options.quiet, finish::merged(&sweep, options.csv)?))
}

/// Runs whatever is missing, and merges everything.
fn whole(sweep: &Sweep, threads: Option<u16>, csv: bool, quiet: bool) -> Result<Answer, Problem> {
    some(sweep, 0..sweep.parts.len(), threads, quiet)?;
    finish::merged(sweep, csv)
}

/// Runs the parts of a range that are missing; how many those were.
fn some(
    sweep: &Sweep,
    parts: Range<usize>,
    asked: Option<u16>,
    quiet: bool,
) -> Result<usize, Problem> {
    let wanted = missing(&sweep.folder, &sweep.parts[parts]);
    if wanted.is_empty() {
        return Ok(0);
    }
    let stop = Stop::listen()?;
    let runs = wanted.iter().map(|part| part.runs.len()).sum::<usize>();
    let progress = Progress::of(u32::try_from(runs).unwrap_or(u32::MAX), quiet);
    work::work(sweep, &wanted, threads(asked), &stop, &progress)?;
    Ok(wanted.len())
}
