//! How large and how full synthetic schools are: percentiles of the register.

use rstar::RTree;

use super::super::quantile::{Percentiles, at_score};
use super::Kind;
use super::families::Placed;
use super::territory::Point;
use crate::agent::Phase;
use crate::math;

const PRIMARY_ROLL: [Percentiles; 4] = [
    [170.0, 196.0, 225.0, 337.0, 442.0, 579.6, 666.0],
    [131.0, 164.0, 205.0, 278.0, 407.5, 475.0, 595.0],
    [89.0, 108.0, 159.0, 204.0, 270.0, 388.2, 426.0],
    [34.0, 44.0, 67.0, 96.0, 133.0, 193.6, 210.0],
];
const SECONDARY_ROLL: [Percentiles; 4] = [
    [413.9, 585.9, 798.0, 1048.5, 1316.0, 1556.1, 1713.3],
    [445.6, 567.1, 797.0, 1033.5, 1312.5, 1559.7, 1744.0],
    [357.0, 463.2, 601.5, 858.0, 1138.0, 1382.8, 1527.3],
    [194.5, 317.0, 493.5, 780.0, 1061.5, 1477.0, 1546.5],
];
const MIDDLE_ROLL: Percentiles = [195.8, 258.0, 354.2, 494.0, 595.5, 705.0, 739.8];
const ALL_THROUGH_ROLL: Percentiles = [472.6, 555.6, 848.0, 1234.0, 1617.0, 1927.0, 2118.7];

const INFANT_ROLL: Percentiles = [67.6, 94.1, 162.0, 207.0, 269.0, 329.0, 359.0];
const JUNIOR_ROLL: Percentiles = [160.3, 193.0, 229.5, 294.0, 358.0, 440.0, 480.0];

/// Pupils at a standard normal score: the percentiles of the phase and setting, or of infant and of
/// junior schools.
pub(super) fn roll(kind: &Kind, score: f64) -> u32 {
    let (percentiles, ratio) = match kind.phase {
        Phase::Primary if kind.is_infant() => (&INFANT_ROLL, 1.0),
        Phase::Primary if kind.is_junior() => (&JUNIOR_ROLL, 1.0),
        Phase::Primary if kind.ages.high == 9 => (&PRIMARY_ROLL[kind.column], 0.80),
        Phase::Primary => (&PRIMARY_ROLL[kind.column], 0.99),
        Phase::MiddlePrimary | Phase::MiddleSecondary => (&MIDDLE_ROLL, 1.0),
        Phase::Secondary => (&SECONDARY_ROLL[kind.column], 1.0),
        Phase::AllThrough => (&ALL_THROUGH_ROLL, 1.0),
    };
    (at_score(percentiles, score) * ratio).round().max(10.0) as u32
}

const PRIMARY_OCCUPANCY: [Percentiles; 4] = [
    [0.704, 0.780, 0.890, 0.962, 1.010, 1.103, 1.149],
    [0.688, 0.775, 0.878, 0.958, 1.000, 1.079, 1.137],
    [0.627, 0.704, 0.824, 0.917, 0.983, 1.044, 1.100],
    [0.493, 0.595, 0.752, 0.886, 0.976, 1.044, 1.114],
];
const SECONDARY_OCCUPANCY: [Percentiles; 4] = [
    [0.522, 0.663, 0.839, 0.961, 1.010, 1.090, 1.157],
    [0.532, 0.629, 0.809, 0.938, 1.004, 1.073, 1.118],
    [0.541, 0.635, 0.771, 0.932, 1.005, 1.059, 1.119],
    [0.323, 0.531, 0.775, 0.921, 0.992, 1.028, 1.099],
];

/// Correlation of occupancy with free meals within an authority, primary and secondary: so that over
/// the nation it is that of the register (rank correlations of −0.14 and −0.37).
const FULLNESS_OF_POVERTY: [f64; 2] = [-0.22, -0.50];
/// Correlation of occupancy with the roll: places are fewer than pupils are different.
const FULLNESS_OF_ROLL: [f64; 2] = [0.40, 0.66];
/// Part of the variance of secondary schools' sizes that the primary schools around them explain.
const OF_SUPPLY: f64 = 0.75;
/// Emptiest that a school is drawn.
const EMPTIEST: f64 = 0.2;

/// Pupils for each place: poorer and smaller schools stand emptier. `poverty`, `roll` and `own` are
/// standard normal scores of the school's free meals within its authority, its roll and its luck.
pub(super) fn occupancy(kind: &Kind, poverty: f64, roll: f64, own: f64) -> f64 {
    let stage = usize::from(kind.secondary);
    let (a, b) = (FULLNESS_OF_POVERTY[stage], FULLNESS_OF_ROLL[stage]);
    let percentiles = match kind.phase {
        Phase::Primary | Phase::MiddlePrimary => &PRIMARY_OCCUPANCY[kind.column],
        _ => &SECONDARY_OCCUPANCY[kind.column],
    };
    let score = a * poverty + b * roll + (1.0 - a * a - b * b).sqrt() * own;
    at_score(percentiles, score).max(EMPTIEST)
}

/// Standard normal scores of the rolls, from independent ones: an infant school and its junior school
/// have the same children, and a secondary school is the larger the more primary pupils are around it
/// for each of its neighbours.
pub(super) fn scores(
    kinds: &[Kind],
    places: &[Point],
    pairs: &[(usize, usize)],
    mut scores: Vec<f64>,
) -> Vec<f64> {
    pairs.iter().for_each(|(junior, infant)| scores[*junior] = scores[*infant]);
    let supply = supply(kinds, places, &scores);
    for column in 0..4 {
        let is_one = |i: &usize| kinds[*i].secondary && kinds[*i].column == column;
        let mut members: Vec<usize> = (0..kinds.len()).filter(is_one).collect();
        members.sort_by(|a, b| supply[*a].total_cmp(&supply[*b]).then(a.cmp(b)));
        for (rank, school) in members.iter().enumerate() {
            let ground = math::normal_quantile((rank as f64 + 0.5) / members.len() as f64);
            let own = scores[*school];
            scores[*school] = OF_SUPPLY.sqrt() * ground + (1.0 - OF_SUPPLY).sqrt() * own;
        }
    }
    scores
}

/// Nearest secondary schools that share a primary school's pupils.
const SHARING: usize = 3;

/// Primary pupils for each secondary school.
fn supply(kinds: &[Kind], places: &[Point], rolls: &[f64]) -> Vec<f64> {
    let secondary = (0..kinds.len()).filter(|school| kinds[*school].secondary);
    let placed = secondary.map(|i| Placed::new([places[i].0, places[i].1], i as u32));
    let tree = RTree::bulk_load(placed.collect());
    let mut supply = vec![0.0; kinds.len()];
    for school in (0..kinds.len()).filter(|school| !kinds[*school].secondary) {
        let kind = &kinds[school];
        if kind.ages.high < 10 {
            continue;
        }
        let leavers =
            f64::from(roll(kind, rolls[school])) / f64::from(kind.ages.high - kind.ages.low);
        let at = [places[school].0, places[school].1];
        let near = tree.nearest_neighbor_iter_with_distance_2(at).take(SHARING);
        let near: Vec<(u32, f64)> =
            near.map(|(p, squared)| (p.data, 1.0 / (squared + 0.3))).collect();
        let all: f64 = near.iter().map(|(_, weight)| weight).sum();
        for (secondary, weight) in near {
            supply[secondary as usize] += leavers * weight / all;
        }
    }
    supply
}
