//! Comparisons: the same chances in every scenario, and numbers that other programs find again.

use std::fs;

use crate::asked::{Answer, Place};

const POLICY: &str = "title = \"More hours\"\nextends = \"england\"\n[[policy]]\nname = \"Hours\"\nfrom = \"2027-autumn\"\n\
    where = { disadvantage_quintiles = [5] }\nset = { \"capacity.development_hours\" = 80.0 }\n";

fn place() -> Place {
    let place = Place::new();
    fs::write(place.path("more.toml"), POLICY).unwrap();
    place
}

fn compare(place: &Place, words: &[&str]) -> Answer {
    let mut command = place.command();
    command.arg("compare").args(words).output().unwrap().into()
}

/// A small comparison that must work.
fn small(place: &Place, words: &[&str]) -> Answer {
    let few = ["--schools", "120", "--years", "3", "--replicates", "4"];
    let answer = compare(place, &[words, &few[..]].concat());
    assert_eq!(answer.code, 0, "{answer:?}");
    answer
}

#[test]
fn a_comparison_says_inputs_checks_outcomes_and_for_whom() {
    let place = place();
    let answer = small(&place, &["england", "more.toml", "--out", "out"]);
    let order = [
        "What differs in the inputs:\n  Hours: from autumn 2027",
        "23 of 120 schools got the change itself; it reached",
        "Checked: before 2027-autumn, the first term in which they may differ, all",
        "In 2028/29, the last school year, all schools:",
        "attainment at 16, pupil SD",
        "By fifth by disadvantage",
        "By phase",
        "By surroundings",
        "By region",
        "Not a forecast.",
    ];
    let mut from = 0;
    for words in order {
        let found = answer.out[from..].find(words);
        from += found.unwrap_or_else(|| panic!("{words} after {from} in\n{}", answer.out));
    }
    for file in ["manifest.json", "report.html", "summary.txt", "scenarios/1.toml"] {
        assert!(place.path(&format!("out/{file}")).is_file(), "{file}");
    }
    for table in ["comparison", "metrics", "school_differences", "nation", "schools", "school_list"]
    {
        assert!(place.path(&format!("out/tables/{table}.parquet")).is_file(), "{table}");
    }
    let refused = compare(&place, &["england", "more.toml", "--out", "out"]);
    assert_eq!(refused.code, 2);
    small(&place, &["england", "more.toml", "--out", "out", "--overwrite", "--quiet"]);
}

#[test]
fn each_side_is_what_the_command_run_gives_on_any_number_of_threads() {
    let place = place();
    small(&place, &["england", "more.toml", "--out", "one", "--threads", "1"]);
    small(&place, &["england", "more.toml", "--out", "three", "--threads", "3"]);
    let manifest =
        |folder: &str| fs::read_to_string(place.path(&format!("{folder}/manifest.json"))).unwrap();
    for scenario in ["england", "more.toml"] {
        let words =
            ["run", scenario, "--schools", "120", "--years", "3", "--replicates", "4", "--quiet"];
        let out = format!("run-{scenario}");
        let answer: Answer =
            place.command().args(words).args(["--out", &out]).output().unwrap().into();
        assert_eq!(answer.code, 0, "{answer:?}");
        let hash = place.result_hash(&out);
        assert!(manifest("one").contains(&hash) && manifest("three").contains(&hash), "{scenario}");
    }
}

#[test]
fn the_same_scenario_differs_in_nothing() {
    let answer = small(&place(), &["england", "england", "--out", "out"]);
    assert!(answer.out.contains("nothing: these are the same scenario"), "{}", answer.out);
    assert!(answer.out.contains("recorded values are the same in every replicate"));
    assert!(answer.out.contains("england (2)"));
}

#[test]
fn a_result_that_is_there_is_shown_and_not_run_again() {
    let place = place();
    let first = small(&place, &["england", "balanced"]);
    let again = small(&place, &["england", "balanced"]);
    assert!(first.out.contains("The result is in results/england-and-balanced-"), "{}", first.out);
    assert!(again.out.contains("This result exists already"), "{}", again.out);
}

#[test]
fn replicates_are_added_until_the_interval_is_narrow() {
    let place = place();
    let words =
        ["england", "more.toml", "--out", "out", "--until", "gap_16=0.000001", "--at-most", "9"];
    let answer = small(&place, &words);
    assert!(
        answer.out.contains("Stopped at 9 replicates, the most that were allowed"),
        "{}",
        answer.out
    );
    assert!(answer.out.contains("9 pairs of runs"), "{}", answer.out);
    let words = ["england", "more.toml", "--out", "wide", "--until", "gap_16=100"];
    let answer = small(&place, &words);
    assert!(
        answer.out.contains("Stopped after 4 replicates, with gap_16 within ±100"),
        "{}",
        answer.out
    );
    // The first look has 97.5%, so that all looks together miss in 5% at most.
    assert!(answer.out.contains("97.50%"), "{}", answer.out);
}

#[test]
fn drawn_parameters_are_the_same_on_both_sides() {
    let place = place();
    let words = [
        "england",
        "more.toml",
        "--draw-parameters",
        "--replicates",
        "2",
        "--schools",
        "60",
        "--years",
        "2",
    ];
    let answer = compare(&place, &[&words[..], &["--out", "out"]].concat());
    assert_eq!(answer.code, 0, "{answer:?}");
    assert!(answer.out.contains("Checked: before 2027-autumn"), "{}", answer.out);
    assert!(answer.out.contains("doubt about parameters as their priors"), "{}", answer.out);
    // What one side states it does not draw: the two differ from the first term on.
    fs::write(place.path("sure.toml"), "extends = \"england\"\n[learning]\ndecay = 0.15\n")
        .unwrap();
    let words =
        ["england", "sure.toml", "--draw-parameters", "--replicates", "2", "--schools", "40"];
    let sure = compare(&place, &[&words[..], &["--years", "1", "--out", "sure"]].concat());
    assert_eq!(sure.code, 0, "{sure:?}");
    assert!(sure.out.contains("They differ from the first term on."), "{}", sure.out);
}

#[test]
fn scenarios_that_cannot_be_paired_are_refused() {
    let place = place();
    fs::write(place.path("short.toml"), "extends = \"england\"\n[run]\nyears = 2\n").unwrap();
    fs::write(
        place.path("south.toml"),
        "extends = \"england\"\n[population]\nregions = [\"London\"]\n",
    )
    .unwrap();
    for (words, said) in [
        (&["england"][..], "2 values required"),
        (&["england", "short.toml"], "`run.years` is 10 in england and 2 in short"),
        (&["england", "south.toml"], "come from different places"),
        (&["england", "nosuch"], "no built-in scenario of that name"),
        (&["england", "more.toml", "--until", "gap=1"], "there is no metric gap"),
        (&["england", "more.toml", "--at-most", "9"], "--until"),
    ] {
        let answer = compare(&place, words);
        assert_eq!(answer.code, 2, "{words:?}: {answer:?}");
        assert!(answer.err.contains(said), "{words:?}: {}", answer.err);
    }
    assert!(!place.path("results").exists());
}
