//! Where a result goes, and what is never overwritten.

use std::fs;

use crate::asked::{Place, SMALL, assert_refused, bytes_below};

/// A small run without `--out`.
fn run_by_default(place: &Place, more: &[&str]) -> crate::asked::Answer {
    let mut arguments = vec!["run"];
    arguments.extend(SMALL);
    arguments.extend(more);
    place.ask(&arguments)
}

/// Name of the only result in `results`.
fn only_result(place: &Place) -> String {
    let names = place.names("results");
    assert_eq!(names.len(), 1, "{names:?}");
    format!("results/{}", names[0])
}

#[test]
fn a_run_without_out_goes_to_results_and_is_not_run_twice() {
    let place = Place::new();
    let first = run_by_default(&place, &[]);
    assert_eq!(first.code, 0, "{}", first.err);
    let result = only_result(&place);
    assert!(result.starts_with("results/england-"), "{result}");
    let before = bytes_below(&place.path(&result));

    let second = run_by_default(&place, &[]);
    assert_eq!(second.code, 0, "{}", second.err);
    assert!(second.out.contains("This result exists already"), "{}", second.out);
    assert!(second.out.contains(&place.read(&format!("{result}/summary.txt"))), "{}", second.out);
    assert!(second.out.contains("--overwrite"), "{}", second.out);
    assert!(bytes_below(&place.path(&result)) == before, "the result was touched");
}

#[test]
fn overwrite_runs_again_and_replaces_the_result() {
    let place = Place::new();
    run_by_default(&place, &[]);
    let result = only_result(&place);
    let hash = place.result_hash(&result);
    place.write(&format!("{result}/note.txt"), "of the first run");
    let again = run_by_default(&place, &["--overwrite"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(!again.out.contains("exists already"), "{}", again.out);
    assert_eq!(only_result(&place), result);
    assert_eq!(place.result_hash(&result), hash);
    assert!(!place.path(&result).join("note.txt").exists());
}

#[test]
fn other_inputs_go_to_another_folder() {
    let place = Place::new();
    run_by_default(&place, &[]);
    run_by_default(&place, &["--seed", "3"]);
    run_by_default(&place, &["--set", "accountability.stakes=0.6"]);
    assert_eq!(place.names("results").len(), 3);
}

#[test]
fn an_out_folder_that_exists_is_refused_even_when_empty() {
    let place = Place::new();
    fs::create_dir(place.path("empty")).unwrap();
    assert_refused(&place.run("empty", &[]), &["--out empty: this exists already", "--overwrite"]);
    assert_eq!(place.names("."), ["empty"]);
    assert!(place.names("empty").is_empty());
}

#[test]
fn an_out_folder_with_a_result_is_refused_and_stays_as_it_is() {
    let place = Place::new();
    assert_eq!(place.run("out", &[]).code, 0);
    let before = bytes_below(&place.path("out"));
    assert_refused(&place.run("out", &[]), &["--out out: this exists already"]);
    assert!(bytes_below(&place.path("out")) == before, "the result was touched");
    assert_eq!(place.run("out", &["--overwrite"]).code, 0);
}

#[test]
fn overwrite_replaces_nothing_but_results() {
    let place = Place::new();
    fs::create_dir(place.path("letters")).unwrap();
    place.write("letters/dear.txt", "Dear governors");
    place.write("file", "A file");
    let said = "this is not a result of this command";
    assert_refused(&place.run("letters", &["--overwrite"]), &["--out letters", said]);
    assert_refused(&place.run("file", &["--overwrite"]), &["--out file", said]);
    assert_eq!(place.read("letters/dear.txt"), "Dear governors");
    assert_eq!(place.read("file"), "A file");
    assert_eq!(place.names("."), ["file", "letters"]);
}

#[test]
fn an_out_that_names_no_folder_is_refused() {
    let place = Place::new();
    assert_refused(&place.run("new/..", &[]), &["names no folder"]);
    assert!(place.names(".").is_empty());
}

#[test]
fn folders_on_the_way_to_the_result_are_made() {
    let place = Place::new();
    assert_eq!(place.run("deep/er/out", &[]).code, 0);
    assert_eq!(place.names("deep/er"), ["out"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_where_nobody_may_write_is_refused() {
    let place = Place::new();
    for out in ["/proc/risingtide", "/sys/risingtide/out"] {
        assert_refused(&place.run(out, &[]), &["cannot create the folder", out, "--out"]);
    }
    assert!(place.names(".").is_empty());
}

#[test]
fn overwriting_never_deletes_what_is_no_part_of_a_result() {
    let place = Place::new();
    place.hash("out", &["--csv"]);
    for foreign in ["out/notes.txt", "out/tables/mine.xlsx", "out/analysis.R"] {
        place.write(foreign, "mine");
        let answer = place.run("out", &["--overwrite"]);
        let name = foreign.rsplit('/').next().unwrap();
        assert_refused(&answer, &[name, "--overwrite would delete it"]);
        assert_eq!(place.read(foreign), "mine");
        std::fs::remove_file(place.path(foreign)).unwrap();
    }
    assert_eq!(place.run("out", &["--overwrite"]).code, 0);
}
