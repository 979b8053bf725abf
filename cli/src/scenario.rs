//! Loads the scenario that a command names, and words its mistakes for whoever reads them.

use std::io::{IsTerminal, stderr};

use scenarios::{Failure, Loaded, Overrides, Reached};
use sim::population::Population;

use crate::args::ScenarioOptions;
use crate::problem::Problem;

/// The scenario that the options name, checked.
pub(crate) fn load(options: &ScenarioOptions) -> Result<Loaded, Problem> {
    load_with(options, &options.values.overrides())
}

/// The scenario that the options name, with other values for options of their own.
pub(crate) fn load_with(
    options: &ScenarioOptions,
    overrides: &Overrides,
) -> Result<Loaded, Problem> {
    scenarios::load(&options.scenario, &options.values.sets, overrides).map_err(mistakes)
}

/// The scenario of that name or path alone.
pub(crate) fn load_named(name: &str) -> Result<Loaded, Problem> {
    scenarios::load(name, &[], &Overrides::default()).map_err(mistakes)
}

/// What each policy reaches in the population from which runs start.
pub(crate) fn reached(loaded: &Loaded, population: &Population) -> Result<Vec<Reached>, Problem> {
    scenarios::reached(loaded, population).map_err(mistakes)
}

/// Whether what the policies reach shows only when the population is settled.
pub(crate) fn reach_of_the_day(loaded: &Loaded) -> bool {
    loaded.scenario.policies.iter().any(|policy| policy.reach.is_of_the_day())
}

/// Mistakes as wrong input: drawn for a terminal, in plain text everywhere else.
pub(crate) fn mistakes(failure: Failure) -> Problem {
    if !stderr().is_terminal() {
        return Problem::input(failure);
    }
    // An informal standard of terminals: no-color.org.
    let colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    Problem::input(failure.for_terminal(colour))
}
