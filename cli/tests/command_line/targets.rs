//! `validate`: the baseline against what is measured.

use serde_json::Value;

use crate::asked::{Place, assert_refused};

/// Options that make a run small, and large enough for some statistics.
const SMALL: [&str; 6] = ["--schools", "400", "--years", "6", "--replicates", "2"];

fn validate(more: &[&str]) -> String {
    let mut arguments = vec!["validate"];
    arguments.extend(SMALL);
    arguments.extend(more);
    let place = Place::new();
    let answer = place.ask(&arguments);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{}", answer.out);
    assert!(place.names(".").is_empty(), "nothing is written");
    answer.out
}

#[test]
fn the_table_says_every_target_and_counts_the_hits() {
    let text = validate(&[]);
    for words in [
        "400 schools, 6 school years, 2 replicates, seed 20261122",
        "T1   Share of the variance of progress that lies between schools",
        "0.098 ± 0.012",
        "X30",
        "waits for inspection",
        "fitted  solid",
        "held    single study",
        "Fitted targets that this run can answer: ",
        "Small population: ",
        "Short run: ",
    ] {
        assert!(text.contains(words), "no “{words}” in {text}");
    }
    assert!(!text.contains("Switched off"), "{text}");
}

#[test]
fn markdown_is_a_table_with_definitions() {
    let page = validate(&["--markdown"]);
    assert!(page.starts_with("| id | what |"), "{page}");
    assert!(page.contains("## Definitions") && page.contains("- **T5** "), "{page}");
}

#[test]
fn json_holds_every_row_with_its_band_and_verdict() {
    let text = validate(&["--json", "--without", "strain", "--without", "strain"]);
    let all: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(all["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!((&all["seed"], &all["without"]), (&20_261_122.into(), &vec!["strain"].into()));
    let rows = all["targets"].as_array().unwrap();
    let keys = ["id", "part", "held", "band", "simulated", "low", "high", "verdict"];
    for row in rows {
        let names: Vec<&String> = row.as_object().unwrap().keys().collect();
        assert_eq!(names, keys);
        let verdict = row["verdict"].as_str().unwrap();
        let known = ["hit", "near", "miss", "no data", "later", "shown"];
        assert!(known.contains(&verdict), "{verdict}");
        assert_eq!(row["simulated"].is_null(), ["no data", "later"].contains(&verdict), "{row}");
        assert!(row["held"].is_boolean());
    }
    let first = &rows[0];
    assert_eq!((&first["id"], &first["part"]), (&"T1".into(), &"secondary".into()));
    assert!((first["band"][0].as_f64().unwrap() - 0.086).abs() < 1e-9);
    // What is recorded from the first day on.
    let leaving = rows.iter().find(|row| row["id"] == "T6" && row["part"] == "all teachers");
    let leaving = leaving.unwrap();
    let number = |key: &str| leaving[key].as_f64().unwrap();
    assert!(number("low") <= number("simulated") && number("simulated") <= number("high"));
    assert!(all["hits"]["rows"].as_u64().unwrap() > 0);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let one = validate(&["--threads", "1", "--seed", "7"]);
    assert_eq!(validate(&["--threads", "2", "--seed", "7"]), one);
    assert_ne!(validate(&["--seed", "8"]), one);
}

#[test]
fn a_process_left_out_is_said_and_changes_the_values() {
    let text = validate(&["--without", "strain"]);
    assert!(text.contains("Switched off: strain."), "{text}");
    assert_ne!(text.replace("Switched off: strain.\n", ""), validate(&[]));
}

#[test]
fn an_unknown_process_is_refused_with_the_nearest() {
    let answer = Place::new().ask(&["validate", "--without", "stafing"]);
    assert_refused(&answer, &["--without stafing", "nearest: `staffing`"]);
}

#[test]
fn wrong_values_are_refused_as_in_a_run() {
    let answer = Place::new().ask(&["validate", "--set", "strain.nothing=1"]);
    assert_refused(&answer, &["strain.nothing"]);
    let answer = Place::new().ask(&["validate", "--json", "--markdown"]);
    assert_refused(&answer, &["--json", "--markdown"]);
}
