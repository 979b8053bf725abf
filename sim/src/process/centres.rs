//! Centres of trusts and federations work with their schools, and ask the same of all.
//!
//! What a centre brings grows with its skill, which may be a loss, with how binding the group is, with the
//! share of income that it keeps for its work, and falls with the number of schools that it has to serve
//! and, for a while, with those it has just taken in. As far as it asks the same of all its schools, their
//! practice draws together.
//! Evidence: `structure-variance`, `chain-effects` for how far groups differ; `mat-effect` for a mean near
//! nothing and for size; `mat-topslice`. The sizes are assumed.
//! Limits: a centre's skill is one number, and does not change but by growth; a group of one school has no
//! centre.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::driver::{collaboration, funding};
use crate::groups::{Group, Groups};
use crate::math;
use crate::parameters::parameters;
use crate::term::Season;

/// What binds a group, what its centre has, and how alike its schools are to be.
pub(crate) const READS: &[Entry] = &[
    funding::TOP_SLICE,
    collaboration::GOVERNANCE,
    collaboration::UNIFORMITY,
    collaboration::CENTRE_SKILL,
];

parameters! {
    /// What centres bring.
    pub struct Parameters of "centres" {
        #[doc = "Spread of skill between the centres of trusts and federations."]
        skill_spread: 1.0 in 0.0..=3.0, "SD of practice", triangular(0.5, 1.0, 1.5), "structure-variance", C;
        #[doc = "Practice that a school gains in a year from a centre one SD better where all is binding."]
        practice_gain: 0.5 in -1.0..=3.0, "SD of schools a year", triangular(0.0, 0.5, 1.2), "structure-variance", C;
        #[doc = "Practice that its teachers learn in a year from such a centre."]
        teaching_gain: 0.01 in -0.1..=0.5, "pupil SD a year", contested(0.3, -0.01, 0.01, 0.04), "chain-effects", C;
        #[doc = "Schools that a centre can serve fully."]
        span: 8.0 in 1.0..=100.0, "schools", triangular(5.0, 8.0, 12.0), "mat-effect", C;
        #[doc = "Fall of the logarithm of what a centre brings to each school with the logarithm of the schools beyond that."]
        span_loss: 0.7 in -1.0..=3.0, "log per log", triangular(0.0, 0.7, 1.5), "mat-effect", C;
        #[doc = "Growth of the logarithm of what a centre brings with the logarithm of its share of income."]
        slice_gain: 0.5 in -1.0..=2.0, "log per log", triangular(0.1, 0.5, 1.0), "mat-topslice", C;
        #[doc = "Skill that a centre lacks while all its schools are new."]
        overload_loss: 0.5 in -2.0..=3.0, "SD of practice", contested(0.3, -0.2, 0.5, 1.5), "chain-effects", C;
        #[doc = "Share of what is new in a group that is new still a year later."]
        overload_kept: 0.5 in 0.0..=0.99, "share a year", triangular(0.3, 0.5, 0.8), "assumption", C;
        #[doc = "Share of the distance to its group's practice that a school makes up in a year where all is binding and the same."]
        uniform_pull: 0.3 in 0.0..=2.0, "share a year", triangular(0.1, 0.3, 0.6), "assumption", C;
    }
}

