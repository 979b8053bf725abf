//! Whom a school may come to know: schools near by, its family of similar schools, its group.
//!
//! Families are made from intake: schools of one stage are split in two again and again, across
//! whatever spreads most of free meals, what pupils bring and size, until about 50 are left together.
//! No pair of schools is ever compared with all others: near schools come from a spatial index, and
//! every list is short.
//! Evidence: families of 50 similar schools, `gap-within-family`.
//! Limits: both lists are made once, of the schools that stand at the start; a new school comes to know
//! old ones, and not the other way round.

use core::cmp::Ordering;
use std::sync::Arc;

use bevy_ecs::prelude::Resource;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::Population;
use super::coast::is_coastal;
use crate::agent::{InGroup, Place};
use crate::math;

/// Near schools of the own stage that a school may come to know.
const NEAR_ALIKE: usize = 10;
/// Near schools of the other stage.
const NEAR_OTHER: usize = 2;
/// Near schools in all.
pub(crate) const NEAR: usize = NEAR_ALIKE + NEAR_OTHER;
/// Schools of a family.
const FAMILY: usize = 50;
/// What families are alike in: free meals, what pupils bring, size.
const FEATURES: usize = 3;

/// The lists of every school.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contacts {
    near: Vec<u32>,
    near_of: Vec<u32>,
    family_of: Vec<u32>,
    families: Lists,
    groups: Lists,
    coastal: Vec<bool>,
}

/// The contacts of a world's schools.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Known(pub(crate) Arc<Contacts>);

/// Short lists of schools, one after another.
#[derive(Clone, Debug, Default, PartialEq)]
struct Lists {
    first: Vec<u32>,
    schools: Vec<u32>,
}

impl Lists {
    fn of(&self, list: usize) -> &[u32] {
        let Some(ends) = self.first.get(list..list + 2) else { return &[] };
        &self.schools[ends[0] as usize..ends[1] as usize]
    }

    /// Lists by their members' list numbers; schools without one are in none.
    fn by_number(numbers: impl Iterator<Item = Option<u32>> + Clone) -> Self {
        let count = numbers.clone().flatten().max().map_or(0, |most| most as usize + 1);
        let mut first = vec![0_u32; count + 1];
        for number in numbers.clone().flatten() {
            first[number as usize + 1] += 1;
        }
        for list in 0..count {
            first[list + 1] += first[list];
        }
        let mut next = first.clone();
        let mut schools = vec![0; first[count] as usize];
        for (school, number) in numbers.enumerate() {
            if let Some(number) = number {
                schools[next[number as usize] as usize] = school as u32;
                next[number as usize] += 1;
            }
        }
        Self { first, schools }
    }
}

impl Contacts {
    /// The contacts of a population.
    pub fn of(population: &Population) -> Self {
        Self::with_sites(population, population.len())
    }

    /// The contacts of a population whose schools from `first_site` on are not open yet: nobody knows
    /// them before they open.
    pub(crate) fn with_sites(population: &Population, first_site: usize) -> Self {
        let (near, near_of) = near(population, first_site);
        let mut family_of = families(population, first_site);
        for site in first_site..population.len() {
            let next = near[near_of[site] as usize..near_of[site + 1] as usize].first();
            family_of.push(next.map_or(0, |school| family_of[*school as usize]));
        }
        let members = family_of[..first_site].iter().map(|family| Some(*family));
        let groups = population.schools.group.iter().map(|InGroup(group)| *group);
        Self {
            near,
            near_of,
            families: Lists::by_number(members),
            family_of,
            groups: Lists::by_number(groups),
            coastal: population.schools.place.iter().map(|place| is_coastal(*place)).collect(),
        }
    }

    /// Near schools, the own stage first, nearest first.
    pub fn near(&self, school: usize) -> &[u32] {
        let Some(ends) = self.near_of.get(school..school + 2) else { return &[] };
        &self.near[ends[0] as usize..ends[1] as usize]
    }

    /// The family of similar schools, the school itself among them.
    pub fn family(&self, school: usize) -> &[u32] {
        self.family_of.get(school).map_or(&[], |family| self.families.of(*family as usize))
    }

    /// Whether a school lies on the coast.
    pub fn is_coastal(&self, school: usize) -> bool {
        self.coastal.get(school).copied().unwrap_or(false)
    }

    /// The schools of a trust or federation.
    pub fn group(&self, group: u32) -> &[u32] {
        self.groups.of(group as usize)
    }
}

fn coordinates(place: &Place) -> [f64; 2] {
    [place.easting, place.northing]
}

type Point = GeomWithData<[f64; 2], u32>;

/// Near schools of every school: one list after another, and where each begins.
fn near(population: &Population, first_site: usize) -> (Vec<u32>, Vec<u32>) {
    let schools = &population.schools;
    let trees = [true, false].map(|primary| {
        let stage = (0..first_site).filter(|school| schools.phase[*school].is_primary() == primary);
        let point = |school| Point::new(coordinates(&schools.place[school]), school as u32);
        RTree::bulk_load(stage.map(point).collect())
    });
    let (mut near, mut first) = (Vec::with_capacity(population.len() * NEAR), vec![0]);
    for school in 0..population.len() {
        let own = usize::from(!schools.phase[school].is_primary());
        for (tree, count) in [(own, NEAR_ALIKE), (1 - own, NEAR_OTHER)] {
            let found = trees[tree]
                .nearest_neighbor_iter_with_distance_2(coordinates(&schools.place[school]));
            // One more than is kept: where distances are equal the lower number comes first.
            let mut found: Vec<(f64, u32)> = found
                .map(|(point, squared)| (squared, point.data))
                .filter(|(_, other)| *other as usize != school)
                .take(count + 1)
                .collect();
            found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            near.extend(found.iter().take(count).map(|(_, other)| *other));
        }
        first.push(near.len() as u32);
    }
    (near, first)
}

