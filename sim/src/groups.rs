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
    /// Schools that belong to it, those that have closed among them.
    pub(crate) size: u32,
}

/// Every trust and federation, by number.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Groups {
    pub(crate) all: Vec<Group>,
    /// The schools of each group, one group after another, as they were when they were last listed; where each
    /// group begins, and one entry more.
    members: Vec<u32>,
    first: Vec<u32>,
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
        Self { label, kind, score: normal(word), overload: 0.0, size: 0 }
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
        // Every school may found one trust and more: nothing is to be allocated in a term.
        let room = population.groups.len() + 2 * population.len();
        let mut all = Vec::with_capacity(room);
        all.extend((0..).zip(&population.groups).map(of));
        let mut groups = Self {
            all,
            members: Vec::with_capacity(population.len()),
            first: Vec::with_capacity(room + 2),
            still: false,
            changed: 0,
            drawn: population.groups.len(),
            schools: population.len(),
            founded: seed.draws(FOUNDED),
        };
        for group in population.schools.group.iter().filter_map(|group| group.0) {
            groups.all[group as usize].size += 1;
        }
        groups.list(&population.schools.group);
        groups
    }

    /// Lists the schools of every group anew.
    pub(crate) fn list(&mut self, in_group: &[InGroup]) {
        let Self { all, members, first, .. } = self;
        first.clear();
        first.resize(all.len() + 2, 0);
        let grouped = || (0..).zip(in_group).filter_map(|(school, group)| Some((school, group.0?)));
        // Shifted by two, so that filling the list moves each beginning to its place.
        grouped().for_each(|(_, group): (u32, u32)| first[group as usize + 2] += 1);
        for group in 2..first.len() {
            first[group] += first[group - 1];
        }
        members.clear();
        members.resize(first.last().copied().unwrap_or_default() as usize, 0);
        for (school, group) in grouped() {
            let at = &mut first[group as usize + 1];
            members[*at as usize] = school;
            *at += 1;
        }
    }

    /// Schools that belong to a group now, whether they are listed yet or not; 0 without a group.
    pub(crate) fn size(&self, group: Option<u32>) -> u32 {
        group.and_then(|group| self.all.get(group as usize)).map_or(0, |group| group.size)
    }

    /// The members of a group, in the order of their numbers, as they were last listed.
    pub(crate) fn members(&self, group: Option<u32>) -> &[u32] {
        let ends = group.and_then(|group| self.first.get(group as usize..group as usize + 2));
        ends.map_or(&[], |ends| &self.members[ends[0] as usize..ends[1] as usize])
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

    /// Takes a school into a group, out of the one that it was in; it is to be listed there.
    pub(crate) fn move_school(
        &mut self,
        to: u32,
        group: &mut InGroup,
        governance: &mut Governance,
    ) {
        if let Some(from) = group.0.and_then(|from| self.all.get_mut(from as usize)) {
            from.size -= 1;
        }
        let joined = &mut self.all[to as usize];
        joined.size += 1;
        joined.overload += 1.0 / f64::from(joined.size);
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
        groups.move_school(first, &mut group, &mut governance);
        assert_eq!((group, governance), (InGroup(Some(first)), Governance::Federation));
        groups.move_school(second, &mut group, &mut governance);
        assert_eq!((group, governance), (InGroup(Some(second)), Governance::Trust));
        assert_eq!((groups.size(Some(first)), groups.size(group.0)), (0, 1));
        assert_eq!((groups.all[second as usize].overload, groups.changed), (1.0, 2));
        groups.list(&[InGroup(None), group, InGroup(Some(first)), group]);
        assert_eq!(groups.members(group.0), [1, 3]);
        assert_eq!((groups.members(Some(first)), groups.members(None)), (&[2][..], &[][..]));
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
