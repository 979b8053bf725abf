//! Whom a scenario reaches, and when.

use sim::population::Population;
use sim::reach::traits;
use sim::scenario::{Policy, Scenario};
use sim::term::Term;

/// The schools that a scenario reaches, as they stand before the first term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// For each school by its number, whether it is reached.
    pub schools: Vec<bool>,
}

impl Reached {
    /// The schools of the policy called `policy`, where that is asked; all schools, where the scenario
    /// changes a value for the whole nation; otherwise those that the first policies choose. Policies that
    /// ask for grades or governance may choose others when they start.
    pub fn of(scenario: &Scenario, policy: Option<&str>, population: &Population) -> Self {
        if let Some(named) = scenario.policies.iter().find(|one| Some(&*one.name) == policy) {
            return Self::chosen([named].into_iter(), population);
        }
        if scenario.values != Scenario::default().values || scenario.policies.is_empty() {
            return Self { schools: vec![true; population.len()] };
        }
        let first = scenario.policies.iter().map(|policy| policy.from).min();
        Self::chosen(scenario.policies.iter().filter(|one| Some(one.from) == first), population)
    }

    fn chosen<'a>(policies: impl Iterator<Item = &'a Policy>, population: &Population) -> Self {
        let all = traits(population);
        let mut schools = vec![false; population.len()];
        for school in policies.flat_map(|policy| policy.reach.chosen(&all, population.seed)) {
            schools[school as usize] = true;
        }
        Self { schools }
    }

    /// Number of schools that are reached.
    pub fn count(&self) -> usize {
        self.schools.iter().filter(|reached| **reached).count()
    }
}

/// The school years, named by their summers, in which a scenario changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first one.
    pub first: i64,
    /// The last one; none where something lasts to the end of the run.
    pub last: Option<i64>,
}

impl Span {
    /// The `n`-th school year from the first one on, or the last one if that comes before.
    pub fn year(&self, n: i64) -> i64 {
        let wanted = self.first + n - 1;
        self.last.map_or(wanted, |last| wanted.min(last))
    }

    /// School years of a run from its start to the end of a school year.
    pub fn years(start: u16, year: i64) -> u32 {
        u32::try_from(year - i64::from(start)).unwrap_or(1)
    }
}

/// When a scenario changes something.
pub fn span(scenario: &Scenario) -> Span {
    let start = scenario.run.first_term();
    let summer = |term: Term| i64::from(term.school_year_start()) + 1;
    if scenario.values != Scenario::default().values || scenario.policies.is_empty() {
        return Span { first: summer(start), last: None };
    }
    let first = scenario.policies.iter().map(|policy| summer(policy.from.max(start))).min();
    let ends: Option<Vec<i64>> =
        scenario.policies.iter().map(|policy| policy.until.map(summer)).collect();
    Span {
        first: first.unwrap_or(summer(start)),
        last: ends.and_then(|ends| ends.into_iter().max()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::agent::Region;
    use sim::catalogue::position;
    use sim::population::synthetic;
    use sim::reach::Reach;
    use sim::term::Season;

    fn policy(name: &str, from: u16, until: Option<u16>, regions: Vec<Region>) -> Policy {
        Policy {
            name: name.into(),
            from: Term::autumn(from),
            until: until.map(|year| Term::new(year, Season::Summer)),
            ramp_terms: 0,
            follow: false,
            reach: Reach { regions, ..Reach::default() },
            set: vec![(position("capacity.peer_observation").unwrap(), 1.0)],
        }
    }

    #[test]
    fn a_change_for_the_whole_nation_reaches_all_schools_from_the_first_year() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 60;
        scenario.values.set(position("capacity.peer_observation").unwrap(), 1.0);
        let reached = Reached::of(&scenario, None, &synthetic(&scenario));
        assert_eq!(reached.count(), 60);
        assert_eq!(span(&scenario), Span { first: 2027, last: None });
    }

    #[test]
    fn policies_reach_those_whom_the_first_of_them_choose() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 400;
        scenario.policies = vec![
            policy("one", 2027, Some(2030), vec![Region::London]),
            policy("two", 2029, Some(2032), vec![Region::NorthEast]),
        ];
        let population = synthetic(&scenario);
        let named = Reached::of(&scenario, Some("two"), &population);
        let reached = Reached::of(&scenario, None, &population);
        assert!(named.count() > 0 && named != reached);
        let london = population.schools.region.iter().filter(|one| **one == Region::London);
        assert_eq!(reached.count(), london.count());
        let span = span(&scenario);
        assert_eq!(span, Span { first: 2028, last: Some(2032) });
        assert_eq!((span.year(2), span.year(5), span.year(9)), (2029, 2032, 2032));
        assert_eq!(Span::years(2026, 2029), 3);
    }
}
