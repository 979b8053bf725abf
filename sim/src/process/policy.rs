//! Policies act: the timeline sets this term's levers, school by school.
//!
//! A lever is at the scenario's own value, except in schools that a policy in force reaches. Nothing
//! else writes a lever, and no process knows a policy. A policy's schools are those that meet its
//! conditions in its first term, or, where it follows them, each autumn. Where it has a ramp, a lever
//! goes from the value in force before to the new one in equal steps; at the end it returns at once.
//! Where two policies set one lever of one school in one term, the later one of the timeline holds,
//! and the records count such schools.

use bevy_ecs::prelude::*;

use super::Now;
use super::record::{FirstTerm, Written};
use crate::agent::{Governance, Inspected, Open, SchoolId};
use crate::catalogue::{Entry, Kind, Values, catalogue};
use crate::parameters::parameters;
use crate::population::Population;
use crate::reach::{Traits, traits};
use crate::records::PolicyRow;
use crate::scenario::Policy;
use crate::term::{Season, Term};

/// Policies write levers; they read none.
pub(crate) const READS: &[Entry] = &[];

parameters! {
    /// The timeline needs no parameter.
    pub struct Parameters of "policy" {}
}

/// This term's levers: one column of schools each.
#[derive(Resource, Clone, Debug)]
pub struct Levers {
    columns: Vec<Lever>,
}

#[derive(Clone, Debug)]
struct Lever {
    path: &'static str,
    position: usize,
    /// The scenario's own value.
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

    /// Notes every school in which a lever has another value there than here.
    pub(crate) fn differing(&self, other: &Levers, note: &mut dyn FnMut(usize)) {
        for (here, there) in self.columns.iter().zip(&other.columns) {
            let schools = here.by_school.iter().zip(&there.by_school).enumerate();
            schools.filter(|(_, (here, there))| here != there).for_each(|(at, _)| note(at));
        }
    }

    /// Number of the column of a catalogue position.
    fn column(&self, position: usize) -> Option<usize> {
        self.columns.iter().position(|column| column.position == position)
    }
}

/// A school that a policy reaches.
#[derive(Clone, Debug)]
struct Member {
    school: u32,
    /// First term in which the policy reaches it.
    since: Term,
    /// Values in force before, lever by lever; empty without a ramp.
    before: Vec<f64>,
}

/// A policy and the schools that it reaches.
#[derive(Clone, Debug)]
struct Acting {
    policy: Policy,
    /// Column and value of each lever that it sets.
    sets: Vec<(usize, f64)>,
    /// Nothing before its first term of the run.
    members: Option<Vec<Member>>,
    /// Members in which it sets a lever that an earlier policy of the timeline sets too.
    overlaps: u32,
}

/// The policies of the scenario, and what is asked of schools.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Timeline {
    acting: Vec<Acting>,
    schools: Vec<Traits>,
    /// Seed of the population, which draws the lots.
    seed: u64,
    /// The latest policy that set a lever, by column and school: its number from 1. Empty where no two
    /// policies set one lever.
    setter: Vec<Vec<u16>>,
}

impl Timeline {
    /// The timeline on the eve of the first term.
    pub(crate) fn new(policies: &[Policy], levers: &Levers, population: &Population) -> Self {
        if policies.is_empty() {
            return Self::default();
        }
        Self::of(policies, levers, traits(population), population.seed)
    }

    fn of(policies: &[Policy], levers: &Levers, schools: Vec<Traits>, seed: u64) -> Self {
        let sets = |policy: &Policy| {
            let column = |(at, value): &(usize, f64)| Some((levers.column(*at)?, *value));
            policy.set.iter().filter_map(column).collect()
        };
        let acting: Vec<Acting> = policies
            .iter()
            .map(|policy| Acting {
                policy: policy.clone(),
                sets: sets(policy),
                members: None,
                overlaps: 0,
            })
            .collect();
        let times = |column: usize| {
            acting.iter().filter(|one| one.sets.iter().any(|(at, _)| *at == column)).count()
        };
        let setter = (0..levers.columns.len())
            .map(|column| if times(column) > 1 { vec![0; schools.len()] } else { Vec::new() })
            .collect();
        Self { acting, schools, seed, setter }
    }

    /// Whether a policy starts, ends, climbs or looks for its schools again in `term`.
    fn moves(&self, term: Term) -> bool {
        self.acting.iter().any(|one| one.moves(term))
    }

    /// Sets this term's levers.
    fn act(&mut self, term: Term, levers: &mut Levers) {
        let Self { acting, schools, seed, setter } = self;
        let mut in_force: Vec<(u16, &mut Acting)> = (1..).zip(acting.iter_mut()).collect();
        in_force.retain(|(_, one)| one.policy.in_force(term));
        // Before any lever changes: a ramp starts from the value in force before.
        for (_, one) in &mut in_force {
            one.find(term, levers, schools, *seed);
        }
        for lever in &mut levers.columns {
            lever.by_school.fill(lever.own);
        }
        setter.iter_mut().for_each(|column| column.fill(0));
        for (number, one) in in_force {
            one.set(number, term, levers, setter);
        }
    }

