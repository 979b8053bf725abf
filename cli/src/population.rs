//! The population of a command: synthetic, or from a register with an account of what was used.

use std::path::Path;

use scenarios::Loaded;
use sim::population::{self, FilledIn, Population};
use sim::scenario::Source;

use crate::problem::Problem;

/// A population before its burn-in, and what is to be said about it.
pub(crate) struct Drawn {
    /// The population.
    pub(crate) population: Population,
    /// The account of a register; empty for a synthetic population.
    pub(crate) account: String,
}

/// Draws the scenario's population, or reads it from its register.
pub(crate) fn draw(loaded: &Loaded) -> Result<Drawn, Problem> {
    let scenario = &loaded.scenario;
    match &scenario.population.source {
        Source::Synthetic => {
            Ok(Drawn { population: population::synthetic(scenario), account: String::new() })
        }
        Source::File(path) => {
            Err(Problem::input(format!("{path}: population files cannot be read yet")))
        }
        Source::Register { path, group_links } => {
            let group_links = group_links.as_deref().map(Path::new);
            let register = scenarios::read_register(path, group_links).map_err(Problem::input)?;
            let (population, filled) =
                population::from_register(&register.rows, &register.groups, scenario);
            if population.is_empty() {
                let message =
                    format!("{path}: no school of the register lies in the chosen regions");
                return Err(Problem::input(message));
            }
            let account = format!("{}\n{}", register.account, filled_in(&filled));
            Ok(Drawn { population, account })
        }
    }
}

/// What had to be filled in, in words.
fn filled_in(filled: &FilledIn) -> String {
    let parts = [
        (filled.rolls, "rolls from like schools"),
        (filled.free_meals, "free-meal shares from like schools"),
        (filled.capacities, "capacities from like schools"),
        (filled.settings, "settings from the commonest of the authority"),
        (filled.places, "places at the centre of the authority"),
        (filled.authorities, "unknown authorities by region"),
        (filled.trusts, "trusts of academies without a stated one"),
        (filled.neighbourhoods, "neighbourhoods of schools without a census area"),
    ];
    let words: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if words.is_empty() {
        "filled in: nothing\n".into()
    } else {
        format!("filled in: {}\n", words.join(", "))
    }
}
