//! `check`: what a scenario changes, for how many schools and when.

use std::fmt::Write as _;

use scenarios::{Loaded, PolicyWords, Reached, policy_in_words};
use sim::population::Population;
use sim::scenario::Policy;

use crate::absent::absent;
use crate::args::CheckOptions;
use crate::population;
use crate::problem::Problem;
use crate::scenario;

/// Checks a scenario and says what it changes.
pub(crate) fn check(options: &CheckOptions) -> Result<String, Problem> {
    let loaded = scenario::load(&options.scenario)?;
    let mut drawn = population::draw(&loaded)?;
    drawn.warn();
    let account = std::mem::take(&mut drawn.account);
    let schools = if scenario::reach_of_the_day(&loaded) {
        drawn.settled(&loaded.scenario).0
    } else {
        drawn.population
    };
    let reached = scenario::reached(&loaded, &schools)?;
    let mut text = format!("{} is in order: {}\n", loaded.scenario.name, loaded.scenario.title);
    text.push_str(&account);
    text.push_str(&absent(&loaded.scenario.policies, &schools));
    text.push_str(&opening(&loaded));
    for setting in scenarios::settings(&loaded) {
        let _ = writeln!(text, "- {setting}");
    }
    let inherited = loaded.base.policies.len();
    for (at, (policy, reached)) in loaded.scenario.policies.iter().zip(&reached).enumerate() {
        let counted = counted(reached, &schools);
        if at < inherited {
            let _ = writeln!(text, "- keeps the policy “{}”: it reaches {counted}", policy.name);
        } else {
            text.push_str(&added(policy, &loaded, &counted));
        }
    }
    Ok(text)
}

/// What the changes are held against.
fn opening(loaded: &Loaded) -> String {
    let against = loaded.scenario.extends.first().map_or("the baseline", String::as_str);
    if scenarios::changes(loaded).is_empty() {
        format!("It changes nothing against {against}.\n")
    } else {
        format!("Against {against}, it\n")
    }
}

/// A policy that the scenario adds: when, for whom, and each lever on a line.
fn added(policy: &Policy, loaded: &Loaded, counted: &str) -> String {
    let PolicyWords { from, until, whom, what } = policy_in_words(policy, &loaded.scenario);
    let idle = if loaded.scenario.switched_off.contains(&"policy") {
        " (which does nothing: mechanisms.policy is 0)"
    } else {
        ""
    };
    let mut text = format!(
        "- adds the policy “{}”{idle}\n  from {from} to {until}\n  for {whom}: {counted}\n",
        policy.name
    );
    for change in what {
        let _ = writeln!(text, "  - {change}");
    }
    text
}

/// How many of a population's schools a policy reaches, in words.
pub(crate) fn counted(reached: &Reached, population: &Population) -> String {
    let [schools, all] =
        [reached.schools, population.len()].map(|n| analysis::chart::number::number(n as f64, 0));
    let later = if reached.may_change {
        ", as they stand before the first term; by grades and governance it may be others when it looks for them"
    } else {
        ""
    };
    format!("{schools} of {all} schools{later}")
}
