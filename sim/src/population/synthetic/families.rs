//! Free-meal shares of synthetic schools: alike among neighbours.
//!
//! A primary school's score within its authority is part that of the ground it shares with its nearest
//! schools, fading with their rank, and part its own; a secondary school shares that of the primary
//! schools around it. Scores count from the authority's mean, which is the published one.
//! Evidence: shares by region and setting, their spread within authorities, and correlations between
//! neighbours (`gias-2022`).

use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::super::{AUTHORITIES, AuthorityFacts};
use super::territory::Point;
use super::{Kind, phases};
use crate::agent::Region;
use crate::draw::{Purpose, Seed, normal, purpose};
use crate::math;

const SHARED: Purpose = purpose("population.shared_ground");
const AREA: Purpose = purpose("population.shared_area");

/// Nearest primary schools that share a school's ground, itself included.
pub(super) const NEAR: usize = 14;
/// Ranks over which likeness fades by a factor of e.
const FADES: f64 = 5.5;
/// Part of the variance within an authority that neighbouring primary schools share.
const PRIMARY_SHARED: f64 = 0.34;
/// Part that schools of one small census area share beyond that.
const AREA_SHARED: f64 = 0.22;
/// Correlation of a secondary school's score with that of the primary schools around it, and how many
/// of them count.
const SECONDARY_SHARED: f64 = 0.56;
const AROUND: usize = 8;
/// Part of a junior school's variance that is its infant school's.
const OF_INFANT: f64 = 0.95;

/// A place with the number of its school.
pub(super) type Placed = GeomWithData<[f64; 2], u32>;

/// The nearest primary schools of every school, nearest first: a primary school comes first itself.
pub(super) fn nearest_primaries(kinds: &[Kind], places: &[Point]) -> Vec<Vec<u32>> {
    let primary = (0..kinds.len()).filter(|school| !kinds[*school].secondary);
    let placed = primary.map(|i| Placed::new([places[i].0, places[i].1], i as u32));
    let tree = RTree::bulk_load(placed.collect());
    let near = |place: &Point| {
        let found = tree.nearest_neighbor_iter([place.0, place.1]);
        found.take(NEAR).map(|near| near.data).collect()
    };
    places.iter().map(near).collect()
}

/// Standard normal score of every school's free meals within its authority.
pub(super) fn scores(
    kinds: &[Kind],
    near: &[Vec<u32>],
    areas: &[u32],
    pairs: &[(usize, usize)],
    seed: Seed,
) -> Vec<f64> {
    let mut draws = seed.draws(SHARED);
    let mut of_area = seed.draws(AREA);
    let words: Vec<[f64; 2]> =
        (0..kinds.len() as u32).map(|school| draws.at::<2>(school, 0, 0).map(normal)).collect();
    let fading: Vec<f64> = (0..NEAR).map(|rank| math::exp(-(rank as f64) / FADES)).collect();
    let mixed = |shared: f64, part: f64, own: f64| part.sqrt() * shared + (1.0 - part).sqrt() * own;
    let mut scores: Vec<f64> = (0..kinds.len())
        .map(|school| {
            let weights = fading.iter().zip(&near[school]);
            let sum: f64 = weights.clone().map(|(w, other)| w * words[*other as usize][0]).sum();
            let scale: f64 = weights.map(|(w, _)| w * w).sum();
            let area = normal(of_area.at::<1>(areas[school], 0, 0)[0]);
            let own = mixed(area, AREA_SHARED / (1.0 - PRIMARY_SHARED), words[school][1]);
            mixed(math::ratio(sum, scale.sqrt()), PRIMARY_SHARED, own)
        })
        .collect();
    for (junior, infant) in pairs {
        scores[*junior] = mixed(scores[*infant], OF_INFANT, words[*junior][1]);
    }
    let around: Vec<f64> = (0..kinds.len())
        .filter(|school| kinds[*school].secondary)
        .map(|school| math::mean(near[school].iter().take(AROUND).map(|i| scores[*i as usize])))
        .collect();
    let spread = math::standard_deviation(around.iter().copied());
    let mut around = around.into_iter();
    for school in (0..kinds.len()).filter(|school| kinds[*school].secondary) {
        let ground = math::ratio(around.next().unwrap_or_default(), spread);
        scores[school] = mixed(ground, SECONDARY_SHARED * SECONDARY_SHARED, words[school][1]);
    }
    centred(kinds, scores)
}

