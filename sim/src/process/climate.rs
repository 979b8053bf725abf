//! A school's climate for professional learning follows its head, slowly.
//!
//! Climate keeps part of itself, moves towards what the head's skill as leader of learning supports,
//! and varies by chance. In the long run its spread between schools is about 1.
//! Evidence: the lags of school results (`variance-budget`); sizes of head effects, `head-sd-low`,
//! `head-sd-synthesis`, `head-sd-caution`.
//! Limits: one climate for the whole school; teachers' own part in it is in the chance.

use bevy_ecs::prelude::*;

use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Purpose, Seed, Word, normals, purpose};
use crate::math;
use crate::parameters::parameters;

/// No lever acts here yet.
pub(crate) const READS: &[Entry] = &[];

const CHANCE: Purpose = purpose("climate.chance");

parameters! {
    /// How climate follows the head.
    pub struct Parameters of "climate" {
        #[doc = "Share of its climate that a school keeps from one year to the next."]
        persistence: 0.50 in 0.0..=0.99, "share a year", triangular(0.5, 0.50, 0.85), "variance-budget", B;
        #[doc = "Climate on which a school settles with each SD of its head's skill."]
        head_gain: 0.33 in -1.0..=1.3, "SD per SD", contested(0.1, -0.1, 0.33, 0.9), "head-sd-synthesis", B;
    }
}

/// Share of the variance of climate that heads make when their gain is 1: heads change.
const HEADS_REACH: f64 = 0.55;

/// Schools whose chance is drawn together: the entity of a draw is the block of schools, the index
/// the school's place in it.
const BLOCK: usize = 256;

/// One term of climate for every school.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    mut schools: Query<&mut Climate>,
    heads: Query<&Skill>,
) {
    let Some(mut climates) = rows(schools.contiguous_iter_mut()) else { return };
    let Some(skills) = rows(heads.contiguous_iter()) else { return };
    let climates = climates.bypass_change_detection();
    let (kept, luck) = math::term_step(p.persistence, chance(&p));
    let mut draws = seed.draws(CHANCE);
    let (mut words, mut scores): ([Word; BLOCK], _) = ([[0; 8]; BLOCK], [0.0_f32; BLOCK]);
    for (block, climates) in climates.chunks_mut(BLOCK).enumerate() {
        let (first, count) = (block * BLOCK, climates.len());
        draws.fill(block as u32, now.address(), &mut words[..count]);
        normals(&words[..count], &mut scores[..count]);
        for (i, climate) in climates.iter_mut().enumerate() {
            let towards = p.head_gain * skills[first + i].0;
            climate.0 = kept * climate.0 + (1.0 - kept) * towards + luck * f64::from(scores[i]);
        }
    }
}

/// Spread of climate by chance, so that with the heads' part its spread is about 1.
fn chance(p: &Parameters) -> f64 {
    (1.0 - p.head_gain * p.head_gain * HEADS_REACH).max(0.05).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_heads_all_of_the_spread_is_chance() {
        let p = Parameters { head_gain: 0.0, ..Parameters::default() };
        assert_eq!(chance(&p), 1.0);
    }

    #[test]
    fn chance_takes_what_heads_leave() {
        let p = Parameters { head_gain: 0.6, ..Parameters::default() };
        assert!((chance(&p) * chance(&p) + 0.36 * HEADS_REACH - 1.0).abs() < 1e-12);
    }
}
