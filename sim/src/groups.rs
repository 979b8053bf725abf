//! Trusts and federations in a run: who belongs to which, and what their centres are worth.
//!
//! The skill of a centre is drawn with the population, once for each group, so that it is the same in every
//! scenario and replicate; that of a trust that is founded in a run is drawn by the school that founds it, so
//! that it does not hang on what else is founded.

use bevy_ecs::prelude::Resource;

use crate::agent::{Governance, InGroup};
use crate::draw::{Draws, Purpose, Seed, Word, normal, purpose};
use crate::population::{GroupKind, Population, SchoolGroup};

const SKILL: Purpose = purpose("groups.skill");
const FOUNDED: Purpose = purpose("groups.founded");

/// A trust or federation.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Its number in records: that of the population, or one of the school that founded it.
    pub(crate) label: i64,
    pub(crate) kind: GroupKind,
    /// Standard score of its centre's skill.
    pub(crate) score: f64,
    /// How much of it is new: schools taken in over schools it has, fading.
    pub(crate) overload: f64,
    /// Its schools, those that have closed among them.
    pub(crate) members: Vec<u32>,
}

/// Every trust and federation, by number.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Groups {
    pub(crate) all: Vec<Group>,
    /// In the quiet years before a first term nobody changes group.
    pub(crate) still: bool,
    /// Schools that joined or changed a group last summer.
    pub(crate) changed: u32,
    /// Groups of the population.
    drawn: usize,
    /// Schools.
    schools: usize,
    founded: Draws,
}

impl Group {
    fn new(label: i64, kind: GroupKind, word: Word) -> Self {
        Self { label, kind, score: normal(word), overload: 0.0, members: Vec::new() }
    }
}

impl Groups {
    /// The groups of a population, whose schools may be more than those it was drawn with.
    pub(crate) fn of(population: &Population) -> Self {
        let seed = Seed(population.seed);
        let mut skills = seed.draws(SKILL);
        let of = |(number, group): (u32, &SchoolGroup)| {
            Group::new(i64::from(number), group.kind, skills.at::<1>(number, 0, 0)[0])
        };
        let mut groups = Self {
            all: (0..).zip(&population.groups).map(of).collect(),
            still: false,
            changed: 0,
            drawn: population.groups.len(),
            schools: population.len(),
            founded: seed.draws(FOUNDED),
        };
        for (school, InGroup(group)) in population.schools.group.iter().enumerate() {
            if let Some(group) = group.and_then(|group| groups.all.get_mut(group as usize)) {
                group.members.push(school as u32);
            }
        }
        groups
    }

    /// The members of a group.
    pub(crate) fn members(&self, group: Option<u32>) -> &[u32] {
        group.and_then(|group| self.all.get(group as usize)).map_or(&[], |group| &group.members)
    }

    /// Founds a group for a school, which is to be moved into it: its number.
    pub(crate) fn found(&mut self, kind: GroupKind, school: usize) -> u32 {
        let number = self.all.len() as u32;
        let of_school = (self.drawn + school) as i64;
        let every = self.schools.max(1) as i64;
        let founded = &self.all[self.drawn..];
        let before = founded.iter().filter(|group| (group.label - of_school) % every == 0).count();
        let [word] = self.founded.at::<1>(school as u32, before as u32, 0);
        self.all.push(Group::new(of_school + before as i64 * every, kind, word));
        number
    }

    /// Takes a school into a group, out of the one that it was in.
    pub(crate) fn move_school(
        &mut self,
        school: usize,
        to: u32,
        group: &mut InGroup,
        governance: &mut Governance,
    ) {
        if let Some(from) = group.0.and_then(|from| self.all.get_mut(from as usize)) {
            from.members.retain(|member| *member as usize != school);
        }
        let joined = &mut self.all[to as usize];
        joined.members.push(school as u32);
        joined.overload += 1.0 / joined.members.len() as f64;
        self.changed += 1;
        (*group, *governance) = (InGroup(Some(to)), joined.kind.governance());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_that_moves_is_counted_in_its_new_group_alone() {
        let mut groups = Groups::of(&Population::default());
        let first = groups.found(GroupKind::Federation, 3);
        let second = groups.found(GroupKind::MultiAcademyTrust, 4);
        let (mut group, mut governance) = (InGroup(None), Governance::Maintained);
        groups.move_school(3, first, &mut group, &mut governance);
        assert_eq!((group, governance), (InGroup(Some(first)), Governance::Federation));
        groups.move_school(3, second, &mut group, &mut governance);
        assert_eq!((group, governance), (InGroup(Some(second)), Governance::Trust));
        assert!(groups.members(Some(first)).is_empty());
        assert_eq!(groups.members(group.0), [3]);
        assert_eq!((groups.all[second as usize].overload, groups.changed), (1.0, 2));
        assert!(groups.members(None).is_empty());
    }

    #[test]
    fn what_a_school_founds_hangs_on_no_other_foundation() {
        let founded = |before: &[usize]| {
            let mut groups = Groups::of(&Population { seed: 9, ..Population::default() });
            groups.schools = 10;
            before.iter().for_each(|school| {
                groups.found(GroupKind::Federation, *school);
            });
            let group = groups.found(GroupKind::MultiAcademyTrust, 7) as usize;
            (groups.all[group].label, groups.all[group].score.to_bits())
        };
        assert_eq!(founded(&[]), founded(&[1, 2, 3]));
        assert_ne!(founded(&[]), founded(&[7]));
    }
}
