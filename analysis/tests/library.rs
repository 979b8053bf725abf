//! Every scenario of the library says what it is, and does something where it says it does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use analysis::library::{Asked, Effects, Reached, Span, effects, span};
use analysis::metric::metric;
use scenarios::{LibraryEntry, Loaded, Overrides, library, load, reached};
use sim::agent::{Region, Setting};
use sim::population::{Population, synthetic};
use sim::reach::{Traits, traits};

/// Schools of the small England, which has some of every authority.
const SCHOOLS: u64 = 600;
/// School years for which a scenario is watched from its first policy on.
const YEARS: i64 = 2;
const REPLICATES: u32 = 20;
/// Standard errors of the paired difference, and share of the spread between schools, that one metric at
/// least must move by.
const ERRORS: f64 = 3.0;
const SPREAD: f64 = 0.005;
/// Metrics of spending and of hours, and of who is there to give them: all that a scenario may be tested on
/// that by evidence does nothing to pupils.
const MEANS: [&str; 13] = [
    "spend_per_pupil",
    "income_per_pupil",
    "reserves_per_pupil",
    "in_deficit",
    "partner_hours",
    "helping_hours",
    "collaboration_share",
    "instruction_share",
    "compliance_share",
    "effort",
    "hub_partners",
    "working_partners",
    // Teachers' working time less what is sustainable, mostly.
    "strain",
];
/// The tag of such scenarios.
const NOTHING: &str = "nothing-expected";

/// Every scenario but the baseline.
fn entries() -> Vec<LibraryEntry> {
    library().into_iter().filter(|entry| entry.name != "england").collect()
}

/// A scenario on the small England, run for as many school years; policies that start later do not come
/// to it.
fn loaded(name: &str, years: u32) -> Loaded {
    let overrides = Overrides { schools: Some(SCHOOLS), ..Overrides::default() };
    let found = load(name, &[], &overrides);
    let mut found = found.unwrap_or_else(|failure| panic!("{failure}"));
    found.scenario.run.years = years;
    found
}

/// The small England, settled.
fn england() -> (Loaded, Population) {
    let england = loaded("england", 3);
    let population = sim::burn_in(synthetic(&england.scenario), &england.scenario);
    (england, population)
}

/// The schools in which a scenario is measured: those of the policy that its head names, or all that it
/// reaches.
fn measured_in(entry: &LibraryEntry, loaded: &Loaded, population: &Population) -> Reached {
    let policy = entry.measured_in();
    let known = |name: &String| loaded.scenario.policies.iter().any(|one| one.name == *name);
    assert!(policy.as_ref().is_none_or(known), "{}: {policy:?}", entry.name);
    Reached::of(&loaded.scenario, policy.as_deref(), population)
}

/// All effects on the small England, in the second school year from the first policy on.
fn found(england: &Loaded, population: &Population) -> Vec<(LibraryEntry, Effects)> {
    let all: Vec<Loaded> = entries().iter().map(|entry| loaded(entry.name, 3)).collect();
    let schools: Vec<Reached> = entries()
        .iter()
        .zip(&all)
        .map(|(entry, one)| measured_in(entry, one, population))
        .collect();
    let asked: Vec<Asked<'_>> = all
        .iter()
        .zip(&schools)
        .map(|(one, reached)| {
            let year = span(&one.scenario).year(YEARS);
            assert!(Span::years(one.scenario.run.start, year) <= 3, "{}", one.scenario.name);
            Asked { scenario: &one.scenario, reached, year }
        })
        .collect();
    let found = effects(&england.scenario, &asked, population, (REPLICATES, 2));
    entries().into_iter().zip(found).collect()
}

#[test]
fn the_small_england_has_schools_of_every_kind_and_authority() {
    let (_, population) = england();
    let kinds = |of: &dyn Fn(&Traits) -> u16| -> usize {
        traits(&population).iter().map(of).collect::<BTreeSet<u16>>().len()
    };
    assert_eq!(kinds(&|school| school.region as u16), Region::NAMES.len());
    assert_eq!(kinds(&|school| school.setting as u16), Setting::NAMES.len());
    assert_eq!(kinds(&|school| u16::from(school.quintile)), 5);
    assert_eq!(kinds(&|school| u16::from(school.coastal)), 2);
    assert!(kinds(&|school| school.phase as u16) >= 4);
    // Federations are made in the run.
    assert!(kinds(&|school| school.governance as u16) >= 3);
    assert!(kinds(&|school| school.grade.map_or(0, |grade| 1 + grade as u16)) >= 4);
    assert!(kinds(&|school| school.authority) >= 145);
}

#[test]
fn every_scenario_reaches_schools_of_a_small_england_and_no_two_of_its_policies_meet() {
    let (_, population) = england();
    for entry in entries() {
        let one = loaded(entry.name, 10);
        let policies = reached(&one, &population).unwrap_or_else(|failure| panic!("{failure}"));
        assert_eq!(policies.len(), one.scenario.policies.len(), "{}", entry.name);
        assert!(measured_in(&entry, &one, &population).count() > 0, "{}", entry.name);
    }
}

