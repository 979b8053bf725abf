//! What a loose network does to primary schools: T12.
//!
//! In each replicate some trials are laid out on the settled population: clusters of five primary
//! schools within 10 km, half of them brought together in a loose network for two years, half left
//! alone. A trial's estimate is what an evaluator would see: the difference in measured progress
//! between its two halves. The truth is what the same schools would have had without.

use sim::Model;
use sim::agent::TieKind;
use sim::draw::Seed;
use sim::population::{Agreement, Population};
use sim::scenario::Scenario;

use crate::convention::unit::progress_sd;
use crate::paired::{self, Both, PROGRESS_11, Pair, contrast, school_year};
use crate::statistic::mean;
use crate::target::Named;
use crate::trial::{Arms, arms, brought_together, clusters};

/// What this file answers.
pub(in crate::target) const STATISTICS: &[Named] = &[
    ("T12", "primary", |s| s.effects.as_ref()?.network.estimate),
    ("T12", "truth", |s| s.effects.as_ref()?.network.truth),
];

/// School years that are run; the last one is measured.
const YEARS: u32 = 2;
/// Schools of a cluster.
const CLUSTER: usize = 5;
/// Furthest that a member lies from the first of its cluster, km.
const WITHIN: f64 = 10.0;
/// Clusters treated in a trial: 60 of its 120 schools.
const TREATED: usize = 12;
/// Trials laid out in one replicate: eight replicates make 200.
const TRIALS: usize = 25;
/// What the schools of a cluster agree on.
const LOOSE: Agreement = Agreement {
    kind: TieKind::Network,
    depth: 0.2,
    rigour: 0.2,
    hours: None,
    trust: 0.25,
    terms: 6,
};

/// The mean effect over a replicate's trials on progress at 11, pupil SD; none without a trial.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NetworkEffect {
    /// Trials laid out.
    pub trials: usize,
    /// As an evaluator would see it.
    pub estimate: Option<f64>,
    /// The same schools with and without.
    pub truth: Option<f64>,
}

/// The scenario of the trials.
pub(super) struct Networks {
    scenario: Scenario,
}

impl Networks {
    /// As the scenario, for two years.
    pub(super) fn new(scenario: &Scenario) -> Self {
        let mut scenario = scenario.clone();
        scenario.run.years = YEARS;
        Self { scenario }
    }

    /// What the trials of one replicate find; none when asked to stop.
    pub(super) fn replicate(
        &self,
        population: &Population,
        replicate: u32,
        world: &mut Option<Model>,
        go_on: &dyn Fn() -> bool,
    ) -> Option<NetworkEffect> {
        let seed = Seed(self.scenario.run.seed).of_replicate(replicate);
        let found = clusters(population, CLUSTER, WITHIN, seed);
        let trials = arms(population, found, TREATED, TRIALS);
        if trials.is_empty() {
            return Some(NetworkEffect::default());
        }
        let treated = trials.iter().flat_map(|trial| &trial.treated);
        let with = brought_together(population, &self.scenario, treated, &LOOSE);
        let pair = Pair::of_populations(&self.scenario, &with, population);
        paired::replicate(&pair, replicate, world, go_on, |both| self.found(both, &trials))
    }

    fn found(&self, both: &Both, trials: &[Arms]) -> NetworkEffect {
        let year = school_year(&self.scenario, YEARS);
        let (with, without) =
            (PROGRESS_11.by_school(&both.with, year), PROGRESS_11.by_school(&both.without, year));
        let of = |clusters: &[Vec<usize>]| {
            let values: Vec<f64> = clusters
                .iter()
                .flatten()
                .filter_map(|school| with.get(*school).copied().flatten())
                .collect();
            mean(&values)
        };
        let estimates: Vec<f64> = trials
            .iter()
            .filter_map(|trial| Some(of(&trial.treated)? - of(&trial.control)?))
            .collect();
        let mut got = vec![false; with.len()];
        for school in trials.iter().flat_map(|trial| trial.treated.iter().flatten()) {
            if let Some(got) = got.get_mut(*school) {
                *got = true;
            }
        }
        let truth = contrast(&with, &without, |school| got[school]);
        NetworkEffect {
            trials: estimates.len(),
            estimate: mean(&estimates).map(|found| found * progress_sd()),
            truth: truth.map(|found| found.difference * progress_sd()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::population::synthetic;

    #[test]
    fn a_population_too_small_for_a_trial_has_no_effect_and_a_larger_one_has() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 60;
        let population = synthetic(&scenario);
        let networks = Networks::new(&scenario);
        let found = networks.replicate(&population, 0, &mut None, &|| true);
        assert_eq!(found, Some(NetworkEffect::default()));
        scenario.population.schools = 3000;
        let population = synthetic(&scenario);
        let networks = Networks::new(&scenario);
        let found = networks.replicate(&population, 0, &mut None, &|| true).unwrap();
        assert!(found.trials > 0 && found.estimate.is_some() && found.truth.is_some());
        assert_ne!(found.truth, Some(0.0));
    }
}
