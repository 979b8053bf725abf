//! A population that a scenario takes from a file: what is to be said of it.

use analysis::population_file::{Facts, read_population};
use serde_json::{Value, json};
use sim::catalogue::{Kind, catalogue};
use sim::population::Population;
use sim::scenario::Scenario;

use crate::problem::Problem;

/// Differences that a warning names.
const NAMED: usize = 8;

/// Where a population came from, and how it was settled.
#[derive(Clone, Debug)]
pub(crate) struct FromFile {
    path: String,
    facts: Facts,
    hash: String,
    differing: Vec<Differing>,
    /// Whether the file and the scenario leave out other processes.
    other_processes: bool,
}

/// A parameter with another value in the file than in the scenario; none where one does not have it.
#[derive(Clone, Debug, PartialEq)]
struct Differing {
    path: String,
    there: Option<f64>,
    here: Option<f64>,
}

/// Every parameter of a scenario with its value.
pub(super) fn parameters(scenario: &Scenario) -> Vec<(String, f64)> {
    let entries = catalogue().iter().enumerate();
    let parameters = entries.filter(|(_, entry)| entry.kind == Kind::Parameter);
    parameters.map(|(at, entry)| (entry.path.to_owned(), scenario.values.at(at))).collect()
}

impl FromFile {
    /// Reads the file.
    pub(super) fn read(path: &str, scenario: &Scenario) -> Result<(Population, Self), Problem> {
        let held = read_population(path).map_err(Problem::input)?;
        let differing = differing(&held.facts.values, &parameters(scenario));
        let other_processes = held.facts.settled && held.facts.without != scenario.switched_off;
        let (path, facts, hash) = (path.to_owned(), held.facts, held.hash);
        Ok((held.population, Self { path, facts, hash, differing, other_processes }))
    }

    /// Whether the population has been through the burn-in.
    pub(crate) fn settled(&self) -> bool {
        self.facts.settled
    }

    /// The population's hash.
    pub(crate) fn hash(&self) -> &str {
        &self.hash
    }

    /// The account of the register from which it came; empty for a synthetic one.
    pub(super) fn account(&self) -> &str {
        &self.facts.account
    }

    /// What a user should know before taking it with this scenario; empty when there is nothing.
    pub(super) fn warning(&self) -> String {
        let made = if self.facts.settled { "settled" } else { "drawn" };
        let mut text = String::new();
        if self.other_processes {
            let left_out = |names: &[String]| match names {
                [] => "nothing".to_owned(),
                names => names.join(", "),
            };
            text += &format!(
                "warning: {}: settled with {} left out, and the scenario leaves out other processes\n",
                self.path,
                left_out(&self.facts.without)
            );
        }
        if self.differing.is_empty() {
            return text;
        }
        text +=
            &format!("warning: {}: {made} with other parameters than the scenario's:\n", self.path);
        for one in self.differing.iter().take(NAMED) {
            text +=
                &format!("  {}: {} there, {} here\n", one.path, word(one.there), word(one.here));
        }
        if self.differing.len() > NAMED {
            text += &format!("  and {} more\n", self.differing.len() - NAMED);
        }
        text + "the population stays as it is; to have it follow the scenario, write it anew with \
                `risingtide population`\n"
    }

    /// The same for a manifest.
    pub(crate) fn json(&self) -> Value {
        let differing = self
            .differing
            .iter()
            .map(|one| json!({ "path": one.path, "file": one.there, "scenario": one.here }));
        json!({
            "path": self.path,
            "hash": self.hash,
            "settled": self.facts.settled,
            "program_version": self.facts.program_version,
            "without": self.facts.without,
            "differing_parameters": differing.collect::<Vec<Value>>(),
        })
    }
}

fn word(value: Option<f64>) -> String {
    value.map_or_else(|| "none".into(), |value| value.to_string())
}

fn differing(there: &[(String, f64)], here: &[(String, f64)]) -> Vec<Differing> {
    let value = |all: &[(String, f64)], path: &str| {
        all.iter().find(|(other, _)| other == path).map(|(_, value)| *value)
    };
    let gone = there.iter().filter(|(path, _)| value(here, path).is_none());
    let of = |(path, _): &(String, f64)| Differing {
        path: path.clone(),
        there: value(there, path),
        here: value(here, path),
    };
    here.iter().chain(gone).map(of).filter(|one| one.there != one.here).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_differs_or_stands_on_one_side_alone_is_named() {
        let values = |all: &[(&str, f64)]| -> Vec<(String, f64)> {
            all.iter().map(|(path, value)| ((*path).to_owned(), *value)).collect()
        };
        let there = values(&[("a", 1.0), ("b", 2.0), ("gone", 3.0)]);
        let here = values(&[("a", 1.0), ("b", 2.5), ("new", 4.0)]);
        let found = differing(&there, &here);
        let found: Vec<_> =
            found.iter().map(|one| (one.path.as_str(), one.there, one.here)).collect();
        assert_eq!(
            found,
            [("b", Some(2.0), Some(2.5)), ("new", None, Some(4.0)), ("gone", Some(3.0), None)]
        );
    }
}
