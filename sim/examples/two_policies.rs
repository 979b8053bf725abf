//! Two policies for the North East on the same schools and the same luck: who differs, and how much.
//!
//! `cargo run --example two_policies`

#![expect(clippy::print_stdout, reason = "an example shows its result")]

use sim::agent::Region;
use sim::catalogue::position;
use sim::draw::Seed;
use sim::math::mean;
use sim::population::{self, Population};
use sim::reach::Reach;
use sim::records::SchoolRows;
use sim::scenario::{Policy, Scenario};
use sim::term::Term;

fn main() {
    let mut baseline = Scenario::default();
    baseline.population.schools = 600;
    let population = sim::burn_in(population::synthetic(&baseline), &baseline);
    let today = sim::run(&baseline, &population, Seed(1)).schools;

    for (name, lever, value) in [
        ("80 hours of development", "capacity.development_hours", 80.0),
        ("a retention payment of 5 %", "funding.retention_payment_share", 0.05),
    ] {
        let mut scenario = baseline.clone();
        let set = position(lever).map(|position| (position, value));
        scenario.policies.push(Policy {
            name: name.into(),
            from: Term::autumn(2027),
            until: None,
            ramp_terms: 0,
            follow: false,
            reach: Reach { regions: vec![Region::NorthEast], ..Reach::default() },
            set: set.into_iter().collect(),
        });
        let reformed = sim::run(&scenario, &population, Seed(1)).schools;
        println!("With {name} from autumn 2027:");
        for (place, inside) in [("in the North East", true), ("elsewhere", false)] {
            let rows = rows_of(&today, &population, inside);
            let gain = mean(
                rows.iter().map(|row| reformed.staff_expertise[*row] - today.staff_expertise[*row]),
            );
            let stay: i64 = rows.iter().map(|row| today.left[*row] - reformed.left[*row]).sum();
            println!("  {place}: expertise {gain:+.4} pupil SD a year, {stay} fewer left");
        }
    }
    println!("One run of each, so much of this is luck: a study runs many and gives intervals.");
}

/// Rows of the last school year, of schools in the North East or of all others.
fn rows_of(rows: &SchoolRows, population: &Population, inside: bool) -> Vec<usize> {
    let last = rows.school_year.last().copied().unwrap_or_default();
    let here = |row: &usize| {
        let region = population.schools.region[rows.school_id[*row] as usize];
        rows.school_year[*row] == last && (region == Region::NorthEast) == inside
    };
    (0..rows.school_id.len()).filter(here).collect()
}
