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
use crate::math;
use crate::parameters::parameters;
use crate::population::Known;
use crate::standpoint::{advantage, complement, confidence, kilometres, practice_in_single};
use crate::units::{Kilometres, Share};

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
/// Distance that brokers take as usual, km.
const USUAL: Kilometres = 10.0;
/// Furthest that brokers look without a channel to meet from afar, km.
const FURTHEST: Kilometres = 60.0;
/// Practice beyond that of the school in need from which on more counts no more, in SD of schools.
const MOST_BETTER: f64 = 3.0;
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
    let matching = Matching::of(&levers);
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

/// How helpers are matched with schools in need: the levers, school by school.
pub(super) struct Matching<'a> {
    need: &'a [f64],
    skill: &'a [f64],
    context: &'a [f64],
    remote: &'a [f64],
}

impl<'a> Matching<'a> {
    pub(super) fn of(levers: &'a Levers) -> Self {
        Self {
            need: levers.of(&collaboration::MATCH_NEED),
            skill: levers.of(&collaboration::MATCH_SKILL),
            context: levers.of(&collaboration::MATCH_CONTEXT),
            remote: levers.of(&collaboration::REMOTE),
        }
    }

    pub(super) fn at(&self, school: usize) -> Matched {
        Matched {
            need: self.need[school],
            skill: self.skill[school],
            context: self.context[school],
            far: 1.0 - 0.9 * self.remote[school],
        }
    }
}

/// What is known of schools when helpers are chosen.
pub(super) struct Sight<'a> {
    pub(super) p: &'a Parameters,
    pub(super) places: &'a [Place],
    pub(super) practices: &'a [Practice],
    pub(super) poverty: &'a [Disadvantage],
    pub(super) records: &'a [TrackRecord],
}

impl Sight<'_> {
    /// The helper who fits a school best; none where nobody is within reach.
    pub(super) fn best(
        &self,
        school: usize,
        matched: &Matched,
        helpers: impl Iterator<Item = u32>,
    ) -> Option<u32> {
        let own = practice_in_single(&self.practices[school]);
        let mut best: Option<(f64, u32)> = None;
        for helper in helpers {
            let other = helper as usize;
            let km = kilometres(self.places[school], self.places[other]);
            let standing = self.records[other].progress;
            // Most helpers cannot win, however well they fit: their practice need not be looked at.
            let beaten = best.is_some_and(|(most, _)| {
                let perfect =
                    Offer { standing, km, better: MOST_BETTER, complement: 1.0, unlike: 0.0 };
                score(self.p, matched, &perfect) <= most
            });
            if other == school || matched.far * km > FURTHEST || beaten {
                continue;
            }
            let theirs = practice_in_single(&self.practices[other]);
            let offer = Offer {
                standing,
                km,
                better: f64::from(advantage(&theirs, &own)).min(MOST_BETTER),
                complement: f64::from(complement(&own, &theirs)),
                unlike: (self.poverty[other].0 - self.poverty[school].0).abs(),
            };
            let score = score(self.p, matched, &offer);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, helper));
            }
        }
        best.map(|(_, helper)| helper)
    }
}

/// How far a broker matches by need, by skill and by context, and what distance counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matched {
    need: Share,
    skill: Share,
    context: Share,
    far: Share,
}

/// A helper as a broker sees it.
#[derive(Clone, Copy, Debug)]
struct Offer {
    standing: f64,
    km: Kilometres,
    /// Practice beyond that of the school in need, in SD of schools.
    better: f64,
    complement: Share,
    /// Difference in disadvantage, in SD of schools.
    unlike: f64,
}

/// How good a helper is in a broker's eyes.
fn score(p: &Parameters, matched: &Matched, offer: &Offer) -> f64 {
    p.standing * offer.standing
        + matched.need * offer.better
        + 3.0 * matched.skill * offer.complement
        - matched.context * offer.unlike
        - p.distance * matched.far * offer.km / USUAL
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

    const NONE: Matched = Matched { need: 0.0, skill: 0.0, context: 0.0, far: 1.0 };
    const HELPER: Offer =
        Offer { standing: 0.0, km: 0.0, better: 0.0, complement: 0.0, unlike: 0.0 };

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

    #[test]
    fn without_matching_standing_and_distance_alone_decide() {
        let p = Parameters::default();
        let fits = Offer { better: 2.0, complement: 1.0, unlike: 3.0, ..HELPER };
        assert_eq!(score(&p, &NONE, &fits), score(&p, &NONE, &HELPER));
        let near = Offer { standing: 1.0, km: USUAL, ..HELPER };
        assert!((score(&p, &NONE, &near) - p.standing + p.distance).abs() < 1e-12);
    }

    #[test]
    fn each_way_of_matching_weighs_its_own_quality() {
        let p = Parameters::default();
        let fits = Offer { better: 2.0, complement: 0.5, unlike: 3.0, ..HELPER };
        let of = |matched| score(&p, &matched, &fits);
        assert!((of(Matched { need: 0.5, ..NONE }) - 1.0).abs() < 1e-12);
        assert!((of(Matched { skill: 1.0, ..NONE }) - 1.5).abs() < 1e-12);
        assert!((of(Matched { context: 1.0, ..NONE }) + 3.0).abs() < 1e-12);
    }
}
