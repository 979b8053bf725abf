//! The result hash, worked out a second time by another program from the tables alone.

use std::process::Command;

use crate::asked::Place;

/// The definition in docs/determinism.md, in Python.
const SCRIPT: &str = include_str!("result_hash.py");

#[test]
fn python_finds_the_same_hash_from_the_tables_as_the_definition_says() {
    let place = Place::new();
    let hash = place.hash("out", &["--school-tables", "all"]);
    let run = Command::new("python3").args(["-c", SCRIPT]).arg(place.path("out/tables")).output();
    match run {
        Ok(output) if output.status.success() => {
            assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), hash);
        }
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(said.contains("No module named 'pyarrow'"), "{said}");
            not_run("pyarrow is not installed");
        }
        Err(error) => not_run(&format!("python3 did not start: {error}")),
    }
}

/// Opens tables with pyarrow, pandas and DuckDB, and finds intervals again with SciPy.
const TABLES: &str = include_str!("open_tables.py");

#[test]
fn tables_open_in_pyarrow_pandas_and_duckdb_and_scipy_finds_the_same_intervals() {
    let place = Place::new();
    let policy = "extends = \"england\"\n[[policy]]\nfrom = \"2027-autumn\"\nset = { \
                  \"capacity.development_hours\" = 80.0 }\n";
    let experiment = "scenario = \"england\"\nreplicates = 2\n[run]\nyears = 1\n[population]\nschools = \
                      60\n[design]\nkind = \"sobol\"\npoints = 4\n[design.factors]\n\
                      \"accountability.stakes\" = { from = 0.0, to = 1.0 }\n";
    std::fs::write(place.path("more.toml"), policy).unwrap();
    std::fs::write(place.path("stakes.toml"), experiment).unwrap();
    let compare = ["compare", "england", "more.toml", "--schools", "150", "--years", "2"];
    for words in [
        [&compare[..], &["--replicates", "6", "--out", "compared", "--quiet"]].concat(),
        vec!["sweep", "run", "stakes.toml", "--out", "swept", "--part-runs", "2", "--quiet"],
    ] {
        assert!(place.command().args(&words).status().unwrap().success(), "{words:?}");
    }
    let folders = [place.path("compared"), place.path("swept")];
    match Command::new("python3").args(["-c", TABLES]).args(folders).output() {
        Ok(output) if output.status.success() => {
            assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "300 intervals");
        }
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(said.contains("No module named"), "{said}");
            not_run("pyarrow, pandas, DuckDB or SciPy is not installed");
        }
        Err(error) => not_run(&format!("python3 did not start: {error}")),
    }
}

/// Says that the comparison was not made; a failure when every test is asked for.
#[expect(clippy::print_stderr, reason = "a test that could not run says so")]
fn not_run(why: &str) {
    assert!(std::env::var_os("RISINGTIDE_FULL_TESTS").is_none(), "not run: {why}");
    eprintln!("not run: {why}");
}
