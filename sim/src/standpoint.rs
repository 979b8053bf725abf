//! How two schools stand to each other: what each sees of the other, and what they have in common.
//!
//! What matters of a school when partners are chosen lies close together and in single precision: a
//! candidate may be any school, and each column of it would have to be fetched apart.

use bevy_ecs::prelude::Resource;

use crate::agent::{DOMAINS, Fit, Place, Practice, Setting, Skill, TrackRecord};
use crate::math;
use crate::process::partnership::Parameters;
use crate::units::{Kilometres, Share};

/// A school as others see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standpoint {
    pub(crate) place: [f32; 2],
    /// Practice by domain, SD of schools.
    pub(crate) practice: [f32; DOMAINS],
    /// Free meals against the stage, SD.
    pub(crate) poverty: f32,
    pub(crate) climate: f32,
    /// Reputation, SD of results.
    pub(crate) renown: f32,
    /// Confidence of its head (0 to 1).
    pub(crate) confidence: f32,
    /// Willingness of its head, SD.
    pub(crate) willing: f32,
    /// Share of places near by that are empty.
    pub(crate) empty: f32,
    /// Hours that one tie takes to hold together, as its head leads.
    pub(crate) holding: f32,
    /// Its trust or federation.
    pub(crate) group: Option<u32>,
    /// Its cluster.
    pub(crate) cluster: Option<u32>,
    /// Whether it has a religious character.
    pub(crate) religious: bool,
    pub(crate) authority: u16,
    pub(crate) setting: Setting,
    pub(crate) primary: bool,
    /// Domains of practice it works on: one bit each.
    pub(crate) chosen: u8,
    pub(crate) open: bool,
    pub(crate) new_head: bool,
}

impl Default for Standpoint {
    fn default() -> Self {
        Self {
            place: [0.0; 2],
            practice: [0.0; DOMAINS],
            poverty: 0.0,
            climate: 0.0,
            renown: 0.0,
            confidence: 0.5,
            willing: 0.0,
            empty: 0.0,
            holding: 0.0,
            group: None,
            cluster: None,
            religious: false,
            authority: 0,
            setting: Setting::Town,
            primary: true,
            chosen: 0,
            open: true,
            new_head: false,
        }
    }
}

/// Scratch space: every school's standpoint.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Standpoints(pub(crate) Vec<Standpoint>);

impl Standpoints {
    /// Space for so many schools.
    pub(crate) fn new(schools: usize) -> Self {
        Self(vec![Standpoint::default(); schools])
    }
}

/// A place in single precision.
pub(crate) fn place_in_single(place: Place) -> [f32; 2] {
    [place.easting as f32, place.northing as f32]
}

/// Practice in single precision.
pub(crate) fn practice_in_single(practice: &Practice) -> [f32; DOMAINS] {
    practice.0.map(|strength| strength as f32)
}

/// Kilometres, likeness, rivalry and complementing strengths of two schools.
///
/// Likeness is `1 / (1 + differences)`; rivalry `1 / (1 + (km / catchment)²)` between schools of one stage.
pub(crate) fn fit(p: &Parameters, here: &Standpoint, there: &Standpoint) -> Fit {
    let same_stage = here.primary == there.primary;
    let unlike = p.unlike_pupils * f64::from((here.poverty - there.poverty).abs())
        + if same_stage { 0.0 } else { p.unlike_stage }
        + if here.setting == there.setting { 0.0 } else { p.unlike_place };
    let (east, north) = (here.place[0] - there.place[0], here.place[1] - there.place[1]);
    let km = f64::from((east * east + north * north).sqrt());
    Fit {
        km: km as f32,
        likeness: (1.0 / (1.0 + unlike)) as f32,
        rivalry: if same_stage { rivalry(p, km, here.primary) as f32 } else { 0.0 },
        complement: complement(&here.practice, &there.practice),
    }
}

/// How far two schools of one stage so far apart live on the same families.
fn rivalry(p: &Parameters, km: Kilometres, primary: bool) -> Share {
    let reaches = km / if primary { p.catchment } else { 2.0 * p.catchment };
    1.0 / (1.0 + reaches * reaches)
}

/// Kilometres between two places.
pub(crate) fn kilometres(one: Place, other: Place) -> Kilometres {
    let (east, north) = (one.easting - other.easting, one.northing - other.northing);
    (east * east + north * north).sqrt()
}

/// How much better practice is than another school's, mean over the domains, in SD of schools.
pub(crate) fn advantage(practice: &[f32; DOMAINS], other: &[f32; DOMAINS]) -> f32 {
    practice.iter().zip(other).map(|(here, there)| here - there).sum::<f32>() / DOMAINS as f32
}

/// By how much a school must be better in a domain to be clearly better, in SD of schools.
const CLEARLY: f32 = 0.5;

/// Share of the domains in which a school is below its own mean in which another is clearly better.
pub(crate) fn complement(weak: &[f32; DOMAINS], strong: &[f32; DOMAINS]) -> f32 {
    let mean = weak.iter().sum::<f32>() / DOMAINS as f32;
    let (mut lacking, mut filled) = (0.0_f32, 0.0);
    for (here, there) in weak.iter().zip(strong) {
        if *here < mean {
            lacking += 1.0;
            filled += f32::from(u8::from(*there > *here + CLEARLY));
        }
    }
    if lacking > 0.0 { filled / lacking } else { 0.0 }
}

/// Confidence of a head (0 to 1), by record and skill.
pub(crate) fn confidence(record: &TrackRecord, skill: &Skill) -> Share {
    math::logistic(record.progress + skill.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schools_are_rivals_where_they_are_close_and_of_one_stage() {
        let p = Parameters::default();
        let at = |easting: f64, primary, poverty| Standpoint {
            place: [easting as f32, 0.0],
            primary,
            poverty,
            ..Standpoint::default()
        };
        let next_door = fit(&p, &at(0.0, true, 0.0), &at(0.0, true, 0.0));
        assert_eq!((next_door.rivalry, next_door.likeness), (1.0, 1.0));
        let far = fit(&p, &at(0.0, true, 0.0), &at(p.catchment, true, 1.0));
        assert!((far.rivalry - 0.5).abs() < 1e-6);
        assert!((f64::from(far.likeness) - 1.0 / (1.0 + p.unlike_pupils)).abs() < 1e-6);
        let other_stage = fit(&p, &at(0.0, true, 0.0), &at(0.0, false, 0.0));
        assert_eq!(other_stage.rivalry, 0.0);
        assert!((f64::from(other_stage.likeness) - 1.0 / (1.0 + p.unlike_stage)).abs() < 1e-6);
    }

    #[test]
    fn strengths_complement_where_the_other_is_clearly_better_in_what_is_weak() {
        let weak = [-1.0, -1.0, 0.5, 0.5, 0.5, 0.5];
        let other = [0.0, -0.9, -3.0, -3.0, 3.0, 3.0];
        assert_eq!(complement(&weak, &other), 0.5);
        assert_eq!(complement(&weak, &weak), 0.0);
        assert_eq!(complement(&[0.2; DOMAINS], &other), 0.0);
        assert!((advantage(&other, &weak) + 0.15).abs() < 1e-6);
    }

    #[test]
    fn confidence_grows_with_record_and_skill() {
        let of = |progress, skill| confidence(&TrackRecord { progress, raw: 0.0 }, &Skill(skill));
        assert_eq!(of(0.0, 0.0), 0.5);
        assert!(of(1.0, 0.0) == of(0.0, 1.0) && of(1.0, 1.0) > 0.85);
    }
}
