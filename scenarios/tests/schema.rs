//! An independent validator reads the schema as the checks read the language: it accepts what they accept
//! and refuses what they refuse.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use scenarios::{Overrides, load, schema};
use serde_json::{Value, json};

/// Holds each case against the schema with the package jsonschema; prints those that differ.
const SCRIPT: &str = "
import json, sys, tomllib
from jsonschema import Draft7Validator
schema = json.load(open(sys.argv[1]))
Draft7Validator.check_schema(schema)
validator = Draft7Validator(schema)
for case in json.load(open(sys.argv[2])):
    accepted = next(validator.iter_errors(tomllib.loads(case['text'])), None) is None
    if accepted != case['accepted']:
        print(case['what'], 'is', 'accepted' if accepted else 'refused')
";

/// Values that are wrong nearly everywhere.
const WRONG: [&str; 6] = ["true", "\"x\"", "-1e12", "[]", "{}", "[\"x\"]"];

/// A folder of this test's own, with the files that the full scenario names beside it.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("schema");
    fs::create_dir_all(&folder).unwrap();
    fs::copy("tests/full/schools.csv", folder.join("schools.csv")).unwrap();
    folder
}

fn case(what: String, text: String, accepted: bool) -> Value {
    json!({ "what": what, "text": text, "accepted": accepted })
}

/// Whether the checks accept a text.
fn accepted(path: &Path, text: &str) -> bool {
    fs::write(path, text).unwrap();
    load(path.to_str().unwrap(), &[], &Overrides::default()).is_ok()
}

/// Each value of the full scenario replaced by wrong ones, in its table alone or, in a policy, among
/// the rest of the policy. What only the whole shows is left out: names of files, and where the schools
/// come from.
fn replaced(folder: &Path, cases: &mut Vec<Value>) {
    let text = fs::read_to_string("tests/full/full.toml").unwrap();
    let (tables, policy) = text.split_once("[[policy]]\n").unwrap();
    let policy: Vec<&str> = policy.lines().collect();
    let path = folder.join("case.toml");
    let mut heading = "";
    for line in tables.lines() {
        if line.starts_with('[') {
            heading = line;
        }
        for new in wrong_lines(line) {
            let changed = format!("{heading}\n{new}\n");
            let ok = accepted(&path, &changed);
            cases.push(case(changed.clone(), changed, ok));
        }
    }
    for (at, line) in policy.iter().enumerate() {
        for new in wrong_lines(line) {
            let mut lines = policy.clone();
            lines[at] = &new;
            // Schools have register numbers only where a register is read.
            let whole = format!(
                "[population]\nsource = \"register\"\nregister = \"r.csv\"\n[[policy]]\n{}\n",
                lines.join("\n")
            );
            let ok = accepted(&path, &whole);
            cases.push(case(format!("in a policy: {new}"), whole, ok));
        }
    }
}

/// A line with its value replaced by wrong ones; none for what is no key.
fn wrong_lines(line: &str) -> Vec<String> {
    let Some((key, _)) = line.split_once(" = ").filter(|(key, _)| !key.starts_with('#')) else {
        return Vec::new();
    };
    let is_whole = ["extends", "schools", "register", "group_links", "source", "file"];
    let may = |value: &&&str| !is_whole.contains(&key.trim()) || !value.contains("\"x\"");
    WRONG.iter().filter(may).map(|value| format!("{key} = {value}")).collect()
}

/// Right and wrong scenarios as people write them.
fn written(folder: &Path, cases: &mut Vec<Value>) {
    let texts = [
        "[policies]\nx = 1\n",
        "[run]\nyear = 3\n",
        "[learning]\ndecay = 2\n",
        "[nation]\nlevel = 0.5\n",
        "[mechanisms]\nstaffing = 0.5\n",
        "[mechanisms]\nrecord = 0\n",
        "[mechanisms]\ntips = 2\n",
        "[uncertainty]\n\"record.eef_month\" = { zero = 0.2, triangular = [0.08, 0.085, 0.09] }\n",
        "[uncertainty]\n\"learning.decay\" = { zero = 0.2, uniform = [0.1, 0.2] }\n",
        "[uncertainty]\nlearning.decay.uniform = [0.1, 0.2]\n",
        "[[policy]]\nfrom = \"2027-autumn\"\n",
        "[[policy]]\nset.accountability.stakes = 0.2\n",
        "[[policy]]\nfrom = \"2027-winter\"\nset.accountability.stakes = 0.2\n",
        "[[policy]]\nfrom = \"2027-autumn\"\nset.learning.decay = 0.2\n",
        "[[policy]]\nfrom = \"2027-autumn\"\nset = {}\n",
        "[[policy]]\nfrom = \"2027-autumn\"\nset.competition.level = 1.0\n",
        "[[policy]]\nfrom = \"2027-autumn\"\nwhere.lot = 2\nset.accountability.stakes = 0.2\n",
        "[[policy]]\nfrom = \"2027-autumn\"\nwhere.share = 0\nset.accountability.stakes = 0.2\n",
        "[[policy]]\nfrom = \"2027-autumn\"\nwhere.share = { from = 0.5 }\nset.accountability.stakes = 0.2\n",
        "[[policy]]\nfrom = \"2027-autumn\"\nwhere.regions = [\"London\", \"London\"]\nset.accountability.stakes = 0.2\n",
        "[[policy]]\nfrom = \"2027-autumn\"\nwhere.authorities = [\"Camden\"]\nset.accountability.stakes = 0.2\n",
    ];
    for text in texts {
        let ok = accepted(&folder.join("case.toml"), text);
        cases.push(case(text.to_owned(), text.to_owned(), ok));
    }
}

#[test]
fn an_independent_validator_agrees_on_every_key() {
    let folder = folder();
    let mut cases = Vec::new();
    for file in ["tests/full/full.toml", "tests/full/full-population-file.toml"] {
        cases.push(case(file.to_owned(), fs::read_to_string(file).unwrap(), true));
    }
    for entry in scenarios::library() {
        cases.push(case(entry.name.to_owned(), entry.text.to_owned(), true));
    }
    let starting = scenarios::starting_file("New", "england");
    cases.push(case("the starting file".to_owned(), starting, true));
    replaced(&folder, &mut cases);
    written(&folder, &mut cases);
    let refused = cases.iter().filter(|case| case["accepted"] == false).count();
    assert!(refused > 2000 && cases.len() - refused > 10, "{refused} of {} refused", cases.len());
    fs::write(folder.join("schema.json"), schema()).unwrap();
    fs::write(folder.join("cases.json"), Value::from(cases).to_string()).unwrap();
    let run = Command::new("python3")
        .args(["-c", SCRIPT])
        .args([folder.join("schema.json"), folder.join("cases.json")])
        .output();
    match run {
        Ok(output) if output.status.success() => {
            assert_eq!(String::from_utf8_lossy(&output.stdout), "", "the two disagree");
        }
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(said.contains("No module named"), "{said}");
            not_run("the Python packages jsonschema and tomllib are not installed");
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

#[test]
fn every_built_in_scenario_says_where_its_schema_is() {
    for entry in scenarios::library() {
        assert!(entry.text.starts_with("#:schema ../schema.json\n"), "{}", entry.name);
    }
}