/// Family of every school that stands, both stages apart.
fn families(population: &Population, first_site: usize) -> Vec<u32> {
    let schools = &population.schools;
    let features = |school: usize| {
        let roll = f64::from(schools.usual_roll[school].0.max(1));
        [schools.disadvantage[school].0, schools.intake[school].0, math::ln(roll)]
    };
    let mut family_of = vec![0; first_site];
    let mut next = 0;
    for primary in [true, false] {
        let mut stage: Vec<Similar> = (0..first_site)
            .filter(|school| schools.phase[*school].is_primary() == primary)
            .map(|school| Similar { school: school as u32, features: features(school) })
            .collect();
        standardise(&mut stage);
        let count = stage.len().div_ceil(FAMILY);
        split(&mut stage, count, &mut family_of, &mut next);
    }
    family_of
}

#[derive(Clone, Copy, Debug)]
struct Similar {
    school: u32,
    features: [f64; FEATURES],
}

impl Similar {
    fn compare(&self, other: &Self, feature: usize) -> Ordering {
        let by = self.features[feature].total_cmp(&other.features[feature]);
        by.then(self.school.cmp(&other.school))
    }
}

/// Every feature in SD of the schools.
fn standardise(stage: &mut [Similar]) {
    for feature in 0..FEATURES {
        let spread = math::standard_deviation(stage.iter().map(|one| one.features[feature]));
        for one in stage.iter_mut() {
            one.features[feature] = math::ratio(one.features[feature], spread);
        }
    }
}

/// Splits schools into so many families, across the feature that spreads most.
fn split(schools: &mut [Similar], count: usize, family_of: &mut [u32], next: &mut u32) {
    if count <= 1 {
        for one in schools.iter() {
            family_of[one.school as usize] = *next;
        }
        *next += u32::from(!schools.is_empty());
        return;
    }
    let spread =
        |feature: usize| math::standard_deviation(schools.iter().map(|one| one.features[feature]));
    let spreads: [f64; FEATURES] = core::array::from_fn(spread);
    let widest = (0..FEATURES).fold(0, |a, b| if spreads[b] > spreads[a] { b } else { a });
    let left = count / 2;
    let at = schools.len() * left / count;
    schools.select_nth_unstable_by(at, |a, b| a.compare(b, widest));
    let (low, high) = schools.split_at_mut(at);
    split(low, left, family_of, next);
    split(high, count - left, family_of, next);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::synthetic;
    use crate::scenario::Scenario;

    fn population(schools: u32) -> Population {
        let mut scenario = Scenario::default();
        scenario.population.schools = schools;
        synthetic(&scenario)
    }

    #[test]
    fn a_family_has_about_fifty_schools_of_one_stage() {
        let population = population(1000);
        let primary = |school: u32| population.schools.phase[school as usize].is_primary();
        for school in 0..population.len() {
            let family = population.contacts.family(school);
            assert!((25..=FAMILY).contains(&family.len()), "{} schools", family.len());
            assert!(family.contains(&(school as u32)));
            assert!(family.iter().all(|other| primary(*other) == primary(school as u32)));
        }
    }

    #[test]
    fn a_family_is_far_more_alike_than_the_nation() {
        let population = population(2000);
        let meals = |school: u32| population.schools.disadvantage[school as usize].0;
        let spread = |of: &[u32]| math::standard_deviation(of.iter().map(|school| meals(*school)));
        let within: Vec<f64> = (0..population.len())
            .map(|school| spread(population.contacts.family(school)))
            .collect();
        assert!(math::mean(within.into_iter()) < 0.6);
    }

    #[test]
    fn near_schools_are_the_nearest_of_each_stage() {
        let population = population(300);
        let schools = &population.schools;
        let km = |a: usize, b: usize| {
            let ([east, north], [x, y]) =
                (coordinates(&schools.place[a]), coordinates(&schools.place[b]));
            ((east - x) * (east - x) + (north - y) * (north - y)).sqrt()
        };
        for school in 0..population.len() {
            let near = population.contacts.near(school);
            assert!(near.len() <= NEAR && !near.contains(&(school as u32)));
            for primary in [true, false] {
                let alike = |other: usize| schools.phase[other].is_primary() == primary;
                let furthest = near.iter().map(|other| *other as usize).filter(|o| alike(*o));
                let furthest = furthest.map(|other| km(school, other)).fold(0.0, f64::max);
                let left_out = (0..population.len())
                    .filter(|other| *other != school && alike(*other))
                    .filter(|other| !near.contains(&(*other as u32)));
                assert!(left_out.into_iter().all(|other| km(school, other) >= furthest));
            }
        }
    }

    #[test]
    fn the_schools_of_a_group_are_listed_once() {
        let groups = [Some(1), None, Some(0), Some(1)];
        let lists = Lists::by_number(groups.into_iter());
        assert_eq!((lists.of(0), lists.of(1), lists.of(2)), (&[2_u32][..], &[0, 3][..], &[][..]));
    }

    #[test]
    fn one_school_knows_nobody() {
        let population = population(1);
        assert!(population.contacts.near(0).is_empty());
        assert_eq!(population.contacts.family(0), [0]);
    }
}
