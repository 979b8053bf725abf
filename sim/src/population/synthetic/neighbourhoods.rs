//! Small census areas: neighbouring primary schools in groups of the published sizes, and the
//! secondary schools among them.

use super::super::quantile::part_at;
use super::Kind;
use crate::draw::{Purpose, Seed, purpose, uniform};

const SIZE: Purpose = purpose("population.neighbourhood");

/// Shares of census areas with one, two, three, … primary schools.
const SIZES: [f64; 7] = [0.216, 0.330, 0.240, 0.126, 0.053, 0.021, 0.014];

/// Nearest primary schools one of whose areas a secondary school lies in.
const AROUND: usize = 10;

/// The number of every school's area: areas grow school by school, each around the first school that
/// has none yet, from its nearest schools.
pub(super) fn neighbourhoods(kinds: &[Kind], near: &[Vec<u32>], seed: Seed) -> Vec<u32> {
    let mut draws = seed.draws(SIZE);
    let mut areas: Vec<Option<u32>> = vec![None; kinds.len()];
    let mut count = 0;
    for school in (0..kinds.len()).filter(|school| !kinds[*school].secondary) {
        if areas[school].is_some() {
            continue;
        }
        let [u] = draws.at::<1>(school as u32, 0, 0).map(uniform);
        let mut left = size(u);
        for other in near[school].iter().map(|other| *other as usize) {
            if left > 0 && areas[other].is_none() {
                areas[other] = Some(count);
                left -= 1;
            }
        }
        // Many schools may stand on one spot: then a school need not be its own nearest.
        areas[school].get_or_insert(count);
        count += 1;
    }
    let mut of = |school: usize| {
        // A secondary school stands among the primary schools around it, not beside the nearest.
        let [u] = draws.at::<1>(school as u32, 0, 0).map(uniform);
        let one = (u * AROUND as f64) as usize;
        let own = areas[school].or_else(|| areas[*near[school].get(one)? as usize]);
        // Without any primary school, every school has an area of its own.
        own.unwrap_or(count + school as u32)
    };
    (0..kinds.len()).map(&mut of).collect()
}

/// Primary schools of an area at share `u` of the areas.
fn size(u: f64) -> usize {
    part_at(SIZES, u).map_or(SIZES.len(), |size| size + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_have_the_published_sizes() {
        let sizes: Vec<usize> = (0..1000).map(|i| size((f64::from(i) + 0.5) / 1000.0)).collect();
        let of = |wanted| sizes.iter().filter(|size| **size == wanted).count();
        assert_eq!((of(1), of(2), of(7)), (216, 330, 14));
    }
}
