//! Schools that a policy names and the population does not have.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sim::population::Population;
use sim::scenario::Policy;

/// Numbers that a sentence names.
const NAMED: usize = 5;

/// A sentence a line for each policy that names schools which are not in the population; empty when
/// there is none.
pub(crate) fn absent(policies: &[Policy], population: &Population) -> String {
    let there: BTreeSet<u32> = population.schools.urn.iter().filter_map(|urn| urn.0).collect();
    let mut text = String::new();
    for policy in policies {
        let named = &policy.reach.schools;
        let missing: Vec<u32> = named.iter().copied().filter(|urn| !there.contains(urn)).collect();
        if missing.is_empty() {
            continue;
        }
        let first: Vec<String> = missing.iter().take(NAMED).map(u32::to_string).collect();
        let more = if missing.len() > NAMED { ", …" } else { "" };
        let verb = if missing.len() == 1 { "is" } else { "are" };
        let _ = writeln!(
            text,
            "“{}” names {} schools by number, of which {} {verb} not in the population: {}{more}",
            policy.name,
            named.len(),
            missing.len(),
            first.join(", ")
        );
    }
    text
}
