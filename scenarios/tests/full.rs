//! One file has every key of the language: nothing is declared that cannot be written, and nothing can
//! be written that is not declared.

use std::collections::BTreeSet;
use std::fs;

use scenarios::{Overrides, language_page, load, schema};
use serde_json::Value;
use sim::catalogue::catalogue;
use toml::de::{DeTable, DeValue};

const FULL: &str = "tests/full/full.toml";
const OTHER: &str = "tests/full/full-population-file.toml";

/// Paths of all values of a table; members of lists of tables count as one.
fn paths(table: &DeTable<'_>, prefix: &str, found: &mut BTreeSet<String>) {
    for (key, value) in table {
        let path = format!("{prefix}{}", key.get_ref());
        let prior_or_share = |table: &DeTable<'_>| {
            table
                .iter()
                .any(|(key, _)| ["from", "uniform", "triangular"].contains(&key.get_ref().as_ref()))
        };
        match value.get_ref() {
            DeValue::Table(table) if path != "policy" && !prior_or_share(table) => {
                paths(table, &format!("{path}."), found);
            }
            DeValue::Array(list) if path == "policy" => {
                for member in list {
                    if let DeValue::Table(table) = member.get_ref() {
                        paths(table, "policy.", found);
                    }
                }
            }
            _ => {
                found.insert(path);
            }
        }
    }
}

/// Every path that either file states.
fn stated() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in [FULL, OTHER] {
        let text = fs::read_to_string(file).unwrap();
        paths(DeTable::parse(&text).unwrap().get_ref(), "", &mut found);
    }
    found
}

/// Every path that the schema knows.
fn known() -> BTreeSet<String> {
    fn walk(node: &Value, prefix: &str, found: &mut BTreeSet<String>) {
        let node = node.get("items").filter(|_| prefix == "policy.").unwrap_or(node);
        let Some(properties) = node.get("properties").and_then(Value::as_object) else { return };
        for (key, value) in properties {
            let path = format!("{prefix}{key}");
            let inner = if path == "policy" { value.get("items").unwrap_or(value) } else { value };
            if inner.get("properties").is_some() {
                walk(inner, &format!("{path}."), found);
            } else {
                found.insert(path);
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(&serde_json::from_str(&schema()).unwrap(), "", &mut found);
    found
}

/// Whether a path stands in a table of its own where it may stand in quotation marks too.
fn nested_twin(path: &str) -> bool {
    let rest = path.strip_prefix("uncertainty.").or_else(|| path.strip_prefix("policy.set."));
    rest.is_some_and(|rest| rest.split_once('.').is_some())
}

#[test]
fn the_full_files_are_in_order() {
    for file in [FULL, OTHER] {
        load(file, &[], &Overrides::default()).unwrap_or_else(|failure| panic!("{failure}"));
    }
}

#[test]
fn the_full_files_state_every_key_that_the_schema_knows_and_no_other() {
    let (stated, known) = (stated(), known());
    let missing: Vec<&String> =
        known.difference(&stated).filter(|path| !nested_twin(path)).collect();
    assert!(missing.is_empty(), "add these to {FULL}: {missing:?}");
    let unknown: Vec<&String> =
        stated.difference(&known).filter(|path| !nested_twin(path)).collect();
    assert!(unknown.is_empty(), "the schema lacks {unknown:?}");
    for entry in catalogue() {
        assert!(stated.contains(entry.path), "{}", entry.path);
        assert!(stated.contains(&format!("uncertainty.{}", entry.path)), "{}", entry.path);
    }
}

#[test]
fn the_page_of_the_language_has_every_key_that_is_no_number() {
    let page = language_page();
    let numbers: BTreeSet<&str> = catalogue().iter().map(|entry| entry.table()).collect();
    for path in stated() {
        let table = path.split('.').next().unwrap();
        let name = path.rsplit('.').next().unwrap();
        if !numbers.contains(table) && table != "uncertainty" && !path.starts_with("policy.set.") {
            assert!(page.contains(&format!("`{name}`")), "{path}");
        }
    }
}
