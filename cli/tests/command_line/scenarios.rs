//! Commands about scenarios, and runs of all that the language can say.

use serde_json::Value;

use crate::asked::{Place, assert_refused};

/// A scenario with something of everything that a run reads.
const EVERYTHING: &str = r#"
title = "Everything"
extends = "balanced"

[competition]
level = 0.8

[learning]
decay = 0.2

[mechanisms]
peer_learning = -1
headship = 0

[uncertainty]
"learning.decay" = { uniform = [0.1, 0.3] }

[[policy]]
name = "Wave 1"
from = "2026-autumn"
ramp_terms = 4
where = { share = 0.5 }
set = { "capacity.level" = 0.9, "capacity.development_hours" = 55 }

[[policy]]
name = "Wave 2"
from = "2027-autumn"
follow = true
where = { grades = ["Good", "Requires improvement"] }
set = { "accountability.stakes" = 0.2 }
"#;

#[test]
fn the_stored_scenario_gives_the_same_hash() {
    let place = Place::new();
    place.write("everything.toml", EVERYTHING);
    let fixed = place.hash("fixed", &["everything.toml"]);
    let drawn = place.hash("drawn", &["everything.toml", "--draw-parameters", "--threads", "1"]);
    assert_ne!(fixed, drawn);
    for (stored, hash) in [("fixed", fixed), ("drawn", drawn)] {
        let again = format!("{stored}-again");
        let answer =
            place.ask(&["run", &format!("{stored}/scenario.toml"), "--out", &again, "--quiet"]);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""));
        assert_eq!(place.result_hash(&again), hash, "{stored}");
    }
    for table in ["policies.parquet", "draws.parquet"] {
        assert!(place.names("drawn/tables").contains(&table.to_owned()), "{table}");
    }
    assert!(!place.names("fixed/tables").contains(&"draws.parquet".to_owned()));
    assert!(place.read("fixed/summary.txt").contains("not doubt about the parameters"));
    assert!(place.read("drawn/summary.txt").contains("and doubt about its parameters"));
}

#[test]
fn the_manifest_and_the_report_say_what_is_left_out_scaled_and_drawn() {
    let place = Place::new();
    place.write("everything.toml", EVERYTHING);
    place.hash("out", &["everything.toml", "--draw-parameters"]);
    let manifest = place.manifest("out");
    let value = |path: &str| manifest["scenario"]["values"][path]["value"].clone();
    assert_eq!(value("mechanisms.headship"), 0);
    assert_eq!(value("mechanisms.peer_learning"), -1.0);
    assert_eq!(value("run.draw_parameters"), true);
    assert_eq!(value("uncertainty.learning.decay"), "anywhere from 0.1 to 0.3");
    let policy = &manifest["scenario"]["policies"][0];
    assert_eq!((&policy["ramp_terms"], &policy["where"]["share"]["to"]), (&4.into(), &0.5.into()));
    let report = place.read("out/report.html");
    for words in [
        "The scenario leaves out the process headship",
        "The scenario turns round the effect peer_learning",
        "Each replicate drew its own parameters",
        "30 of 60 schools",
    ] {
        assert!(report.contains(words), "no “{words}”");
    }
}

