//! Runs the two arms of a replicate, one after the other, in one memory.

use sim::Model;
use sim::draw::Seed;
use sim::population::Population;
use sim::records::Records;
use sim::scenario::Scenario;

/// One side of a comparison: a scenario on a settled population.
#[derive(Clone, Copy, Debug)]
pub struct Arm<'a> {
    /// What happens.
    pub scenario: &'a Scenario,
    /// To whom.
    pub population: &'a Population,
}

/// Both sides of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// The side with the change.
    pub with: Arm<'a>,
    /// The side without it. Its root seed is that of both.
    pub without: Arm<'a>,
}

/// What both sides of one replicate recorded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Both {
    /// With the change.
    pub with: Records,
    /// Without it.
    pub without: Records,
}

impl<'a> Pair<'a> {
    /// Two scenarios on one population.
    pub fn of_scenarios(
        with: &'a Scenario,
        without: &'a Scenario,
        population: &'a Population,
    ) -> Self {
        let arm = |scenario| Arm { scenario, population };
        Self { with: arm(with), without: arm(without) }
    }

    /// One scenario on two populations: the same schools in another state.
    pub fn of_populations(
        scenario: &'a Scenario,
        with: &'a Population,
        without: &'a Population,
    ) -> Self {
        let arm = |population| Arm { scenario, population };
        Self { with: arm(with), without: arm(without) }
    }

    /// The seed that both sides of a replicate have.
    pub fn seed(&self, replicate: u32) -> Seed {
        Seed(self.without.scenario.run.seed).of_replicate(replicate)
    }
}

/// Runs one arm in the memory of `world`, which is made where there is none yet.
///
/// None as soon as `go_on` says no; it is asked after every term.
pub fn records(
    arm: Arm<'_>,
    seed: Seed,
    world: &mut Option<Model>,
    go_on: &dyn Fn() -> bool,
) -> Option<Records> {
    let model = match world {
        Some(model) => {
            model.restart(arm.scenario, arm.population, seed);
            model
        }
        None => world.insert(Model::new(arm.scenario, arm.population, seed)),
    };
    while model.term() {
        if !go_on() {
            return None;
        }
    }
    Some(model.take_records())
}

/// Runs both arms of one replicate in the memory of `world`; what `measure` makes of their records.
///
/// None as soon as `go_on` says no. The answer depends on the pair and the replicate alone: each thread
/// may have a world of its own and take replicates in any order.
pub fn replicate<T>(
    pair: &Pair<'_>,
    replicate: u32,
    world: &mut Option<Model>,
    go_on: &dyn Fn() -> bool,
    measure: impl FnOnce(&Both) -> T,
) -> Option<T> {
    let seed = pair.seed(replicate);
    let without = records(pair.without, seed, world, go_on)?;
    let with = records(pair.with, seed, world, go_on)?;
    Some(measure(&Both { with, without }))
}

/// The first `replicates` of a pair, one after another; what `measure` makes of each.
pub fn run<T>(pair: &Pair<'_>, replicates: u32, measure: impl Fn(&Both) -> T) -> Vec<T> {
    let mut world = None;
    (0..replicates).filter_map(|r| replicate(pair, r, &mut world, &|| true, &measure)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::population::synthetic;

    fn small() -> (Scenario, Population) {
        let mut scenario = Scenario::default();
        (scenario.population.schools, scenario.run.years) = (60, 2);
        let population = synthetic(&scenario);
        (scenario, population)
    }

    fn dearer(scenario: &Scenario) -> Scenario {
        let mut dearer = scenario.clone();
        let at = sim::catalogue::position("capacity.development_hours").unwrap();
        dearer.values.set(at, 100.0);
        dearer
    }

    #[test]
    fn arms_that_are_the_same_record_the_same() {
        let (scenario, population) = small();
        let pair = Pair::of_scenarios(&scenario, &scenario, &population);
        assert_eq!(run(&pair, 2, |both| both.with == both.without), [true, true]);
    }

    #[test]
    fn each_side_is_what_a_run_of_its_own_would_record() {
        let (scenario, population) = small();
        let dearer = dearer(&scenario);
        let pair = Pair::of_scenarios(&dearer, &scenario, &population);
        let both = run(&pair, 2, Both::clone).pop().unwrap();
        let seed = Seed(scenario.run.seed).of_replicate(1);
        assert_eq!(both.with, sim::run(&dearer, &population, seed));
        assert_eq!(both.without, sim::run(&scenario, &population, seed));
        assert_ne!(both.with, both.without);
    }

    #[test]
    fn a_changed_state_and_a_process_left_out_make_arms_too() {
        let (scenario, population) = small();
        let mut changed = population.clone();
        changed.schools.climate.iter_mut().for_each(|climate| climate.0 += 1.0);
        let pair = Pair::of_populations(&scenario, &changed, &population);
        assert_eq!(run(&pair, 1, |both| both.with == both.without), [false]);
        let mut off = scenario.clone();
        off.switched_off.push("strain");
        let pair = Pair::of_scenarios(&off, &scenario, &population);
        let with = run(&pair, 1, |both| both.with.clone()).pop().unwrap();
        assert_eq!(with, sim::run(&off, &population, pair.seed(0)));
    }

    #[test]
    fn a_run_that_is_asked_to_stop_measures_nothing() {
        let (scenario, population) = small();
        let pair = Pair::of_scenarios(&scenario, &scenario, &population);
        assert_eq!(replicate(&pair, 0, &mut None, &|| false, |_| ()), None);
    }
}
