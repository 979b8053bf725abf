//! The scenarios of a comparison, and the population that they share.

use analysis::metric::Classes;
use scenarios::{Loaded, distinct_names};
use sim::population::{Population, with_sites};

use crate::args::CompareOptions;
use crate::population::{self, Drawn, SettlingKey, settling_key};
use crate::problem::Problem;
use crate::scenario::{mistakes, reach_of_the_day, reached};

/// The scenarios, and the populations in which they start.
pub(super) struct Arms {
    /// The scenarios, the one that the others are held against first.
    pub(super) loaded: Vec<Loaded>,
    /// Names, no two the same.
    pub(super) names: Vec<String>,
    /// Where the schools come from.
    pub(super) drawn: Drawn,
    /// Settled populations; one where the scenarios differ in levers alone.
    pub(super) populations: Vec<Population>,
    /// For each scenario, the position of its population.
    pub(super) of: Vec<usize>,
    /// How schools are classed.
    pub(super) classes: Classes,
}

/// The scenarios that the options name, which agree on schools, years and seeds.
fn load_all(options: &CompareOptions) -> Result<Vec<Loaded>, Problem> {
    let overrides = options.values.overrides();
    let one =
        |name: &String| scenarios::load(name, &options.values.sets, &overrides).map_err(mistakes);
    options.scenarios.iter().map(one).collect()
}

/// The same, checked.
pub(super) fn load(options: &CompareOptions) -> Result<Vec<Loaded>, Problem> {
    let loaded = load_all(options)?;
    let names = distinct_names(&loaded);
    for (other, name) in loaded.iter().zip(&names).skip(1) {
        agree((&loaded[0], &names[0]), (other, name))?;
    }
    Ok(loaded)
}

/// Refuses scenarios whose runs cannot be paired.
fn agree(first: (&Loaded, &str), other: (&Loaded, &str)) -> Result<(), Problem> {
    let ((one, one_name), (other, other_name)) = (first, other);
    let (one, other) = (&one.scenario, &other.scenario);
    let number = |value: u64| value.to_string();
    let schools = |scenario: &sim::scenario::Scenario| format!("{:?}", scenario.population);
    let settings = [
        (
            "run.start",
            number(one.run.start.into()),
            number(other.run.start.into()),
            "--set run.start=2026",
        ),
        ("run.years", number(one.run.years.into()), number(other.run.years.into()), "--years"),
        (
            "run.replicates",
            number(one.run.replicates.into()),
            number(other.run.replicates.into()),
            "--replicates",
        ),
        ("run.seed", number(one.run.seed), number(other.run.seed), "--seed"),
        (
            "run.draw_parameters",
            one.doubt.draw.to_string(),
            other.doubt.draw.to_string(),
            "--draw-parameters",
        ),
        (
            "population.schools",
            number(one.population.schools.into()),
            number(other.population.schools.into()),
            "--schools",
        ),
    ];
    for (path, here, there, option) in settings {
        if here != there {
            return Err(Problem::input(format!(
                "`{path}` is {here} in {one_name} and {there} in {other_name}, but scenarios are compared on the same \
                 schools, years and chances\nsay which with {option}, or state it alike in both"
            )));
        }
    }
    if schools(one) != schools(other) {
        return Err(Problem::input(format!(
            "the schools of {one_name} and of {other_name} come from different places: the tables [population] differ\nstate \
             them alike, or give --register or --population"
        )));
    }
    Ok(())
}

impl Arms {
    /// Draws the population, or reads it.
    pub(super) fn draw(loaded: Vec<Loaded>) -> Result<Self, Problem> {
        let drawn = population::draw(&loaded[0])?;
        for one in loaded.iter().filter(|one| !reach_of_the_day(one)) {
            reached(one, &drawn.population)?;
        }
        let names = distinct_names(&loaded);
        let classes = classes(&loaded, &drawn.population);
        Ok(Self { loaded, names, drawn, populations: Vec::new(), of: Vec::new(), classes })
    }

    /// Whether each replicate draws its own parameters, and settles its own populations.
    pub(super) fn draws(&self) -> bool {
        self.loaded[0].scenario.doubt.draw
    }

    /// Settles a population for each set of parameters among the scenarios. Where replicates draw their
    /// own, the population stays as it was drawn.
    pub(super) fn settle(&mut self) {
        let is_settled = self.drawn.file.as_ref().is_some_and(population::FromFile::settled);
        if self.draws() || is_settled {
            self.populations = vec![self.drawn.population.clone()];
            self.of = vec![0; self.loaded.len()];
            return;
        }
        let mut keys: Vec<SettlingKey> = Vec::new();
        for loaded in &self.loaded {
            let key = settling_key(&loaded.scenario);
            let known = keys.iter().position(|other| *other == key);
            self.of.push(known.unwrap_or(keys.len()));
            if known.is_none() {
                let schools = self.drawn.again(&loaded.scenario);
                self.populations.push(sim::burn_in(schools, &loaded.scenario));
                keys.push(key);
            }
        }
    }

    /// Checks that every policy reaches some school of the settled population.
    pub(super) fn check_reach(&self) -> Result<(), Problem> {
        for (loaded, at) in self.loaded.iter().zip(&self.of) {
            reached(loaded, &self.populations[*at])?;
        }
        Ok(())
    }

    /// The population of the first scenario.
    pub(super) fn population(&self) -> &Population {
        &self.populations[self.of[0]]
    }

    /// The population of a scenario.
    pub(super) fn population_of(&self, scenario: usize) -> &Population {
        &self.populations[self.of[scenario]]
    }
}

/// The classes of all schools that any of the scenarios may have.
fn classes(loaded: &[Loaded], population: &Population) -> Classes {
    let with = loaded.iter().filter_map(|one| with_sites(population, &one.scenario));
    let largest = with.map(|(all, _)| all).max_by_key(Population::len);
    Classes::of(largest.as_ref().unwrap_or(population))
}
