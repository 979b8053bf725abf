//! `show`: the text of a scenario.

use crate::args::ShowOptions;
use crate::problem::Problem;
use crate::scenario::load_named;

/// The text of a built-in scenario or a file, or the scenario with every value stated.
pub(crate) fn show(options: &ShowOptions) -> Result<String, Problem> {
    let loaded = load_named(&options.scenario)?;
    Ok(if options.resolved { scenarios::resolved_toml(&loaded) } else { loaded.text().to_owned() })
}
