//! No allocation in the term loop: what a term needs is reserved before the first one.

use allocation_counter::{AllocationInfo, measure};
use sim::Model;
use sim::draw::Seed;

/// Terms of the year in which the schedule builds itself.
const WARM_UP: u32 = 3;

/// What each term allocates once the schedule has run a year.
fn terms(schools: u32, years: u32) -> Vec<AllocationInfo> {
    let scenario = benches::scenario(schools, years);
    let population = sim::population::synthetic(&scenario);
    let mut model = Model::new(&scenario, &population, Seed(1));
    for _ in 0..WARM_UP {
        assert!(model.term());
    }
    (WARM_UP..scenario.run.terms())
        .map(|_| {
            measure(|| {
                model.term();
            })
        })
        .collect()
}

#[test]
fn the_counter_counts() {
    let scenario = benches::scenario(20, 1);
    let population = sim::population::synthetic(&scenario);
    let info = measure(|| drop(Model::new(&scenario, &population, Seed(1))));
    assert!(info.count_total > 0, "{info:?}");
}

#[test]
fn a_term_allocates_nothing() {
    for schools in [100, 400, 800] {
        for (term, info) in terms(schools, 6).iter().enumerate() {
            assert_eq!(info.count_total, 0, "{schools} schools, term {term}: {info:?}");
        }
    }
}
