//! The options of `compare`.

use clap::Args;

use super::{OutputOptions, ValueOptions};

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

    /// What becomes of it.
    #[command(flatten)]
    pub(crate) output: OutputOptions,
}
