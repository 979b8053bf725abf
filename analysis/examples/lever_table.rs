//! Writes what each lever moves between its bounds, as a page of Markdown:
//! `cargo run --release -p risingtide-analysis --example lever_table > docs/levers.md`.
//!
//! A number after `--` is the number of schools.

use std::fmt::Write as _;
use std::io::Write as _;

use analysis::paired::{
    self, Both, Contrast, OUTCOMES, Outcome, Pair, contrast, nation, school_year,
};
use sim::Model;
use sim::catalogue::{Entry, Kind, catalogue};
use sim::population::{Population, synthetic};
use sim::records::NationRows;
use sim::scenario::Scenario;

/// Schools unless others are asked for.
const SCHOOLS: u32 = 2_000;
/// School years; the last one is compared.
const YEARS: u32 = 5;
/// Outcomes that are named for each lever.
const NAMED: usize = 3;
/// Errors beyond which an outcome is named.
const BEYOND: f64 = 3.0;

/// What is compared of the nation.
const NATION: [fn(&NationRows) -> &[Option<f64>]; 3] =
    [|rows| &rows.gap_11, |rows| &rows.gap_16, |rows| &rows.spread_16];

/// What moved between the two ends of a lever.
struct Moved {
    schools: Vec<(&'static Outcome, Contrast)>,
    nation: [Option<f64>; 3],
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked = std::env::args().nth(1).map(|number| number.parse::<u32>()).transpose()?;
    let mut scenario = Scenario::default();
    scenario.population.schools = asked.unwrap_or(SCHOOLS);
    let population = sim::burn_in(synthetic(&scenario), &scenario);
    scenario.run.years = YEARS;
    let mut page = opening(&scenario);
    let mut world = None;
    let levers = catalogue().iter().enumerate().filter(|(_, entry)| entry.kind == Kind::Lever);
    for (at, entry) in levers {
        let moved = moved(&scenario, &population, at, entry, &mut world);
        writeln!(page, "{}", row(entry, &moved.ok_or("a run stopped early")?))?;
    }
    Ok(std::io::stdout().write_all(page.as_bytes())?)
}

/// Both bounds of a lever against each other, everything else at the baseline.
fn moved(
    scenario: &Scenario,
    population: &Population,
    at: usize,
    entry: &Entry,
    world: &mut Option<Model>,
) -> Option<Moved> {
    let end = |value: f64| {
        let mut changed = scenario.clone();
        changed.values.set(at, value);
        changed
    };
    let (high, low) = (end(entry.max), end(entry.min));
    let pair = Pair::of_scenarios(&high, &low, population);
    let year = school_year(scenario, YEARS);
    paired::replicate(&pair, 0, world, &|| true, |both| measure(both, year))
}

fn measure(both: &Both, year: i64) -> Moved {
    let compared = |outcome: &'static Outcome| {
        let (with, without) =
            (outcome.by_school(&both.with, year), outcome.by_school(&both.without, year));
        Some((outcome, contrast(&with, &without, |_| true)?))
    };
    let of_nation = |of: fn(&NationRows) -> &[Option<f64>]| {
        let (with, without) = (nation(&both.with, year, of), nation(&both.without, year, of));
        Some(Contrast::of_nation(with, without)?.difference)
    };
    Moved { schools: OUTCOMES.iter().filter_map(compared).collect(), nation: NATION.map(of_nation) }
}

/// A line of the table.
fn row(entry: &Entry, moved: &Moved) -> String {
    let of = |name: &str| {
        let found = moved.schools.iter().find(|(outcome, _)| outcome.name == name);
        found.map_or_else(String::new, |(_, contrast)| in_sd(contrast))
    };
    let [gap_11, gap_16, spread_16] =
        moved.nation.map(|change| change.map_or_else(String::new, signed));
    format!(
        "| `{}` | {} to {} {} | {} | {} | {} | {gap_11} | {gap_16} | {spread_16} | {} |",
        entry.path,
        entry.min,
        entry.max,
        entry.unit,
        most(moved),
        of("value_added"),
        of("measured_16"),
        entry.expected
    )
}

/// The outcomes of schools that moved most in SD across schools, and clearly.
fn most(moved: &Moved) -> String {
    let size = |contrast: &Contrast| {
        let clear = contrast.difference.abs() > BEYOND * contrast.error.unwrap_or(f64::INFINITY);
        contrast.in_school_sd(contrast.difference).filter(|_| clear).map(f64::abs)
    };
    let mut clear: Vec<(f64, &str, &Contrast)> = moved
        .schools
        .iter()
        .filter_map(|(outcome, contrast)| Some((size(contrast)?, outcome.name, contrast)))
        .collect();
    clear.sort_by(|a, b| b.0.total_cmp(&a.0));
    if clear.is_empty() {
        return "nothing clearly".into();
    }
    let named = clear.iter().take(NAMED);
    let named: Vec<String> =
        named.map(|(_, name, contrast)| format!("{name} {}", in_sd(contrast))).collect();
    named.join("; ")
}

/// Difference and paired error in SD across schools.
fn in_sd(contrast: &Contrast) -> String {
    let of = |value: f64| contrast.in_school_sd(value);
    match (of(contrast.difference), contrast.error.and_then(of)) {
        (Some(difference), Some(error)) if difference.is_finite() => {
            format!("{} ± {error:.3}", signed(difference))
        }
        _ => "not comparable".into(),
    }
}

/// A number with its sign and three decimals.
fn signed(value: f64) -> String {
    match format!("{value:+.3}").as_str() {
        "+0.000" | "-0.000" => "0.000".into(),
        text => text.replacen('-', "−", 1),
    }
}

fn opening(scenario: &Scenario) -> String {
    let outcomes: Vec<String> =
        OUTCOMES.iter().map(|one| format!("`{}` ({})", one.name, one.unit)).collect();
    format!(
        "# What each lever moves\n\n\
         Written by `cargo run --release -p risingtide-analysis --example lever_table`.\n\n\
         Each lever was set to its upper bound in one run and to its lower bound in another, for all \
         schools from the first term on, with every other lever at its baseline. Both runs start from \
         the same settled population of {} synthetic schools and have the same seed (replicate 1 of \
         root seed {}), so that each school is compared with itself. The numbers are of year {YEARS}.\n\n\
         *Moved most* names up to {NAMED} outcomes: the mean over schools of the upper bound less the \
         lower one, in SD across schools at the lower bound, ± its paired standard error over schools. \
         An outcome is named when it moved by more than {BEYOND} such errors; one replicate, one \
         population and schools that affect each other leave more doubt than the error says. The \
         columns after it are the same for two outcomes, whether they moved or not. Gaps at 11 and 16 \
         and the spread of schools at 16 are of the nation, in pupil SD. Where a bound closes or opens \
         schools, only schools that are there on both sides are compared.\n\n\
         A bound is the furthest value that the program accepts, often far beyond any policy: read this \
         page for what a lever is connected to, not for what a reform would bring. **The direction is a \
         finding, not a check**: the last column says what the literature expects of raising the lever, \
         and nothing in the program compares the two. That is for the reader to judge.\n\n\
         Outcomes of schools: {}. A higher grade is a worse one.\n\n\
         | lever | from, to | moved most | value added | measured at 16 | gap at 11 | gap at 16 | \
         spread at 16 | expected of raising it |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
        scenario.population.schools,
        scenario.run.seed,
        outcomes.join(", ")
    )
}