#[test]
fn policies_that_come_to_meet_are_told() {
    let place = Place::new();
    let policy = |name: &str, from: &str, grade: &str, follow: bool| {
        format!(
            "[[policy]]\nname = \"{name}\"\nfrom = \"{from}\"\nfollow = {follow}\n\
             where.grades = [\"{grade}\"]\nset = {{ \"accountability.focus\" = 0.5 }}\n"
        )
    };
    let text = policy("Good ones", "2026-autumn", "Good", false)
        + &policy("Better ones", "2026-autumn", "Outstanding", true);
    place.write("meet.toml", &text);
    let options = ["meet.toml", "--schools", "400", "--years", "4", "--replicates", "1"];
    let answer = place.ask(&[&["run", "--out", "out"][..], &options].concat());
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    let said = "“Better ones” came to set levers that an earlier policy sets too";
    for text in [answer.out, place.read("out/summary.txt"), place.read("out/report.html")] {
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn policies_that_reach_nobody_or_meet_are_refused_and_nothing_is_written() {
    let place = Place::new();
    let policy = |condition: &str| {
        format!(
            "[[policy]]\nfrom = \"2026-autumn\"\nwhere = {{ {condition} }}\n\
             set = {{ \"accountability.focus\" = 0.5 }}\n"
        )
    };
    place.write("nobody.toml", &policy("regions = [\"North East\"], settings = [\"London\"]"));
    place.write("meet.toml", &(policy("share = 0.5") + &policy("share = 0.9, lot = 2")));
    let graded = policy("grades = [\"Good\"]") + &policy("disadvantage_quintiles = [1]");
    place.write("graded.toml", &graded);
    for command in ["check", "run"] {
        for (file, words) in [
            ("nobody.toml", ["the policy targets nobody", "nobody.toml:3:9"]),
            ("meet.toml", ["which “policy 1” sets on", "meet.toml:4:34"]),
            ("graded.toml", ["which “policy 1” sets on", "graded.toml:4:34"]),
        ] {
            let answer = place.ask(&[command, file, "--schools", "200"]);
            assert_refused(&answer, &words);
        }
    }
    assert_eq!(place.names("."), ["graded.toml", "meet.toml", "nobody.toml"]);
}

#[test]
fn check_says_what_a_policy_cannot_do() {
    let place = Place::new();
    place.write(
        "idle.toml",
        "[run]\nyears = 4\n[mechanisms]\npolicy = 0\n[[policy]]\nname = \"Slow\"\nfrom = \"2025-autumn\"\n\
         until = \"2033-summer\"\nramp_terms = 60\nset = { \"accountability.focus\" = 0.5 }\n",
    );
    let answer = place.ask(&["check", "idle.toml", "--schools", "60"]);
    for words in [
        "“Slow” (which does nothing: mechanisms.policy is 0)",
        "from autumn 2025 (the run starts with autumn 2026)",
        "to summer 2033 (the run ends with summer 2030)",
        "over 60 terms, of which it has 15: it comes 15/60 of the way",
    ] {
        assert!(answer.out.contains(words), "no “{words}” in {}", answer.out);
    }
}

#[test]
fn a_policy_that_reached_nobody_by_grade_is_told_and_one_that_never_could_is_refused() {
    let place = Place::new();
    let policy = |condition: &str| {
        format!(
            "[[policy]]\nname = \"Few\"\nfrom = \"2027-autumn\"\nwhere = {{ {condition}, grades = [\"Good\"] }}\n\
             set = {{ \"accountability.focus\" = 0.5 }}\n"
        )
    };
    place.write("none.toml", &policy("regions = [\"London\"], settings = [\"village\"]"));
    assert_refused(&place.ask(&["run", "none.toml", "--schools", "60"]), &["targets nobody"]);
    place.write("few.toml", &policy("share = 0.001"));
    let answer = place.run("out", &["few.toml"]);
    assert!(answer.out.contains("“Few” reached no school in any replicate."), "{answer:?}");
}

#[test]
fn parameters_are_not_drawn_from_a_settled_population_nor_in_a_comparison() {
    let place = Place::new();
    let small = ["--schools", "60", "--quiet"];
    for (file, more) in [("settled", None), ("drawn", Some("--unsettled"))] {
        let mut arguments = vec!["population", "--out", file];
        arguments.extend(small.into_iter().chain(more));
        assert_eq!(place.ask(&arguments).code, 0);
    }
    let run = |file: &str| {
        let options = ["--draw-parameters", "--years", "1", "--replicates", "1", "--out", "out"];
        place.ask(&[&["run", "--population", file][..], &options].concat())
    };
    assert_refused(&run("settled"), &["settled with fixed parameters", "--unsettled"]);
    let drawn = run("drawn");
    assert_eq!((drawn.code, drawn.err.as_str()), (0, ""));
    let answer = place.ask(&["validate", "--draw-parameters", "--schools", "60"]);
    assert_refused(&answer, &["validate holds one set of parameters"]);
}

#[test]
fn a_new_file_is_in_order_says_what_to_do_and_is_never_written_over() {
    let place = Place::new();
    let answer = place.ask(&["new", "my-idea", "--extends", "balanced"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert!(answer.out.contains("risingtide check my-idea.toml"), "{}", answer.out);
    let text = place.read("my-idea.toml");
    assert!(text.contains("title   = \"My idea\"") && text.contains("extends = \"balanced\""));
    let check = place.ask(&["check", "my-idea.toml", "--schools", "60"]);
    assert!(check.out.contains("my-idea is in order: My idea\nAgainst balanced, it\n"));
    assert_refused(&place.ask(&["new", "my-idea.toml"]), &["exists already"]);
    assert_eq!(place.read("my-idea.toml"), text);
    assert_refused(&place.ask(&["new", "other", "--extends", "blanced"]), &["nearest: `balanced`"]);
    assert_refused(&place.ask(&["new", "nowhere/other"]), &["folder does not exist"]);
    assert_refused(&place.ask(&["new", "england"]), &["england is a built-in scenario"]);
    assert_eq!(place.names("."), ["my-idea.toml"]);
}

#[test]
fn show_prints_a_scenario_as_it_is_written_or_with_every_value() {
    let place = Place::new();
    let shown = place.ask(&["show", "balanced"]);
    assert!(shown.out.starts_with("#:schema") && shown.out.contains("focus                 = 0.4"));
    let resolved = place.ask(&["show", "balanced", "--resolved"]).out;
    assert!(resolved.contains("learning") && resolved.contains("# from built-in balanced:"));
    place.write("resolved.toml", &resolved);
    assert_eq!(place.ask(&["diff", "resolved.toml", "balanced"]).code, 0);
    assert_refused(&place.ask(&["show", "blanced"]), &["nearest: `balanced`"]);
}

#[test]
fn diff_lists_what_differs_with_both_values_and_their_sources() {
    let place = Place::new();
    place.write("years.toml", "extends = \"england\"\n[run]\nyears = 5\n");
    let answer = place.ask(&["diff", "england", "years.toml"]);
    assert_eq!(answer.err, "");
    assert!(
        answer.out.contains(
            "run.years\n  england: 10  (from built-in england:11)\n  years: 5  (from years.toml:3)\n"
        ),
        "{}",
        answer.out
    );
    assert_eq!(
        place.ask(&["diff", "england", "england"]).out,
        "england and england are the same.\n"
    );
    assert_refused(&place.ask(&["diff", "england", "no.toml"]), &["there is no file `no.toml`"]);
}

#[test]
fn list_has_tags_and_json() {
    let place = Place::new();
    let all: Value = serde_json::from_str(&place.ask(&["list", "--json"]).out).unwrap();
    let rows = all.as_array().unwrap();
    assert!(rows.len() >= 100);
    for key in ["name", "title", "summary", "tags", "systems", "claims"] {
        assert!(rows.iter().all(|row| row.get(key).is_some()), "{key}");
    }
    let stances = place.ask(&["list", "--tag", "stance"]).out;
    assert!(stances.contains("balanced ") && !stances.contains("england "), "{stances}");
    let one: Value =
        serde_json::from_str(&place.ask(&["list", "--tag", "C15", "--json"]).out).unwrap();
    assert_eq!(one[0]["name"], "accountability-dominant");
    let system = place.ask(&["list", "--tag", "s39"]).out;
    assert!(system.starts_with("london-challenge ") && system.contains("S39 C57"), "{system}");
    assert_refused(
        &place.ask(&["list", "--tag", "zebra"]),
        &["`zebra`", "barrier, baseline, bundle"],
    );
}

#[test]
fn the_printed_schema_is_json() {
    let schema: Value = serde_json::from_str(&Place::new().ask(&["schema"]).out).unwrap();
    assert_eq!(schema["title"], "Rising Tide scenario");
    assert!(schema["properties"]["policy"]["items"]["properties"]["where"].is_object());
}

#[test]
fn explain_shows_the_values_of_a_scenario_of_ones_own() {
    let place = Place::new();
    place.write("mine.toml", "[accountability]\nstakes = 0.25\n");
    let text = place.ask(&["explain", "accountability.stakes", "mine.toml"]).out;
    assert!(text.contains("value      0.25 share: mine.toml:2, in mine"), "{text}");
}
