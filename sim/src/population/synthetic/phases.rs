//! Phases, ages and selection of synthetic schools: the register's counts and shares.

use super::super::quantile::part_at;
use super::super::{AUTHORITIES, AuthorityFacts};
use crate::agent::{Ages, Phase, Region};

/// Selective secondary schools by authority's code: register counts.
const SELECTIVE: [(u16, u16); 35] = [
    (302, 3),
    (303, 4),
    (305, 2),
    (308, 1),
    (314, 2),
    (317, 2),
    (319, 5),
    (330, 8),
    (335, 2),
    (336, 1),
    (341, 1),
    (344, 6),
    (358, 7),
    (381, 2),
    (382, 1),
    (815, 3),
    (825, 13),
    (839, 4),
    (861, 1),
    (865, 2),
    (870, 2),
    (871, 4),
    (878, 1),
    (879, 3),
    (880, 3),
    (881, 4),
    (882, 4),
    (886, 32),
    (887, 6),
    (888, 4),
    (894, 2),
    (909, 1),
    (916, 7),
    (925, 15),
    (937, 5),
];
/// Chance that a secondary school is selective.
pub(super) fn selective_share(facts: &AuthorityFacts) -> f64 {
    let count = SELECTIVE.iter().find(|(code, _)| *code == facts.code).map_or(0, |(_, n)| *n);
    f64::from(count) / f64::from(facts.secondary.iter().sum::<u16>().max(1))
}

/// Middle schools that count as secondary, and all-through schools, by region: register counts.
const MIDDLE: [f64; 9] = [1.0, 21.0, 0.0, 22.0, 0.0, 4.0, 19.0, 28.0, 2.0];
const ALL_THROUGH: [f64; 9] = [12.0, 12.0, 43.0, 6.0, 12.0, 25.0, 16.0, 14.0, 18.0];
/// Middle schools that count as primary, as a share of their regions' primary schools.
const MIDDLE_PRIMARY_SHARE: f64 = 7.0 / 16_782.0;

pub(super) fn phase(secondary: bool, region: Region, u: f64) -> Phase {
    if !secondary {
        return if u < MIDDLE_PRIMARY_SHARE { Phase::MiddlePrimary } else { Phase::Primary };
    }
    let schools: f64 = AUTHORITIES
        .iter()
        .filter(|facts| facts.region == region)
        .flat_map(|facts| facts.secondary)
        .map(f64::from)
        .sum();
    let (middle, all_through) = (MIDDLE[region.index()], ALL_THROUGH[region.index()]);
    match u * schools {
        x if x < middle => Phase::MiddleSecondary,
        x if x < middle + all_through => Phase::AllThrough,
        _ => Phase::Secondary,
    }
}

/// Shares of infant, junior and first schools among primary schools by setting: conurbation, city and
/// town, rural town, village.
const PARTED: [[f64; 4]; 3] =
    [[0.062, 0.101, 0.070, 0.017], [0.058, 0.088, 0.063, 0.003], [0.004, 0.021, 0.043, 0.047]];
/// The same shares by region, and in the nation.
const PARTED_BY_REGION: [[f64; 9]; 3] = [
    [0.095, 0.079, 0.061, 0.028, 0.027, 0.143, 0.052, 0.052, 0.054],
    [0.081, 0.071, 0.061, 0.028, 0.026, 0.107, 0.051, 0.047, 0.043],
    [0.001, 0.041, 0.000, 0.081, 0.000, 0.007, 0.040, 0.066, 0.009],
];
const PARTED_NATION: [f64; 3] = [0.070, 0.060, 0.024];
/// Ages of infant, junior and first schools.
const PARTED_AGES: [(u8, u8); 3] = [(4, 7), (7, 11), (4, 9)];
/// All-through schools that are no academies, for each such secondary school of their authority.
pub(super) const NO_ACADEMY: f64 = 0.72;
/// Shares of secondary schools that start at 14 and at 13.
const LATE: [f64; 2] = [0.0175, 0.0195];

/// Age range, by the register's commonest combinations; nursery and sixth form are outside the model.
pub(super) fn ages(phase: Phase, region: Region, column: usize, u: f64) -> Ages {
    let (low, high) = match phase {
        Phase::Primary => {
            let here = |kind: usize| {
                let region = PARTED_BY_REGION[kind][region.index()] / PARTED_NATION[kind];
                PARTED[kind][column] * region
            };
            part_at((0..PARTED.len()).map(here), u).map_or((4, 11), |kind| PARTED_AGES[kind])
        }
        Phase::MiddlePrimary => (8, 12),
        Phase::MiddleSecondary => (9, 13),
        Phase::Secondary if u < LATE[0] => (14, 16),
        Phase::Secondary if u < LATE[0] + LATE[1] => (13, 16),
        Phase::Secondary => (11, 16),
        Phase::AllThrough => (4, 16),
    };
    Ages { low, high }
}
