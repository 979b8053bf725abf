//! Which academies belong to which trust, where that is not known: trusts of the published sizes, as far
//! apart as published.
//!
//! Trusts are formed largest first. Each starts from an academy that has none yet; its other schools are
//! those nearest to points scattered around it, in its own authority where it can.
//! Evidence: sizes, phases, distances and authorities of trusts, June 2019 (`trusts-2019`).
//! Limits: dioceses and histories are left out.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::quantile::{Percentiles, at_score};
use super::{GroupKind, Premises, SchoolGroup};
use crate::draw::{Draws, Purpose, Seed, normal, purpose, uniform};
use crate::math;

const TRUST: Purpose = purpose("population.trust");
const MEMBER: Purpose = purpose("population.trust_member");
const START: Purpose = purpose("population.trust_start");

/// Largest size of each band, and the share of trusts that are in it or below.
const SIZES: [(usize, f64); 12] = [
    (1, 0.576),
    (2, 0.683),
    (3, 0.760),
    (4, 0.822),
    (5, 0.860),
    (7, 0.913),
    (10, 0.948),
    (15, 0.976),
    (20, 0.9845),
    (30, 0.9935),
    (40, 0.9970),
    (63, 1.0),
];
/// Mean size of a trust.
const MEAN_SIZE: f64 = 3.15;
/// Share of trusts of one academy that are registered as single-academy trusts.
const SINGLE: f64 = 1366.0 / 1606.0;

/// What trusts of a band of sizes are like.
struct Band {
    /// Largest size.
    most: usize,
    /// Shares with primary schools alone, and with secondary schools alone.
    alone: [f64; 2],
    /// Share of primary schools in the others.
    primary: f64,
    /// Percentiles of the median distance between two of its schools, km.
    km: Percentiles,
    /// Share of members sought in the authority of the first.
    at_home: f64,
}

const BANDS: [Band; 6] = [
    Band { most: 1, alone: [0.44, 0.56], primary: 0.5, km: [1.0; 7], at_home: 1.0 },
    Band {
        most: 3,
        alone: [0.44, 0.21],
        primary: 0.51,
        km: [0.3, 0.6, 1.4, 3.5, 7.5, 14.0, 22.0],
        at_home: 0.9,
    },
    Band {
        most: 5,
        alone: [0.45, 0.05],
        primary: 0.59,
        km: [0.8, 1.3, 2.7, 5.7, 10.4, 20.0, 30.0],
        at_home: 0.9,
    },
    Band {
        most: 10,
        alone: [0.39, 0.03],
        primary: 0.65,
        km: [1.5, 2.3, 4.8, 9.6, 18.5, 34.0, 50.0],
        at_home: 0.95,
    },
    Band {
        most: 20,
        alone: [0.32, 0.0],
        primary: 0.70,
        km: [3.5, 5.8, 11.0, 18.5, 30.0, 52.0, 80.0],
        at_home: 0.97,
    },
    Band {
        most: usize::MAX,
        alone: [0.22, 0.0],
        primary: 0.70,
        km: [7.0, 10.0, 19.0, 31.0, 72.0, 120.0, 150.0],
        at_home: 0.3,
    },
];

/// Nearest academies among which one of the own authority is looked for.
const LOOKED_AT: usize = 60;
/// Median distance of two points scattered with standard deviation 1 along each axis.
const MEDIAN_APART: f64 = 1.665;

type Placed = GeomWithData<[f64; 2], u32>;

/// Forms trusts of every academy that has none, and adds them to the groups.
pub(super) fn form(schools: &mut [Premises], groups: &mut Vec<SchoolGroup>, seed: Seed) {
    let mut forming = Forming::of(schools, seed);
    let trusts = (forming.left() as f64 / MEAN_SIZE).round().max(1.0) as usize;
    for trust in (0..trusts).rev() {
        forming.trust(schools, groups, size((trust as f64 + 0.5) / trusts as f64), trust as u32);
    }
    // What rounding leaves over stands alone.
    let mut number = trusts as u32;
    while forming.left() > 0 {
        forming.trust(schools, groups, 1, number);
        number += 1;
    }
}

/// Gives academies whose trust is not known that of the nearest academy of their stage whose trust is
/// known.
pub(super) fn join_nearest(schools: &mut [Premises], groups: &[SchoolGroup]) {
    for stage in 0..2 {
        let known = schools.iter().enumerate().filter(|(_, s)| {
            stage_of(s) == stage && s.group.is_some() && s.governance.is_academy()
        });
        let tree = RTree::bulk_load(known.map(|(i, school)| placed(i, school)).collect());
        for i in 0..schools.len() {
            if !lacks_trust(&schools[i]) || stage_of(&schools[i]) != stage {
                continue;
            }
            let at = *placed(i, &schools[i]).geom();
            let Some(near) = tree.nearest_neighbor_iter(at).next() else { continue };
            let group = schools[near.data as usize].group;
            // A trust of one academy stays one: its neighbour is another.
            let near = group.map(|group| (group, groups[group as usize].kind));
            if let Some((group, kind @ GroupKind::MultiAcademyTrust)) = near {
                join(&mut schools[i], group, kind);
            }
        }
    }
}

fn join(school: &mut Premises, group: u32, kind: GroupKind) {
    school.group = Some(group);
    school.governance = kind.governance();
}

fn lacks_trust(school: &Premises) -> bool {
    school.governance.is_academy() && school.group.is_none()
}

fn stage_of(school: &Premises) -> usize {
    usize::from(!school.phase.is_primary())
}

