//! The commands and their options.

mod compare;
mod sweep;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use scenarios::Overrides;

pub(crate) use compare::CompareOptions;
pub(crate) use sweep::{
    MergeOptions, RerunOptions, ResumeOptions, StatusOptions, SweepCommand, SweepOptions,
    SweepPlanOptions, SweepRunOptions, WorkerOptions,
};

/// What the program does, at the head of `--help`.
#[derive(Parser, Debug)]
#[command(
    name = "risingtide",
    version,
    about = "A simulation of the English school system.",
    long_about = "A simulation of the English school system: schools, heads, teachers and pupils, term \
                  by term.\n\nIt asks what changes when accountability, funding, professional capacity or \
                  services outside school change: for whom, how fast, and how sure one can be. It \
                  ranks and maps conditions; it is not a forecast.",
    after_help = "Example: risingtide run england --years 5 --replicates 4\n\nExit codes: 0 done; 1 a fault \
                  of the program; 2 wrong input, nothing was written;\n3 finished, but some runs of a sweep \
                  are failed rows; 75 stopped before the end (signal, disk),\nnothing was left half-written, safe to \
                  run again.",
    arg_required_else_help = true
)]
pub(crate) struct Arguments {
    /// The command.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Run one scenario and write its tables, charts and summary.
    Run(RunOptions),
    /// Run scenarios under the same chances, and say what differs, for whom and how sure that is.
    Compare(CompareOptions),
    /// Run scenarios at many points of a design, thousands of times: resumable, in parts.
    Sweep(SweepOptions),
    /// Run the baseline and compare it with what is measured in England.
    Validate(ValidateOptions),
    /// Build a population, settle it and write it to a file that runs can start from.
    Population(PopulationOptions),
    /// Check a scenario and say in plain words what it changes, for how many schools and when.
    Check(CheckOptions),
    /// Say what differs between two scenarios, key by key, and where each value came from.
    Diff(DiffOptions),
    /// Explain a key, a lever, a parameter, a mechanism, or the timetable of a term.
    Explain(ExplainOptions),
    /// List the built-in scenarios.
    List(ListOptions),
    /// Print the text of a built-in scenario, or a scenario with every value stated.
    Show(ShowOptions),
    /// Write a commented file to start a scenario from.
    New(NewOptions),
    /// Print the JSON Schema of scenario files, for editors and other programs.
    Schema(SchemaOptions),
}

/// What names a scenario and changes it.
#[derive(Args, Debug)]
pub(crate) struct ScenarioOptions {
    /// A built-in scenario, or the path of a scenario file.
    #[arg(default_value = "england")]
    pub(crate) scenario: String,

    /// What is changed in it.
    #[command(flatten)]
    pub(crate) values: ValueOptions,
}

/// What changes scenarios.
#[derive(Args, Debug)]
pub(crate) struct ValueOptions {
    /// Length of a run in school years (1 to 100).
    #[arg(long, value_name = "N", value_parser = whole, allow_negative_numbers = true)]
    pub(crate) years: Option<u64>,

    /// Number of synthetic schools (1 to 1,000,000).
    #[arg(long, value_name = "N", value_parser = whole, allow_negative_numbers = true)]
    pub(crate) schools: Option<u64>,

    /// Number of runs with different draws (1 to 10,000).
    #[arg(long, value_name = "N", value_parser = whole, allow_negative_numbers = true)]
    pub(crate) replicates: Option<u64>,

    /// Root seed (0 to 2^53 − 1).
    #[arg(long, value_name = "N", value_parser = whole, allow_negative_numbers = true)]
    pub(crate) seed: Option<u64>,

    /// Set one value, such as capacity.development_hours=60; may be given several times.
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub(crate) sets: Vec<String>,

    /// Draw the parameters anew for each replicate from what is believed of them; levers stay.
    #[arg(long)]
    pub(crate) draw_parameters: bool,

    /// Take the schools from a register of schools (GIAS, CSV, plain or gzip).
    #[arg(long, value_name = "FILE")]
    pub(crate) register: Option<PathBuf>,

    /// With a register: take its schools' trusts and federations from this file (GIAS, links of groups).
    #[arg(long, value_name = "FILE")]
    pub(crate) group_links: Option<PathBuf>,

    /// Take the schools from a population file (Parquet).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["register", "schools"])]
    pub(crate) population: Option<PathBuf>,
}

impl ValueOptions {
    /// The values set by options of their own.
    pub(crate) fn overrides(&self) -> Overrides {
        Overrides {
            years: self.years,
            schools: self.schools,
            replicates: self.replicates,
            seed: self.seed,
            draw_parameters: self.draw_parameters,
            register: self.register.clone(),
            group_links: self.group_links.clone(),
            population: self.population.clone(),
        }
    }
}

/// A whole number, or what is wrong with the text.
fn whole(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| "must be a whole number without commas, such as 2000".into())
}

/// Options of `run`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  risingtide run\n  risingtide run my-scenario.toml --replicates 32 --csv\n  \
                        risingtide run england --set capacity.development_hours=80 --out results/more-hours"
)]
pub(crate) struct RunOptions {
    /// Which scenario, and what is changed in it.
    #[command(flatten)]
    pub(crate) scenario: ScenarioOptions,

    /// What becomes of it.
    #[command(flatten)]
    pub(crate) output: OutputOptions,
}

/// What becomes of runs that leave a folder.
#[derive(Args, Debug)]
pub(crate) struct OutputOptions {
    /// Number of replicates run at the same time [default: one for each processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    /// Folder of the result [default: results/, named by what is run and the first 8 digits of a hash of the inputs].
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

/// Replicates of which a large table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LargeTables {
    /// No replicate.
    None,
    /// The first replicate.
    First,
    /// Every replicate.
    All,
}

