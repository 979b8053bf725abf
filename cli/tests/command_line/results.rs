//! What a run writes.

use crate::asked::Place;

#[test]
fn a_run_writes_tables_charts_summary_scenario_and_manifest() {
    let place = Place::new();
    let answer = place.run("out", &[]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert_eq!(
        place.names("out"),
        ["charts", "manifest.json", "report.html", "scenario.toml", "summary.txt", "tables"]
    );
    assert_eq!(
        place.names("out/tables"),
        [
            "areas.parquet",
            "fifths.parquet",
            "groups.parquet",
            "nation.parquet",
            "reach.parquet",
            "results.parquet",
            "school_list.parquet",
            "schools.parquet"
        ]
    );
    assert!(!place.names("out/charts").is_empty());
    assert_eq!(place.names("."), ["out"]);
}

#[test]
fn the_summary_is_printed_and_kept_with_the_hash_and_the_place() {
    let place = Place::new();
    let answer = place.run("out", &[]);
    assert!(answer.out.starts_with(&place.read("out/summary.txt")), "{}", answer.out);
    assert!(answer.out.contains("60 schools"), "{}", answer.out);
    let hash = place.result_hash("out");
    assert!(answer.out.contains(&format!("Result hash {hash}")), "{}", answer.out);
    assert!(
        answer.out.ends_with("The report is out/report.html.\nThe result is in out.\n"),
        "{}",
        answer.out
    );
}

#[test]
fn the_manifest_says_what_was_run() {
    let place = Place::new();
    place.run("out", &["--seed", "7", "--threads", "1", "--set", "accountability.stakes=0.6"]);
    let manifest = place.manifest("out");
    assert_eq!(manifest["program"], "risingtide");
    assert_eq!(manifest["program_version"], env!("CARGO_PKG_VERSION"));
    assert_eq!((&manifest["seed"], &manifest["replicates"]), (&7.into(), &2.into()));
    assert_eq!(manifest["threads"], 1);
    assert_eq!(manifest["scenario_toml"], place.read("out/scenario.toml"));
    let stakes = &manifest["scenario"]["values"]["accountability.stakes"];
    assert!(stakes.to_string().contains("0.6") && stakes.to_string().contains("--set"), "{stakes}");
    for hash in ["scenario_hash", "population_hash", "result_hash"] {
        let digits = manifest[hash].as_str().unwrap();
        assert!(digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit()), "{hash}");
    }
    for part in ["population", "burn_in", "run", "write"] {
        assert!(manifest["timings_s"][part].is_number(), "{part}");
    }
    for key in ["population_seed", "peak_memory_mb", "platform", "command"] {
        assert!(manifest.get(key).is_some(), "{key}");
    }
}

#[test]
fn csv_tables_stand_beside_parquet_when_asked_for() {
    let place = Place::new();
    assert_eq!(place.run("out", &["--csv"]).code, 0);
    for table in ["areas", "nation", "school_list", "schools"] {
        let csv = place.read(&format!("out/tables/{table}.csv"));
        assert!(csv.lines().count() > 1, "{table}");
    }
    // Two replicates, two years of three terms; one replicate of sixty schools.
    assert_eq!(place.read("out/tables/nation.csv").lines().count(), 1 + 2 * 6);
    assert_eq!(place.read("out/tables/schools.csv").lines().count(), 1 + 60 * 2);
    assert_eq!(place.read("out/tables/school_list.csv").lines().count(), 1 + 60);
}

#[test]
fn schools_are_written_for_no_replicate_the_first_or_all() {
    let place = Place::new();
    for (which, replicates) in [("none", 0), ("first", 1), ("all", 2)] {
        assert_eq!(place.run(which, &["--csv", "--school-tables", which]).code, 0);
        let has_table = place.path(&format!("{which}/tables/schools.csv")).exists();
        assert_eq!(has_table, replicates > 0);
        if has_table {
            let csv = place.read(&format!("{which}/tables/schools.csv"));
            assert_eq!(csv.lines().count(), 1 + replicates * 60 * 2);
        }
    }
}

#[test]
fn quiet_prints_nothing() {
    let place = Place::new();
    let answer = place.run("out", &["--quiet"]);
    assert_eq!((answer.code, answer.out.as_str(), answer.err.as_str()), (0, "", ""));
    assert!(place.path("out/manifest.json").is_file());
}

#[test]
fn quiet_still_says_what_is_wrong() {
    let answer = Place::new().ask(&["run", "england", "--quiet", "--years", "0"]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("--years"), "{}", answer.err);
}

#[test]
fn a_policy_file_runs_and_changes_the_result() {
    let place = Place::new();
    place.write("time.toml", include_str!("../../../scenarios/library/england.toml"));
    let mine = "title = \"More time\"\nsummary = \"Ten hours more.\"\nextends = \"england\"\n\
                [[policy]]\nname = \"Time\"\nfrom = \"2026-autumn\"\n\
                set = { \"capacity.development_hours\" = 80.0 }\n";
    place.write("more.toml", mine);
    let baseline = place.hash("baseline", &["england"]);
    assert_eq!(place.hash("same", &["time.toml"]), baseline, "the same values in another file");
    assert_ne!(place.hash("more", &["more.toml"]), baseline);
    assert!(place.read("more/scenario.toml").contains("[[policy]]"));
}

#[test]
fn ties_are_written_where_they_are_asked_for_and_change_no_hash() {
    let place = Place::new();
    let hash = place.hash("without", &[]);
    assert_eq!(place.hash("with", &["--tie-tables", "all", "--csv"]), hash);
    assert!(!place.names("without/tables").contains(&"ties.parquet".to_owned()));
    let ties = place.read("with/tables/ties.csv");
    let mut lines = ties.lines();
    assert!(lines.next().unwrap().starts_with("replicate,seed,kind,motive,domain,school_year"));
    for kind in ["loose network", "joint practice", "peer review"] {
        assert!(ties.contains(kind), "{kind}");
    }
    let replicates: std::collections::BTreeSet<&str> =
        lines.map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(replicates.len(), 2);
    place.run("first", &["--tie-tables", "first", "--csv"]);
    let first = place.read("first/tables/ties.csv");
    assert!(first.lines().skip(1).all(|line| line.starts_with("0,")));
}
