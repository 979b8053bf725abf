//! `explain`: what a number or key means, where its value comes from, and who reads it.

use crate::args::ExplainOptions;
use crate::problem::Problem;
use crate::scenario::load_named;

/// The explanation of a word, with the values of a scenario.
pub(crate) fn explain(options: &ExplainOptions) -> Result<String, Problem> {
    let loaded = load_named(&options.scenario)?;
    scenarios::explain(&options.path, &loaded).map_err(Problem::input)
}
