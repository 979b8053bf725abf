//! Populations in files: written whole or not at all, and runs that start from them.

use std::fs;

use analysis::population_file::{Held, PopulationWriter, read_population};

use crate::asked::{Answer, Place, assert_refused};

/// Writes a small population to a file.
fn build(place: &Place, out: &str, more: &[&str]) -> Answer {
    let mut arguments = vec!["population", "--schools", "60", "--out", out];
    arguments.extend(more);
    let answer = place.ask(&arguments);
    assert_eq!(answer.code, 0, "{}", answer.err);
    answer
}

/// A small run on a population file.
fn run_on(place: &Place, file: &str, out: &str, more: &[&str]) -> Answer {
    let mut arguments =
        vec!["run", "--population", file, "--years", "2", "--replicates", "2", "--out", out];
    arguments.extend(more);
    place.ask(&arguments)
}

#[test]
fn a_run_from_a_file_gives_what_the_run_that_draws_gives() {
    let place = Place::new();
    let drawn = place.hash("drawn", &[]);
    let said = build(&place, "settled.parquet", &[]).out;
    for words in ["60 schools", "settled in", "Population hash", "settled.parquet", "MB"] {
        assert!(said.contains(words), "no “{words}” in:\n{said}");
    }
    let answer = run_on(&place, "settled.parquet", "from_file", &[]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert_eq!(place.result_hash("from_file"), drawn);
    let (one, other) = (place.manifest("drawn"), place.manifest("from_file"));
    assert_eq!(one["population_hash"], other["population_hash"]);
    assert!(said.contains(one["population_hash"].as_str().unwrap()));
    assert_eq!(other["population_file"]["hash"], one["population_hash"]);
    assert_eq!(other["population_file"]["settled"], true);
    assert!(one["population_file"].is_null());
}

#[test]
fn an_unsettled_file_is_settled_when_it_is_run() {
    let place = Place::new();
    let drawn = place.hash("drawn", &[]);
    assert!(build(&place, "raw.parquet", &["--unsettled"]).out.contains("not settled"));
    assert_eq!(run_on(&place, "raw.parquet", "from_file", &[]).code, 0);
    assert_eq!(place.result_hash("from_file"), drawn);
}

#[test]
fn the_resolved_scenario_of_a_run_from_a_file_runs_again() {
    let place = Place::new();
    build(&place, "settled.parquet", &[]);
    assert_eq!(run_on(&place, "settled.parquet", "deep/first", &[]).code, 0);
    let answer = place.ask(&["run", "deep/first/scenario.toml", "--out", "again"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(place.result_hash("again"), place.result_hash("deep/first"));
}

/// A settled file whose parameters are not those of this version.
fn settled_with_other_parameters(place: &Place) {
    build(place, "settled.parquet", &[]);
    let Held { population, mut facts, .. } =
        read_population(place.path("settled.parquet")).unwrap();
    facts.values[0].1 += 1.0;
    let gone = facts.values.pop().unwrap();
    assert_ne!(facts.values[0].0, gone.0);
    let writer = PopulationWriter::create(place.path("other.parquet"), &population, &facts);
    writer.unwrap().finish().unwrap();
}

#[test]
fn other_parameters_than_those_of_the_file_are_named_in_a_warning_and_in_the_manifest() {
    let place = Place::new();
    settled_with_other_parameters(&place);
    let run = run_on(&place, "other.parquet", "out", &["--set", "accountability.stakes=0.1"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let check = place.ask(&["check", "--population", "other.parquet"]);
    assert_eq!(check.code, 0, "{}", check.err);
    let manifest = place.manifest("out");
    let differing = manifest["population_file"]["differing_parameters"].as_array().unwrap();
    assert_eq!(differing.len(), 2, "{differing:?}");
    assert!(differing[1]["file"].is_null(), "{differing:?}");
    for said in [run.err, check.err] {
        assert!(said.contains("other.parquet: settled with other parameters"), "{said}");
        assert!(said.contains("none there") && !said.contains("stakes"), "{said}");
    }
    assert_eq!(run_on(&place, "other.parquet", "quiet", &["--quiet"]).err, "");
}

#[test]
fn the_targets_are_compared_on_a_file_too() {
    let place = Place::new();
    build(&place, "settled.parquet", &[]);
    let small = ["--years", "2", "--replicates", "1", "--json"];
    let ask =
        |source: [&str; 2]| place.ask(&[&["validate", source[0], source[1]], &small[..]].concat());
    let (file, drawn) = (ask(["--population", "settled.parquet"]), ask(["--schools", "60"]));
    assert_eq!((file.code, drawn.code), (0, 0), "{}", file.err);
    assert_eq!(file.out, drawn.out);
}

#[test]
fn a_file_that_is_there_is_kept_unless_it_is_a_population_to_be_overwritten() {
    let place = Place::new();
    build(&place, "out.parquet", &["--unsettled"]);
    let before = fs::read(place.path("out.parquet")).unwrap();
    let again = ["population", "--schools", "30", "--unsettled", "--out"];
    let ask = |out: &str, more: &[&str]| place.ask(&[&again[..], &[out], more].concat());
    assert_refused(&ask("out.parquet", &[]), &["out.parquet", "exists already", "--overwrite"]);
    assert_eq!(fs::read(place.path("out.parquet")).unwrap(), before);
    assert_eq!(ask("out.parquet", &["--overwrite"]).code, 0);
    assert_ne!(fs::read(place.path("out.parquet")).unwrap(), before);
    place.write("schools.csv", "URN\n");
    assert_refused(&ask("schools.csv", &["--overwrite"]), &["no population file"]);
    assert_refused(&ask("nowhere/out.parquet", &[]), &["there is no folder nowhere"]);
    assert_refused(&ask(".", &[]), &["names a folder"]);
    assert_eq!(place.names("."), ["out.parquet", "schools.csv"]);
}

#[test]
fn a_file_that_is_no_population_or_a_damaged_one_is_refused() {
    let place = Place::new();
    build(&place, "out.parquet", &["--unsettled"]);
    let mut bytes = fs::read(place.path("out.parquet")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(place.path("damaged.parquet"), &bytes).unwrap();
    place.write("schools.csv", "URN\n");
    for (file, words) in [
        ("damaged.parquet", "changed or damaged"),
        ("schools.csv", "no Parquet file"),
        ("nowhere.parquet", "cannot read"),
    ] {
        assert_refused(&run_on(&place, file, "out", &[]), &[file, words, "risingtide population"]);
    }
    assert_eq!(place.names("."), ["damaged.parquet", "out.parquet", "schools.csv"]);
}

#[test]
fn a_population_is_not_built_from_a_population_file() {
    let place = Place::new();
    build(&place, "one.parquet", &["--unsettled"]);
    let answer = place.ask(&["population", "--population", "one.parquet", "--out", "two.parquet"]);
    assert_refused(&answer, &["one.parquet", "a population file already"]);
}
