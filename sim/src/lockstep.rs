//! Two scenarios in lockstep: through which process each school first comes to differ.
//!
//! Both worlds go through the same terms, process by process. Draws are addressed, so that a school stays
//! the same to the last bit until something that differs reaches it: a lever of its own, or another
//! process that carries the change over from schools that got it.

use crate::draw::Seed;
use crate::population::{Population, differing_schools};
use crate::process::policy::Levers;
use crate::process::{TIMETABLE, one_by_one};
use crate::run::Model;
use crate::scenario::Scenario;
use crate::term::Term;

/// Where two worlds part for a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The term.
    pub term: Term,
    /// The process after which the school is another; `policy` where a lever of its own is.
    pub process: &'static str,
}

/// For each school of a population, where two scenarios on it first part; none where they do not within
/// so many terms from the first parting of any school on, or `go_on` says no first.
///
/// Both scenarios start in the same autumn; what is not in the schedule of one is not run in it.
pub fn partings(
    scenarios: [&Scenario; 2],
    population: &Population,
    seed: Seed,
    terms: u32,
    go_on: &dyn Fn() -> bool,
) -> Vec<Option<Parting>> {
    let mut found = vec![None; population.len()];
    let mut models = scenarios.map(|scenario| Model::new(scenario, population, seed));
    let mut schedules = scenarios.map(|_| one_by_one());
    let mut left = None;
    while left != Some(0) && go_on() && found.iter().any(Option::is_none) {
        let [Some(term), Some(_)] = models.each_mut().map(Model::begin_term) else { break };
        for (at, process) in TIMETABLE.iter().enumerate() {
            if !process.phase.runs_in(term.season()) {
                continue;
            }
            for (side, model) in models.iter_mut().enumerate() {
                if !scenarios[side].switched_off.contains(&process.name) {
                    schedules[side][at].run(model.world());
                }
            }
            let parting = Parting { term, process: process.name };
            let [one, other] = &mut models;
            note(one, other, population, parting, &mut found);
        }
        if found.iter().any(Option::is_some) {
            left = Some(left.map_or(terms, |left: u32| left.saturating_sub(1)));
        }
    }
    found
}

/// Notes the schools that differ after a process and did not before.
fn note(
    one: &mut Model,
    other: &mut Model,
    population: &Population,
    parting: Parting,
    found: &mut [Option<Parting>],
) {
    let (one, other) = (one.world(), other.world());
    let mut first = |school: usize| {
        if let Some(place) = found.get_mut(school) {
            place.get_or_insert(parting);
        }
    };
    if parting.process == "policy" {
        let (here, there) = (one.resource::<Levers>(), other.resource::<Levers>());
        here.differing(there, &mut first);
    } else if parting.process != "record" {
        differing_schools(one, other, &population.layout, &mut first);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::position;
    use crate::population::synthetic;
    use crate::reach::{Lots, Reach};
    use crate::scenario::Policy;

    fn scenario() -> Scenario {
        let mut scenario = Scenario::default();
        (scenario.population.schools, scenario.run.years) = (150, 3);
        scenario
    }

    fn policy(from: Term, share: f64, lever: &str, value: f64) -> Policy {
        let lots = Lots { from: 0.0, to: share, lot: 1 };
        Policy {
            name: "a change".into(),
            from,
            until: None,
            ramp_terms: 0,
            follow: false,
            reach: Reach { lots: Some(lots), ..Reach::default() },
            set: vec![(position(lever).unwrap(), value)],
        }
    }

    #[test]
    fn the_same_scenario_never_parts() {
        let scenario = scenario();
        let population = synthetic(&scenario);
        let found = partings([&scenario, &scenario], &population, Seed(3), 6, &|| true);
        assert!(found.iter().all(Option::is_none));
    }

    #[test]
    fn schools_that_got_a_change_part_in_its_first_term_and_others_later_through_a_process() {
        let base = scenario();
        let mut changed = base.clone();
        let from = Term::autumn(2027);
        changed.policies.push(policy(from, 0.3, "capacity.development_hours", 90.0));
        let population = synthetic(&base);
        let found = partings([&base, &changed], &population, Seed(3), 6, &|| true);
        let got = |one: &Option<Parting>| one.is_some_and(|one| one.process == "policy");
        assert_eq!(found.iter().filter(|one| got(one)).count(), 45);
        for parting in found.iter().flatten() {
            assert!(parting.term >= from && (parting.process != "policy" || parting.term == from));
        }
        // Teachers move: the change does not stay where it was made.
        assert!(found.iter().flatten().any(|one| one.process != "policy"));
    }

    #[test]
    fn process_by_process_a_world_goes_where_a_run_takes_it() {
        let scenario = scenario();
        let population = synthetic(&scenario);
        let mut model = Model::new(&scenario, &population, Seed(3));
        let mut schedules = one_by_one();
        while let Some(term) = model.begin_term() {
            for (at, process) in TIMETABLE.iter().enumerate() {
                if process.phase.runs_in(term.season()) {
                    schedules[at].run(model.world());
                }
            }
        }
        assert_eq!(model.records(), crate::run(&scenario, &population, Seed(3)));
    }
}
