//! What a settled population depends on, beside where its schools come from.

use sim::catalogue::{Kind, catalogue};
use sim::process::TIMETABLE;
use sim::scenario::Scenario;

/// Scenarios with one key, whose schools come from one place, settle alike.
pub(crate) type SettlingKey = Vec<u64>;

/// The first year, every parameter and the processes that are left out; levers and policies come after.
pub(crate) fn settling_key(scenario: &Scenario) -> SettlingKey {
    let process = |name: &&str| {
        TIMETABLE.iter().position(|one| one.name == *name).unwrap_or(TIMETABLE.len()) as u64
    };
    let mut key = vec![u64::from(scenario.run.start), scenario.switched_off.len() as u64];
    key.extend(scenario.switched_off.iter().map(process));
    let entries = catalogue().iter().enumerate();
    let parameters = entries.filter(|(_, entry)| entry.kind == Kind::Parameter);
    key.extend(parameters.map(|(at, _)| scenario.values.at(at).to_bits()));
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::catalogue::position;

    #[test]
    fn parameters_and_processes_count_and_levers_do_not() {
        let usual = settling_key(&Scenario::default());
        let with = |path: &str, value: f64| {
            let mut scenario = Scenario::default();
            scenario.values.set(position(path).unwrap(), value);
            settling_key(&scenario)
        };
        assert_eq!(with("accountability.stakes", 0.9), usual);
        assert_ne!(with("learning.decay", 0.2), usual);
        let mut without = Scenario::default();
        without.switched_off.push("hubs");
        assert_ne!(settling_key(&without), usual);
    }
}
