//! What the tests of whole runs have in common: a small England, settled once.

#![allow(dead_code, reason = "every test file takes what it needs")]

use sim::catalogue::{Kind, catalogue, position};
use sim::population::{self, Population};
use sim::records::{Records, Series};
use sim::scenario::Scenario;

/// The baseline with this many schools, for so many years.
pub(crate) fn scenario(schools: u32, years: u32) -> Scenario {
    let mut scenario = Scenario::default();
    scenario.population.schools = schools;
    scenario.run.years = years;
    scenario
}

/// The scenario's population, settled.
pub(crate) fn settled(scenario: &Scenario) -> Population {
    sim::burn_in(population::synthetic(scenario), scenario)
}

/// Sets a lever or a parameter of the scenario.
pub(crate) fn set(scenario: &mut Scenario, path: &str, value: f64) {
    let position = position(path).unwrap_or_else(|| panic!("no catalogue entry {path}"));
    scenario.values.set(position, value);
}

/// Sets every lever of the scenario to one end of its bounds.
pub(crate) fn levers_at(scenario: &mut Scenario, end: fn(&sim::catalogue::Entry) -> f64) {
    for (position, entry) in catalogue().iter().enumerate().filter(|(_, e)| e.kind == Kind::Lever) {
        scenario.values.set(position, end(entry));
    }
}

/// Every table of the records: its name, its columns' names, and their values.
pub(crate) fn tables(records: &Records) -> [(&'static str, Vec<(&'static str, Series)>); 6] {
    let records = records.clone();
    let named = |columns: &[sim::records::Column], series: Vec<Series>| {
        columns.iter().map(|column| column.name).zip(series).collect()
    };
    [
        ("nation", named(sim::records::NationRows::COLUMNS, records.nation.into_series())),
        ("areas", named(sim::records::AreaRows::COLUMNS, records.areas.into_series())),
        ("schools", named(sim::records::SchoolRows::COLUMNS, records.schools.into_series())),
        ("results", named(sim::records::ResultRows::COLUMNS, records.results.into_series())),
        ("groups", named(sim::records::GroupRows::COLUMNS, records.groups.into_series())),
        ("reach", named(sim::records::ReachRows::COLUMNS, records.reach.into_series())),
    ]
}

/// The bits of a column, row by row: equal bits are equal results, and nothing less is.
pub(crate) fn bits(series: &Series) -> Vec<Option<u64>> {
    match series {
        Series::Integer(values) => values.iter().map(|v| Some(*v as u64)).collect(),
        Series::Real(values) => values.iter().map(|v| Some(v.to_bits())).collect(),
        Series::Optional(values) => values.iter().map(|v| v.map(f64::to_bits)).collect(),
    }
}

/// Columns whose bits differ between two runs, as `table.column`.
pub(crate) fn differing(one: &Records, other: &Records) -> Vec<String> {
    let mut names = Vec::new();
    for ((table, columns), (_, others)) in tables(one).iter().zip(&tables(other)) {
        for ((name, series), (_, other)) in columns.iter().zip(others) {
            if bits(series) != bits(other) {
                names.push(format!("{table}.{name}"));
            }
        }
    }
    names
}
