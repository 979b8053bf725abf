//! What draws families to a school beyond distance and likeness: fitted to the base year's rolls.
//!
//! Choice among schools needs a constant for each of them (Train, 2009, on alternative-specific
//! constants). It is found by the usual contraction (Berry, Levinsohn and Pakes, 1995), group by
//! group, so that with room everywhere the base year's children would make up the base year's
//! entries; a taste of its own is then drawn for each school on top.

use super::{Origins, Population, share_of};
use crate::agent::{Appeal, GROUPS};
use crate::draw::{Purpose, Seed, normal, purpose};
use crate::math;
use crate::offers::{Offers, Wishes};
use crate::process::admissions::{self, attraction};

const TASTE: Purpose = purpose("population.taste");

/// Steps of the contraction: the largest schools' entries are met to about a pupil.
const STEPS: usize = 40;
/// Share of the way taken in a step.
const STRIDE: f64 = 0.7;
/// Largest appeal, as a logarithm: a school far from all homes is not raised beyond it.
const MOST: f64 = 4.0;

/// Sets the appeal of every school, and how many of an origin's leavers go on.
pub(super) fn settle(p: &admissions::Parameters, population: &mut Population, seed: Seed) {
    let targets = entries(population);
    let mut journeys = (*population.journeys).clone();
    let mut appeal = vec![[0.0; GROUPS]; population.len()];
    for level in &mut journeys.levels {
        let children: Vec<[f64; GROUPS]> = match level.from {
            Origins::Homes => level.children.clone(),
            Origins::Schools => {
                let leavers: Vec<_> = level
                    .origins
                    .iter()
                    .map(|school| entry(population, *school as usize))
                    .collect();
                let sum = |of: &[[f64; GROUPS]]| of.iter().flatten().sum::<f64>();
                let wanted: Vec<_> =
                    level.schools.iter().map(|school| targets[*school as usize]).collect();
                level.continuation = math::ratio(sum(&wanted), sum(&leavers));
                let continuing = |group: [f64; GROUPS]| group.map(|n| n * level.continuation);
                leavers.into_iter().map(continuing).collect()
            }
        };
        let shares: Vec<f64> = children.iter().map(|children| share_of(*children)).collect();
        let mut draw = Vec::with_capacity(level.to.len());
        for (origin, own) in shares.iter().enumerate() {
            for way in level.ways_of[origin] as usize..level.ways_of[origin + 1] as usize {
                let school = level.schools[level.to[way] as usize] as usize;
                let unlike = (population.schools.disadvantaged[school].0 - own).abs();
                draw.push(attraction(p, level.stretch[way], unlike));
            }
        }
        let mut offers = Offers::room_for(level);
        let places = vec![f64::INFINITY; level.schools.len()];
        for _ in 0..STEPS {
            let pull: Vec<[f64; GROUPS]> = level
                .schools
                .iter()
                .map(|school| appeal[*school as usize].map(math::exp))
                .collect();
            offers.prefer(&Wishes {
                level,
                children: &children,
                draw: &draw,
                pull: &pull,
                places: &places,
                active: p.active(),
            });
            let mut found = vec![[0.0; GROUPS]; level.schools.len()];
            for (flow, to) in offers.flow.iter().zip(&level.to) {
                for group in 0..GROUPS {
                    found[*to as usize][group] += flow[group];
                }
            }
            for (slot, school) in level.schools.iter().enumerate() {
                let school = *school as usize;
                for group in 0..GROUPS {
                    // One pupil more on both sides keeps the smallest numbers quiet.
                    let short = (targets[school][group] + 1.0) / (found[slot][group] + 1.0);
                    let next = appeal[school][group] + STRIDE * math::ln(short);
                    appeal[school][group] = next.clamp(-MOST, MOST);
                }
            }
        }
    }
    let mut tastes = seed.draws(TASTE);
    population.schools.appeal = appeal
        .into_iter()
        .enumerate()
        .map(|(school, appeal)| {
            let [taste] = tastes.at::<1>(school as u32, 0, 0).map(normal);
            Appeal(appeal.map(|fitted| fitted + p.taste_sd * taste))
        })
        .collect();
    population.journeys = journeys.into();
}

/// Entrants, and as many leavers, by group in an average year: an equal part of the roll.
pub(super) fn entries(population: &Population) -> Vec<[f64; GROUPS]> {
    (0..population.len()).map(|school| entry(population, school)).collect()
}

fn entry(population: &Population, school: usize) -> [f64; GROUPS] {
    let years = population.layout.cohorts(school).len() as f64;
    let size = f64::from(population.schools.roll[school].0) / years;
    let poor = size * population.schools.disadvantaged[school].0;
    [poor, size - poor]
}
