//! Paired runs that answer the targets about the effect of a change, a replicate at a time.
//!
//! They start from the settled population of the run and change one thing of its scenario. Each
//! replicate has the seed that it has in the run itself.

pub(super) mod executive;
pub(super) mod funding;
pub(super) mod hubs;
pub(super) mod label;
pub(super) mod network;

use sim::Model;
use sim::population::Population;
use sim::scenario::Scenario;

pub use executive::ExecutiveEffect;
pub use funding::CutEffect;
pub use hubs::{HubEffect, Hubs};
pub use label::{LabelEffect, LabelYear};
pub use network::NetworkEffect;

use executive::Executives;
use funding::Cut;
use label::Labels;
use network::Networks;

/// What the paired runs of one replicate found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    /// A real cut in funding.
    pub cut: CutEffect,
    /// The grade Inadequate in place of Requires improvement.
    pub label: LabelEffect,
    /// Loose networks of primary schools.
    pub network: NetworkEffect,
    /// Weak schools with strong ones under one head.
    pub executive: ExecutiveEffect,
    /// Hubs and their partners.
    pub hub: HubEffect,
}

/// The paired runs, made ready for every replicate.
pub struct Experiments<'a> {
    population: &'a Population,
    cut: Cut,
    labels: Option<Labels>,
    networks: Networks,
    executives: Executives,
    hubs: Hubs,
}

impl<'a> Experiments<'a> {
    /// The experiments on a settled population under a scenario, whatever its length.
    pub fn new(scenario: &Scenario, population: &'a Population) -> Self {
        let (cut, labels) = (Cut::new(scenario), Labels::new(scenario, population));
        let (networks, executives) = (Networks::new(scenario), Executives::new(scenario));
        let hubs = Hubs::new(scenario);
        Self { population, cut, labels, networks, executives, hubs }
    }

    /// Runs the experiments of one replicate in the memory of `world`, which is made where there is none
    /// yet; none as soon as `go_on`, asked after every term, says no.
    ///
    /// At most one pair of records is in memory at a time.
    pub fn replicate(
        &self,
        replicate: u32,
        world: &mut Option<Model>,
        go_on: &dyn Fn() -> bool,
    ) -> Option<Effects> {
        let cut = self.cut.replicate(self.population, replicate, world, go_on)?;
        let label = match &self.labels {
            Some(labels) => labels.replicate(replicate, world, go_on)?,
            None => LabelEffect::default(),
        };
        let network = self.networks.replicate(self.population, replicate, world, go_on)?;
        let executive = self.executives.replicate(self.population, replicate, world, go_on)?;
        let hub = self.hubs.replicate(self.population, replicate, world, go_on)?;
        Some(Effects { cut, label, network, executive, hub })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::population::synthetic;

    #[test]
    fn experiments_that_are_asked_to_stop_find_nothing() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 60;
        let population = synthetic(&scenario);
        let experiments = Experiments::new(&scenario, &population);
        assert_eq!(experiments.replicate(0, &mut None, &|| false), None);
    }
}
