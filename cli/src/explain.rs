//! `explain`: what a number means, where it comes from, and who reads it.

use crate::args::ExplainOptions;
use crate::problem::Problem;

/// The explanation of a lever, a parameter or the timetable.
pub(crate) fn explain(options: &ExplainOptions) -> Result<String, Problem> {
    scenarios::explain(&options.path).map_err(Problem::input)
}