/// Scores less the mean of their authority and stage.
fn centred(kinds: &[Kind], mut scores: Vec<f64>) -> Vec<f64> {
    let mut sums = vec![[(0.0, 0.0); 2]; AUTHORITIES.len()];
    let cell = |kind: &Kind| (usize::from(kind.authority), usize::from(kind.secondary));
    for (kind, score) in kinds.iter().zip(&scores) {
        let (authority, stage) = cell(kind);
        let (sum, count) = &mut sums[authority][stage];
        (*sum, *count) = (*sum + score, *count + 1.0);
    }
    for (kind, score) in kinds.iter().zip(&mut scores) {
        let (authority, stage) = cell(kind);
        let (sum, count) = sums[authority][stage];
        // A lone school of its authority keeps what it has drawn.
        if count > 1.5 {
            *score -= sum / count;
        }
    }
    scores
}

/// Free-meal share by stage and setting, as it is in a typical authority that has all settings.
const MEAN: [[f64; 4]; 2] = [[0.242, 0.220, 0.165, 0.129], [0.229, 0.195, 0.150, 0.146]];
/// Spread of log-odds within the settings of an authority by stage and region.
const SPREAD: [[f64; Region::ALL.len()]; 2] = [
    [0.77, 0.74, 0.74, 0.93, 0.91, 0.78, 0.74, 0.77, 0.87],
    [0.51, 0.52, 0.53, 0.60, 0.60, 0.61, 0.50, 0.55, 0.49],
];
/// The same by setting, against the nation's.
const SPREAD_HERE: [[f64; 4]; 2] = [[0.97, 1.0, 0.84, 1.03], [1.0, 1.05, 0.70, 0.72]];
/// Free-meal share of a selective school against the other secondary schools of its authority.
const SELECTIVE: f64 = 0.24;

/// Free-meal share: the authority's mean, shifted by setting, spread on the log-odds scale.
pub(super) fn free_meals(kind: &Kind, score: f64) -> f64 {
    let facts = kind.facts();
    let stage = usize::from(kind.secondary);
    let spread = SPREAD[stage][facts.region.index()] * SPREAD_HERE[stage][kind.column];
    let mean = expected(facts, kind);
    // Selective schools take few pupils with free meals: the others of the authority have the more.
    let share = if kind.secondary { phases::selective_share(facts) } else { 0.0 };
    let mean = mean / (1.0 - share * (1.0 - SELECTIVE));
    // The mean of a logit-normal share is pulled towards one half by its spread: undo the pull
    // (the logistic is close to a normal distribution function of scale 1.7).
    let centre = math::logit(mean) * (1.0 + 0.346 * spread * spread).sqrt();
    let selected = if kind.selective { SELECTIVE } else { 1.0 };
    selected * math::logistic(centre + spread * score)
}

/// Mean share of the cell's schools, so that the settings of an authority average to its own mean.
fn expected(facts: &AuthorityFacts, kind: &Kind) -> f64 {
    let (mut sum, mut schools) = (0.0, 0.0);
    for (stage, counts) in [facts.primary, facts.secondary].iter().enumerate() {
        for (column, count) in counts.iter().enumerate() {
            sum += f64::from(*count) * MEAN[stage][column];
            schools += f64::from(*count);
        }
    }
    let here = MEAN[usize::from(kind.secondary)][kind.column];
    (facts.free_meals * here * schools / sum).clamp(0.01, 0.8)
}
