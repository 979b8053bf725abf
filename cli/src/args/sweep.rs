//! The options of `sweep`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::ValueOptions;

/// Options of `sweep`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  risingtide sweep run stakes.toml --dry-run\n  risingtide sweep run stakes.toml --csv\n  \
                  risingtide sweep status results/stakes-1a2b3c4d\n\nExit codes: 0 done; 3 done, but some runs are \
                  failed rows; 75 stopped before the end: what is\nthere stays, and `sweep resume` goes on."
)]
pub(crate) struct SweepOptions {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: SweepCommand,
}

/// What can be done with a sweep.
#[derive(Subcommand, Debug)]
pub(crate) enum SweepCommand {
    /// Plan a sweep, run all of it and merge its parts into one table.
    Run(SweepRunOptions),
    /// Write the plan of a sweep alone, for others to run.
    Plan(SweepPlanOptions),
    /// Run some parts of a planned sweep.
    Worker(WorkerOptions),
    /// Say how far a sweep is.
    Status(StatusOptions),
    /// Run the parts that are missing, and merge all of them.
    Resume(ResumeOptions),
    /// Merge the parts of a sweep into one table.
    Merge(MergeOptions),
    /// Repeat one run of a sweep, and hold it against its row.
    Rerun(RerunOptions),
}

/// Options of `sweep run`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  risingtide sweep run stakes.toml --dry-run\n  risingtide sweep run stakes.toml --schools \
                  500 --replicates 4\n\nA sweep that was stopped, or killed, goes on with the same command. With more \
                  replicates than\nbefore, those that are there are kept."
)]
pub(crate) struct SweepRunOptions {
    /// The experiment file.
    pub(crate) experiment: PathBuf,

    /// What holds for all of its scenarios.
    #[command(flatten)]
    pub(crate) values: ValueOptions,

    /// Folder of the sweep [default: results/, named by the experiment and the first 8 digits of a hash of the inputs].
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,

    /// Number of runs at the same time [default: one for each processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    /// Runs of a part [default: a few seconds of work].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) part_runs: Option<u32>,

    /// Say how many runs, rows and parts there are, and what they take; run one and write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Write the merged table as CSV too.
    #[arg(long)]
    pub(crate) csv: bool,

    /// Print nothing but errors.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Options of `sweep plan`.
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  risingtide sweep plan stakes.toml --out shared/stakes\n  risingtide sweep worker --plan \
                  shared/stakes --range 0..20\n  risingtide sweep merge shared/stakes"
)]
pub(crate) struct SweepPlanOptions {
    /// The experiment file.
    pub(crate) experiment: PathBuf,

    /// What holds for all of its scenarios.
    #[command(flatten)]
    pub(crate) values: ValueOptions,

    /// Folder of the sweep.
    #[arg(long, short, value_name = "FOLDER")]
    pub(crate) out: PathBuf,

    /// Runs of a part [default: a few seconds of work].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) part_runs: Option<u32>,

    /// Parts of an element: what one worker of a cluster does at a time.
    #[arg(long, value_name = "N", default_value_t = 100,
          value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) parts_per_element: u32,

    /// Print nothing but errors.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Options of `sweep worker`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  risingtide sweep worker --plan shared/stakes --range 0..20\n  risingtide sweep worker \
                  --plan shared/stakes --element 3\n  risingtide sweep worker --plan shared/stakes --element env\n\nWith \
                  `env` the element is taken from SLURM_ARRAY_TASK_ID, HQ_TASK_ID,\nAWS_BATCH_JOB_ARRAY_INDEX or \
                  JOB_COMPLETION_INDEX. Parts that are there are skipped.\n\nExit codes: 0 all its parts are there, failed \
                  rows among them or not; 75 try again."
)]
pub(crate) struct WorkerOptions {
    /// Folder of the sweep.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) plan: PathBuf,

    /// Parts to run, from the first up to but not including the second.
    #[arg(long, value_name = "I..J", required_unless_present = "element")]
    pub(crate) range: Option<String>,

    /// Element to run, from 0; or env, to take its number from the environment.
    #[arg(long, value_name = "K", conflicts_with = "range")]
    pub(crate) element: Option<String>,

    /// Number of runs at the same time [default: one for each processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    /// Print nothing but errors.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Options of `sweep status`.
#[derive(Args, Debug)]
#[command(after_help = "Example: risingtide sweep status results/stakes-1a2b3c4d")]
pub(crate) struct StatusOptions {
    /// Folder of the sweep.
    pub(crate) folder: PathBuf,

    /// Print it as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Options of `sweep resume`.
#[derive(Args, Debug)]
#[command(after_help = "Example: risingtide sweep resume results/stakes-1a2b3c4d")]
pub(crate) struct ResumeOptions {
    /// Folder of the sweep.
    pub(crate) folder: PathBuf,

    /// Number of runs at the same time [default: one for each processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    /// Write the merged table as CSV too.
    #[arg(long)]
    pub(crate) csv: bool,

    /// Print nothing but errors.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Options of `sweep merge`.
#[derive(Args, Debug)]
#[command(after_help = "Example: risingtide sweep merge shared/stakes --csv")]
pub(crate) struct MergeOptions {
    /// Folder of the sweep.
    pub(crate) folder: PathBuf,

    /// Write the merged table as CSV too.
    #[arg(long)]
    pub(crate) csv: bool,

    /// Print nothing but errors.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Options of `sweep rerun`.
#[derive(Args, Debug)]
#[command(after_help = "Example: risingtide sweep rerun results/stakes-1a2b3c4d 17")]
pub(crate) struct RerunOptions {
    /// Folder of the sweep.
    pub(crate) folder: PathBuf,

    /// Number of the run: the column `run` of its row.
    pub(crate) row: usize,
}
