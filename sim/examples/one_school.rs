//! A village school through ten years: build a population, settle it, run it, print a school.
//!
//! `cargo run --example one_school`

#![expect(clippy::print_stdout, reason = "an example shows its result")]

use sim::agent::Setting;
use sim::draw::Seed;
use sim::population;
use sim::scenario::Scenario;

fn main() {
    let mut scenario = Scenario::default();
    scenario.population.schools = 300;
    let population = sim::burn_in(population::synthetic(&scenario), &scenario);

    let village = |setting: &Setting| *setting == Setting::Village;
    let Some(school) = population.schools.setting.iter().position(village) else { return };
    println!(
        "A village school with {} pupils and {} teachers.",
        population.schools.roll[school].0,
        population.layout.posts(school).len(),
    );

    let rows = sim::run(&scenario, &population, Seed(1)).schools;
    println!("school year  attainment at 11  staff expertise  left  moved  uncovered");
    for row in (0..rows.school_id.len()).filter(|row| rows.school_id[*row] == school as i64) {
        let attainment =
            rows.attainment_11[row].map_or("none".to_owned(), |sd| format!("{sd:+.2}"));
        println!(
            "{:11}  {attainment:>16}  {:+15.3}  {:4}  {:5}  {:9}",
            rows.school_year[row],
            rows.staff_expertise[row],
            rows.left[row],
            rows.moved[row],
            rows.vacant[row],
        );
    }
}
