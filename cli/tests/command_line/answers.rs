//! The commands that only answer: list, explain, check; and help that somebody stops reading.

use std::process::Stdio;

use crate::asked::{Place, assert_refused};

/// The answer of a command that must be in order.
fn answered(arguments: &[&str]) -> String {
    let place = Place::new();
    let answer = place.ask(arguments);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{arguments:?}");
    assert!(place.names(".").is_empty(), "{arguments:?} wrote something");
    answer.out
}

#[test]
fn list_names_the_built_in_scenarios_with_a_line_each() {
    let text = answered(&["list"]);
    assert!(text.lines().any(|line| line.starts_with("england ")), "{text}");
}

#[test]
fn explain_says_what_a_lever_means_and_where_it_comes_from() {
    let text = answered(&["explain", "capacity.development_hours"]);
    for word in ["meaning", "value", "bounds", "prior", "source", "certainty", "read by"] {
        assert!(text.contains(word), "no {word} in {text}");
    }
    assert!(answered(&["explain", "timetable"]).contains("autumn"));
}

#[test]
fn explain_offers_the_nearest_name() {
    let answer = Place::new().ask(&["explain", "capacity.development_hour"]);
    assert_refused(&answer, &["nearest: `capacity.development_hours`"]);
}

#[test]
fn check_says_what_changes_for_how_many_schools_and_when() {
    let place = Place::new();
    place.write(
        "time.toml",
        "title = \"More time\"\nsummary = \"Time.\"\nextends = \"england\"\n\
         [population]\nschools = 60\n\
         [[policy]]\nname = \"Time\"\nfrom = \"2027-autumn\"\nuntil = \"2029-summer\"\n\
         where = { regions = [\"North East\"] }\n\
         set = { \"capacity.development_hours\" = 80.0 }\n",
    );
    let answer = place.ask(&["check", "time.toml"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    for words in [
        "is in order: More time",
        "raises capacity.development_hours from 50 to 80 (hours a year)",
        "autumn 2027",
        "North East",
        "of 60 schools",
    ] {
        assert!(answer.out.contains(words), "no “{words}” in {}", answer.out);
    }
    assert_eq!(place.names("."), ["time.toml"]);
}

#[test]
fn check_of_the_baseline_says_that_nothing_changes() {
    let text = answered(&["check"]);
    assert!(text.contains("england is in order") && text.contains("changes nothing"), "{text}");
}

#[test]
fn the_version_is_the_packages() {
    let version = format!("risingtide {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(answered(&["--version"]), version);
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    for arguments in [&["check"][..], &["list"], &["explain", "timetable"], &["--help"]] {
        let place = Place::new();
        let mut command = place.command();
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn the_scenario_of_the_readme_is_in_order() {
    let readme = include_str!("../../../README.md");
    let scenario = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let place = Place::new();
    place.write("retention.toml", scenario);
    let answer = place.ask(&["check", "retention.toml", "--schools", "200"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert!(answer.out.contains("raises funding.retention_payment_share"), "{}", answer.out);
}
