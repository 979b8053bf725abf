//! What a strong school does to a weak one under one board and one head: T13.
//!
//! Weak schools are paired with strong ones: their head leads both, what is agreed binds both, and their
//! teachers work on practice together. The truth for the weak school is what it would have had without.

use sim::Model;
use sim::agent::TieKind;
use sim::catalogue::position;
use sim::draw::Seed;
use sim::population::{Agreement, Population};
use sim::scenario::Scenario;

use crate::paired::{self, Both, Pair};
use crate::target::Named;
use crate::trial::{StrongAndWeak, learned, paired, strong_and_weak};

/// What this file answers.
pub(in crate::target) const STATISTICS: &[Named] = &[
    ("T13", "weak school", |s| s.effects.as_ref()?.executive.weak),
    ("T13", "weak school, no joint work", |s| s.effects.as_ref()?.executive.head_alone),
    ("T13", "strong school", |s| s.effects.as_ref()?.executive.strong),
];

/// School years that are run; the second to the last are measured.
const YEARS: u32 = 4;
const MEASURED: core::ops::RangeInclusive<u32> = 2..=YEARS;
/// Pairs of a replicate.
const PAIRS: usize = 200;
/// Hours a term that each teacher gives to the work with the other school.
const HOURS_PER_TEACHER: f64 = 3.0;
/// How binding the work is between schools of one group: one board.
const GOVERNANCE: &str = "collaboration.governance";

/// Mean over pairs and the second to fourth year of what changed in true attainment, pupil SD; none without
/// a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ExecutiveEffect {
    /// For the weak schools.
    pub weak: Option<f64>,
    /// For the weak schools, had they got the head alone.
    pub head_alone: Option<f64>,
    /// For the strong schools.
    pub strong: Option<f64>,
}

/// The scenario of the pairs.
pub(super) struct Executives {
    scenario: Scenario,
}

impl Executives {
    /// As the scenario, with work that binds the schools of a group in both arms.
    pub(super) fn new(scenario: &Scenario) -> Self {
        let mut scenario = scenario.clone();
        scenario.run.years = YEARS;
        if let Some(at) = position(GOVERNANCE) {
            scenario.values.set(at, 1.0);
        }
        Self { scenario }
    }

    /// What the pairs of one replicate find; none when asked to stop.
    pub(super) fn replicate(
        &self,
        population: &Population,
        replicate: u32,
        world: &mut Option<Model>,
        go_on: &dyn Fn() -> bool,
    ) -> Option<ExecutiveEffect> {
        let seed = Seed(self.scenario.run.seed).of_replicate(replicate);
        let pairs = strong_and_weak(population, PAIRS, seed);
        if pairs.is_empty() {
            return Some(ExecutiveEffect::default());
        }
        let deep = |pair: &StrongAndWeak| Agreement {
            kind: TieKind::Group,
            depth: 0.8,
            rigour: 0.6,
            hours: Some(HOURS_PER_TEACHER * population.layout.posts(pair.weak).len() as f64),
            trust: 0.4,
            terms: 3 * YEARS as u16,
        };
        let both = paired(population, &self.scenario, &pairs, deep, true);
        let none = |_: &StrongAndWeak| Agreement {
            kind: TieKind::Group,
            depth: 0.0,
            rigour: 0.0,
            hours: None,
            trust: 0.0,
            terms: 0,
        };
        let head = paired(population, &self.scenario, &pairs, none, true);
        let find = |with: &Population, world: &mut Option<Model>| {
            let pair = Pair::of_populations(&self.scenario, with, population);
            let found = |both: &Both| {
                let schools = |of: fn(&StrongAndWeak) -> usize| pairs.iter().map(of).collect();
                let of = |schools: Vec<usize>| learned(&self.scenario, both, &schools, MEASURED);
                (of(schools(|pair| pair.weak)), of(schools(|pair| pair.strong)))
            };
            paired::replicate(&pair, replicate, world, go_on, found)
        };
        let (weak, strong) = find(&both, world)?;
        let (head_alone, _) = find(&head, world)?;
        Some(ExecutiveEffect { weak, head_alone, strong })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::population::synthetic;

    #[test]
    fn weak_schools_change_and_a_population_without_pairs_has_no_effect() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 600;
        let mut population = synthetic(&scenario);
        let executives = Executives::new(&scenario);
        for (school, gain) in population.schools.gain.iter_mut().enumerate() {
            gain.0 = (school % 7) as f64;
        }
        let found = executives.replicate(&population, 0, &mut None, &|| true).unwrap();
        assert!(found.weak.is_some_and(|weak| weak != 0.0));
        assert_ne!(found.weak, found.head_alone);
        assert!(found.strong.is_some());
        population.heads.skill.iter_mut().for_each(|skill| skill.0 = 0.0);
        let found = executives.replicate(&population, 0, &mut None, &|| true);
        assert_eq!(found, Some(ExecutiveEffect::default()));
    }
}
