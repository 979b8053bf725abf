//! What the benchmarks share: scenarios of a given size, and populations that are settled.
//!
//! Beside them stands [`twin`], a small workload in plain arrays that shows what the bookkeeping of the
//! model costs.

pub mod twin;

use sim::population::{Population, synthetic};
use sim::scenario::Scenario;

/// Schools of a benchmark that looks at one process.
pub const SOME: u32 = 2_000;

/// Schools of the baseline.
pub const ENGLAND: u32 = 20_200;

/// The baseline with another number of schools and years.
pub fn scenario(schools: u32, years: u32) -> Scenario {
    let mut scenario = Scenario::default();
    scenario.population.schools = schools;
    scenario.run.years = years;
    scenario
}

/// The population of a scenario, settled: what a run starts from.
pub fn settled(scenario: &Scenario) -> Population {
    sim::burn_in(synthetic(scenario), scenario)
}

/// Teachers' posts times terms, the unit in which throughput is counted.
pub fn teacher_terms(scenario: &Scenario, population: &Population) -> u64 {
    population.teachers() as u64 * u64::from(scenario.run.terms())
}