#[test]
fn every_scenario_moves_a_metric_that_it_names_within_two_years() {
    let (england, population) = england();
    let mut still = Vec::new();
    for (entry, effects) in found(&england, &population) {
        let moved = |name: &String| {
            effects.of(name).is_some_and(|moved| moved.is_more_than(ERRORS, SPREAD))
        };
        if !entry.watch().iter().any(moved) {
            let told = |name: &String| {
                let one = effects.of(name)?;
                let errors = one.paired.difference / one.standard_error?;
                Some(format!("{name} {errors:.1} errors, {:?} spreads", one.in_spreads()))
            };
            let watched: Vec<String> = entry.watch().iter().filter_map(told).collect();
            let others = effects.moved.iter().filter(|one| one.is_more_than(ERRORS, SPREAD));
            let others: Vec<&str> = others.map(|one| one.metric.name).collect();
            still.push(format!("{}: {watched:?}; others that move: {others:?}", entry.name));
        }
    }
    assert!(still.is_empty(), "{}", still.join("\n"));
}

#[test]
fn a_scenario_of_which_evidence_expects_nothing_for_pupils_says_so_and_is_tested_on_means() {
    let mut some = 0;
    for entry in entries().into_iter().filter(|entry| entry.has(NOTHING)) {
        some += 1;
        let sources = entry.note("Sources").unwrap();
        assert!(sources.contains("pupils should notice nothing"), "{}: {sources}", entry.name);
        for name in entry.watch() {
            assert!(MEANS.contains(&name.as_str()), "{}: {name}", entry.name);
        }
    }
    assert!(some > 3);
}

#[test]
fn every_file_says_what_it_is_what_is_expected_of_it_where_it_comes_from_and_what_is_assumed() {
    let evidence = fs::read_to_string("../docs/evidence.toml").unwrap();
    for entry in entries() {
        for label in ["What it is", "Expected", "Sources", "Assumed", "Watch"] {
            let note = entry.note(label).unwrap_or_else(|| panic!("{}: no {label}", entry.name));
            assert!(note.len() > 8 && note.ends_with('.'), "{}: {label}: {note}", entry.name);
        }
        let sources = entry.note("Sources").unwrap();
        let keys: Vec<&str> = sources.split('`').skip(1).step_by(2).collect();
        assert!(!keys.is_empty(), "{} names no source", entry.name);
        for key in keys {
            assert!(evidence.contains(&format!("\n[{key}]\n")), "{}: `{key}`", entry.name);
        }
        for name in entry.watch() {
            assert!(metric(&name).is_some(), "{}: there is no metric {name}", entry.name);
        }
        assert!(!entry.claims.is_empty() && !entry.tags.is_empty(), "{}", entry.name);
    }
}

#[test]
fn every_file_of_the_folder_is_in_the_library() {
    let files: BTreeSet<String> = fs::read_dir("../scenarios/library")
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let names: BTreeSet<String> =
        library().into_iter().map(|entry| entry.name.to_owned()).collect();
    assert_eq!(files, names);
}

/// The rows of the systems on the page that maps them: number, and cells.
fn rows() -> BTreeMap<String, Vec<String>> {
    let page = fs::read_to_string("../docs/systems.md").unwrap();
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let rows = page.lines().filter(|line| line.starts_with("| S")).map(cells);
    rows.map(|cells| (cells[0].clone(), cells)).collect()
}

/// What stands between back-ticks, with the word after each.
fn quoted(cell: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = cell.split('`').collect();
    parts[1..]
        .chunks(2)
        .map(|pair| (pair[0], pair[1].split_whitespace().next().unwrap_or("")))
        .collect()
}

#[test]
fn every_system_has_its_files_and_the_page_of_systems_names_just_those() {
    let rows = rows();
    assert_eq!(rows.len(), 71);
    for (system, cells) in &rows {
        let named: BTreeSet<&str> = quoted(&cells[2]).into_iter().map(|(name, _)| name).collect();
        let own: BTreeSet<&str> = entries()
            .iter()
            .filter(|entry| entry.systems.contains(system))
            .map(|e| e.name)
            .collect();
        assert_eq!(named, own, "{system}");
        assert!(!own.is_empty(), "{system}");
    }
}

#[test]
fn the_levers_that_the_page_of_systems_gives_are_those_of_the_files() {
    for (system, cells) in rows() {
        let files = entries().into_iter().filter(|entry| entry.systems.contains(&system));
        let texts: Vec<Loaded> = files.map(|entry| loaded(entry.name, 10)).collect();
        for (path, value) in quoted(&cells[3]) {
            let value: f64 = value.trim_end_matches(',').replace('−', "-").parse().unwrap();
            let at = sim::catalogue::position(path).unwrap();
            let has = |one: &Loaded| {
                let policies = one.scenario.policies.iter().flat_map(|policy| &policy.set);
                one.scenario.values.of(path) == value
                    || policies.clone().any(|(position, set)| *position == at && *set == value)
            };
            assert!(texts.iter().any(has), "{system}: no file has {path} = {value}");
        }
    }
}

/// What policies do: name, terms, schools and values, without the order of the files.
fn policies(name: &str) -> BTreeSet<String> {
    loaded(name, 10).scenario.policies.iter().map(|policy| format!("{policy:?}")).collect()
}

#[test]
fn the_package_of_the_commission_and_the_barriers_together_are_the_sum_of_their_parts() {
    for (whole, tag, parts) in
        [("commission-package", "commission", 13), ("barriers-all-lifted", "barrier", 9)]
    {
        let entries = entries();
        let own: Vec<&LibraryEntry> =
            entries.iter().filter(|entry| entry.has(tag) && entry.name != whole).collect();
        assert_eq!(own.len(), parts, "{tag}");
        let sum: BTreeSet<String> = own.iter().flat_map(|entry| policies(entry.name)).collect();
        assert_eq!(policies(whole), sum, "{whole}");
    }
}
