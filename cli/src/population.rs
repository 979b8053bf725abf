//! The population of a command: synthetic, from a register with an account of what was used, or from a
//! population file.

mod command;
mod file;
mod key;
mod place;
mod words;

use std::io::Write as _;
use std::path::Path;

use analysis::population_file::population_hash;
use scenarios::{Loaded, Register};
use sim::Model;
use sim::population::{self, FilledIn, Population};
use sim::scenario::{Scenario, Source};

pub(crate) use command::population;
pub(crate) use file::FromFile;
pub(crate) use key::{SettlingKey, settling_key};

use crate::problem::Problem;

/// A population, and what is to be said about it.
pub(crate) struct Drawn {
    /// The population.
    pub(crate) population: Population,
    /// The account of a register; empty for a synthetic population.
    pub(crate) account: String,
    /// The file from which it was read.
    pub(crate) file: Option<FromFile>,
    /// The register from which it was read.
    register: Option<Register>,
}

impl Drawn {
    /// The hash of the population.
    pub(crate) fn hash(&self) -> String {
        let of_file = self.file.as_ref().map(|file| file.hash().to_owned());
        of_file.unwrap_or_else(|| population_hash(&self.population))
    }

    /// Settles the population, unless it came settled from its file; and the world in which it settled,
    /// for the first replicate. The population is taken out, unless replicates are to start from it.
    pub(crate) fn settled(&mut self, scenario: &Scenario) -> (Population, Option<Model>) {
        let population = if scenario.doubt.draw && self.file.is_some() {
            self.population.clone()
        } else {
            std::mem::take(&mut self.population)
        };
        if self.file.as_ref().is_some_and(FromFile::settled) {
            return (population, None);
        }
        let (population, model) = sim::burn_in_keeping_world(population, scenario);
        (population, Some(model))
    }

    /// The same schools under a scenario with other parameters: drawn from the same seed, or built from
    /// the same register. A population file stays as it was drawn.
    pub(crate) fn again(&self, scenario: &Scenario) -> Population {
        match (&self.file, &self.register) {
            (Some(_), _) => self.population.clone(),
            (None, Some(register)) => {
                population::from_register(&register.rows, &register.groups, scenario).0
            }
            (None, None) => population::synthetic(scenario),
        }
    }

    /// Says on the error stream in what a population file does not suit the scenario.
    pub(crate) fn warn(&self) {
        let warning = self.file.as_ref().map(FromFile::warning).unwrap_or_default();
        // Nothing can be done about a closed error stream.
        let _ = std::io::stderr().write_all(warning.as_bytes());
    }
}

/// Draws the scenario's population, or reads it from its register or file.
pub(crate) fn draw(loaded: &Loaded) -> Result<Drawn, Problem> {
    let scenario = &loaded.scenario;
    match &scenario.population.source {
        Source::Synthetic => {
            let population = population::synthetic(scenario);
            Ok(Drawn { population, account: String::new(), file: None, register: None })
        }
        Source::File(path) => {
            let (population, file) = FromFile::read(path, scenario)?;
            let account = file.account().to_owned();
            if scenario.doubt.draw && file.settled() {
                return Err(Problem::input(format!(
                    "{path}: this population was settled with fixed parameters, but each replicate is to draw its own\n\
                     write it with --unsettled, or leave --draw-parameters (run.draw_parameters) out"
                )));
            }
            Ok(Drawn { population, account, file: Some(file), register: None })
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
            Ok(Drawn { population, account, file: None, register: Some(register) })
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
        (
            filled.trusts,
            "trusts of academies: that of the nearest academy, or a drawn one where none is stated at all",
        ),
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
