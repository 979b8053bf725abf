//! Policies act: the timeline sets this term's levers, school by school.
//!
//! A lever is at the scenario's own value, except in schools that a policy in force reaches. Nothing
//! else writes a lever, and no process knows a policy.
//! Limits: a policy is fully in force from its first term to its last; it starts and ends at once.

use bevy_ecs::prelude::*;

use super::Now;
use crate::agent::{Phase as SchoolPhase, Region, SchoolId, Urn};
use crate::catalogue::{Entry, Kind, Values, catalogue};
use crate::parameters::parameters;
use crate::scenario::Policy;
use crate::term::Term;

/// Policies write levers; they read none.
pub(crate) const READS: &[Entry] = &[];

parameters! {
    /// The timeline needs no parameter.
    pub struct Parameters of "policy" {}
}

/// This term's levers: one column of schools each.
#[derive(Resource, Clone, Debug)]
pub struct Levers {
    /// Path, value in the base year, the scenario's own value, and this term's value by school.
    columns: Vec<Lever>,
}

#[derive(Clone, Debug)]
struct Lever {
    path: &'static str,
    position: usize,
    own: f64,
    by_school: Vec<f64>,
}

impl Levers {
    /// Every lever at the scenario's own value.
    pub(crate) fn new(values: &Values, schools: usize) -> Self {
        let columns = catalogue()
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.kind == Kind::Lever)
            .map(|(position, entry)| {
                let own = values.at(position);
                Lever { path: entry.path, position, own, by_school: vec![own; schools] }
            })
            .collect();
        Self { columns }
    }

    /// This term's value of a lever, by school.
    pub(crate) fn of(&self, lever: &Entry) -> &[f64] {
        let column = self.columns.iter().find(|column| column.path == lever.path);
        column.map_or(&[], |column| &column.by_school)
    }
}

/// The policies of the scenario.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Timeline(pub(crate) Vec<Policy>);

/// Sets the levers when a policy starts or ends this term.
pub(super) fn run(
    now: Res<Now>,
    timeline: Res<Timeline>,
    mut levers: ResMut<Levers>,
    schools: Query<(&SchoolId, &Urn, &Region, &SchoolPhase)>,
) {
    if !timeline.0.iter().any(|policy| changes(policy, now.term)) {
        return;
    }
    for lever in &mut levers.columns {
        lever.by_school.fill(lever.own);
    }
    for policy in timeline.0.iter().filter(|policy| policy.in_force(now.term)) {
        for (id, urn, region, phase) in &schools {
            if !policy.reach.covers(*region, *phase, urn.0) {
                continue;
            }
            for lever in &mut levers.columns {
                if let Some((_, value)) = policy.set.iter().find(|(at, _)| *at == lever.position) {
                    lever.by_school[id.0 as usize] = *value;
                }
            }
        }
    }
}

/// Whether a policy starts in `term` or ended with the term before.
fn changes(policy: &Policy, term: Term) -> bool {
    policy.from == term || policy.until.is_some_and(|last| last.plus(1) == term)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Reach;

    fn world_of(policy: Policy) -> World {
        let mut world = World::new();
        world.insert_resource(Levers::new(&Values::default(), 2));
        world.insert_resource(Timeline(vec![policy]));
        world.spawn((SchoolId(0), Urn(Some(100_000)), Region::London, SchoolPhase::Primary));
        world.spawn((SchoolId(1), Urn(None), Region::NorthEast, SchoolPhase::Secondary));
        world
    }

    fn stakes_in(world: &mut World, term: Term) -> Vec<f64> {
        use bevy_ecs::system::RunSystemOnce;
        world.insert_resource(Now { term });
        world.run_system_once(run).unwrap();
        world.resource::<Levers>().of(&crate::driver::accountability::STAKES).to_vec()
    }

    #[test]
    fn a_policy_holds_from_its_first_term_to_its_last_in_the_schools_it_reaches() {
        let start = Term::autumn(2026);
        let policy = Policy {
            name: "x".into(),
            from: start.plus(1),
            until: Some(start.plus(2)),
            reach: Reach { regions: vec![Region::London], ..Reach::default() },
            set: vec![(crate::catalogue::position("accountability.stakes").unwrap(), 0.9)],
        };
        let mut world = world_of(policy);
        assert_eq!(stakes_in(&mut world, start), [0.5, 0.5]);
        assert_eq!(stakes_in(&mut world, start.plus(1)), [0.9, 0.5]);
        assert_eq!(stakes_in(&mut world, start.plus(2)), [0.9, 0.5]);
        assert_eq!(stakes_in(&mut world, start.plus(3)), [0.5, 0.5]);
    }

    #[test]
    fn a_policy_for_one_phase_leaves_the_others_alone() {
        let start = Term::autumn(2026);
        let policy = Policy {
            name: "x".into(),
            from: start,
            until: None,
            reach: Reach { phases: vec![SchoolPhase::Secondary], ..Reach::default() },
            set: vec![(crate::catalogue::position("accountability.stakes").unwrap(), 0.1)],
        };
        assert_eq!(stakes_in(&mut world_of(policy), start), [0.5, 0.1]);
    }

    #[test]
    fn a_policy_for_named_schools_reaches_them_alone() {
        let start = Term::autumn(2026);
        let policy = Policy {
            name: "x".into(),
            from: start,
            until: None,
            reach: Reach { schools: vec![100_000, 100_008], ..Reach::default() },
            set: vec![(crate::catalogue::position("accountability.stakes").unwrap(), 0.1)],
        };
        assert_eq!(stakes_in(&mut world_of(policy), start), [0.1, 0.5]);
    }
}
