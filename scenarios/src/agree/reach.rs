//! What the policies of a scenario reach in a population, and whether two of them meet there.

use sim::population::Population;
use sim::reach::{Reach, Traits, traits};
use sim::scenario::Policy;

use super::{both_set, in_one_term};
use crate::error::{Diagnostic, Errors, Failure};
use crate::layer::PolicyText;
use crate::limits::grouped;
use crate::load::Loaded;

/// What a policy reaches in the population as it stands before the first term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Schools that it reaches.
    pub schools: usize,
    /// Whether that may be another number when it starts, because it asks for grades or governance and
    /// starts after the first term, or looks for its schools again.
    pub may_change: bool,
}

/// What each policy reaches, in the order of the timeline.
///
/// `population` is the one from which a run starts: settled, where a policy asks for grades or
/// governance.
///
/// # Errors
/// Policies that reach nobody, and pairs that set one lever on the same schools in the same term.
pub fn reached(loaded: &Loaded, population: &Population) -> Result<Vec<Reached>, Failure> {
    let schools = traits(population);
    let first = loaded.scenario.run.first_term();
    let mut errors = Errors::default();
    let mut found: Vec<Found<'_>> = Vec::new();
    for (policy, text) in loaded.scenario.policies.iter().zip(&loaded.texts) {
        let one = Found::of(policy, text, &schools, population.seed, policy.from > first);
        if one.reached.schools == 0 && !(one.reached.may_change && someday(policy, &schools)) {
            errors.add(|| nobody(text));
        }
        found.push(one);
    }
    for (at, later) in found.iter().enumerate() {
        for earlier in &found[..at] {
            meet(earlier, later, &mut errors);
        }
    }
    errors.into_result()?;
    Ok(found.into_iter().map(|one| one.reached).collect())
}

/// Whether some school meets what does not change: everything but grades, governance and lots.
fn someday(policy: &Policy, schools: &[Traits]) -> bool {
    let (grades, governance) = (Vec::new(), Vec::new());
    let lasting = Reach { grades, governance, lots: None, ..policy.reach.clone() };
    schools.iter().any(|school| lasting.covers(school))
}

/// A policy and its schools.
struct Found<'a> {
    policy: &'a Policy,
    text: &'a PolicyText,
    reached: Reached,
    /// A bit for each school.
    schools: Vec<u64>,
}

impl<'a> Found<'a> {
    fn of(
        policy: &'a Policy,
        text: &'a PolicyText,
        schools: &[Traits],
        seed: u64,
        starts_later: bool,
    ) -> Self {
        let mut bits = vec![0_u64; schools.len().div_ceil(64)];
        let chosen = policy.reach.chosen(schools, seed);
        for school in &chosen {
            bits[*school as usize / 64] |= 1 << (school % 64);
        }
        let may_change = policy.reach.is_of_the_day() && (starts_later || policy.follow);
        let reached = Reached { schools: chosen.len(), may_change };
        Self { policy, text, reached, schools: bits }
    }
}

/// The error of a policy without schools.
fn nobody(text: &PolicyText) -> Diagnostic {
    let place = text.conditions.place.as_ref().unwrap_or(&text.place).clone();
    Diagnostic::at(place, "the policy targets nobody: no school of the population meets `where`")
        .help(
            "widen or drop a condition; among few schools (`--schools`, `population.regions`) a condition may meet none",
        )
}

/// Adds an error for each lever that two policies set on the same schools in the same term.
fn meet(earlier: &Found<'_>, later: &Found<'_>, errors: &mut Errors) {
    if !in_one_term(earlier.policy, later.policy) {
        return;
    }
    let in_both = earlier.schools.iter().zip(&later.schools);
    let in_both: u32 = in_both.map(|(one, other)| (one & other).count_ones()).sum();
    if in_both == 0 {
        return;
    }
    let policies = (earlier.policy, later.policy);
    for one in &later.text.set {
        let first = earlier.text.set.iter().find(|other| other.position == one.position);
        let Some(first) = first else { continue };
        let schools = match in_both {
            1 => "one school".to_owned(),
            many => format!("{} schools", grouped(many.into())),
        };
        errors.add(|| both_set(policies, first, one, &schools));
    }
}
