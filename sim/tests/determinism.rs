//! The same inputs give the same bits; other inputs give others.

mod common;

use bevy_ecs::schedule::{LogLevel, ScheduleBuildSettings};
use sim::Model;
use sim::draw::Seed;

#[test]
fn no_order_that_the_timetable_allows_changes_a_record() {
    let mut scenario = common::scenario(200, 2);
    common::set(&mut scenario, "capacity.peer_observation", 0.5);
    let population = common::settled(&scenario);
    let expected = sim::run(&scenario, &population, Seed(7));
    for shuffle in 0..24 {
        let shuffled = Model::with_schedule(&scenario, &population, Seed(7), |schedule| {
            schedule.set_build_settings(ScheduleBuildSettings {
                ambiguity_detection: LogLevel::Error,
                shuffle_seed: Some(shuffle),
                ..ScheduleBuildSettings::default()
            });
        });
        assert_eq!(common::differing(&shuffled.finish(), &expected), [""; 0], "shuffle {shuffle}");
    }
}

#[test]
fn the_same_inputs_give_the_same_bits_twice() {
    let scenario = common::scenario(200, 4);
    let population = common::settled(&scenario);
    let one = sim::run(&scenario, &population, Seed(1));
    let two = sim::run(&scenario, &population, Seed(1));
    assert_eq!(common::differing(&one, &two), [""; 0]);
}

#[test]
fn a_population_built_twice_is_the_same_population() {
    let scenario = common::scenario(200, 4);
    assert!(common::settled(&scenario) == common::settled(&scenario));
}

#[test]
fn another_seed_is_another_run_of_the_same_schools() {
    let scenario = common::scenario(200, 2);
    let population = common::settled(&scenario);
    let one = sim::run(&scenario, &population, Seed(1));
    let two = sim::run(&scenario, &population, Seed(2));
    let differing = common::differing(&one, &two);
    for column in ["nation.strain", "nation.attainment_11", "schools.left", "areas.gap_16"] {
        assert!(differing.iter().any(|name| name == column), "{column} is the same: {differing:?}");
    }
    for column in ["schools.school_id", "schools.teachers", "nation.teachers"] {
        assert!(!differing.iter().any(|name| name == column), "{column} differs");
    }
}

#[test]
fn another_population_seed_is_another_england() {
    let mut scenario = common::scenario(200, 1);
    let one = sim::population::synthetic(&scenario);
    scenario.population.seed = Some(1);
    assert_ne!(one.schools.free_meals, sim::population::synthetic(&scenario).schools.free_meals);
}

#[test]
fn running_term_by_term_equals_running_at_once() {
    let scenario = common::scenario(200, 2);
    let population = common::settled(&scenario);
    let mut model = Model::new(&scenario, &population, Seed(3));
    let mut terms = 0;
    while model.term() {
        terms += 1;
    }
    assert_eq!(terms, scenario.run.terms());
    let at_once = sim::run(&scenario, &population, Seed(3));
    assert_eq!(common::differing(&model.records(), &at_once), [""; 0]);
}

#[test]
fn worlds_in_two_threads_give_what_one_thread_gives() {
    let scenario = common::scenario(100, 2);
    let population = common::settled(&scenario);
    let alone: Vec<_> = (0..4).map(|seed| sim::run(&scenario, &population, Seed(seed))).collect();
    let (scenario, population) = (&scenario, &population);
    let together: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|seed| scope.spawn(move || sim::run(scenario, population, Seed(seed))))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for (one, other) in alone.iter().zip(&together) {
        assert_eq!(common::differing(one, other), [""; 0]);
    }
}

#[test]
fn a_restarted_model_gives_what_a_new_one_gives() {
    let mut scenario = common::scenario(200, 3);
    scenario.policies.push(sim::scenario::Policy {
        name: "less pressure".into(),
        from: scenario.run.first_term().plus(2),
        until: None,
        ramp_terms: 0,
        follow: false,
        reach: sim::reach::Reach::default(),
        set: vec![(sim::catalogue::position("accountability.stakes").unwrap(), 0.1)],
    });
    let population = common::settled(&scenario);
    let mut model = Model::new(&scenario, &population, Seed(1));
    while model.term() {}
    model.take_records();
    model.restart(&scenario, &population, Seed(2));
    while model.term() {}
    let new = sim::run(&scenario, &population, Seed(2));
    assert_eq!(common::differing(&model.take_records(), &new), [""; 0]);
}
