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

/// Says that the comparison was not made; a failure when every test is asked for.
#[expect(clippy::print_stderr, reason = "a test that could not run says so")]
fn not_run(why: &str) {
    assert!(std::env::var_os("RISINGTIDE_FULL_TESTS").is_none(), "not run: {why}");
    eprintln!("not run: {why}");
}
