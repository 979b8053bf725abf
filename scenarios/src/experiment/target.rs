//! What a design varies: a lever or parameter, the level of a driver, a mechanism or a process.

use sim::catalogue::{Kind, catalogue, position};
use sim::mechanism::{MECHANISMS, mechanism};
use sim::process::TIMETABLE;
use sim::scenario::Scenario;

use crate::keys;

/// Something that a scenario states and a design varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A lever or parameter, by its position in the catalogue.
    Value(usize),
    /// The level of a driver, by the driver's name: every lever that follows it.
    Level(&'static str),
    /// The factor of a mechanism, by its position among the mechanisms.
    Mechanism(usize),
    /// Whether a process runs (1) or not (0).
    Process(&'static str),
}

impl Target {
    /// What that path names: `accountability.stakes`, `competition.level`, `mechanisms.peer_learning`.
    pub fn named(path: &str) -> Option<Self> {
        if let Some(name) = path.strip_prefix("mechanisms.") {
            let process = TIMETABLE.iter().find(|process| process.name == name);
            return match process {
                Some(process) if process.name == "record" => None,
                Some(process) => Some(Target::Process(process.name)),
                None => mechanism(name).map(Target::Mechanism),
            };
        }
        let level = || keys::driver_of_level(path).map(Target::Level);
        position(path).map(Target::Value).or_else(level)
    }

    /// The path by which it is named.
    pub fn path(&self) -> String {
        match *self {
            Target::Value(at) => catalogue()[at].path.to_owned(),
            Target::Level(driver) => format!("{driver}.level"),
            Target::Mechanism(at) => format!("mechanisms.{}", MECHANISMS[at].name),
            Target::Process(name) => format!("mechanisms.{name}"),
        }
    }

    /// Unit of its values.
    pub fn unit(&self) -> &'static str {
        match *self {
            Target::Value(at) => catalogue()[at].unit,
            Target::Level(_) => "level, 0.5 is today's",
            Target::Mechanism(_) => "factor",
            Target::Process(_) => "1 runs, 0 left out",
        }
    }

    /// Whether the settled population depends on it: parameters and mechanisms, but no lever.
    pub fn changes_population(&self) -> bool {
        match *self {
            Target::Value(at) => catalogue()[at].kind == Kind::Parameter,
            Target::Level(_) => false,
            Target::Mechanism(_) | Target::Process(_) => true,
        }
    }
}

/// States the values of a design's point in a scenario: levels first, so that a lever of its own wins
/// over the level of its driver.
pub fn apply(targets: &[Target], values: &[f64], scenario: &mut Scenario) {
    let (levels, others): (Vec<_>, Vec<_>) =
        targets.iter().zip(values).partition(|(target, _)| matches!(target, Target::Level(_)));
    for (target, value) in levels.into_iter().chain(others) {
        set(target, *value, scenario);
    }
}

fn set(target: &Target, value: f64, scenario: &mut Scenario) {
    match *target {
        Target::Value(at) => state(at, value, scenario),
        Target::Level(driver) => {
            for at in keys::followers(driver) {
                if let Some(follows) = catalogue()[at].at_level(value) {
                    state(at, follows, scenario);
                }
            }
        }
        Target::Mechanism(at) => scenario.scale(at, value),
        Target::Process(name) => {
            scenario.switched_off.retain(|off| *off != name);
            if value == 0.0 {
                scenario.switched_off.push(name);
                // In the order of the timetable, so that equal scenarios are equal.
                let place = |name: &str| TIMETABLE.iter().position(|one| one.name == name);
                scenario.switched_off.sort_by_key(|name| place(name));
            }
        }
    }
}

/// A value that a design states is not drawn.
fn state(at: usize, value: f64, scenario: &mut Scenario) {
    scenario.values.set(at, value);
    scenario.doubt.priors.retain(|(position, _)| *position != at);
    if catalogue()[at].kind == Kind::Parameter
        && let Err(place) = scenario.doubt.held.binary_search(&at)
    {
        scenario.doubt.held.insert(place, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_found_by_its_path_and_tells_it() {
        for path in [
            "accountability.stakes",
            "learning.decay",
            "competition.level",
            "mechanisms.peer_learning",
            "mechanisms.hubs",
        ] {
            assert_eq!(Target::named(path).map(|target| target.path()).as_deref(), Some(path));
        }
        for path in ["accountability.steaks", "run.years", "mechanisms.record", "mechanisms.luck"] {
            assert_eq!(Target::named(path), None, "{path}");
        }
    }

    #[test]
    fn a_lever_of_its_own_wins_over_the_level_whatever_their_order() {
        let both = [Target::named("accountability.stakes"), Target::named("accountability.level")];
        let targets: Vec<Target> = both.into_iter().flatten().collect();
        let mut scenario = Scenario::default();
        apply(&targets, &[0.33, 1.0], &mut scenario);
        assert_eq!(scenario.values.of("accountability.stakes"), 0.33);
        let interval = scenario.values.of("accountability.inspection_interval_years");
        assert_ne!(
            interval,
            Scenario::default().values.of("accountability.inspection_interval_years")
        );
    }

    #[test]
    fn a_parameter_that_is_stated_is_not_drawn() {
        let mut scenario = Scenario::default();
        let decay = Target::named("learning.decay").unwrap();
        apply(&[decay], &[0.2], &mut scenario);
        let Target::Value(at) = decay else { unreachable!() };
        assert!(!scenario.drawn().contains(&at) && decay.changes_population());
    }

    #[test]
    fn a_process_is_left_out_and_taken_in() {
        let mut scenario = Scenario::default();
        let hubs = [Target::named("mechanisms.hubs").unwrap()];
        apply(&hubs, &[0.0], &mut scenario);
        assert_eq!(scenario.switched_off, ["hubs"]);
        apply(&hubs, &[1.0], &mut scenario);
        assert!(scenario.switched_off.is_empty());
    }
}
