//! Which synthetic schools have a religious character.
//!
//! Evidence: shares by phase in the register (`religious-character`). That schools of one trust are
//! mostly alike in it is known, how far is assumed.

use crate::agent::Phase;
use crate::draw::{Purpose, Seed, purpose, uniform};
use crate::population::Premises;
use crate::units::Share;

const CHARACTER: Purpose = purpose("population.religious");
const OF_TRUST: Purpose = purpose("population.religious_trust");

/// Share of schools in trusts and federations that have the character of their group.
const ALIKE: Share = 0.7;

/// Share of schools with a religious character.
fn share(phase: Phase) -> Share {
    match phase {
        Phase::Primary => 0.369,
        Phase::MiddlePrimary | Phase::MiddleSecondary => 0.289,
        Phase::Secondary => 0.181,
        Phase::AllThrough => 0.196,
    }
}

/// Gives every school its character: most schools of a group take the group's.
pub(super) fn give(schools: &mut [Premises], seed: Seed) {
    let (mut own, mut of_group) = (seed.draws(CHARACTER), seed.draws(OF_TRUST));
    for (number, school) in schools.iter_mut().enumerate() {
        let [alike, drawn] = own.at::<2>(number as u32, 0, 0).map(uniform);
        let group = school.group.filter(|_| alike < ALIKE);
        let drawn = group.map_or(drawn, |group| uniform(of_group.at::<1>(group, 0, 0)[0]));
        school.religious = drawn < share(school.phase);
    }
}
