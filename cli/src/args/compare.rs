//! The options of `compare`.

use std::path::PathBuf;

use clap::Args;

use super::{LargeTables, ValueOptions};

/// Options of `compare`.
#[derive(Args, Debug)]
#[command(
    after_help = "All scenarios have the same schools, the same seeds and the same chances wherever a change does not reach, \
                  so\nthat each replicate compares like with like (common random numbers). Intervals are those of the \
                  paired t test.\n\nWith --until, replicates are added until the interval of that metric, all schools and \
                  last school year, is\nthat narrow in every comparison. Each look has a wider interval, 1 − 0.05/(k(k + 1)) \
                  at the k-th, so that the\nchance that the last one misses is at most 5%, whenever it stops.\n\nExamples:\n  \
                  risingtide compare england balanced\n  risingtide compare england mine.toml --schools 2000 --replicates \
                  32\n  risingtide compare england balanced --until attainment_16=0.002"
)]
pub(crate) struct CompareOptions {
    /// Built-in scenarios, or paths of scenario files: the first is what the others are held against.
    #[arg(required = true, num_args = 2.., value_name = "SCENARIO")]
    pub(crate) scenarios: Vec<String>,

    /// What is changed in all of them.
    #[command(flatten)]
    pub(crate) values: ValueOptions,

    /// Add replicates until the 95% interval of this metric's difference reaches no further than this to either side; may be given several times.
    #[arg(long, value_name = "METRIC=HALFWIDTH")]
    pub(crate) until: Vec<String>,

    /// With --until: most replicates.
    #[arg(long, value_name = "N", default_value_t = 1000, requires = "until",
          value_parser = clap::value_parser!(u32).range(2..=10_000))]
    pub(crate) at_most: u32,

    /// Number of replicates run at the same time [default: one for each processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    /// Folder of the result [default: results/, named by the scenarios and the first 8 digits of a hash of the inputs].
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,

    /// Replicates whose schools are written year by year.
    #[arg(long, value_name = "WHICH", value_enum, default_value_t = LargeTables::First)]
    pub(crate) school_tables: LargeTables,

    /// Replicates whose ties between schools are written year by year, tie by tie.
    #[arg(long, value_name = "WHICH", value_enum, default_value_t = LargeTables::None)]
    pub(crate) tie_tables: LargeTables,

    /// Write every table as CSV too.
    #[arg(long)]
    pub(crate) csv: bool,

    /// Print nothing but errors.
    #[arg(long, short)]
    pub(crate) quiet: bool,

    /// Run again and replace the result if its folder exists.
    #[arg(long)]
    pub(crate) overwrite: bool,
}
