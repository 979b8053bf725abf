//! The result hash depends on what was asked, never on how it was worked out or written.

use crate::asked::Place;

#[test]
fn one_thread_and_two_give_the_same_hash() {
    let place = Place::new();
    let one = place.hash("one", &["--threads", "1"]);
    assert_eq!(place.hash("two", &["--threads", "2"]), one);
}

#[test]
fn fewer_or_more_tables_of_schools_leave_the_hash_alone() {
    let place = Place::new();
    let none = place.hash("none", &["--school-tables", "none"]);
    assert_eq!(place.hash("first", &["--school-tables", "first"]), none);
    assert_eq!(place.hash("all", &["--school-tables", "all"]), none);
}

#[test]
fn writing_csv_leaves_the_hash_alone() {
    let place = Place::new();
    assert_eq!(place.hash("csv", &["--csv"]), place.hash("plain", &[]));
}

#[test]
fn another_seed_gives_another_hash() {
    let place = Place::new();
    assert_ne!(place.hash("one", &["--seed", "1"]), place.hash("two", &["--seed", "2"]));
}

#[test]
fn the_resolved_scenario_runs_again_to_the_same_hash() {
    let place = Place::new();
    let changes = ["--seed", "5", "--set", "funding.grant_per_pupil_gbp=100"];
    let first = place.hash("first", &changes);
    let answer = place.ask(&["run", "first/scenario.toml", "--out", "again"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(place.result_hash("again"), first);
}