    /// One row for each policy in force.
    fn rows(&self, term: Term, number: i64) -> impl Iterator<Item = PolicyRow> {
        let school_year = i64::from(term.school_year_start()) + 1;
        (1..).zip(&self.acting).filter_map(move |(policy, one)| {
            let members = one.members.as_ref().filter(|_| one.policy.in_force(term))?;
            let open = |member: &&Member| self.schools[member.school as usize].open;
            Some(PolicyRow {
                policy,
                term: number,
                school_year,
                schools: members.iter().filter(open).count() as i64,
                overlapping: i64::from(one.overlaps),
            })
        })
    }
}

impl Acting {
    fn moves(&self, term: Term) -> bool {
        let Policy { until, ramp_terms, follow, .. } = &self.policy;
        if !self.policy.in_force(term) {
            return until.is_some_and(|last| last.plus(1) == term);
        }
        let Some(members) = &self.members else { return true };
        let climbs = |member: &Member| term.since(member.since) < i64::from(*ramp_terms);
        (*follow && term.season() == Season::Autumn)
            || (*ramp_terms > 1 && members.iter().any(climbs))
    }

    /// Finds the schools that are reached from `term` on.
    fn find(&mut self, term: Term, levers: &Levers, schools: &[Traits], seed: u64) {
        let looks_again = self.policy.follow && term.season() == Season::Autumn;
        if self.members.is_some() && !looks_again {
            return;
        }
        let known = self.members.take();
        // Schools of the first term count from the policy's own start, which may lie before the run.
        let since = if known.is_none() { self.policy.from } else { term };
        let ramps = self.policy.ramp_terms > 1;
        let known = known.unwrap_or_default();
        let member = |school: u32| {
            if let Ok(at) = known.binary_search_by_key(&school, |member| member.school) {
                return known[at].clone();
            }
            let value =
                |(column, _): &(usize, f64)| levers.columns[*column].by_school[school as usize];
            let before = if ramps { self.sets.iter().map(value).collect() } else { Vec::new() };
            Member { school, since, before }
        };
        let chosen = self.policy.reach.chosen(schools, seed);
        self.members = Some(chosen.into_iter().map(member).collect());
    }

    /// Sets this term's levers; `number` is the policy's, from 1.
    fn set(&mut self, number: u16, term: Term, levers: &mut Levers, setter: &mut [Vec<u16>]) {
        self.overlaps = 0;
        for member in self.members.iter().flatten() {
            let school = member.school as usize;
            let elapsed = u32::try_from(term.since(member.since)).unwrap_or(0);
            let part = self.policy.ramp(elapsed);
            let mut overlaps = false;
            for (at, (column, value)) in self.sets.iter().enumerate() {
                let before = member.before.get(at).filter(|_| part < 1.0);
                levers.columns[*column].by_school[school] =
                    before.map_or(*value, |before| before + part * (value - before));
                if let Some(setter) = setter[*column].get_mut(school) {
                    overlaps |= *setter != 0;
                    *setter = number;
                }
            }
            self.overlaps += u32::from(overlaps);
        }
    }
}

