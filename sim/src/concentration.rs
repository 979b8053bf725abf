//! Who runs the schools of an area: how much of its places the largest sponsor has, and between how
//! many families can choose in effect.

use bevy_ecs::prelude::Resource;

use crate::agent::{Capacity, InGroup, Open};
use crate::math;
use crate::population::{AUTHORITIES, Population};

/// Schools by authority, and scratch space for the places of each group.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Concentration {
    /// Schools, authority by authority.
    order: Vec<u32>,
    /// First entry of each authority in `order`, and one entry more.
    first: Vec<usize>,
    places: Vec<f64>,
    /// Share of the largest sponsor, and effective number of sponsors, by authority.
    pub(crate) by_area: Vec<(f64, f64)>,
}

impl Concentration {
    /// Space for a population's schools.
    pub(crate) fn new(population: &Population) -> Self {
        let areas = &population.schools.authority;
        let mut order: Vec<u32> = (0..areas.len() as u32).collect();
        order.sort_by_key(|school| areas[*school as usize].0);
        let first = (0..=AUTHORITIES.len())
            .map(|area| order.partition_point(|s| usize::from(areas[*s as usize].0) < area))
            .collect();
        Self {
            order,
            first,
            places: Vec::with_capacity(population.groups.len() + 2 * population.len()),
            by_area: vec![(0.0, 0.0); AUTHORITIES.len()],
        }
    }

    /// Counts anew. A school without a group counts as a sponsor of its own.
    pub(crate) fn count(&mut self, groups: &[InGroup], capacities: &[Capacity], open: &[Open]) {
        // Trusts are founded in a run.
        let most =
            groups.iter().filter_map(|group| group.0).max().map_or(0, |most| most as usize + 1);
        if most > self.places.len() {
            self.places.resize(most, 0.0);
        }
        for area in 0..self.by_area.len() {
            let schools = &self.order[self.first[area]..self.first[area + 1]];
            let open = || schools.iter().map(|s| *s as usize).filter(|s| open[*s].0);
            let group = |school: usize| groups[school].0.map(|group| group as usize);
            let (mut all, mut largest, mut squares) = (0.0, 0.0_f64, 0.0);
            let mut note = |places: f64| {
                largest = largest.max(places);
                squares += places * places;
            };
            for school in open() {
                let places = f64::from(capacities[school].0);
                all += places;
                match group(school).and_then(|group| self.places.get_mut(group)) {
                    Some(sum) => *sum += places,
                    None => note(places),
                }
            }
            for school in open() {
                if let Some(sum) = group(school).and_then(|group| self.places.get_mut(group)) {
                    note(core::mem::take(sum));
                }
            }
            self.by_area[area] = (math::ratio(largest, all), math::ratio(all * all, squares));
        }
    }
}

/// Fifths by disadvantage: schools of a stage (primary, other) in equal numbers, 0 with the fewest free
/// meals.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Fifths(pub(crate) Vec<u8>);

impl Fifths {
    /// The fifth of every school, as the population was drawn.
    pub(crate) fn of(population: &Population) -> Self {
        let schools = &population.schools;
        let mut fifths = vec![0; population.len()];
        for primary in [true, false] {
            let all = || {
                let primaries = schools.phase.iter().map(|phase| phase.is_primary());
                (0..)
                    .zip(primaries)
                    .filter(move |(_, is)| *is == primary)
                    .map(|(i, _): (usize, _)| i)
            };
            let share = |school: usize| schools.free_meals[school].0;
            // Sites of new schools stand beside those whose pupils they would share.
            let mut standing: Vec<usize> = all().filter(|i| schools.open[*i].0).collect();
            standing.sort_by(|a, b| share(*a).total_cmp(&share(*b)).then(a.cmp(b)));
            for school in all() {
                let key = |other: &usize| (share(*other), *other) < (share(school), school);
                let rank = standing.partition_point(key).min(standing.len().max(1) - 1);
                fifths[school] = (5 * rank / standing.len().max(1)) as u8;
            }
        }
        Self(fifths)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agent::Authority;
    use crate::scenario::Scenario;

    #[test]
    fn the_largest_sponsors_share_and_the_effective_number_of_sponsors_follow_places() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 4;
        let mut population = crate::population::synthetic(&scenario);
        population.schools.authority = vec![Authority(7); 4];
        population.groups.truncate(1);
        if population.groups.is_empty() {
            population.groups.push(crate::population::SchoolGroup {
                code: None,
                name: String::new(),
                kind: crate::population::GroupKind::MultiAcademyTrust,
            });
        }
        let mut counted = Concentration::new(&population);
        let groups = [InGroup(Some(0)), InGroup(None), InGroup(Some(0)), InGroup(None)];
        let places = [100, 200, 100, 900].map(Capacity);
        let open = [Open(true), Open(true), Open(true), Open(false)];
        counted.count(&groups, &places, &open);
        assert_eq!(counted.by_area[7], (0.5, 2.0));
        assert_eq!(counted.by_area[0], (0.0, 0.0));
    }

    #[test]
    fn fifths_hold_equal_numbers_by_free_meals_within_each_stage() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 200;
        let population = crate::population::synthetic(&scenario);
        let fifths = Fifths::of(&population).0;
        for primary in [true, false] {
            let of = |fifth: u8| {
                let is_one = |i: &usize| {
                    population.schools.phase[*i].is_primary() == primary && fifths[*i] == fifth
                };
                (0..200).filter(is_one).count() as i64
            };
            assert!((of(0) - of(4)).abs() <= 1);
        }
    }
}
