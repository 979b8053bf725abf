//! What differs between two scenarios: every key, with both values and where they came from.

use std::collections::BTreeSet;
use std::fmt::Write;

use sim::catalogue::catalogue;
use sim::mechanism::MECHANISMS;
use sim::process::TIMETABLE;
use sim::scenario::{Policy, Scenario, Source};

use crate::changes::{PolicyWords, factor_of, policy_in_words};
use crate::limits::number;
use crate::load::Loaded;

/// One key that differs: its path, and in each scenario the value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Path of the key; for a policy, `policy` and its name.
    pub path: String,
    /// Value in the first scenario and where it came from; none where it is not there.
    pub first: Option<(String, String)>,
    /// The same in the second.
    pub second: Option<(String, String)>,
}

/// Everything that differs, in the order of a file; empty where nothing does.
pub fn differences(first: &Loaded, second: &Loaded) -> Vec<Difference> {
    let (one, other) = (settings(first), settings(second));
    let mut found = Vec::new();
    for (path, value) in &one {
        let there = other.iter().find(|(path_there, _)| path_there == path).map(|(_, value)| value);
        if there != Some(value) {
            found.push(difference(path, Some((value, first)), there.map(|value| (value, second))));
        }
    }
    for (path, value) in &other {
        if one.iter().all(|(known, _)| known != path) {
            found.push(difference(path, None, Some((value, second))));
        }
    }
    found.extend(policies(first, second));
    found
}

/// The differences in lines of text.
pub fn differences_in_words(first: &Loaded, second: &Loaded) -> String {
    let found = differences(first, second);
    let names = (&first.scenario.name, &second.scenario.name);
    if found.is_empty() {
        return format!("{} and {} are the same.\n", names.0, names.1);
    }
    let mut text = String::new();
    for one in found {
        let _ = writeln!(text, "{}", one.path);
        for (name, value) in [(names.0, one.first), (names.1, one.second)] {
            let _ = match value {
                Some((value, origin)) => writeln!(text, "  {name}: {value}  (from {origin})"),
                None => writeln!(text, "  {name}: not there"),
            };
        }
    }
    text
}

fn difference(
    path: &str,
    first: Option<(&String, &Loaded)>,
    second: Option<(&String, &Loaded)>,
) -> Difference {
    let side = |side: Option<(&String, &Loaded)>| {
        side.map(|(value, loaded)| (value.clone(), loaded.origins.of(path).to_string()))
    };
    Difference { path: path.to_owned(), first: side(first), second: side(second) }
}

/// Every setting that a scenario has, policies apart: its path and its value in words.
fn settings(loaded: &Loaded) -> Vec<(String, String)> {
    let scenario = &loaded.scenario;
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |path: &str, value: String| all.push((path.to_owned(), value));
    add("title", scenario.title.clone());
    add("summary", scenario.summary.clone());
    add("run.start", scenario.run.start.to_string());
    add("run.years", scenario.run.years.to_string());
    add("run.replicates", scenario.run.replicates.to_string());
    add("run.seed", scenario.run.seed.to_string());
    add("run.draw_parameters", scenario.doubt.draw.to_string());
    population(scenario, &mut add);
    for (at, entry) in catalogue().iter().enumerate() {
        add(entry.path, format!("{} {}", number(scenario.values.stated(at)), entry.unit));
    }
    for process in TIMETABLE {
        let off = scenario.switched_off.contains(&process.name);
        let path = format!("mechanisms.{}", process.name);
        add(&path, if off { "left out" } else { "runs" }.to_owned());
    }
    for (at, mechanism) in MECHANISMS.iter().enumerate() {
        let path = format!("mechanisms.{}", mechanism.name);
        add(&path, number(factor_of(scenario, at)));
    }
    for (at, entry) in catalogue().iter().enumerate() {
        add(&format!("uncertainty.{}", entry.path), scenario.prior(at).in_words());
    }
    all
}

fn population(scenario: &Scenario, add: &mut impl FnMut(&str, String)) {
    let population = &scenario.population;
    match &population.source {
        Source::Synthetic => add("population.source", "synthetic".to_owned()),
        Source::File(path) => {
            add("population.source", "file".to_owned());
            add("population.file", path.clone());
        }
        Source::Register { path, group_links } => {
            add("population.source", "register".to_owned());
            add("population.register", path.clone());
            if let Some(links) = group_links {
                add("population.group_links", links.clone());
            }
        }
    }
    add("population.schools", population.schools.to_string());
    if !population.regions.is_empty() {
        let names: Vec<&str> = population.regions.iter().map(|region| region.name()).collect();
        add("population.regions", names.join(", "));
    }
    if let Some(seed) = population.seed {
        add("population.seed", seed.to_string());
    }
}

/// Policies of one scenario alone, and those of one name that are not the same.
fn policies(first: &Loaded, second: &Loaded) -> Vec<Difference> {
    let names = |loaded: &Loaded| -> Vec<String> {
        loaded.scenario.policies.iter().map(|policy| policy.name.clone()).collect()
    };
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for name in names(first).into_iter().chain(names(second)) {
        if !seen.insert(name.clone()) {
            continue;
        }
        let same = |of: &Loaded| -> Vec<Policy> {
            of.scenario.policies.iter().filter(|policy| policy.name == name).cloned().collect()
        };
        if same(first) != same(second) {
            let path = format!("policy “{name}”");
            found.push(Difference { path, first: side(first, &name), second: side(second, &name) });
        }
    }
    found
}

/// The policies of that name in words, and where the first of them came from.
fn side(loaded: &Loaded, name: &str) -> Option<(String, String)> {
    let all = loaded.scenario.policies.iter().zip(loaded.origins.policies());
    let mut own = all.filter(|(policy, _)| policy.name == name).peekable();
    let origin = own.peek()?.1.to_string();
    let words = |policy: &Policy| {
        let PolicyWords { from, until, whom, what } = policy_in_words(policy, &loaded.scenario);
        format!("from {from} to {until} for {whom}: {}", what.join("; "))
    };
    let said: Vec<String> = own.map(|(policy, _)| words(policy)).collect();
    Some((said.join(" / "), origin))
}
