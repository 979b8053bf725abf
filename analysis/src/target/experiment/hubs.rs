//! What hubs do to their partners, and what an evaluator would find: T14.
//!
//! Hubs are designated as the policy does it, three for every hundred schools, on the settled population;
//! without the policy there is none. An evaluator compares a partner with the school that was most like it
//! before (published progress of some years, free meals, size, within the stage) and is no partner; a hub in
//! the same way with a school that is none. The truth is what the same schools would have had without.

use sim::Model;
use sim::catalogue::position;
use sim::population::Population;
use sim::records::SchoolRows;
use sim::scenario::Scenario;

use crate::convention::unit::progress_sd;
use crate::paired::{self, Both, PROGRESS_11, PROGRESS_16, Pair, contrast, school_year};
use crate::statistic::mean;
use crate::target::Named;
use crate::trial::Matching;

/// What this file answers.
pub(in crate::target) const STATISTICS: &[Named] = &[
    ("T14", "partner", |s| s.effects.as_ref()?.hub.partner),
    ("T14", "partner, truth", |s| s.effects.as_ref()?.hub.partner_truth),
    ("T14", "hub", |s| s.effects.as_ref()?.hub.hub),
    ("T14", "hub, truth", |s| s.effects.as_ref()?.hub.hub_truth),
];

/// School years that are run; the last one is measured, two after the first as partners.
const YEARS: u32 = 3;
/// Hubs for each hundred schools, and partners of a hub: about the teaching schools of 2015.
const HUBS: (&str, f64) = ("collaboration.hubs_per_100", 3.0);
const PARTNERS: (&str, f64) = ("collaboration.hub_partners", 12.0);

/// Mean effects on progress at 11 or 16, pupil SD; none without such schools.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HubEffect {
    /// On partners, as an evaluator would see it.
    pub partner: Option<f64>,
    /// On the same schools with and without.
    pub partner_truth: Option<f64>,
    /// On hubs, as an evaluator would see it.
    pub hub: Option<f64>,
    /// On the same schools with and without.
    pub hub_truth: Option<f64>,
}

/// The scenarios with and without hubs.
pub struct Hubs {
    with: Scenario,
    without: Scenario,
}

impl Hubs {
    /// As the scenario, with many hubs and with none.
    pub fn new(scenario: &Scenario) -> Self {
        Self::with(scenario, &[])
    }

    /// The same, with further levers where there are hubs.
    pub fn with(scenario: &Scenario, levers: &[(&str, f64)]) -> Self {
        let of = |values: &[(&str, f64)]| {
            let mut scenario = scenario.clone();
            scenario.run.years = YEARS;
            for (path, value) in values {
                if let Some(at) = position(path) {
                    scenario.values.set(at, *value);
                }
            }
            scenario
        };
        let with = [&[HUBS, PARTNERS], levers].concat();
        Self { with: of(&with), without: of(&[(HUBS.0, 0.0)]) }
    }

    /// What one replicate finds; none when asked to stop.
    pub fn replicate(
        &self,
        population: &Population,
        replicate: u32,
        world: &mut Option<Model>,
        go_on: &dyn Fn() -> bool,
    ) -> Option<HubEffect> {
        let pair = Pair::of_scenarios(&self.with, &self.without, population);
        paired::replicate(&pair, replicate, world, go_on, |both| self.found(both, population))
    }

    fn found(&self, both: &Both, population: &Population) -> HubEffect {
        let (first, last) = (school_year(&self.with, 1), school_year(&self.with, YEARS));
        let rows = &both.with.schools;
        let in_all_years = |is: fn(&SchoolRows, usize) -> bool| {
            let mut years = vec![0; population.len()];
            for at in (0..rows.school_id.len()).filter(|at| is(rows, *at)) {
                if let Some(count) = years.get_mut(rows.school_id[at] as usize) {
                    *count += i64::from((first..=last).contains(&rows.school_year[at]));
                }
            }
            years.into_iter().map(|count| count > last - first).collect::<Vec<bool>>()
        };
        let partners = in_all_years(|rows, at| rows.hub_partner[at] == 1);
        let hubs = in_all_years(|rows, at| rows.designated[at] % 2 == 1);
        let alone =
            in_all_years(|rows, at| rows.hub_partner[at] == 0 && rows.designated[at] % 2 == 0);
        let matching = Matching::of(population, &alone);
        let effects = |schools: &[bool]| {
            let (mut seen, mut true_ones) = (Vec::new(), Vec::new());
            for outcome in [&PROGRESS_11, &PROGRESS_16] {
                let (with, without) =
                    (outcome.by_school(&both.with, last), outcome.by_school(&both.without, last));
                let progress = |school: usize| with.get(school).copied().flatten();
                for school in (0..population.len()).filter(|school| schools[*school]) {
                    let matched = matching.nearest(school);
                    let pair = progress(school).zip(matched.and_then(progress));
                    seen.extend(pair.map(|(own, other)| own - other));
                }
                let truth = contrast(&with, &without, |school| schools[school]);
                // By school, so that both stages count as they are.
                true_ones.extend(truth.map(|found| (found.schools, found.difference)));
            }
            let all: usize = true_ones.iter().map(|(count, _)| count).sum();
            let sum: f64 = true_ones.iter().map(|(count, found)| *count as f64 * found).sum();
            let truth = (all > 0).then(|| sum / all as f64);
            (mean(&seen).map(in_pupil_sd), truth.map(in_pupil_sd))
        };
        let ((partner, partner_truth), (hub, hub_truth)) = (effects(&partners), effects(&hubs));
        HubEffect { partner, partner_truth, hub, hub_truth }
    }
}

fn in_pupil_sd(progress: f64) -> f64 {
    progress * progress_sd()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::population::synthetic;

    #[test]
    fn partners_and_hubs_are_compared_with_others_and_with_themselves() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 1500;
        let population = synthetic(&scenario);
        let found = Hubs::new(&scenario).replicate(&population, 0, &mut None, &|| true).unwrap();
        let HubEffect { partner, partner_truth, hub, hub_truth } = found;
        assert!(partner.is_some() && hub.is_some(), "{found:?}");
        assert_ne!(partner_truth, Some(0.0));
        assert!(hub_truth.is_some());
    }
}
