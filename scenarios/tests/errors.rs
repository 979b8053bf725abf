//! Every mistake gets the message that stands beside it.

use std::fs;
use std::path::{Path, PathBuf};

use scenarios::{Overrides, load};

/// Files with one mistake each, in the order of their names.
fn cases() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir("tests/errors")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    paths
}

/// The options that a case's leading comments state.
fn sets(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().filter_map(|line| line.strip_prefix("# --set ")).map(str::to_owned).collect()
}

/// The message that a case gets, with slashes as on Unix.
fn message(path: &Path) -> String {
    let shown = path.to_str().unwrap();
    let failure = load(shown, &sets(path), &Overrides::default()).expect_err(shown);
    format!("{}\n", failure.to_string().replace('\\', "/"))
}

#[test]
fn every_mistake_gets_the_message_beside_it() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut differing = Vec::new();
    for path in cases() {
        let snapshot = path.with_extension("txt");
        let message = message(&path);
        if update {
            fs::write(&snapshot, &message).unwrap();
        }
        let expected = fs::read_to_string(&snapshot).unwrap_or_default();
        if expected != message {
            differing.push(format!("{}:\n{message}", path.display()));
        }
    }
    let advice = "if the new messages are right, run again with UPDATE_SNAPSHOTS=1";
    assert!(differing.is_empty(), "{}\n{advice}", differing.join("\n"));
}

#[test]
fn no_failure_lists_more_than_fifty_mistakes_and_each_has_a_message() {
    for path in cases() {
        let shown = path.to_str().unwrap();
        let failure = load(shown, &sets(&path), &Overrides::default()).unwrap_err();
        assert!(failure.diagnostics().len() <= 50);
        assert!(failure.diagnostics().iter().all(|mistake| !mistake.message().is_empty()));
        assert!(failure.count() >= failure.diagnostics().len());
    }
}
