//! One replicate's values, drawn from what is believed of them.
//!
//! The draw of a value is a function of the replicate's seed and the value's path, so that a scenario
//! that states one more value, or a version that has one more, leaves the others as they were.

use crate::catalogue::{Kind, catalogue};
use crate::draw::{Purpose, Seed, fnv1a, purpose, uniform};
use crate::scenario::Scenario;

const VALUE: Purpose = purpose("doubt.value");

/// The number by which a path's draw is addressed.
fn entity(path: &str) -> u32 {
    let hash = fnv1a(path.as_bytes());
    (hash ^ (hash >> 32)) as u32
}

impl Scenario {
    /// Catalogue positions of the values that are drawn where a scenario draws them: whatever has a
    /// prior of its own in the scenario, and every parameter that the scenario does not state. Levers
    /// are decisions: they are drawn where the scenario gives them a prior, and nowhere else.
    pub fn drawn(&self) -> Vec<usize> {
        let own = |at: &usize| self.doubt.priors.iter().any(|(position, _)| position == at);
        let open =
            |at: &usize| catalogue()[*at].kind == Kind::Parameter && !self.doubt.held.contains(at);
        (0..catalogue().len()).filter(|at| own(at) || open(at)).collect()
    }

    /// The scenario with the values of one replicate. Where a scaled mechanism would take a drawn value
    /// out of its bounds, it stays at the bound.
    pub fn with_draws(&self, seed: Seed) -> Scenario {
        let mut scenario = self.clone();
        let mut draws = seed.draws(VALUE);
        for at in self.drawn() {
            let entry = &catalogue()[at];
            let [word] = draws.at::<1>(entity(entry.path), 0, 0);
            scenario.values.set(at, self.prior(at).quantile(uniform(word)));
            let value = scenario.values.at(at);
            if !(entry.min..=entry.max).contains(&value) {
                let factor = value / scenario.values.stated(at);
                scenario.values.set(at, value.clamp(entry.min, entry.max) / factor);
            }
        }
        scenario
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Prior, position, uniform};
    use crate::mechanism::mechanism;

    #[test]
    fn no_two_paths_share_a_draw() {
        let mut entities: Vec<u32> = catalogue().iter().map(|entry| entity(entry.path)).collect();
        entities.sort_unstable();
        entities.dedup();
        assert_eq!(entities.len(), catalogue().len());
    }

    #[test]
    fn parameters_are_drawn_inside_their_priors_and_levers_stay() {
        let drawn = Scenario::default().with_draws(Seed(5));
        let mut moved = 0;
        for (at, entry) in catalogue().iter().enumerate() {
            let (value, (low, high)) = (drawn.values.at(at), entry.prior.range());
            if entry.kind == Kind::Lever {
                assert_eq!(value, entry.default, "{}", entry.path);
            } else {
                assert!((low..=high).contains(&value), "{}", entry.path);
                moved += usize::from(value != entry.default);
            }
        }
        assert!(moved > 100, "{moved}");
    }

    #[test]
    fn what_a_scenario_states_is_held_and_its_own_priors_win() {
        let decay = position("learning.decay").unwrap();
        let stakes = position("accountability.stakes").unwrap();
        let mut scenario = Scenario::default();
        scenario.doubt.held = vec![decay];
        scenario.doubt.priors = vec![(stakes, uniform(0.2, 0.3))];
        let drawn = scenario.with_draws(Seed(1)).values;
        assert_eq!(drawn.at(decay), catalogue()[decay].default);
        assert!((0.2..=0.3).contains(&drawn.at(stakes)));
        let others = Scenario::default().with_draws(Seed(1)).values;
        let other = |at: &usize| ![decay, stakes].contains(at);
        assert!((0..catalogue().len()).filter(other).all(|at| drawn.at(at) == others.at(at)));
        scenario.doubt.priors.push((decay, Prior::Uniform { low: 0.3, high: 0.4 }));
        assert!(scenario.with_draws(Seed(1)).values.at(decay) >= 0.3);
    }

    #[test]
    fn draws_of_many_replicates_fill_the_prior() {
        let at = position("learning.peer_learning").unwrap();
        let value = |seed: u64| Scenario::default().with_draws(Seed(seed)).values.at(at);
        let zeros = (0..400).filter(|seed| value(*seed) == 0.0).count();
        assert!((90..150).contains(&zeros), "{zeros} of 400 at zero, where 30 % belong");
    }

    #[test]
    fn a_scaled_draw_stays_inside_the_bounds() {
        let mut scenario = Scenario::default();
        scenario.scale(mechanism("head_climate").unwrap(), 2.0);
        let at = position("climate.head_gain").unwrap();
        let entry = &catalogue()[at];
        for seed in 0..100 {
            let value = scenario.with_draws(Seed(seed)).values.at(at);
            assert!(value >= entry.min && value <= entry.max + 1e-12, "{value}");
        }
    }
}
