//! `check`: what a scenario changes, for how many schools and when.

use std::fmt::Write as _;

use sim::population::Population;

use crate::absent::absent;
use crate::args::CheckOptions;
use crate::population;
use crate::problem::Problem;

/// Checks a scenario and says what it changes.
pub(crate) fn check(options: &CheckOptions) -> Result<String, Problem> {
    let scenario = &options.scenario;
    let loaded = scenarios::load(&scenario.scenario, &scenario.sets, &scenario.overrides())
        .map_err(Problem::input)?;
    let drawn = population::draw(&loaded)?;
    drawn.warn();
    let mut text = format!("{} is in order: {}\n", loaded.scenario.name, loaded.scenario.title);
    text.push_str(&drawn.account);
    text.push_str(&absent(&loaded.scenario.policies, &drawn.population));
    let changes = scenarios::changes(&loaded);
    if changes.is_empty() {
        text.push_str("It changes nothing.\n");
    }
    for change in changes {
        let _ = writeln!(text, "- {change}");
    }
    for policy in &loaded.scenario.policies {
        let reached = reached(&drawn.population, &policy.reach);
        let _ = writeln!(
            text,
            "“{}” reaches {reached} of {} schools.",
            policy.name,
            drawn.population.len()
        );
    }
    Ok(text)
}

/// Number of schools that a policy reaches.
pub(crate) fn reached(population: &Population, reach: &sim::scenario::Reach) -> usize {
    let schools = &population.schools;
    (0..population.len())
        .filter(|i| reach.covers(schools.region[*i], schools.phase[*i], schools.urn[*i].0))
        .count()
}
