//! Who helps whom: the helper who fits a school in need best.
//!
//! Standing and nearness count always; as far as they are asked for, also what the helper is better at, whether
//! its strengths are where the school is weak, and likeness of the pupils.

use crate::agent::{Disadvantage, Place, Practice, TrackRecord};
use crate::process::brokerage::Parameters;
use crate::standpoint::{advantage, complement, kilometres, practice_in_single};
use crate::units::{Kilometres, Share};

/// Distance taken as usual, km.
const USUAL: Kilometres = 10.0;
/// Furthest that helpers are sought without a channel to meet from afar, km.
const FURTHEST: Kilometres = 60.0;
/// Practice beyond that of the school in need from which on more counts no more, in SD of schools.
const MOST_BETTER: f64 = 3.0;

/// How helpers are matched with schools in need: the levers, school by school.
pub(crate) struct Matching<'a> {
    pub(crate) need: &'a [f64],
    pub(crate) skill: &'a [f64],
    pub(crate) context: &'a [f64],
    pub(crate) remote: &'a [f64],
}

impl Matching<'_> {
    pub(crate) fn at(&self, school: usize) -> Matched {
        Matched {
            need: self.need[school],
            skill: self.skill[school],
            context: self.context[school],
            far: 1.0 - 0.9 * self.remote[school],
        }
    }
}

/// What is known of schools when helpers are chosen.
pub(crate) struct Sight<'a> {
    pub(crate) p: &'a Parameters,
    pub(crate) places: &'a [Place],
    pub(crate) practices: &'a [Practice],
    pub(crate) poverty: &'a [Disadvantage],
    pub(crate) records: &'a [TrackRecord],
}

impl Sight<'_> {
    /// The helper who fits a school best; none where nobody is within reach.
    pub(crate) fn best(
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
pub(crate) struct Matched {
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

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Matched = Matched { need: 0.0, skill: 0.0, context: 0.0, far: 1.0 };
    const HELPER: Offer =
        Offer { standing: 0.0, km: 0.0, better: 0.0, complement: 0.0, unlike: 0.0 };

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