/// Sets the levers when a policy starts, ends, climbs or looks for its schools again, and writes the rows
/// of those in force.
pub(super) fn run(
    now: Res<Now>,
    first: Res<FirstTerm>,
    mut timeline: ResMut<Timeline>,
    mut levers: ResMut<Levers>,
    mut written: ResMut<Written>,
    schools: Query<(&SchoolId, &Inspected, &Governance, &Open)>,
) {
    if timeline.moves(now.term) {
        for (id, grade, governance, open) in &schools {
            timeline.schools[id.0 as usize].now(*grade, *governance, *open);
        }
        timeline.act(now.term, &mut levers);
    }
    let number = now.term.since(first.0);
    timeline.rows(now.term, number).for_each(|row| written.records.policies.push(row));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agent::{Grade, Region};
    use crate::catalogue::position;
    use crate::driver::accountability::STAKES;
    use crate::reach::Reach;
    use crate::reach::tests::school;

    /// A policy for London from the second term of 2026/27 to the third.
    fn policy() -> Policy {
        let start = Term::autumn(2026);
        Policy {
            name: "x".into(),
            from: start.plus(1),
            until: Some(start.plus(2)),
            ramp_terms: 0,
            follow: false,
            reach: Reach { regions: vec![Region::London], ..Reach::default() },
            set: vec![(position(STAKES.path).unwrap(), 0.9)],
        }
    }

    /// One school in London, another in the North East.
    fn world_of(policies: &[Policy]) -> World {
        let mut world = World::new();
        let levers = Levers::new(&Values::default(), 2);
        let schools = vec![school(), Traits { region: Region::NorthEast, ..school() }];
        for number in [0, 1] {
            let traits = schools[number as usize];
            world.spawn((SchoolId(number), Inspected(traits.grade), traits.governance, Open(true)));
        }
        world.insert_resource(Timeline::of(policies, &levers, schools, 1));
        world.insert_resource(levers);
        world.insert_resource(FirstTerm(Term::autumn(2026)));
        world.insert_resource(Written::default());
        world
    }

    fn stakes_in(world: &mut World, term: Term) -> Vec<f64> {
        use bevy_ecs::system::RunSystemOnce;
        world.insert_resource(Now { term });
        world.run_system_once(run).unwrap();
        world.resource::<Levers>().of(&STAKES).to_vec()
    }

    /// Stakes of the London school in each of so many terms from autumn 2026 on.
    fn course(policies: &[Policy], terms: u32) -> Vec<f64> {
        let mut world = world_of(policies);
        let terms = (0..terms).map(|count| Term::autumn(2026).plus(count));
        terms.map(|term| stakes_in(&mut world, term)[0]).collect()
    }

    fn close(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        let near = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12);
        assert!(near, "{found:?} {expected:?}");
    }

    #[test]
    fn a_policy_holds_from_its_first_term_to_its_last_in_the_schools_it_reaches() {
        let mut world = world_of(&[policy()]);
        let start = Term::autumn(2026);
        assert_eq!(stakes_in(&mut world, start), [0.5, 0.5]);
        assert_eq!(stakes_in(&mut world, start.plus(1)), [0.9, 0.5]);
        assert_eq!(stakes_in(&mut world, start.plus(2)), [0.9, 0.5]);
        assert_eq!(stakes_in(&mut world, start.plus(3)), [0.5, 0.5]);
    }

    #[test]
    fn a_ramp_climbs_in_equal_steps_and_returns_at_once() {
        let until = Some(Term::autumn(2026).plus(5));
        let ramp = Policy { ramp_terms: 4, until, ..policy() };
        close(&course(&[ramp], 7), &[0.5, 0.6, 0.7, 0.8, 0.9, 0.9, 0.5]);
    }

    #[test]
    fn a_ramp_starts_from_the_policy_that_was_in_force_before() {
        let first = policy();
        let second = Policy {
            from: first.from.plus(2),
            until: None,
            ramp_terms: 2,
            set: vec![(first.set[0].0, 0.1)],
            ..first.clone()
        };
        close(&course(&[first, second], 6), &[0.5, 0.9, 0.9, 0.5, 0.1, 0.1]);
    }

    #[test]
    fn a_ramp_that_started_before_the_run_is_on_its_way() {
        let early = Policy { from: Term::autumn(2025), until: None, ramp_terms: 8, ..policy() };
        close(&course(&[early], 6), &[0.7, 0.75, 0.8, 0.85, 0.9, 0.9]);
    }

    #[test]
    fn the_schools_of_the_first_term_stay_unless_the_policy_follows() {
        let graded = |follow| Policy {
            from: Term::autumn(2026),
            until: None,
            follow,
            reach: Reach { grades: vec![Grade::Inadequate], ..Reach::default() },
            ..policy()
        };
        for (follow, next_spring, next_autumn) in [(false, 0.5, 0.5), (true, 0.5, 0.9)] {
            let mut world = world_of(&[graded(follow)]);
            let start = Term::autumn(2026);
            assert_eq!(stakes_in(&mut world, start), [0.5, 0.5]);
            let mut grades = world.query::<&mut Inspected>();
            for mut grade in grades.iter_mut(&mut world) {
                grade.0 = Some(Grade::Inadequate);
            }
            assert_eq!(stakes_in(&mut world, start.plus(1))[0], next_spring);
            assert_eq!(stakes_in(&mut world, start.plus(3))[0], next_autumn);
        }
    }

    #[test]
    fn the_later_of_two_policies_holds_and_the_schools_are_counted() {
        let everywhere = Policy { reach: Reach::default(), ..policy() };
        let later = Policy { set: vec![(everywhere.set[0].0, 0.2)], ..policy() };
        let mut world = world_of(&[everywhere, later]);
        let term = policy().from;
        assert_eq!(stakes_in(&mut world, term), [0.2, 0.9]);
        let rows = &world.resource::<Written>().records.policies;
        assert_eq!((rows.policy.as_slice(), rows.term.as_slice()), (&[1, 2][..], &[1, 1][..]));
        assert_eq!(
            (rows.schools.as_slice(), rows.overlapping.as_slice()),
            (&[2, 1][..], &[0, 1][..])
        );
    }
}
