//! Wrong input: exit code 2, words that help, and nothing written.

use crate::asked::{Place, assert_refused};

/// Refuses a small run with these arguments and looks that nothing was written.
fn refused(arguments: &[&str], words: &[&str]) {
    let place = Place::new();
    assert_refused(&place.run("out", arguments), words);
    assert!(place.names(".").is_empty(), "{:?}", place.names("."));
}

/// Refuses `run` with these arguments alone.
fn refused_run(arguments: &[&str], words: &[&str]) {
    let place = Place::new();
    let mut all = vec!["run"];
    all.extend(arguments);
    assert_refused(&place.ask(&all), words);
    assert!(place.names(".").is_empty(), "{:?}", place.names("."));
}

#[test]
fn an_unknown_scenario_names_the_nearest() {
    refused(&["englnad"], &["`englnad`", "nearest: `england`"]);
}

#[test]
fn a_scenario_file_that_is_not_there_is_named() {
    refused(&["mine.toml"], &["there is no file `mine.toml`"]);
}

#[test]
fn an_unknown_value_to_set_names_the_nearest() {
    let words = ["capacity.development_hour=60", "nearest: `capacity.development_hours`"];
    refused(&["--set", "capacity.development_hour=60"], &words);
}

#[test]
fn a_value_without_an_equals_sign_is_refused() {
    refused(&["--set", "accountability.stakes"], &["accountability.stakes", "="]);
}

#[test]
fn what_is_not_a_number_is_refused() {
    let words = ["`nan`, which is not a number", "between 0 and 200 (hours a year)"];
    refused(&["--set", "capacity.development_hours=nan"], &words);
    refused(&["--set", "capacity.development_hours=inf"], &["inf"]);
    refused(&["--set", "capacity.development_hours=many"], &["many"]);
}

#[test]
fn a_value_beyond_its_bounds_is_refused_with_them() {
    refused(&["--set", "accountability.stakes=7"], &["is 7, but must lie between 0 and 1 (share)"]);
}

#[test]
fn no_schools_and_too_many_are_refused_and_the_memory_is_said() {
    refused_run(&["--schools", "0"], &["`--schools` is 0", "between 1 and 1,000,000"]);
    let words = ["`--schools` is 1,000,000,000", "between 1 and 1,000,000", "TB of memory"];
    refused_run(&["--schools", "1000000000"], &words);
}

#[test]
fn no_years_and_no_replicates_are_refused() {
    refused_run(&["--years", "0"], &["`--years` is 0", "between 1 and 100"]);
    refused_run(&["--years", "101"], &["`--years` is 101"]);
    refused_run(&["--replicates", "0"], &["`--replicates` is 0", "between 1 and 10,000"]);
}

#[test]
fn a_seed_that_a_double_cannot_hold_is_refused() {
    refused_run(&["--seed", "9007199254740992"], &["`--seed`", "9,007,199,254,740,991"]);
}

#[test]
fn numbers_that_are_not_whole_are_refused() {
    for text in ["-1", "1.5", "many", "99999999999999999999999"] {
        refused_run(&["--seed", text], &[text, "--seed", "must be a whole number"]);
    }
    refused_run(&["--threads", "0"], &["--threads", "1..=1024"]);
}

#[test]
fn an_unknown_option_is_refused_with_the_nearest() {
    refused_run(&["--replicate", "3"], &["--replicate", "--replicates"]);
}

#[test]
fn all_mistakes_of_a_file_are_said_at_once() {
    let place = Place::new();
    place.write(
        "bad.toml",
        "title = 3\n\n[run]\nyears = 0\nrepliactes = 4\n\n[capacity]\n\
         development_hours = nan\n\n[accountability]\nstakes = 7\n",
    );
    let words = [
        "bad.toml:1:",
        "`title` is a whole number, but must be text",
        "bad.toml:4:",
        "`run.years` is 0",
        "bad.toml:5:",
        "nearest: `run.replicates`",
        "bad.toml:8:",
        "`nan`, which is not a number",
        "bad.toml:11:",
        "`accountability.stakes` is 7",
    ];
    assert_refused(&place.ask(&["run", "bad.toml"]), &words);
    assert_refused(&place.ask(&["check", "bad.toml"]), &words);
    assert_eq!(place.names("."), ["bad.toml"]);
}

#[test]
fn a_file_that_is_no_scenario_is_refused_at_its_place() {
    let place = Place::new();
    place.write("cut.toml", "title = \"Cut\"\n[run\n");
    assert_refused(&place.ask(&["run", "cut.toml"]), &["cut.toml:2:", "not valid TOML"]);
    assert_eq!(place.names("."), ["cut.toml"]);
}

#[test]
fn a_register_that_is_not_there_is_named() {
    refused(&["--register", "nowhere.csv"], &["nowhere.csv", "cannot be read"]);
}

#[test]
fn a_table_that_is_no_register_is_refused_with_the_columns_it_lacks() {
    let place = Place::new();
    place.write("odd.csv", "URN,EstablishmentName,Colour\n1,Tide,blue\n");
    let answer = place.run("out", &["--register", "odd.csv"]);
    let words =
        ["odd.csv` is no register of schools", "it lacks PhaseOfEducation (name)", "`Colour`"];
    assert_refused(&answer, &words);
    assert!(answer.err.contains("PercentageFSM"), "{}", answer.err);
    assert_eq!(place.names("."), ["odd.csv"]);
}

#[test]
fn the_program_alone_shows_its_help_and_fails() {
    assert_refused(&Place::new().ask(&[]), &["Usage:", "run", "check", "explain", "list"]);
}