impl LargeTables {
    /// Whether the table of a replicate is written.
    pub(crate) fn has(self, replicate: u32) -> bool {
        match self {
            LargeTables::None => false,
            LargeTables::First => replicate == 0,
            LargeTables::All => true,
        }
    }
}

/// Options of `validate`.
#[derive(Args, Debug)]
#[command(
    after_help = "Without --years and --replicates, 20 school years and 8 replicates are run, whatever the scenario \
                  says.\n\nExit code 0 whatever is hit or missed.\n\nIn JSON, `targets` holds one object a row: id, part, \
                  held (not fitted), band (low and high\nend within which it is hit; null for a figure that is only \
                  shown), simulated (mean over\nreplicates), low and high (its 95% interval), verdict (hit, near, \
                  miss, no data, later,\nshown). What is not known is null.\n\nExamples:\n  risingtide validate\n  \
                  risingtide validate --schools 6000 --without staffing --json\n  risingtide validate --out \
                  results/against-the-targets"
)]
pub(crate) struct ValidateOptions {
    /// Which scenario, and what is changed in it.
    #[command(flatten)]
    pub(crate) scenario: ScenarioOptions,

    /// Leave a process of the timetable out, in the burn-in too; may be given several times.
    #[arg(long = "without", value_name = "PROCESS")]
    pub(crate) without: Vec<String>,

    /// Print the comparison as JSON.
    #[arg(long)]
    pub(crate) json: bool,

    /// Print the comparison as Markdown, with the definition of every target.
    #[arg(long, conflicts_with = "json")]
    pub(crate) markdown: bool,

    /// Number of replicates run at the same time [default: one for each processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    /// Write the comparison into this folder too: targets as JSON, Markdown and CSV, chart and report.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,

    /// Replace the comparison if its folder exists.
    #[arg(long, requires = "out")]
    pub(crate) overwrite: bool,

    /// Show no progress on the error stream.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Options of `population`.
#[derive(Args, Debug)]
#[command(
    after_help = "The file is Parquet: one row a school, its posts and year groups as lists, what holds for all schools in \
                  its\nmetadata. Levers and policies change nothing in it: it is the system on the eve of the first \
                  term.\n\nExamples:\n  risingtide population --out england.parquet\n  risingtide population --schools 2000 \
                  --seed 7 --out small.parquet\n  risingtide run --population england.parquet"
)]
pub(crate) struct PopulationOptions {
    /// Which scenario, and what is changed in it.
    #[command(flatten)]
    pub(crate) scenario: ScenarioOptions,

    /// The file to write.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,

    /// Write the population as it is drawn: every run settles it first.
    #[arg(long)]
    pub(crate) unsettled: bool,

    /// Replace the file if it is a population file already.
    #[arg(long)]
    pub(crate) overwrite: bool,

    /// Print nothing but errors.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Options of `check`.
#[derive(Args, Debug)]
#[command(after_help = "Example: risingtide check my-scenario.toml")]
pub(crate) struct CheckOptions {
    /// Which scenario, and what is changed in it.
    #[command(flatten)]
    pub(crate) scenario: ScenarioOptions,
}

/// Options of `diff`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  risingtide diff england my-scenario.toml\n  risingtide diff accountability-dominant \
                        balanced"
)]
pub(crate) struct DiffOptions {
    /// A built-in scenario, or the path of a scenario file.
    pub(crate) first: String,

    /// The scenario to hold against it.
    pub(crate) second: String,
}

/// Options of `explain`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  risingtide explain capacity.development_hours\n  risingtide explain \
                  accountability.stakes my-scenario.toml\n  risingtide explain policy.where.settings\n  risingtide \
                  explain mechanisms\n  risingtide explain timetable"
)]
pub(crate) struct ExplainOptions {
    /// A lever (accountability.stakes), a parameter (learning.decay), a driver or its level (competition.level), a process, a key of
    /// scenario files (run.years), a mechanism (peer_learning), or the word timetable, mechanisms or uncertainty.
    pub(crate) path: String,

    /// The scenario whose values are shown.
    #[arg(default_value = "england")]
    pub(crate) scenario: String,
}

/// Options of `list`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  risingtide list\n  risingtide list --tag stance\n  risingtide list --tag C48 --json"
)]
pub(crate) struct ListOptions {
    /// Only scenarios with this tag, or that express this system (S30) or serve this claim (C48).
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Option<String>,

    /// Print the list as JSON: name, title, summary, tags, systems and claims.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Options of `show`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  risingtide show balanced\n  risingtide show my-scenario.toml --resolved"
)]
pub(crate) struct ShowOptions {
    /// A built-in scenario, or the path of a scenario file.
    pub(crate) scenario: String,

    /// Print the scenario with every value stated, and where each came from.
    #[arg(long)]
    pub(crate) resolved: bool,
}

/// Options of `new`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  risingtide new my-scenario\n  risingtide new calm.toml --extends balanced"
)]
pub(crate) struct NewOptions {
    /// The file to write; .toml is added where it is missing.
    pub(crate) name: PathBuf,

    /// The built-in scenario, or the path of the file, that it extends.
    #[arg(long, value_name = "SCENARIO", default_value = "england")]
    pub(crate) extends: String,
}

/// Options of `schema`.
#[derive(Args, Debug)]
#[command(after_help = "Example: risingtide schema > scenario.schema.json")]
pub(crate) struct SchemaOptions {}
