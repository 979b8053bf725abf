//! Whatever a scenario may state, a run gives numbers: every value at either of its bounds, every
//! mechanism turned, every process left out, and values drawn from the priors.

mod common;

use sim::catalogue::catalogue;
use sim::draw::Seed;
use sim::mechanism::{LARGEST_FACTOR, LEAST_FACTOR, MECHANISMS};
use sim::process::TIMETABLE;
use sim::records::Series;
use sim::scenario::Scenario;

const SCHOOLS: u32 = 40;

/// The baseline, small and short.
fn base() -> Scenario {
    common::scenario(SCHOOLS, 2)
}

/// Columns of a run, settled under the scenario's own values, that hold something which is no number.
fn faults(scenario: &Scenario) -> Vec<String> {
    let records = sim::run(scenario, &common::settled(scenario), Seed(1));
    let mut faults = Vec::new();
    for (table, columns) in common::tables(&records) {
        for (column, series) in columns {
            let fine = match &series {
                Series::Integer(_) => true,
                Series::Real(values) => values.iter().all(|value| value.is_finite()),
                Series::Optional(values) => values.iter().flatten().all(|value| value.is_finite()),
            };
            if !fine {
                faults.push(format!("{table}.{column}"));
            }
        }
    }
    faults
}

/// Every value of the catalogue whose position leaves this rest, at both bounds.
fn at_the_bounds(rest: usize) {
    for (at, entry) in catalogue().iter().enumerate().filter(|(at, _)| at % 2 == rest) {
        for value in [entry.min, entry.max] {
            let mut scenario = base();
            scenario.values.set(at, value);
            assert_eq!(faults(&scenario), [""; 0], "{} = {value}", entry.path);
        }
    }
}

#[test]
fn every_second_value_may_stand_at_its_bounds() {
    at_the_bounds(0);
}

#[test]
fn every_other_value_may_stand_at_its_bounds() {
    at_the_bounds(1);
}

#[test]
fn every_mechanism_may_be_turned_taken_away_or_doubled() {
    for (at, mechanism) in MECHANISMS.iter().enumerate() {
        for factor in [LEAST_FACTOR, 0.0, LARGEST_FACTOR] {
            let mut scenario = base();
            scenario.scale(at, factor);
            assert_eq!(faults(&scenario), [""; 0], "{} x {factor}", mechanism.name);
        }
    }
}

#[test]
fn every_process_but_the_record_may_be_left_out() {
    for process in TIMETABLE.iter().filter(|process| process.name != "record") {
        let mut scenario = base();
        scenario.switched_off = vec![process.name];
        assert_eq!(faults(&scenario), [""; 0], "without {}", process.name);
    }
}

#[test]
fn values_drawn_from_the_priors_give_numbers() {
    for seed in 0..60 {
        let scenario = base().with_draws(Seed(seed));
        assert_eq!(faults(&scenario), [""; 0], "draws of seed {seed}");
    }
}
