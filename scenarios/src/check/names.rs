//! The names that a scenario knows.

use sim::catalogue::{Kind, catalogue};

use crate::nearest;

/// Settings that are no levers, by path.
const SETTINGS: [&str; 13] = [
    "title",
    "summary",
    "run.start",
    "run.years",
    "run.replicates",
    "run.seed",
    "population.source",
    "population.schools",
    "population.regions",
    "population.seed",
    "population.register",
    "population.group_links",
    "population.file",
];

/// Paths of all levers.
pub(crate) fn levers() -> Vec<&'static str> {
    let levers = catalogue().iter().filter(|entry| entry.kind == Kind::Lever);
    levers.map(|entry| entry.path).collect()
}

/// Names of the drivers, in the order of the catalogue.
pub(crate) fn drivers() -> Vec<&'static str> {
    let mut names: Vec<&str> = levers().iter().filter_map(|path| path.split('.').next()).collect();
    names.dedup();
    names
}

/// Whether a key at the top holds a table of settings.
pub(crate) fn is_table(key: &str) -> bool {
    key == "run" || key == "population" || drivers().contains(&key)
}

/// Keys that may stand at the top of a file.
pub(crate) fn tops() -> Vec<&'static str> {
    let mut names = vec!["title", "summary", "extends", "run", "population", "policy"];
    names.extend(drivers());
    names
}

/// Paths that a table or a `--set` may set.
pub(crate) fn settable() -> Vec<&'static str> {
    SETTINGS.into_iter().chain(levers()).collect()
}

/// Advice for a path that is not known: the nearest ones, those of its table, or the tables.
pub(crate) fn advice(path: &str) -> Option<String> {
    let known = settable();
    let table = path.split_once('.').map_or("", |(table, _)| table);
    let beside = |known: &&str| known.split_once('.').is_some_and(|(of, _)| of == table);
    let siblings: Vec<&str> = known.iter().copied().filter(beside).collect();
    let near = nearest::nearest(path, &known);
    if near.is_empty() && siblings.is_empty() {
        let drivers = nearest::list(&drivers());
        return Some(format!(
            "a path is `title`, `summary`, or starts with `run`, `population` or a driver: {drivers}"
        ));
    }
    nearest::advice(path, if near.is_empty() { &siblings } else { &known })
}
