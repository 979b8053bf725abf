//! Trusts and federations in a run: who belongs to which, and what their centres are worth.
//!
//! The skill of a centre is drawn with the population, once for each group, so that it is the same in every
//! scenario and replicate; a trust that is founded in a run has its own draw by its number.

use bevy_ecs::prelude::Resource;

use crate::agent::{Governance, InGroup};
use crate::draw::{Draws, Purpose, Seed, normal, purpose};
use crate::population::{GroupKind, Population};

const SKILL: Purpose = purpose("groups.skill");

/// A trust or federation.
#[derive(Clone, Debug)]
pub(crate) struct Group {
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
    skills: Draws,
}

impl Groups {
    /// The groups of a population, whose schools may be more than those it was drawn with.
    pub(crate) fn of(population: &Population) -> Self {
        let mut groups = Self {
            all: Vec::new(),
            still: false,
            changed: 0,
            skills: Seed(population.seed).draws(SKILL),
        };
        population.groups.iter().for_each(|group| {
            groups.found(group.kind);
        });
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

    /// Founds a group without a school: its number.
    pub(crate) fn found(&mut self, kind: GroupKind) -> u32 {
        let number = self.all.len() as u32;
        let [word] = self.skills.at::<1>(number, 0, 0);
        self.all.push(Group { kind, score: normal(word), overload: 0.0, members: Vec::new() });
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
        let population = Population::default();
        let mut groups = Groups::of(&population);
        let (first, second) =
            (groups.found(GroupKind::Federation), groups.found(GroupKind::MultiAcademyTrust));
        let (mut group, mut governance) = (InGroup(None), Governance::Maintained);
        groups.move_school(3, first, &mut group, &mut governance);
        assert_eq!((group, governance), (InGroup(Some(first)), Governance::Federation));
        groups.move_school(3, second, &mut group, &mut governance);
        assert_eq!((group, governance), (InGroup(Some(second)), Governance::Trust));
        assert!(groups.members(Some(first)).is_empty());
        assert_eq!(groups.members(group.0), [3]);
        assert_eq!(groups.all[second as usize].overload, 1.0);
        assert!(groups.members(None).is_empty());
    }

    #[test]
    fn a_centres_skill_is_the_same_whenever_its_group_is_founded() {
        let population = Population { seed: 9, ..Population::default() };
        let score = |before: usize| {
            let mut groups = Groups::of(&population);
            (0..=before).for_each(|_| {
                groups.found(GroupKind::Federation);
            });
            groups.all[0].score
        };
        assert_eq!(score(0).to_bits(), score(5).to_bits());
    }
}
