//! Each autumn brokers find out which schools need help, and bring them together with others.
//!
//! A broker sees results, grades and who works with nobody. It goes through the helpers whom it knows
//! of: schools near the one in need and some of its family of similar schools, with a confident head.
//! It takes the nearest who will do, or, where partners are matched, the one whose strengths, context
//! and place fit. Nobody is forced: the two schools decide.
//! Evidence: `tsa-coverage`, `city-challenge` for brokered support; who is chosen, and how well, is
//! assumed.
//! Limits: a broker brings one helper a year; brokers have no money of their own.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, triangular};
use crate::draw::{Purpose, Seed, Word, purpose, uniform};
use crate::driver::collaboration;
use crate::matching::{Matching, Sight};
use crate::math;
use crate::parameters::parameters;
use crate::population::Known;
use crate::standpoint::confidence;
use crate::units::Share;

/// How strong brokers are, and how they match.
pub(crate) const READS: &[Entry] = &[
    collaboration::BROKER,
    collaboration::AREA_PARTNERSHIP,
    collaboration::MATCH_NEED,
    collaboration::MATCH_SKILL,
    collaboration::MATCH_CONTEXT,
    collaboration::REMOTE,
];

const CHOICE: Purpose = purpose("brokerage.choice");

parameters! {
    /// Whom brokers bring together.
    pub struct Parameters of "brokerage" {
        #[doc = "Need of a school from which half of its kind are offered a helper where brokers are at full strength."]
        threshold: 1.0 in -5.0..=5.0, "SD", triangular(0.5, 1.0, 1.5), "assumption", C;
        #[doc = "Need added by a grade below Good."]
        low_grade: 1.0 in -2.0..=5.0, "SD", triangular(0.3, 1.0, 2.0), "city-challenge", C;
        #[doc = "Need added by having no partner with whom work goes on."]
        isolation: 0.5 in -2.0..=5.0, "SD", triangular(0.0, 0.5, 1.5), "tsa-coverage", C;
        #[doc = "Strength as brokers of an area's convenor, where a broker's full strength is 1."]
        convenor: 0.5 in 0.0..=1.0, "share", triangular(0.0, 0.5, 1.0), "city-challenge", C;
        #[doc = "Weight of a helper's standing in a broker's choice."]
        standing: 0.5 in -2.0..=5.0, "per SD", triangular(0.0, 0.5, 1.5), "city-challenge", C;
        #[doc = "Weight of each usual distance between school and helper in a broker's choice."]
        distance: 1.0 in 0.0..=5.0, "per usual distance", triangular(0.5, 1.0, 2.0), "tsa-coverage", C;
    }
}

/// Family members whom a broker thinks of.
const OF_FAMILY: usize = 4;
/// Words of a school: whether it is offered help, and family members.
const WORDS: usize = 1 + OF_FAMILY;
/// Schools whose autumns are drawn together.
const BLOCK: usize = 64;
/// Confidence that a helper's head must have.
const CONFIDENT: Share = 0.6;

/// One autumn of brokers.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    levers: Res<Levers>,
    contacts: Res<Known>,
    mut schools: Query<(
        (&Place, &Practice, &Disadvantage, &TrackRecord, &Inspected, &Open, &Partners),
        &mut Introduced,
    )>,
    heads: Query<&Skill>,
) {
    let Some(((places, practices, poverty, records, grades, open, partners), mut introduced)) =
        rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some(skills) = rows(heads.contiguous_iter()) else { return };
    let introduced = introduced.bypass_change_detection();
    let strength = levers.of(&collaboration::BROKER);
    let convened = levers.of(&collaboration::AREA_PARTNERSHIP);
    let matching = Matching {
        need: levers.of(&collaboration::MATCH_NEED),
        skill: levers.of(&collaboration::MATCH_SKILL),
        context: levers.of(&collaboration::MATCH_CONTEXT),
        remote: levers.of(&collaboration::REMOTE),
    };
    let sight = Sight { p: &p, places, practices, poverty, records };
    let mut draws = seed.draws(CHOICE);
    let mut block: [Word; BLOCK * WORDS] = [[0; 8]; BLOCK * WORDS];
    for school in 0..places.len() {
        if school % BLOCK == 0 {
            draws.fill((school / BLOCK) as u32, now.address(), &mut block);
        }
        introduced[school] = Introduced::default();
        // A convenor knows who needs help, and brokers too.
        let strength = 1.0 - (1.0 - strength[school]) * (1.0 - p.convenor * convened[school]);
        if strength == 0.0 || !open[school].0 {
            continue;
        }
        let words = &block.as_chunks::<WORDS>().0[school % BLOCK];
        let in_need = need_of(&p, &records[school], grades[school], partners[school].working);
        if uniform(words[0]) >= strength * math::logistic(2.0 * (in_need - p.threshold)) {
            continue;
        }
        let family = contacts.0.family(school);
        let of_family = words[1..].iter().filter_map(|word| {
            family.get((uniform(*word) * family.len() as f64) as usize).copied()
        });
        let known = contacts.0.near(school).iter().copied().chain(of_family);
        let helpers = known.filter(|helper| {
            let other = *helper as usize;
            open[other].0 && confidence(&records[other], &skills[other]) >= CONFIDENT
        });
        introduced[school].helper = sight.best(school, &matching.at(school), helpers);
    }
}

/// Need of a school in a broker's eyes, in SD: weak published progress, a low grade, no working partner.
pub(super) fn need_of(p: &Parameters, record: &TrackRecord, grade: Inspected, working: u16) -> f64 {
    let low = matches!(grade.0, Some(Grade::RequiresImprovement | Grade::Inadequate));
    -record.progress
        + p.low_grade * f64::from(u8::from(low))
        + p.isolation * f64::from(u8::from(working == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn need_is_weak_progress_a_low_grade_and_no_working_partner() {
        let p = Parameters::default();
        let record = TrackRecord { progress: -0.5, raw: 9.0 };
        let low = Inspected(Some(Grade::Inadequate));
        let good = Inspected(Some(Grade::Good));
        assert!((need_of(&p, &record, good, 2) - 0.5).abs() < 1e-12);
        let all = 0.5 + p.low_grade + p.isolation;
        assert!((need_of(&p, &record, low, 0) - all).abs() < 1e-12);
        assert_eq!(need_of(&p, &TrackRecord::default(), Inspected(None), 1), 0.0);
    }
}
