//! How a change reaches schools that got nothing.

use std::collections::BTreeMap;

use analysis::compare::before::{From, from};
use sim::draw::Seed;

use super::arms::Arms;
use crate::problem::Problem;
use crate::signals::Stop;

/// Terms from the first difference on that are followed: two school years.
const TERMS: u32 = 6;

/// For each scenario but the first, what is to be said of where the change went, from the first
/// replicate.
pub(super) fn sentences(arms: &Arms, stop: &Stop) -> Result<Vec<Vec<String>>, Problem> {
    (1..arms.loaded.len()).map(|scenario| one(arms, scenario, stop)).collect()
}

fn one(arms: &Arms, scenario: usize, stop: &Stop) -> Result<Vec<String>, Problem> {
    let pair = [&arms.loaded[0].scenario, &arms.loaded[scenario].scenario];
    if arms.draws() || arms.of[0] != arms.of[scenario] || from(pair[0], pair[1]) == From::Never {
        return Ok(Vec::new());
    }
    let seed = Seed(pair[0].run.seed).of_replicate(0);
    let population = arms.population();
    let found = sim::partings(pair, population, seed, TERMS, &|| !stop.asked());
    if stop.asked() {
        return Err(Problem::stopped());
    }
    let open = || (0..population.len()).filter(|school| population.schools.open[*school].0);
    let got = open().filter(|at| found[*at].is_some_and(|one| one.process == "policy")).count();
    let all = open().count();
    let mut through: BTreeMap<&str, (usize, sim::term::Term)> = BTreeMap::new();
    for parting in open().filter_map(|at| found[at]).filter(|one| one.process != "policy") {
        let (schools, first) = through.entry(parting.process).or_insert((0, parting.term));
        *schools += 1;
        *first = (*first).min(parting.term);
    }
    let reached: usize = through.values().map(|(schools, _)| schools).sum();
    if got == all {
        return Ok(vec![format!("All {all} schools got the change itself.")]);
    }
    let mut ways: Vec<(&str, (usize, sim::term::Term))> = through.into_iter().collect();
    ways.sort_by(|(a, one), (b, other)| other.0.cmp(&one.0).then(a.cmp(b)));
    let ways: Vec<String> = ways
        .iter()
        .map(|(process, (schools, first))| format!("{process} {schools} (from {first})"))
        .collect();
    let within = format!("within {TERMS} terms of the first difference, first replicate");
    let mut said = format!("{got} of {all} schools got the change itself; ");
    if ways.is_empty() {
        said += &format!("it reached none of the {} others {within}.", all - got);
    } else {
        said += &format!(
            "it reached {reached} of the {} others {within}. First through: {}.",
            all - got,
            ways.join(", ")
        );
    }
    Ok(vec![said])
}
