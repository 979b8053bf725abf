//! The names that a scenario knows.

use sim::catalogue::{Kind, catalogue};
use sim::mechanism::MECHANISMS;
use sim::process::TIMETABLE;

use crate::keys;
use crate::nearest;

/// Paths of all levers.
pub(crate) fn levers() -> Vec<&'static str> {
    let levers = catalogue().iter().filter(|entry| entry.kind == Kind::Lever);
    levers.map(|entry| entry.path).collect()
}

/// What a policy may set: levers, and levels of drivers.
pub(crate) fn levers_and_levels() -> Vec<String> {
    levers().into_iter().map(str::to_owned).chain(keys::levels()).collect()
}

/// Names that the table of mechanisms knows: named effects, then processes.
pub(crate) fn mechanisms() -> Vec<&'static str> {
    let effects = MECHANISMS.iter().map(|mechanism| mechanism.name);
    effects.chain(TIMETABLE.iter().map(|process| process.name)).collect()
}

/// Tables that may stand at the top of a file.
fn tables() -> Vec<&'static str> {
    let mut tables = vec!["run", "population"];
    tables.extend(keys::drivers());
    tables.extend(keys::parameter_tables());
    tables.extend(["mechanisms", "uncertainty"]);
    tables
}

/// Whether a key at the top holds a table of settings.
pub(crate) fn is_table(key: &str) -> bool {
    tables().contains(&key)
}

/// Keys that may stand at the top of a file.
pub(crate) fn tops() -> Vec<&'static str> {
    let alone = keys::KEYS.iter().filter(|key| !key.path.contains('.'));
    alone.map(|key| key.path).chain(["policy"]).chain(tables()).collect()
}

/// Paths that a table or a `--set` may set, priors left out.
pub(crate) fn settable() -> Vec<String> {
    let own = keys::KEYS.iter().map(|key| key.path);
    let own = own.filter(|path| *path != "extends" && !path.starts_with("policy."));
    let numbers = catalogue().iter().map(|entry| entry.path);
    let mechanisms = mechanisms().into_iter().map(|name| format!("mechanisms.{name}"));
    own.chain(numbers).map(str::to_owned).chain(keys::levels()).chain(mechanisms).collect()
}

/// Which drivers have a level.
pub(crate) fn which_have_levels() -> String {
    let levels = keys::levels();
    let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
    format!("only these have a level: {}", nearest::list(&levels))
}

/// Advice for a path that is not known: the nearest ones, those of its table, or the tables.
pub(crate) fn advice(path: &str) -> Option<String> {
    if path.ends_with(".level") {
        return Some(which_have_levels());
    }
    let known = settable();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let table = path.split_once('.').map_or("", |(table, _)| table);
    let beside = |known: &&str| known.split_once('.').is_some_and(|(of, _)| of == table);
    let siblings: Vec<&str> = known.iter().copied().filter(beside).collect();
    let near = nearest::nearest(path, &known);
    if near.is_empty() && siblings.is_empty() {
        let drivers = nearest::list(&keys::drivers());
        return Some(format!(
            "a path is a key such as `title`, or starts with `run`, `population`, `mechanisms`, `uncertainty`, a process, \
             or a driver: {drivers}"
        ));
    }
    nearest::advice(path, if near.is_empty() { &siblings } else { &known })
}