fn placed(number: usize, school: &Premises) -> Placed {
    Placed::new([school.place.easting, school.place.northing], number as u32)
}

/// Academies without a trust, primary and other.
struct Forming {
    trees: [RTree<Placed>; 2],
    /// In the order in which they start trusts, last first.
    starts: [Vec<u32>; 2],
    trusts: Draws,
    members: Draws,
}

impl Forming {
    fn of(schools: &[Premises], seed: Seed) -> Self {
        let mut order = seed.draws(START);
        let of = |stage: usize| -> Vec<usize> {
            let members = schools.iter().enumerate();
            let members = members.filter(|(_, s)| lacks_trust(s) && stage_of(s) == stage);
            members.map(|(number, _)| number).collect()
        };
        let members = [of(0), of(1)];
        let tree = |members: &Vec<usize>| {
            RTree::bulk_load(members.iter().map(|i| placed(*i, &schools[*i])).collect())
        };
        let trees = members.each_ref().map(tree);
        let starts = members.map(|members| {
            let mut keyed: Vec<(u64, u32)> = members
                .iter()
                .map(|number| {
                    let [word] = order.at::<1>(*number as u32, 0, 0);
                    (u64::from_le_bytes(word), *number as u32)
                })
                .collect();
            keyed.sort_unstable();
            keyed.into_iter().map(|(_, number)| number).collect()
        });
        Self { trees, starts, trusts: seed.draws(TRUST), members: seed.draws(MEMBER) }
    }

    fn left(&self) -> usize {
        self.trees[0].size() + self.trees[1].size()
    }

    /// Forms one trust of that size, or as large as the academies left allow.
    fn trust(
        &mut self,
        schools: &mut [Premises],
        groups: &mut Vec<SchoolGroup>,
        size: usize,
        number: u32,
    ) {
        let words = self.trusts.at::<6>(number, 0, 0);
        let band = BANDS.iter().find(|band| size <= band.most).unwrap_or(&BANDS[BANDS.len() - 1]);
        let kind = uniform(words[0]);
        let primary = match kind {
            u if u < band.alone[0] => 1.0,
            u if u < band.alone[0] + band.alone[1] => 0.0,
            _ => band.primary,
        };
        let step = at_score(&band.km, normal(words[2])).max(0.2) / MEDIAN_APART;
        let Some(first) = self.start(schools, usize::from(uniform(words[1]) >= primary)) else {
            return;
        };
        let single = size == 1 && uniform(words[5]) < SINGLE;
        let kind =
            if single { GroupKind::SingleAcademyTrust } else { GroupKind::MultiAcademyTrust };
        let group = groups.len() as u32;
        groups.push(SchoolGroup { code: None, name: String::new(), kind });
        join(&mut schools[first], group, kind);
        let home = (schools[first].place, schools[first].authority);
        let centre =
            [home.0.easting + step * normal(words[3]), home.0.northing + step * normal(words[4])];
        for member in 1..size as u32 {
            let words = self.members.at::<4>(number, member, 0);
            let stage = usize::from(uniform(words[0]) >= primary);
            let point = [centre[0] + step * normal(words[1]), centre[1] + step * normal(words[2])];
            let at_home = (uniform(words[3]) < band.at_home).then_some(home.1);
            let Some(school) = self.nearest(schools, stage, point, at_home) else { break };
            join(&mut schools[school], group, kind);
        }
    }

    /// Takes the next academy of a stage, or of the other when that has none.
    fn start(&mut self, schools: &[Premises], stage: usize) -> Option<usize> {
        for stage in [stage, 1 - stage] {
            while let Some(number) = self.starts[stage].pop() {
                if lacks_trust(&schools[number as usize]) {
                    self.trees[stage].remove(&placed(number as usize, &schools[number as usize]));
                    return Some(number as usize);
                }
            }
        }
        None
    }

    /// Takes the academy nearest to a point: of an authority if one is named and near.
    fn nearest(
        &mut self,
        schools: &[Premises],
        stage: usize,
        point: [f64; 2],
        authority: Option<u16>,
    ) -> Option<usize> {
        let stage = if self.trees[stage].size() > 0 { stage } else { 1 - stage };
        let near = || self.trees[stage].nearest_neighbor_iter(point).take(LOOKED_AT);
        let own = near().find(|p| Some(schools[p.data as usize].authority) == authority);
        let found = *own.or_else(|| near().next())?;
        self.trees[stage].remove(&found);
        Some(found.data as usize)
    }
}

/// Size of the trust at share `u` of the trusts, smallest first.
fn size(u: f64) -> usize {
    let mut below = (0, 0.0);
    for (most, share) in SIZES {
        if u < share {
            let along = math::ratio(u - below.1, share - below.1);
            return below.0 + 1 + (along * (most - below.0) as f64) as usize;
        }
        below = (most, share);
    }
    SIZES[SIZES.len() - 1].0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_trusts_have_the_published_mean_and_shares() {
        let sizes: Vec<usize> =
            (0..10_000).map(|i| size((f64::from(i) + 0.5) / 10_000.0)).collect();
        let mean = sizes.iter().sum::<usize>() as f64 / 10_000.0;
        assert!((mean - MEAN_SIZE).abs() < 0.15, "{mean}");
        let single = sizes.iter().filter(|size| **size == 1).count();
        assert!((single as f64 / 10_000.0 - 0.576).abs() < 0.001);
        assert!(sizes.is_sorted() && *sizes.last().unwrap() <= 63);
    }
}
