//! The trusts of a population: how large they are and how far they reach.

use std::collections::BTreeSet;

use sim::population::{GroupKind, Population};

use crate::statistic::quantile;

/// One trust with its schools.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trust {
    /// Schools.
    pub(super) size: usize,
    /// Local authorities in which they lie.
    pub(super) authorities: usize,
    /// Median distance over the pairs of its schools, km; none for a single school.
    pub(super) median_km: Option<f64>,
}

/// Every trust that has a school; federations of maintained schools are no trusts.
pub(super) fn trusts(population: &Population) -> Vec<Trust> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); population.groups.len()];
    for (school, group) in population.schools.group.iter().enumerate() {
        if let Some(members) = group.0.and_then(|group| members.get_mut(group as usize)) {
            members.push(school);
        }
    }
    let is_trust = |group: usize| population.groups[group].kind != GroupKind::Federation;
    let trusts = members.iter().enumerate().filter(|(g, m)| is_trust(*g) && !m.is_empty());
    trusts.map(|(_, members)| of(population, members)).collect()
}

fn of(population: &Population, members: &[usize]) -> Trust {
    let schools = &population.schools;
    let authorities: BTreeSet<u16> = members.iter().map(|s| schools.authority[*s].0).collect();
    let mut distances = Vec::new();
    for (number, one) in members.iter().enumerate() {
        for other in &members[..number] {
            let (a, b) = (&schools.place[*one], &schools.place[*other]);
            let (east, north) = (a.easting - b.easting, a.northing - b.northing);
            distances.push((east * east + north * north).sqrt());
        }
    }
    Trust {
        size: members.len(),
        authorities: authorities.len(),
        median_km: quantile(&distances, 0.5),
    }
}
