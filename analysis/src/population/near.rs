//! The schools of the same phase around each school.

use rstar::RTree;
use rstar::primitives::GeomWithData;
use sim::agent::Phase;
use sim::population::Population;

/// Neighbours that are looked up.
pub(super) const FIVE: usize = 5;
/// Distances within which schools are counted, km.
const WITHIN: [f64; 3] = [3.0, 5.0, 10.0];

/// What lies around one school.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Around {
    /// Its nearest schools, nearest first; as many as there are.
    pub(super) nearest: [Option<u32>; FIVE],
    /// Their distances, km.
    pub(super) km: [f64; FIVE],
    /// Schools within 3, 5 and 10 km.
    pub(super) within: [u32; 3],
}

type Point = GeomWithData<[f64; 2], u32>;

/// The surroundings of every school, among schools of its own phase.
pub(super) fn around(population: &Population) -> Vec<Around> {
    let schools = &population.schools;
    let mut all = vec![Around::default(); population.len()];
    for phase in Phase::ALL {
        let members: Vec<u32> = (0..population.len() as u32)
            .filter(|school| schools.phase[*school as usize] == *phase)
            .collect();
        let at = |school: u32| {
            let place = &schools.place[school as usize];
            [place.easting, place.northing]
        };
        let tree = RTree::bulk_load(members.iter().map(|s| Point::new(at(*s), *s)).collect());
        for school in members {
            all[school as usize] = of(&tree, school, at(school));
        }
    }
    all
}

/// The position of each place's nearest other place; at least two places.
pub(crate) fn nearest(places: &[(f64, f64)]) -> Vec<usize> {
    let points = (0..).zip(places).map(|(own, place)| Point::new([place.0, place.1], own));
    let tree = RTree::bulk_load(points.collect());
    let of = |(own, place): (u32, &(f64, f64))| {
        others(&tree, own, [place.0, place.1])
            .next()
            .map_or(own as usize, |(near, _)| near as usize)
    };
    (0..).zip(places).map(of).collect()
}

/// All other points and their distances, nearest first.
fn others(tree: &RTree<Point>, own: u32, at: [f64; 2]) -> impl Iterator<Item = (u32, f64)> + '_ {
    let points = tree.nearest_neighbor_iter_with_distance_2(at);
    let points = points.map(|(point, squared)| (point.data, squared.sqrt()));
    points.filter(move |(number, _)| *number != own)
}

fn of(tree: &RTree<Point>, school: u32, at: [f64; 2]) -> Around {
    let mut around = Around::default();
    let furthest = WITHIN[WITHIN.len() - 1];
    for (count, (other, km)) in others(tree, school, at).enumerate() {
        if count < FIVE {
            (around.nearest[count], around.km[count]) = (Some(other), km);
        } else if km > furthest {
            break;
        }
        for (within, limit) in around.within.iter_mut().zip(WITHIN) {
            *within += u32::from(km <= limit);
        }
    }
    around
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_place_is_found_across_eastings() {
        let places = [(0.0, 0.0), (1.0, 9.0), (2.0, 0.5), (2.5, 9.0), (30.0, 0.0)];
        assert_eq!(nearest(&places), [2, 3, 0, 1, 2]);
    }
}
