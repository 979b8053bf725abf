//! `diff`: what differs between two scenarios.

use crate::args::DiffOptions;
use crate::problem::Problem;
use crate::scenario::load_named;

/// Every key that differs, with both values and where they came from.
pub(crate) fn diff(options: &DiffOptions) -> Result<String, Problem> {
    let (first, second) = (load_named(&options.first)?, load_named(&options.second)?);
    Ok(scenarios::differences_in_words(&first, &second))
}