/// One term of every centre.
pub(super) fn run(
    now: Res<Now>,
    p: Res<Parameters>,
    levers: Res<Levers>,
    mut groups: ResMut<Groups>,
    mut schools: Query<(&Open, &mut Practice, &mut Exchange)>,
) {
    let Some((open, mut practices, mut exchanges)) = rows(schools.contiguous_iter_mut()) else {
        return;
    };
    let practices = practices.bypass_change_detection();
    let exchanges = exchanges.bypass_change_detection();
    let binding = levers.of(&collaboration::GOVERNANCE);
    let (same, shift) =
        (levers.of(&collaboration::UNIFORMITY), levers.of(&collaboration::CENTRE_SKILL));
    let slice = levers.of(&funding::TOP_SLICE);
    let autumn = now.term.season() == Season::Autumn;
    // Whoever has left a group learns nothing from its centre.
    exchanges.iter_mut().for_each(|exchange| exchange.from_centre = 0.0);
    if autumn {
        groups.all.iter_mut().for_each(|group| group.overload *= p.overload_kept);
    }
    for (number, group) in (0..).zip(&groups.all) {
        let members = groups.members(Some(number));
        let served = members.iter().filter(|school| open[**school as usize].0).count();
        if served < 2 {
            continue;
        }
        let mean = mean_practice(members, open, practices, served);
        let serves = serves(&p, served as f64);
        for school in members.iter().map(|school| *school as usize) {
            if !open[school].0 {
                continue;
            }
            let skill = skill(&p, group, shift[school]);
            let brings = binding[school] * serves * hours(&p, slice[school]) * skill / 3.0;
            let pull = p.uniform_pull * binding[school] * same[school] / 3.0;
            for (strength, mean) in practices[school].0.iter_mut().zip(mean) {
                *strength += p.practice_gain * brings + pull * (mean - *strength);
            }
            exchanges[school].from_centre = 3.0 * p.teaching_gain * brings;
        }
    }
}

fn mean_practice(
    members: &[u32],
    open: &[Open],
    practices: &[Practice],
    served: usize,
) -> [f64; DOMAINS] {
    let mut mean = [0.0; DOMAINS];
    for school in members.iter().map(|school| *school as usize).filter(|s| open[*s].0) {
        for (sum, strength) in mean.iter_mut().zip(practices[school].0) {
            *sum += strength / served as f64;
        }
    }
    mean
}

/// Skill of a group's centre, in SD of practice: what it was founded with, what all centres have gained,
/// less what growth costs it for a while.
fn skill(p: &Parameters, group: &Group, shift: f64) -> f64 {
    p.skill_spread * group.score + shift - p.overload_loss * group.overload.min(1.0)
}

/// What a centre with so many schools brings to each, against one that serves few.
fn serves(p: &Parameters, schools: f64) -> f64 {
    if schools <= p.span { 1.0 } else { math::pow(p.span / schools, p.span_loss) }
}

/// What a centre that keeps this share of income brings, against today's usual share.
fn hours(p: &Parameters, slice: f64) -> f64 {
    let usual = funding::TOP_SLICE.default;
    if slice == usual { 1.0 } else { math::pow((slice / usual).max(1e-6), p.slice_gain) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::GroupKind;

    fn group(score: f64, overload: f64) -> Group {
        Group { label: 0, kind: GroupKind::MultiAcademyTrust, score, overload, size: 0 }
    }

    #[test]
    fn a_centre_is_worth_what_it_was_drawn_with_and_less_while_it_grows() {
        let p = Parameters::default();
        assert_eq!(skill(&p, &group(-1.0, 0.0), 0.0), -p.skill_spread);
        assert_eq!(skill(&p, &group(0.0, 0.0), 0.7), 0.7);
        assert!((skill(&p, &group(0.0, 0.5), 0.0) + 0.5 * p.overload_loss).abs() < 1e-12);
        assert_eq!(skill(&p, &group(0.0, 9.0), 0.0), -p.overload_loss);
    }

    #[test]
    fn up_to_its_span_a_centre_serves_all_fully_and_each_less_beyond() {
        let p = Parameters::default();
        assert_eq!((serves(&p, 2.0), serves(&p, p.span)), (1.0, 1.0));
        let twice = math::pow(0.5, p.span_loss);
        assert!((serves(&p, 2.0 * p.span) - twice).abs() < 1e-12);
    }

    #[test]
    fn todays_share_of_income_counts_as_one() {
        let p = Parameters::default();
        assert_eq!(hours(&p, 0.06), 1.0);
        assert!((hours(&p, 0.24) - math::pow(4.0, p.slice_gain)).abs() < 1e-12);
        assert!(hours(&p, 0.0) < 0.01);
    }
}
