//! The page of named systems and claims names nothing that the model does not have.

use std::fs;

use sim::catalogue::{Entry, Kind, catalogue, position};
use sim::mechanism::mechanism;
use sim::process::TIMETABLE;

/// Named systems, and claims.
const SYSTEMS: usize = 71;
const CLAIMS: usize = 121;

/// The rows of the page whose first cell is a letter and a number, as their cells.
fn rows(letter: char) -> Vec<Vec<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/systems.md");
    let text = fs::read_to_string(path).unwrap();
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        inner.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let numbered = |cells: &Vec<String>| {
        let number = cells[0].strip_prefix(letter);
        number.is_some_and(|number| number.parse::<usize>().is_ok())
    };
    text.lines().filter(|line| line.starts_with('|')).map(cells).filter(numbered).collect()
}

/// What stands between back-ticks in a cell, with the text that follows each up to the next.
fn tokens(cell: &str) -> Vec<(String, String)> {
    let parts: Vec<&str> = cell.split('`').collect();
    assert!(parts.len() % 2 == 1, "an odd back-tick in: {cell}");
    let pairs = parts[1..].chunks(2);
    pairs.map(|pair| (pair[0].to_owned(), pair[1].to_owned())).collect()
}

fn lever(path: &str) -> Option<&'static Entry> {
    position(path).map(|at| &catalogue()[at]).filter(|entry| entry.kind == Kind::Lever)
}

fn exists(token: &str) -> bool {
    match (token.strip_prefix("mechanisms."), token.strip_prefix("process:")) {
        (Some(name), _) => mechanism(name).is_some(),
        (_, Some(name)) => TIMETABLE.iter().any(|process| process.name == name),
        _ => position(token).is_some(),
    }
}

#[test]
fn every_system_and_every_claim_has_its_row_in_order() {
    for (letter, count) in [('S', SYSTEMS), ('C', CLAIMS)] {
        let found: Vec<String> = rows(letter).into_iter().map(|cells| cells[0].clone()).collect();
        let expected: Vec<String> = (1..=count).map(|n| format!("{letter}{n:02}")).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn each_system_is_expressed_by_levers_inside_their_bounds() {
    for cells in rows('S') {
        assert_eq!(cells.len(), 5, "{}", cells[0]);
        let named = tokens(&cells[3]);
        assert!(!named.is_empty(), "{} names no lever", cells[0]);
        for (path, after) in named {
            let entry = lever(&path);
            let entry = entry.unwrap_or_else(|| panic!("{}: there is no lever {path}", cells[0]));
            let value = after.split_whitespace().next().unwrap_or_default();
            let value = value.trim_end_matches(',').replace('−', "-");
            let value: f64 = value
                .parse()
                .unwrap_or_else(|_| panic!("{}: {path} has no value: `{after}`", cells[0]));
            let bounds = entry.min..=entry.max;
            assert!(bounds.contains(&value), "{}: {path} = {value}", cells[0]);
        }
    }
}

#[test]
fn whatever_a_row_names_in_back_ticks_exists() {
    // The third column of systems names files of the library.
    let systems = rows('S').into_iter().map(|cells| [&cells[..2], &cells[3..]].concat());
    for cells in systems.chain(rows('C')) {
        for (token, _) in cells.iter().flat_map(|cell| tokens(cell)) {
            assert!(exists(&token), "{}: there is no `{token}`", cells[0]);
        }
    }
}

#[test]
fn every_claim_names_what_carries_it() {
    for cells in rows('C') {
        assert_eq!(cells.len(), 3, "{}", cells[0]);
        assert!(!tokens(&cells[2]).is_empty(), "{} names nothing", cells[0]);
    }
}
